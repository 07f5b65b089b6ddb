"""Who runs when: a few workers, two lanes, and nobody who can hold up the others.

Every query starts in the quick lane. One that has used its share of processor time there moves on
to the slow lane, at a lower priority; where that is full it is ended, and begun again when its
turn comes. So a cheap query waits for a share or two at most, however many heavy ones there are,
and heavy ones wait for each other. Queries only read: to begin one again does no harm.
"""

import asyncio
import logging
import os
import signal
from collections import Counter
from collections.abc import Callable
from typing import Final

from ngckg.engine.embedded.connection import Reply, Worker
from ngckg.engine.embedded.fair import FairQueue
from ngckg.engine.embedded.jobs import Figures, Job, Lane, Outcome
from ngckg.engine.embedded.nursery import Nursery
from ngckg.engine.embedded.output import out_of_memory
from ngckg.engine.embedded.wire import RETIRE, SPOOLED
from ngckg.engine.limits import Limits
from ngckg.errors import (
    DeadlineExceeded,
    NgckgError,
    QueryTooComplex,
    TooManyRequests,
    Unavailable,
)

_log = logging.getLogger(__name__)

#: How often running queries are looked at.
_TICK: Final = 0.02
#: So many workers that end without ever having answered are a fault that forking more of them
#: does not mend; then one is tried now and again.
_STILLBORN: Final = 5
_PAUSE: Final = 1.0
#: Seconds within which the zygote tells how a worker ended.
_PATIENCE: Final = 1.0


