"""The documents that things are described with."""

import json

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF

from ngckg.namespaces import BASE, graph_iri
from ngckg.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from ngckg.rdf.bridge import to_rdflib
from ngckg.rdf.context import context
from tests.web.reading import Dataset, expand
from tests.web.servers import Server

SYNTAXES = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)


def whole(dataset: Dataset, name: str) -> Graph:
    graph = ox.NamedNode(graph_iri(name))
    return to_rdflib(quad for quad in dataset.quads if quad.graph_name == graph)


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda it: it.suffix)
def test_ontology_has_every_triple_in_every_syntax(
    syntax: Format, client: httpx.Client, server: Server, dataset: Dataset
) -> None:
    suffixed = client.get(f"/ontology{syntax.suffix}")
    negotiated = client.get("/ontology", headers={"accept": syntax.media_type})
    for answer in (suffixed, negotiated):
        assert answer.headers["content-type"] == syntax.content_type
        if syntax == JSON_LD:
            found = to_rdflib(expand(answer.json(), f"{server.base}/context.jsonld"))
        else:
            known = ox.RdfFormat.from_media_type(syntax.media_type)
            assert known is not None
            found = to_rdflib(ox.parse(answer.content, format=known))
        assert isomorphic(found, whole(dataset, "ontology"))


def test_shapes_are_those_of_the_release(client: httpx.Client, dataset: Dataset) -> None:
    found = Graph().parse(data=client.get("/shapes").content, format="turtle")
    assert len(found) == len(whole(dataset, "shapes")) > 1000
    assert (URIRef(f"{BASE}shapes"), RDF.type, OWL.Ontology) in found


def test_document_begins_with_itself(client: httpx.Client) -> None:
    text = client.get("/ontology.ttl").text
    assert text[text.index("\n<") + 1 :].startswith(f"<{BASE}ontology> a owl:Ontology")


@pytest.mark.parametrize("name", ["ontology", "shapes"])
def test_links_lead_on(name: str, client: httpx.Client, server: Server) -> None:
    links = client.get(f"/{name}").headers["link"]
    assert f'<{server.base}/{name}>; rel="canonical"' in links
    assert f'<{BASE}{name}>; rel="cite-as"' in links
    assert f'<{server.base}/{name}.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links


def test_version_leads_to_the_document(client: httpx.Client, server: Server) -> None:
    document = Graph().parse(data=client.get("/ontology.nt").content, format="nt")
    version = str(document.value(URIRef(f"{BASE}ontology"), OWL.versionIRI))
    answer = client.get(f"/ontology/{version.rpartition('/')[2]}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{server.base}/ontology"
    assert client.get("/ontology/99.0.0").status_code == 404


@pytest.mark.parametrize("path", ["/ontology.nq", "/shapes.html", "/ontology.", "/ontologyx"])
def test_other_suffixes_are_not_found(path: str, client: httpx.Client) -> None:
    assert client.get(path).status_code == 404


def test_context_is_the_one(client: httpx.Client) -> None:
    answer = client.get("/context.jsonld", headers={"accept": "application/ld+json"})
    assert answer.headers["content-type"] == "application/ld+json"
    assert json.loads(answer.content) == context()
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.head("/context.jsonld").headers["etag"]
