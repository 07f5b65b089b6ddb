"""Whatever a visitor asks, the next one is served: at once, by the same processes, at no cost."""

import multiprocessing
import socket
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from statistics import median

import httpx
import pytest

from tests.web.corpus import FEDERATED, HEAVY, HOSTILE
from tests.web.servers import Server, wait_until
from tests.web.wearing import (
    HOSTILE_VISITOR,
    SECONDS,
    SOON,
    Listener,
    ask,
    ask_at,
    is_cheap_for_the_next,
    is_whole,
)

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_query_is_nobody_elses_trouble(worn: Server, name: str) -> None:
    began = time.monotonic()
    is_whole(ask(worn, HOSTILE_VISITOR, HOSTILE[name]))
    # a little more than the deadline, on a machine that has other things to do
    assert time.monotonic() - began < SECONDS + 4
    assert is_cheap_for_the_next(worn) < SOON


def test_hostile_queries_leave_nothing_behind(worn: Server) -> None:
    before, processes = worn.memory(), len(worn.processes())
    descriptors = worn.descriptors()
    with ThreadPoolExecutor(8) as visitors:
        for answer in visitors.map(lambda q: ask(worn, HOSTILE_VISITOR, q), HOSTILE.values()):
            is_whole(answer)
    assert is_cheap_for_the_next(worn) < SOON
    wait_until(lambda: len(worn.processes()) <= processes + 1)
    wait_until(lambda: worn.descriptors() <= descriptors + 8)
    assert worn.memory() - before < 60_000_000


def test_no_query_makes_us_call_another_server(worn: Server) -> None:
    listener = Listener()
    target = f"http://127.0.0.1:{listener.port}/x"
    for template in FEDERATED:
        is_whole(ask(worn, HOSTILE_VISITOR, template.format(target)))
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
        is_whole(ask(worn, HOSTILE_VISITOR, "SELECT * { ?s ?p ?o } LIMIT 1", **{name: target}))
    # it does count: this is a call
    socket.create_connection(("127.0.0.1", listener.port)).close()
    wait_until(lambda: listener.calls == 1)
    listener.close()


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"ASK { ?s ?p '\xc3\x28' }", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"ASK {}\xc3"],
)
def test_what_is_not_utf8_is_refused(worn: Server, content: bytes) -> None:
    headers = {"content-type": "application/sparql-query"}
    answer = httpx.post(f"{worn.base}/sparql", content=content, headers=headers)
    assert answer.status_code == 400
    assert "UTF-8" in answer.json()["detail"]


def _two_hundred_heavy(port: int, visitors: int) -> list[int]:
    """What so many visitors are told who ask two hundred heavy queries at once."""

    def heavy(number: int) -> int:
        answer = ask_at(port, 100 + number % visitors, f"{HEAVY} # {number} {visitors}")
        is_whole(answer)
        return answer.status

    with ThreadPoolExecutor(200) as crowd:
        return list(crowd.map(heavy, range(200)))


@pytest.mark.parametrize("visitors", [1, 200], ids=["by one", "by as many"])
def test_two_hundred_heavy_queries_at_once(worn: Server, visitors: int) -> None:
    # The crowd has a process of its own, so that its threads do not hold up our clock.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as elsewhere:
        told = elsewhere.submit(_two_hundred_heavy, worn.port, visitors)
        times = []
        # One visitor may fill its own part of the queue; two hundred may fill all of it.
        while visitors == 1 and not told.done():
            times.append(is_cheap_for_the_next(worn))
        statuses = told.result()
    assert all(it < SOON for it in times)
    assert len(times) > 0 or visitors > 1
    assert set(statuses) <= {429, 503, 504}
    assert 504 in statuses  # some had their turn
    assert is_cheap_for_the_next(worn) < SOON


def test_query_of_a_visitor_who_hangs_up_is_ended(worn: Server) -> None:
    query = httpx.QueryParams({"query": f"{HEAVY} # hung up"})

    def busy() -> bool:
        return "ngckg_workers_busy 0.0" not in httpx.get(f"{worn.base}/metrics").text

    wait_until(lambda: not busy())
    with socket.create_connection(("127.0.0.1", worn.port)) as client:
        client.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        wait_until(busy)
    # sooner than its deadline
    wait_until(lambda: not busy(), SECONDS * 0.8)
    # which is nothing to be excited about
    wait_until(lambda: '"status":499' in worn.log.read_text())
    assert "Traceback" not in worn.log.read_text()


def test_one_visitor_does_not_keep_others_waiting(worn: Server) -> None:
    before = is_cheap_for_the_next(worn)
    threads = [
        threading.Thread(target=ask, args=(worn, HOSTILE_VISITOR, f"{HEAVY} # fair {n}"))
        for n in range(30)
    ]
    for thread in threads:
        thread.start()
    times = [is_cheap_for_the_next(worn) for _ in range(20)]
    for thread in threads:
        thread.join()
    assert median(times) < max(1.0, 20 * before)
