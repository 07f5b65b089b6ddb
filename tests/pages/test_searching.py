"""Search on the release: what people really type, the same for people, programs and browsers."""

from urllib.parse import urlencode

import lxml.etree
import pytest

from ngckg.namespaces import ID
from tests.pages.conftest import Shown, Site
from tests.pages.kinds import LANGS
from tests.web.servers import Server


def _things(page: Shown) -> list[str]:
    """What the page found, in its order."""
    found = page.values("//ul[@class='hits']/li/a[1]/@href")
    return [it.partition("?")[0].removeprefix("/page/") for it in found]


def _search(query: str, **more: str) -> str:
    return f"/search?{urlencode({'q': query, **more})}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("query", "group"),
    [
        ("nyresvigt", "nyresvigt"),
        ("NYRESVIGT", "nyresvigt"),
        ("nyresvgit", "nyresvigt"),
        ("kidney failure", "nyresvigt"),
        ("kidny failure", "nyresvigt"),
        ("føtal", "foetal-medicin"),
        ("foetal", "foetal-medicin"),
        ("fotal", "foetal-medicin"),
        ("Fetal medicine", "foetal-medicin"),
        ("haematologisk", "haematologisk-kraeft"),
        ("hæmatologisk kræft", "haematologisk-kraeft"),
        ("sjaeldne boern", "boern-og-voksne-med-sjaeldne-sygdomme"),
        ("MONDO:0004992", "udbredt-og-uhelbredelig-kraeft"),
    ],
)
def test_a_group_is_the_first_that_is_found(query: str, group: str, lang: str, site: Site) -> None:
    assert _things(site(_search(query), lang))[0] == f"patient-group/{group}"


@pytest.mark.parametrize("query", ["kræft", "nyresvgit", "germline", "MONDO:0004992", "qqqqqq"])
def test_the_api_finds_what_the_page_finds(query: str, site: Site, served: Server) -> None:
    with served.client() as client:
        answer = client.get("/api/search", params={"q": query, "limit": "200"}).json()
        for kind, count in answer["kinds"].items():
            page = site(_search(query, kind=kind))
            items = [it["@id"] for it in answer["items"] if it["kind"] == kind]
            assert len(items) == count
            if kind != "term":
                assert _things(page) == [it.removeprefix(ID) for it in items]
            narrowed = client.get("/api/search", params={"q": query, "kind": kind}).json()
            assert [it["@id"] for it in narrowed["items"]] == items[:50]
    assert answer["total"] == sum(answer["kinds"].values())
    assert answer["total"] == int(
        site(_search(query)).texts("//h1")[0].split()[0].replace("Intet", "0")
    )


def test_each_facet_says_how_much_it_has(site: Site) -> None:
    page = site(_search("kræft"))
    facets = dict(
        zip(
            page.values("//nav[@aria-label='Slags']/a/@href"),
            page.texts("//nav[@aria-label='Slags']/a"),
            strict=True,
        )
    )
    assert len(facets) > 3
    for href, words in facets.items():
        chosen = site(href)
        assert words.endswith(f"({len(_things(chosen))})")
        assert chosen.texts("//*[@aria-current='true']") == [words]


def test_what_matched_is_told_in_its_own_language(site: Site) -> None:
    page = site(_search("kidney failure"), "da")
    (first,) = page.tree.xpath("(//ul[@class='hits'])[1]/li[1]")
    assert first.xpath("a")[0].text_content() == "Nyresvigt"
    assert first.xpath(".//*[@lang='en']")[0].text_content() == "Kidney failure"


def test_nothing_found_is_no_blank_page(site: Site) -> None:
    page = site(_search("qqqqqqq"))
    assert len(page.values("//section[@aria-labelledby='h-all']//a/@href")) == 17


@pytest.mark.parametrize("lang", LANGS)
def test_browsers_can_search_us(lang: str, site: Site, served: Server) -> None:
    (href,) = site("/", lang).values("//link[@rel='search']/@href")
    answer = site(href, lang)
    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    description = lxml.etree.fromstring(answer.body)
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert 0 < len(description.findtext("o:ShortName", "", space)) <= 16
    templates = {it.get("type"): it.get("template") for it in description.findall("o:Url", space)}
    assert templates.keys() == {"text/html", "application/json"}
    for content_type, template in templates.items():
        assert template.startswith(served.base)
        found = site(template.removeprefix(served.base).replace("{searchTerms}", "nyresvigt"), lang)
        assert found.headers["content-type"].startswith(content_type)
        assert "patient-group/nyresvigt" in found.body.decode()
