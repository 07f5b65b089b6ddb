"""What a view needs to make one page: the answers of the release, in one language."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from ngckg.graph.release import Manifest
from ngckg.namespaces import ID
from ngckg.web.pages.address import Address
from ngckg.web.pages.evidence import Evidence, Quotation, Texts
from ngckg.web.pages.messages import Lang, Messages
from ngckg.web.pages.names import Name, Names, inner, outer
from ngckg.web.pages.rows import Ask
from ngckg.web.pages.when import Calendar


@dataclass(frozen=True, slots=True)
class Label:
    """A name as it is shown: its language where it is not the page's, or as code."""

    text: str
    lang: str | None = None
    is_code: bool = False

    def __html__(self) -> str:
        if self.is_code:
            return Markup('<span class="iri">{}</span>').format(self.text)
        if self.lang is not None:
            return Markup('<span lang="{}">{}</span>').format(self.lang, self.text)
        return escape(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere."""

    href: str
    label: Label

    @property
    def text(self) -> str:
        """The words of the link."""
        return self.label.text

    def __html__(self) -> str:
        lang = Markup(' lang="{}"').format(self.label.lang) if self.label.lang else Markup("")
        words = Markup('<span class="iri">{}</span>') if self.label.is_code else Markup("{}")
        return Markup('<a href="{}"{}>{}</a>').format(
            self.href, lang, words.format(self.label.text)
        )

    def __str__(self) -> str:
        return self.__html__()


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the source that carries a fact: how a page leads to it and quotes it."""

    line: int
    href: str
    places: list[tuple[int, int, str]]
    quotation: Quotation

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        return self.quotation.place.start


@dataclass(frozen=True, slots=True)
class Context:
    """The release's answers, names and texts; words, dates and addresses in one language.

    `quoted` where the visitor wants the words of the source shown beside every fact; `base` is the
    address of the service, `contact` where its makers are found, `release` the one that was asked
    for by its name.
    """

    ask: Ask
    names: Names
    texts: Texts
    say: Messages
    dates: Calendar
    to: Address
    quoted: bool = False
    base: str = ""
    contact: str = ""
    release: Manifest | None = None

    @property
    def lang(self) -> Lang:
        """The language of the page."""
        return self.say.lang

    def label(self, iri: str, *, inside: bool = False) -> Label:
        """The name of a thing; `inside` a sentence it begins with a small letter."""
        name = self.names.best(iri, self.lang)
        return _label(name, self.lang, inside=inside)

    def link(self, iri: str, words: str | None = None, *, inside: bool = False) -> Link:
        """A thing's name, or other words for it, leading to its page."""
        label = self.label(iri, inside=inside) if words is None else Label(words)
        return Link(self.to.of(iri), label)

    def named(self, href: str, words: str) -> Link:
        """Words of ours that lead somewhere."""
        return Link(href, Label(words))

    def sources(self, evidence: tuple[Evidence, ...], saying: str | None = None) -> list[Source]:
        """The lines that carry a fact, each once."""
        return [
            Source(
                it.place.line,
                self.to.place(it.place),
                [(place.start, place.end, self.to.place(place)) for place in it.places],
                it,
            )
            for it in self.texts.quotations(evidence, saying)
        ]

    def other_name(self, iri: str) -> str | None:
        """The name in the other language, where there is one."""
        return self.names.own(iri, self.say.other)

    def joined(self, links: list[Link]) -> str:
        """ "a, b and c", each a link."""
        return self.say.listed([escape(link) for link in links])


def thing(kind: str, key: str) -> str:
    """The IRI of the thing that a page's address names."""
    return f"{ID}{kind}/{quote(key)}"


def _label(name: Name, lang: str, *, inside: bool) -> Label:
    if name.is_code:
        return Label(name.text, is_code=True)
    words = inner(name.text) if inside else outer(name.text)
    return Label(words, None if name.lang == lang else name.lang)
