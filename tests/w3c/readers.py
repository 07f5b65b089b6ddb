"""Reading query results in each format, without the library that wrote them.

Oxigraph's own readers could share a mistake with its writers; these follow the W3C texts.
"""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyoxigraph as ox
from lxml import etree

from tests.w3c.rdf import RDF, Graph, text

SRX = "{http://www.w3.org/2005/sparql-results#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True)
class Solutions:
    """The answer to a SELECT; a variable that is not in a row is unbound there."""

    variables: tuple[str, ...]
    rows: tuple[dict[str, Term], ...]


Result: TypeAlias = bool | Solutions | ox.Dataset


def read_json(content: bytes) -> Result:
    """SPARQL 1.1 Query Results JSON Format."""
    document = json.loads(content.decode("utf-8"))
    if "boolean" in document:
        answer = document["boolean"]
        if not isinstance(answer, bool):
            raise ValueError(f"not a JSON boolean: {answer!r}")
        return answer
    return Solutions(
        tuple(document["head"]["vars"]),
        tuple(
            {name: _json_term(term) for name, term in row.items()}
            for row in document["results"]["bindings"]
        ),
    )


def _json_term(term: dict[str, str]) -> Term:
    match term["type"]:
        case "uri":
            return ox.NamedNode(term["value"])
        case "bnode":
            return _blank(term["value"])
        case "literal":
            return _literal(term["value"], term.get("xml:lang"), term.get("datatype"))
    raise ValueError(f"§3.2.2 knows no such type of term: {term}")


def read_xml(content: bytes) -> Result:
    """SPARQL Query Results XML Format (Second Edition)."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if root.tag != f"{SRX}sparql":
        raise ValueError(f"not a results document: {root.tag}")
    if (answer := root.findtext(f"{SRX}boolean")) is not None:
        return {"true": True, "false": False}[answer.strip()]
    variables = tuple(node.get("name") for node in root.iterfind(f"{SRX}head/{SRX}variable"))
    rows = tuple(
        {binding.get("name"): _xml_term(binding[0]) for binding in row}
        for row in root.iterfind(f"{SRX}results/{SRX}result")
    )
    return Solutions(variables, rows)


def _xml_term(element: Any) -> Term:
    value = element.text or ""
    match element.tag.removeprefix(SRX):
        case "uri":
            return ox.NamedNode(value.strip())
        case "bnode":
            return _blank(value.strip())
        case "literal":
            return _literal(value, element.get(XML_LANG), element.get("datatype"))
    raise ValueError(f"§2.3.1 knows no such element: {element.tag}")


def read_tsv(content: bytes) -> Result:
    """SPARQL 1.1 Query Results TSV Format: terms as Turtle writes them, nothing for unbound."""
    header, *lines = content.decode("utf-8").removesuffix("\n").split("\n")
    names = header.rstrip("\r").split("\t")
    if any(not name.startswith("?") for name in names):
        raise ValueError(f"§4.1 wants a question mark before each variable: {header}")
    variables = tuple(name.removeprefix("?") for name in names)
    return Solutions(variables, tuple(_tsv_row(variables, line.rstrip("\r")) for line in lines))


def _tsv_row(variables: tuple[str, ...], line: str) -> dict[str, Term]:
    cells = zip(variables, line.split("\t"), strict=True)
    return {name: _turtle_term(cell) for name, cell in cells if cell}


def _turtle_term(cell: str) -> Term:
    (quad,) = ox.parse(f"<urn:x:s> <urn:x:p> {cell} .", format=ox.RdfFormat.TURTLE)
    return _plain(quad.object)


def read_csv(content: bytes) -> Result:
    """SPARQL 1.1 Query Results CSV Format: every term is its text, so all but blank nodes are."""
    header, *lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    rows = (
        {name: _csv_term(cell) for name, cell in zip(header, line, strict=True) if cell}
        for line in lines
    )
    return Solutions(tuple(header), tuple(rows))


def _csv_term(cell: str) -> Term:
    return _blank(cell.removeprefix("_:")) if cell.startswith("_:") else ox.Literal(cell)


def _graph(syntax: ox.RdfFormat) -> Callable[[bytes], Result]:
    return lambda content: ox.Dataset(ox.parse(content, format=syntax))


#: The readers by media type.
READERS: dict[str, Callable[[bytes], Result]] = {
    "application/sparql-results+json": read_json,
    "application/sparql-results+xml": read_xml,
    "text/tab-separated-values": read_tsv,
    "text/csv": read_csv,
    "text/turtle": _graph(ox.RdfFormat.TURTLE),
    "application/n-triples": _graph(ox.RdfFormat.N_TRIPLES),
    "application/rdf+xml": _graph(ox.RdfFormat.RDF_XML),
}

#: The media type in which a result file of this suffix is written.
SUFFIXES = {
    ".srj": "application/sparql-results+json",
    ".srx": "application/sparql-results+xml",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".ttl": "text/turtle",
}


def read_answer(media_type: str, content: bytes) -> Result:
    """An answer in the format that its media type names."""
    return READERS[media_type.partition(";")[0].strip().lower()](content)


def read_expected(path: Path, base: str) -> tuple[str, Result]:
    """What a result file holds, and the media type to ask for so that it can be compared.

    A Turtle file is a graph, or solutions in the vocabulary that predates the XML format.
    """
    media_type = SUFFIXES[path.suffix]
    if media_type != "text/turtle":
        return media_type, read_answer(media_type, path.read_bytes())
    graph = Graph.read(path, base)
    sets = graph.subjects(f"{RDF}type", ox.NamedNode(f"{RS}ResultSet"))
    if not sets:
        return media_type, graph.dataset
    (head,) = sets
    rows = (
        {
            text(graph.need(binding, f"{RS}variable")): _plain(graph.need(binding, f"{RS}value"))
            for binding in graph.objects(solution, f"{RS}binding")
        }
        for solution in graph.objects(head, f"{RS}solution")
    )
    variables = (text(name) for name in graph.objects(head, f"{RS}resultVariable"))
    return SUFFIXES[".srj"], Solutions(tuple(variables), tuple(rows))


def _plain(node: object) -> Term:
    if not isinstance(node, ox.NamedNode | ox.BlankNode | ox.Literal):
        raise TypeError(f"not an RDF 1.1 term: {node}")
    return node


def _blank(label: str) -> ox.BlankNode:
    # A label of any characters is allowed in results, not so in pyoxigraph.
    return ox.BlankNode("x" + label.encode().hex())


def _literal(value: str, language: str | None, datatype: str | None) -> ox.Literal:
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=ox.NamedNode(datatype) if datatype else None)
