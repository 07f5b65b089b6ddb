"""Who counts as one visitor, and whom we believe about it."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngckg.web.visitors import Visitors, shorten

PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8:ffff::/48")]


def name(peer: str | None, *forwarded: str) -> str:
    return Visitors(PROXIES).name(
        {
            "client": None if peer is None else (peer, 4711),
            "headers": [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded],
        }
    )


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", (), "192.0.2.7"),
        # a visitor may claim what it likes
        ("192.0.2.7", ("198.51.100.1",), "192.0.2.7"),
        ("10.1.2.3", ("198.51.100.1",), "198.51.100.1"),
        # the last hop that is not ours counts, whatever was claimed before it
        ("10.1.2.3", ("203.0.113.9, 198.51.100.1, 10.9.9.9",), "198.51.100.1"),
        ("10.1.2.3", ("203.0.113.9", "198.51.100.1"), "198.51.100.1"),
        ("10.1.2.3", (), "10.1.2.3"),
        ("10.1.2.3", ("10.4.4.4",), "10.4.4.4"),
        ("10.1.2.3", ("nonsense",), "10.1.2.3"),
        ("10.1.2.3", ("203.0.113.9, nonsense, 10.4.4.4",), "10.4.4.4"),
        ("10.1.2.3", ("198.51.100.1:8080",), "198.51.100.1"),
        ("10.1.2.3", ("[2001:db8:1:2::5]:8080",), "2001:db8:1:2::/64"),
        ("2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", (), "2001:db8:1:2::/64"),
        ("2001:db8:ffff::1", ("192.0.2.7",), "192.0.2.7"),
        ("::ffff:192.0.2.7", (), "192.0.2.7"),
        ("::ffff:10.0.0.1", ("192.0.2.7",), "192.0.2.7"),
        ("fe80::1%eth0", (), "fe80::/64"),
        (None, ("192.0.2.7",), "local"),
    ],
)
def test_visitor(peer: str | None, forwarded: tuple[str, ...], expected: str) -> None:
    assert name(peer, *forwarded) == expected


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_no_header_breaks_it(forwarded: str) -> None:
    assert name("10.0.0.1", forwarded)


@pytest.mark.parametrize(
    ("address", "ipv4", "ipv6", "kept"),
    [
        ("192.0.2.77", 0, 0, None),
        ("192.0.2.77", 24, 0, "192.0.2.0/24"),
        ("2001:db8:1:2::5", 24, 0, None),
        ("2001:db8:1:2::5", 0, 32, "2001:db8::/32"),
    ],
)
def test_log_keeps_the_configured_bits(
    address: str, ipv4: int, ipv6: int, kept: str | None
) -> None:
    assert shorten(ip_address(address), ipv4, ipv6) == kept
