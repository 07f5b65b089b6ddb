"""The canonical form of a dataset and its digest: RDF Dataset Canonicalization (RDFC-1.0).

Canonical N-Quads are sorted lines under canonical names for blank nodes
(https://www.w3.org/TR/rdf-canon/#canon-algorithm). Quads without blank nodes have no part in the
naming, so only the others go through the algorithm; lines are sorted in runs that are merged from
files. So a dataset costs time in proportion to its size, and no more memory than a run.
"""

import hashlib
import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice

import pyoxigraph as ox

#: How many lines are sorted in memory at a time: some 150 MB with its quads.
_RUN = 200_000


def canonical_lines(quads: Iterable[ox.Quad], run: int = _RUN) -> Iterator[bytes]:
    """The lines of the canonical N-Quads of a dataset, at most `run` of them in memory at once."""
    blank: list[ox.Quad] = []
    plain = _without_blank_nodes(quads, blank)
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        while chunk := list(islice(plain, run)):
            lines = sorted(_lines(chunk))
            if len(chunk) < run:  # the last one, and of most datasets the only one
                runs.append(lines)
            else:
                file = files.enter_context(tempfile.TemporaryFile())
                file.writelines(lines)
                file.seek(0)
                runs.append(file)
        relabelled = ox.Dataset(blank)
        relabelled.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        runs.append(sorted(_lines(relabelled)))
        last = b""
        for line in heapq.merge(*runs):
            if line != last:
                yield line
            last = line


def canonical_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The canonical N-Quads of a dataset: the same bytes for the same facts, everywhere."""
    return b"".join(canonical_lines(quads))


def digest(content: bytes) -> str:
    """`sha256:` and the hex digest."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _without_blank_nodes(quads: Iterable[ox.Quad], blank: list[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads that mention no blank node; the others are put aside."""
    for quad in quads:
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            blank.append(quad)
        else:
            yield quad


def _lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    # Line breaks inside literals are escaped in N-Quads, so every break ends a statement.
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
