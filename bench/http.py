"""This service beside Oxigraph's server and rdflib-endpoint: requests a second, in one run.

Needs `wrk` (Debian) and `pip install -e '.[bench]'`. All three serve the shipped release on this
machine's loopback; each is asked in turn, so that none slows another down. Read the ratios.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import pyoxigraph as ox

from ngckg.graph import building, checking
from ngckg.namespaces import PREFIXES
from ngckg.rdf import files
from ngckg.rdf.terms import N

HOME = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CONNECTIONS = 8
READY_WITHIN = 60  # seconds, for the slowest of the three

LABELS = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
SELECT ?group ?label WHERE { ?group a ngckg:PatientGroup ; skos:prefLabel ?label }
ORDER BY ?label"""
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f) }"

#: wrk asks for these in turn; `%d` becomes a number that no request has had before.
_LUA = """
local queries = {{ {queries} }}
local n = {start}
request = function()
  n = n + 1
  local query = queries[(n % #queries) + 1]:gsub("%%d", tostring(n))
  return wrk.format("GET", "{path}?query=" .. query, {{["Accept"] = "{accept}"}})
end
"""
_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Server:
    """A server under measurement: how it starts, where it takes queries."""

    name: str
    command: tuple[str, ...]
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What wrk saw: answers a second, and the time that 99 of 100 took at most (ms)."""

    rate: float
    p99: float


@click.command()
@click.option("--seconds", default=5, show_default=True, help="how long each measurement takes")
def main(seconds: int) -> None:
    """Print what each server answers, and the ratios to ours."""
    if shutil.which("wrk") is None:
        raise click.ClickException("wrk is not installed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        servers = _servers(folder)
        found: dict[tuple[str, str], Figures] = {}
        kinds = {"repeated": [LABELS], "distinct": [LABELS + " # %d"], "mix": _examples()}
        for server in servers:
            with _running(server) as ready:
                click.echo(f"{server.name}: ready after {ready:.2f} s")
                for kind, queries in kinds.items():
                    found[server.name, kind] = _wrk(folder, server, queries, seconds)
                if server is servers[0]:
                    _beside_heavy(folder, server, seconds)
    heads = ("", *(f"{kind} /s" for kind in kinds), *(f"ours: {kind}" for kind in kinds))
    click.echo(" ".join(f"{head:>16}" for head in heads))
    ours = servers[0].name
    for server in servers:
        rates = [found[server.name, kind].rate for kind in kinds]
        ratios = [found[ours, kind].rate / found[server.name, kind].rate for kind in kinds]
        cells = [f"{rate:,.0f}" for rate in rates] + [f"{ratio:.2f}x" for ratio in ratios]
        click.echo(" ".join(f"{cell:>16}" for cell in (server.name, *cells)))


def _servers(folder: Path) -> list[Server]:
    """Ours first; each with the same data where it wants it."""
    dataset, report = checking.load_and_check(HOME)
    release, _ = building.build(dataset, report, folder / "releases")
    store = folder / "oxigraph"
    load = (str(BIN / "oxigraph"), "load", "--location", str(store))
    subprocess.run((*load, "--file", str(release.dataset)), check=True, capture_output=True)
    union = folder / "union.ttl"
    triples = {ox.Triple(q.subject, q.predicate, q.object) for q in files.read(release.dataset)}
    union.write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"")
    ours = (sys.executable, "-m", "ngckg", "serve", "--port", "18701")
    oxigraph = (str(BIN / "oxigraph"), "serve-read-only", "--location", str(store))
    rdflib = (str(BIN / "rdflib-endpoint"), "serve", "--port", "18703", str(union))
    return [
        Server("ngckg", (*ours, "--releases", str(folder / "releases")), 18701, "/sparql"),
        Server(
            "oxigraph",
            (*oxigraph, "--bind", "127.0.0.1:18702", "--union-default-graph"),
            18702,
            "/query",
        ),
        Server("rdflib-endpoint", rdflib, 18703, "/"),
    ]


def _examples() -> list[str]:
    """The SELECT queries among the examples."""
    quads = [q for path in (HOME / "data/examples").glob("*.ttl") for q in files.read(path)]
    texts = (q.object.value for q in quads if q.predicate == N.sh.select)  # type: ignore[union-attr]
    return sorted(texts)


@contextmanager
def _running(server: Server) -> Iterator[float]:
    """The server, once it answers; how many seconds that took."""
    begun = time.perf_counter()
    process = subprocess.Popen(server.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _answers(server):
            if process.poll() is not None or time.perf_counter() - begun > READY_WITHIN:
                raise click.ClickException(f"{server.name} does not answer")
            time.sleep(0.02)
        yield time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(server: Server) -> bool:
    try:
        with urllib.request.urlopen(_address(server, LABELS), timeout=30) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:
        return False


def _address(server: Server, query: str) -> str:
    query = urllib.parse.quote(query, safe="")
    return f"http://127.0.0.1:{server.port}{server.path}?query={query}"


def _wrk(folder: Path, server: Server, queries: list[str], seconds: int) -> Figures:
    quoted = [urllib.parse.quote(q, safe="").replace("%25d", "%d") for q in queries]
    listed = ", ".join(f'"{q}"' for q in quoted)
    script = folder / "ask.lua"
    start = time.time_ns() // 1_000_000 % 100_000_000 * 1_000  # beyond what was asked before
    script.write_text(_LUA.format(queries=listed, path=server.path, accept=_JSON, start=start))
    command = ["wrk", "--latency", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script)]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{server.port}"], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in done:
        raise click.ClickException(f"{server.name} did not answer all:\n{done}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", done)
    if rate is None or p99 is None:
        raise click.ClickException(f"wrk said something else:\n{done}")
    factor = {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99[2]]
    return Figures(float(rate[1]), float(p99[1]) * factor)


def _beside_heavy(folder: Path, server: Server, seconds: int) -> None:
    """How much longer cheap queries take while four heavy ones run all the time."""
    idle = _wrk(folder, server, [LABELS + " # %d"], seconds).p99
    ended = threading.Event()

    def heavy(number: int) -> None:
        while not ended.is_set():
            try:
                urllib.request.urlopen(_address(server, f"{HEAVY} # {number}"), timeout=60).close()  # noqa: S310
            except urllib.error.HTTPError as error:
                error.close()

    threads = [threading.Thread(target=heavy, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    try:
        busy = _wrk(folder, server, [LABELS + " # b%d"], seconds).p99
    finally:
        ended.set()
    for thread in threads:
        thread.join()
    click.echo(f"p99 of cheap queries: {idle:.1f} ms idle, {busy:.1f} ms beside four heavy ones")
    click.echo(f"ratio {busy / idle:.2f}")


if __name__ == "__main__":
    main()
