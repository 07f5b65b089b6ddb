"""What people come for, step by step."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browser.conftest import watched
from tests.web.servers import Server

pytestmark = pytest.mark.slow


def test_may_i_order_and_with_which_form(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/")
        row = it.page.locator(".matrix tr", has_text="Nyresvigt")
        expect(row).to_contain_text("foreligger")
        row.get_by_role("link", name="Nyresvigt").click()
        expect(it.page).to_have_title(re.compile("Nyresvigt"))
        status = it.page.get_by_role("region", name="Status")
        status.get_by_role("link", name="foreligger").click()
        expect(it.page.get_by_role("heading", level=1)).to_have_text("Rekvisition")
        expect(it.page.get_by_role("main")).to_contain_text("følger ikke med i kilden")


def test_a_contradiction_is_met_before_anything_else(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/")
        it.page.get_by_role("link", name="kilden siger begge dele").click()
        box = it.page.get_by_role("region", name=re.compile("Kilden modsiger sig selv"))
        expect(box).to_be_in_viewport()
        expect(box).to_contain_text("linje 107")
        expect(box).to_contain_text("linje 109")


def test_which_groups_lack_a_report(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting, "en") as it:
        it.open("/")
        it.page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Ask").click()
        it.page.get_by_role("link", name="Which groups lack a status report?").click()
        expect(it.page.get_by_role("heading", name="Answer: 11 rows")).to_be_visible()
        expect(it.page.get_by_role("table")).to_contain_text("Ophthalmology")


def test_what_is_certain_before_a_day(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/queries/godkendt-med-sikkerhed-foer")
        it.page.get_by_role("textbox", name="Dag").fill("2021-12-31")
        it.page.get_by_role("button", name="Vis svaret").click()
        expect(it.page).to_have_url(re.compile("day=2021-12-31"))
        expect(it.page.get_by_role("heading", name=re.compile("Svar: 5"))).to_be_visible()


def test_a_query_can_be_run_and_its_address_shared(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting, script=False) as it:
        it.open("/queries/rekvisition")
        own = it.page.get_by_role("form", name="Egen forespørgsel")
        own.get_by_role("textbox").fill(
            "SELECT ?g WHERE { ?g a <https://w3id.org/ngckg/ontology#PatientGroup> }"
        )
        own.get_by_role("button", name="Spørg").click()
        expect(it.page.get_by_role("heading", name="Svar: 17 rækker")).to_be_visible()
        shared = it.page.url
        it.open("/")
        it.page.goto(shared)
        expect(it.page.get_by_role("heading", name="Svar: 17 rækker")).to_be_visible()
        expect(
            it.page.get_by_role("table").get_by_role("link", name="Føtal medicin")
        ).to_be_visible()


def test_the_editor_stands_over_the_field_and_tab_leaves_it(
    browser: Browser, quoting: Server
) -> None:
    with watched(browser, quoting) as it:
        it.open("/sparql")
        editor = it.page.locator(".CodeMirror")
        expect(editor).to_be_visible()
        expect(it.page.locator("textarea#query")).to_be_hidden()
        it.page.get_by_text("Forespørgslen i SPARQL").click()
        it.page.keyboard.press("Control+A")
        it.page.keyboard.type("ASK { ?s ?p ?o }")
        it.page.keyboard.press("Tab")
        expect(it.page.get_by_label("Vis svaret som")).to_be_focused()
        it.page.get_by_role("button", name="Spørg").click()
        expect(it.page.get_by_role("heading", name="Svar: ja")).to_be_visible()


def test_the_editor_sends_its_query_by_keyboard_and_keeps_a_faulty_one(
    browser: Browser, quoting: Server
) -> None:
    with watched(browser, quoting) as it:
        it.open("/sparql")
        it.page.get_by_text("Forespørgslen i SPARQL").click()
        it.page.keyboard.press("Control+A")
        it.page.keyboard.type("SELECT * WHERE { ?s ?p")
        it.page.keyboard.press("Control+Enter")
        expect(it.page.get_by_role("alert")).to_be_visible()
        expect(it.page.locator("textarea#query")).to_have_value(re.compile("SELECT"))


def test_yasgui_answers_on_the_page(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/sparql?editor=yasgui")
        expect(it.page.locator(".yasgui .CodeMirror").first).to_be_visible()
        it.page.get_by_role("button", name="Run query").click()
        expect(it.page.locator(".yasr table")).to_contain_text("Nyresvigt")


def test_the_language_is_switched_anywhere_and_the_thing_stays(
    browser: Browser, quoting: Server
) -> None:
    with watched(browser, quoting) as it:
        for path, danish, english in (
            ("/page/patient-group/nyresvigt", "Nyresvigt", "Kidney failure"),
            ("/timeline?view=table", "Tidslinje for alle grupper", "Timeline of all groups"),
            ("/about", "Om data", "About the data"),
        ):
            it.open(path)
            expect(it.page.get_by_role("heading", level=1)).to_have_text(danish)
            it.page.get_by_role("link", name="English", exact=True).click()
            expect(it.page.get_by_role("heading", level=1)).to_have_text(english)
            it.page.get_by_role("link", name="Dansk", exact=True).click()
            expect(it.page.get_by_role("heading", level=1)).to_have_text(danish)


@pytest.mark.parametrize("with_text", [True, False])
def test_a_fact_is_followed_to_its_words(
    with_text: bool, browser: Browser, quoting: Server, served: Server
) -> None:
    with watched(browser, quoting if with_text else served) as it:
        it.open("/page/patient-group/foetal-medicin")
        row = it.page.get_by_role("row", name="Godkendt")
        row.get_by_role("link", name="linje 101").click()
        expect(it.page).to_have_url(re.compile(r"#char=4401,4414$"))
        target = it.page.locator(":target")
        expect(target).to_have_text("maj/juni 2022")
        expect(target).to_be_in_viewport()
        line = it.page.locator("#L101")
        expect(line).to_contain_text("maj/juni 2022")
        around = re.compile("Godkendt af styregruppen")
        if with_text:
            expect(line).to_contain_text(around)
        else:
            expect(line).not_to_contain_text(around)


def test_words_open_on_the_spot(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/page/patient-group/foetal-medicin")
        status = it.page.get_by_role("region", name="Status")
        status.locator("summary").first.click()
        expect(status.locator("blockquote").first).to_be_visible()


def test_everything_is_reached_by_keyboard_alone(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/page/patient-group/foetal-medicin")
        it.page.keyboard.press("Tab")
        skip = it.page.get_by_role("link", name="Gå til indholdet")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        it.page.keyboard.press("Enter")
        expect(it.page.locator("main")).to_be_focused()
        reachable = it.page.locator(
            "main a[href], main summary, main button, main input, main select, main [tabindex='0']"
        )
        wanted = reachable.evaluate_all("them => them.filter(it => it.checkVisibility()).length")
        seen = 0
        for _ in range(wanted + 5):
            it.page.keyboard.press("Tab")
            if not it.page.evaluate("!!document.activeElement.closest('main')"):
                break
            outline = it.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            seen += 1
        assert seen == wanted


def test_search_is_one_field_away(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open("/about")
        it.page.get_by_role("banner").get_by_role("searchbox").fill("foetal")
        it.page.keyboard.press("Enter")
        expect(it.page.get_by_role("heading", level=1)).to_contain_text("resultater")
        it.page.get_by_role("main").get_by_role("link", name="Føtal medicin").first.click()
        expect(it.page.get_by_role("heading", level=1)).to_have_text("Føtal medicin")


def test_the_first_visit_is_light(browser: Browser, quoting: Server) -> None:
    sizes: dict[str, int] = {}
    with watched(browser, quoting) as it:
        session = it.page.context.new_cdp_session(it.page)
        session.send("Network.enable")
        session.on(
            "Network.loadingFinished",
            lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
        )
        it.open("/")
        it.page.wait_for_function("document.fonts.status === 'loaded'")
    assert 2 <= len(sizes) <= 6
    assert sum(sizes.values()) < 120_000
