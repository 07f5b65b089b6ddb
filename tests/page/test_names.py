"""A wording means the one group it can mean, or none."""

import pytest

from ngckg.page.names import Names, capital, inner, key, same
from ngckg.page.words import Quoted, words

GROUPS = ("Nyresvigt", "Kræft hos børn og unge", "Børn", "Psykiatri for voksne")


def split(text: str, groups: tuple[str, ...] = GROUPS) -> list[tuple[str, str | None]]:
    quoted = Quoted(text)
    return [(quoted.verbatim(some), found) for some, found in Names(groups).split(words(text))]


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("nyresvigt", "nyresvigt"),
        ("NYRESVIGT.", "nyresvigt"),
        ("psykiatri voksne", "psykiatri-for-voksne"),
        ("Psykiatri hos voksne", "psykiatri-for-voksne"),
        ("patientgruppen nyresvigt", "nyresvigt"),
        ("nyresvigtt", None),
        ("", None),
        ("nyresvigt " * 50, None),
    ],
)
def test_a_wording_is_found_linking_words_aside(wording: str, found: str | None) -> None:
    assert Names(GROUPS).find(words(wording)) == found


def test_a_wording_that_could_mean_two_groups_means_neither() -> None:
    groups = Names(("Kræft hos børn", "Kræft for børn"))
    assert groups.find(words("kræft hos børn")) == "kraeft-hos-boern"
    assert groups.find(words("kræft for børn")) == "kraeft-for-boern"
    assert groups.find(words("kræft børn")) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nyresvigt", [("nyresvigt", "nyresvigt")]),
        (
            "nyresvigt, kræft hos børn og unge og børn",
            [
                ("nyresvigt", "nyresvigt"),
                ("kræft hos børn og unge", "kraeft-hos-boern-og-unge"),
                ("børn", "boern"),
            ],
        ),
        ("lunger og børn", [("lunger", None), ("børn", "boern")]),
        ("børn og lunger", [("børn", "boern"), ("lunger", None)]),
        ("lunger og hjerter", [("lunger og hjerter", None)]),
        ("børn og børn og børn", [("børn", "boern")] * 3),
        ("", []),
        (" , ,", []),
    ],
)
def test_a_list_is_split_where_the_names_are(
    text: str, parts: list[tuple[str, str | None]]
) -> None:
    assert split(text) == parts


def test_names_stand_alone_or_inside_a_sentence() -> None:
    assert capital("ægte") == "Ægte"
    assert inner("Ægte") == "ægte"
    assert same("Psykiatri for børn", "psykiatri børn")
    assert not same("Psykiatri", "Psykiatri børn")


def test_a_name_of_any_length_makes_no_key() -> None:
    assert key("Føtal medicin") == "foetal-medicin"
    with pytest.raises(ValueError, match="more than 200 characters"):
        key("x" * 201)
