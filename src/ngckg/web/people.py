"""Where a document for machines has a page for people, the page answers under the same address.

Whoever makes such pages puts them into `app.state.pages`: by the document's name (`ontology`,
`shapes`, `download`, `docs`) a function that answers the request.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import Request
from starlette.responses import Response

from ngckg.negotiation import HTML, Format, choose
from ngckg.web.reading import header

Page = Callable[[Request], Awaitable[Response]]

_ACCEPT: Final = b"accept"


def page_of(request: Request, name: str) -> Page | None:
    """The page for people, where there is one."""
    pages: Mapping[str, Page] = getattr(request.app.state, "pages", {})
    return pages.get(name)


def negotiate(request: Request, name: str, offers: tuple[Format, ...]) -> Format | Page:
    """What the client wants: one of the offers, or the page, where one is to be had."""
    page = page_of(request, name)
    chosen = choose(header(request.scope, _ACCEPT), (*offers, HTML) if page else offers)
    return page if page and chosen == HTML else chosen
