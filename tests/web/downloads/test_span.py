"""What a Range field asks for (RFC 9110 §14.1.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngckg.web.downloads.ranges import span


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-9", range(10)),
        ("bytes=90-", range(90, 100)),
        ("bytes=-10", range(90, 100)),
        ("bytes=-1000", range(100)),
        ("bytes=95-1000", range(95, 100)),
        ("bytes=0-0", range(1)),
        ("bytes = 5 - 7 ", range(5, 8)),
        # none of these means anything to us
        ("bytes=9-0", None),
        ("bytes=0-9,20-29", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("lines=0-9", None),
        ("", None),
        ("bytes=0x1-0x2", None),
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_ranges(asked: str, expected: range | None) -> None:
    assert span(asked, 100) == expected


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_what_lies_beyond_the_end_starts_there(asked: str) -> None:
    found = span(asked, 100)
    assert found is not None
    assert found.start >= 100


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 150))
def test_bytes_are_those_between(first: int, last: int, size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    found = span(f"bytes={first}-{last}", size)
    if last < first:
        assert found is None
    elif first < size:
        assert found is not None
        assert content[found.start : found.stop] == content[first : last + 1]


@given(st.text(max_size=40) | st.from_regex(r"bytes=[0-9,\- ]{0,30}"), st.integers(0, 1000))
def test_no_field_breaks_it(asked: str, size: int) -> None:
    found = span(asked, size)
    assert found is None or found.stop <= size or found.start >= size
