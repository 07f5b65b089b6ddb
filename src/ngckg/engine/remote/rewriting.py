"""A query as the engine must get it: over one release, whose graphs have names of their own there.

The dataset goes beside the query, as the protocol has it (SPARQL 1.1 Protocol §2.1.4), and FROM is
taken out. Names after GRAPH become those in the engine; a name that the dataset lacks becomes that
of a graph which nobody has. `GRAPH ?g { … }` ranges over the pairs of public name and name in the
engine, so that `?g` is the public name everywhere else. `SELECT *` is written out, because the
engine would give that second variable too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import urljoin

from ngckg.engine.base import Query
from ngckg.engine.query import tokens
from ngckg.engine.query.forms import Form
from ngckg.engine.query.guard import read
from ngckg.engine.remote.names import NOWHERE, Layout, quoted
from ngckg.namespaces import BASE

Edit = tuple[int, int, str]

_FORMS: Final = frozenset(Form)
#: A query without any of these stays as it is, whatever they mean where they stand.
_REWRITTEN: Final = re.compile(r"BASE|FROM|GRAPH|\*", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query for the engine, and the graphs that it is asked over, as the engine calls them."""

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


class Token(NamedTuple):
    """A token that is no separator of words: its kind, place and text.

    `word` is the keyword that it is, or ends with: `true.GRAPH`.
    """

    kind: int
    start: int
    end: int
    text: str
    word: str


