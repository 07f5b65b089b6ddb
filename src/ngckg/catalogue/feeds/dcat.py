"""The catalogue as a DCAT-AP Feed: what harvesters are to take up, and what they are to forget.

https://semiceu.github.io/LDES-DCAT-AP-feeds/index.html. Each entity has its latest activity here
and no earlier one; what it says stands in a graph named by the activity.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from ngckg.catalogue import records
from ngckg.catalogue.feeds.deltas import Kind
from ngckg.catalogue.feeds.stream import versions
from ngckg.catalogue.records import Basis
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import about, links, moment, term, text

_SHAPE: Final = "https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape"
#: What harvesters take up for itself; everything else goes with what it hangs on.
_STANDALONE: Final = (
    "dcat:Catalog",
    "dcat:Dataset",
    "dcat:Distribution",
    "dcat:DataService",
    "foaf:Agent",
    "vcard:Kind",
    "dcterms:LicenseDocument",
)
_DIGITS: Final = 12


def address(site: Site) -> str:
    """Where the feed stands."""
    return f"{site.base}/feed"


def feed(basis: Basis, *, first: bool, gone: Iterable[str] = ()) -> list[ox.Quad]:
    """The feed of a release.

    `first` where no release came before it; `gone` are the entities that only earlier ones had.
    """
    own = address(basis.site)
    statements = records.whole(basis)
    kind = Kind.CREATE if first else Kind.UPDATE
    activities: list[ox.Triple] = []
    payloads: list[ox.Quad] = []
    for entity in entities(statements):
        said = _said_of(statements, entity)
        activity = ox.NamedNode(_activity(entity.value, basis.manifest.id, said))
        activities += _tell(own, activity, kind, entity.value, basis.manifest.created)
        payloads += (ox.Quad(t.subject, t.predicate, t.object, activity) for t in said)
    for it in gone:
        activity = ox.NamedNode(_activity(it, basis.manifest.id, ()))
        activities += _tell(own, activity, Kind.DELETE, it, basis.manifest.created)
    plain = [*_stream(own), *activities]
    return [*(ox.Quad(t.subject, t.predicate, t.object) for t in plain), *payloads]


def entities(statements: Iterable[ox.Triple]) -> list[ox.NamedNode]:
    """The standalone entities of a catalogue, each once."""
    classes = {term(it) for it in _STANDALONE}
    found = (
        it.subject for it in statements if it.predicate == term("rdf:type") and it.object in classes
    )
    return list(dict.fromkeys(it for it in found if isinstance(it, ox.NamedNode)))


def _said_of(statements: Sequence[ox.Triple], entity: ox.NamedNode) -> list[ox.Triple]:
    """What is said of an entity, and of the nodes that are parts of it."""
    part = f"{entity.value}#"
    return [
        it
        for it in statements
        if it.subject == entity
        or (isinstance(it.subject, ox.NamedNode) and it.subject.value.startswith(part))
    ]


def _activity(entity: str, release: str, said: Sequence[ox.Triple]) -> str:
    """An activity never changes: where a record is to say something else, it is another one."""
    digest = hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()[:_DIGITS]
    return f"{entity}#{release}-{digest}"


def _tell(
    own: str, activity: ox.NamedNode, kind: Kind, entity: str, published: str
) -> list[ox.Triple]:
    return [
        ox.Triple(ox.NamedNode(f"{own}#feed"), term("tree:member"), activity),
        *about(
            activity.value,
            f"as:{kind.value}",
            ("as:object", links(entity)),
            ("as:published", moment(published)),
        ),
    ]


def _stream(own: str) -> list[ox.Triple]:
    policy = f"{own}#latest"
    return [
        *about(
            f"{own}#feed",
            "ldes:EventStream",
            ("dcterms:title", text("DCAT-AP feed of ngckg", "DCAT-AP-feed for ngckg")),
            ("tree:shape", links(_SHAPE)),
            ("ldes:timestampPath", (term("as:published"),)),
            ("ldes:versionOfPath", (term("as:object"),)),
            *versions(),
            ("tree:view", links(own)),
        ),
        *about(own, "tree:Node", ("ldes:retentionPolicy", links(policy))),
        *about(
            policy,
            "ldes:LatestVersionSubset",
            ("ldes:amount", (ox.Literal("1", datatype=term("xsd:integer")),)),
        ),
    ]
