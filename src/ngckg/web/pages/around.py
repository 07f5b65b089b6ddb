"""What is around a thing: a small picture, and the same as a list with links."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ngckg.web.pages.context import Context, Link
from ngckg.web.pages.drawing import neighbours
from ngckg.web.pages.drawing.neighbours import Branch


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing beside another: the words on the line between them; `inward` where it points at us.

    `name` where the picture has no room for the whole one.
    """

    iri: str
    edge: str
    inward: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours of a thing; a picture only where they are few enough and not too few."""

    picture: Markup
    relations: list[tuple[str, Link]]


def around(context: Context, thing: str, beside: Sequence[Neighbour]) -> Around:
    """What is around a thing."""
    name = context.label(thing).text
    branches = [Branch(it.edge, it.name or context.label(it.iri).text, it.inward) for it in beside]
    drawn = neighbours.FEWEST <= len(branches) <= neighbours.MOST
    sentence = " ".join(
        f"{it.name} {it.edge} {name}." if it.inward else f"{name} {it.edge} {it.name}."
        for it in branches
    )
    return Around(
        neighbours.picture(name, branches, sentence) if drawn else Markup(""),
        [(it.edge[:1].upper() + it.edge[1:], context.link(it.iri)) for it in beside],
    )
