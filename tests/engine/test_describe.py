"""What a description holds."""

import pyoxigraph as ox
import pytest

from ngckg.engine.embedded.evaluate import Evaluator
from ngckg.engine.embedded.output import Output
from ngckg.engine.embedded.wire import Bound, Task
from ngckg.engine.limits import QueryLimits
from ngckg.engine.query.guard import examine
from ngckg.errors import QuerySyntaxError
from ngckg.namespaces import PREFIXES
from ngckg.negotiation import N_TRIPLES

EX = "http://example.org/"
LABEL, RDFS_LABEL = PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label"

DATA = f"""
<{EX}a> <{EX}knows> <{EX}b> <{EX}g1> .
<{EX}a> <{LABEL}> "a"@en <{EX}g1> .
<{EX}a> <{EX}list> _:l1 <{EX}g1> .
_:l1 <{EX}first> <{EX}c> <{EX}g1> .
_:l1 <{EX}rest> _:l2 <{EX}g1> .
_:l2 <{EX}first> "end" <{EX}g1> .
<{EX}b> <{LABEL}> "b"@da <{EX}g1> .
<{EX}b> <{EX}knows> <{EX}d> <{EX}g1> .
<{EX}c> <{RDFS_LABEL}> "c" <{EX}g2> .
<{EX}d> <{EX}knows> <{EX}a> <{EX}g2> .
<{EX}d> <{LABEL}> "d"@da <{EX}g2> .
<{EX}d> <{EX}other> "no label, so not here" <{EX}g2> .
<{EX}e> <{EX}knows> <{EX}e> <{EX}g2> .
"""


@pytest.fixture
def store() -> ox.Store:
    store = ox.Store()
    store.extend(ox.parse(DATA, ox.RdfFormat.N_QUADS))
    return store


def described(store: ox.Store, text: str, **dataset: tuple[str, ...]) -> set[str]:
    """The description in N-Triples, without the example namespace."""
    bound = tuple((name, _iri(value[0])) for name, value in dataset.items() if len(name) == 1)
    graphs = {name: value for name, value in dataset.items() if len(name) > 1}
    examined = examine(text, QueryLimits())
    task = Task(
        *(text, N_TRIPLES.media_type, examined.form.value, examined.own_dataset),
        **graphs,  # type: ignore[arg-type]
        bound=bound,
    )
    output = Output(-1, 10**6, 10**6)
    Evaluator(store, f"{EX}context").answer(task, output, 10**6)
    lines = output.content().decode().replace(EX, "").splitlines()
    return {line.removesuffix(" .") for line in lines}


def _iri(value: str) -> Bound:
    return "iri", value, None, None


A = {
    f'<a> <{LABEL}> "a"@en',
    "<a> <knows> <b>",
    "<a> <list> _:c14n0",
    "_:c14n0 <first> <c>",
    "_:c14n0 <rest> _:c14n1",
    '_:c14n1 <first> "end"',
    f'<b> <{LABEL}> "b"@da',
    f'<c> <{RDFS_LABEL}> "c"',
    "<d> <knows> <a>",
    f'<d> <{LABEL}> "d"@da',
}


def test_it_says_what_points_there_and_what_all_is_called(store: ox.Store) -> None:
    assert described(store, f"DESCRIBE <{EX}a>") == A


