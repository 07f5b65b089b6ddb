"""The suite's tests of query evaluation and of result formats, on Oxigraph alone.

A test that fails here fails in the engine too, and through no fault of the engine.
"""

import pytest

from tests.w3c.answer import check, oxigraph
from tests.w3c.manifest import Entry
from tests.w3c.suite import EVALUATION, cases


@pytest.mark.parametrize("entry", cases(EVALUATION))
def test_query_has_the_expected_answer(entry: Entry) -> None:
    check(entry, oxigraph)
