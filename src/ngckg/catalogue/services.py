"""The data services: what can be asked rather than downloaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ngckg.catalogue import codes
from ngckg.catalogue.downloads import common
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import about, links, plain, text
from ngckg.graph.release import Manifest

_Both = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DataService:
    """A service by its key; texts in English and Danish, addresses as paths."""

    key: str
    title: _Both
    description: _Both
    keywords: tuple[str, ...]
    endpoint: str
    endpoint_description: str
    conforms_to: str
    file_type: str
    media_type: str


SERVICES: Final = (
    DataService(
        "sparql",
        ("SPARQL endpoint of ngckg", "SPARQL-endepunkt for ngckg"),
        (
            "The knowledge graph, its ontology and its mappings answer SPARQL 1.1 queries.",
            "Vidensgrafen, dens ontologi og dens koblinger svarer på SPARQL 1.1-forespørgsler.",
        ),
        ("SPARQL", "linked data"),
        "/sparql",
        "/sparql",
        "https://www.w3.org/TR/sparql11-protocol/",
        "SPARQLQRES",
        "application/sparql-results+json",
    ),
    DataService(
        "api",
        ("JSON interface of ngckg", "JSON-grænseflade til ngckg"),
        (
            "Patient groups, networks, working groups, analysis types, documents and steps as "
            "JSON that is JSON-LD, described with OpenAPI.",
            "Patientgrupper, netværk, arbejdsgrupper, analysetyper, dokumenter og trin som JSON, "
            "der er JSON-LD, beskrevet med OpenAPI.",
        ),
        ("JSON", "OpenAPI"),
        "/api",
        "/openapi.json",
        "https://spec.openapis.org/oas/v3.1.0",
        "JSON_LD",
        "application/ld+json",
    ),
    DataService(
        "fhir",
        ("FHIR terminology of ngckg", "FHIR-terminologi for ngckg"),
        (
            "Patient groups and analysis types as FHIR R4 code systems and value sets, and their "
            "mappings to other code systems as concept maps.",
            "Patientgrupper og analysetyper som kodesystemer og værdisæt i FHIR R4, og deres "
            "koblinger til andre kodesystemer som concept maps.",
        ),
        ("FHIR", "terminology"),
        "/fhir",
        "/fhir/metadata",
        "http://hl7.org/fhir/R4/",
        "JSON",
        "application/fhir+json",
    ),
)


def describe(
    site: Site, service: DataService, served: Sequence[str], manifest: Manifest
) -> list[ox.Triple]:
    """A service, with those of its datasets that stand in the same document."""
    return about(
        site.service(service.key),
        "dcat:DataService",
        ("dcterms:title", text(*service.title)),
        ("dcterms:description", text(*service.description)),
        ("dcterms:identifier", plain(site.service(service.key))),
        ("dcat:endpointURL", links(site.base + service.endpoint)),
        ("dcat:endpointDescription", links(site.base + service.endpoint_description)),
        ("dcat:servesDataset", links(*(site.dataset(key) for key in served))),
        ("dcterms:conformsTo", links(service.conforms_to)),
        ("dcterms:format", links(f"{codes.AUTHORITY}/file-type/{service.file_type}")),
        ("dcterms:publisher", links(site.publisher)),
        ("dcat:contactPoint", links(site.contact)),
        ("dcat:keyword", (ox.Literal(word, language="en") for word in service.keywords)),
        ("dcat:theme", links(codes.HEALTH_THEME)),
        ("dcatap:applicableLegislation", links(codes.EHDS)),
        ("dcterms:accessRights", links(codes.PUBLIC)),
        ("dcterms:license", links(codes.LICENCE)),
        ("dcat:landingPage", links(site.home)),
        ("dcat:version", plain(manifest.id)),
    )


def distribution(
    site: Site, service: DataService, dataset: str, manifest: Manifest, issued: str
) -> list[ox.Triple]:
    """The way from a dataset to a service, which in DCAT goes through a distribution."""
    return about(
        site.distribution(f"{dataset}-{service.key}"),
        "dcat:Distribution",
        ("dcterms:title", text(*service.title)),
        ("dcterms:description", text(*service.description)),
        ("dcat:accessURL", links(site.base + service.endpoint)),
        ("dcat:accessService", links(site.service(service.key))),
        ("dcterms:format", links(f"{codes.AUTHORITY}/file-type/{service.file_type}")),
        ("dcat:mediaType", links(f"{codes.MEDIA_TYPES}/{service.media_type}")),
        *common(site, manifest, issued),
    )
