"""Every shape can fail, by itself; and the valid world fails none."""

import pytest
from rdflib import OWL, RDF, RDFS, URIRef
from rdflib.namespace import SH

from ngckg.namespaces import NGCKG, NGCSH
from tests.shapes.world import (
    HERE,
    ONTOLOGY,
    REPORTING,
    SHAPES,
    SPOILT,
    VALIDATOR,
    WORLD,
    broken,
    kebab,
    local,
    own,
    read,
    spoilt,
)

CLASSES = sorted(own(ONTOLOGY.subjects(RDF.type, OWL.Class)))
CONCRETE = [c for c in CLASSES if not own(ONTOLOGY.subjects(RDFS.subClassOf, URIRef(NGCKG + c)))]


def test_the_valid_world_has_no_finding() -> None:
    report = VALIDATOR.report(WORLD)
    assert broken(report) == set()
    assert report.conforms
    assert report.idle == ()


def test_there_is_something_to_check() -> None:
    assert len(REPORTING) > 200
    assert len(CONCRETE) > 15


@pytest.mark.parametrize("name", CONCRETE)
def test_each_class_has_a_valid_example_with_all_its_properties(name: str) -> None:
    example = read([HERE / "valid" / f"{kebab(name)}.ttl"])
    instances = set(example.subjects(RDF.type, URIRef(NGCKG + name)))
    assert instances
    above = ONTOLOGY.transitive_objects(URIRef(NGCKG + name), RDFS.subClassOf)
    shapes = own(term for term in above if isinstance(term, URIRef))
    wanted = {
        path
        for shape in shapes
        for part in SHAPES.objects(URIRef(NGCSH + shape), SH.property)
        for path in SHAPES.objects(part, SH.path)
        if isinstance(path, URIRef)
    }
    assert wanted - {p for instance in instances for p in example.predicates(instance)} == set()


@pytest.mark.slow
@pytest.mark.parametrize("shape", REPORTING, ids=local)
def test_each_shape_fails_its_example_and_no_other_does(shape: URIRef) -> None:
    assert local(shape) in SPOILT, "no example of what this shape is against"
    update = SPOILT[local(shape)].read_text(encoding="utf-8")
    assert broken(VALIDATOR.report(spoilt(update))) == {local(shape)}


def test_each_example_is_of_a_shape_and_says_what_is_wrong() -> None:
    assert set(SPOILT) - {local(shape) for shape in REPORTING} == set()
    silent = [name for name, path in SPOILT.items() if not path.read_text().startswith("# ")]
    assert silent == []
