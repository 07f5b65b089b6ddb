"""A source page → what it says: the one way in."""

import hashlib
from itertools import islice
from typing import Final

from ngckg.errors import PageRefused
from ngckg.page import html, segment
from ngckg.page.assemble import assemble
from ngckg.page.decode import Format, decode
from ngckg.page.links import BadLink, Links, resolve
from ngckg.page.marks import Marks
from ngckg.page.records import Page, Snapshot
from ngckg.page.words import clean

_MAX_TITLE: Final = 200


def read(content: bytes, *, format: Format = "auto", url: str | None = None) -> Page:
    """What the page says. Raises `PageRefused`, with the reason, where it is none of ours."""
    if url is not None:
        url = _web_address(url)
    text, media_type = decode(content, format)
    title: str | None = None
    links, marks = Links((), url, None), Marks()
    if media_type == "text/html":
        rendered = html.render(text)
        text, title, marks = rendered.text, rendered.title, rendered.marks
        links = Links(rendered.links, url, rendered.base)
    spans = list(islice(segment.lines(text), segment.MAX_LINES + 1))
    if len(spans) > segment.MAX_LINES:
        raise PageRefused(f"The page has more than {segment.MAX_LINES} lines.")
    said = assemble(text, spans, links, marks)
    if not said.groups:
        raise PageRefused("The page is not one of ours: no patient group's section begins on it.")
    title = title or next(clean(line.text) for line in said.lines if clean(line.text))
    sha256 = hashlib.sha256(content).hexdigest()
    snapshot = Snapshot(sha256, text, media_type, title[:_MAX_TITLE], url)
    return Page(snapshot, said.groups, said.statements, said.memberships, said.lines)


def _web_address(url: str) -> str:
    try:
        return resolve(url, None)
    except BadLink as error:
        raise PageRefused(f"The page's address cannot be used: {error}.") from None
