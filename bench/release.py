"""Time and peak memory of reading, checking and releasing 1×, 100× and 3,000× the shipped data.

Each step runs in a process of its own, so that its peak memory is its own. Above `--check-up-to`
the shapes are not run (pySHACL holds every triple as Python objects) and the table says so.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pyoxigraph as ox

from bench.generate import copies
from ngckg.graph import building, checking, sources
from ngckg.graph.report import Report
from ngckg.graph.sources import Dataset
from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.rdf.canonical import canonical_nquads

HOME = Path(__file__).resolve().parent.parent


@click.group()
def main() -> None:
    """Measure what a release costs."""


@main.command()
@click.option("--factors", default="1,100,3000", show_default=True)
@click.option("--check-up-to", default=100, show_default=True, help="largest factor to check")
def table(factors: str, check_up_to: int) -> None:
    """Print a row a factor: quads, seconds and MB of each step."""
    click.echo(
        f"{'factor':>7} {'step':8} {'quads':>11} {'seconds':>8} {'peak MB':>8} {'µs/quad':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        shipped = Path(folder) / "shipped.nq"
        shipped.write_bytes(canonical_nquads(sources.load(HOME).quads()))
        for factor in map(int, factors.split(",")):
            path = Path(folder) / f"{factor}.nq"
            with shipped.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
                out.writelines(copies(lines, factor))
            for step in ("check", "release"):
                if step == "check" and factor > check_up_to:
                    click.echo(f"{factor:7} {step:>8} {'not run':>11}")
                else:
                    command = [sys.executable, "-m", "bench.release", step, str(path)]
                    subprocess.run([*command, str(factor)], cwd=HOME, check=True)
            path.unlink()


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("factor", type=int)
def check(path: Path, factor: int) -> None:
    """Read a dataset and run the shapes over it."""
    begun = time.perf_counter()
    dataset = _read(path)
    report = checking.check_dataset(dataset)
    if not report.conforms:
        raise click.ClickException(f"{report.violations} violation(s) in generated data")
    _row(factor, "check", sum(map(len, dataset.graphs.values())), time.perf_counter() - begun)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("factor", type=int)
def release(path: Path, factor: int) -> None:
    """Make a dataset canonical, write it and make it current."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        report = Report(findings=(), focus_nodes=0, asked={}, turtle=b"")
        made, _ = building.build(_Streamed(path), report, Path(folder))
        _row(factor, "release", made.manifest.quads, time.perf_counter() - begun)


class _Streamed:
    """A dataset that stays in its file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def quads(self, *names: str) -> Iterator[ox.Quad]:
        graphs = {ox.NamedNode(graph_iri(name)) for name in names or GRAPHS}
        for quad in ox.parse(path=self._path, format=ox.RdfFormat.N_QUADS):
            if quad.graph_name in graphs:
                yield quad


def _read(path: Path) -> Dataset:
    names = {ox.NamedNode(graph_iri(name)): name for name in GRAPHS}
    graphs: dict[str, list[ox.Quad]] = {name: [] for name in GRAPHS}
    for quad in ox.parse(path=path, format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[names[quad.graph_name]].append(quad)
    return Dataset(graphs)


def _row(factor: int, step: str, quads: int, seconds: float) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = seconds / quads * 1e6
    click.echo(f"{factor:7} {step:>8} {quads:11,} {seconds:8.1f} {peak:8,.0f} {each:8.1f}")


if __name__ == "__main__":
    main()
