"""A web page → the text that a reader sees in it, line by line, and where its links stand.

Everything in it is only ever text: nothing is run, loaded or resolved.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree, html

from ngckg.errors import PageRefused
from ngckg.page.links import Link
from ngckg.page.words import clean, fold

_SPACE: Final = re.compile("[ \t\n\r\f]+")
#: Characters that a reference such as &#1; can still bring in, and that no text has.
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

#: What is no part of the page's text, wherever it stands.
_NEVER: Final = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "nav", "aside", "svg", "math"),
        *("iframe", "object", "embed", "canvas", "audio", "video", "select", "textarea"),
    )
)
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

#: libxml2 stops reading, without a word, where elements are nested deeper than 2048.
_MAX_DEPTH: Final = 2000

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
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        document = html.document_fromstring(markup.encode(), parser=parser)
    except etree.LxmlError:
        raise PageRefused("The page is empty: there is no text in its markup.") from None
    base = next((element.get("href") for element in document.iter("base")), None)
    body = _Renderer().render([document])
    main = _Renderer().render(list(_outermost_main(document)))
    chosen = main if _ours(main) == _ours(body) > 0 else body
    return Rendered(chosen.text, tuple(chosen.links), chosen.title, base)


def _outermost_main(document: html.HtmlElement) -> Iterator[html.HtmlElement]:
    inside: html.HtmlElement | None = None
    for event, element in etree.iterwalk(document, events=("start", "end")):
        if event == "end":
            inside = None if element is inside else inside
        elif inside is None and (element.tag == "main" or element.get("role") == "main"):
            inside = element
            yield element


def _ours(rendered: "_Renderer") -> int:
    return " ".join(fold(rendered.text).split()).count(_OURS)


class _Block:
    """One block's text as it comes together, spaces collapsed, with the links in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._links: list[Link] = []

    def add(self, text: str, href: str | None) -> None:
        """Adds text, which may belong to a link."""
        text = _NO_TEXT.sub("\ufffd", _SPACE.sub(" ", text))
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
    """Goes through the elements in their order, without recursion."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.title: str | None = None
        self._lines: list[str] = []
        self._length = 0
        self._block = _Block()
        self._hrefs: list[str] = []
        self._bullet = ""
        self._in_title = False
        self._parts = 0

    @property
    def text(self) -> str:
        """The lines so far."""
        return "".join(self._lines)

    def render(self, roots: Iterable[html.HtmlElement]) -> "_Renderer":
        """Renders these elements, one after the other."""
        for root in roots:
            depth = 0
            walk = etree.iterwalk(root, events=("start", "end"))
            for event, element in walk:
                if event == "end":
                    depth -= 1
                    self._end(element, with_tail=element is not root)
                    continue
                depth += 1
                if depth > _MAX_DEPTH:
                    raise PageRefused(f"The page's elements are nested deeper than {_MAX_DEPTH}.")
                if self._is_skipped(element.tag):
                    walk.skip_subtree()
                else:
                    self._start(element)
            self._break()
        return self

    def _is_skipped(self, tag: str) -> bool:
        return tag in _NEVER or (tag in _FRAME and not self._parts)

    def _start(self, element: html.HtmlElement) -> None:
        tag = element.tag
        self._parts += tag in _PARTS
        if tag == "a":
            self._hrefs.append(element.get("href") or "")
        if tag not in _INLINE:
            self._break()
        if tag == "li":
            self._bullet = " • "
        if tag == "h1" and self.title is None:
            self._in_title = True
        self._add(element.text)

    def _end(self, element: html.HtmlElement, *, with_tail: bool) -> None:
        tag = element.tag
        if tag not in _INLINE:
            self._break()
        if not self._is_skipped(tag):
            self._parts -= tag in _PARTS
            if tag == "a":
                self._hrefs.pop()
            if tag == "li":
                self._bullet = ""
            if tag == "h1":
                self._in_title = False
        if with_tail:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._block.add(text, self._hrefs[-1] or None if self._hrefs else None)

    def _break(self) -> None:
        """Ends the line."""
        block, self._block = self._block, _Block()
        for text, links in block.lines():
            if not clean(text):
                continue
            start = self._length + len(self._bullet)
            self.links += (Link(start + it.start, start + it.end, it.href) for it in links)
            self._lines.append(f"{self._bullet}{text}\n")
            self._length += len(self._lines[-1])
            self._bullet = ""
            if self._in_title:
                self.title, self._in_title = clean(text), False
