"""What stands in an engine's place, or has lost what it served, is not taken for its word."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from ngckg.engine.base import Query
from ngckg.engine.remote.engine import RemoteEngine
from ngckg.engine.remote.http import Credentials, Endpoint
from ngckg.engine.remote.names import CURRENT, POINTER, release_iri
from ngckg.errors import BadGateway, BadRequest, NgckgError, NotARelease, Unavailable
from ngckg.negotiation import JSON, N_TRIPLES
from ngckg.web.pages.desk import Pages
from ngckg.web.service import Publication, Service
from tests.engine.releases import GROUP, group, quads, write
from tests.remote import servers
from tests.remote.asking import PATIENT, publish_to
from tests.remote.faults import Faults, proxy
from tests.remote.servers import Server

GROUPS = Query(f"SELECT ?s {{ ?s a <{GROUP.value}> }} ORDER BY ?s")
SELECT, TRIPLES = JSON.media_type, N_TRIPLES.media_type
LONG = 120.0


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("small"), quads(3), "small")


@pytest.fixture
def own(small: Path) -> Iterator[Server]:
    """An engine that may lose what it holds."""
    with servers.oxigraph() as server:
        publish_to(server, small)
        yield server


def run(
    server: Server, releases: Path, work: Callable[[RemoteEngine, Faults], Awaitable[None]]
) -> None:
    async def main() -> None:
        with proxy(server.query) as faults:
            engine = RemoteEngine(Endpoint(faults.url), releases, PATIENT, looks_every=3600)
            await engine.start()
            try:
                async with asyncio.timeout(LONG):
                    await work(engine, faults)
            finally:
                await engine.stop(0)

    asyncio.run(main())


async def error_of(asked: Awaitable[object]) -> NgckgError:
    with pytest.raises(NgckgError) as caught:
        await asked
    return caught.value


def is_ready(engine: RemoteEngine) -> bool:
    return engine.ready


def said(head: str, body: bytes, status: str = "200 OK") -> bytes:
    lines = f"HTTP/1.1 {status}\r\n{head}connection: close\r\n"
    return lines.encode() + b"content-length: %d\r\n\r\n" % len(body) + body


def typed(media_type: str, body: bytes) -> bytes:
    return said(f"content-type: {media_type}\r\n", body)


def endless(media_type: str, body: bytes) -> bytes:
    """An answer whose end is where the connection's is."""
    return f"HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\n\r\n".encode() + body


TABLE = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": []}}).encode()
CONSTRUCTED = Query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
DESCRIBED = Query(f"DESCRIBE <{group('g-0').value}>")
SOUGHT = Query("DESCRIBE ?s { ?s a ?t }")


@pytest.mark.parametrize(
    ("asked", "media_type", "answer"),
    [
        (CONSTRUCTED, TRIPLES, typed("text/plain", b"")),
        (CONSTRUCTED, TRIPLES, typed("application/octet-stream", b"# maintenance\n")),
        (CONSTRUCTED, TRIPLES, typed("application/xhtml+xml", b"")),
        (CONSTRUCTED, TRIPLES, typed("application/sparql-results+json", TABLE)),
        (CONSTRUCTED, TRIPLES, said("", b"")),
        (DESCRIBED, TRIPLES, typed("text/plain", b"")),
        (GROUPS, SELECT, typed("text/plain", TABLE)),
        (GROUPS, SELECT, typed("application/n-triples", b"")),
        # Cut at the end of a line, or whole: nobody knows.
        (CONSTRUCTED, TRIPLES, endless("application/n-triples", b"<urn:a> <urn:b> <urn:c> .\n")),
        (DESCRIBED, TRIPLES, endless("application/n-triples", b"<urn:a> <urn:b> <urn:c> .\n")),
        (GROUPS, SELECT, endless(SELECT, TABLE[:-1])),
        *(
            (SOUGHT, TRIPLES, typed(SELECT, body))
            for body in (
                b'{"results": {"bindings": [7]}}',
                b'{"results": {"bindings": [{"s": 7}]}}',
                b'{"results": {"bindings": [{"s": {}}]}}',
                b'{"results": [' + b"[" * 100_000,
                b"[]",
                b"7",
                b"\xff",
            )
        ),
        (Query("ASK { ?s a ?t }"), SELECT, typed(SELECT, b"[" * 100_000)),
    ],
)
def test_what_is_no_answer_is_a_fault_of_the_engine_and_not_kept(
    own_for_all: Server, small: Path, asked: Query, media_type: str, answer: bytes
) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        faults.mode, faults.said = "say", answer
        assert type(await error_of(engine.answer(asked, media_type))) is BadGateway
        assert engine.lookup(asked, media_type) is None
        faults.mode = "pass"
        assert await (await engine.answer(asked, media_type)).read()

    run(own_for_all, small.parent, work)


@pytest.fixture(scope="module")
def own_for_all(small: Path) -> Iterator[Server]:
    with servers.oxigraph() as server:
        publish_to(server, small)
        yield server