def read_tokens(text: str) -> Iterator[Token]:
    """The tokens of a query that the guard has let through."""
    for kind, start, end in read(text):
        sign, word = text[start:end], ""
        if kind == tokens.NAME and ":" not in sign:
            word = sign.replace("-", ".").rpartition(".")[2].upper()
        yield Token(kind, start, end, sign, word)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with parts of it replaced."""
    parts, at = [], 0
    for start, end, replacement in sorted(edits, key=lambda it: it[:2]):
        parts += [text[at:start], replacement]
        at = end
    return "".join([*parts, text[at:]])


def rewrite(query: Query, layout: Layout, columns: Sequence[str] = ()) -> Prepared:
    """A query for the engine. `columns` are what `SELECT *` stands for in it."""
    return _Walk(query, layout, columns).walk()


class _Walk:
    """The walk over one query."""

    def __init__(self, query: Query, layout: Layout, columns: Sequence[str]) -> None:
        self._text, self._layout, self._columns = query.text, layout, columns
        self._by_protocol = bool(query.default_graphs or query.named_graphs)
        self._default, self._named = list(query.default_graphs), list(query.named_graphs)
        self._own = self._unknown = False
        self._edits: list[Edit] = []
        self._names = Names()
        self._pairs = 0

    def walk(self) -> Prepared:
        """What the engine is asked."""
        found = list(read_tokens(self._text)) if _REWRITTEN.search(self._text) else []
        head = next((i for i, it in enumerate(found) if it.word in _FORMS), len(found))
        self._names.declare(found[:head])
        if not self._names.has_base:
            self._edits.append((0, 0, f"BASE <{BASE}> "))
        self._body(found[head:])
        text = apply(self._text, self._edits)
        named = self._known(self._visible)
        if self._unknown and NOWHERE not in named:
            # To Virtuoso 7.2, EXISTS in a graph beyond the dataset is true.
            named += (NOWHERE,)
        return Prepared(text, self._default_graphs(), named)

    def _body(self, found: list[Token]) -> None:
        closing: list[str] = []
        index = 0
        while index < len(found):
            token = found[index]
            if token.text in ("{", "{|"):
                closing.append("")
            elif token.text in ("}", "|}") and closing:
                if ending := closing.pop():
                    self._edits.append((token.end, token.end, ending))
            elif token.word in ("FROM", "FROMNAMED") and not closing:
                index = self._from(found, index)
            elif token.word.endswith("GRAPH") and index + 1 < len(found):
                index += 1
                if found[index].kind == tokens.VARIABLE:
                    closing.append(self._range(token, found[index]))
                    index += 1
                else:
                    self._put(found[index])
            elif token.text == "<":
                self._edits.append((token.end, token.end, " "))  # so that it begins no IRI
            elif token.text == "*" and not closing and self._is_star(found, index):
                columns = " ".join(f"?{name}" for name in self._columns)
                self._edits.append((token.start, token.end, f" {columns} " if columns else "*"))
            index += 1

    @staticmethod
    def _is_star(found: list[Token], index: int) -> bool:
        """Whether this is the star of SELECT, which COUNT has too."""
        words = [it.word for it in found[max(0, index - 2) : index]]
        return words[-1:] == ["SELECT"] or words in (["SELECT", "DISTINCT"], ["SELECT", "REDUCED"])

    def _from(self, found: list[Token], index: int) -> int:
        """Take a clause out; where it ends."""
        start = found[index].start
        named = found[index].word == "FROMNAMED"
        if not named and index + 1 < len(found) and found[index + 1].word == "NAMED":
            named, index = True, index + 1
        index = min(index + 1, len(found) - 1)
        self._edits.append((start, found[index].end, " "))
        if not self._by_protocol:
            self._own = True
            (self._named if named else self._default).append(self._names.resolve(found[index]))
        return index

    def _put(self, token: Token) -> None:
        """The name of a graph becomes its name in the engine."""
        name = self._visible.get(self._names.resolve(token), NOWHERE)
        self._unknown = self._unknown or name == NOWHERE
        self._edits.append((token.start, token.end, quoted(name)))

    def _range(self, keyword: Token, variable: Token) -> str:
        """A variable ranges over pairs; what is to follow the group."""
        self._pairs += 1
        inner = f"?ngckg_graph_{self._pairs}"
        names = self._visible or {NOWHERE: NOWHERE}
        pairs = " ".join(f"({quoted(public)} {quoted(name)})" for public, name in names.items())
        start = keyword.end - len("GRAPH")
        values = f"{{ VALUES ({variable.text} {inner}) {{ {pairs} }} GRAPH {inner} "
        self._edits.append((start, variable.end, values))
        return " }"

    # The dataset

    @property
    def _visible(self) -> Mapping[str, str]:
        """The named graphs of the dataset, by their public names."""
        every = self._layout.named
        if not self._by_protocol and not self._own:
            return every
        return {public: every[public] for public in self._named if public in every}

    def _default_graphs(self) -> tuple[str, ...]:
        every = self._layout.named
        if not self._by_protocol and not self._own:
            return self._layout.union or (NOWHERE,)
        chosen = {public: every[public] for public in self._default if public in every}
        if len(chosen) == len(every) > 1:
            return self._layout.union
        return self._known(chosen)

    @staticmethod
    def _known(graphs: Mapping[str, str]) -> tuple[str, ...]:
        """These graphs; where there is none, one that nobody has: none at all would mean all."""
        return tuple(graphs.values()) or (NOWHERE,)


class Names:
    """What names stand for after a prologue (SPARQL 1.1 §4.1)."""

    def __init__(self) -> None:
        self._base = BASE
        self.has_base = False
        self._prefixes: dict[str, str] = {}

    def declare(self, prologue: Sequence[Token]) -> None:
        """Read a prologue."""
        before = ""
        for token in prologue:
            if token.kind == tokens.IRI:
                iri = urljoin(self._base, _unescape(token.text[1:-1]))
                if before.upper() == "BASE":
                    self._base, self.has_base = iri, True
                else:
                    self._prefixes[before[:-1]] = iri
            before = token.text

    def resolve(self, token: Token) -> str:
        """The IRI that a token stands for."""
        if token.kind == tokens.IRI:
            return urljoin(self._base, _unescape(token.text[1:-1]))
        prefix, _, local = token.text.partition(":")
        return self._prefixes.get(prefix, "") + _unescape(local)


def _unescape(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        return match[3] or chr(int(match[1] or match[2], 16))

    return _ESCAPED.sub(plain, text) if "\\" in text else text
