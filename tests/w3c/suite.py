"""Which parts of the W3C SPARQL 1.1 suite are run here, and which are not and why."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.shared import shared
from tests.w3c.known_failures import KNOWN_FAILURES
from tests.w3c.manifest import Entry, entries

SUITE = "w3c/sparql/sparql11"

EVALUATION = frozenset({"QueryEvaluationTest", "CSVResultFormatTest"})
ACCEPTED = frozenset({"PositiveSyntaxTest11"})
REJECTED = frozenset({"NegativeSyntaxTest11"})

#: Folders of query evaluation, result formats and query syntax.
RUN = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
)

#: Folders whose tests are requests to a server; `protocol.py` reads them.
RUN_OVER_HTTP = ("protocol",)

_UPDATE = "SPARQL Update: a release never changes, so no update operation is offered"
_FEDERATION = "SERVICE is refused before a query is read: this endpoint calls no other server"

LEFT_OUT = {
    "add": _UPDATE,
    "basic-update": _UPDATE,
    "clear": _UPDATE,
    "copy": _UPDATE,
    "delete": _UPDATE,
    "delete-data": _UPDATE,
    "delete-insert": _UPDATE,
    "delete-where": _UPDATE,
    "drop": _UPDATE,
    "entailment": "asks for RDFS, OWL, D or RIF entailment; queries are answered under simple "
    "entailment",
    "graph-store-protocol": "the Graph Store Protocol is not offered: graphs are read by name "
    "at /download and written by nobody",
    "http-rdf-update": "the Graph Store Protocol's older tests, which the W3C has deprecated",
    "move": _UPDATE,
    "service": _FEDERATION,
    "service-description": "requirements in prose, without a request or data to compare with",
    "syntax-fed": _FEDERATION,
    "syntax-update-1": _UPDATE,
    "syntax-update-2": _UPDATE,
    "update-silent": _UPDATE,
}


def all_entries(root: Path) -> list[Entry]:
    """Every test of the folders in `RUN`."""
    return [entry for folder in RUN for entry in entries(root, root / folder / "manifest.ttl")]


def cases(kinds: Iterable[str]) -> list[object]:
    """The tests of these kinds as parameters; a known failure must fail, and by its answer."""
    wanted = frozenset(kinds)
    return parameters(
        lambda root: [
            pytest.param(
                entry,
                id=entry.name,
                marks=[pytest.mark.xfail(reason=KNOWN_FAILURES[entry.iri], raises=AssertionError)]
                if entry.iri in KNOWN_FAILURES
                else [],
            )
            for entry in all_entries(root)
            if entry.kind in wanted
        ]
    )


def parameters(read: Callable[[Path], list[object]]) -> list[object]:
    """What `read` finds in the suite, or, where that is not at hand, one parameter that skips.

    Under `CI` its absence ends the collection of tests.
    """
    try:
        root = shared(SUITE)
    except pytest.skip.Exception as absent:
        return [pytest.param(None, id="absent", marks=pytest.mark.skip(reason=str(absent)))]
    return read(root)
