"""What a web page's markup says of its lines: headings, what is struck out, which part it is."""

import pytest

from ngckg.page.html import render
from ngckg.page.reader import read
from ngckg.page.records import Page, Verdict
from tests.page.unseen import REMAINING, REPORTED, documents, group, statuses, steps, unread

HEADING = "De faglige anbefalinger for nyresvigt er:"
APPROVED = "Godkendt af styregruppen for implementering af personlig medicin den 3. maj 2021"
EVALUATED = "Nationalt Genom Center evaluerede patientgruppen i samarbejde med specialistnetværket"
ONE_REPORT = "Vi har offentliggjort statusrapporter for: Nyresvigt."


def page_of(section: str, *, before: str = "", after: str = "", heading: str = HEADING) -> Page:
    """A page with one group in its main part."""
    main = f"<main><h3>{heading}</h3>{section}</main>"
    return read(f"<html><body>{before}{main}{after}</body></html>".encode(), url="https://ngc.dk/")


@pytest.mark.parametrize("element", ["div", "header", "aside", "footer"])
def test_no_part_that_says_something_is_left_out(element: str) -> None:
    intro = f"<{element}><p>{ONE_REPORT}</p><p>Kontakt</p></{element}>"
    for page in (page_of("<p>Rekvisition", before=intro), page_of("<p>Rekvisition", after=intro)):
        assert [it.kind.value for it in page.statements] == ["reports-published"]
        assert "statusReportStatus published named" in statuses(page, "nyresvigt")
        assert unread(page).keys() == {"Kontakt"}


def test_what_is_half_understood_is_reported_wherever_it_stands() -> None:
    page = page_of("<p>Rekvisition", before=f"<div>{APPROVED}</div>")
    assert unread(page).keys() == {APPROVED}


def test_a_section_ends_with_its_part_of_the_page() -> None:
    page = page_of(
        "<p>Indikationer og kriterier",
        before=f"<div>{ONE_REPORT}</div>",
        after="<div><a href='/form'>Rekvisition</a></div>",
    )
    assert documents(page, "nyresvigt") == ["indikationer-og-kriterier"]
    assert "no group's section" in unread(page)["Rekvisition"]


def test_menus_are_no_part_of_it() -> None:
    menu = "<div><a href='/a'>Rekvisition</a> <a href='/b'>Statusrapporter</a></div>"
    page = page_of("<p>Indikationer og kriterier", before=menu, after=f"<aside>{menu}</aside>")
    assert unread(page) == {}
    assert documents(page, "nyresvigt") == ["indikationer-og-kriterier"]


def test_an_aside_of_a_part_is_text() -> None:
    page = page_of("<aside><a href='/a.pdf'>Rekvisition</a></aside>")
    assert documents(page, "nyresvigt") == ["rekvisition"]


@pytest.mark.parametrize(
    "heading",
    [
        "<h4>Rekvisition</h4><p>Rekvisitionsblanket er under udarbejdelse.</p>",
        "<h6>Statusrapport</h6><p>Statusrapporten er under udarbejdelse.</p>",
        "<h4>Statusrapport for nyresvigt</h4><p>Statusrapporten er under udarbejdelse.</p>",
        "<div role='heading'>Indikationer og kriterier</div>",
        "<details><summary>Rekvisition</summary></details>",
        "<table><tr><th>Statusrapport<th>Rekvisition<tr><td>x</table>",
    ],
)
def test_a_heading_lists_no_document(heading: str) -> None:
    page = page_of(heading)
    assert documents(page, "nyresvigt") == []
    assert not {it for it in statuses(page, "nyresvigt") if "listed" in it}


def test_a_linked_heading_is_a_documents_title() -> None:
    page = page_of("<h4><a href='/a.pdf'>Rekvisition</a></h4>")
    assert documents(page, "nyresvigt") == ["rekvisition"]
    assert unread(page) == {}


def test_a_heading_over_a_report_needs_no_colon() -> None:
    page = page_of(
        f"<h4>Statusrapport for nyresvigt</h4><p>{EVALUATED} maj 2023</p>"
        "<p><a href='/a.pdf'>Statusrapport for nyresvigt</a></p>"
    )
    assert unread(page) == {}
    (report,) = group(page, "nyresvigt").documents
    assert (report.key, report.url) == ("statusrapport", "https://ngc.dk/a.pdf")


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_is_struck_out_is_no_fact(tag: str) -> None:
    page = page_of(f"<ul><li>Gælder:<li><{tag}>{APPROVED}</{tag}></ul><p>Rekvisition")
    assert steps(page, "nyresvigt") == {}
    assert documents(page, "nyresvigt") == ["rekvisition"]
    assert unread(page)[APPROVED] == "something of it is struck out"
    date = page_of(f"<p>{APPROVED.replace('3.', f'<{tag}>3.</{tag}> 4.')}")
    assert steps(date, "nyresvigt") == {}
    assert [it.verdict for it in date.lines] == [Verdict.FACT, Verdict.NOT_UNDERSTOOD]


def test_a_heading_struck_out_begins_no_section_and_ends_one() -> None:
    heading = "De faglige anbefalinger for kardiologi er:"
    page = page_of(f"<h3><del>{heading}</del></h3><p>{APPROVED}</p>")
    assert [it.name for it in page.groups] == ["Nyresvigt"]
    assert steps(page, "nyresvigt") == {}
    assert unread(page).keys() == {heading, APPROVED}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("nyresvigt<sup>2</sup> er", "nyresvigt er"),
        ("nyresvigt<sup><a href='#n'>[2]</a></sup> er", "nyresvigt er"),
        ("nyresvigt<sup>1, 2</sup> er", "nyresvigt er"),
        ("den 3<sup>die</sup> maj", "den 3die maj"),
        ("en<sup>to<p>tre</sup>", "ento\ntre"),
    ],
)
def test_a_footnotes_mark_is_no_part_of_a_word(markup: str, text: str) -> None:
    assert render(f"<div>{markup}</div>").text.strip() == text


def test_a_group_has_no_footnotes_mark_in_its_name() -> None:
    heading = HEADING.replace("nyresvigt", "nyresvigt<sup>2</sup>")
    page = page_of("<p>Rekvisition", heading=heading, before=f"<p>{REPORTED}{REMAINING}")
    assert [it.key for it in page.groups] == ["nyresvigt"]