@pytest.mark.parametrize(
    "text",
    [
        f"PREFIX ex: <{EX}> DESCRIBE ex:a",
        f"PREFIX ex: <{EX}> DESCRIBEex:a",
        f"BASE <{EX}> describe <a> <a>",
        f"DESCRIBE ?x {{ ?x <{EX}list> ?l }}",
        f"DESCRIBE ?x WHERE {{ ?x <{EX}list> ?l }} LIMIT 1",
        f"DESCRIBE $x # ?y {{ <{EX}e>\n {{ ?x <{EX}list> ?l }}",
        f"DESCRIBE ?x <{EX}a> {{ ?x <{EX}list> ?l }}",
        f"DESCRIBE ?none <{EX}a> {{ ?none <{EX}nothing> ?l }}",
        f"DESCRIBE <{EX}a> {{ ?none <{EX}nothing> ?l }}",
        f"DESCRIBE * {{ ?x <{EX}list> ?l BIND(1 AS ?one) FILTER(?one = 1) {{ SELECT ?x {{}} }} }}",
        f"DESCRIBE ?x {{ VALUES ?x {{ <{EX}a> 'literal' UNDEF }} }}",
        f"DESCRIBE ?x {{ ?x <{EX}knows> ?y }} GROUP BY ?x HAVING(?x = <{EX}a>)",
        f"DESCRIBE ?x {{ ?x <{EX}knows> ?y }} ORDER BY ?x LIMIT 1 OFFSET 0",
    ],
)
def test_every_way_to_ask_for_it(store: ox.Store, text: str) -> None:
    assert described(store, text) >= A


def test_several_things(store: ox.Store) -> None:
    both = described(store, f"DESCRIBE <{EX}a> <{EX}e>")
    assert both == A | {"<e> <knows> <e>"}
    assert described(store, f"DESCRIBE ?x {{ ?x <{EX}knows> ?x }}") == {"<e> <knows> <e>"}


def test_only_graphs_of_the_dataset(store: ox.Store) -> None:
    first = A - {f'<c> <{RDFS_LABEL}> "c"', "<d> <knows> <a>", f'<d> <{LABEL}> "d"@da'}
    assert described(store, f"DESCRIBE <{EX}a> FROM <{EX}g1>") == first
    assert described(store, f"BASE <{EX}> DESCRIBE <a> FROM <g1> FROM NAMED <g2>") == first
    assert described(store, f"PREFIX ex:<{EX}> DESCRIBE ex:a FROM ex:g1 FROM ex:g2 {{}}") == A
    assert described(store, f"DESCRIBE <{EX}a> FROM NAMED <{EX}g1>") == set()
    assert described(store, f"DESCRIBE <{EX}a>", default_graphs=(f"{EX}g1",)) == first
    both = (f"{EX}g1", f"{EX}g2")
    assert described(store, f"DESCRIBE <{EX}a> FROM <{EX}g9>", default_graphs=both) == A
    assert described(store, f"DESCRIBE <{EX}a>", named_graphs=both) == set()


def test_a_variable_with_a_value(store: ox.Store) -> None:
    assert described(store, "DESCRIBE ?x", x=(f"{EX}a",)) == A
    assert described(store, f"DESCRIBE ?y {{ ?y <{EX}knows> ?x }}", x=(f"{EX}e",)) == {
        "<e> <knows> <e>"
    }


@pytest.mark.parametrize("text", ["DESCRIBE ?x", "DESCRIBE * {}", f"DESCRIBE <{EX}nothing>"])
def test_nothing_to_describe(store: ox.Store, text: str) -> None:
    assert described(store, text) == set()


@pytest.mark.parametrize(
    "text", ["DESCRIBE", f"DESCRIBE <{EX}a> {{", "DESCRIBE ?x { ?x }", "DESCRIBE * LIMIT x"]
)
def test_wrong_ones_are_syntax_errors(store: ox.Store, text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        described(store, text)


def test_what_half_the_graph_points_to_is_described_within_bounds() -> None:
    store = ox.Store()
    hub, knows = ox.NamedNode(f"{EX}hub"), ox.NamedNode(f"{EX}knows")
    store.extend(ox.Quad(ox.NamedNode(f"{EX}{n}"), knows, hub) for n in range(2_500))
    found = described(store, f"DESCRIBE <{EX}hub> FROM <{EX}g>")
    assert found == set()
    store.extend(
        ox.Quad(ox.NamedNode(f"{EX}{n}"), knows, hub, ox.NamedNode(f"{EX}g")) for n in range(2_500)
    )
    found = described(store, f"DESCRIBE <{EX}hub>")
    # The first of them, in order: the same ones each time.
    assert found == set(sorted(f"<{n}> <knows> <hub>" for n in range(2_500))[:1_000])
