"""What an engine answers is data: read where it can be read, and never a part of a query."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ngckg.engine.remote.describe import neighbourhood
from ngckg.engine.remote.names import Layout, unpack_layout
from ngckg.negotiation import JSON, N_TRIPLES
from tests.remote.asking import Asking, over
from tests.remote.servers import Server

ELSEWHERE = "http://elsewhere.example/graph"
GROUP = "https://w3id.org/ngckg/id/patient-group/nyresvigt"
#: What stands behind the first bracket is none of the text's, wherever IRIs are put into text.
FORGED = "http://x/> } %s VALUES ?z { <http://y"
TOLD = "FILTER(bif:signal('22023', bif:concat('told: ', str(?o2))))"


@pytest.fixture(scope="module")
def beside_a_secret(virtuoso: Server, shipped: Path) -> Iterator[Asking]:
    """Virtuoso, where something else stands that is not for visitors."""
    with virtuoso.store() as store:
        store.update(f"INSERT DATA {{ GRAPH <{ELSEWHERE}> {{ <urn:s> <urn:p> 'a secret' }} }}")
    yield from over(virtuoso, shipped)


@pytest.mark.parametrize(
    "forged",
    [
        "FILTER(bif:signal('22023', bif:concat('told: ', bif:sys_stat('st_dbms_ver'))))",
        f"GRAPH <{ELSEWHERE}> {{ ?s2 ?p2 ?o2 }} {TOLD}",
        f"{{ SELECT ?o2 WHERE {{ GRAPH <{ELSEWHERE}> {{ ?s2 ?p2 ?o2 }} }} }} {TOLD}",
        "",
    ],
)
def test_what_virtuoso_calls_an_iri_is_no_part_of_a_query(
    beside_a_secret: Asking, forged: str
) -> None:
    iri = FORGED % forged
    text = f'DESCRIBE <{GROUP}> ?x {{ BIND(IRI("{iri}") AS ?x) }}'
    alone = beside_a_secret.ask(f"DESCRIBE <{GROUP}>", N_TRIPLES.media_type)
    assert beside_a_secret.ask(text, N_TRIPLES.media_type) == alone
    only = f'DESCRIBE ?x {{ BIND(IRI("{iri}") AS ?x) }}'
    assert beside_a_secret.ask(only, N_TRIPLES.media_type) == b""


@pytest.mark.parametrize("forged", [FORGED % "", "http://x/ y", "relative", ""])
def test_no_query_is_made_of_what_is_no_iri(forged: str) -> None:
    with pytest.raises(ValueError, match="IRI"):
        neighbourhood(["urn:a", forged], ())
    with pytest.raises(ValueError, match="IRI"):
        neighbourhood(["urn:a"], [forged])
    for layout in (
        Layout("r1", {"urn:a": 1, forged: 1}),
        Layout("r1", {"urn:a": 1}, links=(forged,)),
    ):
        with pytest.raises(ValueError, match="IRI"):
            unpack_layout(layout.pack())
    with pytest.raises(ValueError, match="IRI"):
        unpack_layout(Layout("r1> ", {"urn:a": 1}).pack())


@pytest.mark.parametrize("graph", [ELSEWHERE, "http://nobody.example/graph"])
def test_nothing_exists_in_a_graph_that_is_not_ours(beside_a_secret: Asking, graph: str) -> None:
    exists = f"EXISTS {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    thing = f"<{GROUP}> a ?t FILTER"
    for text, found in ((f"{thing} {exists}", False), (f"{thing} NOT {exists}", True)):
        answer = beside_a_secret.ask(f"ASK {{ {text} }}", JSON.media_type)
        assert json.loads(answer)["boolean"] is found
