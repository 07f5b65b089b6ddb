"""The example queries: their form, their wording, and the answer that the page's facts give.

Expected answers were worked out from the page itself, not copied from the graph.
"""

import csv
import io
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from ngckg.graph import sources
from ngckg.namespaces import PREFIXES
from ngckg.rdf.bridge import to_rdflib
from ngckg.rdf.terms import N
from tests.shared import ROOT, shared

EXAMPLES = ROOT / "data" / "examples"
EXPECTED = Path(__file__).parent / "expected"
#: What the queries share: prefixes, occasions, the words for columns.
SHARED = sorted(EXAMPLES.glob("_*.ttl"))
FILES = sorted(set(EXAMPLES.glob("*.ttl")) - set(SHARED))
KEYS = [file.stem for file in FILES]
FORMS = {
    N.sh.select: (N.sh.SPARQLSelectExecutable, ".csv"),
    N.sh.ask: (N.sh.SPARQLAskExecutable, ".srj"),
    N.sh.construct: (N.sh.SPARQLConstructExecutable, ".ttl"),
}
CSVW = "http://www.w3.org/ns/csvw#"


class Example:
    """One file, taken apart."""

    def __init__(self, key: str) -> None:
        self.node = N.ngcid[f"example/{key}"]
        self.triples = list(ox.parse(path=EXAMPLES / f"{key}.ttl"))
        ((self.form, query),) = [
            (t.predicate, t.object)
            for t in self.triples
            if t.subject == self.node and t.predicate in FORMS
        ]
        assert isinstance(query, ox.Literal)
        self.query = query.value
        self.expected = EXPECTED / f"{key}{FORMS[self.form][1]}"

    def objects(self, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """What the example has as this property."""
        return [
            t.object
            for t in self.triples
            if t.subject == self.node
            and t.predicate == predicate
            and isinstance(t.object, ox.NamedNode | ox.Literal)
        ]


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return list(sources.load(ROOT).quads())


@pytest.fixture(scope="module")
def store(quads: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(quads)
    return store


@pytest.fixture(scope="module")
def other_engine(quads: list[ox.Quad]) -> rdflib.Dataset:
    """rdflib, as a second reading of SPARQL: what only Oxigraph understands fails here."""
    dataset = rdflib.Dataset(default_union=True)
    for graph in {quad.graph_name for quad in quads}:
        assert isinstance(graph, ox.NamedNode)
        part = dataset.graph(rdflib.URIRef(graph.value))
        for triple in to_rdflib(quad for quad in quads if quad.graph_name == graph):
            part.add(triple)
    return dataset


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_there_are_enough_and_each_has_its_expected_answer() -> None:
    assert len(FILES) >= 24
    assert sorted(file.stem for file in EXPECTED.iterdir()) == KEYS
    assert len(SHARED) == 3


def test_all_three_forms_are_among_them() -> None:
    assert {Example(key).form for key in KEYS} == set(FORMS)


@pytest.mark.parametrize("key", KEYS)
def test_the_answer_is_the_expected_one(store: ox.Store, key: str) -> None:
    example = Example(key)
    result = store.query(example.query, use_default_graph_as_union=True)
    expected = example.expected.read_text(encoding="utf-8")
    if isinstance(result, ox.QueryBoolean):
        assert bool(result) is json.loads(expected)["boolean"]
    elif isinstance(result, ox.QueryTriples):
        found = set(result)
        assert found == {q.triple for q in ox.parse(expected, format=ox.RdfFormat.TURTLE)}
        assert found
    else:
        answer = result.serialize(format=ox.QueryResultsFormat.CSV)
        assert answer is not None
        assert _rows(answer.decode()) == _rows(expected)
        assert len(_rows(expected)) > 1


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib calls its own old names
@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_another_engine_gives_the_same_answer(other_engine: rdflib.Dataset, key: str) -> None:
    example = Example(key)
    result = other_engine.query(example.query)
    expected = example.expected.read_text(encoding="utf-8")
    if result.type == "ASK":
        assert result.askAnswer is json.loads(expected)["boolean"]
    elif result.type == "CONSTRUCT":
        assert result.graph is not None
        assert set(result.graph) == set(rdflib.Graph().parse(data=expected, format="turtle"))
    else:
        rows = [["" if cell is None else str(cell) for cell in row] for row in result]  # type: ignore[union-attr]
        assert rows == _rows(expected)[1:]


@pytest.mark.parametrize("key", KEYS)
def test_its_form_is_that_of_sib(key: str) -> None:
    example = Example(key)
    assert set(example.objects(N.rdf.type)) == {N.sh.SPARQLExecutable, FORMS[example.form][0]}
    assert example.objects(N.sh.prefixes) == [N.ngcid["example/prefixes"]]
    assert example.objects(N.schema.target) == [ox.NamedNode("https://w3id.org/ngckg/sparql")]
    assert not any(
        isinstance(term, ox.BlankNode) for t in example.triples for term in (t.subject, t.object)
    )


@pytest.mark.parametrize("key", KEYS)
def test_it_says_in_both_languages_what_it_asks_and_why(key: str) -> None:
    example = Example(key)
    for predicate in (N.skos.prefLabel, N.rdfs.comment):
        texts = {
            text.language: text.value
            for text in example.objects(predicate)
            if isinstance(text, ox.Literal)
        }
        assert set(texts) == {"da", "en"}
        assert len(example.objects(predicate)) == 2
        assert texts["da"] != texts["en"]
    languages = [
        word.language for word in example.objects(N.schema.keywords) if isinstance(word, ox.Literal)
    ]
    assert languages.count("da") == languages.count("en") > 0


@pytest.mark.parametrize("key", ["er-blanketten-klar", "i-drift"])
def test_what_rests_on_a_missing_note_is_asked_of_the_page_and_is_no_yes(key: str) -> None:
    example = Example(key)
    assert "NOT EXISTS" in example.query
    said = {
        (predicate, text.language): text.value
        for predicate in (N.skos.prefLabel, N.rdfs.comment)
        for text in example.objects(predicate)
        if isinstance(text, ox.Literal)
    }
    assert "lister siden en rekvisition" in said[N.skos.prefLabel, "da"].lower()
    assert "does the page list a requisition form" in said[N.skos.prefLabel, "en"].lower()
    assert "At en note mangler, er ikke et ja" in said[N.rdfs.comment, "da"]
    assert "That a note is missing is not a yes" in said[N.rdfs.comment, "en"]


@pytest.mark.parametrize("key", KEYS)
def test_the_query_declares_what_it_uses_and_can_be_read(key: str) -> None:
    query = Example(key).query
    declared = dict(re.findall(r"^PREFIX (\w+): <(.*)>$", query, flags=re.MULTILINE))
    body = re.sub(r"<[^>]*>|\"[^\"]*\"", "", query.partition("\n\n")[2])
    assert set(declared) == set(re.findall(r"\b(\w+):\w", body))
    own = {**PREFIXES, "sssom": "https://w3id.org/sssom/"}
    assert declared == {prefix: own[prefix] for prefix in declared}
    assert max(map(len, query.splitlines())) <= 100
    assert "SERVICE" not in query
    assert "FROM" not in query
    assert body.count(" ;\n") + body.count(" .\n") < 60
    if (
        query.partition("\n\n")[2].startswith("SELECT")
        and len(_rows(Example(key).expected.read_text(encoding="utf-8"))) > 2
    ):
        assert "ORDER BY" in query
        assert "SELECT *" not in query


def test_prefixes_are_declared_where_clients_ask_for_them(store: ox.Store) -> None:
    used = {
        pair
        for key in KEYS
        for pair in re.findall(r"^PREFIX (\w+): <(.*)>$", Example(key).query, flags=re.M)
    }
    solutions = store.query(
        "PREFIX sh: <http://www.w3.org/ns/shacl#> SELECT DISTINCT ?prefix ?namespace "
        "WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix",
        use_default_graph_as_union=True,
    )
    assert isinstance(solutions, ox.QuerySolutions)
    found = {(row["prefix"].value, row["namespace"].value) for row in solutions}
    assert used <= found
    assert len({prefix for prefix, _ in found}) == len(found), "a prefix stands for two namespaces"


def test_every_column_has_its_words_and_no_others() -> None:
    triples = list(ox.parse(path=EXAMPLES / "_columns.ttl"))
    names = {
        t.object.value
        for t in triples
        if t.predicate.value == f"{CSVW}name" and isinstance(t.object, ox.Literal)
    }
    columns = {
        column
        for key in KEYS
        if Example(key).form == N.sh.select
        for column in _rows(Example(key).expected.read_text(encoding="utf-8"))[0]
    }
    assert columns == names
    labels = [t.object for t in triples if t.predicate == N.skos.prefLabel]
    assert len(labels) == 2 * len(names)


def test_every_occasion_has_questions_in_an_order() -> None:
    occasions = {
        t.subject
        for t in ox.parse(path=EXAMPLES / "_occasions.ttl")
        if (t.predicate, t.object) == (N.rdf.type, N.skos.Concept)
    }
    places: dict[object, list[int]] = {occasion: [] for occasion in occasions}
    for key in KEYS:
        (occasion,), (place,) = (
            Example(key).objects(N.schema.about),
            Example(key).objects(N.sh.order),
        )
        assert isinstance(place, ox.Literal)
        places[occasion].append(int(place.value))
    assert len(places) == 5
    for numbers in places.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 5


PARAMETERS = [key for key in KEYS if Example(key).objects(N.sh.parameter)]


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_parameter_is_one_value_that_can_be_replaced(store: ox.Store, key: str) -> None:
    example = Example(key)
    (parameter,) = example.objects(N.sh.parameter)
    variable = str(parameter).removesuffix(">").rpartition("/")[2]
    pattern = rf"VALUES \?{variable} {{ ([^{{}}]+) }}"
    assert len(re.findall(pattern, example.query)) == 1
    unknown = (
        '"1900-01-01"^^xsd:date' if variable == "day" else "<https://w3id.org/ngckg/id/none/none>"
    )
    result = store.query(
        re.sub(pattern, f"VALUES ?{variable} {{ {unknown} }}", example.query),
        use_default_graph_as_union=True,
    )
    assert not (result if isinstance(result, ox.QueryBoolean) else list(result))


def test_there_are_parameters() -> None:
    assert len(PARAMETERS) >= 5


def test_quoted_words_stand_where_the_answer_says() -> None:
    text = shared("source/ngc-patient-groups-page.txt").read_text(encoding="utf-8")
    rows = _rows((EXPECTED / "kildested.csv").read_text(encoding="utf-8"))[1:]
    assert len(rows) == 7
    for _step, words, line, start, end in rows:
        assert text[int(start) : int(end)] == words
        assert text.count("\n", 0, int(start)) + 1 == int(line)
