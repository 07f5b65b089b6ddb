"""The records satisfy the official shapes, and without what is mandatory they do not."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.catalogue import codes, fdp, records
from ngckg.catalogue.datasets import DATASETS
from ngckg.catalogue.records import Basis
from ngckg.catalogue.services import SERVICES
from ngckg.catalogue.terms import term
from tests.catalogue.basis import SITE, basis
from tests.catalogue.validator import violations

DCAT = ("dcat-ap", "dcat-ap-generated")
HEALTH = ("healthdcat-ap-r8-public", "healthdcat-ap-r8-public-on-3.0.0")
FDP = "fdp-spec"
#: Enough for every kind of statement; the shapes take longer the more there is.
FEW = basis(files=["ngckg.ttl", "ngckg.ttl.gz", "ontology.ttl", "mappings.sssom.tsv"])


def _fdp_records(made_from: Basis) -> list[ox.Triple]:
    """Every record of the FAIR Data Point as one graph."""
    found = [*fdp.root(made_from), *fdp.catalog(made_from)]
    for it in DATASETS:
        found += fdp.dataset(made_from, it.key)
        for iri in records.distributions_of(made_from, it.key):
            found += fdp.distribution(made_from, iri.value.rpartition("/")[2])
    return list(dict.fromkeys(found))


@pytest.mark.slow
@pytest.mark.parametrize("profile", [*DCAT, *HEALTH])
def test_the_catalogue_has_no_violation(profile: str, tmp_path: Path) -> None:
    assert violations(records.whole(FEW), profile, tmp_path) == set()


def test_the_fair_data_point_has_no_violation(tmp_path: Path) -> None:
    assert violations(_fdp_records(FEW), FDP, tmp_path) == set()


def _without(triples: list[ox.Triple], subject: str, *properties: str) -> list[ox.Triple]:
    left = [
        it
        for it in triples
        if it.subject != ox.NamedNode(subject) or it.predicate not in map(term, properties)
    ]
    assert len(left) < len(triples), "there was nothing to drop"
    return left


DATASET = SITE.dataset("ngckg")
MAPPINGS = SITE.dataset("mappings")
FILE = SITE.distribution("ngckg-ttl")
HEAL = f"{codes.THEMES}/HEAL"

#: What is dropped of what; and where that is noticed, where it is not just there.
Row = tuple[str, str, tuple[str, str] | None]
#: One row for each mandatory property, by the shapes that must notice.
MANDATORY: dict[str, list[Row]] = {
    DCAT[0]: [
        (SITE.catalog, "dcterms:title", None),
        (SITE.catalog, "dcterms:description", None),
        (SITE.catalog, "dcterms:publisher", None),
        (DATASET, "dcterms:title", None),
        (DATASET, "dcterms:description", None),
        (FILE, "dcat:accessURL", None),
        (f"{FILE}#checksum", "spdx:algorithm", None),
        (f"{FILE}#checksum", "spdx:checksumValue", None),
        (SITE.service("sparql"), "dcterms:title", None),
        (SITE.service("api"), "dcat:endpointURL", None),
        (SITE.publisher, "foaf:name", None),
        (HEAL, "skos:prefLabel", None),
        (codes.THEMES, "dcterms:title", None),
    ],
    DCAT[1]: [(codes.LICENCE, "rdf:type", (SITE.catalog, "license"))],
    HEALTH[0]: [
        (SITE.catalog, "dcatap:applicableLegislation", None),
        (DATASET, "dcterms:identifier", None),
        (DATASET, "dcterms:accessRights", None),
        (DATASET, "dcatap:applicableLegislation", None),
        (DATASET, "dcat:theme", None),
        (DATASET, "healthdcatap:hdab", None),
        (DATASET, "healthdcatap:healthCategory", None),
        (DATASET, "healthdcatap:hasStructuredData", None),
        (DATASET, "dcat:distribution", None),
        (FILE, "dcatap:applicableLegislation", None),
        (SITE.publisher, "cv:contactPoint", (DATASET, "publisher")),
        (SITE.access_body, "cv:contactPoint", (MAPPINGS, "hdab")),
        (HEAL, "skos:inScheme", (MAPPINGS, "theme")),
        (MAPPINGS, "healthdcatap:hasVariables", (MAPPINGS, "-")),
        (f"{MAPPINGS}#table", "csvw:column", None),
        (f"{MAPPINGS}#column-comment", "csvw:datatype", None),
    ],
    HEALTH[1]: [(DATASET, "healthdcatap:hdab", None)],
    FDP: [
        (SITE.fdp, "dcterms:title", None),
        (SITE.fdp, "dcterms:license", None),
        (SITE.fdp, "dcterms:conformsTo", None),
        (SITE.fdp, "dcat:endpointURL", None),
        (SITE.fdp, "fdp-o:metadataIdentifier", None),
        (SITE.fdp, "fdp-o:metadataIssued", None),
        (SITE.fdp, "fdp-o:metadataModified", None),
        (SITE.fdp, "fdp-o:conformsToFdpSpec", None),
        (SITE.fdp, "fdp-o:metadataCatalog", None),
        (SITE.catalog, "dcterms:isPartOf", None),
        (SITE.catalog, "dcterms:hasPart", None),
        (SITE.catalog, "dcat:themeTaxonomy", None),
        (SITE.catalog, "fdp-o:metadataIdentifier", None),
        (f"{SITE.catalog}#datasets", "ldp:contains", None),
        (f"{SITE.fdp}#catalogs", "ldp:membershipResource", None),
        (SITE.publisher, "foaf:name", None),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize("profile", MANDATORY)
def test_each_mandatory_property_that_is_missing_is_noticed(profile: str, tmp_path: Path) -> None:
    document = _fdp_records(FEW) if profile == FDP else records.whole(FEW)
    expected = set()
    for subject, dropped, noticed in MANDATORY[profile]:
        document = _without(document, subject, dropped)
        expected.add(noticed or (subject, dropped.partition(":")[2]))
    assert len(expected) == len(MANDATORY[profile])
    assert expected - violations(document, profile, tmp_path) == set()


@pytest.mark.slow
def test_a_contact_needs_an_address(tmp_path: Path) -> None:
    document = _without(records.whole(FEW), SITE.contact, "vcard:hasEmail", "vcard:hasURL")
    assert violations(document, HEALTH[0], tmp_path)


@pytest.mark.slow
def test_what_a_fair_data_point_adds_would_violate_the_catalogue(tmp_path: Path) -> None:
    assert violations([*records.whole(FEW), *fdp.catalog(FEW)], DCAT[1], tmp_path)


def test_every_service_is_described_alone() -> None:
    for it in SERVICES:
        described = records.service(FEW, it.key)
        assert described[0].subject == ox.NamedNode(SITE.service(it.key))
