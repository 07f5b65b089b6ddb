"""Reading what a client sends: bounded in size and time, decoded exactly once, UTF-8 only."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope

from ngckg.errors import BadRequest, ContentTooLarge, RequestTooSlow, UnsupportedMediaType

_MAX_FIELDS: Final = 1000
#: A client that sends too much is heard out so many times the limit, and its words forgotten: one
#: that is cut off while it speaks never gets to hear why.
_HEARD_OUT: Final = 4

Fields = dict[str, list[str]]


def header(scope: Scope, name: bytes) -> str | None:
    """The value of a header field; several fields of one name are one list (RFC 9110 §5.3)."""
    values = [value for key, value in scope["headers"] if key == name]
    return b", ".join(values).decode("latin-1") if values else None


def content_type(scope: Scope) -> str:
    """The media type of the request's body, lower case. Raises where it is not in UTF-8."""
    media_type, *parameters = (header(scope, b"content-type") or "").lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(" \"'") not in ("utf-8", "utf8", "us-ascii"):
            raise UnsupportedMediaType(f"Only UTF-8 is understood here, not {value.strip()}.")
    return media_type.strip()


async def body(scope: Scope, receive: Receive, limit: int, seconds: float) -> bytes:
    """The request's body. Raises ContentTooLarge, RequestTooSlow or ClientDisconnect."""
    announced = header(scope, b"content-length") or ""
    if header(scope, b"expect") and announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit)  # it has asked first
    received = bytearray()
    taken = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in _parts(receive):
                taken += len(part)
                if taken <= limit:
                    received += part
                elif taken > _HEARD_OUT * limit:
                    break
    except TimeoutError:
        raise RequestTooSlow(
            f"The request did not arrive within {seconds:g} seconds.", seconds
        ) from None
    if taken > limit:
        raise _too_large(limit)
    return bytes(received)


def _too_large(limit: int) -> ContentTooLarge:
    return ContentTooLarge(f"A request's body may have {limit} bytes.", limit)


async def _parts(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        yield message.get("body", b"")
        more = message.get("more_body", False)


def fields(encoded: bytes) -> Fields:
    """The fields of a query string or a form (application/x-www-form-urlencoded).

    Percent-encoding is undone once: `%2525` is `%25`. Raises BadRequest where the result is not
    UTF-8.
    """
    found: Fields = {}
    pairs = encoded.replace(b"+", b" ").split(b"&")
    if len(pairs) > _MAX_FIELDS:
        raise BadRequest(f"More than {_MAX_FIELDS} parameters.")
    try:
        for pair in filter(None, pairs):
            name, _, value = (unquote_to_bytes(it).decode() for it in pair.partition(b"="))
            found.setdefault(name, []).append(value)
    except UnicodeDecodeError as error:
        raise BadRequest("The parameters are not in UTF-8.") from error
    return found


def merged(*parts: Mapping[str, list[str]]) -> Fields:
    """The fields of several places, as if they had come in one."""
    found: Fields = {}
    for part in parts:
        for name, values in part.items():
            found.setdefault(name, []).extend(values)
    return found


def utf8(content: bytes) -> str:
    """Text that must be UTF-8. Raises BadRequest and says where it is not."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The query is not in UTF-8: byte {error.start} is wrong.") from error
