"""Starting, changing releases, mishaps, and the end."""

import asyncio
import contextlib
import json
import os
import signal
import time
from hashlib import sha256
from pathlib import Path

import pytest

from ngckg.engine.base import Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.limits import Limits
from ngckg.errors import NotARelease, QueryTooComplex, Unavailable
from tests.engine.releases import quads, write
from tests.engine.running import (
    ENDLESS,
    ask,
    children,
    csv,
    descendants,
    engine,
    memory_of,
    open_files,
    run,
    until,
)

pytestmark = pytest.mark.slow

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_a_damaged_release_is_not_served(tmp_path: Path) -> None:
    async def work() -> None:
        path = write(tmp_path, quads(3))
        dataset, manifest = path / "dataset.nq", path / "manifest.json"
        content, said = dataset.read_bytes(), manifest.read_text(encoding="utf-8")
        dataset.write_bytes(content[:-40])
        with pytest.raises(NotARelease, match="its digest is not"):
            await EmbeddedEngine(path).start()
        junk = b"this is not RDF\n"
        dataset.write_bytes(junk)
        raw = json.loads(said)
        raw["digest"] = "sha256:" + sha256(junk).hexdigest()
        manifest.write_text(json.dumps(raw), encoding="utf-8")
        with pytest.raises(NotARelease, match="N-Quads"):
            await EmbeddedEngine(path).start()
        dataset.unlink()
        with pytest.raises(NotARelease, match=r"dataset\.nq is missing"):
            EmbeddedEngine(path)
        with pytest.raises(NotARelease):
            EmbeddedEngine(tmp_path / "nowhere")

    run(work)


def test_loading_has_a_deadline(tmp_path: Path) -> None:
    async def work() -> None:
        running = EmbeddedEngine(write(tmp_path, quads(3)), Limits(load_seconds=0.001))
        with pytest.raises(NotARelease, match="not loaded within"):
            await running.start()
        assert not running.ready

    run(work)


def test_a_release_changes_without_a_lost_request(tmp_path: Path) -> None:
    async def work() -> None:
        second = write(tmp_path, quads(30), "r2")
        third = write(tmp_path, quads(40), "r3")
        counts = {"r1": 103, "r2": 153, "r3": 203}
        async with engine(tmp_path, Limits(cache=0, queue=100, queue_per_client=100)) as running:
            switched = asyncio.Event()
            seen: list[str] = []

            async def visitor(name: int) -> None:
                asked = 0
                while not switched.is_set() or asked < 20:
                    asked += 1
                    answer = await running.answer(Query(f"{COUNT} #{name} {asked}"), csv)
                    release = answer.release.manifest.id
                    assert answer.content == f"n\r\n{counts[release]}\r\n".encode()
                    seen.append(release)

            visitors = [asyncio.create_task(visitor(n)) for n in range(12)]
            await running.switch(second)
            await running.switch(third)
            switched.set()
            await asyncio.gather(*visitors)
            assert set(seen) == {"r1", "r2", "r3"}
            assert running.release.manifest.id == "r3"
            await until(lambda: len(children()) == 1)
            assert running.pool.figures.crashed == 0

    run(work)


def test_a_running_query_ends_with_the_release_that_it_began_with(tmp_path: Path) -> None:
    async def work() -> None:
        second = write(tmp_path, quads(30), "r2")
        async with engine(tmp_path, groups=120) as running:
            text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
            old = asyncio.create_task(running.answer(Query(text), csv, seconds=30))
            await until(lambda: running.pool.busy() == 1)
            await running.switch(second)
            new = await running.answer(Query(text), csv)
            assert new.content == b"n\r\n23409\r\n"
            assert (await old).content == b"n\r\n363609\r\n"
            assert (await old).release.manifest.id == "r1"
            assert running.lookup(Query(text), csv) is new
            await until(lambda: len(children()) == 1)

    run(work)


def test_a_bad_release_does_not_replace_a_good_one(tmp_path: Path) -> None:
    async def work() -> None:
        bad = write(tmp_path, quads(30), "r2")
        (bad / "dataset.nq").write_bytes(b"")
        async with engine(tmp_path) as running:
            with pytest.raises(NotARelease):
                await running.switch(bad)
            assert running.ready
            assert running.release.manifest.id == "r1"
            assert await ask(running, COUNT) == "n\r\n103\r\n"
            assert len(children()) == 1

    run(work)


def test_a_lost_zygote_is_replaced_and_nobody_notices(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, groups=120) as running:
            text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
            task = asyncio.create_task(ask(running, text))
            await until(lambda: running.pool.busy() == 1)
            (zygote,) = children()
            os.kill(zygote, signal.SIGKILL)
            assert await ask(running, COUNT) == "n\r\n603\r\n"
            assert await task == "n\r\n363609\r\n"
            assert running.ready
            assert children() != {zygote}

    run(work)


