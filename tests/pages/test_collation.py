"""The Danish alphabet, whatever the language."""

from hypothesis import given
from hypothesis import strategies as st

from ngckg.web.pages import collation


def test_danish_letters_come_last_and_case_does_not_count() -> None:
    names = ["Åland", "Ø", "Æble", "zebra", "Abe", "andet", "Årlig", "ærlig"]
    assert sorted(names, key=collation.key) == [
        "Abe",
        "andet",
        "zebra",
        "Æble",
        "ærlig",
        "Ø",
        "Åland",
        "Årlig",
    ]


def test_numbers_inside_names_go_by_their_value() -> None:
    assert sorted(["linje 10", "linje 9"], key=collation.key) == ["linje 9", "linje 10"]


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert sorted(["zz", "a\u030a"], key=collation.key) == ["zz", "a\u030a"]


@given(st.lists(st.text(max_size=8), max_size=8))
def test_any_names_can_be_put_in_order(names: list[str]) -> None:
    ordered = sorted(names, key=collation.key)
    assert sorted(reversed(ordered), key=collation.key) == ordered
