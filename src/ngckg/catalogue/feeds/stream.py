"""The things of the graph as a Linked Data Event Stream: every version of each, in its own graph.

https://w3id.org/ldes/specification and https://w3id.org/tree/specification. The root leads to the
pages of each release, which never change.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from ngckg.catalogue.feeds.deltas import Delta, Kind
from ngckg.catalogue.terms import PREFIXES, about, links, moment, term, text
from ngckg.namespaces import ID

_SECONDS: Final = 86_400


def root(base: str) -> str:
    """The address of the stream's root page."""
    return f"{base}/feed/things"


def page(base: str, release: str, number: int, since: str | None) -> str:
    """The address of a page: a part of what a release changed since another.

    The first release that is kept tells all things as new. That is another page than the one
    that told its changes while the release before it was kept.
    """
    return f"{root(base)}/{release}/{since or 'all'}/{number}"


def member(base: str, release: str, thing: str) -> str:
    """The version of a thing: the address of what that release says of it."""
    return f"{base}/release/{release}/data/{quote(thing.removeprefix(ID))}"


def root_page(base: str, pages: Iterable[tuple[str, str]]) -> list[ox.Triple]:
    """The root: what the stream is, and its pages, each with the moment of its release."""
    own = root(base)
    triples = [*_stream(base), *about(own, "tree:RootNode tree:Node")]
    for number, (address, created) in enumerate(pages):
        for relation in ("GreaterThanOrEqualTo", "LessThanOrEqualTo"):
            iri = f"{own}#{relation}-{number}"
            triples.append(ox.Triple(ox.NamedNode(own), term("tree:relation"), ox.NamedNode(iri)))
            triples += about(
                iri,
                f"tree:{relation}Relation",
                ("tree:node", links(address)),
                ("tree:path", (term("as:published"),)),
                ("tree:value", moment(created)),
            )
    return triples


def release_page(
    base: str, release: str, created: str, address: str, told: Sequence[Delta]
) -> list[ox.Quad]:
    """A page: the versions that it has, and what each of them says, in a graph of its name."""
    stream = ox.NamedNode(f"{root(base)}#stream")
    triples = [*_stream(base), *about(address, "tree:Node")]
    payload: list[ox.Quad] = []
    for it in told:
        iri = member(base, release, it.thing)
        node = ox.NamedNode(iri)
        triples.append(ox.Triple(stream, term("tree:member"), node))
        triples += about(
            iri,
            f"as:{it.kind.value}",
            ("as:object", links(it.thing)),
            ("as:published", moment(created)),
            ("dcterms:isVersionOf", links(it.thing)),
        )
        if it.kind is not Kind.DELETE:
            parsed = ox.parse(it.statements, format=ox.RdfFormat.N_TRIPLES)
            payload += (ox.Quad(q.subject, q.predicate, q.object, node) for q in parsed)
    return [*_in_default_graph(triples), *payload]


def _stream(base: str) -> list[ox.Triple]:
    return about(
        f"{root(base)}#stream",
        "ldes:EventStream",
        (
            "dcterms:title",
            text("Changes of the things of ngckg", "Ændringer af tingene i ngckg"),
        ),
        (
            "dcterms:description",
            text(
                "Every version of every thing, release by release. Where each fact stands on the "
                "source page is left aside.",
                "Hver version af hver ting, udgivelse for udgivelse. Hvor på kildesiden hver "
                "oplysning står, er udeladt.",
            ),
        ),
        ("ldes:timestampPath", (term("as:published"),)),
        ("ldes:versionOfPath", (term("as:object"),)),
        *versions(),
        ("tree:view", links(root(base))),
    )


def versions() -> list[tuple[str, tuple[ox.NamedNode | ox.Literal, ...]]]:
    """What tells creations, updates and deletions apart, and how often to look."""
    seconds = ox.Literal(str(_SECONDS), datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))
    return [
        ("ldes:versionCreateObject", (term("as:Create"),)),
        ("ldes:versionUpdateObject", (term("as:Update"),)),
        ("ldes:versionDeleteObject", (term("as:Delete"),)),
        ("ldes:pollingInterval", (seconds,)),
    ]


def _in_default_graph(triples: Iterable[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(it.subject, it.predicate, it.object) for it in triples]
