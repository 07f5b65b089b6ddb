"""The same questions to the embedded engine, through us to Virtuoso, and to Virtuoso directly.

`python -m bench.scale` has 1.4 million quads, `--quads 12000000` 12 million (about half an hour and
10 GB of memory with the embedded engine, 5 GB without). Answers are not kept
(NGCKG_ANSWER_CACHE=0) and not compressed, so what is measured is asking. Directly means the query
that we send, sent by the same client over a connection that stays open.
"""

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

import click
import httpx

from bench.generate import copies, factor_for
from ngckg.engine.base import Query
from ngckg.engine.remote.describe import neighbourhood
from ngckg.engine.remote.dialects import VIRTUOSO
from ngckg.engine.remote.names import LAYOUT, Layout, release_iri, unpack_layout
from ngckg.engine.remote.rewriting import rewrite
from ngckg.graph import sources
from ngckg.graph.release import Release, read
from ngckg.namespaces import ID, PREFIXES
from ngckg.rdf.canonical import canonical_nquads
from tests.remote.servers import Server, free_port, virtuoso, wait_for

HOME = Path(__file__).resolve().parent.parent
GROUP = f"<{ID}patient-group/nyresvigt>"
PROLOGUE = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("ngckg", "skos", "prov", "xsd")
)
QUERIES = {
    "look-up": f"SELECT ?name WHERE {{ {GROUP} skos:prefLabel ?name }}",
    "describe": f"DESCRIBE {GROUP}",
    "filter and sort": """SELECT ?step ?group ?day WHERE {
        ?step a ngckg:Approval ; ngckg:concerns ?group ; ngckg:endNotAfter ?day .
        FILTER (?day < "2022-03-01"^^xsd:date) } ORDER BY ?day ?step LIMIT 100""",
    "count per body": """SELECT ?body (COUNT(?step) AS ?steps) WHERE {
        ?step a ngckg:Review ; prov:wasAssociatedWith ?body } GROUP BY ?body ORDER BY ?body""",
    "path": """SELECT ?type (COUNT(?offer) AS ?offers) WHERE {
        ?offer ngckg:analysisType / skos:broader* ?type } GROUP BY ?type ORDER BY ?type""",
}
TABLE = "application/sparql-results+json"
TRIPLES = "application/n-triples"


@click.command()
@click.option("--quads", default=1_400_000, show_default=True, help="of the data, about")
@click.option("--rounds", default=31, show_default=True, help="times that a question is asked")
@click.option("--embedded/--no-embedded", default=True, help="measure the embedded engine too")
def main(quads: int, rounds: int, embedded: bool) -> None:
    """Print load time, memory and the milliseconds of five questions."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        click.echo(machine())
        release = generate(folder, quads)
        click.echo(f"{release.manifest.quads:,} quads")
        (folder / "virtuoso").mkdir()
        # All of the data stays in its memory: what is measured is not the disk.
        server = stack.enter_context(virtuoso(folder / "virtuoso", max(100_000, quads // 25)))
        seconds, megabytes = published(server, folder)
        click.echo(
            f"published to Virtuoso, verified: {seconds:.1f} s; `ngckg publish` took at most "
            f"{megabytes} MB, Virtuoso has {_rss(server.pid)} MB"
        )
        layout = _layout(server, release)
        times: dict[str, dict[str, float]] = {}
        plain = {"accept-encoding": "identity"}
        with httpx.Client(timeout=120, trust_env=False, headers=plain) as client:
            base, pid = stack.enter_context(serving(folder, NGCKG_ENGINE=server.query))
            click.echo(f"through us: our process has {_rss(pid)} MB before")
            # In turns, so that whatever else the machine does troubles both alike.
            times |= measure(
                {
                    "through us": lambda key: _ask(client, f"{base}/sparql", key),
                    "directly": lambda key: _directly(client, server, layout, key),
                },
                rounds,
            )
            click.echo(f"through us: our process has {_rss(pid)} MB after")
            if embedded:
                begun = time.perf_counter()
                base, pid = stack.enter_context(serving(folder))
                seconds = time.perf_counter() - begun
                click.echo(f"embedded: ready after {seconds:.1f} s; all processes {_tree(pid)} MB")
                own = {"embedded": lambda key: _ask(client, f"{base}/sparql", key)}
                times |= measure(own, rounds)
        report(times)


def machine() -> str:
    """What this was measured on, and when."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{date.today()}: {os.cpu_count()} processors, {memory:.0f} GB, load {os.getloadavg()}"


