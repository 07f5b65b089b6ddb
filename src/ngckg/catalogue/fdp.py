"""The FAIR Data Point: what its specification 1.2 adds to the records.

Kept out of the whole catalogue, where dct:isPartOf and dct:hasPart of a dcat:Catalog, mandatory
here, are violations of DCAT-AP 3.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ngckg.catalogue import codes, publisher, records
from ngckg.catalogue.documents import grouped
from ngckg.catalogue.records import Basis
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import Fact, about, links, moment, plain, term, text
from ngckg.errors import NotFound

#: What there are profiles of, and the file that has them.
PROFILES: Final = ("fdp", "catalog", "dataset", "distribution")
_FILE: Final = Path(__file__).with_name("profiles.ttl")
_SPECIFICATION: Final = "https://specs.fairdatapoint.org/fdp-specs-v1.2.html"


def root(basis: Basis) -> list[ox.Triple]:
    """The record of the FAIR Data Point itself, where clients start."""
    site = basis.site
    described = [
        *about(
            site.fdp,
            # An index looks for fdp-o:MetadataService, the specification asks for FAIRDataPoint.
            "fdp-o:FAIRDataPoint fdp-o:MetadataService dcat:DataService",
            ("dcterms:title", text("FAIR Data Point of ngckg", "FAIR Data Point for ngckg")),
            (
                "dcterms:description",
                text(
                    "Descriptions of the linked data on patient groups offered whole genome "
                    "sequencing in Denmark.",
                    "Beskrivelser af de linkede data om patientgrupper, der tilbydes "
                    "helgenomsekventering i Danmark.",
                ),
            ),
            ("dcterms:publisher", links(site.publisher)),
            ("dcat:contactPoint", links(site.contact)),
            ("dcterms:language", links(codes.ENGLISH, codes.DANISH)),
            ("dcterms:license", links(codes.LICENCE)),
            ("dcterms:conformsTo", links(site.profile("fdp"))),
            ("fdp-o:conformsToFdpSpec", links(_SPECIFICATION)),
            ("dcat:version", plain(basis.manifest.id)),
            ("dcat:endpointURL", links(site.fdp)),
            ("fdp-o:metadataCatalog", links(site.catalog)),
            *_record(basis, site.fdp),
        ),
        *_container(
            f"{site.fdp}#catalogs",
            ("Catalogues", "Kataloger"),
            (site.fdp, "fdp-o:metadataCatalog"),
            links(site.catalog),
        ),
        *publisher.describe(site, basis.settings),
        *profile(site, "fdp"),
    ]
    return records.closed(described)


def catalog(basis: Basis) -> list[ox.Triple]:
    """The record of the catalogue, which leads to its datasets."""
    site = basis.site
    datasets = links(*(site.dataset(it.key) for it in records.listed(basis)))
    return records.closed(
        [
            *records.catalog(basis),
            *about(
                site.catalog,
                "",
                ("dcterms:conformsTo", links(site.profile("catalog"))),
                ("dcterms:isPartOf", links(site.fdp)),
                ("dcterms:hasPart", datasets),
                *_record(basis, site.catalog),
            ),
            *_container(
                f"{site.catalog}#datasets",
                ("Datasets", "Datasæt"),
                (site.catalog, "dcat:dataset"),
                datasets,
            ),
            *publisher.describe(site, basis.settings),
            *profile(site, "catalog"),
        ]
    )


def dataset(basis: Basis, key: str) -> list[ox.Triple]:
    """A dataset's own document, which leads to its distributions. Raises NotFound."""
    site, iri = basis.site, basis.site.dataset(key)
    described = records.dataset(basis, key)
    return grouped(
        [
            *described,
            *about(iri, "", ("dcterms:isPartOf", links(site.catalog)), *_record(basis, iri)),
            *_container(
                f"{iri}#distributions",
                ("Distributions", "Distributioner"),
                (iri, "dcat:distribution"),
                records.distributions_of(basis, key),
            ),
        ]
    )


def distribution(basis: Basis, key: str) -> list[ox.Triple]:
    """A distribution's own document. Raises NotFound."""
    site, iri = basis.site, basis.site.distribution(key)
    described = records.distribution(basis, key)
    parent = site.dataset(key.partition("-")[0])
    return grouped([*described, *about(iri, "", ("dcterms:isPartOf", links(parent)))])


def profile(site: Site, key: str) -> list[ox.Triple]:
    """A profile: what it is, and its shape. Raises NotFound."""
    if key not in PROFILES:
        raise NotFound("There is no such profile.")
    iri, shape = ox.NamedNode(site.profile(key)), ox.NamedNode(f"{site.profile(key)}#shape")
    parsed = ox.parse(path=_FILE, format=ox.RdfFormat.TURTLE, base_iri=site.profile(""))
    triples = [quad.triple for quad in parsed]
    wanted = {iri, shape, *(it.object for it in triples if it.subject == shape)}
    return [it for it in triples if it.subject in wanted]


def _record(basis: Basis, iri: str) -> list[Fact]:
    """What is said of the record rather than of what it describes."""
    return [
        ("fdp-o:metadataIdentifier", links(f"{iri}#identifier")),
        ("fdp-o:metadataIssued", moment(basis.issued)),
        ("fdp-o:metadataModified", moment(basis.manifest.created)),
    ]


def _container(
    iri: str, title: tuple[str, str], member_of: tuple[str, str], contained: Iterable[ox.NamedNode]
) -> list[ox.Triple]:
    """An LDP container, which clients follow; in the same document as what it belongs to."""
    resource, relation = member_of
    return about(
        iri,
        "ldp:DirectContainer",
        ("dcterms:title", text(*title)),
        ("ldp:membershipResource", links(resource)),
        ("ldp:hasMemberRelation", (term(relation),)),
        ("ldp:contains", contained),
    )
