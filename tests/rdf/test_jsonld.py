"""JSON-LD loses nothing: expanded by another's processor it is the same triples."""

import json
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld as processor

from ngckg.namespaces import EDTF_DATATYPE, PREFIXES
from ngckg.rdf.canonical import canonical_nquads
from ngckg.rdf.context import CLASSES, TERMS, context
from ngckg.rdf.jsonld import compact

CONTEXT = "https://example.org/context.jsonld"


def _loader(url: str, _options: dict[str, Any]) -> dict[str, Any]:
    assert url == CONTEXT, f"nothing but our context may be asked for, not {url}"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": context(),
    }


def _expanded(document: bytes) -> bytes:
    options = {"documentLoader": _loader, "format": "application/n-quads"}
    nquads = processor.to_rdf(json.loads(document), options)
    return canonical_nquads(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))


_iris = st.one_of(
    st.builds("{}{}".format, st.sampled_from(sorted(PREFIXES.values())), st.sampled_from("abc")),
    st.sampled_from(["https://example.org/a", "urn:x:y", "mailto:a@b.dk", "schema:x", "org:y"]),
    st.sampled_from(sorted(CLASSES)),
).map(ox.NamedNode)
_predicates = st.one_of(_iris, st.sampled_from([ox.NamedNode(term.property) for term in TERMS]))
_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
_datatypes = st.sampled_from(
    [EDTF_DATATYPE, *(PREFIXES["xsd"] + t for t in ("date", "integer", "boolean"))]
).map(ox.NamedNode)
_literals = st.one_of(
    st.builds(ox.Literal, _texts),
    st.builds(lambda t, lang: ox.Literal(t, language=lang), _texts, st.sampled_from(["da", "en"])),
    st.builds(
        lambda t, datatype: ox.Literal(t, datatype=datatype),
        st.sampled_from(["1", "007", "2022-05", "true", "", "x"]),
        _datatypes,
    ),
)
_quads = st.builds(
    ox.Quad,
    _iris,
    _predicates,
    st.one_of(_iris, _literals),
    st.one_of(st.just(ox.DefaultGraph()), _iris),
)


@given(st.lists(_quads, max_size=6))
def test_expansion_gives_the_same_quads(quads: list[ox.Quad]) -> None:
    assert _expanded(compact(quads, CONTEXT)) == canonical_nquads(quads)


def test_a_group_reads_as_plain_json() -> None:
    turtle = """
    @prefix ngckg: <https://w3id.org/ngckg/ontology#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <https://w3id.org/ngckg/id/patient-group/nyresvigt> a ngckg:PatientGroup ;
        skos:prefLabel "Nyresvigt"@da , "Kidney failure"@en ;
        ngckg:specialistNetwork <https://w3id.org/ngckg/id/specialist-network/nyresvigt> .
    """
    document = json.loads(compact(ox.parse(turtle, format=ox.RdfFormat.TURTLE), CONTEXT))
    assert document["@graph"] == [
        {
            "@id": "https://w3id.org/ngckg/id/patient-group/nyresvigt",
            "@type": "PatientGroup",
            "label": {"da": "Nyresvigt", "en": "Kidney failure"},
            "specialistNetwork": "https://w3id.org/ngckg/id/specialist-network/nyresvigt",
        }
    ]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_no_key_means_two_things(term: Any) -> None:
    assert [t for t in TERMS if t.key == term.key] == [term]
    assert term.key not in PREFIXES
    assert term.key not in CLASSES.values()
