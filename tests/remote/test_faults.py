"""An engine that is slow, down or talks rubbish: each told apart, none of it lasting."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ngckg.engine.base import Query
from ngckg.engine.limits import Limits
from ngckg.engine.remote.engine import RemoteEngine
from ngckg.engine.remote.http import Credentials, Endpoint
from ngckg.errors import (
    BadGateway,
    BadRequest,
    DeadlineExceeded,
    NgckgError,
    NotARelease,
    QueryRefused,
    ResultTooLarge,
    TooManyRequests,
    Unavailable,
)
from ngckg.namespaces import PREFIXES
from ngckg.negotiation import CSV, JSON, JSON_LD, N_TRIPLES, TURTLE
from tests.remote import servers
from tests.remote.asking import publish_to
from tests.remote.faults import Faults, proxy
from tests.remote.servers import Server

LABELS = Query(f"SELECT ?s ?o WHERE {{ ?s <{PREFIXES['skos']}prefLabel> ?o }}")
FEW = Query("SELECT ?t WHERE { <https://w3id.org/ngckg/id/patient-group/nyresvigt> a ?t }")
MANY = Query(
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER (isIRI(?s) && !isBlank(?o)) } LIMIT 2000"
)
#: Seconds that no test needs; it fails after them.
LONG = 120.0


@asynccontextmanager
async def behind(
    faults: Faults, releases: Path, limits: Limits | None = None, pool: int = 4
) -> AsyncIterator[RemoteEngine]:
    """An engine that asks through a proxy, started while all is well."""
    engine = RemoteEngine(Endpoint(faults.url), releases, limits, pool=pool, looks_every=3600)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop(0)


@pytest.fixture
def published(server: Server, shipped: Path) -> Server:
    publish_to(server, shipped)
    return server


def run(
    server: Server,
    shipped: Path,
    work: Callable[[RemoteEngine, Faults], Awaitable[None]],
    limits: Limits | None = None,
    pool: int = 4,
) -> None:
    """Run `work` with an engine behind a proxy."""

    async def main() -> None:
        with proxy(server.query) as faults:
            async with (
                asyncio.timeout(LONG),
                behind(faults, shipped.parent, limits, pool) as engine,
            ):
                await work(engine, faults)

    asyncio.run(main())


def is_ready(engine: RemoteEngine) -> bool:
    return engine.ready


async def error_of(asked: Awaitable[object]) -> NgckgError:
    with pytest.raises(NgckgError) as caught:
        await asked
    return caught.value


@pytest.mark.parametrize(
    ("mode", "expected", "status"),
    [
        ("hold", DeadlineExceeded, 504),
        ("drop", Unavailable, 503),
        ("busy", Unavailable, 503),
        ("cut", BadGateway, 502),
        ("garble", BadGateway, 502),
        ("html", BadGateway, 502),
    ],
)
def test_faults_are_told_apart_and_pass(
    published: Server, shipped: Path, mode: str, expected: type[NgckgError], status: int
) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        kept = await engine.answer(FEW, JSON.media_type)
        faults.mode = mode
        seconds = 0.5 if mode == "hold" else LONG
        error = await error_of(engine.answer(LABELS, JSON.media_type, seconds=seconds))
        assert type(error) is expected
        assert error.status == status
        if mode == "busy":
            assert isinstance(error, Unavailable)
            assert error.retry_after == 7
        # What is at hand goes on being served, and the engine is ready.
        assert engine.ready
        assert engine.lookup(FEW, JSON.media_type) is kept
        assert await engine.answer(FEW, JSON.media_type) is kept
        faults.mode = "pass"
        faults.release.set()
        assert len(await (await engine.answer(LABELS, JSON.media_type)).read()) > 10_000

    run(published, shipped, work)


def test_an_engine_that_is_down_is_unavailable_until_it_is_back(
    published: Server, shipped: Path
) -> None:
    async def main() -> None:
        closed = f"http://127.0.0.1:{servers.free_port()}/sparql"
        engine = RemoteEngine(Endpoint(closed), shipped.parent, looks_every=3600)
        await engine.start()
        assert not is_ready(engine)
        error = await error_of(engine.answer(FEW, JSON.media_type))
        assert isinstance(error, Unavailable)
        await engine.stop(0)

        with proxy(published.query) as faults:
            faults.mode = "drop"
            engine = RemoteEngine(Endpoint(faults.url), shipped.parent, looks_every=0.02)
            await engine.start()
            assert not is_ready(engine)
            faults.mode = "pass"
            async with asyncio.timeout(LONG):
                while not is_ready(engine):
                    await asyncio.sleep(0.01)
            assert (await engine.answer(FEW, CSV.media_type)).length > 50
            await engine.stop(0)

    asyncio.run(main())


def test_a_client_that_goes_ends_its_query(published: Server, shipped: Path) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        faults.mode = "hold"
        asked = asyncio.create_task(engine.answer(LABELS, JSON.media_type))
        assert await asyncio.to_thread(faults.held.acquire, timeout=LONG)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert await asyncio.to_thread(faults.hung_up.wait, LONG)
        assert engine.gate.busy == 0

    run(published, shipped, work)


def test_virtuoso_itself_stops_when_its_client_goes(virtuoso: Server, shipped: Path) -> None:
    publish_to(virtuoso, shipped)
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    async def work(engine: RemoteEngine, _faults: Faults) -> None:
        error = await error_of(engine.answer(Query(endless), JSON.media_type, seconds=1.0))
        assert isinstance(error, DeadlineExceeded)
        assert error.limit == 1.0
        before = _ticks(virtuoso.pid)
        async with asyncio.timeout(LONG):
            while (now := _ticks(virtuoso.pid)) != before:
                before = now
                await asyncio.sleep(0.2)

    run(virtuoso, shipped, work)


def _ticks(pid: int) -> int:
    """Processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    return sum(map(int, fields[11:13]))


