"""What the embedded engine answers."""

import json as json_module
from pathlib import Path

import pyoxigraph as ox
import pytest

from ngckg.engine.base import Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.library import Library
from ngckg.engine.limits import Limits
from ngckg.engine.query.forms import Form
from ngckg.errors import (
    BadRequest,
    ContentTooLarge,
    NotAcceptable,
    QueryRefused,
    QuerySyntaxError,
    ResultTooLarge,
    Unavailable,
)
from ngckg.namespaces import graph_iri
from ngckg.negotiation import CSV, GRAPHS, JSON_LD, RESULTS
from tests.engine.releases import group, quads, write
from tests.engine.running import ask, csv, engine, json, run, turtle

pytestmark = pytest.mark.slow

PREFIXES = (
    "PREFIX ngckg: <https://w3id.org/ngckg/ontology#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "PREFIX g: <https://w3id.org/ngckg/id/patient-group/> "
)
DATA, VOCABULARY = graph_iri("data"), graph_iri("vocabulary")


def test_select_in_every_syntax(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            text = PREFIXES + "SELECT ?l { g:g-1 skos:prefLabel ?l } ORDER BY ?l"
            for syntax in RESULTS:
                answer = await running.answer(Query(text), syntax.media_type)
                assert answer.content is not None
                assert answer.media_type == syntax.media_type
                assert answer.release.manifest.id == "r1"
                if syntax is CSV:
                    labels = answer.content.decode().splitlines()[1:]
                else:
                    parsed = ox.parse_query_results(
                        answer.content,
                        format=ox.QueryResultsFormat.from_media_type(syntax.media_type),
                    )
                    assert isinstance(parsed, ox.QuerySolutions)
                    labels = [row["l"].value for row in parsed]
                assert labels == ["group 1", "gruppe 1 på øen"]

    run(work)


def test_ask_in_every_syntax(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for syntax in RESULTS:
                yes = await ask(running, "ASK { ?s ?p ?o }", syntax.media_type)
                no = await ask(running, "ASK { ?s ?p 'nowhere' }", syntax.media_type)
                assert "true" in yes
                assert yes.replace("true", "false") == no

    run(work)


def test_construct_in_every_syntax(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            text = PREFIXES + "CONSTRUCT WHERE { g:g-1 skos:prefLabel ?l }"
            labels = {"en": "group 1", "da": "gruppe 1 på øen"}
            for syntax in GRAPHS:
                body = await ask(running, text, syntax.media_type)
                if syntax is JSON_LD:
                    document = json_module.loads(body)
                    assert document["@context"] == "https://w3id.org/ngckg/context.jsonld"
                    assert document["@graph"] == [{"@id": group("g-1").value, "label": labels}]
                else:
                    syntax_name = ox.RdfFormat.from_media_type(syntax.media_type)
                    found = ox.parse(body.encode(), syntax_name)
                    assert {quad.object.value for quad in found} == set(labels.values())

    run(work)


def test_turtle_has_the_prefixes_that_it_needs(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            body = await ask(
                running, PREFIXES + "CONSTRUCT WHERE { g:g-1 skos:prefLabel ?l }", turtle
            )
            assert "@prefix skos:" in body
            assert "@prefix owl:" not in body
            assert "skos:prefLabel" in body

    run(work)


def test_equal_graphs_have_equal_bytes(tmp_path: Path) -> None:
    """Whatever order the triples come in, and however often, and whatever new nodes are called."""

    async def work() -> None:
        async with engine(tmp_path, Limits(cache=0)) as running:
            for template in ("?s ?p ?o", "?s ?p [ ?p ?o ]"):
                bodies = {
                    await ask(running, f"CONSTRUCT {{ {template} }} {{ ?s ?p ?o }} {tail}", turtle)
                    for tail in ("", "ORDER BY ?o", "ORDER BY DESC(?p) #", "#1", "#2", "#3")
                }
                assert len(bodies) == 1
                assert len(bodies.pop()) > 1000

    run(work)


def test_blank_nodes_of_the_release_keep_their_names(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(cache=0)) as running:
            text = "SELECT DISTINCT ?s { ?s ?p ?o FILTER(isBlank(?s)) }"
            assert {await ask(running, f"{text} #{n}") for n in range(9)} == {"s\r\n_:c14n0\r\n"}

    run(work)


#: Query, the request's default and named graphs, and how many labels there are.
DATASETS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int], ...] = (
    # Nothing said: the union of the named graphs.
    ("SELECT ?l { g:g-1 skos:prefLabel ?l }", (), (), 2),
    ("SELECT ?l { GRAPH ?g { g:g-1 skos:prefLabel ?l } }", (), (), 2),
    # The query says it.
    ("SELECT ?l FROM <graph/data> { g:g-1 skos:prefLabel ?l }", (), (), 1),
    ("SELECT ?l FROM <graph/data> FROM <graph/vocabulary> { g:g-1 skos:prefLabel ?l }", (), (), 2),
    ("SELECT ?l FROM NAMED <graph/data> { g:g-1 skos:prefLabel ?l }", (), (), 0),
    ("SELECT ?l FROM NAMED <graph/data> { GRAPH ?g { g:g-1 skos:prefLabel ?l } }", (), (), 1),
    ("SELECT ?l FROM <graph/data> { GRAPH ?g { g:g-1 skos:prefLabel ?l } }", (), (), 0),
    # The request says it.
    ("SELECT ?l { g:g-1 skos:prefLabel ?l }", (DATA,), (), 1),
    ("SELECT ?l { g:g-1 skos:prefLabel ?l }", (DATA, VOCABULARY), (), 2),
    ("SELECT ?l { g:g-1 skos:prefLabel ?l }", ("http://example.org/none",), (), 0),
    ("SELECT ?l { g:g-1 skos:prefLabel ?l }", (), (DATA,), 0),
    ("SELECT ?l { GRAPH ?g { g:g-1 skos:prefLabel ?l } }", (), (DATA,), 1),
    ("SELECT ?l { GRAPH ?g { g:g-1 skos:prefLabel ?l } }", (DATA,), (), 0),
    # Both: the request comes first.
    ("SELECT ?l FROM <graph/data> { g:g-1 skos:prefLabel ?l }", (), (DATA,), 0),
    ("SELECT ?l FROM <graph/data> { GRAPH ?g { g:g-1 skos:prefLabel ?l } }", (), (DATA,), 1),
    ("SELECT ?l FROM <graph/data> { g:g-1 skos:prefLabel ?l }", (VOCABULARY, DATA), (), 2),
)


def test_the_dataset_of_a_query(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for text, default_graphs, named_graphs, expected in DATASETS:
                query = Query(PREFIXES + text, default_graphs, named_graphs)
                body = await (await running.answer(query, csv)).read()
                assert len(body.splitlines()) == 1 + expected, query

    run(work)


#: Query, error, line and column.
WRONG: tuple[tuple[str, type[BadRequest], int | None, int | None], ...] = (
    ("SELECT * {\n ?s ?p }", QuerySyntaxError, 2, 8),
    ("SELECT * { ?s ex:p ?o }", QuerySyntaxError, 1, 15),
    ("SELECT * { ?s ?p ?o } INSERT DATA {}", QuerySyntaxError, 1, 23),
    ("SELECT * { SERVICE <http://x> {} }", QueryRefused, 1, 12),
    ("SELECT * { FILTER(<http://f>(1)) }", BadRequest, None, None),
)


def test_what_is_wrong_with_a_query(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            for text, error, line, column in WRONG:
                with pytest.raises(error) as caught:
                    await ask(running, text)
                assert caught.value.details().get("line") == line
                assert caught.value.details().get("column") == column

    run(work)


def test_media_types_that_the_form_does_not_have(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            with pytest.raises(NotAcceptable) as caught:
                await ask(running, "SELECT * {}", turtle)
            assert caught.value.offered == [it.media_type for it in RESULTS]
            with pytest.raises(NotAcceptable):
                await ask(running, "DESCRIBE <http://a>", csv)

    run(work)


def test_long_queries_are_examined_elsewhere_and_alike(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            rows = "'x' " * 100_000
            found = await running.examine(f"SELECT * {{ VALUES ?x {{ {rows} }} }}")
            assert found.form is Form.SELECT
            assert len(await ask(running, f"SELECT * {{ VALUES ?x {{ {rows} }} }}")) > 300_000
            with pytest.raises(QueryRefused) as refused:
                await running.examine(f"SELECT * {{ VALUES ?x {{ {rows} }}\n SERVICE ?s {{}} }}")
            assert (refused.value.line, refused.value.column) == (2, 2)
            with pytest.raises(QuerySyntaxError):
                await running.examine("SELECT * { '" + "a" * 100_000)
            with pytest.raises(ContentTooLarge):
                await running.examine("ASK {}" + " " * running.limits.query.characters)

    run(work)


def test_large_answers_come_whole_through_a_file(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(inline=10_000, result=3_000_000)) as running:
            text = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
            answer = await running.answer(Query(text), csv)
            assert answer.content is None
            body = await answer.read()
            assert len(body) == answer.length > 1_000_000
            assert len(body.splitlines()) == 1 + len(quads(20)) ** 2
            again = await running.answer(Query(text), csv)
            assert sorted((await again.read()).splitlines()) == sorted(body.splitlines())
            unread = await running.answer(Query(text), csv)
            unread.close()

    run(work)


def test_answers_beyond_the_limit_are_refused_and_never_cut(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path, Limits(inline=10_000, result=100_000)) as running:
            for text, media_type in (
                ("SELECT * { ?a ?b ?c . ?d ?e ?f }", json),
                ("CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }", turtle),
            ):
                with pytest.raises(ResultTooLarge, match="LIMIT") as caught:
                    await ask(running, text, media_type)
                assert caught.value.limit == 100_000
                assert "error" not in await ask(running, "SELECT * {} ")

    run(work)


def library(folder: Path) -> Library:
    (folder / "q").mkdir()
    (folder / "q" / "labels.rq").write_text(
        PREFIXES + "SELECT ?thing ?label { ?thing skos:prefLabel ?label } ORDER BY ?label",
        encoding="utf-8",
    )
    (folder / "q" / "with-label.rq").write_text(
        PREFIXES + "SELECT ?thing ?label { ?thing skos:prefLabel ?label }", encoding="utf-8"
    )
    (folder / "q" / "about.rq").write_text("DESCRIBE ?thing", encoding="utf-8")
    return Library(folder / "q")


def test_named_queries_with_values(tmp_path: Path) -> None:
    async def work() -> None:
        running = EmbeddedEngine(write(tmp_path, quads(20)), library=library(tmp_path))
        await running.start()
        try:
            one = await running.named("labels", csv, thing=group("g-7"))
            assert (one.content or b"").splitlines()[1:] == [
                f"{group('g-7').value},group 7".encode(),
                f"{group('g-7').value},gruppe 7 på øen".encode(),
            ]
            danish = ox.Literal("gruppe 7 på øen", language="da")
            found = await running.named("with-label", csv, label=danish)
            assert group("g-7").value.encode() in (found.content or b"")
            other = await running.named("with-label", csv, label=ox.Literal("gruppe 7 på øen"))
            assert len((other.content or b"").splitlines()) == 1
            hostile = ox.Literal('"} INSERT { ?s ?p ?o } #')
            assert (await running.named("with-label", csv, label=hostile)).length < 20
            assert await running.named("labels", csv, thing=group("g-7")) is one
            everything = await running.named("labels", csv)
            assert len((everything.content or b"").splitlines()) == 1 + 60
            about = await running.named("about", turtle, thing=group("g-7"))
            assert b"netv\xc3\xa6rk 7" in (about.content or b"")
            with pytest.raises(KeyError):
                await running.named("../labels", csv)
            with pytest.raises(KeyError):
                await running.named("nothing", csv)
        finally:
            await running.stop(0)

    run(work)


def test_relative_iris_are_ours(tmp_path: Path) -> None:
    async def work() -> None:
        async with engine(tmp_path) as running:
            body = await ask(running, "SELECT ?p { <id/patient-group/g-1> ?p ?o }")
            assert len(body.splitlines()) > 3

    run(work)


def test_an_engine_that_was_not_started_says_so(tmp_path: Path) -> None:
    async def work() -> None:
        running = EmbeddedEngine(write(tmp_path, quads(1)))
        assert not running.ready
        with pytest.raises(Unavailable):
            await ask(running, "ASK {}")

    run(work)
