"""SPARQL as tokens, in one pass over the text.

Every alternative is possessive, so no text makes the expression backtrack, and none is read more
than a few times over. The terminals are those of SPARQL 1.1 §19.8 and of RDF 1.2's triple terms;
where Oxigraph's parser differs, it is the parser that counts: this stands guard before it.
Codepoint escapes (§19.2) mean something in strings and IRIs only, as they do to the parser.
"""

import re
from typing import Final

# The kinds of token: numbers of the groups of TOKENS, as `lastindex` gives them.
VARIABLE: Final = 1
#: Keyword, prefixed name, or keywords run together: `true.OPTIONAL`.
NAME: Final = 2
IRI: Final = 3
STRING: Final = 4
LANGUAGE: Final = 5
NUMBER: Final = 6
BLANK_NODE: Final = 7
OPEN: Final = 8
CLOSE: Final = 9
#: One of `.` `;` `,`.
SEPARATOR: Final = 10
OPERATOR: Final = 11
#: A character that no query has here.
OTHER: Final = 12
END: Final = 13

# Of the characters beyond ASCII, those that no name may have no query has outside strings, IRIs
# and comments; so here a name may have them all, which keeps the expression small and fast.
_LETTER: Final = r"[^\x00-@\[-`{-\x7f]"
_IN_VARIABLE: Final = r"[^\x00-/:-@\[-^`{-\x7f]"
_IN_NAME: Final = r"[^\x00-,./:-@\[-^`{-\x7f]"
#: Letters, then dots only before further letters.
_DOTTED: Final = rf"{_IN_NAME}*+(?:\.++{_IN_NAME}++)*+"
_IN_LOCAL: Final = r"(?:[^\x00-,./;-@\[-^`{-\x7f]++|%[0-9A-Fa-f]{2}|\\[\-_~.!$&'()*+,;=/?\#@%])"
_LOCAL: Final = rf"(?!-){_IN_LOCAL}++(?:\.++{_IN_LOCAL}++)*+"

# Surrogates are no characters, and the parser takes no escapes of them.
_SURROGATE: Final = "[dD][89a-fA-F]"
_UCHAR: Final = (
    rf"\\u(?!{_SURROGATE})[0-9A-Fa-f]{{4}}"
    rf"|\\U(?!0000{_SURROGATE})00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{{4}}"
)
_ESCAPE: Final = rf"\\[tbnrf\"'\\]|{_UCHAR}"


def _string(quote: str) -> str:
    long = rf"{quote * 3}(?:[^{quote}\\]|{quote}(?!{quote}{quote})|{_ESCAPE})*+{quote * 3}"
    short = rf"{quote}(?:[^{quote}\\\n\r]|{_ESCAPE})*+{quote}"
    return f"{long}|{short}"


#: One token, with the white space and comments before it.
TOKENS: Final = re.compile(
    rf"""(?:[ \t\r\n]++|\#[^\r\n]*+)*+(?:
    ([?$]{_IN_VARIABLE}++)
    |({_LETTER}{_DOTTED}(?::(?:{_LOCAL})?+)?+|:(?:{_LOCAL})?+)
    |(<(?:[^\x00-\x20<>"{{}}|^`\\]|{_UCHAR})*+>)
    |({_string('"')}|{_string("'")})
    |(@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+)
    |((?:[0-9]++(?:\.[0-9]++|\.(?=[eE][+\-]?[0-9]))?+|\.[0-9]++)(?:[eE][+\-]?[0-9]++)?+)
    |(_:{_IN_VARIABLE}{_DOTTED})
    |(\{{\|?|\(|\[|<<\(?)
    |(\|?\}}|\)>>|\)|\]|>>)
    |([.;,])
    |(\|\||&&|!=|<=|>=|\^\^|[=<>!+\-*/|^?~])
    |(.)
    |(\Z))""",
    re.VERBOSE | re.DOTALL,
)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 1; columns count code points."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def offset_of(text: str, line: int, column: int) -> int:
    """Where a line and column lie in the text, its end where they lie beyond."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if start == 0:
            return len(text)
    return min(start + column - 1, len(text))