def test_no_more_than_so_many_at_once(published: Server, shipped: Path) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        faults.mode = "hold"
        queries = [Query(f"{LABELS.text} LIMIT {number}") for number in range(1, 6)]
        asked = [
            asyncio.create_task(engine.answer(it, JSON.media_type, client=f"c{number}"))
            for number, it in enumerate(queries[:3])
        ]
        for _ in range(2):
            assert await asyncio.to_thread(faults.held.acquire, timeout=LONG)
        assert (engine.gate.busy, engine.gate.waiting) == (2, 1)
        error = await error_of(engine.answer(queries[3], JSON.media_type, client="c9"))
        assert isinstance(error, Unavailable)
        assert error.retry_after > 0
        mine = await error_of(engine.answer(queries[4], JSON.media_type, client="c2"))
        assert isinstance(mine, TooManyRequests)
        faults.mode = "pass"
        faults.release.set()
        answers = await asyncio.gather(*asked)
        assert [answer.content is not None for answer in answers] == [True] * 3
        assert engine.gate.busy == 0

    limits = replace(Limits(), queue=1, queue_per_client=1)
    run(published, shipped, work, limits, pool=2)


def test_the_same_question_is_asked_once(published: Server, shipped: Path) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        before = faults.requests
        answers = await asyncio.gather(*(engine.answer(LABELS, JSON.media_type) for _ in range(5)))
        assert faults.requests == before + 1
        assert len({id(answer) for answer in answers}) == 1

    run(published, shipped, work)


def test_large_answers_go_through_a_file_and_have_a_limit(published: Server, shipped: Path) -> None:
    async def work(engine: RemoteEngine, _faults: Faults) -> None:
        for syntax in (TURTLE, N_TRIPLES, JSON_LD):
            answer = await engine.answer(MANY, syntax.media_type)
            assert answer.content is None
            assert len(await answer.read()) == answer.length > 50_000
        table = await engine.answer(LABELS, JSON.media_type)
        assert table.content is None
        table.close()

    run(published, shipped, work, replace(Limits(), inline=20_000, seconds=LONG))

    async def refused(engine: RemoteEngine, _faults: Faults) -> None:
        error = await error_of(engine.answer(MANY, TURTLE.media_type))
        assert isinstance(error, ResultTooLarge)
        assert error.limit == 50_000

    limits = replace(Limits(), inline=10_000, result=50_000, seconds=LONG)
    run(published, shipped, refused, limits)


def test_the_engines_own_extensions_are_not_for_visitors(published: Server, shipped: Path) -> None:
    async def work(engine: RemoteEngine, faults: Faults) -> None:
        before = faults.requests
        for text in (
            "SELECT (<bif:sys_stat>('st_dbms_ver') AS ?v) WHERE {}",
            "SELECT (<b\\u0069f:sys_stat>('st_dbms_ver') AS ?v) WHERE {}",
            "PREFIX sql: <sql:> SELECT (sql:xml_uri_get('', 'http://x') AS ?v) WHERE {}",
            'SELECT (1<2#> """\n AS ?y) (<bif:sys_stat>("st_dbms_ver") AS ?v) #"""\n WHERE {}',
        ):
            assert isinstance(
                await error_of(engine.answer(Query(text), JSON.media_type)), QueryRefused
            )
        for text in (
            'DEFINE get:soft "soft" SELECT * FROM <http://127.0.0.1:9/x> WHERE { ?s ?p ?o }',
            "SELECT (bif:sys_stat('st_dbms_ver') AS ?v) WHERE {}",
            "SELECT * WHERE { ?s ?p ?o OPTION (transitive) }",
            "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        ):
            assert isinstance(
                await error_of(engine.answer(Query(text), JSON.media_type)), BadRequest
            )
        assert faults.requests == before, "the engine has seen a query that was refused"

    run(published, shipped, work)


def test_an_engine_that_asks_who_we_are_is_told(
    virtuoso: Server, shipped: Path, caplog: pytest.LogCaptureFixture
) -> None:
    publish_to(virtuoso, shipped)
    assert virtuoso.credentials is not None
    wrong = Credentials(virtuoso.credentials.user, "not-the-password")

    async def main() -> None:
        # The address for updates takes queries too, and nobody's without a password.
        known = RemoteEngine(Endpoint(virtuoso.update, virtuoso.credentials), shipped.parent)
        await known.start()
        for text in (FEW.text, f"{FEW.text} LIMIT 1"):
            assert (await known.answer(Query(text), JSON.media_type)).length > 50
        await known.stop(0)
        for nobody in (Endpoint(virtuoso.update), Endpoint(virtuoso.update, wrong)):
            engine = RemoteEngine(nobody, shipped.parent)
            assert isinstance(await error_of(engine.look()), Unavailable)
            await engine.stop(0)

    asyncio.run(main())
    assert wrong.password not in caplog.text
    assert virtuoso.credentials.password not in caplog.text


def test_an_engine_without_a_release_says_so(shipped: Path) -> None:
    with servers.oxigraph() as empty:

        async def main() -> None:
            engine = RemoteEngine(empty.endpoint(), shipped.parent)
            with pytest.raises(NotARelease, match="ngckg publish"):
                await engine.start()
            await engine.stop(0)

        asyncio.run(main())