def test_a_table_tells_itself_where_it_ends(own_for_all: Server, small: Path) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        faults.mode, faults.said = "say", endless(f"{SELECT}; charset=utf-8", TABLE)
        assert b'"bindings":[]' in await (await engine.answer(GROUPS, SELECT)).read()

    run(own_for_all, small.parent, work)


@pytest.mark.parametrize(
    "challenge",
    [
        'Digest realm="x", nonce="y", algorithm=FOO',
        'Digest realm="x", nonce="y", qop="auth-int"',
        "Digest realm",
        'Digest realm="x"',
    ],
)
def test_a_challenge_that_cannot_be_answered_is_not_remembered(
    own_for_all: Server, small: Path, challenge: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        with proxy(own_for_all.query) as faults:
            endpoint = Endpoint(faults.url, Credentials("somebody", "a-password"))
            engine = RemoteEngine(endpoint, small.parent, PATIENT, looks_every=3600)
            await engine.start()
            faults.mode = "say"
            faults.said = said(f"www-authenticate: {challenge}\r\n", b"", "401 Unauthorized")
            for _ in range(2):
                error = await error_of(engine.answer(GROUPS, SELECT))
                assert isinstance(error, Unavailable)
            faults.mode = "pass"
            assert (await engine.answer(GROUPS, SELECT)).length > 50
            await engine.stop(0)

    asyncio.run(main())
    assert "asks who we are" in caplog.text
    assert "a-password" not in caplog.text


def test_a_function_that_is_none_is_the_visitors_mistake(own_for_all: Server, small: Path) -> None:
    async def work(engine: RemoteEngine, _faults: Faults) -> None:
        for text in (
            'PREFIX b: <http://x/> SELECT (b:upper("a") AS ?x) {}',
            "SELECT ?x { BIND(<http://x/upper>(1) AS ?x) }",
        ):
            error = await error_of(engine.answer(Query(text), SELECT))
            assert isinstance(error, BadRequest)
            assert "The custom function <http://x/upper> is not supported" in str(error)

    run(own_for_all, small.parent, work)


def test_an_engine_that_comes_back_empty_is_not_believed(
    own: Server, small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = Query(f"{GROUPS.text} LIMIT 2")
    late = Query(f"{GROUPS.text} LIMIT 1")

    async def work(engine: RemoteEngine, faults: Faults) -> None:
        good = await (await engine.answer(GROUPS, SELECT)).read()
        release = engine.release
        settings = SimpleNamespace(snapshots=Path("nowhere"), contact_url="urn:x", prefix="")
        pages = Pages(cast(Service, SimpleNamespace(settings=settings)))
        with own.store() as store:
            store.update("DROP ALL")
        assert b"g-0" not in await (await engine.answer(other, SELECT)).read()
        library = await pages.library(Publication(release, engine, 0))
        faults.mode = "hold"
        waiting = asyncio.create_task(engine.answer(late, SELECT))
        assert await asyncio.to_thread(faults.held.acquire, timeout=LONG)
        faults.mode = "pass"
        assert isinstance(await error_of(engine.look()), NotARelease)
        assert not is_ready(engine)
        faults.release.set()
        assert isinstance(await error_of(waiting), Unavailable)
        for query in (GROUPS, other):
            assert engine.lookup(query, SELECT) is None
            assert isinstance(await error_of(engine.answer(query, SELECT)), Unavailable)
        await asyncio.to_thread(publish_to, own, small)
        await engine.look()
        assert is_ready(engine)
        assert engine.release is not release, "what was made of wrong answers is kept with it"
        assert await pages.library(Publication(engine.release, engine, 0)) is not library
        assert await (await engine.answer(GROUPS, SELECT)).read() == good
        for query in (other, late):
            assert b"g-0" in await (await engine.answer(query, SELECT)).read()

    run(own, small.parent, work)
    assert "has lost the release" in caplog.text


def test_several_current_releases_are_told_of(
    own: Server, small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other, ours = release_iri("other"), release_iri("small")
    copied = f"GRAPH <{other}> {{ <{other}> ?p ?o }}"
    second = f"GRAPH <{POINTER}> {{ <{POINTER}> <{CURRENT}> <{other}> }} {copied}"

    async def work(engine: RemoteEngine, _faults: Faults) -> None:
        kept = await engine.answer(GROUPS, SELECT)
        with own.store() as store:
            store.update(f"INSERT {{ {second} }} WHERE {{ GRAPH <{ours}> {{ <{ours}> ?p ?o }} }}")
        await engine.look()
        assert "2 releases as current, one of them ours" in caplog.text
        assert engine.lookup(GROUPS, SELECT) is kept
        late = RemoteEngine(own.endpoint(), small.parent, PATIENT, looks_every=3600)
        await late.start()
        assert not is_ready(late)
        assert "names 2 releases as current." in caplog.text
        await late.stop(0)

    run(own, small.parent, work)
