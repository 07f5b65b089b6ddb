"""Telling a FAIR Data Point index that we are here: it asks for our record and follows it.

An index is named by whoever runs the service, perhaps from a form or a script, so the address is
not trusted: names are resolved first, and only addresses that the whole Internet may call are
called, redirects included.
"""

import http.client
import ipaddress
import json
import socket
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from ngckg import __version__
from ngckg.errors import BadGateway, BadRequest

_SECONDS: Final = 20.0
_REDIRECTS: Final = 3
#: The redirects that keep method and body (RFC 9110 §15.4).
_KEEPING: Final = (307, 308)
#: IPv4 addresses inside IPv6 (RFC 6052): the last 32 bits count.
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Announced:
    """What the index answered, and at which address."""

    index: str
    status: int


def announce(index: str, root: str, *, private: bool = False) -> Announced:
    """Tell an index of the FAIR Data Point at `root`.

    Raises BadRequest where an address is not one to call (unless `private` ones are allowed), and
    BadGateway where the index cannot be reached or does not accept.
    """
    _check_reachable(root, private=private)
    address = index
    for _ in range(_REDIRECTS + 1):
        status, location = _post(address, root, private=private)
        if 200 <= status < 300:
            return Announced(address, status)
        if location is None or not 300 <= status < 400:
            raise BadGateway(f"The index at {address} answered {status} and did not accept.")
        moved = urljoin(address, location)
        if status not in _KEEPING:
            raise BadGateway(f"The index at {address} answered {status}; it may be at {moved}.")
        address = moved
    raise BadGateway(f"The index at {index} redirects more than {_REDIRECTS} times.")


def _check_reachable(root: str, *, private: bool) -> None:
    """An index cannot come to an address that only this machine knows."""
    if not private:
        try:
            _resolve(_split(root), private=False)
        except BadRequest as error:
            raise BadRequest(
                f"{error} This is the service's own address, which the index must be able to "
                "call: set NGCKG_PUBLIC_URL."
            ) from error


def _post(address: str, root: str, *, private: bool) -> tuple[int, str | None]:
    parts = _split(address)
    connection = _connect(parts, _resolve(parts, private=private))
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    body = json.dumps({"clientUrl": root}).encode()
    headers = {"Content-Type": "application/json", "User-Agent": f"ngckg/{__version__}"}
    try:
        connection.request("POST", target, body, headers)
        response = connection.getresponse()
        return response.status, response.getheader("Location")
    except (OSError, http.client.HTTPException) as error:
        raise BadGateway(f"The index at {address} cannot be asked: {error}.") from error
    finally:
        connection.close()


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError as error:
        raise BadRequest(f"{address} is not an address: {error}.") from error
    if not valid:
        raise BadRequest(f"{address} is not an http or https address.")
    if parts.username is not None or not address.isascii() or not address.isprintable():
        raise BadRequest(f"{address} has characters or a user name that it may not have.")
    return parts


def _resolve(parts: SplitResult, *, private: bool) -> str:
    """The IP address to call: where one of a name's addresses is private, none is called."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BadRequest(f"{host} is not known: {error}.") from error
    numbers = [str(it[4][0]) for it in found]
    if not private:
        for number in numbers:
            if not _is_public(ipaddress.ip_address(number.partition("%")[0])):
                raise BadRequest(
                    f"{host} is {number}, which is not a public address; "
                    "--allow-private calls it nevertheless."
                )
    return numbers[0]


def _is_public(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast


def _connect(parts: SplitResult, number: str) -> http.client.HTTPConnection:
    """A connection to just the address that was checked, under the name that was asked for.

    Resolving the name once more could give another address (DNS rebinding).
    """
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(
            host, _port(parts), timeout=_SECONDS, context=context
        )
    else:
        context = None
        connection = http.client.HTTPConnection(host, _port(parts), timeout=_SECONDS)
    try:
        plain = socket.create_connection((number, _port(parts)), timeout=_SECONDS)
        connection.sock = (
            plain if context is None else context.wrap_socket(plain, server_hostname=host)
        )
    except OSError as error:
        raise BadGateway(f"{parts.geturl()} cannot be reached: {error}.") from error
    return connection


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)
