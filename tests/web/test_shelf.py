"""What is kept at hand stays within its bound, whatever is done with it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ngckg.web.responses import Representation
from ngckg.web.shelf import Shelf
from tests.web.asgi import ask

LIMIT = 100_000


def representation(size: int) -> Representation:
    return Representation(b"<a> " * (size // 4), "text/turtle", datetime.now(UTC), max_age=1)


def test_what_was_put_is_found() -> None:
    shelf, one = Shelf(LIMIT), representation(100)
    shelf.put("one", one)
    assert shelf.get("one") is one
    assert shelf.get("two") is None


def test_the_least_recently_used_goes_first() -> None:
    shelf = Shelf(LIMIT)
    for name in "abcd":
        shelf.put(name, representation(20_000))
    assert shelf.get("a") is not None
    shelf.put("e", representation(20_000))
    assert [name for name in "abcde" if shelf.get(name)] == ["a", "c", "d", "e"]


def test_one_large_answer_does_not_push_the_others_out() -> None:
    shelf = Shelf(LIMIT)
    shelf.put("small", representation(1000))
    shelf.put("large", representation(LIMIT // 2))
    assert shelf.get("large") is None
    assert shelf.get("small") is not None


def test_compressed_forms_count() -> None:
    shelf, one = Shelf(LIMIT), representation(20_000)
    shelf.put("one", one)
    before = shelf.bytes
    compressed = ask(one, accept_encoding="gzip").body
    assert shelf.bytes == before + len(compressed)
    for name in range(10):
        shelf.put(name, representation(20_000))
    bytes_now = shelf.bytes
    ask(one, accept_encoding="br")  # no longer kept, so no longer counted
    assert shelf.bytes == bytes_now


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 30_000), st.sampled_from(["", "gzip", "br"]))
    )
)
def test_bound_holds(steps: list[tuple[int, int, str]]) -> None:
    shelf = Shelf(LIMIT)
    for key, size, coding in steps:
        shelf.put(key, representation(size))
        if found := shelf.get(key):
            ask(found, accept_encoding=coding)
        assert shelf.bytes <= LIMIT
    kept = [found for key in range(10) if (found := shelf.get(key))]
    assert shelf.bytes >= sum(it.size for it in kept)
    assert len(kept) == len(shelf)
