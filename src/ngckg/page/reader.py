"""A source page → what it says: the one way in."""

import hashlib
from typing import Final

from ngckg.errors import PageRefused
from ngckg.page import segment
from ngckg.page.assemble import assemble
from ngckg.page.decode import Format, decode
from ngckg.page.links import Links
from ngckg.page.records import Page, Snapshot
from ngckg.page.words import clean

#: The page has a few hundred lines.
MAX_LINES: Final = 50_000
_MAX_TITLE: Final = 200


def read(content: bytes, *, format: Format = "auto", url: str | None = None) -> Page:
    """What the page says. Raises `PageRefused`, with the reason, where it is none of ours."""
    text, media_type = decode(content, format)
    spans = segment.lines(text)
    if len(spans) > MAX_LINES:
        raise PageRefused(f"The page has more than {MAX_LINES} lines.")
    said = assemble(text, spans, Links((), url))
    if not said.groups:
        raise PageRefused("The page is not one of ours: no patient group's section begins on it.")
    title = next(clean(line.text) for line in said.lines if clean(line.text))
    sha256 = hashlib.sha256(content).hexdigest()
    snapshot = Snapshot(sha256, text, media_type, title[:_MAX_TITLE], url)
    return Page(snapshot, said.groups, said.statements, said.memberships, said.lines)
