"""A real browser on the pages: what it complains of fails the test."""

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.shared import ROOT, needed
from tests.web.servers import Server

SCREENSHOTS = ROOT / "build" / "screenshots"
_AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: Milliseconds until what is expected counts as missing, on a machine that has much else to do.
_PATIENCE = 20_000
#: Debian's Chromium, kept from everything but the page.
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here one after the other in one process, so that one browser is started."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, no longer than these tests: Playwright holds its thread's event loop."""
    chromium = needed(shutil.which("chromium"), "Chromium (Debian's package chromium)")
    with sync_playwright() as playwright:
        expect.set_options(timeout=_PATIENCE)
        running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    return needed(_AXE, "axe-core (npm install in frontend/)").read_text(encoding="utf-8")


class Watched:
    """A page under watch: its messages, its requests, its answers."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        # For as long as the page: to end it would end what the page was made to emulate.
        self._devtools = page.context.new_cdp_session(page)
        page.on("console", lambda it: self._note(f"{it.type}: {it.text}"))
        page.on("pageerror", lambda it: self._note(f"error: {it}"))
        page.on("requestfailed", lambda it: self._failed(it.url, it.failure))
        page.on("request", lambda it: self._elsewhere(it.url))

    def open(self, path: str) -> bytes:
        """Go to an address of ours; what it answered."""
        answer = self.page.goto(f"{self.base}{path}", wait_until="load")
        assert answer is not None
        return answer.body()

    def picture(self) -> bytes:
        """All of the page as PNG; what Page.screenshot does, in half the time."""
        area = self._devtools.send("Page.getLayoutMetrics")["cssContentSize"] | {"scale": 1}
        how = {"optimizeForSpeed": True, "captureBeyondViewport": True, "clip": area}
        return base64.b64decode(self._devtools.send("Page.captureScreenshot", how)["data"])

    def _note(self, complaint: str) -> None:
        # What a page with an error status is asked for is no failure of the page.
        if "the server responded with a status of 4" not in complaint:
            self.complaints.append(complaint)

    def _failed(self, url: str, why: str | None) -> None:
        # Who goes on before a font has come breaks it off: the visitor's doing, not the page's.
        if why != "net::ERR_ABORTED":
            self._note(f"failed: {url} {why}")

    def _elsewhere(self, url: str) -> None:
        if urlsplit(url).scheme != "data" and not url.startswith(self.base):
            self.complaints.append(f"request to another host: {url}")


@contextmanager
def watched(
    browser: Browser,
    server: Server,
    lang: str = "da",
    width: int = 1280,
    *,
    script: bool = True,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Watched]:
    """A page in a fresh context; at its end, nothing may have been complained of."""
    context: BrowserContext = browser.new_context(
        locale={"da": "da-DK", "en": "en-GB"}[lang],
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
        color_scheme=scheme,
    )
    try:
        it = Watched(context.new_page(), server.base)
        yield it
        assert it.complaints == []
    finally:
        context.close()


@pytest.fixture(scope="package")
def _danish_visitor(browser: Browser, quoting: Server) -> Iterator[Watched]:
    with watched(browser, quoting, "da") as it:
        yield it


@pytest.fixture(scope="package")
def _english_visitor(browser: Browser, quoting: Server) -> Iterator[Watched]:
    with watched(browser, quoting, "en", scheme="dark") as it:
        yield it


@pytest.fixture
def danish(_danish_visitor: Watched) -> Iterator[Watched]:
    """A visitor who goes on from page to page, by day, at a desk."""
    yield from _going_on(_danish_visitor, 1280)


@pytest.fixture
def english(_english_visitor: Watched) -> Iterator[Watched]:
    """A visitor who goes on from page to page, at night, on a telephone."""
    yield from _going_on(_english_visitor, 390)


def _going_on(it: Watched, width: int) -> Iterator[Watched]:
    it.complaints.clear()
    it.page.set_viewport_size({"width": width, "height": 900})
    yield it
    assert it.complaints == []
