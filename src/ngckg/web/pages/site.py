"""The pages of one release: what all of them share, read once, and how one of them is made."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ngckg.graph.release import Manifest
from ngckg.web.pages.address import Address, under
from ngckg.web.pages.assets import Assets
from ngckg.web.pages.context import Context, Label
from ngckg.web.pages.evidence import Texts
from ngckg.web.pages.finding import Index
from ngckg.web.pages.frame import Place, frame
from ngckg.web.pages.messages import LANGS, Lang, load
from ngckg.web.pages.names import Names
from ngckg.web.pages.rendering import Renderer
from ngckg.web.pages.rows import Ask, Row
from ngckg.web.pages.when import Calendar


@dataclass(frozen=True, slots=True)
class Made:
    """A page as a view leaves it: its template, what it shows, where it stands, its titles.

    `title` is what the browser shows, `here` the last step of the breadcrumb.
    """

    template: str
    page: object
    place: Place
    title: str
    description: str
    here: str | Label = ""
    sought: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """What every page of a release needs: names, snapshots, the search index."""

    names: Names
    snapshots: Sequence[Row]
    index: Index


#: Of no release at all.
BARE: Final = Library(Names([]), [], Index([]))


async def open_library(ask: Ask) -> Library:
    """Read what every page needs, off the event loop where it is much."""
    names, snapshots, searchable = await asyncio.gather(
        ask("page-names"), ask("page-snapshots"), ask("page-searchable")
    )
    return Library(
        await asyncio.to_thread(Names, names),
        snapshots,
        await asyncio.to_thread(Index, searchable),
    )


class Site:
    """Makes pages in every language; what it reads from disk it reads once."""

    def __init__(self, assets: Assets, texts: Texts, contact: str = "", prefix: str = "") -> None:
        self.assets = assets
        self.texts = texts
        self.contact = contact
        self._messages = {lang: load(lang) for lang in LANGS}
        self._calendars = {lang: Calendar(self._messages[lang]) for lang in LANGS}
        self._renderer = Renderer(assets, self._messages, prefix)

    @property
    def version(self) -> str:
        """Changes with everything of ours that a page's bytes depend on."""
        return self._renderer.version

    def context(
        self,
        library: Library,
        ask: Ask,
        lang: Lang,
        chosen: str | None,
        *,
        quoted: bool = False,
        base: str = "",
        release: Manifest | None = None,
    ) -> Context:
        """What views need, in one language; `release` where it was asked for by its name."""
        return Context(
            ask,
            library.names,
            self.texts,
            self._messages[lang],
            self._calendars[lang],
            Address(chosen, under(release) if release else ""),
            quoted,
            base,
            self.contact,
            release,
        )

    def render(self, library: Library, context: Context, made: Made) -> bytes:
        """A page in its frame."""
        around = frame(
            context,
            made.place,
            library.snapshots,
            made.title,
            made.description,
            made.here,
            made.sought,
        )
        return self._renderer.render(made.template, context, made.page, around)
