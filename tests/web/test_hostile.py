"""Whatever a visitor sends, the next one is served: at once, by the same processes, at no cost."""

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.web.servers import Answer, Server, serving, wait_until

pytestmark = pytest.mark.slow

#: How long a query may take on the server that these tests wear out.
SECONDS = 1.0
#: How soon a cheap query must be answered, whatever else goes on.
SOON = 2.0

TYPED = "?g a <https://w3id.org/ngckg/ontology#PatientGroup>"
_numbers = itertools.count()


def cross(factors: int) -> str:
    """A join of everything with everything: no machine lives to see its end."""
    return " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(factors))


def chain(operator: str, times: int) -> str:
    return f"SELECT * {{ ?s ?p ?o FILTER ({operator.join(['?o'] * times)}) }}"


def optionals(times: int) -> str:
    return (
        f"SELECT * {{ {TYPED} {' '.join(f'OPTIONAL {{ ?g ?p{n} ?o{n} }}' for n in range(times))} }}"
    )


HOSTILE = {
    # what crashes the parser
    "2,500 nested groups": f"SELECT * {'{' * 2500}{'}' * 2500}",
    "100,000 open groups": "SELECT * " + "{" * 100_000,
    "5,000 nested brackets": f"SELECT * {{ FILTER ({'(' * 5000}1{')' * 5000}) }}",
    "10,000 negations": f"SELECT * {{ FILTER ({'!' * 10_000}true) }}",
    "10,000 signs": f"SELECT ({'-' * 10_000}1 AS ?x) {{}}",
    "5,000 sums": f"SELECT ({'+'.join(['1'] * 5000)} AS ?x) {{}}",
    "20,000 disjunctions": chain("||", 20_000),
    "20,000 conjunctions": chain("&&", 20_000),
    "20,000 unions": f"SELECT * {{ {' UNION '.join(['{}'] * 20_000)} }}",
    "5,000 blank nodes": f"SELECT * {{ ?s ?p {'[ ?p ' * 5000}1{']' * 5000} }}",
    "5,000 collections": f"SELECT * {{ ?s ?p {'(' * 5000}{')' * 5000} }}",
    "3,000 paths": f"SELECT * {{ ?s {'(' * 3000}<a:a>{')*' * 3000} ?o }}",
    "50,000 steps": f"SELECT * {{ ?s {'/'.join(['<a:a>'] * 50_000)} ?o }}",
    "1,000 subqueries": f"{'SELECT * { ' * 1000}{'}' * 1000}",
    "1,000 NOT EXISTS": f"ASK {'{ FILTER NOT EXISTS ' * 1000}{{}}{'}' * 1000}",
    "40 nested calls": f"SELECT ({'SUBSTR(' * 40}'x'{',1)' * 40} AS ?x) {{}}",
    "20,000 nested IFs": f"SELECT ({'IF(true,' * 20_000}1{',2)' * 20_000} AS ?x) {{}}",
    "quotes that do not end": 'SELECT * { ?s ?p "' + "\\" * 50_001,
    "brackets that do not end": "SELECT (" * 20_000,
    # what takes the planner for ever
    "40 optionals": optionals(40),
    "100 optionals": optionals(100),
    "500 optionals": optionals(500),
    "160 patterns": f"SELECT * {{ {' . '.join(f'?s{n} ?p{n} ?s{n + 1}' for n in range(160))} }}",
    "500 patterns": f"SELECT * {{ {' . '.join(f'?s ?p{n} ?o{n}' for n in range(500))} }}",
    # what never ends
    "a cross product": f"SELECT (COUNT(*) AS ?n) {{ {cross(8)} }}",
    "a sorted cross product": f"SELECT * {{ {cross(3)} }} ORDER BY ?c0 ?c2",
    "a distinct cross product": f"SELECT DISTINCT * {{ {cross(3)} }}",
    "a grouped cross product": f"SELECT ?a0 (COUNT(*) AS ?n) {{ {cross(5)} }} GROUP BY ?a0 ?a1",
    "paths around everything": "SELECT * { ?a (!<a:a>|^!<a:a>)* ?b . ?b (!<a:a>)+ ?c }",
    "a filter over everything": f"ASK {{ {cross(4)} FILTER (?a0 = ?c3 && false) }}",
    # what takes memory
    "a long concatenation": f"SELECT (GROUP_CONCAT(STR(?c0)) AS ?x) {{ {cross(4)} }}",
    "doubling": "SELECT ?x40 { BIND ('x' AS ?x0) "
    + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "a literal of 900,000 characters": f"SELECT ('{'x' * 900_000}' AS ?x) {{}}",
    "100,000 values": f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {'1 ' * 100_000} }} }}",
    "values times values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?x{n} {{ {' '.join(map(str, range(500)))} }}" for n in range(5))
    + " }",
    "a large answer": f"SELECT * {{ {cross(2)} }}",
    "a large graph": f"CONSTRUCT {{ ?a0 ?b1 ?c1 }} {{ {cross(2)} }}",
    "a large description": f"DESCRIBE * {{ {cross(2)} }}",
    # regular expressions
    "a catastrophic expression": "ASK { FILTER REGEX('" + "a" * 5000 + "!', '^(a+)+$') }",
    "an exploding expression": "ASK { FILTER REGEX('a', '((a{1,1000}){1,1000}){1,1000}') }",
    "a long expression": f"ASK {{ FILTER REGEX('a', '{'(a|b)*' * 20_000}') }}",
    "a replacement that grows": "SELECT (REPLACE('"
    + "a" * 10_000
    + "', 'a', '"
    + "b" * 10_000
    + "') AS ?x) {}",
    # what is no query at all
    "nothing": "",
    "spaces": " " * 900_000,
    "comments": "#\n" * 400_000,
    "prefixes": "PREFIX a: <a:>\n" * 50_000 + "ASK {}",
    "letters": "x" * 900_000,
    "zero bytes": "SELECT * { ?s ?p '" + "\0" * 1000 + "' }",
    "other directions": "SELECT * { ?s ?p '‮\ufeff' }",
}


