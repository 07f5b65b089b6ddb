"""What a web page's markup says of its lines, besides their words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """Lines by their numbers: of a text without markup, none is marked.

    `headings` stand over others and are no links, `struck` are at least in part struck out, and at
    `borders` another part of the page begins.
    """

    headings: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    borders: frozenset[int] = frozenset()
