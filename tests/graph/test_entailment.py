"""Types that follow are stated, in the graph of the statement that they follow from."""

import pyoxigraph as ox

from ngckg.graph import entailment
from ngckg.rdf.terms import N

ONTOLOGY = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix e: <http://e/> .
e:A rdfs:subClassOf e:B , [ a owl:Restriction ] .
e:B rdfs:subClassOf e:C . e:C rdfs:subClassOf e:B .
"""


def test_types_climb_to_the_top_even_in_a_circle() -> None:
    ontology = ox.parse(ONTOLOGY, format=ox.RdfFormat.TURTLE)
    thing, graph = ox.NamedNode("http://e/x"), ox.NamedNode("http://g")
    a, b, c = (ox.NamedNode(f"http://e/{name}") for name in "ABC")
    found = entailment.types(
        [ox.Quad(thing, N.rdf.type, a, graph)], entailment.superclasses(ontology)
    )
    assert found == [ox.Quad(thing, N.rdf.type, it, graph) for it in (b, c)]