class Listener:
    """A server that counts who calls it."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


@pytest.fixture(scope="module")
def worn(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with short limits, behind a proxy that tells visitors apart."""
    log = tmp_path_factory.mktemp("worn") / "log"
    limits = {"query_seconds": SECONDS, "read_seconds": 2, "idle_seconds": 1}
    with serving(shipped, log, trusted_proxies="127.0.0.0/8", **limits) as server:
        ask(server, NEXT_VISITOR, "ASK {}")
        yield server


HOSTILE_VISITOR = 1
NEXT_VISITOR = 2


def ask(server: Server, visitor: int, query: str, **params: str) -> Answer:
    """Ask as a visitor of one's own."""
    address = f"198.51.{visitor // 250}.{visitor % 250 + 1}"
    return server.post({"query": query, **params}, x_forwarded_for=address)


def is_cheap_for_the_next(server: Server) -> float:
    """How long a cheap query takes now that nobody has asked before."""
    began = time.monotonic()
    answer = ask(server, NEXT_VISITOR, f"SELECT ?g {{ {TYPED} }} # {next(_numbers)}")
    assert answer.status == 200, answer.body
    assert len(answer.json()["results"]["bindings"]) == 17
    return time.monotonic() - began


def is_whole(answer: Answer) -> None:
    """An answer, or a problem that says what and why; never half of one, never a fault of ours."""
    if answer.status == 200:
        assert len(answer.body) == int(answer.headers["content-length"])
        return
    assert answer.status in (400, 413, 429, 503, 504), answer.body[:500]
    problem = answer.json()
    assert problem["detail"]
    assert problem["status"] == answer.status
    if answer.status in (429, 503):
        assert int(answer.headers["retry-after"]) > 0


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


FEDERATED = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#<\n<{0}>{{}} }}",
    "SELECT * {{ VALUES ?s {{ <{0}> }} SERVICE ?s {{ ?a ?b ?c }} }}",
    "SELECT * {{ BIND (<{0}> AS ?s) SERVICE SILENT ?s {{ ?a ?b ?c }} }}",
    "PREFIX x: <{0}> SELECT * {{ SERVICEx: {{ ?s ?p ?o }} }}",
    "PREFIX x: <{0}> SELECT * {{ FILTER(true)SERVICE x: {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <a:a>",
    "ASK {{}} ; LOAD <{0}>",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "DESCRIBE <{0}>",
    "SELECT * {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
]


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


HEAVY = f"SELECT (COUNT(*) AS ?n) {{ {cross(8)} }}"


