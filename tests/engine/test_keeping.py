"""Which answers are kept, shared between those who ask at the same time, and for how long."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import pytest

from ngckg.engine.base import Query
from ngckg.engine.limits import Limits
from ngckg.errors import QuerySyntaxError
from ngckg.namespaces import graph_iri
from tests.engine.releases import quads, write
from tests.engine.running import ENDLESS, ask, csv, engine, json, run, until

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
DATA = graph_iri("data")


def test_answers_are_kept(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            query = Query("SELECT * { ?s ?p ?o } LIMIT 3")
            assert running.lookup(query, csv) is None
            answer = await running.answer(query, csv)
            assert running.lookup(query, csv) is answer
            assert running.lookup(query, json) is None
            assert running.lookup(Query(query.text, (DATA,)), csv) is None
            assert await running.answer(query, csv) is answer
            assert running.pool.figures.answered == 1

    run(work)


def test_answers_that_do_not_last_are_not_kept(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            query = Query("SELECT (STRUUID() AS ?x) {}")
            bodies = set()
            for _ in range(20):
                answer = await running.answer(query, csv)
                assert not answer.lasting
                assert running.lookup(query, csv) is None
                bodies.add(answer.content)
            # From several workers, which must not all draw the same numbers.
            assert len(bodies) == 20

    run(work)


def test_workers_do_not_share_their_dice(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(quick=3, queue_per_client=64)) as running:
            query = Query("SELECT (UUID() AS ?x) {}")
            answers = await asyncio.gather(*(running.answer(query, csv) for _ in range(60)))
            assert len({answer.content for answer in answers}) == 60

    run(work)


def test_errors_are_not_kept(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for _ in range(2):
                with pytest.raises(QuerySyntaxError):
                    await ask(running, "SELECT * { ?s }")
            assert running.pool.figures.answered == 2

    run(work)


def test_the_same_question_at_the_same_time_is_asked_once(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            query = Query("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000")
            answers = await asyncio.gather(*(running.answer(query, csv) for _ in range(30)))
            assert len({id(answer) for answer in answers}) == 1
            assert running.pool.figures.answered == 1
            failed = await asyncio.gather(
                *(running.answer(Query("SELECT {"), csv) for _ in range(9)),
                return_exceptions=True,
            )
            assert [type(it) for it in failed] == [QuerySyntaxError] * 9
            assert running.pool.figures.answered == 2

    run(work)


def test_kept_answers_go_with_their_release(tmp_path: Path) -> None:
    async def work() -> None:
        second = write(tmp_path, quads(30), "r2")
        async with engine(tmp_path) as running:
            assert await ask(running, COUNT) == "n\r\n103\r\n"
            await running.switch(second)
            assert running.lookup(Query(COUNT), csv) is None
            assert await ask(running, COUNT) == "n\r\n153\r\n"

    run(work)


def test_a_query_that_waits_is_answered_by_the_release_of_its_turn(tmp_path: Path) -> None:
    async def work() -> None:
        second = write(tmp_path, quads(30), "r2")
        only_one = Limits(quick=1, quick_seconds=60)
        async with engine(tmp_path, only_one) as running:
            first = asyncio.create_task(running.answer(Query(ENDLESS), csv, seconds=60))
            await until(lambda: running.pool.busy() == 1)
            waiting = asyncio.create_task(running.answer(Query(COUNT), csv, seconds=60))
            await until(lambda: running.pool.waiting == 1)
            await running.switch(second)
            assert running.pool.waiting == 1
            first.cancel()
            answer = await waiting
            assert answer.release.manifest.id == "r2"
            assert answer.content == b"n\r\n153\r\n"
            # Who asks now gets the same, kept or not.
            again = await running.answer(Query(COUNT), csv)
            assert (again.content, again.release) == (answer.content, running.release)

    run(work)


def test_an_answer_of_the_release_before_is_not_kept(tmp_path: Path) -> None:
    async def work() -> None:
        second = write(tmp_path, quads(30), "r2")
        async with engine(tmp_path) as running:
            workers = running.pool.processes
            for worker in workers:
                os.kill(worker, signal.SIGSTOP)
            old = asyncio.create_task(running.answer(Query(COUNT), csv, seconds=60))
            await until(lambda: running.pool.busy() == 1)
            await running.switch(second)
            for worker in workers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGCONT)
            assert (await old).release.manifest.id == "r1"
            assert (await old).content == b"n\r\n103\r\n"
            assert running.lookup(Query(COUNT), csv) is None

    run(work)
