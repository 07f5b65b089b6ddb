"""Our own queries have the same answers at every engine, with values and without."""

import pyoxigraph as ox
import pytest

from ngckg.engine.base import Term
from ngckg.engine.library import QUERIES, Library
from ngckg.namespaces import ID, NGCKG, NGCSH, graph_iri
from ngckg.negotiation import JSON, N_TRIPLES
from tests.remote.asking import Asking

NAMES = sorted(str(path.relative_to(QUERIES).with_suffix("")) for path in QUERIES.rglob("*.rq"))
ANYTHING = ox.Literal("")
DAY = ox.Literal("2022-01-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def thing(key: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}{key}")


def filters(*names: str, **values: Term) -> dict[str, Term]:
    """Filters that let everything pass, but for those given."""
    return dict.fromkeys(names, ANYTHING) | values


_GROUP_FILTERS = (
    *("analysisType", "requisitionStatus", "onboardingStatus", "statusReportStatus", "body"),
    *("step", "q", "certainlyBefore", "possiblyBefore", "certainlyAfter", "possiblyAfter"),
)
_STEP_FILTERS = (
    *("kind", "patientGroup", "body"),
    *("certainlyBefore", "possiblyBefore", "certainlyAfter", "possiblyAfter"),
)

#: Queries that are asked with values; every query is asked without any too.
VALUES: list[tuple[str, dict[str, Term]]] = [
    ("api-patient-groups", filters(*_GROUP_FILTERS)),
    ("api-patient-groups", filters(*_GROUP_FILTERS, certainlyBefore=DAY)),
    ("api-patient-groups", filters(*_GROUP_FILTERS, q=ox.Literal("kræft"))),
    ("api-patient-groups", filters(*_GROUP_FILTERS, body=thing("working-group/fortolkning"))),
    ("api-steps", filters(*_STEP_FILTERS)),
    ("api-steps", filters(*_STEP_FILTERS, possiblyAfter=DAY)),
    ("api-documents", filters("kind", "patientGroup", "q")),
    ("api-patient-group", {"it": thing("patient-group/foetal-medicin")}),
    ("api-step", {"it": thing("step/nyresvigt/godkendelse")}),
    ("page-groups", {"group": thing("patient-group/nyresvigt")}),
    ("page-documents", {"group": thing("patient-group/nyresvigt")}),
    ("page-steps", {"by": thing("working-group/fortolkning")}),
    ("page-bodies", {"body": thing("working-group/fortolkning")}),
    ("page-statuses", {"group": thing("patient-group/foetal-medicin")}),
    ("resource-description", {"it": thing("patient-group/nyresvigt")}),
    ("resource-description", {"it": thing("no-kind/nothing")}),
    (
        "api-finding",
        {
            "focus": thing("patient-group/foetal-medicin"),
            "shape": ox.NamedNode(f"{NGCSH}PatientGroup-requisitionForm"),
            "property": ox.NamedNode(f"{NGCKG}requisitionStatus"),
        },
    ),
    ("resource-graph", {"graph": ox.NamedNode(graph_iri("mappings"))}),
]
#: Queries that mean nothing without a value: a comparison with it fails, and what that means
#: engines do not agree on.
NEED_VALUES = {"api-finding"}
ASKED = [*((name, {}) for name in NAMES if name not in NEED_VALUES), *VALUES]


def _triples(content: bytes) -> set[str]:
    """The triples of an answer; blank nodes by what stands at them, whatever they are called."""
    return {
        " ".join(_term(it) for it in quad.triple)
        for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)
    }


def _rows(content: bytes) -> set[tuple[str, ...]]:
    """The rows of an answer, each once: the embedded engine repeats a row for a triple that stands
    in two graphs, which is one triple of their union.
    """
    found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    names = sorted(it.value for it in found.variables)
    return {tuple(_term(row[name]) for name in names) for row in found}


def _term(term: object) -> str:
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


@pytest.mark.parametrize(
    ("name", "values"), ASKED, ids=lambda it: it if isinstance(it, str) else ""
)
def test_the_answer_is_that_of_the_embedded_engine(
    asking_embedded: Asking, asking_server: Asking, name: str, values: dict[str, Term]
) -> None:
    is_table = Library().get(name)[1].form.formats[0] is JSON
    media_type = (JSON if is_table else N_TRIPLES).media_type
    wanted = asking_embedded.named(name, media_type, **values)
    found = asking_server.named(name, media_type, **values)
    if is_table:
        assert _rows(found) == _rows(wanted)
    else:
        assert _triples(found) == _triples(wanted)


def test_every_query_is_asked() -> None:
    assert {name for name, _ in ASKED} == set(NAMES)
    assert len(NAMES) >= 50


def test_there_are_queries_and_they_find_something(asking_server: Asking) -> None:
    assert len(_rows(asking_server.named("page-groups", JSON.media_type))) == 17
    group = {"group": thing("patient-group/nyresvigt")}
    assert len(_rows(asking_server.named("page-groups", JSON.media_type, **group))) == 1
