"""Harvesters, each by its own rules, as they were seen to behave.

They speak HTTP only and know nothing of us but an address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pyoxigraph as ox
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS

LDP = rdflib.Namespace("http://www.w3.org/ns/ldp#")
FDP = rdflib.Namespace("https://w3id.org/fdp/fdp-o#")
HYDRA = rdflib.Namespace("http://www.w3.org/ns/hydra/core#")
SCHEMA = rdflib.Namespace("https://schema.org/")

_MOST_BYTES = 50 * 1024 * 1024


@dataclass
class Package:
    """A dataset as CKAN keeps it."""

    title: str
    notes: str
    tags: list[str] = field(default_factory=list)
    resources: dict[str, rdflib.Graph] = field(default_factory=dict)


def ckan(web: httpx.Client, url: str) -> dict[str, Package]:
    """CKAN's generic DCAT harvester: datasets by address. One without a title ends the job."""
    found: dict[str, Package] = {}
    seen: set[bytes] = set()
    address: str | None = url
    while address is not None:
        head = web.head(address, headers={"accept": "*/*"})
        assert head.status_code in (200, 405)
        answer = web.get(address, headers={"accept": "*/*"})
        assert answer.status_code == 200
        assert len(answer.content) <= _MOST_BYTES
        if answer.content in seen:
            break
        seen.add(answer.content)
        media_type = answer.headers["content-type"].partition(";")[0]
        graph = rdflib.Graph().parse(data=answer.content, format=media_type)
        for dataset in graph.subjects(RDF.type, DCAT.Dataset):
            found[str(dataset)] = _package(graph, dataset)
        view = next(graph.subjects(RDF.type, HYDRA.PartialCollectionView), None)
        following = None if view is None else graph.value(view, HYDRA.next)
        address = None if following is None else str(following)
    return found


def _package(graph: rdflib.Graph, dataset: rdflib.term.Node) -> Package:
    title = _in_english(graph, dataset, DCTERMS.title)
    if title is None:
        raise KeyError("title")
    words = (str(it) for it in graph.objects(dataset, DCAT.keyword))
    tags = [_tag(part) for word in words for part in word.split(",")]
    package = Package(title, _in_english(graph, dataset, DCTERMS.description) or "", tags)
    for it in graph.objects(dataset, DCAT.distribution):
        part = rdflib.Graph()
        part += graph.triples((it, None, None))
        package.resources[str(it)] = part
    return package


def _in_english(
    graph: rdflib.Graph, subject: rdflib.term.Node, predicate: rdflib.URIRef
) -> str | None:
    texts = [it for it in graph.objects(subject, predicate) if isinstance(it, rdflib.Literal)]
    chosen = next((it for it in texts if it.language == "en"), next(iter(texts), None))
    return None if chosen is None else str(chosen)


def _tag(word: str) -> str:
    return re.sub(r"[^A-Za-z0-9-_. ]", " ", word).strip()


def gdi(web: httpx.Client, url: str) -> dict[str, rdflib.Graph]:
    """GDI's FAIR Data Point harvester: what it knows of each dataset, by address."""
    datasets: list[str] = []
    ahead, seen = [url], set()
    while ahead:
        address = ahead.pop(0)
        if address in seen:
            continue
        seen.add(address)
        graph = _record(web, address)
        if (rdflib.URIRef(address), RDF.type, DCAT.Dataset) in graph:
            datasets.append(address)
        ahead += [str(it) for it in graph.objects(None, LDP.contains)]
    found = {}
    for address in datasets:
        graph = _record(web, address)
        # Its parser takes the first dataset of the document, so that there must be one only.
        [dataset] = set(graph.subjects(RDF.type, DCAT.Dataset))
        assert str(dataset) == address
        for distribution in list(graph.objects(dataset, DCAT.distribution)):
            own = _record(web, str(distribution))
            for triple in own.triples((distribution, None, None)):
                # What hangs on blank nodes is lost here.
                assert not isinstance(triple[2], rdflib.BNode)
                graph.add(triple)
        found[address] = graph
    return found


def _record(web: httpx.Client, address: str) -> rdflib.Graph:
    """A failing request would silently be an empty record, and the dataset would be deleted."""
    answer = web.get(address, headers={"accept": "text/turtle"})
    assert answer.status_code == 200, address
    return rdflib.Graph().parse(data=answer.content.decode("utf-8"), format="turtle")


