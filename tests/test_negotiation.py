"""Content negotiation, by examples and by properties."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngckg.errors import NotAcceptable
from ngckg.negotiation import (
    GRAPHS,
    HTML,
    JSON_LD,
    RESULTS,
    Format,
    choose,
    coding,
    http_date,
    language,
    named,
)

PAGES = (*RESULTS, HTML)
DESCRIPTIONS = (*GRAPHS, HTML)
CHROMIUM = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)
JAVA = "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
    "*/*;q=0.3"
)


@pytest.mark.parametrize(
    ("accept", "offers", "expected"),
    [
        (None, RESULTS, "application/sparql-results+json"),
        ("", RESULTS, "application/sparql-results+json"),
        ("*/*", RESULTS, "application/sparql-results+json"),
        ("*/*", DESCRIPTIONS, "text/turtle"),
        ("text/*", DESCRIPTIONS, "text/turtle"),
        ("text/*", RESULTS, "text/csv"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.9", RESULTS, "text/tab-separated-values"),
        ("TEXT/CSV", RESULTS, "text/csv"),
        ("text/csv;q=0, */*", RESULTS, "application/sparql-results+json"),
        (
            "application/sparql-results+json;q=0, */*;q=0.1",
            RESULTS,
            "application/sparql-results+xml",
        ),
        ("application/json", RESULTS, "application/sparql-results+json"),
        ("application/json", GRAPHS, "application/ld+json"),
        ("application/xml", GRAPHS, "application/rdf+xml"),
        ("image/png, text/csv;q=0.1", RESULTS, "text/csv"),
        (CHROMIUM, PAGES, "text/html"),
        (CHROMIUM, DESCRIPTIONS, "text/html"),
        (JENA, DESCRIPTIONS, "text/turtle"),
        # a parameter is no reason to refuse, and a comma inside quotes ends nothing
        ('application/ld+json;profile="http://a,b;q=0"', GRAPHS, "application/ld+json"),
        ("text/turtle;charset=utf-8;q=0.5, application/trig;q=0.4", GRAPHS, "text/turtle"),
        # the most specific range decides, however good the others are
        ("text/turtle;q=0.1, */*;q=0.5", GRAPHS, "application/n-triples"),
        ("text/*;q=0.1, text/turtle;q=0.9, application/*;q=0.5", GRAPHS, "text/turtle"),
        # a malformed quality counts as refusal
        ("text/turtle;q=high, application/n-triples;q=0.1", GRAPHS, "application/n-triples"),
        ("text/turtle;q=, application/n-triples;q=0.1", GRAPHS, "application/n-triples"),
        # what is a number is meant as one, in whatever form
        ("text/turtle;q=1.5, application/n-triples;q=0.1", GRAPHS, "text/turtle"),
        ("application/n-triples;q=0.3332, text/turtle;q=0.33333", GRAPHS, "text/turtle"),
        (JAVA, GRAPHS, "text/turtle"),
        ("text/turtle;level=1;q=0.5, application/trig;q=0.6", GRAPHS, "application/trig"),
        (" , ", GRAPHS, "text/turtle"),
        ('text/turtle;a="un;q=0', GRAPHS, "text/turtle"),
        (", ,;;, text/turtle", GRAPHS, "text/turtle"),
    ],
)
def test_accept_chooses(accept: str | None, offers: tuple[Format, ...], expected: str) -> None:
    assert choose(accept, offers).media_type == expected


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "*/*;q=0", "text/turtle;q=x"])
def test_nothing_acceptable_lists_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable) as caught:
        choose(accept, RESULTS)
    assert caught.value.offered == [offer.media_type for offer in RESULTS]


@pytest.mark.parametrize(
    ("names", "offers", "expected"),
    [
        (["csv"], RESULTS, "text/csv"),
        (["json"], RESULTS, "application/sparql-results+json"),
        (["json"], GRAPHS, "application/ld+json"),
        (["xml"], GRAPHS, "application/rdf+xml"),
        (["application/sparql-results+json"], RESULTS, "application/sparql-results+json"),
        # the "+" of an address that was not escaped
        (["application/sparql-results json"], RESULTS, "application/sparql-results+json"),
        (["rdf+xml", "application/rdf+xml"], GRAPHS, "application/rdf+xml"),
        (["json-ld", "application/x-json+ld,application/ld+json"], GRAPHS, "application/ld+json"),
        (["", "TSV"], RESULTS, "text/tab-separated-values"),
        (["strange", "text/turtle"], GRAPHS, "text/turtle"),
    ],
)
def test_format_parameter_names_one(
    names: list[str], offers: tuple[Format, ...], expected: str
) -> None:
    chosen = named(names, offers)
    assert chosen is not None
    assert chosen.media_type == expected


def test_no_format_parameter_leaves_it_to_accept() -> None:
    assert named([], RESULTS) is None
    assert named(["", " , "], RESULTS) is None


def test_format_that_is_not_offered_is_refused() -> None:
    with pytest.raises(NotAcceptable, match="text/csv"):
        named(["turtle"], RESULTS)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("gzip;q=0.5, identity", None),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        ("deflate", None),
    ],
)
def test_coding(header: str | None, expected: str | None) -> None:
    assert coding(header, ("br", "gzip")) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "da"),
        ("*", "da"),
        ("en", "en"),
        ("en-GB,en;q=0.9,da;q=0.3", "en"),
        ("da-DK, en;q=0.8", "da"),
        ("de, fr;q=0.5", "da"),
        ("da;q=0, *;q=0.1", "en"),
        ("de, en;q=0.1", "en"),
    ],
)
def test_language(header: str | None, expected: str) -> None:
    assert language(header, ("da", "en")) == expected


_media_types = st.sampled_from([offer.media_type for offer in DESCRIPTIONS] + ["text/*", "*/*"])
_weights = st.integers(0, 1000).map(lambda n: n / 1000)


@given(st.text())
def test_no_date_whatever_breaks_it(value: str) -> None:
    found = http_date(value)
    assert found is None or found.tzinfo is not None


def test_a_date_is_a_moment() -> None:
    moment = datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)
    assert http_date("Sun, 06 Nov 1994 08:49:37 GMT") == moment
    assert http_date("Sun Nov  6 08:49:37 1994") == moment
    assert http_date("Thu, 01 Jan 99999999999 00:00:00 GMT") is None


@given(st.text())
def test_no_header_whatever_breaks_it(header: str) -> None:
    coding(header, ("br", "gzip"))
    assert language(header, ("da", "en")) in ("da", "en")
    try:
        assert choose(header, DESCRIPTIONS) in DESCRIPTIONS
    except NotAcceptable:
        assert header.strip(", \t")


@given(st.text(alphabet='ab*/;,="\\ q.01', max_size=400))
def test_no_mix_of_delimiters_breaks_it(header: str) -> None:
    with suppress(NotAcceptable):
        assert choose(header, GRAPHS) in GRAPHS


@given(st.dictionaries(_media_types, _weights, min_size=1))
def test_no_offer_is_liked_better_than_the_chosen_one(ranges: dict[str, float]) -> None:
    def liking(offer: Format) -> float:
        whole_type = offer.media_type.split("/")[0] + "/*"
        for name in (offer.media_type, whole_type, "*/*"):
            if name in ranges:
                return ranges[name]
        return 0.0

    header = ", ".join(f"{name};q={quality:.3f}" for name, quality in ranges.items())
    plain = tuple(Format(offer.media_type, offer.names, offer.suffix) for offer in DESCRIPTIONS)
    best = max(liking(offer) for offer in plain)
    if best == 0:
        with pytest.raises(NotAcceptable):
            choose(header, plain)
    else:
        chosen = choose(header, plain)
        assert liking(chosen) == best
        assert all(liking(offer) < best for offer in plain[: plain.index(chosen)])


def test_content_type_of_text_says_its_charset() -> None:
    assert DESCRIPTIONS[0].content_type == "text/turtle; charset=utf-8"
    assert JSON_LD.content_type == "application/ld+json"
