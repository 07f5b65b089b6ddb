"""Every kind of page in a browser: axe, narrow screens, large text, print, no script, pictures."""

import re
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.browser.conftest import SCREENSHOTS, Watched, watched
from tests.pages.kinds import ERRORS, PAGES
from tests.web.servers import Server

pytestmark = pytest.mark.slow

#: Where another address shows the same templates with the same parts.
_ALIKE = {
    "/?sort=-approval",
    "/page/patient-group/udbredt-og-uhelbredelig-kraeft",
    "/page/organization/regionernes-sundhedsdirektoerer",
    "/page/step/nyresvigt/udarbejdelse",
    "/page/status-basis/position",
    "/page/document?page=2",
    "/page/step",
    "/page/specialist-network",
    "/timeline?body=fortolkning",
    "/page/nothing/at-all",
}
_PATHS = [
    path
    for path in (*PAGES, "/sparql?editor=yasgui", *(path for path, _status in ERRORS))
    if path not in _ALIKE
]
_FOETAL = "/page/patient-group/foetal-medicin"
_RUN = "() => axe.run(document, {resultTypes: ['violations']})"
#: What reaches out of the page, or is cut off where nothing lets one see the rest.
_LOST = """() => [...document.querySelectorAll('body *')]
  .filter(it => !it.closest('.scroll, pre, textarea, .vh, svg, .CodeMirror, .whole'))
  .filter(it => it.getBoundingClientRect().right > innerWidth + 1
    || getComputedStyle(it).overflowX !== 'visible' && it.scrollWidth > it.clientWidth + 1)
  .map(it => `${it.tagName}.${it.className} ${Math.round(it.getBoundingClientRect().right)}`)
  .slice(0, 5)"""
#: What opens something and lies over another such.
_OVERLAID = """() => [...document.querySelectorAll('summary')]
  .map(it => [it.textContent, it.getBoundingClientRect()]).filter(([_, box]) => box.width)
  .filter(([_, a], i, all) => all.slice(i + 1).some(([_, b]) => a.left < b.right - 1
    && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1))
  .map(([text]) => text)"""
#: Text at 200 %; the fonts of the system, as without the built bundle.
_LARGE = "() => { document.documentElement.style.fontSize = '200%' }"
_PLAIN = """() => ['sans', 'serif', 'mono'].forEach(
  it => document.documentElement.style.setProperty(`--${it}`, 'DejaVu Sans'))"""
_SPACE = re.compile(r"\s+")


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


def _widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def _fits(page: Page, width: int) -> None:
    """Nothing reaches out of a window of that width."""
    _widen(page, width)
    assert page.evaluate(_LOST) == [], f"lost at {width}"
    assert page.evaluate(_OVERLAID) == [], f"one over the other at {width}"
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= width, f"scrolls sideways at {width}"


def _shoot(it: Watched, path: str, what: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"{_name(path)}-{what}.png").write_bytes(it.picture())


def _words(main: str) -> str:
    return _SPACE.sub("", main)


@pytest.mark.parametrize("path", _PATHS)
def test_a_danish_page_by_day(path: str, danish: Watched, axe: str) -> None:
    page = danish.page
    served = danish.open(path)
    assert _faults(page, axe) == []
    for width in (1280, 768, 390, 320):
        _fits(page, width)
        if width in (1280, 390):
            _shoot(danish, path, f"{width}")
    page.evaluate(_PLAIN)
    _fits(page, 320)
    page.evaluate(_LARGE)
    _fits(page, 1280)
    if not path.startswith("/sparql"):
        # As it was served, so that whoever has no script reads the same.
        (main,) = lxml.html.fromstring(served).xpath("//main")
        assert _words(page.locator("main").text_content() or "") == _words(main.text_content())


@pytest.mark.parametrize("path", _PATHS)
def test_an_english_page_by_night_on_a_telephone(path: str, english: Watched, axe: str) -> None:
    english.open(path)
    assert _faults(english.page, axe) == []
    for width in (320, 390):
        _fits(english.page, width)


@pytest.mark.parametrize("path", ["/sparql", "/queries/rekvisition", _FOETAL])
def test_without_script_a_page_is_whole(path: str, browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting, script=False) as it:
        it.open(path)
        expect(it.page.get_by_role("heading", level=1)).to_be_visible()
        for field in it.page.locator("main form").locator("textarea, select, button").all():
            assert field.is_visible()


@pytest.mark.parametrize("path", ["/", f"{_FOETAL}?evidence=full", "/queries/rekvisition"])
def test_a_printed_page_has_no_menu_and_shows_what_is_folded(path: str, danish: Watched) -> None:
    danish.open(path)
    page = danish.page
    page.emulate_media(media="print")
    try:
        _shoot(danish, path, "print")
        for hidden in (".nav", ".find", ".skip", ".tongue", "form"):
            assert not page.locator(hidden).first.is_visible()
        for opened in page.locator("details > :not(summary)").all():
            assert opened.is_visible()
    finally:
        page.emulate_media(media="screen")


def test_forced_colours_keep_shapes_and_words(browser: Browser, quoting: Server) -> None:
    with watched(browser, quoting) as it:
        it.page.emulate_media(forced_colors="active")
        it.open("/")
        expect(it.page.locator(".matrix .st svg").first).to_be_visible()
        expect(it.page.locator(".matrix .st").first).to_contain_text("foreligger")