def labels(web: httpx.Client, address: str) -> set[str]:
    """What GDI's harvester finds a thing called when it asks for its address."""
    accept = "text/turtle, application/ld+json, application/rdf+xml;q=0.9"
    answer = web.get(address, headers={"accept": accept})
    assert answer.status_code == 200
    media_type = answer.headers["content-type"].partition(";")[0]
    graph = rdflib.Graph().parse(data=answer.content, format=media_type)
    about = rdflib.URIRef(address)
    names = (SCHEMA.name, RDFS.label, SKOS.prefLabel)
    found = (it for name in names for it in graph.objects(about, name))
    return {
        str(it)
        for it in found
        if isinstance(it, rdflib.Literal) and it.language in ("en", "nl", None)
    }


@dataclass
class Portal:
    """What GDI's portal shows: the first text in the document wins, whatever its language."""

    catalogue: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    labels: dict[str, str]
    used: set[str]


def portal(web: httpx.Client, url: str) -> Portal:
    """GDI's portal: no Accept header; Turtle by the suffix of the address, else RDF/XML."""
    request = web.build_request("GET", url)
    del request.headers["accept"]
    answer = web.send(request)
    assert answer.status_code == 200
    turtle = url.endswith(".ttl")
    syntax = ox.RdfFormat.TURTLE if turtle else ox.RdfFormat.RDF_XML
    first: dict[tuple[str, str], str] = {}
    types: dict[str, set[str]] = {}
    used: set[str] = set()
    for quad in ox.parse(answer.content, format=syntax):
        subject, value = str(quad.subject)[1:-1], quad.object
        if isinstance(value, ox.Literal):
            first.setdefault((subject, quad.predicate.value), value.value)
        elif isinstance(value, ox.NamedNode):
            types.setdefault(subject, set())
            if quad.predicate.value == str(RDF.type):
                types[subject].add(value.value)
            elif quad.predicate.value in _LABELLED:
                used.add(value.value)
    [catalogue] = [it for it, classes in types.items() if str(DCAT.Catalog) in classes]
    datasets = [it for it, classes in types.items() if str(DCAT.Dataset) in classes]
    named = {
        subject: text
        for (subject, predicate), text in first.items()
        if predicate in (str(SKOS.prefLabel), str(RDFS.label))
    }
    return Portal(
        first[catalogue, str(DCTERMS.title)],
        {it: first[it, str(DCTERMS.title)] for it in datasets},
        {it: first[it, str(DCTERMS.description)] for it in datasets},
        named,
        used,
    )


_LABELLED = {
    *(str(it) for it in (DCAT.theme, DCTERMS.type, DCTERMS.language, DCTERMS.accessRights)),
    *(str(it) for it in (DCTERMS.accrualPeriodicity, DCTERMS.spatial, DCTERMS.license)),
    *(str(it) for it in (DCTERMS["format"], DCAT.mediaType)),
    "http://data.europa.eu/r5r/applicableLegislation",
    "http://healthdataportal.eu/ns/health#healthCategory",
    "http://healthdataportal.eu/ns/health#healthTheme",
}


@dataclass
class Indexed:
    """What an index of FAIR Data Points keeps of one."""

    title: str
    description: str
    version: str
    publisher: str
    records: list[str]


def index(web: httpx.Client, client_url: str) -> Indexed:
    """A FAIR Data Point index, after it has been pinged."""
    root = _indexed(web, client_url)
    services = set(root.subjects(RDF.type, FDP.MetadataService))
    assert services, "this is no FAIR Data Point"
    [service] = services
    publisher = root.value(service, DCTERMS.publisher)
    assert publisher is not None
    return Indexed(
        str(root.value(service, DCTERMS.title)),
        str(root.value(service, DCTERMS.description)),
        str(root.value(service, rdflib.URIRef(f"{DCAT}version"))),
        str(root.value(publisher, FOAF.name)),
        list(_contained(web, client_url)),
    )


def _contained(web: httpx.Client, address: str, seen: set[str] | None = None) -> Iterator[str]:
    seen = set() if seen is None else seen
    if address in seen:
        return
    seen.add(address)
    yield address
    graph = _indexed(web, address)
    if (None, RDF.type, LDP.DirectContainer) in graph:
        for it in graph.objects(None, LDP.contains):
            yield from _contained(web, str(it), seen)


def _indexed(web: httpx.Client, address: str) -> rdflib.Graph:
    answer = web.get(address, headers={"accept": "text/turtle"}, follow_redirects=True)
    assert answer.status_code == 200
    assert "content-type" in answer.headers
    return rdflib.Graph().parse(data=answer.content, format="turtle")
