"""Where a link leads: to a web address, or nowhere that a document could be."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngckg.page.links import BadLink, Link, Links, resolve

PAGE = "https://www.ngc.dk/a/b"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://ngc.dk/x.pdf", "https://ngc.dk/x.pdf"),
        ("/media/x.pdf", "https://www.ngc.dk/media/x.pdf"),
        ("c?d=1#e", "https://www.ngc.dk/a/c?d=1#e"),
        ("//cdn.ngc.dk/x", "https://cdn.ngc.dk/x"),
        (" /føtal medicin.pdf\n", "https://www.ngc.dk/f%C3%B8tal%20medicin.pdf"),
        ("/a%20b%zz", "https://www.ngc.dk/a%20b%25zz"),
        ('/"><script>', "https://www.ngc.dk/%22%3E%3Cscript%3E"),
        ("/a[1]|{2}", "https://www.ngc.dk/a%5B1%5D%7C%7B2%7D"),
        ("http://[::1]/x", "http://[::1]/x"),
    ],
)
def test_a_link_has_the_address_that_a_browser_opens(href: str, address: str) -> None:
    assert resolve(href, PAGE) == address


@pytest.mark.parametrize(
    ("href", "reason"),
    [
        ("javascript:alert(1)", "no web address"),
        (" java\tscript:alert(1)", "no web address"),
        ("JAVASCRIPT:alert(1)", "no web address"),
        ("data:text/html,<script>", "no web address"),
        ("vbscript:x", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("mailto:a@ngc.dk", "no web address"),
        ("http:///x", "no web address"),
        ("", "leads nowhere"),
        ("#", "leads nowhere"),
        ("http://[", "malformed"),
        ("http://ngc.dk:x/", "malformed"),
        ("/" + "a" * 3000, "more than 2000"),
    ],
)
def test_what_is_no_address_of_a_document_is_told_why(href: str, reason: str) -> None:
    with pytest.raises(BadLink, match=reason):
        resolve(href, PAGE)


def test_a_relative_link_needs_the_pages_own_address() -> None:
    with pytest.raises(BadLink, match="the page's own is not known"):
        resolve("/x.pdf", None)


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, PAGE]))
def test_every_address_is_one_that_rdf_can_name(href: str, base: str | None) -> None:
    try:
        address = resolve(href, base)
    except BadLink:
        return
    assert address.startswith(("http://", "https://"))
    assert address.isascii()
    assert ox.NamedNode(address).value == address


def test_links_start_from_where_the_page_says() -> None:
    links = Links([Link(0, 4, "x.pdf")], PAGE, "https://files.ngc.dk/docs/")
    assert links.target(0, 4) == ("https://files.ngc.dk/docs/x.pdf", None)
    hostile = Links([Link(0, 4, "x.pdf")], PAGE, "javascript:alert(1)//")
    assert hostile.target(0, 4) == ("https://www.ngc.dk/a/x.pdf", None)


def test_only_links_over_the_words_are_theirs() -> None:
    links = Links([Link(10, 14, "/b"), Link(0, 4, "/a")], PAGE, None)
    assert links.target(4, 10) == (None, None)
    assert links.target(3, 10)[0] == "https://www.ngc.dk/a"
    assert links.target(13, 20)[0] == "https://www.ngc.dk/b"


def test_several_addresses_for_one_title_are_reported() -> None:
    links = Links([Link(0, 4, "/a"), Link(5, 9, "/b"), Link(10, 12, "/a")], PAGE, None)
    address, reason = links.target(0, 12)
    assert address == "https://www.ngc.dk/a"
    assert reason == "links to 2 addresses; the first is taken"
