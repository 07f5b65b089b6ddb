"""A small valid world, a file per class, and what spoils it, a SPARQL update per shape.

An update is the shortest way to say what is wrong: it is run on all of `valid/` together.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from ngckg.graph.report import Report
from ngckg.graph.validation import Validator
from ngckg.namespaces import ID, NGCKG, NGCSH, PREFIXES
from ngckg.rdf import files
from ngckg.rdf.bridge import to_rdflib
from tests.shared import ROOT

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.ttl"))
SPOILT = {path.stem: path for path in sorted((HERE / "invalid").glob("*.ru"))}
SHAPE_FILES = sorted((ROOT / "shapes").glob("*.ttl"))
ONTOLOGY_FILES = sorted((ROOT / "ontology").glob("*.ttl"))

_SPOILING = PREFIXES | {
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "sssom": "https://w3id.org/sssom/",
}
_PROLOGUE = f"BASE <{ID}>\n" + "".join(f"PREFIX {p}: <{n}>\n" for p, n in _SPOILING.items())


def read(paths: Iterable[Path]) -> Graph:
    """Some Turtle files as one graph."""
    return to_rdflib(quad for path in paths for quad in files.read(path))


SHAPES = read(SHAPE_FILES)
ONTOLOGY = read(ONTOLOGY_FILES)
WORLD = read(VALID)
VALIDATOR = Validator(SHAPES, ONTOLOGY)


def spoilt(update: str) -> Graph:
    """The valid world after an update."""
    world = Graph()
    world += WORLD
    world.update(_PROLOGUE + update)
    return world


def broken(report: Report) -> set[str]:
    """The shapes that a report has findings of, of whatever severity, without their namespace."""
    return {finding.shape.removeprefix(NGCSH) for finding in report.findings}


def local(term: Node) -> str:
    """The name of a term without its namespace."""
    return str(term).rpartition("#")[2]


def kebab(name: str) -> str:
    """`PatientGroup` as it is in file names: `patient-group`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def of_type(*types: URIRef) -> list[URIRef]:
    """The shapes of these types, by IRI."""
    found = {shape for kind in types for shape in SHAPES.subjects(RDF.type, kind)}
    return sorted(shape for shape in found if isinstance(shape, URIRef))


def is_shacl(term: Node) -> bool:
    """Whether a term is one of SHACL's; rdflib's namespace knows them all."""
    return isinstance(term, URIRef) and SH.__contains__(term)


def constraints(shape: Node) -> set[Node]:
    """What a shape demands: its SHACL terms without targets, parts and notes for people."""
    notes: set[Node] = {
        SH.path,
        SH.name,
        SH.description,
        SH.order,
        SH.group,
        SH.severity,
        SH.message,
    }
    parts: set[Node] = {
        SH.property,
        SH.targetClass,
        SH.targetNode,
        SH.targetSubjectsOf,
        SH.targetObjectsOf,
    }
    return set(filter(is_shacl, SHAPES.predicates(shape))) - notes - parts


def own(terms: Iterable[Node]) -> set[str]:
    """Those terms that are of our ontology, without their namespace."""
    return {str(term).removeprefix(NGCKG) for term in terms if str(term).startswith(NGCKG)}


PROPERTY_SHAPES = of_type(SH.PropertyShape)
NODE_SHAPES = of_type(SH.NodeShape)
_TARGETS = (SH.targetNode, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
TARGETED = [s for s in NODE_SHAPES if set(SHAPES.predicates(s)) & set(_TARGETS)]
REPORTING = sorted(
    shape
    for shape in {*TARGETED, *(p for t in TARGETED for p in SHAPES.objects(t, SH.property))}
    if isinstance(shape, URIRef) and constraints(shape)
)
HELPERS = [s for s in (*NODE_SHAPES, *PROPERTY_SHAPES) if s not in REPORTING and s not in TARGETED]
