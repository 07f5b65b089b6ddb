"""Bytes are read in the encoding they are written in, or refused with the reason."""

import pytest

from ngckg.errors import PageRefused
from ngckg.page.decode import MAX_BYTES, decode
from ngckg.page.reader import read

OURS = "De faglige anbefalinger for føtal medicin er:\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<META CHARSET=ISO-8859-1>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', "iso8859-15"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><html>', "latin-1"),
        ('<!-- <meta charset="utf-16"> --><meta charset="latin1">', "latin-1"),
        ('<meta charset="UTF-8">', "utf-8"),
        ('<meta name="viewport" content="charset=latin1">', "utf-8"),
        ("<p>", "utf-8"),
    ],
)
def test_a_web_page_is_read_as_it_declares(head: str, encoding: str) -> None:
    text, media_type = decode(f"{head}<p>{OURS}".encode(encoding), "auto")
    assert text == f"{head}<p>{OURS}"
    assert media_type == "text/html"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_byte_order_mark_is_no_text(encoding: str) -> None:
    assert decode(OURS.encode(encoding), "auto") == (OURS, "text/plain")


def test_what_stands_after_the_declaration_of_another_encoding_is_not_guessed() -> None:
    page = f'<meta charset="windows-1252"><p>{OURS}'.encode()
    with pytest.raises(PageRefused, match="declares 'windows-1252' but is written in UTF-8"):
        decode(page, "auto")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n\t\r\n ", "empty"),
        ("\u00a0\n".encode(), "empty"),
        (b"%PDF-1.7\n...", "binary: a PDF file"),
        (b"PK\x03\x04...", "binary: a zip archive"),
        (b"\x89PNG\r\n", "binary: a picture"),
        (b"tekst\x00tekst", r"binary: U\+0000 stands at character 5"),
        (b"tekst\x1b[0m", r"binary: U\+001B"),
        ("tekst\uffff".encode(), r"binary: U\+FFFF"),
        (OURS.encode("latin-1"), "byte 29 is not utf-8"),
        (b"\xef\xbb\xbf\xff", "byte order mark"),
        (b"\xff\xfea", "byte order mark"),
        (b'<meta charset="rot13"><p>x', "an encoding that is not read here: 'rot13'"),
        (b'<meta charset="utf-7"><p>x', "an encoding that is not read here: 'utf-7'"),
        (b'<meta charset="windows-1252"><p>\x81', "byte 32 is not cp1252"),
        (b'<meta charset="utf-8"><p>\xe6', "byte 25 is not utf-8"),
        (b"a" * (MAX_BYTES + 1), "larger than 10 MB"),
        (b"En helt anden side\n", "not one of ours"),
        (b"<html><p>Another page</p></html>", "not one of ours"),
        (b"\n" * 60_000 + OURS.encode(), "more than 50000 lines"),
        (b"<html>" + b"<p>x" * 60_000, "more than 50000 lines"),
    ],
)
def test_what_is_no_page_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(PageRefused, match=reason):
        read(content)


@pytest.mark.parametrize("url", ["javascript:x", "/relative", "http://["])
def test_a_page_needs_a_web_address_or_none(url: str) -> None:
    with pytest.raises(PageRefused, match="The page's address cannot be used"):
        read(OURS.encode(), url=url)


def test_the_format_is_told_by_the_content_unless_it_is_given() -> None:
    assert decode(b"<p>x", "auto")[1] == "text/html"
    assert decode(b"x<li>y</li>", "auto")[1] == "text/html"
    assert decode(b"x < y", "auto")[1] == "text/plain"
    assert decode(b"<p>x", "text")[1] == "text/plain"
    assert decode(b"x < y", "html")[1] == "text/html"


def test_the_digest_is_of_the_bytes_as_they_came() -> None:
    plain, marked = read(OURS.encode()), read(OURS.encode("utf-8-sig"))
    assert plain.snapshot.text == marked.snapshot.text == OURS
    assert plain.snapshot.sha256 != marked.snapshot.sha256
    assert plain.snapshot.url is None
