"""What the tests of the ontology read, parsed once, and a few questions they all ask."""

from collections.abc import Iterable
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from ngckg.namespaces import NGCKG
from tests.shared import ROOT

HERE = Path(__file__).resolve().parent
ONTOLOGY_FILE = ROOT / "ontology" / "ngckg.ttl"
ALIGNMENTS_FILE = ROOT / "ontology" / "alignments.ttl"
SCHEME_FILES = sorted((ROOT / "ontology" / "schemes").glob("*.ttl"))
INSTANCE_FILES = [HERE / "instances.ttl", *sorted((HERE / "examples").glob("*.ttl"))]
DATA_FILES = sorted((ROOT / "data").glob("*.ttl"))

LANGUAGES = ("da", "en")
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


def union(files: Iterable[Path]) -> Graph:
    """The files as one graph."""
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


def named(iris: Iterable[object]) -> list[URIRef]:
    """The IRIs among these, sorted."""
    return sorted(iri for iri in iris if isinstance(iri, URIRef))


ONTOLOGY = union([ONTOLOGY_FILE])
ALIGNMENTS = union([ALIGNMENTS_FILE])
SCHEMES = {file.stem: union([file]) for file in SCHEME_FILES}

#: The terms of our own namespace that the ontology declares.
TERMS = [
    term
    for term in named(set(ONTOLOGY.subjects(RDF.type)))
    if term.startswith(NGCKG) and set(ONTOLOGY.objects(term, RDF.type)) & KINDS
]
CLASSES = [term for term in TERMS if (term, RDF.type, OWL.Class) in ONTOLOGY]
PROPERTIES = [term for term in TERMS if term not in CLASSES]


def local(iri: object) -> str:
    """The last part of an IRI, to name a test case by."""
    return str(iri).rstrip("/").rsplit("#", 1)[-1].removeprefix("https://w3id.org/ngckg/id/")
