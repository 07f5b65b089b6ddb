"""What a thing is called in both languages, and who says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.evidence import Evidence
from ngckg.web.pages.facts import key
from ngckg.web.pages.messages import Messages
from ngckg.web.pages.rows import Row, text

_PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"


@dataclass(frozen=True, slots=True)
class Naming:
    """The heading of a page: the kind and the name in the other language; whose words they are."""

    title: Label
    line: str
    origin: str
    others: list[Label]


async def read(
    context: Context, thing: str, kind: str, evidence: Iterable[Evidence] = ()
) -> Naming:
    """What a thing is called; `kind` is what it is, as a page says it.

    A Danish name that stands in the source, in its `evidence`, is not ours.
    """
    danish = (context.names.own(thing, "da") or "").casefold()
    is_danish_ours = all(place.words.casefold() != danish for place in evidence)
    rows = await context.ask("page-origins", thing=thing)
    notes = await context.ask("page-notes", thing=thing)
    others = sorted(
        {
            (row["text"].value, row["text"].lang or "")
            for row in notes
            if row["property"].value == _ALT_LABEL
        }
    )
    return Naming(
        context.label(thing),
        _line(context, thing, kind),
        _origin(context, rows, is_danish_ours=is_danish_ours),
        [Label(name, None if lang == context.lang else lang or None) for name, lang in others],
    )


def _line(context: Context, thing: str, kind: str) -> str:
    """ "Patientgruppe, på engelsk Fetal medicine"."""
    say, other = context.say, context.other_name(thing)
    if other is None or other == context.label(thing).text:
        return kind
    label = Markup('<span lang="{}">{}</span>').format(say.other, other)
    if say.lang == "da":
        return say.gettext("%(kind)s, in English %(name)s", kind=kind, name=label)
    return say.gettext("%(kind)s, in Danish %(name)s", kind=kind, name=label)


def _origin(context: Context, rows: list[Row], *, is_danish_ours: bool) -> str:
    """Whose words the English name is, or both names."""
    for row in rows:
        name = row.get("name")
        if name is not None and (row["property"].value != _PREF_LABEL or name.lang != "en"):
            continue
        said = _said(context.say, key(row["origin"].value), is_danish_ours=is_danish_ours)
        url = text(row, "url")
        if said and url:
            return escape(Link(url, Label(said)))
        return said
    return ""


def _said(say: Messages, origin: str, *, is_danish_ours: bool) -> str:
    return {
        "source-wording": say.gettext("The English name is the Center’s own"),
        "translation": say.gettext("The English name is our translation"),
        "composed": say.gettext("The name is composed by us")
        if is_danish_ours
        else say.gettext("The English name is composed by us"),
    }.get(origin, "")
