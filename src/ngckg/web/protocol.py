"""HTTP/1.1 on a connection: uvicorn's httptools protocol with limits on what and how slowly.

uvicorn waits for ever for a head to end and for an answer to be read; here both have a time.
"""

import asyncio
import itertools
import secrets
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import (
    STATUS_LINE,
    HttpToolsProtocol,
    RequestResponseCycle,
)
from uvicorn.server import ServerState

from ngckg.errors import BadRequest, HeadersTooLarge, NgckgError, RequestTooSlow, Unavailable
from ngckg.settings import Settings
from ngckg.web.envelope import MAX_HEADERS
from ngckg.web.exchange import Exchange
from ngckg.web.problems import foreseen


class Config(uvicorn.Config):
    """uvicorn's configuration, with our settings for the protocol to find."""

    def __init__(
        self, app: Any, settings: Settings, note: Callable[[Scope, Exchange], None]
    ) -> None:
        self.settings = settings
        #: Called for what was refused before it became a request.
        self.note = note
        super().__init__(
            app,
            http=Protocol,
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,  # the journal is ours
            proxy_headers=False,  # so is whom to believe
            server_header=False,
            timeout_keep_alive=max(1, round(settings.idle_seconds)),
            timeout_graceful_shutdown=max(1, round(settings.drain_seconds)),
        )


class Protocol(HttpToolsProtocol):
    """One connection."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        if not isinstance(config, Config):
            raise TypeError("this protocol takes its limits from our Config")
        super().__init__(config, server_state, app_state, _loop)
        self._limits = config.settings
        self._note = config.note
        self._head_bytes = 0
        self._arriving: asyncio.TimerHandle | None = None
        self._leaving: asyncio.TimerHandle | None = None
        self._unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
        super().connection_made(transport)
        if len(self.connections) > self._limits.max_connections:
            self._refuse(Unavailable("Too many connections are open.", 1))
        else:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        self._left()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._head_bytes += len(data)  # since on_message_begin
        if self.cycle is not None and not self.cycle.response_complete:
            return  # a request is being answered; its body has a time limit where it is read
        if self.transport.is_closing():
            return
        # Still a head, or a body that nobody wants any more.
        limit = self._limits.max_target + MAX_HEADERS
        if self._head_bytes > limit:
            self._refuse(HeadersTooLarge(f"A request's head may have {limit} bytes.", limit))
        else:
            self._expect()

    def on_message_begin(self) -> None:
        self._head_bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._arrived()
        super().on_headers_complete()

    def send_400_response(self, _msg: str) -> None:
        self._refuse(BadRequest("This is not HTTP/1.1."))

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._watch()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        self._left()
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        if self._leaving is not None:  # a long answer is still on its way and being watched
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
        elif self.transport.get_write_buffer_size():
            self.transport.abort()
        else:
            super().timeout_keep_alive_handler()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        if cycle.scope["method"] != "HEAD":  # there a head is all that is written
            cycle.transport = _HeadWithBody(cycle)  # type: ignore[assignment]  # as much of one as it needs
        super()._start_asgi_task(cycle, app)

    def _expect(self) -> None:
        """Give what is to come a time to come in."""
        if self._arriving is None:
            self._arriving = self.loop.call_later(self._limits.read_seconds, self._too_slow)

    def _arrived(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def _too_slow(self) -> None:
        self._arriving = None
        if self._head_bytes and (self.cycle is None or self.cycle.response_complete):
            seconds = self._limits.read_seconds
            self._refuse(
                RequestTooSlow(f"The request did not arrive within {seconds:g} seconds.", seconds)
            )
        else:
            self.transport.close()

    def _watch(self) -> None:
        """See to it that an answer keeps being read."""
        if self._leaving is None:
            self._unsent = self.transport.get_write_buffer_size()
            self._leaving = self.loop.call_later(self._limits.idle_seconds, self._stalled)

    def _left(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()
            self._leaving = None

    def _stalled(self) -> None:
        self._leaving = None
        unsent = self.transport.get_write_buffer_size()
        if unsent >= self._unsent:
            self.transport.abort()
        elif unsent:
            self._watch()

    def _refuse(self, error: NgckgError) -> None:
        """Answer what never becomes a request, and hang up."""
        exchange = Exchange(secrets.token_hex(6))
        problem = foreseen(error, exchange.id)
        headers = [*self.server_state.default_headers, *problem.headers, (b"connection", b"close")]
        fields = ((name, b": ", value, b"\r\n") for name, value in headers)
        self.transport.write(
            b"".join([STATUS_LINE[error.status], *itertools.chain(*fields), b"\r\n", problem.body])
        )
        self.transport.close()
        self._watch()
        exchange.status, exchange.bytes = error.status, len(problem.body)
        # Its method and path may not have come, nor all its fields.
        self._note({"method": "", "path": "", "client": self.client, "headers": []}, exchange)


class _HeadWithBody:
    """As much of a transport as an answer takes; the head goes out with what follows it."""

    def __init__(self, cycle: RequestResponseCycle) -> None:
        self._cycle, self._transport = cycle, cycle.transport
        self._head: bytes | None = None
        self._begun = False

    def write(self, data: bytes) -> None:
        """Send this; a head, when its body comes."""
        if self._head is not None:
            self._transport.writelines((self._head, data))
            self._head = None
        elif self._cycle.response_started and not self._begun:
            self._head = data
            self._begun = True
        else:
            self._transport.write(data)

    def is_closing(self) -> bool:
        """Whether nothing can be sent any more."""
        return self._transport.is_closing()

    def close(self) -> None:
        """Send what is left and hang up."""
        if self._head is not None:
            self._transport.write(self._head)
            self._head = None
        self._transport.close()
