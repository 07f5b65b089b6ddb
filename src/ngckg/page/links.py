"""Links of the page: where they stand in its text, and whether they lead anywhere we may name."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

#: What may stand in a URL's parts as it is (RFC 3986 §3); everything else is percent-encoded.
_IN_PATH: Final = "%/:@!$&'()*+,;=~-._"
_IN_QUERY: Final = _IN_PATH + "?"
_IN_HOST: Final = "%:@!$&'()*+,;=~-._[]"
_BARE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MAX_URL: Final = 2_000


class BadLink(ValueError):
    """Why a link has no address that could be the document's."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in the text; `href` as written."""

    start: int
    end: int
    href: str


def resolve(href: str, base: str | None) -> str:
    """The http(s) address that a link leads to. Raises `BadLink` where it leads to none.

    `javascript:` and `data:` are programs and contents, not addresses of documents.
    """
    # WHATWG URL §4.4: tabs and line ends are removed, spaces and controls around it too.
    written = "".join(c for c in href if c not in "\t\r\n").strip("".join(map(chr, range(33))))
    shown = written[:80]
    if not written or written.startswith("#"):
        raise BadLink(f"the link leads nowhere: {shown!r}")
    if len(written) > _MAX_URL:
        raise BadLink(f"the link's address has more than {_MAX_URL} characters")
    try:
        parts = urlsplit(urljoin(base, written) if base else written)
        host, _port = parts.hostname, parts.port  # a bad port is an error only when asked for
    except ValueError:
        raise BadLink(f"the link's address is malformed: {shown!r}") from None
    if not parts.scheme and base is None:
        raise BadLink(f"a relative address, and the page's own is not known: {shown!r}")
    if parts.scheme not in ("http", "https") or not host:
        raise BadLink(f"the link is no web address: {shown!r}")
    return _encoded(parts)


def _encoded(parts: SplitResult) -> str:
    def encode(part: str, safe: str) -> str:
        return quote(_BARE_PERCENT.sub("%25", part), safe=safe)

    return SplitResult(
        parts.scheme,
        encode(parts.netloc, _IN_HOST),
        encode(parts.path, _IN_PATH),
        encode(parts.query, _IN_QUERY),
        encode(parts.fragment, _IN_QUERY),
    ).geturl()


class Links:
    """The links of a text in their order; they do not overlap.

    They are relative to the page's address, and to the one that the page itself declares.
    """

    def __init__(self, links: Iterable[Link], url: str | None, declared: str | None) -> None:
        self._links = sorted(links, key=lambda link: link.start)
        self._starts = [link.start for link in self._links]
        self._base = url
        with suppress(BadLink):
            self._base = resolve(declared, url) if declared else url

    def over(self, start: int, end: int) -> list[Link]:
        """The links that stand, at least in part, between two places."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found: list[Link] = []
        for link in self._links[first : first + 100]:
            if link.start >= end:
                break
            if link.end > start:
                found.append(link)
        return found

    def target(self, start: int, end: int) -> tuple[str | None, str | None]:
        """The one address that the links there lead to, and what is to be reported of them."""
        addresses: list[str] = []
        reasons: list[str] = []
        for link in self.over(start, end):
            try:
                address = resolve(link.href, self._base)
            except BadLink as error:
                reasons.append(str(error))
            else:
                if address not in addresses:
                    addresses.append(address)
        if len(addresses) > 1:
            reasons.append(f"links to {len(addresses)} addresses; the first is taken")
        return next(iter(addresses), None), "; ".join(reasons) or None
