"""Words, sentences and lines keep their places in the text, and compare as people compare them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngckg.page import segment
from ngckg.page.segment import Span
from ngckg.page.words import MAX_CHARACTERS, MAX_WORDS, Quoted, clean, fold, words


def sentences(text: str) -> list[str]:
    quoted = Quoted(text)
    (span,) = segment.lines(text)
    return [quoted.verbatim(sentence) for sentence in segment.sentences(text, span)]


@settings(deadline=None)
@given(st.text())
def test_every_character_belongs_to_one_line(text: str) -> None:
    spans = list(segment.lines(text))
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.start <= span.stop <= span.end for span in spans)
    assert len(spans) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - (
        text == "" or text[-1] in "\r\n"
    )


def test_lines_end_where_editors_end_them() -> None:
    spans = list(segment.lines("a\r\nb\rc\n\nd\u2028e\x85f\vg"))
    assert spans[0] == Span(1, 0, 1, 3)
    assert [(span.number, span.start, span.stop) for span in spans[1:]] == [
        (2, 3, 4),
        (3, 5, 6),
        (4, 7, 7),
        (5, 8, 15),
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Først dette. Så dette.", ["Først dette.", "Så dette."]),
        (" • Et punkt. Et til", ["Et punkt.", "Et til"]),
        ("Analyse mhp. Behandling. Slut", ["Analyse mhp. Behandling.", "Slut"]),
        ("Godkendt d. 3. Juni 2022. Slut", ["Godkendt d. 3. Juni 2022.", "Slut"]),
        ("Den 3. december", ["Den 3. december"]),
        ("Er det? Ja! Godt", ["Er det?", "Ja!", "Godt"]),
        ("www.ngc.Dk er ét ord", ["www.ngc.Dk er ét ord"]),
        ("Slut. og videre", ["Slut. og videre"]),
        (" • ", []),
        (" - – • x", ["x"]),
    ],
)
def test_sentences_end_at_a_stop_before_a_capital(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@settings(deadline=None)
@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end
        assert fold(text[word.start : word.end]) == word.fold != ""
        end = word.end


def test_words_compare_without_case_composition_and_invisible_characters() -> None:
    assert fold("A\u030aRET") == fold("året") == fold("å\u00adr\u200bet")
    assert [word.fold for word in words("maj/juni–juli, d.3.")] == [
        *("maj", "/", "juni", "–", "juli", ",", "d", ".", "3", ".")
    ]


def test_a_name_has_no_layout() -> None:
    assert clean(" fo\u00adtal\u00a0 me\u0301d\u200f ") == "fotal méd"


@settings(deadline=None)
@given(st.text(min_size=1))
def test_a_mention_is_short_and_stands_in_the_text(text: str) -> None:
    found = words(text)
    if not found:
        return
    mention = Quoted(text).mention(found, 7)
    assert text[mention.start : mention.end] == mention.words != ""
    assert mention.start == found[0].start
    assert len(mention.words.split()) <= MAX_WORDS
    assert mention.line == 7


def test_a_long_mention_is_cut_between_words() -> None:
    text = "et, " * 30
    assert Quoted(text).mention(words(text), 1).words == ("et, " * 12)[:-1]
    text = "x" * 1000 + " y"
    assert Quoted(text).mention(words(text), 1).words == "x" * MAX_CHARACTERS
