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
    assert violations(records.whole(basis()), profile, tmp_path) == 0


@pytest.mark.slow
@pytest.mark.parametrize("profile", [*DCAT, *HEALTH])
@pytest.mark.parametrize("key", [it.key for it in DATASETS])
def test_a_dataset_document_has_no_violation(key: str, profile: str, tmp_path: Path) -> None:
    document = fdp.dataset(FEW, key)
    assert violations(document, profile, tmp_path, background=True) == 0


def test_the_fair_data_point_has_no_violation(tmp_path: Path) -> None:
    assert violations(_fdp_records(FEW), "fdp-spec", tmp_path) == 0


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
#: What is dropped, and the shapes that must notice. One row for each mandatory property.
MANDATORY = [
    ("dcat-ap", SITE.catalog, "dcterms:title"),
    ("dcat-ap", SITE.catalog, "dcterms:description"),
    ("dcat-ap", SITE.catalog, "dcterms:publisher"),
    (HEALTH[0], SITE.catalog, "dcatap:applicableLegislation"),
    ("dcat-ap", DATASET, "dcterms:title"),
    ("dcat-ap", DATASET, "dcterms:description"),
    (HEALTH[0], DATASET, "dcterms:identifier"),
    (HEALTH[0], DATASET, "dcterms:accessRights"),
    (HEALTH[0], DATASET, "dcatap:applicableLegislation"),
    (HEALTH[0], DATASET, "dcat:theme"),
    (HEALTH[0], DATASET, "healthdcatap:hdab"),
    (HEALTH[0], DATASET, "healthdcatap:healthCategory"),
    (HEALTH[0], DATASET, "healthdcatap:hasStructuredData"),
    (HEALTH[0], DATASET, "dcat:distribution"),
    ("dcat-ap", FILE, "dcat:accessURL"),
    (HEALTH[0], FILE, "dcatap:applicableLegislation"),
    ("dcat-ap", f"{FILE}#checksum", "spdx:algorithm"),
    ("dcat-ap", f"{FILE}#checksum", "spdx:checksumValue"),
    ("dcat-ap", SITE.service("sparql"), "dcterms:title"),
    ("dcat-ap", SITE.service("api"), "dcat:endpointURL"),
    ("dcat-ap", SITE.publisher, "foaf:name"),
    (HEALTH[0], SITE.publisher, "cv:contactPoint"),
    (HEALTH[0], SITE.access_body, "cv:contactPoint"),
    ("dcat-ap", HEAL, "skos:prefLabel"),
    (HEALTH[0], HEAL, "skos:inScheme"),
    ("dcat-ap", codes.THEMES, "dcterms:title"),
    ("dcat-ap-generated", codes.LICENCE, "rdf:type"),
    (HEALTH[1], DATASET, "healthdcatap:hdab"),
    (HEALTH[0], MAPPINGS, "healthdcatap:hasVariables"),
    (HEALTH[0], f"{MAPPINGS}#table", "csvw:column"),
    (HEALTH[0], f"{MAPPINGS}#column-comment", "csvw:datatype"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("profile", "subject", "dropped"), MANDATORY)
def test_without_what_is_mandatory_there_is_a_violation(
    profile: str, subject: str, dropped: str, tmp_path: Path
) -> None:
    document = _without(records.whole(FEW), subject, dropped)
    assert violations(document, profile, tmp_path) > 0


@pytest.mark.slow
def test_a_contact_needs_an_address(tmp_path: Path) -> None:
    document = _without(records.whole(FEW), SITE.contact, "vcard:hasEmail", "vcard:hasURL")
    assert violations(document, HEALTH[0], tmp_path) > 0


@pytest.mark.parametrize(
    ("subject", "dropped"),
    [
        (SITE.fdp, "dcterms:title"),
        (SITE.fdp, "dcterms:license"),
        (SITE.fdp, "dcterms:conformsTo"),
        (SITE.fdp, "dcat:endpointURL"),
        (SITE.fdp, "fdp-o:metadataIdentifier"),
        (SITE.fdp, "fdp-o:metadataIssued"),
        (SITE.fdp, "fdp-o:metadataModified"),
        (SITE.fdp, "fdp-o:conformsToFdpSpec"),
        (SITE.fdp, "fdp-o:metadataCatalog"),
        (SITE.catalog, "dcterms:isPartOf"),
        (SITE.catalog, "dcterms:hasPart"),
        (SITE.catalog, "dcat:themeTaxonomy"),
        (SITE.catalog, "fdp-o:metadataIdentifier"),
        (f"{SITE.catalog}#datasets", "ldp:contains"),
        (f"{SITE.fdp}#catalogs", "ldp:membershipResource"),
        (SITE.publisher, "foaf:name"),
    ],
)
def test_without_what_a_fair_data_point_needs_there_is_a_violation(
    subject: str, dropped: str, tmp_path: Path
) -> None:
    document = _without(_fdp_records(FEW), subject, dropped)
    assert violations(document, "fdp-spec", tmp_path) > 0


@pytest.mark.slow
def test_what_a_fair_data_point_adds_would_violate_the_catalogue(tmp_path: Path) -> None:
    assert violations([*records.whole(FEW), *fdp.catalog(FEW)], "dcat-ap-generated", tmp_path) > 0


def test_every_service_is_described_alone() -> None:
    for it in SERVICES:
        described = records.service(FEW, it.key)
        assert described[0].subject == ox.NamedNode(SITE.service(it.key))
