"""Whatever is asked, the next visitor gets an answer."""

import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from ngckg.engine.base import Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.limits import Limits
from ngckg.errors import (
    BadRequest,
    DeadlineExceeded,
    NgckgError,
    QueryRefused,
    QuerySyntaxError,
    QueryTooComplex,
    ResultTooLarge,
)
from ngckg.negotiation import TURTLE
from tests.engine.corpus import HEAVY, NO_GUARD, SHAPES
from tests.engine.running import ask, csv, engine, memory_of, run, until

pytestmark = pytest.mark.slow

#: How soon a cheap query is answered beside and after all this.
SOON = 2.0
MEMORY = 200_000_000
#: Shapes that overflow the stack of whoever parses them.
CRASHING = (
    *("groups", "brackets", "not", "sum", "product", "or", "and", "union", "path in path"),
    *("inverse of inverse", "repeated sequence", "if", "subqueries", "triple terms", "regex"),
)


async def outcome(running: EmbeddedEngine, text: str, seconds: float) -> type[object]:
    """What came of a query; and that a cheap one is answered right afterwards."""
    graph = text.lstrip().startswith(("DESCRIBE", "CONSTRUCT"))
    try:
        answer = await running.answer(
            Query(text), TURTLE.media_type if graph else csv, client="hostile", seconds=seconds
        )
        answer.close()
        came: type[object] = str
    except NgckgError as error:
        came = type(error)
    begun = time.monotonic()
    assert await ask(running, f"ASK {{ ?s ?p ?o }} #{begun}") == "true"
    assert time.monotonic() - begun < SOON
    return came


def test_the_guard_refuses_what_crashes(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for name, shape in SHAPES.items():
                assert await outcome(running, shape(10_000), 1) is QueryRefused, name
            assert running.pool.figures.crashed == 0

    run(work)


def test_what_the_guard_lets_through_crashes_nothing(tmp_path: Path) -> None:
    """As much of everything as the limits allow: slow perhaps, but no worker dies of it."""

    async def work() -> None:
        async with engine(tmp_path) as running:
            for shape in SHAPES.values():
                most, least = 2_000, 1
                while least < most:
                    middle = (least + most + 1) // 2
                    try:
                        await running.examine(shape(middle))
                        least = middle
                    except QueryRefused:
                        most = middle - 1
                assert least >= 8
                came = await outcome(running, shape(least), 0.3)
                assert came in (str, DeadlineExceeded, QuerySyntaxError)
            assert running.pool.figures.crashed == 0

    run(work)


async def outcomes(
    folder: Path, shapes: Iterable[str], times: int, seconds: float
) -> dict[str, type[object]]:
    """What comes of queries that no guard has seen."""
    async with engine(folder, Limits(query=NO_GUARD, memory=MEMORY)) as running:
        return {name: await outcome(running, SHAPES[name](times), seconds) for name in shapes}


def test_without_the_guard_a_crash_stays_where_it_is(tmp_path: Path) -> None:
    async def work() -> None:
        came = await outcomes(tmp_path, CRASHING, 20_000, 20)
        assert came == dict.fromkeys(CRASHING, QueryTooComplex)

    run(work)


def test_without_the_guard_the_deadline_stops_what_stalls(tmp_path: Path) -> None:
    async def work() -> None:
        came = await outcomes(tmp_path, SHAPES, 2_000, 0.2)
        assert set(came.values()) <= {str, QueryTooComplex, DeadlineExceeded, QuerySyntaxError}
        assert {came[name] for name in ("star", "optionals", "graphs")} == {DeadlineExceeded}
        assert {came[name] for name in ("not exists", "if", "regex")} == {QueryTooComplex}

    run(work)


def test_heavy_queries_end_in_an_error_that_says_why(tmp_path: Path) -> None:
    async def work() -> None:
        limits = Limits(memory=MEMORY, result=20_000_000)
        async with engine(tmp_path, limits, groups=200) as running:
            expected = {
                "cross product, counted": DeadlineExceeded,
                "cross product, all of it": ResultTooLarge,
                "doubled and doubled": QueryTooComplex,
                "a long list of rows": str,
            }
            for name, text in HEAVY.items():
                sure = expected.get(name, DeadlineExceeded) is not DeadlineExceeded
                came = await outcome(running, text, 30 if sure else 1)
                if name in expected:
                    assert came is expected[name], name
                assert came in (str, DeadlineExceeded, QueryTooComplex, ResultTooLarge)
                if name == "cross product, sorted":
                    assert came in (DeadlineExceeded, QueryTooComplex)
            await until(lambda: running.pool.idle == limits.quick)

    run(work)


def test_memory_comes_back(tmp_path: Path) -> None:
    """A worker that took much memory answers, and makes room for one that has not."""

    async def work() -> None:
        limits = Limits(memory=400_000_000, quick_seconds=30)
        async with engine(tmp_path, limits, groups=120) as running:
            before = running.pool.processes
            largest = max(map(memory_of, before))
            text = "SELECT (COUNT(*) AS ?n) { { SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f } }"
            assert await ask(running, text, seconds=30) == "n\r\n363609\r\n"
            await until(lambda: running.pool.idle == limits.quick)
            assert len(running.pool.processes & before) == limits.quick - 1
            assert max(map(memory_of, running.pool.processes)) < largest + 20_000_000
            assert await ask(running, "ASK {}") == "true"
            assert len(running.pool.processes & before) == limits.quick - 1

    run(work)


def test_a_deadline_is_kept(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, groups=200) as running:
            begun = time.monotonic()
            with pytest.raises(DeadlineExceeded, match=r"0\.3 seconds") as caught:
                await ask(running, HEAVY["cross product, counted"], seconds=0.3)
            assert 0.3 <= time.monotonic() - begun < SOON
            assert caught.value.limit == 0.3

    run(work)


def test_invalid_text_is_an_error_like_any_other(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for text in ("SELECT * { ?s ?p '\ud800' }", "\ud800", "SELECT \udfff", "\0"):
                with pytest.raises(BadRequest):
                    await ask(running, text)
            assert await ask(running, "SELECT ?x { VALUES ?x { '\0' '\U0001f9ec' } }") == (
                "x\r\n\0\r\n\U0001f9ec\r\n"
            )

    run(work)
