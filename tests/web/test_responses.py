"""What a client gets of a representation: all of it, compressed, nothing new, only headers."""

import gzip
import hashlib
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngckg.web.responses import COMPRESSED_FROM, Representation, etag_matches
from tests.web.asgi import ask

MODIFIED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LONG = b"<https://w3id.org/ngckg/id/x> a <https://w3id.org/ngckg/ontology#Y> .\n" * 100


def representation(body: bytes = LONG, content_type: str = "text/turtle") -> Representation:
    return Representation(body, content_type, MODIFIED, cache_control="public, max-age=60")


def test_plain_answer_says_what_a_cache_needs() -> None:
    answer = ask(representation())
    assert answer.status == 200
    assert answer.body == LONG
    assert answer.headers["content-type"] == "text/turtle"
    assert answer.headers["content-length"] == str(len(LONG))
    assert answer.headers["last-modified"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    assert answer.headers["etag"].startswith('"')


def test_head_has_the_headers_and_no_body() -> None:
    whole, head = ask(representation()), ask(representation(), "HEAD")
    assert head.headers == whole.headers
    assert head.body == b""


@pytest.mark.parametrize(
    ("coding", "decode"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_codings_are_smaller_and_have_etags_of_their_own(coding: str, decode: object) -> None:
    app = representation()
    plain, coded = ask(app), ask(app, accept_encoding=coding)
    assert coded.headers["content-encoding"] == coding
    assert len(coded.body) < len(plain.body) / 2
    assert callable(decode)
    assert decode(coded.body) == LONG
    assert coded.headers["etag"] != plain.headers["etag"]
    assert coded.headers["content-length"] == str(len(coded.body))
    assert coded.headers["vary"] == plain.headers["vary"]


def test_each_coding_is_made_once() -> None:
    app = representation()
    assert app.size == len(LONG)
    first = ask(app, accept_encoding="br").body
    assert app.size == len(LONG) + len(first)
    assert ask(app, accept_encoding="br").body == first
    assert app.size == len(LONG) + len(first)


@pytest.mark.parametrize("body", [LONG[: COMPRESSED_FROM - 1], b""], ids=["short", "empty"])
def test_short_bodies_stay_as_they_are(body: bytes) -> None:
    answer = ask(representation(body), accept_encoding="br, gzip")
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept"
    assert answer.body == body


def test_what_is_compressed_already_stays_as_it_is() -> None:
    answer = ask(representation(LONG, "application/gzip"), accept_encoding="br, gzip")
    assert "content-encoding" not in answer.headers


def test_what_compression_makes_longer_stays_as_it_is() -> None:
    noise = hashlib.shake_256(b"noise").digest(2048)
    app = representation(noise, "text/plain")
    answer = ask(app, accept_encoding="gzip")
    assert "content-encoding" not in answer.headers
    assert answer.body == noise
    assert app.size == len(noise)


@pytest.mark.parametrize("accept_encoding", ["", "br", "gzip"])
@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", {0}', 'W/"other" ,W/{0}', "*"])
def test_known_answer_is_not_sent_again(form: str, accept_encoding: str) -> None:
    app = representation()
    whole = ask(app, accept_encoding=accept_encoding)
    asked = form.format(whole.headers["etag"])
    again = ask(app, accept_encoding=accept_encoding, if_none_match=asked)
    assert again.status == 304
    assert again.body == b""
    for name in ("etag", "cache-control", "vary", "last-modified"):
        assert again.headers[name] == whole.headers[name]
    assert "content-length" not in again.headers


def test_etag_of_one_coding_is_not_known_in_another() -> None:
    app = representation()
    etag = ask(app, accept_encoding="gzip").headers["etag"]
    assert ask(app, if_none_match=etag).status == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Fri, 02 Jan 2026 03:04:05 GMT", 304),
        ("Sat, 03 Jan 2026 00:00:00 GMT", 304),
        ("Fri, 02 Jan 2026 03:04:04 GMT", 200),
        ("Friday, 02-Jan-26 03:04:05 GMT", 304),
        ("Fri, 02 Jan 2026 03:04:05 -0000", 304),
        ("yesterday", 200),
        ("Fri, 99 Jan 2026 03:04:05 GMT", 200),
    ],
)
def test_modification_date(since: str, status: int) -> None:
    assert ask(representation(), if_modified_since=since).status == status


def test_etag_counts_more_than_the_date() -> None:
    answer = ask(
        representation(), if_none_match='"x"', if_modified_since="Fri, 02 Jan 2026 03:04:05 GMT"
    )
    assert answer.status == 200


def test_conditions_are_for_get_and_head() -> None:
    etag = ask(representation()).headers["etag"]
    assert ask(representation(), "HEAD", if_none_match=etag).status == 304
    assert ask(representation(), "POST", if_none_match=etag).status == 200


def test_same_bytes_in_another_media_type_are_another_representation() -> None:
    etags = {
        ask(representation(b"", media_type)).headers["etag"]
        for media_type in ("application/n-triples", "application/n-quads")
    }
    assert len(etags) == 2


def test_links_and_other_headers_are_sent() -> None:
    app = Representation(
        b"x",
        "text/turtle",
        MODIFIED,
        cache_control="no-store",
        vary=(),
        links=('</a>; rel="alternate"', '</b>; rel="type"'),
        extra=(("Content-Disposition", "attachment"),),
    )
    answer = ask(app)
    assert "vary" not in answer.headers
    assert answer.headers["link"] == '</a>; rel="alternate", </b>; rel="type"'
    assert answer.headers["content-disposition"] == "attachment"


@given(st.text(alphabet=st.characters(max_codepoint=255)))
def test_no_condition_breaks_it(value: str) -> None:
    app = representation()
    assert ask(app, if_none_match=value, accept_encoding=value).status in (200, 304)
    assert ask(app, if_modified_since=value).status in (200, 304)


@given(st.binary(max_size=60))
def test_etag_matches_only_when_named(header: bytes) -> None:
    named = b'"abc"' in header or b"*" in header
    assert named or not etag_matches(header, b'"abc"')
