"""What engines do otherwise than the standards, each with the engine and version that does it.

Everything else speaks SPARQL 1.1 as it is written. A new engine that needs help gets a `Dialect`.
"""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from ngckg.engine.remote.rewriting import Edit, apply, read_tokens
from ngckg.errors import (
    BadGateway,
    BadRequest,
    DeadlineExceeded,
    NgckgError,
    QueryTooComplex,
    ResultTooLarge,
    Unavailable,
)
from ngckg.namespaces import PREFIXES

_XSD: Final = PREFIXES["xsd"]

#: Characters of an engine's complaint that are passed on.
_SHOWN: Final = 200
#: More than any text that mending replaces.
_HELD_BACK: Final = 64

#: The types derived from xsd:integer, itself included (XSD 1.1 Datatypes §3.4).
_INTEGERS: Final = frozenset(
    (
        *("integer", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)

Params = Mapping[str, str]


def _no_params(_seconds: float) -> Params:
    return {}


def _whole(_headers: Mapping[str, str]) -> NgckgError | None:
    return None


def _as_it_is(text: str) -> str:
    return text


def _no_refusal(_status: int, _text: str) -> NgckgError | None:
    return None


@dataclass(frozen=True)
class Dialect:
    """An engine's ways."""

    name: str
    #: How the `Server` field of its answers begins.
    server: str = ""
    #: Ends of the addresses for queries, updates and the Graph Store Protocol.
    paths: tuple[str, str, str] | None = None
    #: A deadline in seconds as further parameters of a query.
    deadline: Callable[[float], Params] = _no_params
    #: What is wrong with an answer of status 200 that is not whole.
    cut: Callable[[Mapping[str, str]], NgckgError | None] = _whole
    #: What an answer of another status means, where the status alone does not tell.
    refusal: Callable[[int, str], NgckgError | None] = _no_refusal
    #: Bytes of results in JSON that must be replaced, and by what.
    mending: tuple[tuple[bytes, bytes], ...] = ()
    #: A query as the engine has to be told it.
    phrase: Callable[[str], str] = _as_it_is
    #: Triples that one INSERT DATA takes.
    inserted: int = 10_000


STANDARD: Final = Dialect("standard")


def _oxigraph_refusal(status: int, text: str) -> NgckgError | None:
    """What it cannot evaluate has status 500, and the words of the embedded engine."""
    if status == 500 and text.startswith("The custom "):
        return refused(text.partition("\n")[0])
    return None


#: Oxigraph's server 0.5.13. A deadline can be set when it is started, not with a query; it goes on
#: with a query whose client has gone until it next writes to it.
OXIGRAPH: Final = Dialect(
    "oxigraph", "Oxigraph/", ("/query", "/update", "/store"), refusal=_oxigraph_refusal
)


# Virtuoso 7.2.5

_ASK: Final = "__ASK_RETVAL"
_STATE: Final = re.compile(r"Virtuoso (\w{5}) Error ([^\n]*)")


def _virtuoso_deadline(seconds: float) -> Params:
    """In milliseconds, and below a second it is not heeded.

    After it Virtuoso gives what it has found so far, which `_virtuoso_cut` recognises.
    """
    return {"timeout": str(max(1000, math.ceil(seconds * 1000)))}


def _virtuoso_cut(headers: Mapping[str, str]) -> NgckgError | None:
    if headers.get("x-sql-state") == "S1TAT":
        return DeadlineExceeded("The query was stopped at its deadline.")
    if (rows := headers.get("x-sparql-maxrows")) is not None:
        return ResultTooLarge(
            f"The engine gives at most {rows} rows; LIMIT and OFFSET ask for them in parts.",
            int(rows) if rows.isdigit() else None,
        )
    return None


def _virtuoso_refusal(status: int, text: str) -> NgckgError | None:
    """The SQL state tells whose fault it is; the status is 500 for most of them."""
    match = _STATE.search(text)
    if match is None:
        return None
    state, detail = match.groups()
    if state == "S1T00" or "ransaction timed out" in detail:
        return DeadlineExceeded("The query was stopped at its deadline.")
    if state == "42000" and "estimated execution time" in text:
        return QueryTooComplex("The engine expects that this query takes too long.")
    if state in ("37000", "22023", "22003", "22026", "42000") or state.startswith(("22", "SR")):
        return refused(detail)
    if state in ("40001", "S1000") and status >= 500:
        return Unavailable("The engine cannot take this query at the moment.", 2)
    return None


_COMPARISONS: Final = frozenset(("=", "!=", "<", ">", "<=", ">=", "&&", "||", "!"))
#: What `_virtuoso_phrase` looks for.
_PHRASED: Final = re.compile(r"DATATYPE|GROUP_CONCAT|AS\b", re.IGNORECASE)
_AFTER_GROUP_BY: Final = frozenset(("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"))
_LANG_STRING: Final = f"{PREFIXES['rdf']}langString"
_TESTS: Final = frozenset(
    (
        *("BOUND", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC", "SAMETERM"),
        *("CONTAINS", "STRSTARTS", "STRENDS", "REGEX", "LANGMATCHES", "EXISTS"),
    )
)


@dataclass(slots=True)
class _Bracket:
    """An open bracket: the token after it, and what stands in it."""

    start: int
    function: str = ""
    truth: bool = False


def _virtuoso_phrase(text: str) -> str:
    """Three things must be said that SPARQL does not ask for.

    DATATYPE knows nothing of texts with a language, which have rdf:langString (§17.4.2.3). True is
    the integer 1, unless a cast says what is meant: (?a < ?b AS ?c). And GROUP_CONCAT without a
    separator fails (SR183), so it gets the one that SPARQL gives it (§18.5.1.7).

    What is not bound passes for a literal there and has, as an IRI does, a language of its own;
    both at once only a text with a language says of itself. GROUP BY keeps DATATYPE as it is: by a
    COALESCE it would group each value alone.
    """
    if not _PHRASED.search(text):
        return text
    edits: list[Edit] = []
    opened: list[_Bracket] = []
    grouping = False
    for index, token in enumerate(found := list(read_tokens(text))):
        top = opened[-1] if opened else None
        if token.word == "GROUP" or token.word in _AFTER_GROUP_BY or token.text in ("{", "}"):
            grouping = token.word == "GROUP"
        if token.text in ("(", "{", "["):
            function = found[index - 1].word if index else ""
            opened.append(_Bracket(index + 1, "" if grouping else function))
            if opened[-1].function == "DATATYPE":
                before = found[index - 1].start
                edits.append((before, before, "COALESCE("))
        elif top is None:
            continue
        elif token.text in (")", "}", "]"):
            opened.pop()
            if top.function == "GROUP_CONCAT":
                edits.append((token.start, token.start, ' ; SEPARATOR=" "'))
            elif top.function == "DATATYPE":
                value = text[found[top.start].start : token.start]
                tagged = f"isLiteral({value}) && LANG({value}) != ''"
                other = f", IF({tagged}, <{_LANG_STRING}>, ?ngckg_nothing))"
                edits.append((token.end, token.end, other))
            if top.truth and opened and opened[-1].start == top.start - 1:
                opened[-1].truth = True  # ((?a = ?b) AS ?c)
        elif token.word == "SEPARATOR":
            top.function = ""
        elif token.word == "AS" and top.truth:
            start = found[top.start].start
            edits += [(start, start, f"<{_XSD}boolean>("), (token.start, token.start, ") ")]
        elif (
            token.text in _COMPARISONS
            or token.word == "IN"
            or (token.word in _TESTS and top.start == index)
        ):
            top.truth = True
    return apply(text, edits)


VIRTUOSO: Final = Dialect(
    "virtuoso",
    "Virtuoso/",
    ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    deadline=_virtuoso_deadline,
    cut=_virtuoso_cut,
    refusal=_virtuoso_refusal,
    # In JSON, blank nodes are called nodeID://b1, which is no label, and true is called 1.
    mending=(
        (b'"bnode", "value": "nodeID://', b'"bnode", "value": "'),
        (b'XMLSchema#boolean", "value": "1"', b'XMLSchema#boolean", "value": "true"'),
        (b'XMLSchema#boolean", "value": "0"', b'XMLSchema#boolean", "value": "false"'),
    ),
    phrase=_virtuoso_phrase,
    # Its compiler takes no longer lists: "SQ199: Maximum size … of a code vector exceeded".
    inserted=500,
)

#: Engines that pass a deadline on under a name of their own; nothing else of theirs is known here.
FUSEKI: Final = Dialect(
    "fuseki", deadline=lambda seconds: {"timeout": str(max(1, math.ceil(seconds)))}
)
GRAPHDB: Final = Dialect(
    "graphdb", deadline=lambda seconds: {"timeout": str(max(1, math.ceil(seconds)))}
)
STARDOG: Final = Dialect("stardog", deadline=lambda seconds: {"timeout": f"{seconds * 1000:.0f}"})
NEPTUNE: Final = Dialect(
    "neptune", deadline=lambda seconds: {"queryTimeout": f"{seconds * 1000:.0f}"}
)

DIALECTS: Final = {
    it.name: it for it in (STANDARD, OXIGRAPH, VIRTUOSO, FUSEKI, GRAPHDB, STARDOG, NEPTUNE)
}


def recognise(server: str) -> Dialect:
    """The dialect of an engine by the `Server` field of its answers."""
    for dialect in DIALECTS.values():
        if dialect.server and server.startswith(dialect.server):
            return dialect
    return STANDARD


def by_value(term: ox.Literal) -> ox.Literal:
    """A literal without what engines do not keep of it.

    Virtuoso 7.2 and Oxigraph 0.5 keep numbers by value (1.0 comes back as 1), and Oxigraph those of
    types derived from xsd:integer as xsd:integer; Virtuoso has language tags in lower case.
    """
    if term.language is not None:
        return ox.Literal(term.value, language=term.language.lower())
    kind = term.datatype.value.removeprefix(_XSD)
    try:
        if kind in _INTEGERS:
            return ox.Literal(str(int(term.value)), datatype=ox.NamedNode(f"{_XSD}integer"))
        if kind == "decimal":
            number = Decimal(term.value).normalize()
            return ox.Literal(f"{number + 0:f}", datatype=term.datatype)
        if kind in ("double", "float"):
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    except (ArithmeticError, ValueError):
        return term
    if kind == "boolean":
        word = {"1": "true", "0": "false"}.get(term.value, term.value)
        return ox.Literal(word, datatype=term.datatype)
    return term


def refused(detail: str) -> BadRequest:
    """The error for a query that is right and that this engine cannot evaluate."""
    return BadRequest(f"The engine cannot evaluate this query: {detail.strip()[:_SHOWN]}")


def truth(content: bytes) -> bool:
    """The answer to an ASK in JSON.

    Virtuoso 7.2 gives a table with one row. Raises BadGateway.
    """
    try:
        raw = json.loads(content)
        if isinstance(raw.get("boolean"), bool):
            return bool(raw["boolean"])
        rows = raw["results"]["bindings"]
        return bool(rows) and rows[0][_ASK]["value"] == "1"
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BadGateway("The engine's answer cannot be read.") from error


class Mender:
    """Replaces parts of results in JSON that come in pieces."""

    def __init__(self, dialect: Dialect) -> None:
        self._mending = dialect.mending
        self._held = b""

    def feed(self, chunk: bytes) -> bytes:
        """What is ready now."""
        if not self._mending:
            return chunk
        text = self._held + chunk
        for old, new in self._mending:
            text = text.replace(old, new)
        self._held = text[-_HELD_BACK:]
        return text[:-_HELD_BACK]

    def end(self) -> bytes:
        """The rest."""
        return self._held
