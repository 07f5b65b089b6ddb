"""Whether a query calls another server (SPARQL 1.1 Federated Query).

The word alone says little: `?service`, `ex:service` and `"SERVICE"` are harmless. And Oxigraph's
parser, which needs no space after a keyword, finds the keyword in places where the grammar's
tokens have none: `SERVICEex:s {…}` calls ex:s, and so do `trueSERVICE ex:s`, `ex:a.b.SERVICE ex:s`
and, where the prefix stands for an IRI that takes no further letters, `ex:SERVICE ex:s`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ngckg.engine.query import tokens

#: Keywords run together.
_KEYWORD: Final = re.compile(r"(?:true|false)*service(?:silent)?", re.IGNORECASE)
#: `SERVICEex` of `SERVICEex:s`, perhaps after something that ends before it.
_PREFIX: Final = re.compile(
    r"(?:.*\.)?(?:(?:true|false)*service(?:silent)?)(?P<prefix>.*)", re.IGNORECASE | re.DOTALL
)
#: `.SERVICE` in a local name: what stands before it, what follows.
_LOCAL: Final = re.compile(r"(?P<dot>[.:])service(?:silent)?(?P<rest>[^.]*)", re.IGNORECASE)
#: An IRI to which any letters can be added: it has no authority, or its path has begun.
_OPEN_ENDED: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#]*[/?#]|(?!//))")
_NAMES: Final = frozenset((tokens.VARIABLE, tokens.IRI, tokens.NAME))


def find_service(
    text: str, seen: Sequence[tuple[int, int, int]], prefixes: Mapping[str, str]
) -> int | None:
    """Where the first call of another server stands, None where there is none.

    `seen` are the tokens with their beginnings and ends, `prefixes` the prefixes declared.
    """
    for index, (kind, start, end) in enumerate(seen):
        if kind != tokens.NAME or "service" not in (name := text[start:end].lower()):
            continue
        prefix, colon, local = text[start:end].partition(":")
        if not colon:
            if any(_KEYWORD.fullmatch(word) for word in re.split("[-.]", name)):
                return start
            continue
        if _is_argument(text, seen, index):
            continue
        match = _PREFIX.fullmatch(prefix)
        if match and match["prefix"] in prefixes and _brace_follows(text, seen, index + 1):
            return start
        closed = not _OPEN_ENDED.match(prefixes.get(prefix, "x:"))
        for found in _LOCAL.finditer(f":{local}"):
            # After the colon it begins a name like any other, unless that name cannot be
            if found["dot"] == ":" and not (closed and found.start() == 0):
                continue
            if _target_follows(text, seen, index + 1, found["rest"]):
                return start
    return None


def _is_argument(text: str, seen: Sequence[tuple[int, int, int]], index: int) -> bool:
    """Whether a keyword before it takes a name: GRAPH service:x {…}, DESCRIBE service:x."""
    if index == 0 or seen[index - 1][0] != tokens.NAME:
        return False
    word = text[seen[index - 1][1] : seen[index - 1][2]].lower()
    return ":" not in word and word not in ("true", "false", "a")


def _target_follows(text: str, seen: Sequence[tuple[int, int, int]], index: int, rest: str) -> bool:
    """Whether the keyword's target and its group follow: in the same name, or after it."""
    if rest:
        return _brace_follows(text, seen, index)
    if index < len(seen) and text[seen[index][1] : seen[index][2]].lower() == "silent":
        index += 1
    return index < len(seen) and seen[index][0] in _NAMES and _brace_follows(text, seen, index + 1)


def _brace_follows(text: str, seen: Sequence[tuple[int, int, int]], index: int) -> bool:
    return index < len(seen) and text[seen[index][1]] == "{"
