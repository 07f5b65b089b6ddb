"""The suite through the embedded engine: guard, worker process, and the bytes that come back."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ngckg.engine.base import Engine, Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.errors import BadRequest, QueryRefused, QuerySyntaxError
from tests.engine.releases import write
from tests.shared import shared
from tests.w3c.answer import NO_GRAPH, all_quads, check, dataset_of
from tests.w3c.manifest import Data, Entry
from tests.w3c.suite import ACCEPTED, EVALUATION, REJECTED, SUITE, all_entries, cases


@dataclass(frozen=True)
class Asking:
    """An engine as a plain function."""

    engine: Engine
    runner: asyncio.Runner

    def ask(self, query: Query, media_type: str | None = None) -> tuple[str, bytes]:
        """The answer; in the first format that its form has where none is asked for."""
        return self.runner.run(self._ask(query, media_type))

    async def _ask(self, query: Query, media_type: str | None) -> tuple[str, bytes]:
        if media_type is None:
            media_type = (await self.engine.examine(query.text)).form.formats[0].media_type
        answer = await self.engine.answer(query, media_type)
        return answer.media_type, await answer.read()

    def answer(self, query: str, data: Data, accept: str) -> tuple[str, bytes]:
        """An `Answer` for the runner."""
        return self.ask(Query(query, *dataset_of(query, data)), accept)

    def is_query(self, text: str) -> bool:
        """Whether the text is a query; one that is read and then cannot be run is one too."""
        try:
            self.ask(Query(text, default_graphs=(NO_GRAPH,)))
        except QuerySyntaxError:
            return False
        except BadRequest:  # calls a function that Oxigraph does not have
            return True
        return True


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """An engine with a release of every graph that the suite's tests need."""
    quads = all_quads(all_entries(shared(SUITE)))
    engine = EmbeddedEngine(write(tmp_path_factory.mktemp("releases"), quads))
    with asyncio.Runner() as runner:
        runner.run(engine.start())
        try:
            yield Asking(engine, runner)
        finally:
            runner.run(engine.stop(0))


@pytest.mark.parametrize("entry", cases(EVALUATION))
def test_query_has_the_expected_answer(asking: Asking, entry: Entry) -> None:
    check(entry, asking.answer)


@pytest.mark.parametrize("entry", cases(ACCEPTED))
def test_query_is_accepted(asking: Asking, entry: Entry) -> None:
    assert asking.is_query(entry.query_text())


@pytest.mark.parametrize("entry", cases(REJECTED))
def test_query_is_rejected(asking: Asking, entry: Entry) -> None:
    assert not asking.is_query(entry.query_text())


def test_no_update_of_the_suite_is_run(asking: Asking, suite: Path) -> None:
    requests = sorted(suite.glob("*/*.ru"))
    assert len(requests) == 148
    texts = {path.name: path.read_bytes().decode() for path in requests}
    assert [name for name, text in texts.items() if asking.is_query(text)] == []


def test_no_federated_query_of_the_suite_is_run(asking: Asking, suite: Path) -> None:
    queries = [*sorted(suite.glob("service/*.rq")), *sorted(suite.glob("syntax-fed/*.rq"))]
    assert len(queries) == 10
    for path in queries:
        text = f"BASE <http://127.0.0.1:9/>\n{path.read_bytes().decode()}"
        with pytest.raises(QueryRefused, match="SERVICE"):
            asking.ask(Query(text, default_graphs=(NO_GRAPH,)))
