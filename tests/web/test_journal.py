"""The log: a line a request, no more about the visitor than configured, and never in the way."""

import asyncio
import json
import os
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from ngckg.web.exchange import Exchange
from ngckg.web.journal import Journal
from ngckg.web.visitors import Visitors

SCOPE = {
    "method": "GET",
    "path": '/page/"nyresvigt"\n',
    "client": ("10.0.0.1", 4711),
    "headers": [(b"x-forwarded-for", b"192.0.2.77")],
}


def exchange() -> Exchange:
    it = Exchange("id-1")
    it.status, it.bytes, it.query, it.cache = 200, 17, "abcdef", "hit"
    return it


def lines(path: Path, journal: Journal, count: int = 1) -> list[dict[str, Any]]:
    async def enter() -> None:
        for _ in range(count):
            journal.enter(SCOPE, exchange(), 0.0123)
        journal.close()

    asyncio.run(enter())
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize(
    ("bits", "kept"), [((0, 0), None), ((24, 64), "192.0.2.0/24"), ((0, 64), None)]
)
def test_one_line_a_request(tmp_path: Path, bits: tuple[int, int], kept: str | None) -> None:
    path = tmp_path / "log"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    journal = Journal(descriptor, Visitors([ip_network("10.0.0.0/8")]), *bits)
    [line] = lines(path, journal)
    os.close(descriptor)
    assert line.pop("time").endswith("Z")
    assert line.pop("client", None) == kept
    assert line == {
        "id": "id-1",
        "method": "GET",
        "path": '/page/"nyresvigt"\n',
        "status": 200,
        "ms": 12.3,
        "bytes": 17,
        "query": "abcdef",
        "cache": "hit",
    }


def test_many_lines_all_arrive(tmp_path: Path) -> None:
    path = tmp_path / "log"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    assert len(lines(path, Journal(descriptor, Visitors([])), 3000)) == 3000
    os.close(descriptor)


def test_reader_that_stops_reading_stops_nobody() -> None:
    reader, writer = os.pipe()
    journal = Journal(writer, Visitors([]))

    async def enter() -> None:
        for _ in range(30_000):
            journal.enter(SCOPE, exchange(), 0.0)
        journal.close()

    # A blocking write would never return: nobody reads, and a pipe holds 64 kB.
    asyncio.run(asyncio.wait_for(enter(), 20))
    os.set_blocking(reader, False)
    read = b""
    with suppress(BlockingIOError):
        while part := os.read(reader, 1 << 16):
            read += part
            journal.close()
    told = [json.loads(line) for line in read.splitlines()]
    dropped = sum(line.get("dropped", 0) for line in told)
    assert dropped > 0
    assert dropped + sum("id" in line for line in told) == 30_000
    os.close(reader)
    os.close(writer)
