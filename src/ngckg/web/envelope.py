"""What every request gets, whichever route answers it: an id, limits, a log line, common headers,
and an answer even where our code fails.
"""

import itertools
import logging
import secrets
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ngckg.errors import HeadersTooLarge, NgckgError, UriTooLong
from ngckg.web import problems, security
from ngckg.web.exchange import Exchange, open_exchange
from ngckg.web.service import Service

#: Bytes that the header fields of a request may have, its target apart.
MAX_HEADERS: Final = 32_768
#: For requests whose client hung up before there was an answer, as nginx counts them.
_HUNG_UP: Final = 499

_log = logging.getLogger(__name__)


class Envelope:
    """The ASGI application around all others but the one that makes pages of problems."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service
        self._max_target = service.settings.max_target
        self._prefix = secrets.token_hex(4)
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = open_exchange(scope, f"{self._prefix}-{next(self._numbers):x}")
        self._service.metrics.in_flight.inc()
        try:
            await self._answer(scope, receive, _enveloped(exchange, send), exchange)
        finally:
            self._service.metrics.in_flight.dec()
            exchange.status = exchange.status or _HUNG_UP
            self._service.note(scope, exchange)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, exchange: Exchange) -> None:
        try:
            if len(scope["raw_path"]) + len(scope["query_string"]) > self._max_target:
                raise UriTooLong(
                    f"The address may have {self._max_target} bytes; POST has room for more.",
                    self._max_target,
                )
            # A head that comes in pieces is refused earlier: protocol.py.
            if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEADERS:
                raise HeadersTooLarge(
                    f"The header fields of a request may have {MAX_HEADERS} bytes.", MAX_HEADERS
                )
            await self._app(scope, receive, send)
        except NgckgError as error:
            if exchange.status:
                raise
            await problems.foreseen(error, exchange.id).send(send)
        except ClientDisconnect:
            return  # nobody is there to be told
        except Exception:
            _log.exception("request %s failed", exchange.id)
            if exchange.status:
                # FastAPI has told the visitor already, or half an answer is out: then the
                # connection must break, so that nobody takes it for a whole one.
                if exchange.status != 500:
                    raise
                return
            await problems.unforeseen(exchange.id).send(send)


def _enveloped(exchange: Exchange, send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            exchange.status = message["status"]
            headers = [*message["headers"], (b"x-request-id", exchange.id.encode())]
            headers += security.ALWAYS
            for name, _ in headers:
                if name == b"content-security-policy":
                    break
            else:
                headers.append(security.STRICT)
            message["headers"] = headers
        else:
            exchange.bytes += len(message.get("body", b""))
        await send(message)

    return wrapped
