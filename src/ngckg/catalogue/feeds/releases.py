"""The releases described: what each is made of, and what came before it."""

from collections.abc import Sequence

import pyoxigraph as ox

from ngckg.catalogue.codes import LICENCE
from ngckg.catalogue.datasets import WHOLE
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import about, links, moment, plain, term, text
from ngckg.graph.release import Manifest
from ngckg.namespaces import graph_iri
from ngckg.rdf.terms import count


def address(site: Site, identifier: str) -> str:
    """Where a release stands."""
    return f"{site.base}/release/{identifier}"


def listed(site: Site, manifests: Sequence[Manifest]) -> list[ox.Triple]:
    """The releases that are kept, the oldest first."""
    dataset = ox.NamedNode(site.dataset(WHOLE))
    found: list[ox.Triple] = []
    for it in manifests:
        iri = ox.NamedNode(address(site, it.id))
        found.append(ox.Triple(dataset, term("dcterms:hasVersion"), iri))
    for it in manifests:
        found += _release(site, it)
    return found


def describe(site: Site, manifest: Manifest) -> list[ox.Triple]:
    """One release."""
    return _release(site, manifest)


def _release(site: Site, manifest: Manifest) -> list[ox.Triple]:
    # Not a dcat:Dataset: harvesters would take up each release as one more.
    iri = address(site, manifest.id)
    before = links(address(site, manifest.parent)) if manifest.parent else ()
    algorithm, _, digest = manifest.digest.partition(":")
    checksum = f"{iri}#checksum"
    return [
        *about(
            iri,
            "prov:Entity void:Dataset",
            (
                "dcterms:title",
                text(f"ngckg, release {manifest.id}", f"ngckg, udgivelse {manifest.id}"),
            ),
            ("dcterms:isVersionOf", links(site.dataset(WHOLE))),
            ("dcat:version", plain(manifest.id)),
            ("dcat:previousVersion", before),
            ("dcterms:created", moment(manifest.created)),
            ("dcterms:license", links(LICENCE)),
            ("void:triples", (count(manifest.quads),)),
            ("void:dataDump", links(f"{iri}/dataset.nq", f"{iri}/download/ngckg.ttl")),
            ("void:sparqlEndpoint", links(f"{iri}/sparql")),
            ("void:subset", (ox.NamedNode(graph_iri(name)) for name in manifest.graphs)),
            ("dcterms:relation", links(f"{iri}/manifest.json", f"{iri}/report.ttl")),
            ("spdx:checksum", links(checksum)),
        ),
        *about(
            checksum,
            "spdx:Checksum",
            ("spdx:algorithm", (term(f"spdx:checksumAlgorithm_{algorithm}"),)),
            ("spdx:checksumValue", (ox.Literal(digest, datatype=term("xsd:hexBinary")),)),
        ),
    ]
