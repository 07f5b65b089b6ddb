"""Search is forgiving of what people really type, and of nothing else."""

import pytest

from ngckg.web.pages.finding import Index, fold
from ngckg.web.pages.rows import Row, Term

ID = "https://w3id.org/ngckg/id/"


def _name(thing: str, text: str, lang: str = "da", what: str = "name") -> Row:
    return {
        "thing": Term(f"{ID}{thing}", True),
        "what": Term(what),
        "text": Term(text, lang=lang),
    }


def _code(thing: str, target: str, label: str) -> Row:
    return {
        "thing": Term(f"{ID}{thing}", True),
        "what": Term("code"),
        "target": Term(target, True),
        "text": Term(label),
    }


INDEX = Index(
    [
        _name("patient-group/foetal-medicin", "Føtal medicin"),
        _name("patient-group/foetal-medicin", "Fetal medicine", "en"),
        _name("patient-group/nyresvigt", "Nyresvigt"),
        _name("patient-group/nyresvigt", "Patienter, hvis nyrer svigter", what="definition"),
        _name("document/nyresvigt/rekvisition", "Rekvisition: nyresvigt"),
        _name("patient-group/haematologisk-kraeft", "Hæmatologisk kræft"),
        _code(
            "patient-group/nyresvigt",
            "http://purl.obolibrary.org/obo/MONDO_0001106",
            "kidney failure",
        ),
        _code(
            "patient-group/foetal-medicin",
            "http://www.orpha.net/ORDO/Orphanet_183530",
            "rare defect",
        ),
        _name("evidence/x/1-2", "Nyresvigt"),
    ]
)


@pytest.mark.parametrize(
    "query",
    ["Føtal", "føtal medicin", "foetal", "fotal", "FØTAL", "medicin føt", "føtl medicin", "fetal"],
)
def test_one_group_is_found_by_many_spellings(query: str) -> None:
    assert INDEX.find(query)[0].thing == f"{ID}patient-group/foetal-medicin"


@pytest.mark.parametrize(
    ("query", "group"),
    [
        ("MONDO:0001106", "nyresvigt"),
        ("mondo 0001106", "nyresvigt"),
        ("0001106", "nyresvigt"),
        ("ORPHA:183530", "foetal-medicin"),
        ("orpha183530", "foetal-medicin"),
        ("haematologisk kraeft", "haematologisk-kraeft"),
    ],
)
def test_codes_and_ascii_spellings_are_found(query: str, group: str) -> None:
    assert [hit.thing for hit in INDEX.find(query)] == [f"{ID}patient-group/{group}"]


def test_groups_come_before_documents_and_only_what_people_look_for_is_found() -> None:
    kinds = [hit.kind for hit in INDEX.find("nyresvigt")]
    assert kinds == ["patient-group", "document"]


def test_the_text_that_matched_best_is_told() -> None:
    (hit,) = INDEX.find("nyrer svigter")
    assert hit.entry.what == "definition"
    assert hit.score < INDEX.find("nyresvigt")[0].score


def test_another_word_is_no_slip() -> None:
    assert INDEX.find("sukkersyge") == []
    assert INDEX.find("   ") == []
    assert INDEX.nearest("nyresvggt")[0].thing == f"{ID}patient-group/nyresvigt"


def test_kinds_narrow_what_is_found() -> None:
    assert [h.kind for h in INDEX.find("nyresvigt", frozenset({"document"}))] == ["document"]


def test_folding_makes_the_ways_of_writing_the_same() -> None:
    assert fold("Sjældne ÅRSAGER") == fold("sjaeldne aarsager")
    assert fold("Øje") == fold("Oeje") == fold("oje")
