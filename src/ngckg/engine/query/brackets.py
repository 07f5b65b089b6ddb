"""The brackets of a query, as far as telling expressions from patterns takes."""

from typing import Final

# What a bracket holds. Plain numbers: they are compared for every token.
OUTSIDE: Final = 0
GROUP: Final = 1
EXPRESSION: Final = 2
#: Blank node property list, annotation, triple term.
NODE: Final = 3
#: Collection, or group of a property path.
LIST: Final = 4
#: Rows of VALUES, template of CONSTRUCT: nothing that has to be planned.
DATA: Final = 5


class Bracket:
    """An open bracket, and what was counted in it."""

    __slots__ = (
        *("arm", "isolated", "joined", "kind", "patterns"),
        *("started", "steps", "tail", "twice", "union"),
    )

    def __init__(self, kind: int, before: str = "") -> None:
        self.kind = kind
        #: It holds triple patterns.
        self.patterns = kind is GROUP or kind is NODE
        self.union = before.endswith("UNION")
        #: What it holds is not joined with what stands around it.
        self.isolated = before.endswith(("EXISTS", "MINUS"))
        #: The arguments of a function that the parser reads twice.
        self.twice = False
        #: Triple patterns joined in this group, and those of its last UNION's largest arm.
        self.joined = self.arm = 0
        #: Terms since the last pattern was counted. In a list: all its terms.
        self.started = 0
        #: Operators of a property path.
        self.steps = 0
        #: SELECT clause or solution modifiers, where brackets hold expressions.
        self.tail = kind is OUTSIDE
