"""Publishing: whole or not at all, resumed, verified, taken back."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from ngckg.cli import main
from ngckg.engine.base import Query
from ngckg.engine.remote.engine import RemoteEngine
from ngckg.engine.remote.http import Credentials
from ngckg.engine.remote.names import alone_name, graph_name, release_iri
from ngckg.engine.remote.pointer import pointed
from ngckg.engine.remote.publishing import publish, rollback
from ngckg.engine.remote.store import EngineStore
from ngckg.errors import NgckgError, NotARelease, NotPublished, Unavailable
from ngckg.graph.release import Release, read
from ngckg.negotiation import CSV
from tests.engine.releases import DATA, VOCABULARY, quads, write
from tests.remote import servers
from tests.remote.asking import remote
from tests.remote.faults import proxy
from tests.remote.servers import Server

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def silent(_message: str) -> None:
    pass


def released(folder: Path, name: str, groups: int, created: str) -> Release:
    """A release of so many groups; one triple of it stands in two graphs."""
    content = quads(groups)
    shared = next(it for it in content if it.graph_name == DATA)
    path = write(
        folder,
        [*content, ox.Quad(shared.subject, shared.predicate, shared.object, VOCABULARY)],
        name,
    )
    manifest = path / "manifest.json"
    manifest.write_text(manifest.read_text().replace("2026-01-02", created))
    return read(path)


@pytest.fixture
def own_oxigraph() -> Iterator[Server]:
    """A server that holds nothing yet."""
    with servers.oxigraph() as server:
        yield server


@pytest.fixture(params=servers.WRITING)
def target(
    request: pytest.FixtureRequest, own_oxigraph: Server, virtuoso: Server
) -> Iterator[EngineStore]:
    """A store that is written to by the Graph Store Protocol, or by updates."""
    kind, way = request.param.split("-")
    server = own_oxigraph if kind == "oxigraph" else virtuoso
    with server.store(graph_store=way == "graphstore") as store:
        yield store


def answered(server: Server, folder: Path, query: str = COUNT) -> str:
    """What the engine serves now."""

    async def work() -> str:
        engine: RemoteEngine = remote(server, folder)
        await engine.start()
        answer = await engine.answer(Query(query), CSV.media_type)
        await engine.stop(0)
        return (await answer.read()).decode()

    return asyncio.run(work())


def test_a_release_is_published_and_taken_back(target: EngineStore, tmp_path: Path) -> None:
    names = [f"{tmp_path.name}-{number}" for number in (1, 2, 3)]
    first, second, third = (
        released(tmp_path, name, 10 * number, f"2026-02-0{number}")
        for number, name in enumerate(names, 1)
    )
    assert publish(target, first, silent)
    assert not publish(target, first, silent), "it is current already"
    assert publish(target, second, silent, batch=7)
    assert pointed(target) == (release_iri(names[1]), release_iri(names[0]))
    assert rollback(target) == names[0]
    assert pointed(target) == (release_iri(names[0]), release_iri(names[1]))
    assert rollback(target) == names[1]
    assert publish(target, third, silent)
    assert pointed(target) == (release_iri(names[2]), release_iri(names[1]))
    # The one before the previous one is gone, with all its graphs.
    assert target.count(graph_name(names[0], DATA.value)) == 0
    assert target.count(graph_name(names[1], DATA.value)) == 4 * 20
    assert target.count(graph_name(names[2], VOCABULARY.value)) == 30 + 1
    assert target.count(alone_name(names[2], VOCABULARY.value)) == 30


def test_a_triple_in_two_graphs_is_one_triple(own_oxigraph: Server, tmp_path: Path) -> None:
    release = released(tmp_path, "r1", 5, "2026-02-01")
    with own_oxigraph.store() as store:
        publish(store, release, silent)
    distinct = 5 * 5 + 3
    assert answered(own_oxigraph, tmp_path) == f"n\r\n{distinct}\r\n"
    each = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert answered(own_oxigraph, tmp_path, each) == f"n\r\n{distinct + 1}\r\n"


def test_broken_off_anywhere_the_old_one_is_served_and_a_second_run_finishes(
    own_oxigraph: Server, tmp_path: Path
) -> None:
    old = released(tmp_path, "r1", 3, "2026-02-01")
    with own_oxigraph.store() as store:
        publish(store, old, silent)
    before = answered(own_oxigraph, tmp_path)
    broken = 0
    for number in range(1, 100, 3):
        new = released(tmp_path, f"r2-{number}", 6, f"2026-02-02T{number:02}")
        with proxy(own_oxigraph.query) as faults:
            base = faults.url.removesuffix("/query")
            faults.mode, faults.allowed = "allow", number
            faults.unanswered = number % 2 == 0
            with EngineStore(faults.url, f"{base}/update", f"{base}/store") as store:
                try:
                    publish(store, new, silent, batch=5)
                except Unavailable:
                    broken += 1
                else:
                    break
        if answered(own_oxigraph, tmp_path) != before:
            # It broke off behind the update that made it current: all of it is there.
            assert answered(own_oxigraph, tmp_path) == "n\r\n33\r\n"
        with own_oxigraph.store() as store:
            publish(store, new, silent)
            assert answered(own_oxigraph, tmp_path) == "n\r\n33\r\n"
            if pointed(store)[1] == release_iri("r1"):
                rollback(store)
            else:
                publish(store, old, silent)
        assert answered(own_oxigraph, tmp_path) == before
    assert broken > 4


def test_what_did_not_arrive_is_not_made_current(own_oxigraph: Server, tmp_path: Path) -> None:
    release = released(tmp_path, "r1", 3, "2026-02-01")

    for change in (_lose_one, _turn_a_letter):
        with own_oxigraph.store() as store, pytest.MonkeyPatch.context() as patch:
            add = store.add
            patch.setattr(
                store,
                "add",
                lambda graph, lines, change=change, add=add, **how: add(
                    graph, change(lines), **how
                ),
            )
            with pytest.raises(NotPublished):
                publish(store, release, silent)
        with own_oxigraph.store() as store:
            assert pointed(store) == (None, None)
            store.drop(graph_name("r1", DATA.value))


def _lose_one(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


def _turn_a_letter(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b"gruppe", b"truppe") for line in lines]


def test_there_is_nothing_to_go_back_to(own_oxigraph: Server, tmp_path: Path) -> None:
    with own_oxigraph.store() as store:
        with pytest.raises(NotARelease, match="no previous release"):
            rollback(store)
        publish(store, released(tmp_path, "r1", 3, "2026-02-01"), silent)
        with pytest.raises(NotARelease, match="no previous release"):
            rollback(store)


def test_a_damaged_release_is_not_sent(own_oxigraph: Server, tmp_path: Path) -> None:
    release = released(tmp_path, "r1", 3, "2026-02-01")
    content = release.dataset.read_bytes()
    release.dataset.write_bytes(content.replace(b"gruppe 1", b"gruppe 9"))
    with own_oxigraph.store() as store, pytest.raises(NotARelease, match="damaged"):
        publish(store, release, silent)
    with own_oxigraph.store() as store:
        assert store.rows("SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }") == []


def test_credentials_are_nowhere_to_be_seen(
    virtuoso: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    release = released(tmp_path, "r1", 3, "2026-02-01")
    secret = "".join(("not-the", "-password"))
    wrong = Credentials("dba", secret)
    with (
        EngineStore(virtuoso.query, virtuoso.update, virtuoso.graph_store, wrong) as store,
        pytest.raises(NgckgError) as caught,
    ):
        publish(store, release, silent)
    told = f"{caught.value!r} {caught.value} {caught.value.details()} {wrong!r} {caplog.text}"
    assert secret not in told
    assert isinstance(caught.value, Unavailable)

    right = virtuoso.credentials
    assert right is not None
    (tmp_path / "password").write_text(f"{right.password}\n")
    (tmp_path / "current").symlink_to("r1")
    environment = {
        "NGCKG_ENGINE_USER": right.user,
        "NGCKG_ENGINE_PASSWORD_FILE": str(tmp_path / "password"),
    }
    arguments = ["publish", "--engine", virtuoso.query, "--releases", str(tmp_path)]
    done = CliRunner().invoke(main, arguments, env=environment)
    assert (done.exit_code, done.stdout) == (0, "r1\n")
    again = CliRunner().invoke(main, arguments, env=environment)
    assert "nothing done" in again.stderr
    assert right.password not in caplog.text + done.output + again.output


def test_an_address_with_a_password_is_refused_without_repeating_it() -> None:
    address = "http://user:hidden@127.0.0.1:1/sparql"
    done = CliRunner().invoke(main, ["publish", "--engine", address])
    assert done.exit_code == 2
    assert "NGCKG_ENGINE" in done.stderr
    assert "hidden" not in done.output


def test_serving_takes_up_what_is_published(own_oxigraph: Server, tmp_path: Path) -> None:
    first = released(tmp_path, "r1", 3, "2026-02-01")
    second = released(tmp_path, "r2", 6, "2026-02-02")

    async def work() -> None:
        with own_oxigraph.store() as store:
            publish(store, first, silent)
            engine = remote(own_oxigraph, tmp_path)
            await engine.start()
            old = await engine.answer(Query(COUNT), CSV.media_type)
            assert await engine.answer(Query(COUNT), CSV.media_type) is old
            await asyncio.to_thread(publish, store, second, silent)
            # Not looked yet: answers are of the old release, and say so.
            assert engine.lookup(Query(COUNT), CSV.media_type) is old
            await engine.look()
            new = await engine.answer(Query(COUNT), CSV.media_type)
            assert (old.release.manifest.id, new.release.manifest.id) == ("r1", "r2")
            assert (old.content, new.content) == (b"n\r\n18\r\n", b"n\r\n33\r\n")
            await asyncio.to_thread(rollback, store)
            await engine.look()
            assert engine.release.manifest.id == "r1"
            await engine.stop(0)

    asyncio.run(work())


def test_the_current_release_is_all_that_is_seen(own_oxigraph: Server, tmp_path: Path) -> None:
    with own_oxigraph.store() as store:
        publish(store, released(tmp_path, "r1", 3, "2026-02-01"), silent)
        publish(store, released(tmp_path, "r2", 6, "2026-02-02"), silent)
        store.update("INSERT DATA { GRAPH <urn:private> { <urn:a> <urn:b> <urn:c> } }")
        store.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    old = graph_name("r1", DATA.value)
    for text in (
        "SELECT ?s WHERE { ?s <urn:b> <urn:c> }",
        "SELECT ?s WHERE { GRAPH ?g { ?s <urn:b> <urn:c> } }",
        "SELECT ?s WHERE { GRAPH <urn:private> { ?s ?p ?o } }",
        "SELECT ?s FROM <urn:private> WHERE { ?s ?p ?o }",
        "SELECT ?s FROM NAMED <urn:private> WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"SELECT ?s WHERE {{ GRAPH <{old}> {{ ?s ?p ?o }} }}",
        "SELECT ?s FROM <OLD> WHERE { ?s ?p ?o }".replace("OLD", old),
        "PREFIX u: <urn:> SELECT ?s WHERE { GRAPH u:private { ?s ?p ?o } }",
    ):
        assert answered(own_oxigraph, tmp_path, text) == "s\r\n", text
    graphs = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    public = "".join(
        f"https://w3id.org/ngckg/graph/{it}\r\n" for it in ("data", "ontology", "vocabulary")
    )
    assert answered(own_oxigraph, tmp_path, graphs) == f"g\r\n{public}"
