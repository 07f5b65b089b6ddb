"""Queries that were measured to crash, stall or bloat Oxigraph, and their relatives."""

from collections.abc import Callable, Mapping
from typing import Final

from ngckg.engine.limits import QueryLimits

#: Limits that let everything through, to see what workers make of it.
NO_GUARD: Final = QueryLimits(
    characters=10**9, depth=10**9, patterns=10**9, operators=10**9, nested_calls=10**9
)

_EX: Final = "PREFIX e: <http://e/> "
_COUNT: Final = "SELECT (COUNT(*) AS ?n) "


def _where(inner: str) -> str:
    return "SELECT * { " + inner + " }"


#: What is nested or repeated, by how often.
SHAPES: Final[Mapping[str, Callable[[int], str]]] = {
    "groups": lambda n: "SELECT * " + "{" * n + "}" * n,
    "groups with patterns": lambda n: "SELECT * " + "{ ?s ?p ?o " * n + "}" * n,
    "optionals in each other": lambda n: _where("?s ?p ?o " + "OPTIONAL { ?s ?p ?o " * n + "}" * n),
    "brackets": lambda n: _where("FILTER(" + "(" * n + "1" + ")" * n + ")"),
    "collections": lambda n: _where("?s ?p " + "(" * n + "1" + ")" * n),
    "blank nodes": lambda n: _where("?s ?p " + "[ ?p " * n + "1" + "]" * n),
    "not": lambda n: _where("FILTER(" + "!" * n + "1)"),
    "minus": lambda n: _where("FILTER(" + "- " * n + "?x)"),
    "sum": lambda n: _where("FILTER(" + "1+" * n + "1)"),
    "product": lambda n: _where("?s ?p ?x FILTER(" + "?x*" * n + "1)"),
    "or": lambda n: _where("?s ?p ?x FILTER(" + "?x=1||" * n + "?x=2)"),
    "and": lambda n: _where("?s ?p ?x FILTER(" + "?x=1&&" * n + "?x=2)"),
    "union": lambda n: _where("{ ?s ?p 1 } UNION " * n + "{ ?s ?p 2 }"),
    "sequence": lambda n: _EX + _where("?s " + "e:p/" * n + "e:p ?o"),
    "repeated sequence": lambda n: _EX + _where("?s (" + "e:p/" * n + "e:p)* ?o"),
    "alternative": lambda n: _EX + _where("?s " + "e:p|" * n + "e:p ?o"),
    "path in path": lambda n: _EX + _where("?s " + "(" * n + "e:p" + ")+" * n + " ?o"),
    "inverse of inverse": lambda n: _EX + _where("?s " + "^(" * n + "e:p" + ")" * n + " ?o"),
    "not exists": lambda n: _where("FILTER NOT EXISTS { ?s ?p ?o " * n + "}" * n),
    "filters": lambda n: _where("?s ?p ?o " + "FILTER(?s=1) " * n),
    "binds": lambda n: _where("".join(f"BIND({i} AS ?v{i})" for i in range(n))),
    "subqueries": lambda n: _where("{SELECT * {" * n + "?s ?p ?o" + "}}" * n),
    "star": lambda n: _where("".join(f"?s <http://p/{i}> ?o{i} ." for i in range(n))),
    "chain": lambda n: _where("".join(f"?s{i} ?p{i} ?s{i + 1} ." for i in range(n))),
    "optionals": lambda n: _where(
        "?s ?p ?o " + "".join(f"OPTIONAL{{?s <http://p/{i}> ?o{i}}}" for i in range(n))
    ),
    "graphs": lambda n: _where("".join(f"GRAPH ?g{{?s <http://p/{i}> ?o{i}}}" for i in range(n))),
    "if": lambda n: _where("FILTER(" + "IF(1,1," * n + "1" + ")" * n + ")"),
    "regex": lambda n: _where("FILTER(" + "REGEX(" * n + "'a'" + ",'b')" * n + ")"),
    "replace": lambda n: _where("FILTER(" + "REPLACE(" * n + "'a'" + ",'b','c')" * n + ")"),
    "group_concat": lambda n: "SELECT (" + "GROUP_CONCAT(" * n + "?x" + ")" * n + " AS ?y) {}",
    "triple terms": lambda n: _where("?s ?p " + "<<( ?s ?p " * n + "1" + " )>>" * n),
    "reified triples": lambda n: _where("?s ?p " + "<< ?s ?p " * n + "1" + " >>" * n),
    "annotations": lambda n: _where("?s ?p ?o " + "{| ?p ?o " * n + " |}" * n),
    "sums to order by": lambda n: _where("?s ?p ?o") + " ORDER BY " + "(?s+1) " * n,
    "aggregates": lambda n: (
        "SELECT " + " ".join(f"(SUM(?s+{i}) AS ?v{i})" for i in range(n)) + " { ?s ?p ?o }"
    ),
}

#: What takes for ever, or more memory than there is.
HEAVY: Final[Mapping[str, str]] = {
    "cross product, counted": _COUNT + "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "cross product, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l",
    "cross product, all of it": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "one enormous literal": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "doubled and doubled": _where(
        "BIND('"
        + "a" * 10_000
        + "' AS ?v0) "
        + "".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1}) " for i in range(20))
    ),
    "a regular expression of giant size": _where(
        "?s ?p ?o FILTER REGEX(STR(?s), '((a{1,500}){1,500}){1,500}')"
    ),
    "a regular expression to backtrack in": _where(
        "VALUES ?x { '" + "a" * 30_000 + "!' } FILTER REGEX(?x, '^(a+)+$')"
    ),
    "replacements that grow": _where(
        "BIND('aaaaaaaaaa' AS ?v0) "
        + "".join(f"BIND(REPLACE(?v{i}, 'a', 'aaaaaaaaaa') AS ?v{i + 1}) " for i in range(12))
    ),
    "values by values": _where(
        "VALUES ?a { " + "1 " * 3000 + "} VALUES ?b { " + "1 " * 3000 + "} "
        "VALUES ?c { " + "1 " * 3000 + "}"
    ),
    "paths between all": _COUNT + "{ ?a (!<x>)* ?b . ?b (!<y>)* ?c . ?c (!<z>)* ?d }",
    "descriptions of everything": "DESCRIBE * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a graph of everything with everything": "CONSTRUCT { ?a ?e ?l } "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "a long list of rows": _where("VALUES ?x { " + "'x' " * 150_000 + "}"),
}
