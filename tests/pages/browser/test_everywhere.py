"""Every kind of page in a browser: axe, narrow screens, print, screenshots."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.browser.conftest import SCREENSHOTS, Watched, watched
from tests.pages.kinds import ERRORS, LANGS, PAGES
from tests.web.servers import Server

pytestmark = pytest.mark.slow

_PATHS = (*PAGES, "/sparql?editor=yasgui", *(path for path, _status in ERRORS))
_PRINTED = ("/", "/page/patient-group/foetal-medicin", "/queries/rekvisition")
_RUN = "() => axe.run(document, {resultTypes: ['violations']})"
_WIDER = """() => [...document.querySelectorAll('body *')]
  .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
  .filter(it => !it.closest('.scroll, pre, textarea, .vh, svg, .CodeMirror, .whole'))
  .map(it => `${it.tagName}.${it.className} ${Math.round(it.getBoundingClientRect().right)}`)
  .slice(0, 5)"""


def _name(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:80] or "landing"


def _faults(page: Page, axe: str) -> list[str]:
    """What axe finds, briefly."""
    page.evaluate(axe)
    result: dict[str, Any] = page.evaluate(_RUN)
    return [
        f"{it['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for it in result["violations"]
        for node in it["nodes"][:3]
    ]


def _shoot(it: Watched, path: str, lang: str, width: int) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    it.page.set_viewport_size({"width": width, "height": 900})
    file = SCREENSHOTS / f"{_name(path)}-{lang}-{width}.png"
    it.page.screenshot(path=file, full_page=True)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", _PATHS)
def test_nothing_is_wrong_with_it(
    path: str, lang: str, browser: Browser, quoting: Server, axe: str
) -> None:
    with watched(browser, quoting, lang) as it:
        it.open(path)
        assert _faults(it.page, axe) == [], "light, wide"
        it.page.emulate_media(color_scheme="dark")
        assert _faults(it.page, axe) == [], "dark, wide"
        it.page.set_viewport_size({"width": 390, "height": 900})
        assert _faults(it.page, axe) == [], "dark, narrow"
        it.page.emulate_media(color_scheme="light")
        assert _faults(it.page, axe) == [], "light, narrow"
        for width in (320, 390, 768, 1280):
            it.page.set_viewport_size({"width": width, "height": 900})
            assert it.page.evaluate(_WIDER) == [], f"wider than {width}"
            across = it.page.evaluate("document.documentElement.scrollWidth")
            assert across <= width, f"scrolls sideways at {width}"
        for width in (390, 1280):
            _shoot(it, path, lang, width)


@pytest.mark.parametrize("path", ["/", "/page/patient-group/foetal-medicin", "/about"])
def test_text_may_be_twice_as_large(path: str, browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.open(path)
        it.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert it.page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize(
    "path", ["/", "/page/patient-group/foetal-medicin", "/queries/rekvisition"]
)
def test_a_printed_page_has_no_menu_and_shows_what_is_folded(
    path: str, browser: Browser, quoting: Server
) -> None:
    with watched(browser, quoting) as it:
        it.open(path)
        it.page.emulate_media(media="print")
        for hidden in (".nav", ".find", ".skip"):
            assert not it.page.locator(hidden).first.is_visible()
        for opened in it.page.locator("details > :not(summary)").all():
            assert opened.is_visible()


@pytest.mark.parametrize("path", PAGES)
def test_without_script_a_page_says_the_same(path: str, browser: Browser, quoting: Server) -> None:
    said = []
    for script in (True, False):
        with watched(browser, quoting, script=script) as it:
            it.open(path)
            said.append(it.page.locator("main").text_content())
    if not path.startswith("/sparql"):
        assert said[0] == said[1]
    assert said[1]


def test_forced_colours_keep_shapes_and_words(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.page.emulate_media(forced_colors="active")
        it.open("/")
        assert it.page.locator(".matrix .st svg").first.is_visible()
        assert it.page.locator(".matrix .st").first.text_content()
