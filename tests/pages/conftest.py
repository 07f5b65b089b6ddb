"""A server of the repository's own release, checked as a release is; its pages by address."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import lxml.html
import pytest

from ngckg.graph import building, checking
from ngckg.page.reader import read
from tests.shared import ROOT, shared
from tests.web.servers import Server, serving

_SPACE = re.compile(r"\s+")

#: Asks in SPARQL: the solutions as strings.
Query = Callable[[str], list[dict[str, str]]]


@dataclass(frozen=True)
class Shown:
    """A page as a browser gets it."""

    path: str
    status: int
    headers: httpx.Headers
    body: bytes

    @cached_property
    def tree(self) -> lxml.html.HtmlElement:
        """Its elements."""
        return lxml.html.fromstring(self.body)

    @property
    def text(self) -> str:
        """Its words, spaces run together."""
        main = self.tree.xpath("//main")[0]
        return _SPACE.sub(" ", main.text_content()).strip()

    def texts(self, path: str) -> list[str]:
        """The words of what an XPath finds."""
        return [_SPACE.sub(" ", it.text_content()).strip() for it in self.tree.xpath(path)]

    def values(self, path: str) -> list[str]:
        """The attributes that an XPath finds."""
        return [str(it) for it in self.tree.xpath(path)]


@dataclass
class Site:
    """Gets pages; each is asked for once."""

    client: httpx.Client
    known: dict[tuple[str, str], Shown] = field(default_factory=dict)

    def __call__(self, path: str, lang: str = "da") -> Shown:
        if (path, lang) not in self.known:
            accept = "text/html,application/xhtml+xml,*/*;q=0.8"
            answer = self.client.get(path, headers={"accept": accept, "accept-language": lang})
            self.known[path, lang] = Shown(path, answer.status_code, answer.headers, answer.content)
        return self.known[path, lang]


@pytest.fixture(scope="session")
def page_text() -> str:
    """The text of the page that the repository's data was read from."""
    return read(shared("source/ngc-patient-groups-page.txt").read_bytes()).snapshot.text


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release of the repository's data, with what its validation found."""
    folder = tmp_path_factory.mktemp("releases")
    dataset, report = checking.load_and_check(ROOT)
    building.build(dataset, report, folder)
    return folder


@pytest.fixture(scope="session")
def served(releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has no text of any snapshot at hand."""
    folder = tmp_path_factory.mktemp("served")
    with serving(releases, folder / "serve.log", snapshots=folder / "none") as running:
        yield running


@pytest.fixture(scope="session")
def quoting(
    releases: Path, page_text: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server that has the text of the snapshot at hand."""
    folder = tmp_path_factory.mktemp("quoting")
    snapshots = folder / "snapshots"
    snapshots.mkdir()
    snapshot = read(shared("source/ngc-patient-groups-page.txt").read_bytes()).snapshot
    (snapshots / f"{snapshot.key}.txt").write_text(page_text, encoding="utf-8", newline="")
    with serving(releases, folder / "serve.log", snapshots=snapshots) as running:
        yield running


@pytest.fixture(scope="session")
def site(served: Server) -> Iterator[Site]:
    """Pages without the snapshot's text."""
    with served.client() as client:
        yield Site(client)


@pytest.fixture(scope="session")
def quoted(quoting: Server) -> Iterator[Site]:
    """Pages with the snapshot's text."""
    with quoting.client() as client:
        yield Site(client)


@pytest.fixture(scope="session")
def query(served: Server) -> Iterator[Query]:
    """Asks the same release in SPARQL: what pages say is checked against it."""
    with served.client() as client:

        def ask(text: str) -> list[dict[str, str]]:
            answer = client.get(
                "/sparql",
                params={"query": text},
                headers={"accept": "application/sparql-results+json"},
            )
            answer.raise_for_status()
            rows = answer.json()["results"]["bindings"]
            return [{name: term["value"] for name, term in row.items()} for row in rows]

        yield ask


def own(href: str) -> bool:
    """Whether an address is one of ours."""
    return not urlsplit(href).netloc and not href.startswith(("data:", "mailto:", "#"))
