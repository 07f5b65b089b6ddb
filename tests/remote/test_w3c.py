"""The W3C suite's tests of query evaluation through real engines."""

from collections.abc import Iterator, Mapping

import pytest

from ngckg.errors import NgckgError
from tests.engine.releases import write
from tests.remote.asking import Asking, over
from tests.remote.differences import OXIGRAPH, VIRTUOSO
from tests.remote.servers import Server
from tests.shared import shared
from tests.w3c.answer import all_quads, check
from tests.w3c.manifest import Entry
from tests.w3c.suite import EVALUATION, SUITE, all_entries, parameters


def _asking(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    quads = all_quads(all_entries(shared(SUITE)))
    path = write(tmp_path_factory.mktemp("suite"), quads, "suite")
    yield from over(server, path)


@pytest.fixture(scope="module")
def suite_in_virtuoso(
    virtuoso: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asking]:
    yield from _asking(virtuoso, tmp_path_factory)


@pytest.fixture(scope="module")
def suite_in_oxigraph(
    oxigraph: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asking]:
    yield from _asking(oxigraph, tmp_path_factory)


def cases(differences: Mapping[str, str]) -> list[object]:
    """The tests as parameters; one that is known to differ must differ."""
    return parameters(
        lambda root: [
            pytest.param(
                entry,
                id=entry.name,
                marks=[
                    pytest.mark.xfail(
                        reason=differences[entry.name], raises=(AssertionError, NgckgError)
                    )
                ]
                if entry.name in differences
                else [],
            )
            for entry in all_entries(root)
            if entry.kind in EVALUATION
        ]
    )


@pytest.mark.slow
@pytest.mark.parametrize("entry", cases(VIRTUOSO))
def test_virtuoso_has_the_expected_answer(suite_in_virtuoso: Asking, entry: Entry) -> None:
    check(entry, suite_in_virtuoso.answer)


@pytest.mark.slow
@pytest.mark.parametrize("entry", cases(OXIGRAPH))
def test_oxigraph_has_the_expected_answer(suite_in_oxigraph: Asking, entry: Entry) -> None:
    check(entry, suite_in_oxigraph.answer)
