"""A query on its way to an answer, and what became of it."""

import asyncio
import os
from dataclasses import dataclass
from enum import Enum

from ngckg.engine.embedded.connection import Reply, Worker
from ngckg.engine.embedded.nursery import Nursery


class Lane(Enum):
    """Where a query waits and runs."""

    QUICK = "quick"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A worker's reply and where the worker comes from.

    Where the answer is spooled, `spool` is a file that is the caller's.
    """

    reply: Reply
    home: Nursery
    spool: int = -1

    def drop(self) -> None:
        """Do without the answer."""
        if self.spool >= 0:
            os.close(self.spool)


class Job:
    """A query, and who waits for it."""

    __slots__ = ("again", "client", "done", "frame", "lane", "seconds", "since", "worker")

    def __init__(
        self, frame: bytes, client: str, seconds: float, done: asyncio.Future[Outcome]
    ) -> None:
        self.frame, self.client, self.seconds, self.done = frame, client, seconds, done
        self.lane = Lane.QUICK
        self.worker: Worker | None = None
        #: When it began to wait, or to run.
        self.since = 0.0
        #: Its worker was lost, through no fault of its own, and it was begun again.
        self.again = False


@dataclass(slots=True)
class Figures:
    """What happened since the start, for operators."""

    answered: int = 0
    moved: int = 0
    begun_again: int = 0
    late: int = 0
    crashed: int = 0
    turned_away: int = 0