class Pool:
    """Hands queries to the workers of one nursery after the other."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._nursery: Nursery | None = None
        self._homes: dict[Worker, Nursery] = {}
        self._idle: list[Worker] = []
        self._running: dict[Worker, Job] = {}
        self._queues: dict[Lane, FairQueue[Job]] = {lane: FairQueue() for lane in Lane}
        self._quick = 0
        self._slow: Counter[str] = Counter()
        self._ticking: asyncio.TimerHandle | None = None
        self._reports: set[asyncio.Task[None]] = set()
        self._closed = False
        self._stillborn = 0
        self._resting = False
        self.figures = Figures()

    # For the engine

    async def run(self, frame: bytes, client: str, seconds: float) -> Outcome:
        """Have a query answered. Raises what stopped it; on cancellation it is ended."""
        self._admit(client)
        job = Job(frame, client, seconds, self._loop.create_future())
        if self._idle and self._quick < self._limits.quick and not self._queues[Lane.QUICK]:
            self._start(job)
        else:
            self._wait(job)
            self._dispatch()
        if self._ticking is None:
            self._ticking = self._loop.call_later(_TICK, self._tick)
        try:
            return await job.done
        except asyncio.CancelledError:
            self._abandon(job)
            if job.done.done() and not job.done.cancelled() and not job.done.exception():
                job.done.result().drop()  # it came at the very moment
            raise

    def adopt(self, nursery: Nursery) -> None:
        """Start new queries with this nursery's workers; others end what they run."""
        self._nursery = nursery
        self._dismiss(lambda home: home is not nursery)
        self._dispatch()

    def forget(self, nursery: Nursery) -> None:
        """Start nothing with this nursery's workers: it has ended, and they with it."""
        self._dismiss(lambda home: home is nursery)

    def _dismiss(self, whose: Callable[[Nursery], bool]) -> None:
        for worker in [it for it in self._idle if whose(self._homes[it])]:
            self._idle.remove(worker)
            self._discard(worker)

    def welcome(self, nursery: Nursery, worker: Worker) -> None:
        """A worker has come."""
        if nursery is not self._nursery or self._closed:
            worker.close()
            return
        self._homes[worker] = nursery
        worker.on_reply = self._replied
        self._idle.append(worker)
        self._dispatch()

    def busy(self, nursery: Nursery | None = None) -> int:
        """How many queries run, in the workers of this nursery or in all."""
        if nursery is None:
            return len(self._running)
        return sum(self._homes[worker] is nursery for worker in self._running)

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return sum(map(len, self._queues.values()))

    @property
    def processes(self) -> set[int]:
        """The identifiers of the worker processes."""
        return {worker.pid for worker in self._homes}

    @property
    def idle(self) -> int:
        """How many workers wait for a query."""
        return len(self._idle)

    def close(self) -> None:
        """Take no more queries, and end those that run or wait."""
        self.refuse()
        for job in [*self._running.values(), *(job for q in self._queues.values() for job in q)]:
            self._end(job, Unavailable("The service is being stopped.", 5))
        for worker in self._idle:
            self._discard(worker)
        self._idle.clear()
        if self._ticking is not None:
            self._ticking.cancel()

    def refuse(self) -> None:
        """Take no more queries."""
        self._closed = True

    # Coming and going

    def _admit(self, client: str) -> None:
        if self._closed:
            raise Unavailable("The service is being stopped.", 5)
        if sum(q.waiting(client) for q in self._queues.values()) >= self._limits.queue_per_client:
            self.figures.turned_away += 1
            raise TooManyRequests(
                f"{self._limits.queue_per_client} queries from your address are waiting already.", 1
            )
        if self.waiting >= self._limits.queue:
            self.figures.turned_away += 1
            raise Unavailable(f"{self._limits.queue} queries are waiting already.", 2)

    def _wait(self, job: Job) -> None:
        job.since = self._loop.time()
        self._queues[job.lane].add(job.client, job)

    def _dispatch(self) -> None:
        """Start what can start, and ask for the workers that are missing."""
        while self._idle and (job := self._next()) is not None:
            self._start(job)
        nursery = self._nursery
        if nursery is None or not nursery.alive or self._closed or self._resting:
            return
        startable = min(len(self._queues[Lane.SLOW]), self._limits.slow - self._slow.total())
        wanted = self._limits.quick - self._quick + startable
        for _ in range(wanted - len(self._idle) - nursery.expected):
            nursery.fork()

    def _next(self) -> Job | None:
        if self._quick < self._limits.quick and (job := self._queues[Lane.QUICK].take()):
            return job
        return self._queues[Lane.SLOW].take(self._may_be_slow)

    def _may_be_slow(self, client: str) -> bool:
        """Whether a slow worker is free for this client, who never has the last one."""
        most = max(1, self._limits.slow - 1)
        return self._slow.total() < self._limits.slow and self._slow[client] < most

    def _start(self, job: Job) -> None:
        worker = job.worker = self._idle.pop()
        self._running[worker] = job
        job.since = self._loop.time()
        if job.lane is Lane.QUICK:
            self._quick += 1
        else:
            self._slow[job.client] += 1
            worker.lower_priority()
        worker.ask(job.frame)

    def _stop_running(self, worker: Worker) -> Job | None:
        job = self._running.pop(worker, None)
        if job is not None:
            job.worker = None
            self._leave_lane(job)
        return job

    def _leave_lane(self, job: Job) -> None:
        if job.lane is Lane.QUICK:
            self._quick -= 1
        else:
            self._slow[job.client] -= 1
            if not self._slow[job.client]:
                del self._slow[job.client]

    def _discard(self, worker: Worker, *, kill: bool = False) -> None:
        self._homes.pop(worker, None)
        if kill:
            worker.kill()
        else:
            worker.close()

    # What workers do

    def _replied(self, worker: Worker, reply: Reply | None) -> None:
        home = self._homes.get(worker)
        job = self._stop_running(worker)
        if reply is None or job is None or home is None:
            if worker in self._idle:
                self._idle.remove(worker)
            self._discard(worker, kill=True)
            if job is not None and home is not None:
                self._report(job, home, worker.pid)
            elif reply is None and home is self._nursery:
                self._mourn()
        else:
            self._stillborn = 0
            self.figures.answered += 1
            spool = -1
            if reply.outcome == SPOOLED:
                spool, worker.spool = worker.spool, -1
            if not job.done.done():
                job.done.set_result(Outcome(reply, home, spool))
            else:
                Outcome(reply, home, spool).drop()
            slow = job.lane is Lane.SLOW  # it cannot raise its priority again
            if slow or reply.flags & RETIRE or home is not self._nursery:
                self._discard(worker)
            else:
                self._idle.append(worker)
        self._dispatch()

    def _mourn(self) -> None:
        """A worker has ended while it had nothing to do."""
        self._stillborn += 1
        if self._stillborn >= _STILLBORN and not self._resting:
            _log.error("worker processes end as soon as they begin; see their last words above")
            self._resting = True
            self._loop.call_later(_PAUSE, self._go_on)

    def _go_on(self) -> None:
        self._resting = False
        self._dispatch()

    def _report(self, job: Job, home: Nursery, pid: int) -> None:
        """Tell why a worker ended, as soon as that is known."""
        self.figures.crashed += 1
        task = self._loop.create_task(self._explain(job, home, pid))
        self._reports.add(task)
        task.add_done_callback(self._reports.discard)

    async def _explain(self, job: Job, home: Nursery, pid: int) -> None:
        status = await home.exit_status(pid, _PATIENCE)
        if job.done.done():
            return
        if status is None and not job.again and not self._closed:
            # It went with its zygote.
            job.again = True
            self._wait(job)
            self._dispatch()
        else:
            job.done.set_exception(self._cause(status))

    def _cause(self, status: int | None) -> NgckgError:
        number = os.WTERMSIG(status) if status is not None and os.WIFSIGNALED(status) else 0
        if number in (signal.SIGSEGV, signal.SIGBUS):
            return QueryTooComplex("This query is nested too deeply to be evaluated.")
        # Rust ends the process where an allocation fails, and so does the kernel in need.
        if number in (signal.SIGABRT, signal.SIGKILL):
            return out_of_memory(self._limits.memory)
        return Unavailable("The engine lost the worker that ran this query.", 1)

    # What time does

    def _tick(self) -> None:
        now = self._loop.time()
        for worker, job in list(self._running.items()):
            ran = now - job.since
            if ran > job.seconds:
                self.figures.late += 1
                message = f"The query was stopped after {job.seconds:g} seconds."
                self._end(job, DeadlineExceeded(message, job.seconds))
            elif (
                job.lane is Lane.QUICK
                and ran > self._limits.quick_seconds
                and worker.used_seconds() > self._limits.quick_seconds
            ):
                self._move_on(job, worker)
        for queue in self._queues.values():
            for job in [job for job in queue if now - job.since > job.seconds]:
                self.figures.turned_away += 1
                message = f"No worker was free for this query within {job.seconds:g} seconds."
                self._end(job, Unavailable(message, 10))
        self._dispatch()
        busy = self._running or self.waiting
        self._ticking = self._loop.call_later(_TICK, self._tick) if busy else None

    def _move_on(self, job: Job, worker: Worker) -> None:
        """From the quick lane to the slow one, or into its queue."""
        if self._may_be_slow(job.client):
            self.figures.moved += 1
            self._leave_lane(job)
            job.lane = Lane.SLOW
            self._slow[job.client] += 1
            worker.lower_priority()
        else:
            self.figures.begun_again += 1
            self._stop_running(worker)
            self._discard(worker, kill=True)
            job.lane = Lane.SLOW
            self._wait(job)

    def _end(self, job: Job, error: NgckgError) -> None:
        self._abandon(job)
        if not job.done.done():
            job.done.set_exception(error)

    def _abandon(self, job: Job) -> None:
        """Nobody waits for this any more."""
        if job.worker is not None:
            worker = job.worker
            self._stop_running(worker)
            self._discard(worker, kill=True)
        else:
            self._queues[job.lane].remove(job.client, job)
        self._dispatch()
