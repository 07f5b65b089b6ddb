"""Behind a proxy that gives the service a path of its own, no link of a page leaves that path."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import lxml.html
import pytest

from tests.harvest.proxy import PUBLIC, Proxied
from tests.pages.kinds import ERRORS, PAGES
from tests.web.servers import serving

pytestmark = pytest.mark.slow

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
PATH = httpx.URL(PUBLIC).path
_GROUP = "/page/patient-group/nyresvigt"


@pytest.fixture(scope="module")
def web(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The web as a browser sees it: the public address, and nothing beside it."""
    folder = tmp_path_factory.mktemp("prefix")
    with (
        serving(releases, folder / "serve.log", public_url=f"{PUBLIC}/") as server,
        httpx.Client(transport=Proxied(server.port), timeout=60) as client,
    ):
        client.headers.update({"accept": BROWSER, "accept-encoding": "identity"})
        yield client


@pytest.fixture(scope="module")
def named(releases: Path) -> str:
    """The path of the release, asked for by its name."""
    return f"/release/{(releases / 'current').resolve().name}"


def _linked(page: httpx.Response) -> set[str]:
    """The addresses that a browser would make of what a page names."""
    tree = lxml.html.fromstring(page.content)
    found = tree.xpath("//@href|//@src|//@action|//@formaction|//@data|//@poster|//@srcset")
    joined = (page.url.join(str(it)) for it in found if not it.startswith(("data:", "mailto:")))
    return {str(it.copy_with(fragment=None)) for it in joined if it.host == page.url.host}


def _alike(address: str) -> str:
    """What two addresses have in common where one route finds both: the kind of a thing."""
    parts = httpx.URL(address).path.removeprefix(PATH).split("/")
    return "/".join(parts[:3]) if parts[1] == "page" else address


def test_links_stay_under_the_path_and_lead_somewhere(web: httpx.Client, named: str) -> None:
    wanted: dict[str, tuple[str, str]] = {}
    beside: dict[str, str] = {}
    for path in (*PAGES, *(path for path, _ in ERRORS), f"{named}{_GROUP}", f"{named}/sparql"):
        page = web.get(f"{PUBLIC}{path}")
        assert page.headers["content-type"] == "text/html; charset=utf-8", path
        assert page.headers["content-length"] == str(len(page.content)), path
        assert f"{PATH}/static/" in page.text
        for address in _linked(page):
            if not address.startswith(f"{PUBLIC}/"):
                beside.setdefault(address, path)
            elif page.is_success or httpx.URL(address).path != page.url.path:
                wanted.setdefault(_alike(address), (address, path))
    assert beside == {}
    assert len(wanted) > 200
    lost = {}
    for address, path in wanted.values():
        status = web.head(address).status_code
        if status >= 400:
            lost[address] = (status, path)
    assert lost == {}


def test_what_a_text_says_is_left_as_it_is(web: httpx.Client) -> None:
    said = '<a href="/page/x"> href="/y" src=\'/z\''
    for path in ("/search", "/sparql"):
        page = web.get(f"{PUBLIC}{path}", params={"q": said, "query": said})
        tree = lxml.html.fromstring(page.content)
        assert tree.xpath("//textarea|//input[@type='search']")
        written = [str(it) for it in tree.xpath("//textarea/text()|//input[@name='q']/@value")]
        assert said in [it.strip() for it in written]


def test_a_page_that_has_not_changed_is_known_by_its_tag(web: httpx.Client) -> None:
    page = web.get(f"{PUBLIC}{_GROUP}")
    again = web.get(f"{PUBLIC}{_GROUP}", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304


def test_a_form_is_answered_under_the_path(web: httpx.Client) -> None:
    page = web.get(f"{PUBLIC}/sparql")
    (action,) = lxml.html.fromstring(page.content).xpath("//form[@id='own']/@action")
    asked = page.url.join(str(action))
    answer = web.get(asked, params={"query": "ASK {}", "format": "json"})
    assert answer.json()["boolean"] is True


def test_hits_lead_to_their_pages_and_no_path_stands_twice(web: httpx.Client) -> None:
    found = web.get(f"{PUBLIC}/api/search", params={"q": "nyresvigt"}).json()
    pages = [it["page"] for it in found["items"]]
    assert f"{PUBLIC}{_GROUP}" in pages
    page = web.get(f"{PUBLIC}{_GROUP}")
    assert f"{PATH}{PATH}" not in f"{page.text}{page.headers['link']}{pages}"
