"""Who waits for whom."""

import asyncio
import time
from pathlib import Path

import pytest

from ngckg.engine.base import Answer, Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.embedded.fair import FairQueue
from ngckg.engine.limits import Limits
from ngckg.errors import DeadlineExceeded, TooManyRequests, Unavailable
from tests.engine.running import ENDLESS, ask, csv, engine, run, until

pytestmark = pytest.mark.slow


def heavy(
    running: EmbeddedEngine, client: str, count: int, seconds: float = 30
) -> list[asyncio.Task[Answer]]:
    """So many endless queries of one client, each one different."""
    return [
        asyncio.create_task(
            running.answer(Query(f"{ENDLESS} # {client} {n}"), csv, client=client, seconds=seconds)
        )
        for n in range(count)
    ]


async def end(tasks: list[asyncio.Task[Answer]]) -> list[Answer | BaseException]:
    """Hang up on these."""
    for task in tasks:
        task.cancel()
    return await asyncio.gather(*tasks, return_exceptions=True)


def test_the_queue_takes_from_everyone_in_turn() -> None:
    queue: FairQueue[int] = FairQueue()
    for number in range(4):
        queue.add("greedy", number)
    queue.add("second", 10)
    queue.add("third", 20)
    queue.add("third", 21)
    assert len(queue) == 7
    assert queue.waiting("greedy") == 4
    assert queue.take(lambda client: client == "third") == 20
    assert queue.remove("greedy", 1)
    assert not queue.remove("greedy", 1)
    assert not queue.remove("nobody", 1)
    assert [queue.take() for _ in range(6)] == [0, 10, 21, 2, 3, None]
    assert len(queue) == 0
    assert list(queue) == []


def test_one_client_never_has_the_last_slow_worker(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(slow=3), groups=200) as running:
            pool = running.pool
            greedy = heavy(running, "greedy", 6)
            await until(lambda: pool.figures.moved == 2 and pool.figures.begun_again == 4)
            assert (pool.busy(), pool.waiting) == (2, 4)
            other = heavy(running, "other", 1)
            await until(lambda: pool.figures.moved == 3)
            assert pool.busy() == 3
            # Somebody ends: the next of the greedy one's takes the place, begun again.
            await end(greedy[:2])
            await until(lambda: pool.busy() == 3 and pool.waiting == 2)
            await end([*greedy, *other])
            await until(lambda: pool.idle == running.limits.quick)

    run(work)


def test_cheap_queries_stay_cheap_beside_heavy_ones(tmp_path: Path) -> None:
    """Forty heavy queries at once, from a few clients: others are answered all the while."""

    async def work() -> None:
        limits = Limits(slow=2, queue=120, queue_per_client=50, quick_seconds=0.02)
        async with engine(tmp_path, limits, groups=200) as running:
            storm = [it for n in range(4) for it in heavy(running, f"storm {n}", 10, 300)]
            took = []
            for number in range(30):
                begun = time.monotonic()
                assert await ask(running, f"ASK {{}} #{number}", client="calm") == "true"
                took.append(time.monotonic() - begun)
            assert max(took) < 2
            assert running.pool.waiting > 20
            assert running.pool.busy() <= limits.quick + limits.slow
            # Also for those who are behind it all, once each of theirs had its share.
            await until(lambda: running.pool.figures.begun_again + 2 >= len(storm))
            begun = time.monotonic()
            assert await ask(running, "ASK { ?s ?p 1 }", client="storm 1") == "false"
            assert time.monotonic() - begun < 2
            outcomes = await end(storm)
            assert all(isinstance(it, asyncio.CancelledError) for it in outcomes)
            await until(lambda: running.pool.idle == limits.quick)
            assert len(running.pool.processes) == limits.quick

    run(work)


