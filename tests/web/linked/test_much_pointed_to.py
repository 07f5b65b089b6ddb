"""A thing that much points to: its document is no larger for it, and says what it leaves out."""

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from ngckg.rdf.terms import N
from tests.engine import releases
from tests.engine.releases import DATA, LABEL, NETWORK, group, network
from tests.web.conftest import make_current
from tests.web.reading import expand
from tests.web.servers import Server, serving

pytestmark = pytest.mark.slow

MANY = 1_050
POPULAR, KNOWN = network("popular"), network("known")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of two networks, one of many groups and one of few."""
    folder = tmp_path_factory.mktemp("busy")
    quads = [ox.Quad(it, LABEL, ox.Literal("x", language="en"), DATA) for it in (POPULAR, KNOWN)]
    quads += [ox.Quad(group(f"g-{number}"), NETWORK, POPULAR, DATA) for number in range(MANY)]
    quads += [ox.Quad(group(f"g-{number}"), NETWORK, KNOWN, DATA) for number in range(3)]
    releases.write(folder, quads, "r1")
    make_current(folder, "r1")
    with serving(folder, folder / "log") as server:
        yield server


def read(url: str, accept: str = "application/n-triples") -> set[ox.Triple]:
    answer = httpx.get(url, headers={"accept": accept}, timeout=60)
    assert answer.status_code == 200, answer.text
    return {it.triple for it in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)}


def test_the_document_says_what_it_leaves_out_and_where_all_of_it_is(busy: Server) -> None:
    said = read(f"{busy.base}/data/specialist-network/popular")
    document = ox.NamedNode(f"{busy.base}/data/specialist-network/popular")
    here = {it for it in said if it.object == POPULAR and it.predicate == NETWORK}
    assert 0 < len(here) < MANY
    told = [it.object for it in said if (it.subject, it.predicate) == (document, N.rdfs.comment)]
    assert (
        ox.Literal(
            f"{MANY} statements point to the thing; this document has {len(here)} of them.",
            language="en",
        )
        in told
    )
    [asked] = [it.object for it in said if (it.subject, it.predicate) == (document, N.rdfs.seeAlso)]
    assert isinstance(asked, ox.NamedNode)
    every = read(asked.value)
    assert len(every) == MANY
    assert here < every
    again = httpx.get(f"{document.value}.jsonld").json()
    assert expand(again, f"{busy.base}/context.jsonld") == said


def test_a_document_with_everything_says_nothing_of_itself(busy: Server) -> None:
    said = read(f"{busy.base}/data/specialist-network/known")
    assert {it.subject for it in said} == {KNOWN, *(group(f"g-{number}") for number in range(3))}
