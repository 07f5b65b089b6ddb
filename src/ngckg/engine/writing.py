"""Answers in the media types that they can be had in, whichever engine found them."""

from collections.abc import Iterable
from typing import IO, Final, cast

import pyoxigraph as ox

from ngckg.engine.embedded.output import Output, too_large
from ngckg.errors import BadRequest
from ngckg.namespaces import PREFIXES
from ngckg.negotiation import JSON_LD
from ngckg.rdf.jsonld import compact

#: A triple in N-Triples is at most this much longer than in any other syntax, as a rule.
_EXPANSION: Final = 4
_WITHOUT_PREFIXES: Final = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)


def write_table(
    results: ox.QuerySolutions | ox.QueryBoolean, media_type: str, output: Output
) -> None:
    """Write rows, or a truth value. Raises ResultTooLarge or BadRequest."""
    syntax = ox.QueryResultsFormat.from_media_type(media_type)
    if syntax is None:
        raise BadRequest(f"A table is not written in {media_type}.")
    results.serialize(cast(IO[bytes], output), format=syntax)


def write_graph(
    triples: Iterable[ox.Triple], media_type: str, output: Output, limit: int, context: str
) -> None:
    """Write triples, each once and sorted, so that equal answers have equal bytes.

    Raises ResultTooLarge or BadRequest.
    """
    found = _in_order(triples, limit)
    if media_type == JSON_LD.media_type:
        output.write(compact(found.values(), context))
    else:
        stream_graph(found.values(), media_type, output, _used_prefixes(found))


def stream_graph(
    triples: Iterable[ox.Triple], media_type: str, output: Output, prefixes: dict[str, str]
) -> None:
    """Write triples as they come, whatever their number. Raises ResultTooLarge or BadRequest."""
    syntax = ox.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise BadRequest(f"Triples are not written in {media_type}.")
    named = None if syntax in _WITHOUT_PREFIXES else prefixes
    ox.serialize(triples, cast(IO[bytes], output), format=syntax, prefixes=named)


def _in_order(triples: Iterable[ox.Triple], limit: int) -> dict[str, ox.Triple]:
    found: dict[str, ox.Triple] = {}
    size = 0
    for triple in triples:
        line = str(triple)
        if line not in found:
            found[line] = triple
            size += len(line)
            if size > _EXPANSION * limit:
                raise too_large(limit)
    if any(map(_has_blank_node, found.values())):
        # CONSTRUCT makes new blank nodes with new labels each time.
        dataset = ox.Dataset(ox.Quad(*triple) for triple in found.values())
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        found = {str(quad.triple): quad.triple for quad in dataset}
    return {line: found[line] for line in sorted(found)}


def _has_blank_node(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


def _used_prefixes(lines: Iterable[str]) -> dict[str, str]:
    """Those of our prefixes that the answer needs."""
    text = "\n".join(lines)
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"<{iri}" in text}