def published(server: Server, folder: Path) -> tuple[float, int]:
    """Publish the release; the seconds that it took, and the most memory in MB."""
    credentials = server.credentials
    assert credentials is not None
    password = folder / "password"
    password.write_text(credentials.password, encoding="ascii")
    environment = {
        **os.environ,
        "NGCKG_ENGINE_USER": credentials.user,
        "NGCKG_ENGINE_PASSWORD_FILE": str(password),
    }
    command = ["-m", "ngckg", "publish", "--engine", server.query, "--releases", str(folder)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, "it was not published"
    return time.perf_counter() - begun, usage.ru_maxrss // 1024


def generate(folder: Path, quads: int) -> Release:
    """A release of about so many quads, sorted as canonical N-Quads are."""
    shipped = canonical_nquads(sources.load(HOME).quads()).decode().splitlines(keepends=True)
    factor = factor_for(shipped, quads)
    path = folder / f"bench-{factor}"
    path.mkdir()
    unsorted = folder / "unsorted.nq"
    with unsorted.open("w", encoding="utf-8") as file:
        file.writelines(copies(shipped, factor))
    dataset = path / "dataset.nq"
    command = ["sort", "-u", "-S", "512M", "-T", str(folder), "-o", str(dataset), str(unsorted)]
    subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, check=True)
    unsorted.unlink()
    hashed, graphs = hashlib.sha256(), Counter[str]()
    with dataset.open("rb") as lines:
        for line in lines:
            hashed.update(line)
            graphs[line.rsplit(b"/", 1)[1].partition(b">")[0].decode()] += 1
    manifest: dict[str, object] = {
        "id": path.name,
        "created": "2026-01-01T00:00:00Z",
        "parent": None,
        "digest": f"sha256:{hashed.hexdigest()}",
        "quads": graphs.total(),
        "graphs": dict(graphs),
        "tool": {"name": "ngckg", "version": "0"},
        "shacl": {"conforms": True, "violations": 0, "warnings": 0, "infos": 0},
        "sources": [],
    }
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "current").symlink_to(path.name)
    return read(path)


@contextlib.contextmanager
def serving(releases: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """Our service: its address, and the process that speaks HTTP."""
    port = free_port()
    environment = os.environ | settings | {"NGCKG_ANSWER_CACHE": "0", "NGCKG_QUERY_SECONDS": "60"}
    command = ["-m", "ngckg", "serve", "--port", str(port), "--releases", str(releases)]
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: _is_ready(base), "our service", 3600)
        yield base, process.pid
    finally:
        process.terminate()
        process.wait()


def measure(ways: dict[str, Callable[[str], int]], rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each question, the median of all rounds but the first."""
    times: dict[str, dict[str, float]] = {way: {} for way in ways}
    for key in QUERIES:
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds + 1):
            for way, ask in ways.items():
                begun = time.perf_counter()
                assert ask(key) > 0
                taken[way].append((time.perf_counter() - begun) * 1000)
        for way in ways:
            times[way][key] = median(taken[way][1:])
    return times


def report(times: dict[str, dict[str, float]]) -> None:
    """Print the table, and whether the target was reached."""
    click.echo(f"{'milliseconds':>16}" + "".join(f"{way:>12}" for way in times) + "   target")
    for key in QUERIES:
        target = 1.15 * times["directly"][key] + 2
        row = "".join(f"{times[way][key]:12.1f}" for way in times)
        told = "reached" if times["through us"][key] <= target else f"missed ({target:.1f})"
        click.echo(f"{key:>16}{row}   {told}")


def _ask(client: httpx.Client, url: str, key: str) -> int:
    accept = TRIPLES if key == "describe" else TABLE
    answer = client.post(url, data={"query": PROLOGUE + QUERIES[key]}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    return len(answer.content)


def _directly(client: httpx.Client, server: Server, layout: Layout, key: str) -> int:
    prepared = rewrite(Query(PROLOGUE + QUERIES[key]), layout)
    text = VIRTUOSO.phrase(prepared.text)
    accept = TABLE
    if key == "describe":
        text, accept = neighbourhood([GROUP[1:-1]], layout.links), TRIPLES
    data = {
        "query": text,
        "default-graph-uri": list(prepared.default),
        "named-graph-uri": list(prepared.named),
    }
    answer = client.post(server.query, data=data, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    return len(answer.content)


def _layout(server: Server, release: Release) -> Layout:
    name = release_iri(release.manifest.id)
    with server.store() as store:
        rows = store.rows(f"SELECT ?layout {{ GRAPH <{name}> {{ <{name}> <{LAYOUT}> ?layout }} }}")
    return unpack_layout(rows[0]["layout"]["value"])


def _is_ready(base: str) -> bool:
    try:
        # Queries are answered while the rest is still being imported; /metrics is part of that.
        httpx.get(f"{base}/metrics", trust_env=False)
        return httpx.get(f"{base}/health/ready", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _rss(pid: int) -> int:
    """Megabytes of memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0


def _tree(pid: int) -> int:
    """Megabytes of memory of a process and of all that it has started, shared pages once."""
    kilobytes = 0
    with contextlib.suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"Pss:\s+(\d+) kB", rollup)
        kilobytes = int(found[1]) if found else 0
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        children = {int(it) for task in tasks for it in task.read_text(encoding="ascii").split()}
        return kilobytes // 1024 + sum(map(_tree, children))
    return 0


if __name__ == "__main__":
    main()
