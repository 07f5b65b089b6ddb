"""Queries so short and plain that nothing in them can reach a limit: told in one match.

Most of what clients send is like this, and the walk over its tokens would take longer than anything
else that is done with it before a worker has it. What is not plain is not refused, but walked over.
Plain is a query of few tokens, in ASCII and without escapes, in which nowhere, not even in a
literal, a word stands that the guard looks for.
"""

import re
from typing import Final

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query.forms import Examined, Form

#: Tokens after the form. No token counts for more than two patterns, or opens two brackets.
_TOKENS: Final = 50
_CHARACTERS: Final = 1_000

#: Of parts of words too: keywords need no space before or after them.
_WORDS: Final = (
    *("service", "from", "now", "rand", "uuid", "bnode"),
    *("regex", "substr", "replace", "group_concat"),
)

_SPACE: Final = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
#: Nothing is run together with the name, keyword or number before it.
_ENDS: Final = r"(?![A-Za-z0-9_\-:%\\]|\.[^ \t\r\n}])"
_PREFIX: Final = r"(?:[A-Za-z][A-Za-z0-9]*+)?+:"
#: An IRI with a scheme. Where `<` compares, this is none and hides operators, but no brackets, no
#: quotes, and no more operators than it has characters.
_IRI: Final = r"<[a-z]++:[A-Za-z0-9_\-.~/?\#=&%+]*+>"
#: Any other `<` stands before a space: so it does not begin an IRI, which `#` might stand in.
_SIGN: Final = r"[{}()\[\].;,=!+*/|^>?\-]|&&|<=?+(?=[ \t\r\n])"

_PLAIN: Final = re.compile(
    rf"""
    (?:{_SPACE}(?i:PREFIX)[ \t]++{_PREFIX}[ \t]*+{_IRI})*+
    {_SPACE}((?i:SELECT|ASK|CONSTRUCT|DESCRIBE)){_ENDS}
    (?:{_SPACE}(?:
        [?$][A-Za-z0-9_]++
        |{_PREFIX}[A-Za-z0-9_\-]*+{_ENDS}
        |[A-Za-z]{{1,16}}+{_ENDS}
        |{_IRI}
        |"[^"\\\r\n]*+"(?!")
        |'[^'\\\r\n]*+'(?!')
        |@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?!-)
        |[0-9]++(?:\.[0-9]++)?+{_ENDS}
        |{_SIGN}
    )){{0,{_TOKENS}}}+
    {_SPACE}\Z""",
    re.VERBOSE,
)


def plain(text: str, limits: QueryLimits) -> Examined | None:
    """What this query is, where it is plain under these limits."""
    if (
        len(text) > min(_CHARACTERS, limits.operators, limits.characters)
        or limits.patterns < 2 * _TOKENS
        or limits.depth < _TOKENS
        or not text.isascii()
    ):
        return None
    lower = text.lower()
    if any(word in lower for word in _WORDS):
        return None
    match = _PLAIN.match(text)
    return Examined(Form(match[1].upper()), own_dataset=False, volatile=False) if match else None
