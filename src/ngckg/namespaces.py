"""The base IRI, the named graphs and the prefixes: constants, the same in every deployment."""

from typing import Final

BASE: Final = "https://w3id.org/ngckg/"
ONTOLOGY: Final = f"{BASE}ontology"
SHAPES: Final = f"{BASE}shapes"
ID: Final = f"{BASE}id/"
GRAPH: Final = f"{BASE}graph/"

NGCKG: Final = f"{ONTOLOGY}#"
NGCSH: Final = f"{SHAPES}#"

#: The named graphs of a release, in the order in which people are shown them.
GRAPHS: Final = ("ontology", "shapes", "vocabulary", "data", "evidence", "mappings", "examples")

EDTF_DATATYPE: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

#: Every prefix that we write, in whatever syntax.
PREFIXES: Final = {
    "ngckg": NGCKG,
    "ngcsh": NGCSH,
    "ngcid": ID,
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def graph_iri(name: str) -> str:
    """The IRI of one of our named graphs, by its short name."""
    return f"{GRAPH}{name}"