def test_heavy_queries_run_at_a_lower_priority(tmp_path: Path) -> None:
    def priority(pid: int) -> int:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        return int(text.rpartition(")")[2].split()[16])

    async def work() -> None:
        async with engine(tmp_path, groups=200) as running:
            await until(lambda: running.pool.idle == running.limits.quick)
            usual = min(map(priority, running.pool.processes))
            tasks = heavy(running, "a", 1)
            await until(lambda: running.pool.figures.moved == 1)
            assert max(map(priority, running.pool.processes)) >= usual + 5
            await end(tasks)
            await until(lambda: running.pool.idle == running.limits.quick)
            # Nobody is left with it, neither when it is hung up on nor when it ends.
            assert set(map(priority, running.pool.processes)) == {usual}
            text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
            await ask(running, text, seconds=30)
            assert running.pool.figures.moved == 2
            await until(lambda: running.pool.idle == running.limits.quick)
            assert set(map(priority, running.pool.processes)) == {usual}

    run(work)


def test_queues_have_bounds(tmp_path: Path) -> None:
    async def work() -> None:
        limits = Limits(quick=1, slow=1, queue=6, queue_per_client=4, quick_seconds=20)
        async with engine(tmp_path, limits, groups=200) as running:
            pool = running.pool
            tasks = heavy(running, "a", 5)
            await until(lambda: pool.busy() == 1 and pool.waiting == 4)
            with pytest.raises(TooManyRequests) as own:
                await ask(running, "ASK {}", client="a")
            assert own.value.retry_after >= 1
            tasks += heavy(running, "b", 2)
            await until(lambda: pool.waiting == 6)
            with pytest.raises(Unavailable) as full:
                await ask(running, "ASK {}", client="c")
            assert full.value.retry_after >= 1
            assert pool.figures.turned_away == 2
            await end(tasks)
            assert await ask(running, "ASK {}", client="c") == "true"

    run(work)


def test_waiting_has_an_end(tmp_path: Path) -> None:
    async def work() -> None:
        limits = Limits(quick=1, slow=1, quick_seconds=20)
        async with engine(tmp_path, limits, groups=200) as running:
            running_on = heavy(running, "a", 1)
            await until(lambda: running.pool.busy() == 1)
            with pytest.raises(Unavailable, match="free"):
                await ask(running, "ASK {}", client="b", seconds=0.1)
            await end(running_on)

    run(work)


def test_hanging_up_ends_the_query(tmp_path: Path) -> None:
    async def work() -> None:
        limits = Limits(quick=1, slow=1, quick_seconds=20)
        async with engine(tmp_path, limits, groups=200) as running:
            pool = running.pool
            before = pool.processes
            first, second = heavy(running, "a", 2)
            await until(lambda: pool.busy() == 1 and pool.waiting == 1)
            await end([second])  # while it waits
            assert pool.waiting == 0
            await end([first])  # while it runs
            await until(lambda: pool.idle == 1)
            assert not pool.processes & before
            assert await ask(running, "ASK {}") == "true"

    run(work)


def test_hanging_up_on_a_shared_query_leaves_it_to_the_others(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, groups=100) as running:
            query = Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")
            tasks = [asyncio.create_task(running.answer(query, csv)) for _ in range(3)]
            await until(lambda: running.pool.busy() == 1)
            tasks[0].cancel()
            answers = await asyncio.gather(*tasks, return_exceptions=True)
            assert isinstance(answers[0], asyncio.CancelledError)
            assert isinstance(answers[1], Answer)
            assert answers[1] is answers[2]
            assert answers[1].content == b"n\r\n253009\r\n"

    run(work)


def test_a_query_begun_again_ends_like_any_other(tmp_path: Path) -> None:
    async def work() -> None:
        limits = Limits(quick=2, slow=1, quick_seconds=0.02)
        async with engine(tmp_path, limits, groups=100) as running:
            text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } #"
            answers = await asyncio.gather(*(ask(running, f"{text}{n}") for n in range(4)))
            assert answers == ["n\r\n253009\r\n"] * 4
            assert running.pool.figures.begun_again >= 1
            with pytest.raises(DeadlineExceeded):
                await ask(running, ENDLESS, seconds=0.2)

    run(work)
