"""Our own queries, asked on behalf of a visitor, their answers as terms and triples."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar

import pyoxigraph as ox
from fastapi import Depends, Request

from ngckg.engine.base import Term
from ngckg.negotiation import JSON, N_TRIPLES
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.service import Publication

T = TypeVar("T")

_INLINE_UP_TO: Final = 65_536

Row = Mapping[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks the engine of one release, whose fairness knows the visitor."""

    publication: Publication
    client: str

    async def rows(self, name: str, **values: Term) -> list[Row]:
        """The solutions of a SELECT; a variable without a value is left out of its row."""
        content = await self._ask(name, JSON.media_type, values)
        return await _aside(_rows, content)

    async def triples(self, name: str, **values: Term) -> list[ox.Triple]:
        """The triples of a CONSTRUCT."""
        content = await self._ask(name, N_TRIPLES.media_type, values)
        return await _aside(_triples, content)

    async def _ask(self, name: str, media_type: str, values: dict[str, Term]) -> bytes:
        return await self.publication.ask(name, media_type, self.client, **values)


async def _aside(parse: Callable[[bytes], T], content: bytes) -> T:
    """Parse an answer, a long one in a thread, so that it does not hold up other visitors."""
    if len(content) <= _INLINE_UP_TO:
        return parse(content)
    return await asyncio.to_thread(parse, content)


def _rows(content: bytes) -> list[Row]:
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a SELECT has solutions")
    names = [variable.value for variable in found.variables]
    return [
        {name: value for name in names if (value := solution[name]) is not None}
        for solution in found
    ]


def _triples(content: bytes) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)]


def _questions(request: Request, service: ServiceDep, publication: PublicationDep) -> Questions:
    return Questions(publication, service.visitors.name(request.scope))


QuestionsDep = Annotated[Questions, Depends(_questions)]
