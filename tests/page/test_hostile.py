"""A hostile page costs seconds and is only ever text."""

import time
from collections.abc import Callable
from functools import partial

import pytest

from ngckg.errors import PageRefused
from ngckg.page.decode import MAX_BYTES
from ngckg.page.reader import read

HEADING = "De faglige anbefalinger for nyresvigt er:"
REPORTS = "Vi har offentliggjort statusrapporter for:"
STEP = "Godkendt af styregruppen for implementering af personlig medicin"

#: Of the processor. Generous, since machines differ; what takes the square of a page's length
#: takes hours. A twentieth of the size that is allowed shows it as well.
SECONDS = 30
SIZE = MAX_BYTES // 20


def filled(before: str, unit: str, after: str = "", size: int = SIZE) -> bytes:
    """As many units as fit."""
    room = size - len(before.encode()) - len(after.encode())
    return (before + unit * (room // len(unit.encode())) + after).encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "one word": partial(filled, f"{HEADING}\n", "a"),
    "one line": partial(filled, f"{HEADING}\n", "a "),
    "words": partial(filled, f"{HEADING}\n", "a " * 105 + "\n"),
    "sentences": partial(filled, f"{HEADING}\n", "A. " * 1300 + "\n"),
    "combining marks": partial(filled, f"{HEADING}\n", "a" + "\u0301\u0327" * 900 + "\n"),
    "cues": partial(filled, f"{HEADING}\n", "onboarding af de fortolkende " * 25 + "\n"),
    "names": partial(
        filled, f"{HEADING}\n", f"Vi har offentliggjort statusrapporter for: {'a og ' * 35}\n"
    ),
    "steps": partial(filled, f"{HEADING}\n", f"{STEP} den 3. maj 2021{' ' * 150}\n"),
    "sections": lambda: "".join(
        f"De faglige anbefalinger for gruppe {n} er:\n{STEP} maj {1000 + n % 9000}\n"
        for n in range(5_000)
    ).encode(),
    "one section after the other": lambda: "".join(
        f"{HEADING}\n{STEP} den {n % 28 + 1}. maj {1500 + n % 10}\n" for n in range(5_000)
    ).encode(),
    "elements in elements": partial(filled, "<html>", "<div>", HEADING),
    "bold in bold": partial(filled, "<html><p>", "<b>", HEADING),
    "attributes": lambda: b"<p " + b" ".join(b"a%d" % n for n in range(200_000)) + b">",
    "an attribute": partial(filled, '<html><p title="', "a", f'">{HEADING}'),
    "breaks": partial(filled, f"<html><p>{HEADING}", "<br>"),
    "links": partial(filled, f"<html><p>{HEADING}<p>", '<a href="javascript:x">a</a>'),
    "brackets": partial(filled, f"<html><p>{HEADING}<p>", "<"),
    "comments": partial(filled, f"<html><p>{HEADING}<p>", "<!--"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_large_page_takes_seconds(name: str) -> None:
    content = HOSTILE[name]()
    begun = time.process_time()
    try:
        page = read(content)
    except PageRefused:
        groups = 0
    else:
        groups = len(page.groups)
    assert time.process_time() - begun < SECONDS
    assert groups == {"sections": 5_000, "attributes": 0}.get(name, 1)


@pytest.mark.parametrize(
    "opening", ["<div>", "<b>", "<a href='/x'>", "<ul><li>", "<table><tr><td>"]
)
def test_nothing_is_lost_under_thousands_of_elements(opening: str) -> None:
    page = read(f"<html><main>{opening * 5000}{HEADING}</main><p>Rekvisition</p></html>".encode())
    assert [group.name for group in page.groups] == ["Nyresvigt"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x" * 4001, "longer than 4000 characters"),
        ("x " * 201, "a sentence of more than 200 words"),
        ("X. " * 41, "more than 40 sentences"),
    ],
)
def test_a_line_beyond_all_measure_is_reported_and_ends_the_section(line: str, reason: str) -> None:
    page = read(f"{HEADING}\nRekvisition\n{line}\nIndikationer og kriterier\n".encode())
    reported = {it.number: it.reason or "" for it in page.not_understood}
    assert reported.keys() == {3, 4}
    assert reported[3] == reason
    assert "no group's section" in reported[4]


def test_a_page_of_too_many_words_is_read_as_far_as_they_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ngckg.page.sections.MAX_WORDS_READ", 9)
    page = read(f"{HEADING}\nRekvisition\nRekvisition\nRekvisition\n\nRekvisition\n".encode())
    assert [it.number for it in page.not_understood] == [6]
    assert page.not_understood[0].reason == "stands after the first 9 words"
