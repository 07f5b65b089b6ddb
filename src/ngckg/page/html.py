"""A web page → the text that a reader sees in it, line by line, and where its links stand.

Everything in it is only ever text: nothing is run, loaded or resolved.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from ngckg.errors import PageRefused
from ngckg.page.classify import speaks
from ngckg.page.links import Link
from ngckg.page.marks import Marks
from ngckg.page.segment import MAX_LINES
from ngckg.page.words import clean

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
_NO_TEXT_APART: Final = frozenset(("title", "nav"))

#: What the text within an element is.
_ROLES: Final = {
    "main": frozenset(("main",)),
    "part": frozenset(("main", "article", "section", "details", "li")),
    #: The page's own, unless it belongs to one of its parts (HTML §4.3.5, §4.3.8, §4.3.9).
    "frame": frozenset(("header", "footer", "aside")),
    "title": frozenset(("h1",)),
    "heading": frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "caption", "summary")),
    "struck": frozenset(("del", "s", "strike")),
    "raised": frozenset(("sup",)),
}
#: What is raised and of this only is a footnote's mark, no part of the word before it.
_FOOTNOTE: Final = re.compile(r"[\s\d()\[\],*]*")

_INLINE: Final = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "img", "ins", "kbd", "label", "mark", "output", "q", "rp", "rt"),
        *("ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var", "wbr", "picture", "source", "input"),
    )
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A web page as text; `title` is its first heading, `base` what it says links start from."""

    text: str
    links: tuple[Link, ...]
    title: str | None
    base: str | None
    marks: Marks


def render(markup: str) -> Rendered:
    """The text of a web page: of its main part where that holds all that is ours.

    Else of all but its frame, and of that as well where it says something.
    """
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
    return _laid_out(_chosen(renderer.lines), renderer.base)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the rendered text; links count from its start."""

    text: str
    links: list[Link]
    roles: frozenset[str]

    @property
    def place(self) -> str:
        """The part of the page where it stands."""
        return next((it for it in ("frame", "main") if it in self.roles), "")


def _chosen(lines: Sequence[_Line]) -> Sequence[_Line]:
    """The lines that are read: no line is left out that says something."""
    speaking = {line.place for line in lines if speaks(line.text)}
    if speaking == {"main"}:
        return [line for line in lines if line.place == "main"]
    return lines if "frame" in speaking else [line for line in lines if line.place != "frame"]


def _laid_out(lines: Sequence[_Line], base: str | None) -> Rendered:
    start = 0
    links: list[Link] = []
    for line in lines:
        links += (Link(start + it.start, start + it.end, it.href) for it in line.links)
        start += len(line.text)
    title = next((clean(line.text) for line in lines if "title" in line.roles), None)
    numbered = list(enumerate(lines, 1))
    marks = Marks(
        frozenset(at for at, line in numbered if "heading" in line.roles and not line.links),
        frozenset(at for at, line in numbered if "struck" in line.roles),
        frozenset(at for at, line in numbered[1:] if line.place != lines[at - 2].place),
    )
    return Rendered("".join(line.text for line in lines), tuple(links), title, base, marks)


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
        self._raised: list[tuple[str, str | None]] = []
        self._hrefs: list[str | None] = []
        self._bullet = ""
        self._skipped = 0
        self._struck = False
        self._open: list[frozenset[str]] = []
        self._within: Counter[str] = Counter()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._settle()
        if self._skipped or tag in _NO_TEXT_WITHIN:
            self._skipped += 1
            return
        if tag not in _INLINE:
            self._break()
        if tag in _NO_TEXT_APART:
            self._skipped += 1
            return
        roles = {role for role, tags in _ROLES.items() if tag in tags}
        roles |= {"main", "heading"} & {attributes.get("role")}
        self._open.append(frozenset(roles - {"frame"} if self._within["part"] else roles))
        self._within.update(self._open[-1])
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
        self._within.subtract(self._open.pop())
        if not self._within["raised"]:
            self._lower()
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
        """Adds the pieces of text since the last tag to the line, or to what is raised over it."""
        if self._pieces:
            text, href = "".join(self._pieces), self._hrefs[-1] if self._hrefs else None
            self._struck = self._struck or (self._within["struck"] > 0 and not text.isspace())
            self._pieces = []
            if self._within["raised"]:
                self._raised.append((text, href))
            else:
                self._block.add(text, href)

    def _lower(self) -> None:
        """Adds what was raised, unless it is a footnote's mark."""
        if not _FOOTNOTE.fullmatch("".join(text for text, _ in self._raised)):
            for text, href in self._raised:
                self._block.add(text, href)
        self._raised = []

    def _break(self) -> None:
        """Ends the line."""
        self._settle()
        self._lower()
        struck, self._struck = self._struck, False
        if self._block.is_empty:
            return
        block, self._block = self._block, _Block()
        roles = {role for role, depth in self._within.items() if depth > 0} - {"struck"}
        roles |= {"struck"} if struck else set()
        for text, links in block.lines():
            if clean(text):
                lead = len(self._bullet)
                placed = [Link(lead + it.start, lead + it.end, it.href) for it in links]
                line = f"{self._bullet}{text}\n"
                self.lines.append(_Line(line, placed, frozenset(roles)))
                self._bullet = ""
        self.too_long = len(self.lines) > MAX_LINES
