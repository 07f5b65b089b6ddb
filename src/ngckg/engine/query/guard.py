"""What a query may be, decided from its tokens before any engine sees it.

One walk over the tokens, in time linear in the text and without recursion. It knows as much of
the grammar as it takes to tell `<` from the beginning of an IRI and to count what is joined; what
is not a query is left to the parser, whose word on syntax is final.
"""

import re
import sys
from dataclasses import fields
from typing import Final

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query import keywords, tokens
from ngckg.engine.query.brackets import DATA, EXPRESSION, GROUP, LIST, NODE, OUTSIDE, Bracket
from ngckg.engine.query.forms import Examined, Form
from ngckg.engine.query.plain import plain
from ngckg.engine.query.service import find_service
from ngckg.errors import ContentTooLarge, QueryRefused, QuerySyntaxError

_PLAIN_TERMS: Final = frozenset(
    (tokens.VARIABLE, tokens.STRING, tokens.LANGUAGE, tokens.NUMBER, tokens.BLANK_NODE)
)
_NO_LIMITS: Final = QueryLimits(*[sys.maxsize] * len(fields(QueryLimits)))
_HEAD: Final = re.compile("|".join(Form), re.IGNORECASE)


def examine(text: str, limits: QueryLimits) -> Examined:
    """What this query is. Raises QuerySyntaxError, QueryRefused or ContentTooLarge."""
    if len(text) > limits.characters:
        raise ContentTooLarge(
            f"The query has {len(text)} characters; at most {limits.characters} are taken.",
            limits.characters,
        )
    if (found := plain(text, limits)) is not None:
        return found
    try:
        text.encode()
    except UnicodeEncodeError as error:
        where = tokens.position(text, error.start)
        raise QuerySyntaxError("Half a surrogate pair is no character.", *where) from error
    return _Walk(text, limits).walk()


def read(text: str) -> list[tuple[int, int, int]]:
    """Kind, beginning and end of each token of a query that has been examined.

    Where `<` compares, it is an operator here too, whatever IRI it seems to begin.
    """
    walk = _Walk(text, _NO_LIMITS)
    walk.seen = []
    walk.read()
    return walk.seen


