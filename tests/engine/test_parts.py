"""Cache, output and wire: the small parts."""

import os
import socket
import tempfile
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngckg.engine.cache import Cache
from ngckg.engine.embedded.output import Output
from ngckg.engine.embedded.wire import (
    Task,
    pack,
    pack_error,
    pack_examined,
    pack_limits,
    receive_task,
    unpack_error,
    unpack_examined,
    unpack_limits,
)
from ngckg.engine.limits import Limits, QueryLimits
from ngckg.engine.query.forms import Examined, Form
from ngckg.errors import (
    BadRequest,
    ContentTooLarge,
    NgckgError,
    NotFound,
    QueryRefused,
    QuerySyntaxError,
    QueryTooComplex,
    ResultTooLarge,
)


@dataclass
class Item:
    size: int


def test_the_least_recently_used_goes_first() -> None:
    cache: Cache[Item] = Cache(16_000)
    items = {name: Item(1_500) for name in "abcdefgh"}
    for name, item in items.items():
        cache.put(name, item)
    assert len(cache) == 8
    assert cache.bytes == 16_000
    assert cache.get("a") is items["a"]
    cache.put("i", Item(100))
    assert cache.get("b") is None
    assert cache.get("a") is items["a"]
    assert cache.bytes <= 16_000
    assert (cache.hits, cache.misses) == (2, 1)
    cache.clear()
    assert (len(cache), cache.bytes) == (0, 0)


def test_what_is_too_large_is_not_kept() -> None:
    cache: Cache[Item] = Cache(16_000)
    cache.put("small", Item(1))
    cache.put("large", Item(1_501))
    assert cache.get("large") is None
    assert cache.get("small") is not None


def test_what_grows_is_weighed_again() -> None:
    cache: Cache[Item] = Cache(16_000)
    items = [Item(500) for _ in range(16)]
    for number, item in enumerate(items):
        cache.put(number, item)
    assert len(cache) == 16
    items[0].size = 1_400
    assert cache.get(0) is items[0]
    assert len(cache) == 15
    assert cache.bytes <= 16_000
    items[0].size = 10_000
    assert cache.get(0) is items[0]
    assert cache.get(0) is None


def test_the_same_key_is_kept_once() -> None:
    cache: Cache[Item] = Cache(16_000)
    for size in (100, 200, 300):
        cache.put("a", Item(size))
    assert (len(cache), cache.bytes) == (1, 800)


@given(st.lists(st.binary(max_size=60), max_size=20), st.integers(0, 200), st.integers(0, 400))
def test_output_is_whole_wherever_it_lies(parts: list[bytes], inline: int, limit: int) -> None:
    whole = b"".join(parts)
    with tempfile.TemporaryFile(buffering=0) as file:
        output = Output(file.fileno(), inline, limit)
        if len(whole) > limit:
            with pytest.raises(ResultTooLarge):
                list(map(output.write, parts))
            return
        for part in parts:
            assert output.write(part) == len(part)
        output.flush()
        assert output.size == len(whole)
        assert output.spooled == (len(whole) > inline)
        content = os.pread(file.fileno(), 1000, 0) if output.spooled else output.content()
        assert content == whole


@given(
    st.text(),
    st.text(),
    st.booleans(),
    st.lists(st.text()).map(tuple),
    st.lists(st.text()).map(tuple),
)
def test_tasks_arrive_as_they_were_sent(
    text: str,
    media_type: str,
    own_dataset: bool,
    default_graphs: tuple[str, ...],
    named_graphs: tuple[str, ...],
) -> None:
    bound = ((text, ("literal", media_type, None, "x")), ("y", ("iri", text, None, None)))
    task = Task(text, media_type, "ASK", own_dataset, default_graphs, named_graphs, bound)
    here, there = socket.socketpair()
    with here, there:
        here.sendall(pack(task) * 2)
        here.close()
        assert receive_task(there) == task
        assert receive_task(there) == task
        assert receive_task(there) is None


@pytest.mark.parametrize(
    "error",
    [
        BadRequest("a"),
        QuerySyntaxError("b", 3, 4),
        QuerySyntaxError("b"),
        QueryRefused("c", 5, 6, 100),
        QueryTooComplex("d", 7),
        ResultTooLarge("e", 8),
        ContentTooLarge("f", 9),
    ],
)
def test_errors_arrive_as_they_were_raised(error: NgckgError) -> None:
    arrived = unpack_error(pack_error(error))
    assert type(arrived) is type(error)
    assert str(arrived) == str(error)
    assert arrived.details() == error.details()


def test_errors_that_no_worker_has_are_bad_requests() -> None:
    assert type(unpack_error(pack_error(NotFound("x")))) is BadRequest
    assert type(unpack_error(b'["Exception", "x", {"limit":1,"line":2,"column":3}]')) is BadRequest


def test_findings_and_limits_arrive() -> None:
    examined = Examined(Form.DESCRIBE, own_dataset=True, volatile=False)
    assert unpack_examined(pack_examined(examined)) == examined
    limits = Limits(QueryLimits(depth=7), seconds=1.5, result=9)
    assert unpack_limits(pack_limits(limits)) == limits
