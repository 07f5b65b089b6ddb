"""The code values that records use, from the one file that describes them."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from ngckg.catalogue.terms import term

FILE: Final = Path(__file__).with_name("codes.ttl")

AUTHORITY: Final = "http://publications.europa.eu/resource/authority"
HEALTH: Final = "https://hdeu-dcat.data.health.europa.eu/resource/authority"
MEDIA_TYPES: Final = "http://www.iana.org/assignments/media-types"

EHDS: Final = "http://data.europa.eu/eli/reg/2025/327/oj"
LICENCE: Final = f"{AUTHORITY}/licence/CC_BY_4_0"
PUBLIC: Final = f"{AUTHORITY}/access-right/PUBLIC"
DANISH: Final = f"{AUTHORITY}/language/DAN"
ENGLISH: Final = f"{AUTHORITY}/language/ENG"
THEMES: Final = f"{AUTHORITY}/data-theme"
HEALTH_THEME: Final = f"{THEMES}/HEAL"
DENMARK: Final = f"{AUTHORITY}/country/DNK"
IRREGULAR: Final = f"{AUTHORITY}/frequency/IRREG"
AVAILABLE: Final = f"{AUTHORITY}/planned-availability/AVAILABLE"
COMPLETED: Final = f"{AUTHORITY}/distribution-status/COMPLETED"
#: "Aggregated data on healthcare needs, resources, provision of and access to healthcare".
PROVISION: Final = f"{HEALTH}/healthcategories/NRPE"
HEALTH_SYSTEMS: Final = f"{HEALTH}/health-theme/HEALTH_SYSTEMS"


@cache
def table() -> Mapping[str, tuple[ox.Triple, ...]]:
    """What the file says about each thing, by its IRI, in the order of the file."""
    found: dict[str, tuple[ox.Triple, ...]] = {}
    for quad in ox.parse(path=FILE, format=ox.RdfFormat.TURTLE):
        iri = quad.triple.subject.value
        found[iri] = (*found.get(iri, ()), quad.triple)
    return MappingProxyType(found)


def explain(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """What the codes that these triples use are, and the lists that they are from.

    The shapes of DCAT-AP look into the document only, and so do most harvesters.
    """
    known = table()
    wanted = _things(triples) & known.keys()
    for iri in tuple(wanted):
        wanted |= _things(it for it in known[iri] if it.predicate == term("skos:inScheme"))
    return [triple for iri, those in known.items() if iri in wanted for triple in those]


def _things(triples: Iterable[ox.Triple]) -> set[str]:
    return {it.object.value for it in triples if isinstance(it.object, ox.NamedNode)}
