"""Values put for the variables of one of our own queries, as RDF terms, token by token.

That is what the embedded engine does by substitution, and it lets any engine begin at the value.
Where a query says itself what a variable is (VALUES, AS) or orders by it, there is no term to be
put: the variable stays and is joined with its value.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from ngckg.engine.base import Term
from ngckg.engine.query import tokens
from ngckg.engine.remote.rewriting import Edit, Token, apply, read_tokens

_OPENS: Final = frozenset("({[")
_CLOSES: Final = frozenset(")}]")


def bind(text: str, values: Mapping[str, Term]) -> str:
    """The query with these values for variables."""
    if not values:
        return text
    found = _tokens(text)
    joined = _said_by_the_query(found) & values.keys()
    edits: list[Edit] = []
    depth, projected = 0, -1
    first = next((it.end for it in found if it.text == "{"), len(text))
    template = any(it.word == "CONSTRUCT" for it in found)
    for index, token in enumerate(found):
        if token.word == "SELECT":
            projected = depth
        elif token.text == "{" or token.word == "WHERE":
            projected = -1
        depth += (token.text in _OPENS) - (token.text in _CLOSES)
        if template and token.text == "{" and index and found[index - 1].word == "WHERE":
            first, template = token.end, False
        name = token.text[1:]
        if token.kind != tokens.VARIABLE or name not in values or name in joined:
            continue
        term = str(values[name])
        edits.append(
            (token.start, token.end, f"({term} AS ?{name})" if projected == depth else term)
        )
    if joined:
        rows = " ".join(f"VALUES ?{name} {{ {values[name]} }}" for name in sorted(joined))
        edits.append((first, first, f" {rows} "))
    return apply(text, edits)


@lru_cache(256)
def _tokens(text: str) -> list[Token]:
    """The tokens of a query, which we ask over and over."""
    return list(read_tokens(text))


def _said_by_the_query(found: list[Token]) -> set[str]:
    """The variables that VALUES or AS give values to, or that stand behind the last group."""
    said: set[str] = set()
    in_values, depth, last = False, 0, -1
    for index, token in enumerate(found):
        if token.word == "VALUES":
            in_values = True
        elif token.text == "{":
            in_values = False
            depth += 1
        elif token.text == "}":
            depth -= 1
            last = index if depth == 0 else last
        elif token.kind == tokens.VARIABLE and (
            in_values or (index and found[index - 1].word == "AS")
        ):
            said.add(token.text[1:])
    tail = found[last + 1 :] if last >= 0 else []
    return said | {token.text[1:] for token in tail if token.kind == tokens.VARIABLE}
