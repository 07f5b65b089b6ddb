"""Problem documents told as pages."""

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import Message, Scope

from ngckg.web.pages import mishap
from ngckg.web.pages.desk import Desk, Pages
from ngckg.web.pages.sparql_page import refused
from ngckg.web.service import Service


class Telling:
    """Tells the problems of one service."""

    def __init__(self, pages: Pages, service: Service) -> None:
        self._pages = pages
        self._service = service

    async def __call__(self, scope: Scope, start: Message, body: bytes) -> tuple[bytes, str]:
        """The page of a problem, and its language."""
        problem: Mapping[str, object] = json.loads(body) if body else {"status": start["status"]}
        retry = [v.decode() for name, v in start["headers"] if name == b"retry-after"]
        desk = Desk(self._pages, self._service, Request(scope))
        context = await desk.context_or_bare()
        made = await refused(desk, context, problem)
        if made is None:
            index = (await desk.library_or_bare()).index
            made = mishap.made(context, index, scope["path"], problem, retry[0] if retry else None)
        library = await desk.library_or_bare()
        return self._pages.site.render(library, context, made), context.lang
