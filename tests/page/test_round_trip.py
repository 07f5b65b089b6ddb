"""What is written into a page is read out of it, whatever it is and in whichever form."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from ngckg.errors import PageRefused
from ngckg.page.dates import parse
from ngckg.page.reader import read
from ngckg.page.records import Mention, Page, Verdict
from tests.page.strategies import dates, pages
from tests.page.written import WrittenDate, WrittenGroup, as_html, as_text, facts, told

pytestmark = pytest.mark.slow

#: A machine may be busy: neither a slow example nor slow making of examples is a fault.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ADDRESS = "https://www.ngc.dk/sundhedsfaglige/patientgrupper"


def every_mention(page: Page) -> list[Mention]:
    """All evidence that a page gives."""
    found = [it for statement in page.statements for it in statement.mentions]
    found += [it for membership in page.memberships for it in membership.mentions]
    for group in page.groups:
        found += group.mentions
        found += [it for step in group.steps for it in step.mentions]
        found += [it for document in group.documents for it in document.mentions]
        found += [it for offer in group.offers for it in offer.mentions]
        found += [it for status in group.statuses for it in status.mentions]
    return found


def assert_accounted_for(page: Page) -> None:
    """Lines tile the text, each with its verdict; evidence is what stands there, and short."""
    text, lines = page.snapshot.text, page.lines
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert text[line.start :].startswith(line.text)
        assert (line.reason is not None) == (line.verdict is Verdict.NOT_UNDERSTOOD)
    for mention in every_mention(page):
        line = lines[mention.line - 1]
        assert text[mention.start : mention.end] == mention.words
        assert line.start <= mention.start < mention.end <= line.end
        assert len(mention.words.split()) <= 12
        assert line.verdict in (Verdict.FACT, Verdict.NOT_UNDERSTOOD)
    for group in page.groups:
        for facts_of_a_kind in (group.steps, group.documents, group.offers):
            keys = [it.key for it in facts_of_a_kind]
            assert len(keys) == len(set(keys))


@settings(UNHURRIED)
@given(dates())
def test_a_date_means_the_days_it_was_written_for(date: WrittenDate) -> None:
    found = parse(date.text)
    assert found.edtf == date.edtf
    bounds = (found.start_not_before, found.start_not_after)
    assert (*bounds, found.end_not_before, found.end_not_after) == date.bounds


@settings(UNHURRIED, max_examples=25)
@given(pages())
def test_a_page_of_text_is_read_as_it_was_written(groups: list[WrittenGroup]) -> None:
    page = read(as_text(groups).encode())
    assert facts(page) == told(groups, linked=False)
    assert page.not_understood == ()
    assert_accounted_for(page)


@settings(UNHURRIED, max_examples=25)
@given(pages())
def test_a_web_page_says_the_same_and_where_its_documents_are(groups: list[WrittenGroup]) -> None:
    page = read(as_html(groups).encode(), url=ADDRESS)
    assert facts(page) == told(groups, linked=True)
    assert page.not_understood == ()
    assert_accounted_for(page)


@settings(UNHURRIED, max_examples=20)
@given(pages(), st.sampled_from(["crlf", "cr", "bom", "utf-16", "nfd", "no-break", "soft-hyphen"]))
def test_the_form_of_the_text_changes_nothing(groups: list[WrittenGroup], form: str) -> None:
    text = as_text(groups)
    content = {
        "crlf": as_text(groups, "\r\n").encode(),
        "cr": as_text(groups, "\r").encode(),
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "utf-16": text.encode("utf-16"),
        "nfd": unicodedata.normalize("NFD", text).encode(),
        "no-break": text.replace(" ", "\u00a0").encode(),
        "soft-hyphen": text.replace("anbefalinger", "an\u00adbe\u00adfa\u00adlinger").encode(),
    }[form]
    page = read(content)
    assert facts(page) == told(groups, linked=False)
    assert page.not_understood == ()
    assert_accounted_for(page)


@settings(UNHURRIED, max_examples=20)
@given(pages(), st.sampled_from(["windows-1252", "ISO-8859-1", "iso-8859-15", "utf-8"]))
def test_a_web_page_is_read_in_the_encoding_it_declares(
    groups: list[WrittenGroup], encoding: str
) -> None:
    html = as_html(groups).replace('charset="utf-8"', f'charset="{encoding}"')
    html = html.replace(" – ", " - ").replace("–", "-").replace("—", "-")
    page = read(html.encode(encoding), url=ADDRESS)
    assert facts(page) == told(groups, linked=True)
    assert page.not_understood == ()


FRAGMENTS = (
    "De faglige anbefalinger for nyresvigt er:",
    "De faglige anbefalinger for ",
    " • Udarbejdet af specialistnetværket i maj - september 2021",
    "Udarbejdet af nationalt specialistnetværk for nyresvigt ",
    "Godkendt af styregruppen for implementering af personlig medicin ",
    "den 31. februar 2022",
    "Kommenteret af arbejdsgruppen for fortolkning d. 3. maj 2022. ",
    "Statusrapport for nyresvigt:",
    "Statusrapport nyresvigt",
    "Rekvisition",
    "Indikationer og kriterier",
    "Somatisk analyse mhp. antineoplastisk behandling – for pancreas også germline analyse. ",
    "Germline analyse mhp. ",
    "Onboarding af de fortolkende afdelinger pågår, ",
    "Rekvisitionsblanket er under udarbejdelse. ",
    "Vi har offentliggjort statusrapporter for de 2 patientgrupper: Nyresvigt og ",
    "hvor også regionernes sundhedsdirektører er medlemmer",
    "de næste planlægges ",
    "<p>",
    "</div><li>",
    "<a href='javascript:x'>",
    "&nbsp;&#1;",
    "e\u0301\u00ad\u200f\U0001f600",
)
ANYTHING = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.text(max_size=20),
        st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x85", " ", ":", ".", ","]),
    ),
    max_size=40,
).map("".join)


@settings(UNHURRIED, max_examples=150)
@given(ANYTHING, st.sampled_from(["text", "html"]))
def test_whatever_stands_on_a_page_of_ours_is_accounted_for(
    text: str, form: Literal["text", "html"]
) -> None:
    heading = f"<p>{FRAGMENTS[0]}</p>" if form == "html" else f"{FRAGMENTS[0]}\n"
    content = f"{heading}{text}".encode(errors="replace")
    try:
        page = read(content, format=form)
    except PageRefused as refusal:
        reason = str(refusal)
        event(reason.split(":")[0])
        binary = reason.startswith("The page is binary: U+")
    else:
        binary = False
        assert_accounted_for(page)
    assert binary == any((ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff" for c in text)


@settings(UNHURRIED)
@given(st.binary(max_size=300), st.sampled_from(["auto", "text", "html"]))
def test_bytes_that_are_no_page_are_refused(
    content: bytes, form: Literal["auto", "text", "html"]
) -> None:
    with pytest.raises(PageRefused, match=r"^The page .*\.$"):
        read(content, format=form)
