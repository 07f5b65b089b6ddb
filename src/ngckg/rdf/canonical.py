"""The canonical form of a dataset and its digest: RDF Dataset Canonicalization (RDFC-1.0)."""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox


def canonical_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The canonical N-Quads of a dataset: the same bytes for the same facts, everywhere.

    RDFC-1.0 relabels blank nodes by hashing the quads that mention them and sorts the lines
    (https://www.w3.org/TR/rdf-canon/#canon-algorithm). Quads without blank nodes have no part in
    the relabelling, so only the others go through the algorithm, which is what keeps a large
    dataset linear.
    """
    plain: list[ox.Quad] = []
    blank: list[ox.Quad] = []
    for quad in quads:
        (blank if _mentions_blank_node(quad) else plain).append(quad)
    relabelled = ox.Dataset(blank)
    relabelled.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = set(_lines(plain))
    lines.update(_lines(relabelled))
    return b"".join(sorted(lines))


def digest(content: bytes) -> str:
    """`sha256:` and the hex digest."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _mentions_blank_node(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    # Line breaks inside literals are escaped in N-Quads, so every break ends a statement.
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
