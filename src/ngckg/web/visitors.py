"""Who asks, as far as fairness needs it: an address, never a person."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: What one subscriber has of IPv6: whoever owns a /64 has all its addresses (RFC 6177).
_IPV6_SITE: Final = 64
#: Peers without an address, as on a Unix socket.
_NOBODY: Final = "local"
_REMEMBERED: Final = 1024


class Visitors:
    """Tells visitors apart, believing X-Forwarded-For from our own proxies only."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = tuple(trusted)
        # Taking an address apart costs more than most of what is done with a request.
        self._parse = lru_cache(_REMEMBERED)(_parse)
        self._name = lru_cache(_REMEMBERED)(_name)

    def name(self, scope: Scope) -> str:
        """One name for all requests of a visitor: the IPv4 address or the IPv6 /64."""
        address = self.address(scope)
        return _NOBODY if address is None else self._name(address)

    def address(self, scope: Scope) -> Address | None:
        """The visitor's address: the last one on the way here that is no proxy of ours."""
        peer = scope.get("client")
        address = self._parse(peer[0]) if peer else None
        if address is None or not self._is_ours(address):
            return address
        for hop in reversed(_forwarded(scope)):
            earlier = self._parse(hop)
            if earlier is None:
                break
            address = earlier
            if not self._is_ours(address):
                break
        return address

    def _is_ours(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def shorten(address: Address | None, ipv4_bits: int, ipv6_bits: int) -> str | None:
    """The leading bits of an address as a network, None where none may be kept."""
    bits = ipv4_bits if isinstance(address, IPv4Address) else ipv6_bits
    if address is None or bits == 0:
        return None
    return str(ip_network((address, bits), strict=False))


def _name(address: Address) -> str:
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_SITE), strict=False))
    return str(address)


def _forwarded(scope: Scope) -> list[str]:
    # Several fields of one name are one list (RFC 9110 §5.3).
    values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return b",".join(values).decode("latin-1").split(",") if values else []


def _parse(text: str) -> Address | None:
    text = text.strip()
    if text.startswith("["):  # [2001:db8::1]:443
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:  # 192.0.2.1:443
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
