"""Pages of a release that is asked for by its name, in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browser.conftest import SCREENSHOTS, watched
from tests.pages.browser.test_everywhere import _faults, _fits
from tests.web.servers import Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def named(releases: Path) -> str:
    """The path of the release."""
    return f"/release/{(releases / 'current').resolve().name}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_notice_is_seen_first_and_by_everyone(
    browser: Browser, quoting: Server, axe: str, named: str, scheme: str
) -> None:
    with watched(browser, quoting, scheme="dark" if scheme == "dark" else "light") as it:
        it.open(f"{named}/page/patient-group/nyresvigt")
        notice = it.page.get_by_role("banner").get_by_text("Siden viser udgivelsen")
        expect(notice).to_be_in_viewport()
        assert _faults(it.page, axe) == []
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        (SCREENSHOTS / f"named-release-{scheme}.png").write_bytes(it.picture())
        for width in (320, 1280):
            _fits(it.page, width)
        notice.get_by_role("link", name="Gå til den gældende side").click()
        expect(it.page).to_have_url(f"{quoting.base}/page/patient-group/nyresvigt")
        expect(notice).to_have_count(0)


def test_yasgui_asks_the_release_of_its_page(browser: Browser, quoting: Server, named: str) -> None:
    with watched(browser, quoting) as it:
        it.open(f"{named}/sparql?editor=yasgui")
        run = it.page.get_by_role("button", name="Run query")
        with it.page.expect_request(lambda asked: "/sparql" in asked.url) as asked:
            run.click()
        assert asked.value.url.partition("?")[0] == f"{quoting.base}{named}/sparql"
        expect(it.page.locator(".yasr table")).to_contain_text("Nyresvigt")