@pytest.mark.parametrize("visitors", [1, 200], ids=["by one", "by as many"])
def test_two_hundred_heavy_queries_at_once(worn: Server, visitors: int) -> None:
    statuses: list[int] = []

    def heavy(number: int) -> None:
        answer = ask(worn, 100 + number % visitors, f"{HEAVY} # {number} {visitors}")
        is_whole(answer)
        statuses.append(answer.status)

    threads = [threading.Thread(target=heavy, args=(number,)) for number in range(200)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        # One visitor may fill its own part of the queue; two hundred may fill all of it.
        if visitors == 1:
            assert is_cheap_for_the_next(worn) < SOON
    for thread in threads:
        thread.join()
    assert len(statuses) == 200
    assert set(statuses) <= {429, 503, 504}
    assert 504 in statuses  # some had their turn
    assert is_cheap_for_the_next(worn) < SOON


@contextmanager
def slow_clients(server: Server, first: bytes, number: int = 50) -> Iterator[list[socket.socket]]:
    """Clients that say a little and then nothing."""
    clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(number)]
    try:
        for client in clients:
            client.sendall(first)
        yield clients
    finally:
        for client in clients:
            client.close()


BEGINNINGS = {
    "nothing": b"",
    "half a line": b"GET /spa",
    "half a head": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    "half a body": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
    b"Content-Type: application/sparql-query\r\n\r\nASK {",
    "a body nobody wants": b"PUT /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nASK {",
    "a chunk of a body": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/sparql-query\r\n\r\n5\r\nASK {\r\n",
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_slow_senders_hold_up_nobody_and_are_let_go(worn: Server, beginning: str) -> None:
    before = worn.descriptors()
    with slow_clients(worn, BEGINNINGS[beginning]):
        wait_until(lambda: worn.descriptors() >= before + 45)
        for _ in range(5):
            assert is_cheap_for_the_next(worn) < SOON
        wait_until(lambda: worn.descriptors() <= before + 5)


def test_who_sends_too_slowly_is_told(worn: Server) -> None:
    with slow_clients(worn, BEGINNINGS["half a head"], 1) as [head]:
        head.settimeout(10)
        assert head.recv(4096).startswith(b"HTTP/1.1 408 ")
    with slow_clients(worn, BEGINNINGS["half a body"], 1) as [body]:
        body.settimeout(10)
        assert body.recv(4096).startswith(b"HTTP/1.1 408 ")


def test_a_drop_now_and_then_gains_no_time(worn: Server) -> None:
    with slow_clients(worn, BEGINNINGS["half a head"], 1) as [client]:
        client.settimeout(0.2)
        deadline = time.monotonic() + 10
        received = b""
        while not received:
            assert time.monotonic() < deadline, "it may go on like this for ever"
            client.sendall(b"x")
            try:
                received = client.recv(4096)
            except TimeoutError:
                continue
        assert received.startswith(b"HTTP/1.1 408 ")


def test_slow_readers_hold_up_nobody_and_are_let_go(worn: Server) -> None:
    before, memory = worn.descriptors(), worn.memory()
    # some 900 kB each, more than the system keeps for a connection that is not read
    asked = (
        b"GET /sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%204000 HTTP/1.1\r\n"
        b"Host: x\r\n\r\n"
    ) * 8
    with slow_clients(worn, asked):
        wait_until(lambda: worn.descriptors() >= before + 45)
        for _ in range(5):
            assert is_cheap_for_the_next(worn) < SOON
        wait_until(lambda: worn.descriptors() <= before + 5, 30)
    assert worn.memory() - memory < 100_000_000


def test_head_that_does_not_end_is_refused(worn: Server) -> None:
    with socket.create_connection(("127.0.0.1", worn.port), timeout=10) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        received = b""
        try:
            for _ in range(100):
                client.sendall(b"X-Long: " + b"x" * 10_000 + b"\r\n")
            received = client.recv(4096)
        except ConnectionError:
            received = received or b"HTTP/1.1 431 "  # it hung up while we were talking
        assert received.startswith(b"HTTP/1.1 431 ")
    assert is_cheap_for_the_next(worn) < SOON


@pytest.mark.parametrize(
    "noise",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http:// HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: a\x00b\r\n\r\n",
        b"\r\n" * 1000,
    ],
)
def test_what_is_not_http_is_answered_or_hung_up_on(worn: Server, noise: bytes) -> None:
    with socket.create_connection(("127.0.0.1", worn.port), timeout=10) as client:
        client.sendall(noise)
        received = client.recv(4096)
        if received:
            assert received.startswith(b"HTTP/1.1 4")
            assert b"application/problem+json" in received
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


def test_one_visitor_does_not_keep_others_waiting(worn: Server) -> None:
    before = is_cheap_for_the_next(worn)
    threads = [
        threading.Thread(target=ask, args=(worn, HOSTILE_VISITOR, f"{HEAVY} # fair {n}"))
        for n in range(30)
    ]
    for thread in threads:
        thread.start()
    times = sorted(is_cheap_for_the_next(worn) for _ in range(20))
    for thread in threads:
        thread.join()
    assert times[10] < max(0.5, 20 * before)
