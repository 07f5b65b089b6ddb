"""A value that is bound from outside narrows the answer: it never merely fills in a blank.

A variable that stands only inside OPTIONAL takes the value given in every row that has none of its
own, so that binding it says of everything what holds of a few.
"""

import ast
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

import pytest
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from ngckg.engine.library import QUERIES
from ngckg.web.api import parameters
from tests.test_architecture import MODULES

pytestmark = pytest.mark.slow

NAMES: Final = sorted(it.stem for it in QUERIES.glob("*.rq"))

#: The collections of the API ask by names that they keep: the filters of a list, or one thing.
_COLLECTIONS: Final[dict[str, set[str]]] = {
    "api-patient-groups": {*parameters.GroupParameters().values()},
    "api-specialist-networks": {*parameters.NetworkParameters().values()},
    "api-working-groups": {*parameters.WorkingGroupParameters().values()},
    "api-analysis-types": {*parameters.AnalysisTypeParameters().values()},
    "api-documents": {*parameters.DocumentParameters().values()},
    "api-steps": {*parameters.StepParameters().values()},
    **{
        f"api-{it}": {"it"} for it in ("patient-group", "body", "analysis-type", "document", "step")
    },
}
#: Parts of a query that are no patterns: its head, filters, and what the parser notes of it.
_OTHER: Final = {"PV", "_vars", "template", "datasetClause", "expr"}


@cache
def _bound() -> dict[str, set[str | None]]:
    """By query, the variables that some caller binds; None where it cannot be read which."""
    found: dict[str, set[str | None]] = {name: {*them} for name, them in _COLLECTIONS.items()}
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            it.target.id: it.value
            for it in tree.body
            if isinstance(it, ast.AnnAssign) and isinstance(it.target, ast.Name)
        }
        for call in (it for it in ast.walk(tree) if isinstance(it, ast.Call)):
            for arg in call.args:
                value = constants.get(arg.id) if isinstance(arg, ast.Name) else arg
                name = value.value if isinstance(value, ast.Constant) else None
                if isinstance(name, str) and name in NAMES:
                    found.setdefault(name, set()).update(it.arg for it in call.keywords)
    return found


def _places(part: object, *, inside: bool = False) -> Iterator[tuple[str, bool]]:
    """The variables of a pattern, each with whether it stands inside OPTIONAL there."""
    if isinstance(part, Variable):
        yield str(part), inside
    elif isinstance(part, CompValue):
        for key, value in part.items():
            if key not in _OTHER:
                optional = inside or (part.name == "LeftJoin" and key == "p2")
                yield from _places(value, inside=optional)
    elif isinstance(part, list | tuple | set):
        yield from chain.from_iterable(_places(it, inside=inside) for it in part)


def _filled_in(text: str) -> set[str]:
    """The variables that stand inside OPTIONAL and in no other pattern."""
    places = {*_places(translateQuery(parseQuery(text)).algebra)}
    return {name for name, inside in places if inside and (name, False) not in places}


def test_it_is_known_of_every_query_what_is_bound_in_it() -> None:
    assert sorted(_bound()) == NAMES
    assert [name for name, them in _bound().items() if None in them] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_variable_that_is_bound_from_outside_stands_only_inside_optional(name: str) -> None:
    text = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    assert _bound()[name] & _filled_in(text) == set()


def test_a_variable_that_stands_only_inside_optional_is_found() -> None:
    text = "SELECT * { ?a a ?b FILTER (?c > ?f) OPTIONAL { ?a ?b ?c , ?d OPTIONAL { ?e ?a 1 } } }"
    assert _filled_in(text) == {"c", "d", "e"}
