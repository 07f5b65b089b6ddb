"""Nothing is said in one language only, and no template speaks for itself."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment
from markupsafe import Markup

from ngckg.web.pages.messages import CATALOGUES, load
from ngckg.web.pages.rendering import TEMPLATES

WEB = TEMPLATES.parent
_METHODS = [("pages/**.py", "python"), ("templates/**.html", "jinja2")]
_OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
_KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_PLACES = re.compile(r"%\((\w+)\)s")

Key = tuple[str | None, str]


def _said() -> set[Key]:
    """Every text of the interface, with its context."""
    found: set[Key] = set()
    for _file, _line, message, _comments, context in extract_from_dir(
        str(WEB), _METHODS, _OPTIONS, _KEYWORDS
    ):
        found.add((context, message if isinstance(message, str) else message[0]))
    return found


def _both(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A text, or both forms of one that depends on a number."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _danish() -> dict[Key, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every text of the catalogue with its translation."""
    with (CATALOGUES / "da" / "LC_MESSAGES" / "ngckg.po").open("rb") as file:
        catalogue = read_po(file, locale="da")
    return {
        (it.context, _both(it.id)[0]): (_both(it.id), _both(it.string)) for it in catalogue if it.id
    }


def test_every_text_is_translated_and_no_translation_is_left_over() -> None:
    said, danish = _said(), _danish()
    assert len(said) > 500
    assert said - danish.keys() == set()
    assert danish.keys() - said == set()
    assert {key for key, (_ids, texts) in danish.items() if not all(texts)} == set()


def test_translations_have_the_places_of_their_texts() -> None:
    for texts, translated in _danish().values():
        # A singular may say its number in a word; so the last form is compared.
        wanted, found = _PLACES.findall(texts[-1]), _PLACES.findall(translated[-1])
        assert sorted(found) == sorted(wanted), texts[-1]


class _Words(HTMLParser):
    """Collects what a reader would see or hear."""

    SPOKEN = frozenset({"aria-label", "placeholder", "title", "alt", "content"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = [value or "" for name, value in attrs if name in self.SPOKEN]
        self.found += [
            it for it in spoken if tag != "meta" or it != "width=device-width, initial-scale=1"
        ]


#: Names and notations that are the same in every language.
_UNIVERSAL = re.compile(
    r"Turtle|JSON-LD|JSON|N-Quads|SPARQL|CSV|TSV|XML|SHA-256|SHA256SUMS|VoID|OpenAPI|DCAT-AP"
    r"|FAIR Data Point|Atom|SSSOM|CC BY 4\.0|/api|/sparql|curl [^<]*|gz|text/csv|query@query\.rq"
)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_no_text_stands_in_a_template_itself(path: Path) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    source = path.read_text(encoding="utf-8")
    # What a {% trans %} block holds is in the catalogue; the rest is markup.
    inside, parts = False, []
    for _line, kind, value in environment.lex(source):
        if kind == "name" and value in ("trans", "endtrans"):
            inside = value == "trans"
        elif kind == "data" and not inside:
            parts.append(value)
    words = _Words()
    words.feed(" ".join(parts))
    said = " ".join(words.found)
    assert re.findall(r"[^\W\d_]{2,}", _UNIVERSAL.sub("", said)) == []


def test_a_list_of_links_is_joined_as_markup() -> None:
    danish = load("da")
    assert danish.listed(["a", "b", "c"]) == "a, b og c"
    joined = danish.listed([Markup("<a>x</a>"), "b & c"])
    assert isinstance(joined, Markup)
    assert joined == "<a>x</a> og b &amp; c"


def test_numbers_up_to_twelve_are_said_in_words() -> None:
    danish, english = load("da"), load("en")
    assert [danish.count(n) for n in (1, 6, 12, 13)] == ["én", "seks", "tolv", "13"]
    assert [english.count(n) for n in (0, 2, 17, 1234)] == ["0", "two", "17", "1,234"]
    assert danish.fixed(0.75, 2) == "0,75"
