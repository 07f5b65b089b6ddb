"""The catalogue in DCAT-AP 3.0.1 and HealthDCAT-AP release 8: whole, and record by record.

The whole catalogue is what portals read; a dataset's own document has neither the catalogue nor
other datasets in it, since validators and the FAIR Data Point harvester want it so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ngckg.catalogue import codes, downloads, publisher, services, variables
from ngckg.catalogue.datasets import DATASETS, WHOLE, Dataset, by_key
from ngckg.catalogue.documents import grouped
from ngckg.catalogue.downloads import SYNTAXES, Download
from ngckg.catalogue.services import SERVICES, DataService
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import Fact, about, links, moment, plain, text
from ngckg.catalogue.void import Totals
from ngckg.errors import NotFound
from ngckg.graph.release import Manifest
from ngckg.namespaces import ID, NGCKG, ONTOLOGY, PREFIXES
from ngckg.rdf.terms import N, count, danish, english
from ngckg.settings import Settings


@dataclass(frozen=True, slots=True)
class Basis:
    """What the records are made from. `issued` is when the first release was made (UTC)."""

    site: Site
    manifest: Manifest
    issued: str
    totals: Totals
    downloads: tuple[Download, ...]
    settings: Settings


def listed(basis: Basis) -> list[Dataset]:
    """The datasets that a release has: the whole graph, and those of its parts that it has."""
    graphs = basis.manifest.graphs
    return [it for it in DATASETS if it.key == WHOLE or graphs.get(it.key)]


def whole(basis: Basis) -> list[ox.Triple]:
    """The catalogue with everything that it lists, in one document that needs no other."""
    datasets = listed(basis)
    keys = [it.key for it in datasets]
    return closed(
        [
            *catalog(basis),
            *(triple for it in datasets for triple in _dataset(basis, it)),
            *(triple for it in datasets for triple in _distributions(basis, it)),
            *(
                triple
                for it in SERVICES
                for triple in services.describe(
                    basis.site,
                    it,
                    [key for key in keys if it.key in by_key(key).services],
                    basis.manifest,
                )
            ),
            *publisher.describe(basis.site, basis.settings),
        ]
    )


def catalog(basis: Basis) -> list[ox.Triple]:
    """The catalogue itself. Not typed dcat:Dataset: CKAN would import it as one."""
    site = basis.site
    return [
        *about(
            site.catalog,
            "dcat:Catalog",
            (
                "dcterms:title",
                text("Catalogue of the ngckg knowledge graph", "Katalog over vidensgrafen ngckg"),
            ),
            (
                "dcterms:description",
                text(
                    "Linked data on the patient groups that are offered whole genome sequencing "
                    "through the Danish National Genome Center: the graph, its ontology and its "
                    "mappings to other vocabularies.",
                    "Linkede data om de patientgrupper, der tilbydes helgenomsekventering gennem "
                    "Nationalt Genom Center: grafen, dens ontologi og dens koblinger til andre "
                    "vokabularer.",
                ),
            ),
            ("dcterms:publisher", links(site.publisher)),
            ("dcat:contactPoint", links(site.contact)),
            ("dcatap:applicableLegislation", links(codes.EHDS)),
            ("dcterms:language", links(codes.DANISH, codes.ENGLISH)),
            ("dcterms:license", links(codes.LICENCE)),
            ("dcterms:issued", moment(basis.issued)),
            ("dcterms:modified", moment(basis.manifest.created)),
            ("dcterms:spatial", links(codes.DENMARK)),
            ("foaf:homepage", links(site.home)),
            ("dcat:themeTaxonomy", links(codes.THEMES)),
            ("dcat:version", plain(basis.manifest.id)),
            ("dcat:dataset", links(*(site.dataset(it.key) for it in listed(basis)))),
            ("dcat:service", links(*(site.service(it.key) for it in SERVICES))),
        ),
        *_page(site.home),
    ]


def dataset(basis: Basis, key: str) -> list[ox.Triple]:
    """A dataset's own document. Raises NotFound."""
    described = _listed(basis, key)
    return closed(
        [
            *_dataset(basis, described),
            *_distributions(basis, described),
            *_services(basis, described),
            *publisher.describe(basis.site, basis.settings),
        ]
    )


