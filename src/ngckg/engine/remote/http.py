"""The SPARQL 1.1 Protocol as its client: connections, credentials, what failures mean."""

import logging
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx

from ngckg.engine.remote.dialects import Dialect, recognise, refused
from ngckg.engine.remote.wire import DISCONNECTED, Wire
from ngckg.errors import (
    BadGateway,
    BadSettings,
    DeadlineExceeded,
    NgckgError,
    Unavailable,
)
from ngckg.negotiation import JSON, N_TRIPLES

_log = logging.getLogger(__name__)

#: Seconds to reach the engine: what does not answer a greeting is down.
_CONNECT: Final = 5.0
_RETRY_AFTER: Final = 5
#: Bytes of a refusal that are read to understand it.
_COMPLAINT: Final = 4096
_DOWN: Final = "The engine behind this service cannot be reached."
_RUBBISH: Final = "The engine behind this service broke off its answer."


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to an engine. Nothing prints the password."""

    user: str
    password: str = field(repr=False)


def read_credentials(user: str, password_file: Path | None) -> Credentials | None:
    """The credentials as configured; the file's first line is the password. Raises BadSettings."""
    if not user:
        return None
    if password_file is None:
        raise BadSettings("NGCKG_ENGINE_USER is set without NGCKG_ENGINE_PASSWORD_FILE")
    try:
        lines = password_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise BadSettings(f"NGCKG_ENGINE_PASSWORD_FILE: {password_file}: {reason}") from error
    return Credentials(user, lines[0] if lines else "")


