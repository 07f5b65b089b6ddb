"""What keywords mean to the guard."""

from typing import Final

# Those that mean more than their weight.
WHERE: Final = 1
#: A clause in which brackets hold expressions begins.
TAIL: Final = 2
VALUES: Final = 3
FROM: Final = 4
#: A function that does not always say the same.
VOLATILE: Final = 5
#: Keywords that stand for a term.
TERM: Final = 6

UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)
#: Functions that the parser reads twice, for each number of arguments: n deep, 2ⁿ times.
READ_TWICE: Final = ("REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT")

_KNOWN: Final = {
    "WHERE": WHERE,
    **dict.fromkeys(("SELECT", "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET"), TAIL),
    "VALUES": VALUES,
    "FROM": FROM,
    **dict.fromkeys(("A", "TRUE", "FALSE", "UNDEF"), TERM),
    # The frequent ones that mean nothing here.
    **dict.fromkeys(("AS", "BY", "ASC", "DESC", "DISTINCT", "FILTER"), 0),
    **dict.fromkeys(("OPTIONAL", "UNION", "GRAPH", "BIND", "NOT", "EXISTS", "MINUS", "IN"), 0),
    **dict.fromkeys(("COUNT", "STR", "LANG", "CONTAINS", "LCASE", "BOUND", "REGEX", "NAMED"), 0),
}


def meaning(word: str) -> int:
    """What a keyword in capitals means; keywords may be run together: trueVALUES, FILTERRAND."""
    known = _KNOWN.get(word)
    if known is not None:
        return known
    if word.endswith("VALUES"):
        return VALUES
    if word.startswith("FROM"):
        return FROM
    return VOLATILE if word.endswith(("NOW", "RAND", "UUID", "BNODE")) else 0
