"""A web page is the text that a reader sees, whatever its markup."""

import pytest

from ngckg.errors import PageRefused
from ngckg.page.html import render
from ngckg.page.reader import read
from ngckg.page.records import Page

ADDRESS = "https://www.ngc.dk/grupper/"
HEADING = "De faglige anbefalinger for nyresvigt er:"


def text_of(markup: str) -> list[str]:
    return render(markup).text.splitlines()


def links_of(markup: str) -> dict[str, str]:
    page = render(markup)
    return {page.text[link.start : link.end]: link.href for link in page.links}


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>en <b>fed</b>\n  <i>s</i>ag</p>", ["en fed sag"]),
        ("<p>en<p>to<div>tre<section>fire</section>fem</div>", ["en", "to", "tre", "fire", "fem"]),
        ("<p>en<br>to<br/><br>tre", ["en", "to", "tre"]),
        ("<ul><li>en<li><p>to</p><p>tre</p></ul>", [" • en", " • to", "tre"]),
        ("<ul><li>en<ul><li>to</ul>tre</ul>", [" • en", " • to", "tre"]),
        ("<table><tr><td>en<td>to</table>", ["en", "to"]),
        ("<details><summary>en</summary>to</details>", ["en", "to"]),
        ("<button aria-expanded=false>en</button><div hidden>to</div>", ["en", "to"]),
        ("<my-accordion>en</my-accordion>to", ["en", "to"]),
        ("<p>f&oslash;tal&nbsp;medicin &amp; &lt;b&gt;", ["føtal\u00a0medicin & <b>"]),
        ("<p>en<!-- nej --> to<?php nej ?>", ["en to"]),
        ("<p>en<script>nej</script> to<style>nej</style><noscript>nej</noscript>", ["en to"]),
        ("<p>en <svg><title>nej</title><text>nej</text></svg>to", ["en to"]),
        ("<title>nej</title><nav>nej</nav><p>ja<aside>nej</aside>ja", ["ja", "ja"]),
        ("<body><header>nej</header>ja<footer>nej</footer>", ["ja"]),
        ("<article><header>ja</header>ja<footer>ja</footer></article>", ["ja", "ja", "ja"]),
        ("<p>en</p>\u00a0<p> &nbsp; </p><p>to", ["en", "to"]),
        ("<p>a&#1;b&#xFFFF;c", ["a\ufffdb\ufffdc"]),
        ("<p>en</p></p></div></x>to", ["en", "to"]),
        ("<select><option>nej</select><textarea>nej</textarea>ja", ["ja"]),
    ],
)
def test_the_text_is_what_a_reader_sees(markup: str, lines: list[str]) -> None:
    assert text_of(markup) == lines


def test_only_the_main_part_counts_where_it_holds_all_that_is_ours() -> None:
    frame = "<div>Cookies</div><main><h1>Titel</h1><p>{}</p></main><div>{}</div>"
    page = render(frame.format(HEADING, "Kontakt"))
    assert page.text.splitlines() == ["Titel", HEADING]
    assert page.title == "Titel"
    whole = text_of(frame.format(HEADING, HEADING))
    assert whole == ["Cookies", "Titel", HEADING, HEADING]
    assert text_of(frame.format("x", "y")) == ["Cookies", "Titel", "x", "y"]


def test_a_page_is_called_what_its_first_heading_says() -> None:
    page = read(f"<main><p>Nyresvigt<h1>Patientgrupper i drift</h1><p>{HEADING}</main>".encode())
    assert page.snapshot.title == "Patientgrupper i drift"
    page = read(f"<main><p>Nyresvigt<h2>Patientgrupper i drift</h2><p>{HEADING}</main>".encode())
    assert page.snapshot.title == "Nyresvigt"


def test_a_role_makes_a_part_the_main_one() -> None:
    assert text_of(f"<div>nej</div><div role=main><p>{HEADING}</div>") == [HEADING]


def test_links_stand_where_their_words_do() -> None:
    assert links_of("<p>se <a href='/a'>her og <b>der</b></a>, <a name=x>ikke her</a>") == {
        "her og der": "/a"
    }
    assert links_of("<ul><li><a href='/a'><div>en</div><div>to</div></a></ul>") == {
        "en": "/a",
        "to": "/a",
    }


def test_a_block_of_nothing_but_links_is_a_line_for_each() -> None:
    markup = "<div><a href='/a'>en</a> <a href='/b'>to</a><a href='/c'>tre</a>\n</div>"
    assert text_of(markup) == ["en", "to", "tre"]
    assert links_of(markup) == {"en": "/a", "to": "/b", "tre": "/c"}
    assert text_of("<div><a href='/a'>en</a>, <a href='/b'>to</a></div>") == ["en, to"]