class _Walk:
    """The walk over one query."""

    def __init__(self, text: str, limits: QueryLimits) -> None:
        self._text = text
        self._limits = limits
        self._stack = [Bracket(OUTSIDE)]
        self._groups: list[Bracket] = []
        self._form: Form | None = None
        self._own_dataset = self._volatile = False
        self._values = False
        self._operators = self._twice = 0
        #: The keywords before this token and before that, "" where it was none.
        self._before = self._earlier = ""
        self._operand = False
        self._last_name = ""
        self._prefixes: dict[str, str] = {}
        #: Kind, beginning and end of the tokens, where somebody wants to see them.
        self.seen: list[tuple[int, int, int]] | None = [] if "service" in text.lower() else None

    def walk(self) -> Examined:
        """Raises where the query is refused."""
        self.read()
        if self._form is None:
            raise self._syntax("The query ends before SELECT, ASK, CONSTRUCT or DESCRIBE.", None)
        if self.seen is not None:
            found = find_service(self._text, self.seen, self._prefixes)
            if found is not None:
                raise self._refusal(
                    "SERVICE is never answered: this endpoint calls no other server.", found
                )
        return Examined(self._form, self._own_dataset, self._volatile)

    def read(self) -> None:
        """Walk over all of it."""
        offset: int | None = 0
        while offset is not None:
            offset = self._walk_from(offset)

    def _walk_from(self, offset: int) -> int | None:
        """Walk on; the offset to begin again from, where a token was none."""
        stack, seen = self._stack, self.seen
        for match in tokens.TOKENS.finditer(self._text, offset):
            kind = match.lastindex or tokens.END
            top = stack[-1]
            if kind in _PLAIN_TERMS:
                # This is _term() written out: most tokens are terms, and speed counts here.
                top.started += 1
                self._earlier, self._before = self._before, ""
                self._operand = True
            elif kind == tokens.NAME:
                self._name(match[kind], match.start(kind), top)
            elif kind == tokens.SEPARATOR:
                if top.started:
                    self._flush(top, match.start(kind))
                self._earlier, self._before = self._before, ""
                self._operand = False
            elif kind == tokens.IRI:
                # After an operand in an expression, `<` compares: ?a<?b&&?c>?d
                if self._operand and top.kind is EXPRESSION:
                    return self._compare(top, match.start(kind))
                self._iri(match[kind], top)
            elif kind == tokens.OPEN:
                start = match.start(kind)
                if (
                    self._operand
                    and top.kind is EXPRESSION
                    and self._text[start] == "<"  # as above: ?a<<b>
                ):
                    return self._compare(top, start)
                self._open(match[kind], start, top)
            elif kind == tokens.CLOSE:
                self._close(match.start(kind))
            elif kind == tokens.OPERATOR:
                self._operator(top, match.start(kind))
            elif kind == tokens.OTHER:
                raise self._unreadable(match.start(kind))
            else:
                return None
            if seen is not None:
                seen.append((kind, match.start(kind), match.end(kind)))
        return None

    # Terms and names

    def _term(self, top: Bracket) -> None:
        top.started += 1
        self._earlier, self._before = self._before, ""
        self._operand = True

    def _iri(self, iri: str, top: Bracket) -> None:
        if self._before == "PREFIX" and self._form is None:
            self._prefixes[self._last_name[:-1]] = iri[1:-1]
            self._before = ""
        else:
            self._term(top)

    def _name(self, name: str, start: int, top: Bracket) -> None:
        if self._form is None:
            self._prologue(name, start)
        elif ":" in name:
            self._last_name = name
            prefix = name.partition(":")[0] if "-" in name else ""
            if "-" in prefix and prefix not in self._prefixes:
                # No prefix, so the parser reads a chain of subtractions: true-true-ex:x
                self._weigh(top, start, prefix.count("-"))
            self._term(top)
        elif name.isalnum():
            self._keyword(name.upper(), start, top)
        else:
            for word in re.split("[-.]", name):
                self._keyword(word.upper(), start, top)
            self._weigh(top, start, name.count("-"))

    def _prologue(self, name: str, start: int) -> None:
        word = name.upper()
        if word in ("BASE", "PREFIX", "VERSION"):
            self._before = word
        elif name.endswith(":") and (self._before == "PREFIX" or word.startswith("PREFIX")):
            # Keywords need no space after them: PREFIXex:
            self._last_name = name if self._before == "PREFIX" else name[len("PREFIX") :]
            self._before = "PREFIX"
        elif head := _HEAD.match(name):
            self._form = Form(head.group().upper())
            self._before = self._form
            rest = name[head.end() :]
            if rest and ":" not in rest:
                self._keyword(rest.upper(), start, self._stack[0])
        elif word in keywords.UPDATES:
            raise self._refusal(f"This endpoint answers queries; it takes no {word}.", start)
        else:
            raise self._syntax(f"Expected SELECT, ASK, CONSTRUCT or DESCRIBE, not {name!r}.", start)

    def _keyword(self, word: str, start: int, top: Bracket) -> None:
        meaning = keywords.meaning(word)
        if meaning == keywords.TERM:
            self._term(top)
            return
        if top.started and not top.tail:
            self._flush(top, start)
        top.started = 0
        self._earlier, self._before = self._before, word
        self._operand = False
        self._weigh(top, start)
        if meaning == keywords.WHERE:
            top.tail = top.kind is OUTSIDE
        elif meaning == keywords.TAIL:
            top.tail = True
        elif meaning == keywords.VALUES:
            self._values = True
        elif meaning == keywords.FROM:
            self._own_dataset = self._own_dataset or not self._groups
        elif meaning == keywords.VOLATILE:
            self._volatile = True

    # Operators and brackets

    def _after_sign(self) -> None:
        self._earlier, self._before = self._before, ""
        self._operand = False

    def _operator(self, top: Bracket, start: int) -> None:
        self._weigh(top, start)
        if self._text[start] in "/|^":
            if top.kind is LIST:
                top.steps += 1
            elif top.patterns and self._text[start] == "/":
                self._count(1, start)
        self._after_sign()

    def _compare(self, top: Bracket, start: int) -> int:
        """What began like an IRI is an operator; where to go on."""
        self._operator(top, start)
        if self.seen is not None:
            self.seen.append((tokens.OPERATOR, start, start + 1))
        return start + 1

    def _weigh(self, top: Bracket, start: int, weight: int = 1) -> None:
        if top.kind is not DATA:
            self._operators += weight
            if self._operators > self._limits.operators:
                raise self._beyond("operators, keywords and brackets", "operators", start)

    def _open(self, sign: str, start: int, top: Bracket) -> None:
        if len(self._stack) > self._limits.depth:
            raise self._beyond("brackets nested in each other", "depth", start)
        self._weigh(top, start)
        kind = self._kind_of(sign, top)
        if sign == "{":
            # The terms before it may belong to it: GRAPH ?g {, VALUES ?x {, SELECT ?x {
            if top.started and not top.tail and not self._earlier.endswith(("GRAPH", "VALUES")):
                self._flush(top, start)
            top.started = 0
            top.tail = top.kind is OUTSIDE
        elif sign == "{|":
            self._count(1, start)  # the statement that is annotated is a pattern once more
        elif kind is EXPRESSION and self._earlier.endswith("FILTER"):
            top.started = 0  # FILTER ex:check(
        twice = kind is EXPRESSION and self._before.endswith(keywords.READ_TWICE)
        if twice:
            self._twice += 1
            if self._twice > self._limits.nested_calls:
                calls = f"calls of {', '.join(keywords.READ_TWICE)} in each other"
                raise self._beyond(calls, "nested_calls", start)
        bracket = Bracket(kind, self._before)
        bracket.twice = twice
        self._stack.append(bracket)
        if kind is GROUP:
            self._groups.append(bracket)
        self._after_sign()

    def _kind_of(self, sign: str, top: Bracket) -> int:
        if top.kind is DATA:
            return DATA
        if sign == "{":
            if self._values or self._before == Form.CONSTRUCT:
                self._values = False
                return DATA
            return GROUP
        if sign != "(":
            return NODE
        if self._values:
            return DATA
        if top.kind in (OUTSIDE, EXPRESSION) or top.tail or self._before:
            return EXPRESSION
        # FILTER ex:check(?x), also run together: FILTERex:check(?x)
        prefix = self._last_name.partition(":")[0]
        run_together = prefix.upper().startswith("FILTER") and prefix not in self._prefixes
        if self._earlier.endswith("FILTER") or run_together:
            return EXPRESSION
        return LIST

    def _close(self, start: int) -> None:
        self._after_sign()
        if len(self._stack) == 1:
            return
        closed = self._stack.pop()
        top = self._stack[-1]
        if closed.kind is GROUP:
            if closed.started and not closed.tail:
                self._count(1, start)
            self._groups.pop()
            self._join(closed, start)
        elif closed.kind is NODE:
            self._count(1, start)
        elif closed.kind is LIST and not closed.steps:
            self._count(2 * closed.started, start)
        elif closed.twice:
            self._twice -= 1
        if closed.kind in (NODE, LIST):
            top.started += 1
        self._operand = True

    def _join(self, closed: Bracket, start: int) -> None:
        """Count a group's patterns to the group around it, of a UNION the largest arm only."""
        if closed.isolated or not self._groups:
            return
        around = self._groups[-1]
        if closed.union:
            more = max(0, closed.joined - around.arm)
            around.arm += more
        else:
            more = around.arm = closed.joined
        self._count(more, start)

    def _flush(self, top: Bracket, start: int) -> None:
        """The pattern whose terms were read ends here."""
        if top.patterns:
            self._count(1, start)
            top.started = 0

    def _count(self, patterns: int, start: int) -> None:
        if self._groups:
            self._groups[-1].joined += patterns
            if self._groups[-1].joined > self._limits.patterns:
                raise self._beyond("triple patterns joined with each other", "patterns", start)

    # Errors

    def _beyond(self, what: str, limit: str, start: int) -> QueryRefused:
        most: int = getattr(self._limits, limit)
        return self._refusal(f"More than {most} {what}: too much for one query.", start, most)

    def _refusal(self, message: str, start: int, limit: int | None = None) -> QueryRefused:
        return QueryRefused(message, *tokens.position(self._text, start), limit)

    def _syntax(self, message: str, start: int | None) -> QuerySyntaxError:
        offset = len(self._text) if start is None else start
        return QuerySyntaxError(message, *tokens.position(self._text, offset))

    def _unreadable(self, start: int) -> QuerySyntaxError:
        character = self._text[start]
        if character in "\"'":
            return self._syntax("This string does not end, or holds an unknown escape.", start)
        return self._syntax(f"Unexpected character {character!r}.", start)
