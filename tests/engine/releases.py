"""Small releases to ask, made on the spot."""

import json
from pathlib import Path

import pyoxigraph as ox

from ngckg.namespaces import ID, NGCKG, PREFIXES, graph_iri
from ngckg.rdf.canonical import canonical_nquads, digest

SKOS = PREFIXES["skos"]
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(f"{SKOS}prefLabel")
GROUP = ox.NamedNode(f"{NGCKG}PatientGroup")
NETWORK = ox.NamedNode(f"{NGCKG}specialistNetwork")
DATA = ox.NamedNode(graph_iri("data"))
VOCABULARY = ox.NamedNode(graph_iri("vocabulary"))
ONTOLOGY = ox.NamedNode(graph_iri("ontology"))


def group(key: str) -> ox.NamedNode:
    """The patient group with this key."""
    return ox.NamedNode(f"{ID}patient-group/{key}")


def network(key: str) -> ox.NamedNode:
    """The specialist network with this key."""
    return ox.NamedNode(f"{ID}specialist-network/{key}")


def quads(groups: int) -> list[ox.Quad]:
    """So many patient groups, each with a network and labels in two graphs; one OWL list."""
    found = [
        ox.Quad(GROUP, ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.Literal("g"), ONTOLOGY),
        ox.Quad(GROUP, ox.NamedNode(PREFIXES["owl"] + "oneOf"), ox.BlankNode("l"), ONTOLOGY),
        ox.Quad(ox.BlankNode("l"), ox.NamedNode(PREFIXES["rdf"] + "first"), group("g-0"), ONTOLOGY),
    ]
    for number in range(groups):
        this, its = group(f"g-{number}"), network(f"g-{number}")
        found += [
            ox.Quad(this, TYPE, GROUP, DATA),
            ox.Quad(this, LABEL, ox.Literal(f"gruppe {number} på øen", language="da"), DATA),
            ox.Quad(this, LABEL, ox.Literal(f"group {number}", language="en"), VOCABULARY),
            ox.Quad(this, NETWORK, its, DATA),
            ox.Quad(its, LABEL, ox.Literal(f"netværk {number}", language="da"), DATA),
        ]
    return found


def write(folder: Path, content: list[ox.Quad], name: str = "r1") -> Path:
    """A release directory of these quads."""
    path = folder / name
    path.mkdir(parents=True)
    dataset = canonical_nquads(content)
    (path / "dataset.nq").write_bytes(dataset)
    graphs = {str(quad.graph_name.value).rpartition("/")[2] for quad in content}  # type: ignore[union-attr]
    manifest: dict[str, object] = {
        "id": name,
        "created": "2026-01-02T03:04:05Z",
        "parent": None,
        "digest": digest(dataset),
        "quads": len(dataset.splitlines()),
        "graphs": dict.fromkeys(sorted(graphs), 1),
        "tool": {"name": "ngckg", "version": "0"},
        "shacl": {"conforms": True, "violations": 0, "warnings": 0, "infos": 0},
        "sources": [],
    }
    (path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return path
