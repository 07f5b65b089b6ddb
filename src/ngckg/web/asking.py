"""Our own queries, asked on behalf of a visitor, their answers as terms and triples."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import pyoxigraph as ox
from fastapi import Depends, Request

from ngckg.engine.base import Term
from ngckg.negotiation import JSON, N_TRIPLES
from ngckg.web.service import Publication, PublicationDep, ServiceDep

Row = Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks the engine of one release, whose fairness knows the visitor."""

    publication: Publication
    client: str

    async def rows(self, name: str, **values: Term) -> list[Row]:
        """The solutions of a SELECT; a variable without a value is left out of its row."""
        engine = self.publication.engine
        answer = await engine.named(name, JSON.media_type, client=self.client, **values)  # type: ignore[arg-type]
        found = ox.parse_query_results(await answer.read(), format=ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(f"{name}.rq is no SELECT")
        names = [variable.value for variable in found.variables]
        return [
            {name: value for name in names if (value := solution[name]) is not None}
            for solution in found
        ]

    async def triples(self, name: str, **values: Term) -> list[ox.Triple]:
        """The triples of a CONSTRUCT."""
        engine = self.publication.engine
        answer = await engine.named(name, N_TRIPLES.media_type, client=self.client, **values)  # type: ignore[arg-type]
        parsed = ox.parse(await answer.read(), format=ox.RdfFormat.N_TRIPLES)
        return [quad.triple for quad in parsed]


def _questions(request: Request, service: ServiceDep, publication: PublicationDep) -> Questions:
    return Questions(publication, service.visitors.name(request.scope))


QuestionsDep = Annotated[Questions, Depends(_questions)]
