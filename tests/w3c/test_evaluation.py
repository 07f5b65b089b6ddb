"""The suite's tests of query evaluation and of result formats."""

import pytest

from tests.w3c.answer import Answer, oxigraph
from tests.w3c.compare import assert_same, is_ordered
from tests.w3c.manifest import Entry
from tests.w3c.readers import read_answer, read_expected
from tests.w3c.suite import EVALUATION, cases


def check(entry: Entry, answer: Answer) -> None:
    """Asks for the format of the expected answer and compares the two."""
    assert entry.result is not None, "an evaluation test without a result"
    accept, expected = read_expected(entry.result, entry.published(entry.result))
    query = entry.query_text()
    media_type, content = answer(query, entry.data, accept)
    assert media_type.partition(";")[0] == accept
    assert_same(expected, read_answer(media_type, content), ordered=is_ordered(query))


@pytest.mark.parametrize("entry", cases(EVALUATION))
def test_query_has_the_expected_answer(entry: Entry) -> None:
    check(entry, oxigraph)