def distribution(basis: Basis, key: str) -> list[ox.Triple]:
    """A distribution's own document. Raises NotFound."""
    iri = basis.site.distribution(key)
    for described in listed(basis):
        if iri in (it.value for it in distributions_of(basis, described.key)):
            stated = [
                *_distributions(basis, described),
                *_services(basis, described),
                *publisher.describe(basis.site, basis.settings),
            ]
            return closed(_reached(stated, iri))
    raise NotFound("There is no such distribution.")


def service(basis: Basis, key: str) -> list[ox.Triple]:
    """A data service's own document. Raises NotFound."""
    for described in SERVICES:
        if described.key == key:
            served = [it.key for it in listed(basis) if key in it.services]
            return closed(
                [
                    *services.describe(basis.site, described, served, basis.manifest),
                    *_page(basis.site.home),
                    *publisher.describe(basis.site, basis.settings),
                ]
            )
    raise NotFound("There is no such data service.")


def agent(basis: Basis, path: str) -> list[ox.Triple]:
    """What the records say of `agent/publisher`, `contact/data` and so on. Raises NotFound."""
    stated = publisher.describe(basis.site, basis.settings)
    iri = f"{basis.site.base}/{path}"
    if iri not in (it.subject.value for it in stated if isinstance(it.subject, ox.NamedNode)):
        raise NotFound("There is no such agent or contact.")
    return closed(_reached(stated, iri))


def distributions_of(basis: Basis, key: str) -> list[ox.NamedNode]:
    """The distributions of a dataset: its files, then its services."""
    described = _listed(basis, key)
    files = downloads.of_dataset(basis.downloads, described.key)
    names = [*(it.key for it in files), *(f"{described.key}-{it}" for it in described.services)]
    return list(links(*(basis.site.distribution(name) for name in names)))


def _listed(basis: Basis, key: str) -> Dataset:
    if key not in (it.key for it in listed(basis)):
        raise NotFound("There is no such dataset.")
    return by_key(key)


def _dataset(basis: Basis, described: Dataset) -> list[ox.Triple]:
    site, iri = basis.site, basis.site.dataset(described.key)
    tabular = described.key == variables.TABULAR
    landing, provenance = site.base + described.landing, f"{iri}#provenance"
    keywords = (
        *(english(word) for word in described.keywords),
        *(danish(word) for word in described.danish_keywords),
    )
    return [
        *about(
            iri,
            "dcat:Dataset void:Dataset",
            ("dcterms:title", text(*described.title)),
            ("dcterms:description", text(*described.description)),
            ("dcterms:identifier", plain(iri)),
            ("dcat:keyword", keywords),
            ("dcterms:publisher", links(site.publisher)),
            ("dcat:contactPoint", links(site.contact)),
            ("dcterms:accessRights", links(codes.PUBLIC)),
            ("dcatap:applicableLegislation", links(codes.EHDS)),
            ("dcat:theme", links(codes.HEALTH_THEME)),
            ("dcterms:type", links(described.dataset_type)),
            ("dcterms:language", links(codes.DANISH, codes.ENGLISH)),
            ("dcterms:accrualPeriodicity", links(codes.IRREGULAR)),
            ("dcterms:spatial", links(codes.DENMARK)),
            ("dcterms:issued", moment(basis.issued)),
            ("dcterms:modified", moment(basis.manifest.created)),
            ("dcat:landingPage", links(landing)),
            ("dcterms:provenance", links(provenance)),
            ("dcat:version", plain(basis.manifest.id)),
            # No dct:conformsTo: HealthDCAT-AP closes it to a list of health standards.
            ("healthdcatap:hdab", links(site.access_body)),
            ("geodcatap:custodian", links(site.publisher)),
            ("healthdcatap:healthCategory", links(codes.PROVISION)),
            ("healthdcatap:healthTheme", links(codes.HEALTH_SYSTEMS)),
            ("healthdcatap:hasStructuredData", (ox.Literal(value=tabular),)),
            *([("healthdcatap:hasVariables", links(variables.group(site)))] if tabular else []),
            ("healthdcatap:populationCoverage", text(*_POPULATION)),
            *_counts(basis, described),
            ("dcat:distribution", distributions_of(basis, described.key)),
        ),
        *about(
            provenance, "dcterms:ProvenanceStatement", ("rdfs:label", text(*described.provenance))
        ),
        *(variables.describe(site) if tabular else []),
        *_page(landing),
    ]


