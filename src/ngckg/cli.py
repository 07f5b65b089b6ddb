"""The `ngckg` command: results to standard output, messages to standard error."""

import gc
import json
import sys
from pathlib import Path
from typing import Final, Literal, NoReturn

import click

from ngckg import __version__, settings
from ngckg.errors import NgckgError

#: Objects made until garbage is looked for: what commands read stays, so there is little of it.
_GARBAGE_EVERY: Final = 100_000

_LANG = click.Choice(["da", "en"])
_EXISTING = click.Path(path_type=Path)


class _Group(click.Group):
    """Deliberate errors become one line and an exit code, never a stack trace."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NgckgError as error:
            click.echo(f"ngckg: {_told(error)}", err=True)
            ctx.exit(error.exit_code)


def _told(error: NgckgError) -> str:
    details = error.details()
    if "line" in details and "column" in details:
        return f"line {details['line']}, column {details['column']}: {error}"
    return str(error)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ngckg")
@click.pass_context
def main(ctx: click.Context) -> None:
    """The knowledge graph of patient groups offered whole genome sequencing in Denmark.

    \b
    Example:
      ngckg build && ngckg serve
    """
    gc.set_threshold(_GARBAGE_EVERY)
    ctx.obj = settings.load()


def _progress(message: str) -> None:
    """A word on long work, only where a terminal looks on."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


@main.command()
@click.argument("page")
@click.option(
    "--format", "page_format", type=click.Choice(["auto", "text", "html"]), default="auto"
)
@click.option("--url", help="Address of the page, where PAGE is a file.")
@click.option("--out", type=_EXISTING, help="Folder to write to.  [default: the data folder]")
@click.pass_obj
def ingest(
    it: settings.Settings,
    page: str,
    page_format: Literal["auto", "text", "html"],
    url: str | None,
    out: Path | None,
) -> NoReturn:
    """Read PAGE (file, - or URL) into data.ttl and evidence.ttl.

    Exit status: 0 all read, 3 written but some lines not understood, 1 refused.

    \b
    Example:
      ngckg ingest page.html --url https://www.ngc.dk/...
    """
    from ngckg.graph import diff
    from ngckg.graph.ingest import fetch
    from ngckg.graph.ingest import ingest as ingest_page
    from ngckg.graph.sources import names
    from ngckg.page import report

    _progress(f"Reading {page}")
    if url is None and page.startswith(("http://", "https://")):
        url = page
    folder = out or it.sources() / "data"
    known = names(it.sources())
    done = ingest_page(page, fetch(page), folder, it.snapshots, page_format, url, known)
    for name, number in report.found(done.page).items():
        click.echo(f"{number:5} {name}")
    told = list(diff.tell(done.difference, "en"))
    click.echo(f"{len(told)} change(s) against what {folder} held" + (":" if told else ""))
    for line in told:
        click.echo(f"  {line}")
    left = report.not_understood(done.page)
    for row in left:
        click.echo(f"{page}:{row['line']}: not understood: {row['reason']}: {row['text'].strip()}")
    sys.exit(3 if left else 0)


@main.command()
@click.argument("files", nargs=-1, type=_EXISTING)
@click.option(
    "--format", "as_format", type=click.Choice(["text", "json", "turtle"]), default="text"
)
@click.option("--lang", type=_LANG, default="en", show_default=True)
@click.pass_obj
def check(
    it: settings.Settings, files: tuple[Path, ...], as_format: str, lang: Literal["da", "en"]
) -> NoReturn:
    """Check the dataset, or the RDF FILES given, against the SHACL shapes.

    Exit status: 0 no violation, 1 violations, 2 unreadable input.

    \b
    Example:
      ngckg check --lang da
    """
    from ngckg.catalogue.publisher import placeholders
    from ngckg.graph import checking

    _progress("Reading and checking")
    report, labels = checking.check(it.sources(), files, lang)
    match as_format:
        case "turtle":
            click.echo(report.turtle, nl=False)
        case "json":
            click.echo(json.dumps(checking.as_json(report), ensure_ascii=False, indent=2))
        case _:
            for line in checking.as_text(report, labels, lang):
                click.echo(line)
    for word in placeholders(it):
        click.echo(f"not confirmed yet: {word}", err=True)
    sys.exit(0 if report.conforms else 1)


@main.command()
@click.option("--out", type=_EXISTING, help="Folder of the releases.  [default: NGCKG_RELEASES]")
@click.pass_obj
def build(it: settings.Settings, out: Path | None) -> None:
    """Check the dataset and make a release of it.

    Exit status: 0 released (or unchanged), 1 refused because a shape is violated.

    \b
    Example:
      ngckg build --out releases
    """
    from ngckg.graph import building, checking

    _progress("Reading and checking")
    dataset, report = checking.load_and_check(it.sources())
    made, new = building.build(dataset, report, out or it.releases)
    click.echo(f"{made.manifest.id} {made.manifest.digest}")
    counts = f"{made.manifest.quads} quads, {report.warnings} warning(s)"
    click.echo(f"{'released' if new else 'unchanged, nothing released'}: {counts}", err=True)