def test_a_query_that_loses_its_worker_twice_is_given_up(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, groups=200) as running:
            task = asyncio.create_task(ask(running, ENDLESS))
            for _ in range(2):
                await until(lambda: running.ready and running.pool.busy() == 1)
                (zygote,) = children()
                os.kill(zygote, signal.SIGKILL)
                await until(lambda: running.pool.busy() == 0)
            with pytest.raises(Unavailable) as caught:
                await task
            assert caught.value.retry_after >= 1
            assert await ask(running, COUNT) == "n\r\n1003\r\n"

    run(work)


def test_a_lost_worker_is_replaced(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for pid in running.pool.processes:
                os.kill(pid, signal.SIGKILL)
            asked = [ask(running, f"{COUNT} #{number}") for number in range(9)]
            answers = await asyncio.gather(*asked, return_exceptions=True)
            # Some may have been handed to a worker before its end was noticed; killed as the
            # kernel does it in need, so that is what they say.
            assert {type(it) for it in answers} <= {str, QueryTooComplex}
            assert {it for it in answers if isinstance(it, str)} == {"n\r\n103\r\n"}
            await until(lambda: running.pool.idle == running.limits.quick)

    run(work)


def test_signals_for_the_whole_service_do_not_end_what_runs(tmp_path: Path) -> None:
    """Service managers send SIGTERM to every process; a terminal sends SIGINT and SIGHUP."""

    async def work() -> None:
        async with engine(tmp_path, groups=120) as running:
            text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
            task = asyncio.create_task(ask(running, text))
            await until(lambda: running.pool.busy() == 1)
            before = descendants()
            for pid in before:
                for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                    os.kill(pid, number)
            assert await task == "n\r\n363609\r\n"
            assert await ask(running, "ASK {}") == "true"
            assert children() <= before
            assert running.pool.figures.crashed == 0

    run(work)


def test_workers_that_cannot_begin_are_not_forked_without_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:

            def noticed() -> bool:
                return "as soon as" in caplog.text

            while not noticed():
                await until(lambda: noticed() or bool(running.pool.processes))
                doomed = running.pool.processes
                for pid in doomed:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                await until(lambda doomed=doomed: not running.pool.processes & doomed)  # type: ignore[misc]
            assert await ask(running, "ASK {}") == "true"

    run(work)


def test_stopping_lets_queries_end(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, groups=120) as running:
            text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
            task = asyncio.create_task(ask(running, text))
            await until(lambda: running.pool.busy() == 1)
            stopping = asyncio.create_task(running.stop(grace=30))
            await asyncio.sleep(0)
            with pytest.raises(Unavailable):
                await ask(running, "ASK {}")
            await stopping
            assert await task == "n\r\n363609\r\n"
            assert descendants() == set()

    run(work)


def test_stopping_has_an_end(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, groups=200) as running:
            task = asyncio.create_task(ask(running, ENDLESS, seconds=50))
            await until(lambda: running.pool.busy() == 1)
            begun = time.monotonic()
            await running.stop(grace=0.1)
            assert time.monotonic() - begun < 5
            with pytest.raises(Unavailable):
                await task
            assert descendants() == set()

    run(work)


def test_ten_thousand_queries_leave_nothing_behind(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(cache=1_000_000)) as running:

            async def visitor(name: str, count: int) -> None:
                for number in range(count):
                    text = f"SELECT ?o {{ ?s ?p ?o }} LIMIT 3 # {name} {number}"
                    assert len((await ask(running, text)).splitlines()) == 4

            await asyncio.gather(*(visitor(f"first {n}", 250) for n in range(8)))
            files, memory = open_files(), memory_of(os.getpid())
            workers = max(map(memory_of, running.pool.processes))
            await asyncio.gather(*(visitor(f"then {n}", 1_250) for n in range(8)))
            assert running.pool.figures.answered == 12_000
            await until(lambda: running.pool.idle == running.limits.quick)
            assert abs(open_files() - files) <= 3  # the three of a worker that was replaced
            assert memory_of(os.getpid()) < memory + 8_000_000
            assert max(map(memory_of, running.pool.processes)) < workers + 8_000_000

    run(work)


def test_it_runs_on_uvloop(tmp_path: Path) -> None:
    uvloop = pytest.importorskip("uvloop")

    async def work() -> None:
        async with engine(tmp_path, groups=200) as running:
            answers = await asyncio.gather(*(ask(running, f"{COUNT} #{n}") for n in range(30)))
            assert answers == ["n\r\n1003\r\n"] * 30
            task = asyncio.create_task(ask(running, ENDLESS))
            await until(lambda: running.pool.figures.moved == 1)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            large = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
            assert len((await ask(running, large)).splitlines()) == 20_001

    before = descendants()
    uvloop.run(work())
    assert descendants() == before
