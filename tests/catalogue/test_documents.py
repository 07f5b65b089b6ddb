"""Records come out the same in every syntax, each time, and need no other document."""

import json

import pyoxigraph as ox
import pytest
import rdflib
from pyld import jsonld

from ngckg import negotiation
from ngckg.catalogue import documents, records
from ngckg.negotiation import Format
from tests.catalogue.basis import basis

WHOLE = records.whole(basis())
STATED = {str(it) for it in WHOLE}


def _by_rdflib(document: bytes, name: str) -> set[str]:
    """What another reader makes of it, as N-Triples."""
    graph = rdflib.Graph().parse(data=document, format=name)
    # It writes the zone of a moment its own way.
    nt = graph.serialize(format="nt").replace('+00:00"^^', 'Z"^^')
    return _by_pyoxigraph(nt.encode(), ox.RdfFormat.N_TRIPLES)


def _by_pyoxigraph(document: bytes, syntax: ox.RdfFormat) -> set[str]:
    return {str(it.triple) for it in ox.parse(document, format=syntax)}


def test_turtle_and_rdf_xml_say_what_was_stated() -> None:
    assert _by_rdflib(documents.write(WHOLE, negotiation.TURTLE), "turtle") == STATED
    assert _by_rdflib(documents.write(WHOLE, negotiation.RDF_XML), "xml") == STATED


def test_json_ld_says_what_was_stated() -> None:
    document = json.loads(documents.write(WHOLE, negotiation.JSON_LD))
    nquads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert _by_pyoxigraph(nquads.encode(), ox.RdfFormat.N_QUADS) == STATED


@pytest.mark.parametrize(
    ("syntax", "known"),
    [
        (negotiation.N_TRIPLES, ox.RdfFormat.N_TRIPLES),
        (negotiation.N_QUADS, ox.RdfFormat.N_QUADS),
        (negotiation.TRIG, ox.RdfFormat.TRIG),
    ],
)
def test_the_other_syntaxes_say_what_was_stated(syntax: Format, known: ox.RdfFormat) -> None:
    assert _by_pyoxigraph(documents.write(WHOLE, syntax), known) == STATED


@pytest.mark.parametrize("syntax", documents.SYNTAXES)
def test_the_same_records_make_the_same_bytes(syntax: Format) -> None:
    again = documents.write(records.whole(basis()), syntax)
    assert documents.write(WHOLE, syntax) == again


def test_json_ld_brings_its_context_along() -> None:
    document = json.loads(documents.write(WHOLE, negotiation.JSON_LD))
    assert all(isinstance(it, str) for it in document["@context"].values())
    catalog = document["@graph"][0]
    assert catalog["@type"] == ["dcat:Catalog"]
    assert [it["@language"] for it in catalog["dcterms:title"]] == ["en", "da"]


def test_json_ld_keeps_named_graphs() -> None:
    one, graph = ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/g")
    literal = ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    quads = [ox.Quad(one, one, ox.BlankNode("x")), ox.Quad(ox.BlankNode("x"), one, literal, graph)]
    written = documents.write(quads, negotiation.JSON_LD)
    read = ox.Dataset(ox.parse(written, format=ox.RdfFormat.JSON_LD))
    expected = ox.Dataset(quads)
    for it in (read, expected):
        it.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == expected


def test_names_that_make_no_prefixed_name_are_written_out() -> None:
    document = documents.write(WHOLE, negotiation.JSON_LD).decode()
    assert '"@type": "xsd:dateTime"' in document
    assert '"dcat:theme"' in document
    assert '"@id": "http://www.iana.org/assignments/media-types/text/turtle"' in document
