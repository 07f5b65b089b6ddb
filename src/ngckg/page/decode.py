"""Bytes → text: in which encoding they are written, and what is no text at all."""

import codecs
import re
from email.message import Message
from html.parser import HTMLParser
from typing import Final, Literal, TypeAlias

from ngckg.errors import PageRefused

Format: TypeAlias = Literal["auto", "text", "html"]
MediaType: TypeAlias = Literal["text/plain", "text/html"]

MAX_BYTES: Final = 10 * 1024 * 1024

_SIGNATURES: Final = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

#: What a web page may declare. Latin-1 and ASCII mean windows-1252 there (WHATWG Encoding §4.2).
_DECLARABLE: Final = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("windows-1252", "cp1252", "x-cp1252", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "iso_8859-15", "l9"), "iso8859-15"),
}

#: Where the encoding must be declared; browsers look at 1024 bytes (HTML §13.2.3.2).
_HEAD: Final = 4096
_MARKUP: Final = ("<html", "<body", "</p>", "</li>", "</div>", "</a>", "</h2>", "</h3>", "</span>")

#: Characters that no text has and that not every syntax of RDF can carry.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def decode(content: bytes, form: Format) -> tuple[str, MediaType]:
    """The text, and what it is written in. Raises `PageRefused` where there is none."""
    if len(content) > MAX_BYTES:
        raise PageRefused(f"The page is larger than {MAX_BYTES // 1024**2} MB.")
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            raise PageRefused(f"The page is binary: {what}.")
    text, media_type = _marked(content, form) or _unmarked(content, form)
    if not text.strip():
        raise PageRefused("The page is empty.")
    control = _CONTROL.search(text)
    if control is not None:
        place = f"U+{ord(control.group()):04X} stands at character {control.start()}"
        raise PageRefused(f"The page is binary: {place}.")
    return text, media_type


def _marked(content: bytes, form: Format) -> tuple[str, MediaType] | None:
    """The text after a byte order mark, which is no part of it."""
    for mark, codec in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            text = _decoded(content[len(mark) :], codec, "its byte order mark says")
            return text, _media_type(text, form)
    return None


def _unmarked(content: bytes, form: Format) -> tuple[str, MediaType]:
    media_type = _media_type(content.decode("latin-1"), form)
    declared = _declared(content[:_HEAD]) if media_type == "text/html" else None
    if declared is None:
        return _decoded(content, "utf-8", "the page declares nothing else"), media_type
    codec = _DECLARABLE.get(declared)
    if codec is None:
        raise PageRefused(f"The page declares an encoding that is not read here: {declared!r}.")
    if codec != "utf-8" and not content.isascii() and _is_utf8(content):
        # Read as declared, every å would become two letters, and every name another name.
        raise PageRefused(f"The page declares {declared!r} but is written in UTF-8.")
    return _decoded(content, codec, f"the page declares {declared!r}"), media_type


def _media_type(text: str, form: Format) -> MediaType:
    lower = text.lower() if form == "auto" else ""
    html = lower.lstrip().startswith("<") or any(tag in lower for tag in _MARKUP)
    return "text/html" if html or form == "html" else "text/plain"


def _decoded(content: bytes, codec: str, why: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        place = f"byte {error.start} is not {codec} ({why})"
        raise PageRefused(f"The page cannot be read as text: {place}.") from None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _declared(head: bytes) -> str | None:
    """The encoding that the head of a web page declares, in lower case."""
    finder = _Declaration()
    finder.feed(head.decode("latin-1"))
    return finder.found.strip().lower() if finder.found else None


class _Declaration(HTMLParser):
    """Finds the first declaration of an encoding: in the XML declaration or in a meta element."""

    def __init__(self) -> None:
        super().__init__()
        self.found: str | None = None

    def handle_pi(self, data: str) -> None:
        if data.startswith("xml "):
            self._attribute(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag != "meta" or self.found:
            return
        if "charset" in given:
            self.found = given["charset"]
        elif given.get("http-equiv", "").lower() == "content-type":
            header = Message()
            header["Content-Type"] = given.get("content", "").replace("\n", " ")
            self.found = header.get_content_charset()

    def _attribute(self, declaration: str) -> None:
        encoding = re.search(r"""encoding\s*=\s*["']([\w.-]+)["']""", declaration, re.ASCII)
        self.found = self.found or (encoding.group(1) if encoding else None)
