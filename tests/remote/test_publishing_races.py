"""Several who publish to one engine at once, and what somebody else has harmed there."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from ngckg.engine.remote.names import CURRENT, POINTER, alone_name, graph_name, release_iri
from ngckg.engine.remote.pointer import pointed
from ngckg.engine.remote.publishing import publish, rollback
from ngckg.engine.remote.store import EngineStore, Row
from ngckg.errors import NotPublished
from ngckg.graph.release import Release
from tests.engine.releases import DATA, VOCABULARY
from tests.remote import servers
from tests.remote.servers import Server
from tests.remote.test_publishing import answered, released, silent

#: A graph of the release whose only triples are those that no other graph has.
ALONE = alone_name("r1", VOCABULARY.value)


class Interrupted(EngineStore):
    """A store to which something else happens right before one of its requests."""

    def __init__(self, server: Server, number: int, meanwhile: Callable[[], None]) -> None:
        super().__init__(server.query, server.update, server.graph_store, server.credentials)
        self.left, self._meanwhile = number, meanwhile

    def rows(self, query: str) -> list[Row]:
        self._count()
        return super().rows(query)

    def update(self, text: str) -> None:
        self._count()
        super().update(text)

    def add(self, graph: str, lines: Sequence[bytes], *, together: bool = False) -> None:
        self._count()
        super().add(graph, lines, together=together)

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            self._meanwhile()


class Killed(BaseException):
    """The end of a process."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Server]:
    with servers.oxigraph() as server:
        yield server


@pytest.fixture
def store(engine: Server) -> Iterator[EngineStore]:
    """An engine that holds nothing."""
    with engine.store() as found:
        found.update("DROP ALL")
        yield found


def is_whole(server: Server, folder: Path, groups: int) -> bool:
    return answered(server, folder) == f"n\r\n{5 * groups + 3}\r\n"


@pytest.mark.parametrize("killed", [False, True])
def test_somebody_publishes_the_same_meanwhile(
    engine: Server, store: EngineStore, tmp_path: Path, killed: bool
) -> None:
    release = released(tmp_path, "r1", 3, "2026-02-01")
    stopped = 0
    for number in range(1, 100, 5):
        store.update("DROP ALL")

        def meanwhile() -> None:
            publish(store, release, silent)
            assert is_whole(engine, tmp_path, 3)

        with Interrupted(engine, number, meanwhile) as other:
            try:
                publish(other, release, _die_after(other) if killed else silent, batch=5)
            except (NotPublished, Killed):
                stopped += 1
        if other.left > 0:
            break
        publish(store, release, silent)
        assert is_whole(engine, tmp_path, 3)
        assert pointed(store) == (release_iri("r1"), None)
    assert stopped > 3
    assert not publish(store, release, silent)


def _die_after(store: Interrupted) -> Callable[[str], None]:
    def tell(_message: str) -> None:
        if store.left <= 0:
            raise Killed

    return tell


def test_two_who_publish_first_leave_one_current_release(
    engine: Server, store: EngineStore, tmp_path: Path
) -> None:
    first = released(tmp_path, "r1", 3, "2026-02-01")
    second = released(tmp_path, "r2", 6, "2026-02-02")
    stopped = 0
    for number in range(1, 100, 4):
        store.update("DROP ALL")
        with Interrupted(engine, number, lambda: _publish(store, second)) as other:
            try:
                publish(other, first, silent)
            except NotPublished:
                stopped += 1
        if other.left > 0:
            break
        assert release_iri("r2") in pointed(store), "who came last was not overwritten"
        assert is_whole(engine, tmp_path, 6 if pointed(store)[0] == release_iri("r2") else 3)
    assert stopped > 3


def _publish(store: EngineStore, release: Release) -> None:
    assert publish(store, release, silent)


def test_nobody_goes_back_while_somebody_publishes(
    engine: Server, store: EngineStore, tmp_path: Path
) -> None:
    for number in (1, 2):
        publish(store, released(tmp_path, f"r{number}", number, f"2026-02-0{number}"), silent)
    third = released(tmp_path, "r3", 3, "2026-02-03")
    with (
        Interrupted(engine, 30, lambda: assert_back(store)) as other,
        pytest.raises(NotPublished, match="somebody else"),
    ):
        publish(other, third, silent)
    assert pointed(store) == (release_iri("r1"), release_iri("r2"))
    assert is_whole(engine, tmp_path, 1)


def assert_back(store: EngineStore) -> None:
    assert rollback(store) == "r1"


@pytest.mark.parametrize("graph", [graph_name("r1", DATA.value), ALONE, release_iri("r1")])
def test_what_the_current_release_has_lost_is_brought_back(
    engine: Server, store: EngineStore, tmp_path: Path, graph: str
) -> None:
    old = released(tmp_path, "r0", 2, "2026-01-01")
    release = released(tmp_path, "r1", 3, "2026-02-01")
    publish(store, old, silent)
    publish(store, release, silent)
    store.drop(graph)
    assert publish(store, release, silent)
    assert is_whole(engine, tmp_path, 3)
    assert pointed(store) == (release_iri("r1"), release_iri("r0"))
    assert store.count(graph_name("r0", DATA.value)) == 4 * 2, "the previous one is kept"
    assert not publish(store, release, silent)


@pytest.mark.parametrize("graph", [graph_name("r1", DATA.value), ALONE])
def test_what_arrives_changed_is_sent_again(
    engine: Server, store: EngineStore, tmp_path: Path, graph: str
) -> None:
    release = released(tmp_path, "r1", 3, "2026-02-01")
    sent = 0

    def change(message: str) -> None:
        nonlocal sent
        if message == "verifying":
            sent += 1
            if sent == 1:
                store.update(
                    f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} "
                    f"INSERT {{ GRAPH <{graph}> {{ ?s ?p 'wrong' }} }} "
                    f"WHERE {{ SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT 1 }}"
                )

    assert publish(store, release, change)
    assert sent == 2
    wrong = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p 'wrong' }"
    assert answered(engine, tmp_path, wrong) == "n\r\n0\r\n"
    assert is_whole(engine, tmp_path, 3)


def test_several_current_releases_are_told(store: EngineStore, tmp_path: Path) -> None:
    release = released(tmp_path, "r1", 3, "2026-02-01")
    publish(store, release, silent)
    store.update(f"INSERT DATA {{ GRAPH <{POINTER}> {{ <{POINTER}> <{CURRENT}> <urn:other> }} }}")
    for run in (pointed, rollback, lambda it: publish(it, release, silent)):
        with pytest.raises(NotPublished, match=r"several releases.*urn:other"):
            run(store)
    store.update(f"DELETE DATA {{ GRAPH <{POINTER}> {{ <{POINTER}> <{CURRENT}> <urn:other> }} }}")
    assert not publish(store, release, silent)
