"""How to cite a thing and take it further: lasting address, kind, forms, what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ngckg.negotiation import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from ngckg.web.pages import address
from ngckg.web.pages.alternates import Form
from ngckg.web.pages.context import Context, Link

_TYPES: Final = {it.suffix: it.media_type for it in (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the section: what it is, and what is said."""

    label: str
    value: object


@dataclass(frozen=True, slots=True)
class Reuse:
    """The section on citing and reusing a thing."""

    iri: str
    classes: list[Fact]
    forms: list[Form]
    ask: Link | None = None
    beside_label: str = ""
    beside: str = ""


def forms(thing: str) -> list[Form]:
    """The forms of a thing's description, and of the API where it is in it."""
    found = [
        Form(name, href, _TYPES[f".{href.rpartition('.')[2]}"])
        for name, href in address.data(thing)
    ]
    api = address.api(thing)
    return [*found, Form("JSON", api, "application/json")] if api else found


def reuse(
    context: Context,
    thing: str,
    classes: Sequence[str] = (),
    *,
    ask: Link | None = None,
    around: Sequence[str] = (),
) -> Reuse:
    """The section for a thing; `around` are the things of its kind, in order."""
    say = context.say
    beside = []
    if thing in around and len(around) > 1:
        at = around.index(thing)
        beside = [
            context.link(it) for it in (*around[max(at - 1, 0) : at], *around[at + 1 : at + 2])
        ]
    return Reuse(
        thing,
        [Fact(say.gettext("Kind"), context.joined([context.link(it) for it in classes]))]
        if classes
        else [],
        forms(thing),
        ask,
        say.gettext("Beside it in the alphabet"),
        context.joined(beside) if beside else "",
    )