class Auth(httpx.Auth):
    """Basic or Digest, whichever the engine asks for; nothing is sent before it asks."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._digest = httpx.DigestAuth(credentials.user, credentials.password)
        self._basic = httpx.BasicAuth(credentials.user, credentials.password)
        self._asked_for_basic = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Answer a challenge, and remember which it was.

        Raises httpx.ProtocolError where it cannot be answered; it is not remembered then.
        """
        try:
            yield from self._answer(request)
        except Exception as error:  # httpx has no word for an algorithm that it does not know
            self._digest = httpx.DigestAuth(self._credentials.user, self._credentials.password)
            _log.error("the engine asks who we are in a way that is not known here")
            raise httpx.ProtocolError("no answer to this challenge", request=request) from error

    def _answer(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._asked_for_basic:
            yield from self._basic.auth_flow(request)
            return
        flow = self._digest.auth_flow(request)
        response = yield next(flow)
        challenge = response.headers.get("www-authenticate", "").lower()
        if response.status_code == httpx.codes.UNAUTHORIZED and challenge.startswith("basic"):
            self._asked_for_basic = True
            yield from self._basic.auth_flow(request)
            return
        try:
            while True:
                response = yield flow.send(response)
        except StopIteration:
            return


class Endpoint:
    """Where an engine takes queries."""

    def __init__(
        self,
        url: str,
        credentials: Credentials | None = None,
        dialect: Dialect | None = None,
    ) -> None:
        self._url = httpx.URL(url)
        self._dialect = dialect
        self._auth = Auth(credentials) if credentials else httpx.Auth()
        self._wire = Wire(self._url, _CONNECT)

    @property
    def dialect(self) -> Dialect | None:
        """The engine's ways, as soon as they are known."""
        return self._dialect

    async def close(self) -> None:
        """Hang up."""
        await self._wire.aclose()

    async def meet(self) -> Dialect:
        """Find out whose ways these are. Raises Unavailable and the like."""
        if self._dialect is None:
            response = await self._send(b"query=ASK+%7B%7D", JSON.media_type)
            try:
                _check(response, JSON.media_type)
                self._dialect = recognise(response.headers.get("server", ""))
                _log.info("the engine is taken for: %s", self._dialect.name)
            finally:
                await response.aclose()
        return self._dialect

    @asynccontextmanager
    async def ask(self, form: bytes, accept: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """The body of the answer to a form, in parts. Leaving early hangs up: the query ends.

        Raises Unavailable, DeadlineExceeded, BadGateway, BadRequest or ResultTooLarge.
        """
        dialect = await self.meet()
        response = await self._send(form, accept)
        try:
            if response.status_code != httpx.codes.OK:
                raise await _refusal(response, dialect)
            _check(response, accept)
            if (error := dialect.cut(response.headers)) is not None:
                raise error
            yield _parts(response)
        finally:
            await response.aclose()

    async def _send(self, form: bytes, accept: str) -> httpx.Response:
        headers = {
            "host": self._url.netloc.decode(),
            "user-agent": "ngckg",
            "accept": accept,
            "accept-encoding": "identity",
            "content-type": "application/x-www-form-urlencoded",
        }
        request = httpx.Request("POST", self._url, headers=headers, content=form)
        try:
            return await self._exchange(request)
        except (httpx.RemoteProtocolError, httpx.WriteError):
            # The engine may have closed a connection that we thought open: once more, anew.
            try:
                return await self._exchange(request)
            except httpx.HTTPError as again:
                raise failure(again) from again
        except httpx.HTTPError as error:
            raise failure(error) from error

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and answer what the engine asks before it answers."""
        flow = self._auth.auth_flow(request)
        request = next(flow)
        while True:
            response = await self._wire.handle_async_request(request)
            response.request = request
            try:
                request = flow.send(response)
            except StopIteration:
                return response
            except BaseException:
                await response.aclose()
                raise
            await response.aclose()


def _check(response: httpx.Response, accept: str) -> None:
    """Whether this is what was asked for, and its end can be told. Raises BadGateway."""
    if response.status_code != httpx.codes.OK:
        return
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != accept:
        raise BadGateway("What answered in the engine's place is no SPARQL endpoint.")
    bounded = response.headers.keys() & {"content-length", "transfer-encoding"}
    if accept == N_TRIPLES.media_type and not bounded:
        # Closed at the end of a line, the connection does not tell whether it was the last.
        raise BadGateway(_RUBBISH)


async def _parts(response: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for part in response.aiter_raw():
            yield part
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise BadGateway(_RUBBISH) from error


async def _refusal(response: httpx.Response, dialect: Dialect) -> NgckgError:
    complaint = b""
    async for part in _parts(response):
        complaint += part
        if len(complaint) >= _COMPLAINT:
            break
    return meaning(
        response.status_code, response.headers, complaint.decode(errors="replace"), dialect
    )


def meaning(status: int, headers: Mapping[str, str], text: str, dialect: Dialect) -> NgckgError:
    """What an answer of another status than 200 means."""
    known = dialect.refusal(status, text)
    if known is not None:
        return known
    if status in (401, 403):
        _log.error("the engine does not take our credentials: %s", status)
        return Unavailable("The engine behind this service turns it away.", 60)
    if status in (429, 503):
        after = headers.get("retry-after", "")
        seconds = int(after) if after.isdigit() else _RETRY_AFTER
        return Unavailable("The engine behind this service has too much to do.", seconds)
    if status in (408, 504):
        return DeadlineExceeded("The engine stopped the query at its deadline.")
    if status in (400, 413, 422):
        return refused(text.partition("\n")[0])
    return BadGateway(f"The engine behind this service answered with status {status}.")


def failure(error: httpx.HTTPError) -> NgckgError:
    """What a failed exchange means, told without the address, which is nobody's business."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return Unavailable(_DOWN, _RETRY_AFTER)
    if isinstance(error, httpx.TimeoutException):
        return DeadlineExceeded("The engine did not answer in time.")
    if isinstance(error, httpx.RemoteProtocolError) and DISCONNECTED not in str(error):
        return BadGateway("What the engine behind this service sent is not HTTP.")
    return Unavailable(_DOWN, _RETRY_AFTER)