def test_a_link_cut_in_two_is_one() -> None:
    markup = "<p><a href='/a'>Indikationer</a> <a href='/a'>og kriterier</a>"
    assert text_of(markup) == ["Indikationer og kriterier"]
    assert links_of(markup) == {"Indikationer og kriterier": "/a"}


def page_of(*documents: str, heading: str = HEADING, url: str | None = ADDRESS) -> Page:
    main = f"<h3>{heading}</h3>{''.join(f'<p>{it}</p>' for it in documents)}"
    return read(f"<html><body><main>{main}</main></body></html>".encode(), url=url)


def urls(page: Page) -> list[str | None]:
    return [document.url for document in page.groups[0].documents]


def reasons(page: Page) -> list[str]:
    return [line.reason or "" for line in page.not_understood]


def test_a_linked_title_says_what_it_is_by_how_it_begins() -> None:
    page = page_of('<a href="a.pdf">Rekvisition for nyresvigt (pdf, 1,2 MB)</a>')
    (document,) = page.groups[0].documents
    assert document.key == "rekvisition"
    assert document.title == "Rekvisition for nyresvigt (pdf, 1,2 MB)"
    assert document.url == "https://www.ngc.dk/grupper/a.pdf"
    assert reasons(page) == []


@pytest.mark.parametrize(
    "title",
    ["Statusrapport forventes i 2026", "Rekvisition (udgået)", "Rekvisition af prøveudstyr"],
)
def test_a_link_makes_no_title_of_a_sentence(title: str) -> None:
    page = page_of(f'<a href="/a.pdf">{title}</a>')
    assert page.groups[0].documents == ()
    assert page.groups[0].statuses == ()
    assert reasons(page) == ["no sentence of this form is known"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "#", "mailto:a@b.dk"])
def test_a_document_whose_link_is_no_address_stays_and_the_line_is_reported(href: str) -> None:
    page = page_of(f'<a href="{href}">Rekvisition</a>')
    assert urls(page) == [None]
    (reason,) = reasons(page)
    assert href in reason
    assert [it.value for it in page.groups[0].statuses] == ["available"]


def test_a_relative_link_without_the_pages_address_is_reported() -> None:
    page = page_of('<a href="/a.pdf">Rekvisition</a>', url=None)
    assert urls(page) == [None]
    assert "the page's own is not known" in reasons(page)[0]


def test_the_same_title_at_two_addresses_is_two_documents() -> None:
    one, other = '<a href="/a.pdf">Rekvisition</a>', '<a href="/b.pdf">Rekvisition</a>'
    assert urls(page_of(one, other)) == ["https://www.ngc.dk/a.pdf", "https://www.ngc.dk/b.pdf"]
    assert urls(page_of(one, one, "Rekvisition")) == ["https://www.ngc.dk/a.pdf"]


def test_an_accordions_title_is_evidence_of_its_group() -> None:
    markup = (
        "<main><h3>Patientgrupper i drift</h3>"
        f"<button>Nyresvigt</button><div><p>{HEADING}</p></div>"
        "<button>Psykiatri for børn</button>"
        "<div><p>De faglige anbefalinger for psykiatri børn er:</p></div></main>"
    )
    page = read(f"<html>{markup}</html>".encode())
    assert page.not_understood == ()
    assert [[it.words for it in group.mentions] for group in page.groups] == [
        ["Nyresvigt", HEADING[:-1]],
        ["Psykiatri for børn", "De faglige anbefalinger for psykiatri børn er"],
    ]
    assert [group.other_names for group in page.groups] == [(), ("Psykiatri for børn",)]


def test_markup_in_a_name_is_only_text() -> None:
    name = '&lt;script&gt;alert("1")&lt;/script&gt;'
    page = page_of(heading=HEADING.replace("nyresvigt", name))
    assert page.groups[0].name == '<script>alert("1")</script>'
    assert page.groups[0].key == "script-alert-1-script"


def test_entities_declared_by_the_page_mean_nothing() -> None:
    entities = '<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "/etc/passwd">'
    bomb = f"<!DOCTYPE html [{entities}]>"
    page = read(f"{bomb}<main><p>{HEADING}<p>&b;&c;</main>".encode())
    assert [line.text for line in page.lines] == [HEADING, "&b;&c;"]


@pytest.mark.parametrize("markup", ["<!-- x -->", "<html></html>", "<script>x</script>", "<"])
def test_markup_without_text_is_refused(markup: str) -> None:
    with pytest.raises(PageRefused):
        read(markup.encode(), format="html")
