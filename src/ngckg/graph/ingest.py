"""A page into the data folder: what it says, where it says it, and how that differs from before."""

import os
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox

from ngckg.errors import CannotWrite, PageRefused
from ngckg.graph.diff import Difference
from ngckg.graph.triples import from_page
from ngckg.page.decode import MAX_BYTES, Format
from ngckg.page.reader import read
from ngckg.page.records import Page
from ngckg.rdf import files
from ngckg.rdf.bridge import turtle

_FETCH_TIMEOUT = 30  # seconds

#: Said of every file that `ingest` writes.
_HEADER = b"# Written by `ngckg ingest` from the page; edit the page, not this file.\n"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What was read, and how the facts differ from those that the folder held."""

    page: Page
    difference: Difference


def ingest(
    source: str,
    content: bytes,
    out: Path,
    snapshots: Path,
    page_format: Format,
    url: str | None,
    known: Iterable[ox.Quad] = (),
) -> Ingested:
    """Read a page and write `data.ttl` and `evidence.ttl` into `out`.

    `known` holds the labels of terms and concepts, to tell the difference by.
    Raises PageRefused where the page is not one of ours and CannotWrite where there is no room or
    no permission; either way nothing was written.
    """
    try:
        page = read(content, format=page_format, url=url)
    except PageRefused as refused:
        raise PageRefused(f"{source}: {refused}") from refused
    triples = from_page(page)
    before = _facts(out / "data.ttl")
    written = {
        # The page as it came, and the text that offsets count in: not in git, not in the graph.
        snapshots / f"{page.snapshot.key}.page": content,
        snapshots / f"{page.snapshot.key}.txt": page.snapshot.text.encode(),
        out / "data.ttl": _HEADER + turtle(triples.data),
        out / "evidence.ttl": _HEADER + turtle(triples.evidence),
    }
    try:
        _write(written)
    except OSError as error:
        where = error.filename or out
        raise CannotWrite(f"cannot write to {where}: {error.strerror or error}") from error
    return Ingested(page, Difference(before, _facts(out / "data.ttl"), tuple(known)))


def fetch(source: str) -> bytes:
    """The bytes of a page: a file, `-` for standard input, or an http(s) address.

    Raises PageRefused where it cannot be had or is larger than a page may be.
    """
    try:
        if source == "-":
            with open(0, "rb", closefd=False) as standard_input:
                return standard_input.read(MAX_BYTES + 1)
        if urlsplit(source).scheme in ("http", "https"):
            # The operator names the address, and its scheme has just been looked at.
            request = urllib.request.Request(source, headers={"User-Agent": "ngckg"})  # noqa: S310
            with urllib.request.urlopen(request, timeout=_FETCH_TIMEOUT) as response:  # noqa: S310
                return bytes(response.read(MAX_BYTES + 1))
        with Path(source).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise PageRefused(f"{source}: {error}") from error


def _facts(path: Path) -> frozenset[ox.Quad]:
    return frozenset(files.read(path)) if path.exists() else frozenset()


def _write(written: Mapping[Path, bytes]) -> None:
    """Write all files or none: each aside first, and only then all in their places."""
    aside = {path: path.with_name(f".{path.name}.partial") for path in written}
    try:
        for path, content in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with aside[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path, partial in aside.items():
            partial.replace(path)
    finally:
        for partial in aside.values():
            partial.unlink(missing_ok=True)
