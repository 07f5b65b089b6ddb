"""A web page → the text that a reader sees in it, line by line, and where its links stand.

Everything in it is only ever text: nothing is run, loaded or resolved.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ngckg.errors import PageRefused
from ngckg.page.links import Link
from ngckg.page.segment import MAX_LINES
from ngckg.page.words import clean, fold

_SPACE: Final = re.compile("[ \t\n\r\f]+")
#: Characters that a reference such as &#1; can still bring in, and that no text has.
_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

#: What is no part of the page's text, wherever it stands: within a line, or apart from others.
_NO_TEXT_WITHIN: Final = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed"),
        *("canvas", "audio", "video", "select", "textarea"),
    )
)
_NO_TEXT_APART: Final = frozenset(("title", "nav", "aside"))
#: The page's own, unless they belong to one of its parts (HTML §4.3.8, §4.3.9).
_FRAME: Final = frozenset(("header", "footer"))
_PARTS: Final = frozenset(("main", "article", "section", "details", "li"))

_INLINE: Final = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "img", "ins", "kbd", "label", "mark", "output", "q", "rp", "rt"),
        *("ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var", "wbr", "picture", "source", "input"),
    )
)

#: What marks the part of the page that we are after.
_OURS: Final = "de faglige anbefalinger for"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A web page as text; `title` is its first heading, `base` what it says links start from."""

    text: str
    links: tuple[Link, ...]
    title: str | None
    base: str | None


def render(markup: str) -> Rendered:
    """The text of a web page: of its main part where that holds all that is ours."""
    # Events rather than a tree: libxml2 ends a tree without a word where elements are nested
    # deep, and takes time with the square of an element's attributes to build it.
    renderer = _Renderer()
    parser = etree.HTMLParser(target=renderer, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(markup.encode())
        parser.close()
    except etree.LxmlError:
        raise PageRefused("The page is empty: there is no text in its markup.") from None
    if renderer.too_long:
        raise PageRefused(f"The page has more than {MAX_LINES} lines.")
    every, main = renderer.lines, [line for line in renderer.lines if line.in_main]
    return _laid_out(main if _ours(main) == _ours(every) > 0 else every, renderer.base)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the rendered text; links count from its start."""

    text: str
    links: list[Link]
    in_main: bool
    in_title: bool


def _ours(lines: Iterable[_Line]) -> int:
    text = " ".join(fold(word) for line in lines for word in line.text.split())
    return text.count(_OURS)


def _laid_out(lines: Sequence[_Line], base: str | None) -> Rendered:
    start = 0
    links: list[Link] = []
    for line in lines:
        links += (Link(start + it.start, start + it.end, it.href) for it in line.links)
        start += len(line.text)
    title = next((clean(line.text) for line in lines if line.in_title), None)
    return Rendered("".join(line.text for line in lines), tuple(links), title, base)


class _Block:
    """One block's text as it comes together, spaces collapsed, with the links in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[Link] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been added."""
        return not self._pieces

    def add(self, text: str, href: str | None) -> None:
        """Adds text, which may belong to a link."""
        text = _NO_CHARACTER.sub("\ufffd", _SPACE.sub(" ", text))
        if text.startswith(" ") and (not self._pieces or self._pieces[-1].endswith(" ")):
            text = text[1:]
        if not text:
            return
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        if href is not None:
            self._link(Link(start, self._length, href))

    def _link(self, link: Link) -> None:
        """Adds a link; one that goes on with the same address is the same link."""
        last = self._links[-1] if self._links else None
        if last is not None and last.href == link.href and self._only_spaces(last.end, link.start):
            self._links[-1] = Link(last.start, link.end, link.href)
        else:
            self._links.append(link)

    def _only_spaces(self, start: int, end: int) -> bool:
        return start == end or (end - start == 1 and self._pieces[-2] == " ")

    def lines(self) -> list[tuple[str, list[Link]]]:
        """The block as one line, or one for each link where it is nothing but links."""
        text = "".join(self._pieces)
        ends = [0, *(link.end for link in self._links)]
        starts = [*(link.start for link in self._links), len(text)]
        if len(self._links) > 1 and all(
            text[end:start].isspace() or end == start
            for end, start in zip(ends, starts, strict=True)
        ):
            parts = [(text[it.start : it.end], it.href) for it in self._links]
            return [(part, [Link(0, len(part), href)]) for part, href in parts]
        return [(text.rstrip(" "), self._links)]


class _Renderer:
    """Takes the parser's events and collects the lines."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.base: str | None = None
        self.too_long = False
        self._pieces: list[str] = []
        self._block = _Block()
        self._hrefs: list[str | None] = []
        self._bullet = ""
        self._skipped = self._main = self._parts = self._titles = 0
        self._open: list[bool] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._settle()
        if self._skipped or tag in _NO_TEXT_WITHIN:
            self._skipped += 1
            return
        if tag not in _INLINE:
            self._break()
        if tag in _NO_TEXT_APART or (tag in _FRAME and not self._parts):
            self._skipped += 1
            return
        is_main = tag == "main" or attributes.get("role") == "main"
        self._open.append(is_main)
        self._main += is_main
        self._parts += tag in _PARTS
        self._titles += tag == "h1"
        if tag == "a":
            self._hrefs.append(attributes.get("href") or None)
        elif tag == "li":
            self._bullet = " • "
        elif tag == "base":
            self.base = self.base or attributes.get("href")

    def end(self, tag: str) -> None:
        """An element ends; the parser closes every one that it opens, in order."""
        self._settle()
        if self._skipped:
            self._skipped -= 1
            return
        if tag not in _INLINE:
            self._break()
        self._main -= self._open.pop()
        self._parts -= tag in _PARTS
        self._titles -= tag == "h1"
        if tag == "a":
            self._hrefs.pop()
        elif tag == "li":
            self._bullet = ""

    def data(self, text: str) -> None:
        """Text, in pieces as small as a character."""
        if not self._skipped and not self.too_long:
            self._pieces.append(text)

    def close(self) -> None:
        """The page ends."""
        self._break()

    def _settle(self) -> None:
        """Adds the pieces of text since the last tag to the line."""
        if self._pieces:
            self._block.add("".join(self._pieces), self._hrefs[-1] if self._hrefs else None)
            self._pieces = []

    def _break(self) -> None:
        """Ends the line."""
        self._settle()
        if self._block.is_empty:
            return
        block, self._block = self._block, _Block()
        for text, links in block.lines():
            if clean(text):
                lead = len(self._bullet)
                placed = [Link(lead + it.start, lead + it.end, it.href) for it in links]
                line = f"{self._bullet}{text}\n"
                self.lines.append(_Line(line, placed, self._main > 0, self._titles > 0))
                self._bullet = ""
        self.too_long = len(self.lines) > MAX_LINES
