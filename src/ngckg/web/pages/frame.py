"""What surrounds every page: title, languages, menu, breadcrumb, the forms of its data, foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from ngckg.rdf import iri
from ngckg.web.pages import alternates
from ngckg.web.pages.alternates import Form
from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.messages import LANGS, Messages
from ngckg.web.pages.rows import Row, text

#: Where the Center is found when a snapshot does not say which page it was read from.
CENTER: Final = "https://www.ngc.dk/"

#: A language in its own words.
_TONGUES: Final = {"da": "Dansk", "en": "English"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu; `current` as aria-current has it."""

    text: str
    href: str
    current: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot of the source, as the foot and the landing page speak of it."""

    key: str
    title: str
    lines: str
    url: str | None
    link: Link
    titled: Markup
    page: Link


@dataclass(frozen=True, slots=True)
class Named:
    """The release that was asked for by its name, and the same page of the current one."""

    id: Label
    day: str
    current: Link


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that the base template wants."""

    title: str
    description: str
    lang: str
    canonical: str
    languages: list[tuple[str, str]]
    other: tuple[str, str, str]
    menu: list[Entry]
    sources: list[Snapshot]
    center: str
    contact: str
    crumbs: Sequence[Link] = ()
    here: str | Label = ""
    forms: Sequence[Form] = ()
    sought: str = ""
    structured: str = ""
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its address without `lang`, its entry in the menu, what lies above."""

    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    menu: str | None = None
    crumbs: Sequence[Link] = ()
    #: None where its path says them.
    own_forms: Sequence[Form] | None = None
    #: JSON-LD that stands in the page, and Link fields beside those of its forms.
    structured: str = ""
    signposts: Sequence[str] = ()

    @property
    def forms(self) -> Sequence[Form]:
        """The forms of what it tells."""
        return alternates.of(self.path) if self.own_forms is None else self.own_forms


def frame(
    context: Context,
    place: Place,
    snapshots: Sequence[Row],
    title: str,
    description: str,
    here: str | Label = "",
    sought: str = "",
) -> Frame:
    """The frame of a page; what it is called in the browser, and what search engines say of it."""
    say = context.say
    return Frame(
        title=title,
        description=description.striptags() if isinstance(description, Markup) else description,
        lang=say.lang,
        canonical=place.path,
        languages=[
            *((lang, _address(place, lang)) for lang in LANGS),
            ("x-default", _address(place, None)),
        ],
        other=(say.other, context.to.within + _address(place, say.other), _TONGUES[say.other]),
        menu=_menu(context, place),
        sources=[snapshot(context, row) for row in snapshots],
        center=CENTER,
        contact=context.contact,
        crumbs=place.crumbs,
        here=here or title,
        forms=place.forms,
        # Nothing in it can end the element: schemaorg.script sees to that.
        structured=Markup(place.structured),  # noqa: S704
        sought=sought,
        named=_named(context, place),
    )


def snapshot(context: Context, row: Row) -> Snapshot:
    """A snapshot from its row."""
    source = row["source"].value
    key = (iri.parts(source) or ("", source))[1]
    href = context.to.to(f"/page/source/{key}")
    title = text(row, "title") or key
    url = text(row, "url")
    return Snapshot(
        key=key,
        title=title,
        lines=context.say.number(int(text(row, "lines") or 0)),
        url=url,
        link=Link(href, Label(key, is_code=True)),
        titled=Markup('<a href="{}" lang="da">»{}«</a>').format(href, title),
        page=Link(url or CENTER, Label(_own_page(context.say))),
    )


def _named(context: Context, place: Place) -> Named | None:
    release = context.release
    if release is None:
        return None
    return Named(
        Label(release.id, is_code=True),
        context.dates.day(date.fromisoformat(release.created[:10])),
        context.named(
            _address(place, context.to.chosen), context.say.gettext("Go to the current page")
        ),
    )


def _own_page(say: Messages) -> str:
    return say.gettext("the Center’s own page")


def _menu(context: Context, place: Place) -> list[Entry]:
    say = context.say
    entries = (
        ("/", say.gettext("Patient groups")),
        ("/process", say.gettext("Process")),
        ("/queries", say.pgettext("menu", "Ask")),
        ("/download", say.gettext("Download and reuse")),
        ("/about", say.gettext("About the data")),
    )
    return [
        Entry(
            text_,
            context.to.to(path),
            None if place.menu != path else "page" if place.path == path else "true",
        )
        for path, text_ in entries
    ]


def _address(place: Place, lang: str | None) -> str:
    given = {name: value for name, value in place.parameters.items() if name != "lang"}
    if lang is not None:
        given["lang"] = lang
    return f"{place.path}?{urlencode(given)}" if given else place.path
