"""Content negotiation as pure functions (RFC 9110 §12.5): media type, coding, language, time."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from ngckg.errors import NotAcceptable


@dataclass(frozen=True, slots=True)
class Format:
    """A syntax that we write: its media type, other names for it, its file suffix."""

    media_type: str
    names: tuple[str, ...]
    suffix: str
    aliases: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type; only text/* needs to say its charset (RFC 9110 §8.3.1)."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


JSON: Final = Format(
    "application/sparql-results+json", ("json", "srj"), ".srj", ("application/json",)
)
XML: Final = Format(
    "application/sparql-results+xml", ("xml", "srx"), ".srx", ("application/xml", "text/xml")
)
CSV: Final = Format("text/csv", ("csv",), ".csv", charset=True)
TSV: Final = Format("text/tab-separated-values", ("tsv",), ".tsv", charset=True)

TURTLE: Final = Format(
    "text/turtle",
    ("turtle", "ttl", "n3"),
    ".ttl",
    ("application/turtle", "application/x-turtle", "text/n3", "text/rdf+n3", "application/n3"),
    charset=True,
)
N_TRIPLES: Final = Format(
    "application/n-triples", ("n-triples", "ntriples", "nt"), ".nt", ("text/plain",)
)
JSON_LD: Final = Format(
    "application/ld+json",
    ("json-ld", "jsonld", "json"),
    ".jsonld",
    ("application/json", "application/x-json+ld"),
)
RDF_XML: Final = Format(
    "application/rdf+xml",
    ("rdf/xml", "rdf+xml", "rdfxml", "rdf", "xml"),
    ".rdf",
    ("application/xml", "text/xml"),
)
N_QUADS: Final = Format(
    "application/n-quads", ("n-quads", "nquads", "nq"), ".nq", ("text/x-nquads",)
)
TRIG: Final = Format("application/trig", ("trig",), ".trig", ("application/x-trig",))

HTML: Final = Format("text/html", ("html",), ".html", ("application/xhtml+xml",), charset=True)

#: What SELECT and ASK can be answered in; the first one where the client does not mind.
RESULTS: Final = (JSON, XML, CSV, TSV)
#: What CONSTRUCT, DESCRIBE and every description can be answered in, likewise.
GRAPHS: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, N_QUADS, TRIG)

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"?')
_QUALITY = re.compile(r"\d+\.?\d*|\.\d+")


def choose(accept: str | None, offers: Sequence[Format]) -> Format:
    """The offer that an Accept header likes best; our order breaks ties.

    The most specific range decides on each offer and `q=0` refuses it (RFC 9110 §12.5.1); no
    header, or an empty one, accepts everything. Raises NotAcceptable with the list of offers.
    """
    ranges = _qualities(accept or "") or {"*/*": 1.0}
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    if _quality(best, ranges) == 0:
        raise NotAcceptable([offer.media_type for offer in offers])
    return best


def named(names: Iterable[str], offers: Sequence[Format]) -> Format | None:
    """The offer that a `format` parameter names, by short name or media type.

    None where it names nothing at all. Several values count as alternatives: clients send their
    own spelling beside a media type, or a comma-separated list. Raises NotAcceptable.
    """
    # A "+" that the client did not escape arrives as a space.
    wanted = [part.strip().lower().replace(" ", "+") for name in names for part in name.split(",")]
    wanted = [part for part in wanted if part]
    if not wanted:
        return None
    for part in wanted:
        for offer in offers:
            if part in offer.names or part == offer.media_type or part in offer.aliases:
                return offer
    raise NotAcceptable([f"{offer.media_type} ({offer.names[0]})" for offer in offers])


def coding(accept_encoding: str | None, offers: Sequence[str]) -> str | None:
    """The content coding to use, None for none (RFC 9110 §12.5.3); our order breaks ties."""
    if not accept_encoding:
        return None
    qualities = _qualities(accept_encoding)
    rest = qualities.get("*", 0.0)
    best = max(offers, key=lambda offer: qualities.get(offer, rest), default=None)
    if best is None:
        return None
    quality = qualities.get(best, rest)
    return best if quality > 0 and quality >= qualities.get("identity", 0.0) else None


def language(accept_language: str | None, offers: Sequence[str]) -> str:
    """The offer that suits a reader best (RFC 4647 §3.4); the first where none or all do."""
    qualities = _qualities(accept_language or "*")
    best: dict[str, float] = {}
    for tag, quality in qualities.items():
        primary = tag.partition("-")[0]
        best[primary] = max(best.get(primary, 0.0), quality)
    rest = best.get("*", 0.0)
    return max(offers, key=lambda offer: best.get(offer, rest))


def http_date(value: str) -> datetime | None:
    """The moment that a header field tells (RFC 9110 §5.6.7), None where it tells none."""
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # the latter from a year of ten digits
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _qualities(header: str) -> dict[str, float]:
    """The ranges of a header, lower case, each with the best quality that it is given.

    Parameters other than q are left out: a profile or a charset narrows nothing that we offer.
    """
    found: dict[str, float] = {}
    # Quoted strings go first: they may hold the very characters that we split at.
    for clause in _QUOTED.sub('""', header).lower().split(","):
        name, *parameters = (part.strip() for part in clause.split(";"))
        if name:
            found[name] = max(found.get(name, 0.0), _q(parameters))
    return found


def _q(parameters: list[str]) -> float:
    """The quality among a range's parameters: 1 where none stands, 0 where it is no number.

    Old clients of Java write `q=.2`, others more digits than RFC 9110 §12.4.2 has, and mean them.
    """
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.rstrip() == "q":
            value = value.lstrip()
            return min(float(value), 1.0) if _QUALITY.fullmatch(value) else 0.0
    return 1.0


def _quality(offer: Format, ranges: dict[str, float]) -> float:
    if offer.media_type in ranges:
        return ranges[offer.media_type]
    named_so = [ranges[alias] for alias in offer.aliases if alias in ranges]
    if named_so:
        return max(named_so)
    whole_type = f"{offer.media_type.partition('/')[0]}/*"
    return ranges.get(whole_type, ranges.get("*/*", 0.0))
