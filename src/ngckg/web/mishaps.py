"""The outermost layer: problem documents become pages where a browser asks. ASGI, pure pass-through
for everything else.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ngckg.negotiation import HTML, Format, choose
from ngckg.web.exchange import exchange_of
from ngckg.web.problems import MEDIA_TYPE
from ngckg.web.reading import header

#: Makes the page of a request that met a problem, from the head and the body of the problem
#: document: the page and its language.
Tell = Callable[[Scope, Message, bytes], Awaitable[tuple[bytes, str]]]

_log = logging.getLogger(__name__)

_PROBLEM: Final = Format(MEDIA_TYPE, ("problem",), ".json", ("application/json",))
_NOT_ACCEPTABLE: Final = 406
_REPLACED: Final = (b"content-type", b"content-length", b"vary", b"content-language")


class Mishaps:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, tell: Tell) -> None:
        self._app = app
        self._page = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _wants_page(scope):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []

        async def watching(message: Message) -> None:
            if message["type"] == "http.response.start":
                types = [value for name, value in message["headers"] if name == b"content-type"]
                is_problem = bool(types) and types[0].startswith(MEDIA_TYPE.encode())
                if is_problem and (message["status"] != _NOT_ACCEPTABLE or _is_browser(scope)):
                    held.append(message)
                    return
            elif held:
                held.append(message)
                if not message.get("more_body", False):
                    await self._tell(scope, held, send)
                return
            await send(message)

        await self._app(scope, receive, watching)

    async def _tell(self, scope: Scope, held: list[Message], send: Send) -> None:
        """Send the problem as a page; as it came, where even that goes wrong."""
        start, *bodies = held
        body = b"".join(it.get("body", b"") for it in bodies)
        try:
            page, lang = await self._page(scope, start, body)
        except Exception:
            _log.exception("a problem could not be told as a page")
            for message in held:
                await send(message)
            return
        kept = [(name, value) for name, value in start["headers"] if name not in _REPLACED]
        start["headers"] = [
            (b"content-type", HTML.content_type.encode()),
            (b"content-length", str(len(page)).encode()),
            (b"content-language", lang.encode()),
            (b"vary", b"Accept, Accept-Language"),
            *kept,
        ]
        sent = b"" if scope["method"] == "HEAD" else page
        exchange_of(scope).bytes = len(sent)  # in place of the document's
        await send(start)
        await send({"type": "http.response.body", "body": sent})


def _is_browser(scope: Scope) -> bool:
    """Whether it is a browser. A program that asks for HTML alone is told in JSON what there is."""
    return "application/xhtml+xml" in (header(scope, b"accept") or "")


def _wants_page(scope: Scope) -> bool:
    """Whether a page is liked better than a problem document: browsers say so, programs do not."""
    accept = header(scope, b"accept")
    if accept is None or "html" not in accept:
        return False
    return choose(accept, (_PROBLEM, HTML)) == HTML