_POPULATION = (
    "Patient groups offered whole genome sequencing in Denmark; no data on persons.",
    "Patientgrupper, der tilbydes helgenomsekventering i Danmark; ingen oplysninger om personer.",
)


def _counts(basis: Basis, described: Dataset) -> list[Fact]:
    """What VoID says of a dataset in short; `/.well-known/void` has it all."""
    site, manifest = basis.site, basis.manifest
    endpoint: Fact = ("void:sparqlEndpoint", links(site.sparql))
    files = downloads.of_dataset(basis.downloads, described.key)
    dumps: Fact = (
        "void:dataDump",
        links(*(site.download(it.name) for it in files if SYNTAXES[it.suffix].name != "SSSOM")),
    )
    if described.key in manifest.graphs:
        part = count(manifest.graphs[described.key])
        space = NGCKG if described.key == "ontology" else f"{ID}mapping/"
        return [endpoint, dumps, ("void:uriSpace", plain(space)), ("void:triples", (part,))]
    return [
        ("healthdcatap:numberOfRecords", (_natural(basis.totals.entities),)),
        endpoint,
        dumps,
        ("void:uriSpace", plain(ID)),
        ("void:vocabulary", links(ONTOLOGY, PREFIXES["skos"], PREFIXES["prov"])),
        ("void:exampleResource", links(f"{ID}patient-group/nyresvigt")),
        ("void:triples", (count(basis.totals.triples),)),
        ("void:entities", (count(basis.totals.entities),)),
    ]


def _distributions(basis: Basis, described: Dataset) -> list[ox.Triple]:
    files = downloads.of_dataset(basis.downloads, described.key)
    return [
        *(
            triple
            for it in files
            for triple in downloads.describe(
                basis.site, it, basis.manifest, described.title, basis.issued
            )
        ),
        *(
            triple
            for it in _served_by(described)
            for triple in services.distribution(
                basis.site, it, described.key, basis.manifest, basis.issued
            )
        ),
    ]


def _services(basis: Basis, described: Dataset) -> list[ox.Triple]:
    """The services of one dataset, without a word of the other datasets that they serve."""
    found: list[ox.Triple] = []
    for it in _served_by(described):
        found += services.describe(basis.site, it, [described.key], basis.manifest)
    return [*found, *_page(basis.site.home)]


def _served_by(described: Dataset) -> Sequence[DataService]:
    return [it for it in SERVICES if it.key in described.services]


def _reached(stated: Sequence[ox.Triple], iri: str) -> list[ox.Triple]:
    """What is stated of a thing, and of the things that it names."""
    own = [it for it in stated if it.subject == ox.NamedNode(iri)]
    named = {it.object for it in own}
    return [*own, *(it for it in stated if it.subject in named)]


def _page(iri: str) -> list[ox.Triple]:
    return about(iri, "foaf:Document")


def closed(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples, each once and in their order, with what the codes that they use are."""
    unique = grouped(list(triples))
    return [*unique, *codes.explain(unique)]


def _natural(number: int) -> ox.Literal:
    """The datatype that HealthDCAT-AP asks for; no engine comes in between here."""
    return ox.Literal(str(number), datatype=N.xsd.nonNegativeInteger)
