"""A page of a release that is asked for by its name says so, and leads to what holds today."""

import re

import httpx
import lxml.html
import pytest

from tests.harvest.past import NAME, RENAMED, SECOND, THIRD
from tests.harvest.proxy import PUBLIC

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
GROUP = f"/page/patient-group/{RENAMED}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
#: Where a page is of a release, and what it says, by language.
_SAYS = {
    "da": f"Siden viser udgivelsen {SECOND} af 1. februar 2026 og kan være forældet. "
    "Gå til den gældende side.",
    "en": f"This page shows the release {SECOND} of 1 February 2026 and may be out of date. "
    "Go to the current page.",
}


def _get(web: httpx.Client, address: str, lang: str = "en", **headers: str) -> httpx.Response:
    return web.get(address, headers={"accept": BROWSER, "accept-language": lang, **headers})


def _tree(answer: httpx.Response) -> lxml.html.HtmlElement:
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return lxml.html.fromstring(answer.content)


def _notices(tree: lxml.html.HtmlElement) -> list[str]:
    return [it.text_content() for it in tree.find_class("old")]


def _value(tree: lxml.html.HtmlElement, path: str) -> str:
    """The attribute that an XPath finds, which is one."""
    (value,) = tree.xpath(path)
    return str(value)


def _public(href: str) -> str:
    """An address of a page as a browser takes it."""
    return str(httpx.URL(PUBLIC).join(href))


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_page_of_an_earlier_release_says_which_and_leads_to_the_current_one(
    later: httpx.Client, lang: str
) -> None:
    tree = _tree(_get(later, f"{PUBLIC}/release/{SECOND}{GROUP}", lang))
    assert _notices(tree) == [_SAYS[lang]]
    assert NAME not in tree.text_content()
    current = _public(_value(tree, "//p[contains(@class, 'old')]/a/@href"))
    assert current == f"{PUBLIC}{GROUP}"
    assert _public(_value(tree, "//link[@rel='canonical']/@href")) == current
    now = _tree(_get(later, current, "en"))
    assert _notices(now) == []
    assert NAME in now.text_content()


def test_the_current_release_by_its_name_says_so_too(later: httpx.Client) -> None:
    tree = _tree(_get(later, f"{PUBLIC}/release/{THIRD}{GROUP}"))
    [notice] = _notices(tree)
    assert THIRD in notice
    assert NAME in tree.text_content()


def test_the_other_language_and_the_data_of_a_page_are_those_of_its_release(
    later: httpx.Client,
) -> None:
    here = f"{PUBLIC}/release/{SECOND}"
    tree = _tree(_get(later, f"{here}{GROUP}"))
    tongue = _public(_value(tree, "//a[@class='tongue']/@href"))
    assert tongue == f"{here}{GROUP}?lang=da"
    assert _notices(_tree(_get(later, tongue))) == [_SAYS["da"]]
    forms = {_public(it) for it in tree.xpath("//link[@rel='alternate'][@type]/@href")}
    answer = _get(later, f"{here}{GROUP}")
    linked = set(re.findall(r'<([^>]+)>; rel="alternate"', answer.headers["link"]))
    assert forms
    assert forms <= linked
    assert all(it.startswith(f"{here}/") for it in forms)
    addresses = {_public(it) for it in tree.xpath("//a/@href")}
    assert forms <= addresses
    assert [it for it in addresses if it.startswith(f"{PUBLIC}/data/")] == []
    assert {it: later.head(it).status_code for it in forms} == dict.fromkeys(forms, 200)


def test_pages_are_asked_for_again_and_data_never(later: httpx.Client) -> None:
    for path in (GROUP, "/ontology", "/sparql", "/catalog"):
        address = f"{PUBLIC}/release/{SECOND}{path}"
        page = _get(later, address)
        assert page.headers["cache-control"] == "no-cache"
        again = _get(later, address, **{"if-none-match": page.headers["etag"]})
        assert again.status_code == 304
        assert again.headers["cache-control"] == "no-cache"
    data = later.get(f"{PUBLIC}/release/{SECOND}/data/patient-group/{RENAMED}.ttl")
    assert data.headers["cache-control"].endswith("immutable")


@pytest.mark.parametrize(
    "address",
    [f"/release/{SECOND}/sparql?query={COUNT}", f"/sparql?release={SECOND}&query={COUNT}"],
)
def test_a_query_page_of_a_release_goes_on_asking_it(later: httpx.Client, address: str) -> None:
    tree = _tree(_get(later, f"{PUBLIC}{address}"))
    assert _notices(tree) == [_SAYS["en"]]
    asked = _public(_value(tree, "//form[@id='own']/@action"))
    assert asked == f"{PUBLIC}/release/{SECOND}/sparql"
    files = [_public(it) for it in tree.xpath("//section[@class='answer']//a/@href")]
    assert files
    assert [it for it in files if not it.startswith(f"{asked}?")] == []
    assert {later.get(it).status_code for it in files} == {200}