@main.command()
@click.option("--host", help="Address to listen on.  [default: NGCKG_HOST or 127.0.0.1]")
@click.option("--port", type=int, help="Port to listen on.  [default: NGCKG_PORT or 8000]")
@click.option("--releases", type=_EXISTING, help="Folder of the releases.  [NGCKG_RELEASES]")
def serve(host: str | None, port: int | None, releases: Path | None) -> None:
    """Serve the current release over HTTP, building one first where there is none.

    Every other setting comes from its variable, as README lists them. SIGTERM ends it when the
    requests under way are answered.

    \b
    Example:
      ngckg serve --port 8080
    """
    gc.disable()  # what is made while starting stays: looking through it again and again is lost
    from ngckg.web import server

    given = {"host": host, "port": port, "releases": releases}
    it = settings.load({name: value for name, value in given.items() if value is not None})
    server.serve(it, lambda message: click.echo(f"ngckg: {message}", err=True))


@main.command()
@click.argument("query", metavar="QUERY|@FILE")
@click.option("--endpoint", help="Address of a SPARQL endpoint.  [default: the current release]")
@click.option(
    "--format",
    "as_format",
    type=click.Choice(["table", "json", "xml", "csv", "tsv", "turtle", "jsonld"]),
    default="table",
    show_default=True,
)
@click.pass_obj
def query(it: settings.Settings, query: str, endpoint: str | None, as_format: str) -> None:
    """Ask the current release, or a SPARQL endpoint, a QUERY; @FILE reads it, @- from stdin.

    Exit status: 0 answered, 1 the query was refused or failed, 2 usage or no release.

    \b
    Example:
      ngckg query 'SELECT ?g WHERE { ?g a <https://w3id.org/ngckg/ontology#PatientGroup> }'
    """
    from ngckg.engine import asking

    body = asking.ask(it, asking.read_query(query), as_format, endpoint)
    sys.stdout.buffer.write(body)


@main.command()
@click.argument("first", metavar="A", type=_EXISTING)
@click.argument("second", metavar="B", type=_EXISTING)
@click.option("--format", "as_format", type=click.Choice(["text", "rdf-patch"]), default="text")
@click.option("--lang", type=_LANG, default="en", show_default=True)
def diff(first: Path, second: Path, as_format: str, lang: Literal["da", "en"]) -> NoReturn:
    """Tell what releases (folders) or RDF files A and B differ in.

    Exit status: 0 same, 1 different, 2 unreadable input.

    \b
    Example:
      ngckg diff releases/20260101T120000Z-0123456789ab releases/current
    """
    from ngckg.graph import diff as differ

    difference = differ.compare(first, second)
    lines = differ.rdf_patch if as_format == "rdf-patch" else None
    for line in lines(difference) if lines else differ.tell(difference, lang):
        click.echo(line)
    sys.exit(1 if difference else 0)


@main.command()
@click.option("--engine", help="Address at which the engine takes queries.  [NGCKG_ENGINE]")
@click.option("--update", help="Address at which it takes updates.  [NGCKG_ENGINE_UPDATE]")
@click.option("--graph-store", help="Its Graph Store address.  [NGCKG_ENGINE_GRAPH_STORE]")
@click.option("--releases", type=_EXISTING, help="Folder of the releases.  [NGCKG_RELEASES]")
@click.option("--rollback", is_flag=True, help="Make the engine's previous release current again.")
def publish(
    engine: str | None,
    update: str | None,
    graph_store: str | None,
    releases: Path | None,
    rollback: bool,
) -> None:
    """Bring the current release to an engine that others run, and make it current there.

    It is current when all of it has arrived and been verified; what was current before is kept for
    --rollback. Broken off, run it again. NGCKG_ENGINE_USER and NGCKG_ENGINE_PASSWORD_FILE say who
    we are.

    Exit status: 0 published (or published before), 1 the engine does not hold what was sent, 2
    usage, no release or no engine.

    \b
    Example:
      ngckg publish --engine http://localhost:8890/sparql
    """
    from ngckg.engine.remote import configured

    given = {
        "engine": engine,
        "engine_update": update,
        "engine_graph_store": graph_store,
        "releases": releases,
    }
    it = settings.load({name: value for name, value in given.items() if value is not None})
    if rollback:
        click.echo(configured.roll_back(it))
        return
    key, new = configured.publish_current(it, _progress)
    click.echo(key)
    click.echo("published" if new else "published before, nothing done", err=True)


@main.group()
def fdp() -> None:
    """The service as a FAIR Data Point."""


@fdp.command()
@click.argument("index_url")
@click.option("--allow-private", is_flag=True, help="Call loopback and private addresses too.")
@click.pass_obj
def announce(it: settings.Settings, index_url: str, allow_private: bool) -> None:
    """Tell the FAIR Data Point index at INDEX_URL that this service is there.

    Indexes forget who is silent for long: run it every week. NGCKG_PUBLIC_URL says where the
    service is.

    \b
    Example:
      NGCKG_PUBLIC_URL=https://ngckg.example.org ngckg fdp announce https://index.example.org/
    """
    from ngckg.catalogue import announce as announcing

    base = str(it.public_url or f"http://{it.host}:{it.port}").rstrip("/")
    done = announcing.announce(index_url, f"{base}/fdp", private=allow_private)
    click.echo(f"{done.index} accepted {base}/fdp ({done.status})")
