"""The little that the runners need to know of a query, read off its text."""

import re

#: What may hold braces or words that mean nothing there: IRIs, strings, comments, variables.
_OPAQUE = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#[^\n]*|[?$]\w+""", re.DOTALL
)


def is_ordered(query: str) -> bool:
    """Whether the query orders its answer: ORDER BY outside all braces (not in a subquery)."""
    return re.search(r"\bORDER\s+BY\b", _outside_braces(query), re.IGNORECASE) is not None


def names_its_dataset(query: str) -> bool:
    """Whether the query says FROM or FROM NAMED, which stand outside all braces."""
    return re.search(r"\bFROM\b", _outside_braces(query), re.IGNORECASE) is not None


def _outside_braces(query: str) -> str:
    bare, previous = _OPAQUE.sub(" ", query), ""
    while previous != bare:
        previous, bare = bare, re.sub(r"\{[^{}]*\}", " ", bare)
    return bare
