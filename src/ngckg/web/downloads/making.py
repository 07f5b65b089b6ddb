"""Makes the files of a release. A process of its own: it would hold up every visitor otherwise.

    python -m ngckg.web.downloads.making RELEASE FOLDER CONTEXT

writes into FOLDER and prints a line of JSON for each file that is whole. Memory stays bounded
however large the release is: everything is read and written as a stream. The same release gives
the same bytes.
"""

import gzip
import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import IO, Final

import pyoxigraph as ox

from ngckg import negotiation
from ngckg.graph.release import DATASET
from ngckg.namespaces import GRAPHS, graph_iri
from ngckg.rdf import jsonld
from ngckg.rdf.writing import QUADS, TRIPLES, WRITTEN
from ngckg.web.downloads.files import MAPPINGS, SYNTAXES, WHOLE, File, Made
from ngckg.web.errands import step_back

_PART: Final = ".part"
_CHUNK: Final = 1 << 20
#: Fast enough for large releases; 9 takes three times as long for two per cent.
_LEVEL: Final = 6


def make(dataset: Path, folder: Path, context: str) -> Iterator[Made]:
    """Every file of a release, one after the other, each told of once it is whole."""
    _split(dataset, folder)
    for graph in (WHOLE, *GRAPHS):
        for syntax in SYNTAXES:
            file = File(graph, syntax)
            part = folder / f"{file.name}{_PART}"
            if not part.exists():
                _write(file, folder, part, context)
            yield from _finish(file, folder, part)
    # What reads mappings takes long to load, and whoever only knows our name has no use for it.

    part = folder / f"{MAPPINGS.name}{_PART}"
    part.write_bytes(_sssom(folder))
    yield from _finish(MAPPINGS, folder, part)


def _sssom(folder: Path) -> bytes:
    """The mappings as a table; where there are none, there is nothing to say of them either."""
    if not any(True for _ in _triples(folder, MAPPINGS.graph)):
        return b""
    # What reads mappings takes long to load, and whoever only knows our name has no use for it.
    from ngckg.catalogue import sssom

    return sssom.write(_triples(folder, MAPPINGS.graph), sssom.labels(_triples(folder, WHOLE)))


def _split(dataset: Path, folder: Path) -> None:
    """N-Quads and N-Triples come line by line: the release is canonical N-Quads, and sorted."""
    graphs = {f"<{graph_iri(name)}>".encode(): name for name in GRAPHS}
    shutil.copyfile(dataset, folder / f"{File(WHOLE, negotiation.N_QUADS).name}{_PART}")
    with ExitStack() as stack:

        def part(graph: str, syntax: negotiation.Format) -> IO[bytes]:
            path = folder / f"{File(graph, syntax).name}{_PART}"
            return stack.enter_context(path.open("wb"))

        quads = {name: part(name, negotiation.N_QUADS) for name in GRAPHS}
        triples = {name: part(name, negotiation.N_TRIPLES) for name in GRAPHS}
        union = part(WHOLE, negotiation.N_TRIPLES)
        before = b""
        for line in stack.enter_context(dataset.open("rb")):
            statement, graph, _ = line.rsplit(b" ", 2)
            triple = statement + b" .\n"
            quads[graphs[graph]].write(line)
            triples[graphs[graph]].write(triple)
            # Sorted, the copies of a triple in several graphs stand together.
            if triple != before:
                union.write(triple)
            before = triple


def _write(file: File, folder: Path, part: Path, context: str) -> None:
    with part.open("wb") as out:
        if file.syntax == negotiation.JSON_LD:
            _write_json_ld(file, folder, out, context)
        elif file.syntax in TRIPLES:
            triples = _triples(folder, file.graph)
            ox.serialize(triples, out, TRIPLES[file.syntax], prefixes=WRITTEN)
        else:
            ox.serialize(_quads(folder, file.graph), out, QUADS[file.syntax], prefixes=WRITTEN)


def _write_json_ld(file: File, folder: Path, out: IO[bytes], context: str) -> None:
    try:
        for chunk in _json_ld(file, folder, context):
            out.write(chunk)
    except jsonld.Unwritable:
        out.seek(0)
        out.truncate()
        if file.graph == WHOLE:
            ox.serialize(_quads(folder, file.graph), out, ox.RdfFormat.JSON_LD)
        else:
            ox.serialize(_triples(folder, file.graph), out, ox.RdfFormat.JSON_LD)


def _json_ld(file: File, folder: Path, context: str) -> Iterator[bytes]:
    """A document of a graph's nodes; of the whole release, one node for each named graph."""
    yield f'{{"@context": {json.dumps(context)}, "@graph": [\n'.encode()
    if file.graph == WHOLE:
        for number, name in enumerate(GRAPHS):
            yield b",\n" if number else b""
            yield f'{{"@id": "{graph_iri(name)}", "@graph": [\n'.encode()
            yield from _nodes(_triples(folder, name))
            yield b"]}"
    else:
        yield from _nodes(_triples(folder, file.graph))
    yield b"]}\n"


def _nodes(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    separator = b""
    for _, those in groupby(triples, key=lambda it: it.subject):
        for node in jsonld.nodes(those):
            yield separator + json.dumps(node, ensure_ascii=False).encode()
            separator = b",\n"


def _triples(folder: Path, graph: str) -> Iterator[ox.Triple]:
    path = folder / File(graph, negotiation.N_TRIPLES).name
    if not path.exists():
        path = path.with_name(path.name + _PART)
    return (quad.triple for quad in ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES))


def _quads(folder: Path, graph: str) -> Iterator[ox.Quad]:
    """Graph by graph, so that TriG has each of them once."""
    for name in GRAPHS if graph == WHOLE else (graph,):
        node = ox.NamedNode(graph_iri(name))
        for it in _triples(folder, name):
            yield ox.Quad(it.subject, it.predicate, it.object, node)


def _finish(file: File, folder: Path, part: Path) -> Iterator[Made]:
    """Compress and measure a file, then give both their names: no name before its file is whole."""
    gz_part = folder / f"{file.gz.name}{_PART}"
    plain, packed = _Measured(), _Measured()
    with part.open("rb") as source, gz_part.open("wb") as target:
        packed.target = target
        # No name and no time in the header: the same bytes each time.
        with gzip.GzipFile("", "wb", _LEVEL, packed, mtime=0) as gz:
            while chunk := source.read(_CHUNK):
                plain.write(chunk)
                gz.write(chunk)
    part.rename(folder / file.name)
    gz_part.rename(folder / file.gz.name)
    yield plain.made(file)
    yield packed.made(file.gz)


class _Measured:
    """Counts and digests what is written, and hands it on to a target where there is one."""

    def __init__(self) -> None:
        self.target: IO[bytes] | None = None
        self._bytes = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._bytes += len(data)
        self._digest.update(data)
        if self.target is not None:
            self.target.write(data)
        return len(data)

    def flush(self) -> None:
        """GzipFile asks for it; the target is flushed when it is closed."""

    def made(self, file: File) -> Made:
        return Made(file.name, self._bytes, self._digest.hexdigest())


def main(release: str, folder: str, context: str) -> None:
    """Make the files and tell of each on standard output."""
    step_back()
    for made in make(Path(release) / DATASET, Path(folder), context):
        # Where nobody listens any more this fails and ends the process, as it should.
        print(json.dumps(asdict(made)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
