"""Every kind of page: it is there, says what it is, links to what exists, keeps its promises."""

import gzip
import re
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from tests.pages.conftest import Query, Shown, Site, own
from tests.pages.kinds import ERRORS, LANGS, PAGES, SOURCE
from tests.web.servers import Server

HTML_LIMIT = 50_000
COMPRESSED_LIMIT = 15_000
#: What stands in two languages at once, or word for word in Danish.
_UNTRANSLATED = re.compile(r"%\(|\bNone\b|\{\{|\}\}")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(path: str, lang: str, site: Site) -> None:
    page = site(path, lang)
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-language"] == lang
    assert "accept-language" in page.headers["vary"].lower()
    assert page.values("/html/@lang") == [lang]
    assert len(page.tree.xpath("//h1")) == 1
    assert len(page.tree.xpath("//main")) == 1
    assert page.texts("//title")[0]
    assert page.values("//meta[@name='description']/@content")[0]
    assert len(page.body) < HTML_LIMIT
    assert len(gzip.compress(page.body)) < COMPRESSED_LIMIT
    assert not _UNTRANSLATED.search(page.text)
    ids = page.values("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_headings_skip_no_level(path: str, site: Site) -> None:
    levels = [int(it.tag[1]) for it in site(path).tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path: str, site: Site) -> None:
    page = site(path)
    assert page.values("//@style") == []
    # Data for search engines is no script.
    scripts = page.tree.xpath("//script[not(@type='application/ld+json')]")
    assert [it for it in scripts if not it.get("src")] == []
    assert page.tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert "<style" not in page.body.decode()
    loaded = page.values("//link[@rel='stylesheet']/@href|//script/@src|//img/@src")
    assert [it for it in loaded if not it.startswith("/static/")] == []
    if not path.startswith("/sparql"):
        assert scripts == []


@pytest.mark.parametrize("path", PAGES)
def test_references_inside_a_page_have_their_target(path: str, site: Site) -> None:
    page = site(path)
    ids = set(page.values("//@id"))
    wanted = page.values("//@aria-labelledby|//label/@for")
    wanted += [it.removeprefix("#") for it in page.values("//@href") if it.startswith("#")]
    wanted += re.findall(r"url\(#([\w-]+)\)", page.body.decode())
    assert {name for it in wanted for name in it.split()} - ids == set()


def test_the_language_switch_stays_on_the_page_and_keeps_what_was_asked(site: Site) -> None:
    for path in ("/page/patient-group/nyresvigt", "/timeline?view=table", "/search?q=kræft"):
        page = site(path)
        (href,) = page.values("//a[@class='tongue']/@href")
        other = site(unquote(href))
        assert other.status == 200
        assert other.values("/html/@lang") == ["en"]
        assert urlsplit(href).path == urlsplit(path).path
        for parameter in urlsplit(path).query.split("&"):
            assert parameter in unquote(href)
        assert page.values("//link[@hreflang='en']/@href") == [href]


def test_links_carry_the_language_only_where_it_was_chosen(site: Site) -> None:
    chosen = site("/page/patient-group/nyresvigt?lang=en")
    plain = site("/page/patient-group/nyresvigt")
    inside = [it for it in chosen.values("//main//a/@href") if it.startswith("/page/")]
    assert inside
    assert all("lang=en" in it for it in inside)
    assert not any("lang=" in it for it in plain.values("//main//a/@href"))


@pytest.fixture(scope="module")
def things(query: Query) -> set[str]:
    """The pages of everything in the graph, by their paths."""
    rows = query(
        "SELECT DISTINCT ?thing WHERE { ?thing ?p ?o FILTER (STRSTARTS("
        'STR(?thing), "https://w3id.org/ngckg/id/")) }'
    )
    return {row["thing"].replace("https://w3id.org/ngckg/id", "/page") for row in rows}


@pytest.mark.slow
def test_every_link_of_ours_leads_somewhere(site: Site, served: Server, things: set[str]) -> None:
    wanted: dict[str, str] = {}
    for path in PAGES:
        for lang in LANGS:
            for href in site(path, lang).values("//a/@href|//link/@href|//form/@action"):
                # Each thing's page is asked for below.
                if own(href) and unquote(urlsplit(href).path) not in things:
                    wanted.setdefault(href.partition("#")[0], path)
    assert len(wanted) > 200
    lost = {}
    with served.client() as client:
        for href, found_on in sorted(wanted.items()):
            # A browser's Accept, and HEAD: what is behind a link counts, not its bytes.
            answer = client.head(href, headers={"accept": "text/html,*/*;q=0.8"})
            if answer.status_code >= 400:
                lost[href] = (answer.status_code, found_on)
    assert lost == {}


@pytest.mark.slow
def test_every_thing_of_the_graph_has_a_page(served: Server, things: set[str]) -> None:
    assert len(things) > 1000
    with served.client() as client:
        client.headers["accept-encoding"] = "identity"
        answers = {thing: client.head(thing) for thing in sorted(things)}
    assert {thing for thing, it in answers.items() if it.status_code != 200} == set()
    sizes = {thing: int(it.headers["content-length"]) for thing, it in answers.items()}
    assert {thing: size for thing, size in sizes.items() if size >= HTML_LIMIT} == {}


def test_with_all_words_beside_the_facts_the_longest_page_is_small(
    site: Site, quoted: Site
) -> None:
    groups = site("/").values("//table[@class='matrix']/tbody//th/a/@href")
    assert len(groups) == 17
    for pages in (site, quoted):
        for path in groups:
            page = pages(f"{path}?evidence=full")
            assert len(page.body) < HTML_LIMIT
            assert len(gzip.compress(page.body)) < COMPRESSED_LIMIT


def test_what_a_record_names_inside_itself_stands_on_its_page(site: Site) -> None:
    records = {it for it in site("/catalog").values("//main//a/@href") if "/dataset/" in it}
    assert len(records) > 1
    for record in records:
        page = site(urlsplit(record).path)
        ids = set(page.values("//@id"))
        inside = {
            urlsplit(it).fragment
            for it in page.values("//main//a/@href")
            if urlsplit(it).path == page.path and "#" in it
        }
        assert inside - ids == set(), record
        assert "provenance" in ids
        assert len(page.body) < HTML_LIMIT


@pytest.mark.parametrize("lang", LANGS)
def test_the_whole_source_in_a_chosen_language_is_small(lang: str, quoted: Site) -> None:
    page = quoted(f"{SOURCE}?lang={lang}")
    assert len(page.body) < HTML_LIMIT
    assert len(gzip.compress(page.body)) < COMPRESSED_LIMIT


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_its_data_for_people_and_for_programs(path: str, site: Site) -> None:
    page = site(path)
    named = dict(
        zip(
            page.values("//link[@rel='alternate' and @type]/@href"),
            page.values("//link[@rel='alternate']/@type"),
            strict=True,
        )
    )
    assert named
    assert named.keys() <= set(page.values("//footer//a/@href"))
    rdf = {"text/turtle", "application/ld+json"}
    assert rdf & set(named.values()) or path.startswith("/search?")
    # What the API has it has for its page.
    kind = re.match(r"/page/(patient-group|specialist-network|working-group|step|document)\b", path)
    if kind or path in ("/", "/timeline", "/process", "/about", "/changes"):
        assert "application/json" in named.values()
    for href, content_type in named.items():
        assert site(href).headers["content-type"].startswith(content_type)


@pytest.mark.parametrize(("path", "status"), ERRORS)
@pytest.mark.parametrize("lang", LANGS)
def test_an_error_is_a_page_in_the_same_design(
    path: str, status: int, lang: str, site: Site
) -> None:
    page = site(path, lang)
    assert page.status == status
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    assert page.values("/html/@lang") == [lang]
    assert page.tree.xpath("//form[@role='search']")
    assert len(page.tree.xpath("//h1")) == 1


def test_a_program_gets_the_same_error_as_a_problem_document(served: Server) -> None:
    with served.client() as client:
        for accept in ("application/json", "*/*", "text/turtle"):
            answer = client.get("/nowhere", headers={"accept": accept})
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["requestId"] == answer.headers["x-request-id"]


def test_an_error_page_names_the_request(served: Server) -> None:
    with served.client() as client:
        answer = client.get("/nowhere", headers={"accept": "text/html"})
        page = Shown("/nowhere", answer.status_code, answer.headers, answer.content)
        assert answer.headers["x-request-id"] in page.text
        assert answer.headers["content-length"] == str(len(answer.content))
        assert client.head("/nowhere", headers={"accept": "text/html"}).content == b""


def test_a_slip_in_an_address_is_met_with_what_it_may_have_meant(site: Site) -> None:
    page = site("/page/patient-group/nyresvigd")
    assert "/page/patient-group/nyresvigt" in page.values("//main//a/@href")
    assert page.values("//header//input[@name='q']/@value") == ["nyresvigd"]


def test_a_refused_query_keeps_its_text_and_marks_the_place(site: Site) -> None:
    page = site("/sparql?query=SELECT * WHERE { ?s ?p }")
    assert page.texts("//textarea") == ["SELECT * WHERE { ?s ?p }"]
    assert page.texts("//pre/mark")[0] == "}"


def test_pages_are_answered_from_cache_and_revalidated(served: Server) -> None:
    with served.client() as client:
        first = client.get("/page/patient-group/nyresvigt")
        again = client.get(
            "/page/patient-group/nyresvigt", headers={"if-none-match": first.headers["etag"]}
        )
        assert again.status_code == 304
        english = client.get("/page/patient-group/nyresvigt", headers={"accept-language": "en"})
        assert english.headers["etag"] != first.headers["etag"]
        made_up = client.get("/page/patient-group/nyresvigt?made=up")
        assert made_up.headers["etag"] == first.headers["etag"]


def test_assets_have_names_that_change_with_them_and_never_expire(
    site: Site, served: Server
) -> None:
    (href,) = site("/").values("//link[@rel='stylesheet']/@href")
    with served.client() as client:
        answer = client.get(href)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert client.get(re.sub(r"\.[0-9a-f]{12}\.", ".000000000000.", href)).status_code == 404


def test_the_policy_allows_script_only_where_there_is_an_editor(served: Server) -> None:
    with served.client() as client:

        def policy(path: str) -> str:
            answer = client.get(path, headers={"accept": "text/html"})
            return answer.headers["content-security-policy"]

        assert "script-src 'self'" in policy("/sparql")
        for path in ("/", "/queries", "/page/patient-group/nyresvigt", SOURCE, "/nowhere"):
            assert "script-src" not in policy(path)
            assert "default-src 'none'" in policy(path)


def test_a_snapshot_that_is_not_named_by_its_digest_reaches_no_file(served: Server) -> None:
    with served.client() as client:
        for key in ("..%2F..%2Fetc", "3ed19cbba65", "zzzzzzzzzzzz"):
            assert client.get(f"/page/source/{key}").status_code == 404


def test_the_short_address_of_the_law_leads_to_the_statement(served: Server) -> None:
    with served.client() as client:
        answer = client.get("/was")
        assert answer.status_code == 303
        assert answer.headers["location"] == f"{served.base}/about#accessibility"
        english = client.get("/was", params={"lang": "en"}).headers["location"]
        assert english == f"{served.base}/about?lang=en#accessibility"
        assert 'id="accessibility"' in httpx.get(f"{served.base}/about").text


def test_what_points_to_a_thing_is_counted_where_it_is_too_much_to_list(
    site: Site, query: Query
) -> None:
    page = site("/page/label-origin/composed")
    (link,) = page.tree.xpath("//dd//li/a[starts-with(@href, '/sparql?')]")
    origin = "<https://w3id.org/ngckg/id/label-origin/composed>"
    rows = query(
        "PREFIX ngckg: <https://w3id.org/ngckg/ontology#>"
        f" SELECT ?s WHERE {{ ?s ngckg:labelOrigin {origin} }}"
    )
    assert len(rows) > 200
    assert link.text_content() == f"{len(rows)} i alt"
    assert site(link.get("href")).texts("//h2[@id='h-answer']") == [f"Svar: {len(rows)} rækker"]
