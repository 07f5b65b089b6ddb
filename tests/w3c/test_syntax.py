"""The suite's tests of query syntax."""

import pyoxigraph as ox
import pytest

from tests.w3c.manifest import Entry
from tests.w3c.suite import ACCEPTED, REJECTED, cases


def is_query(text: str) -> bool:
    """Whether the text is a query; one that is read and then cannot be run is one too."""
    try:
        ox.Store().query(text)
    except SyntaxError:
        return False
    except RuntimeError:  # calls a function that Oxigraph does not have
        return True
    return True


@pytest.mark.parametrize("entry", cases(ACCEPTED))
def test_query_is_accepted(entry: Entry) -> None:
    assert is_query(entry.query_text())


@pytest.mark.parametrize("entry", cases(REJECTED))
def test_query_is_rejected(entry: Entry) -> None:
    assert not is_query(entry.query_text())
