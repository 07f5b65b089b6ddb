"""Download and reuse: every file with its size, the other ways in, how to cite, on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ngckg.catalogue.downloads import SYNTAXES as NAMED
from ngckg.graph.release import Manifest
from ngckg.namespaces import GRAPHS
from ngckg.web.downloads.files import SYNTAXES, WHOLE, File, Made
from ngckg.web.pages import site
from ngckg.web.pages.context import Context
from ngckg.web.pages.frame import Place

_KILO: Final = 1000


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file: plain and gzipped, their sizes where they are known."""

    name: str
    href: str
    size: str
    gz: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """The files of the whole graph or of a part of it."""

    name: str
    what: str
    quads: str
    files: list[FileLink]


@dataclass(frozen=True, slots=True)
class DownloadPage:
    """Everything that the page shows."""

    title: str
    syntaxes: list[str]
    parts: list[Part]
    ready: bool
    release: str
    created: str
    digest: str
    citation: str


def made(context: Context, manifest: Manifest, files: Mapping[str, Made]) -> site.Made:
    """The page; `files` are those that are made already, by name."""
    say = context.say
    what = {
        WHOLE: say.gettext("everything"),
        "ontology": say.gettext("the terms and what they mean"),
        "shapes": say.gettext("the rules for the data"),
        "vocabulary": say.gettext("concept schemes, English names, definitions"),
        "data": say.gettext("what the page says"),
        "evidence": say.gettext("where it says it"),
        "mappings": say.gettext("concepts of other vocabularies"),
        "examples": say.gettext("the ready questions"),
    }
    parts = [
        Part(
            name,
            what[name],
            say.number(manifest.quads if name == WHOLE else manifest.graphs.get(name, 0)),
            [_link(context, File(name, syntax), files) for syntax in SYNTAXES],
        )
        for name in (WHOLE, *GRAPHS)
    ]
    day = context.dates.day(date.fromisoformat(manifest.created[:10]))
    page = DownloadPage(
        title=say.gettext("Download and reuse"),
        syntaxes=[NAMED[it.suffix].name for it in SYNTAXES],
        parts=parts,
        ready=bool(files),
        release=manifest.id,
        created=manifest.created,
        digest=manifest.digest,
        citation=say.gettext(
            "Knowledge graph of the patient groups offered whole genome sequencing in Denmark, "
            "release %(release)s of %(day)s. https://w3id.org/ngckg/",
            release=manifest.id,
            day=day,
        ),
    )
    return site.Made(
        "download",
        page,
        Place("/download", menu="/download"),
        page.title,
        say.gettext("The whole graph or parts of it, in every syntax; API, SPARQL, feeds; terms."),
    )


def size(context: Context, n: int) -> str:
    """Bytes as people say them."""
    if n < _KILO:
        return f"{n} B"
    if n < _KILO * _KILO:
        return f"{context.say.number(round(n / _KILO))} kB"
    return f"{context.say.fixed(n / _KILO / _KILO, 1)} MB"


def _link(context: Context, file: File, files: Mapping[str, Made]) -> FileLink:
    plain, gz = files.get(file.name), files.get(file.gz.name)
    return FileLink(
        file.name,
        f"/download/{file.name}",
        size(context, plain.bytes) if plain else file.syntax.suffix.lstrip("."),
        size(context, gz.bytes) if gz else "gz",
        plain.sha256 if plain else "",
    )
