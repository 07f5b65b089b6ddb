"""What is wrong with a query, in words for the one who wrote it.

Oxigraph's parser lists every terminal that it had tried when it gave up, at a place that may lie
some letters beyond the mistake. So the place is found anew: the first token up to which the query
cannot be the beginning of any query.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from ngckg.engine.query import tokens
from ngckg.errors import QuerySyntaxError

#: Raises SyntaxError, with the parser's message, where a text is not a query.
Parse = Callable[[str], object]

_MESSAGE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
#: What the parser found out beyond the grammar stands as a sentence among the terminals.
_SENTENCE: Final = re.compile(r"(?:^|, )([A-Z][A-Za-z]*(?: [A-Za-z]+){2,})(?=$|, |\.)")
_IRI: Final = "IRI parsing failed"
#: More than the longest keyword: the parser's place is at most a keyword beyond the mistake.
_PADDING: Final = " " * 32
#: Beyond this length one parse takes too long to do it over and over.
_SEARCHED: Final = 20_000


def syntax_error(text: str, message: str, parse: Parse) -> QuerySyntaxError:
    """The error for a query that the parser refused with this message."""
    match = _MESSAGE.match(message)
    if match is None:
        return QuerySyntaxError(message)
    if len(text) > _SEARCHED:
        return QuerySyntaxError("This is not a query.", int(match[1]), int(match[2]))
    spans = [
        (match.start(kind), match.end(kind), kind)
        for match in tokens.TOKENS.finditer(text)
        if (kind := match.lastindex or tokens.END) != tokens.END
    ]

    def stopped(span: tuple[int, int, int]) -> bool:
        return _complaint(text[: span[1]], parse)[1]

    first = bisect_left(spans, True, key=stopped)
    if first == len(spans):
        detail = _sentence(match[3]) or "The query ends too early."
        return QuerySyntaxError(detail, *tokens.position(text, len(text)))
    start, end, kind = spans[first]
    where = tokens.position(text, start)
    token = text[start:end]
    if kind == tokens.NAME and ":" in token and (prefix := _undeclared(text, spans, first)):
        return QuerySyntaxError(f"The prefix {prefix!r} is not declared.", *where)
    complaint = _complaint(text[:end], parse)[0]
    # What is wrong with a group as a whole is found out at its end, before the next token.
    before = _complaint(text[: spans[first - 1][1]], parse)[0] if first else ""
    if sentence := _sentence(complaint) or _sentence(before):
        return QuerySyntaxError(sentence, *where)
    if kind == tokens.IRI and _IRI in complaint:
        return QuerySyntaxError(f"{_shorten(token)} is not an IRI.", *where)
    return QuerySyntaxError(f"Unexpected {_shorten(token)}.", *where)


def _complaint(beginning: str, parse: Parse) -> tuple[str, bool]:
    """What the parser expected, and whether no query begins like this."""
    padded = beginning + _PADDING
    try:
        parse(padded)
    except SyntaxError as error:
        if match := _MESSAGE.match(str(error)):
            place = tokens.offset_of(padded, int(match[1]), int(match[2]))
            return match[3], place < len(padded)
    return "", False


def _sentence(complaint: str) -> str | None:
    sentences = [it for it in _SENTENCE.findall(complaint) if _IRI not in it]
    return f"{sentences[0].strip().rstrip('.')}." if sentences else None


def _undeclared(text: str, spans: list[tuple[int, int, int]], index: int) -> str | None:
    """The prefix of this name, where none of the declarations before it is of that prefix."""
    declared = {
        text[start : end - 1]
        for (before, until, _), (start, end, _) in pairwise(spans[:index])
        if text[before:until].upper() == "PREFIX"
    }
    prefix = text[spans[index][0] : spans[index][1]].partition(":")[0]
    return None if prefix in declared else f"{prefix}:"


def _shorten(token: str) -> str:
    line = token.splitlines()[0]
    return repr(line if len(line) <= 40 else f"{line[:39]}…")
