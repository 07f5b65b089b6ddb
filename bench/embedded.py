"""The embedded engine beside Oxigraph's own server on many times the shipped data.

`python -m bench.embedded` has 100 times the data, `--quads 25000000` 3,000 times: for these, data
and stores take some 20 GB below --folder. Answers are not kept, so what is measured is
asking. Both are asked in turn, by the same client over a connection that stays open.
"""

import contextlib
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
import httpx

from bench.scale import PROLOGUE, QUERIES, TABLE, TRIPLES, generate, measure, serving
from tests.remote.servers import free_port, wait_for

_OXIGRAPH = Path(sys.executable).parent / "oxigraph"
#: One question at a time takes one worker. More would take more memory: the pages that a worker
#: reads it also writes, since the store counts who uses what, and so they become its own.
_SETTINGS = {
    "NGCKG_LOAD_SECONDS": "3600",
    "NGCKG_QUICK_WORKERS": "1",
    "NGCKG_SLOW_WORKERS": "1",
    "NGCKG_PREPARE": "false",
}


@click.command()
@click.option("--quads", default=860_000, show_default=True, help="about how many")
@click.option("--rounds", default=9, show_default=True, help="times that a question is asked")
@click.option("--folder", type=click.Path(path_type=Path, exists=True), help="where there is room")
def main(quads: int, rounds: int, folder: Path | None) -> None:
    """Print load times, memory and the milliseconds of five questions."""
    with tempfile.TemporaryDirectory(dir=folder) as name, contextlib.ExitStack() as stack:
        release = generate(Path(name), quads)
        click.echo(f"{release.manifest.quads:,} quads")
        begun = time.perf_counter()
        base, pid = stack.enter_context(serving(Path(name), **_SETTINGS))
        click.echo(f"embedded: ready after {time.perf_counter() - begun:.1f} s")
        theirs = stack.enter_context(_oxigraph(Path(name), release.dataset))
        client = stack.enter_context(httpx.Client(timeout=120, trust_env=False))
        times = measure(
            {
                "embedded": lambda key: _ask(client, f"{base}/sparql", key),
                "oxigraph": lambda key: _ask(client, theirs, key),
            },
            rounds,
        )
        _memory(pid)
    click.echo(f"{'milliseconds':>16}" + "".join(f"{way:>12}" for way in times))
    for key in QUERIES:
        click.echo(f"{key:>16}" + "".join(f"{times[way][key]:12.1f}" for way in times))


@contextlib.contextmanager
def _oxigraph(folder: Path, dataset: Path) -> Iterator[str]:
    """Oxigraph's server over the same data: where it takes queries."""
    store, port = folder / "oxigraph", free_port()
    begun = time.perf_counter()
    load = (str(_OXIGRAPH), "load", "--location", str(store), "--file", str(dataset))
    subprocess.run(load, check=True, capture_output=True)
    click.echo(f"oxigraph: loaded in {time.perf_counter() - begun:.1f} s")
    serve = (str(_OXIGRAPH), "serve-read-only", "--location", str(store))
    process = subprocess.Popen(
        [*serve, "--bind", f"127.0.0.1:{port}", "--union-default-graph"],
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: _answers(base), "Oxigraph", 60)
        yield f"{base}/query"
    finally:
        process.terminate()
        process.wait()


def _answers(base: str) -> bool:
    try:
        return httpx.get(base, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def _ask(client: httpx.Client, url: str, key: str) -> int:
    accept = TRIPLES if key == "describe" else TABLE
    answer = client.post(url, data={"query": PROLOGUE + QUERIES[key]}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    return len(answer.content)


def _memory(pid: int) -> None:
    """Print what each process has to itself, and what it shares with those forked from it."""
    for number in _descendants(pid):
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
            kilobytes = {it[1]: int(it[2]) for it in re.finditer(r"(\w+):\s+(\d+) kB", rollup)}
            own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
            shared = kilobytes["Rss"] - own
            kind = "HTTP" if number == pid else "engine"
            click.echo(f"{kind:>8} {own / 1024:10.0f} MB own, {shared / 1024:10.0f} MB shared")


def _descendants(pid: int) -> list[int]:
    found = [pid]
    with contextlib.suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        for child in {int(it) for task in tasks for it in task.read_text("ascii").split()}:
            found += _descendants(child)
    return found


if __name__ == "__main__":
    main()
