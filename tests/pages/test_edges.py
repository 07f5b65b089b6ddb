"""What the data of today lacks: nothing at all, open dates, other contradictions, more bodies."""

import asyncio
from pathlib import Path

from ngckg.web.pages import group, landing, process, timetable
from ngckg.web.pages.assets import Assets
from ngckg.web.pages.context import Context
from ngckg.web.pages.evidence import Evidence, Texts
from ngckg.web.pages.finding import Index
from ngckg.web.pages.names import Names, inner
from ngckg.web.pages.overview import Groups
from ngckg.web.pages.rows import Row, Term
from ngckg.web.pages.sic import slips
from ngckg.web.pages.site import Library, Site

ID = "https://w3id.org/ngckg/id/"
ONTOLOGY = "https://w3id.org/ngckg/ontology#"
GROUP = f"{ID}patient-group/soevn"


def _iri(value: str) -> Term:
    return Term(value, is_iri=True)


def _step(kind: str, key: str, body: str, edtf: str, *days: str) -> Row:
    row = {
        "step": _iri(f"{ID}step/soevn/{key}"),
        "kind": _iri(f"{ONTOLOGY}{kind}"),
        "group": _iri(GROUP),
        "body": _iri(f"{ID}{body}"),
        "edtf": Term(edtf),
        "text": Term("ordene", lang="da"),
    }
    bounds = ("startNotBefore", "startNotAfter", "endNotBefore", "endNotAfter")
    return row | {name: Term(day) for name, day in zip(bounds, days, strict=False) if day}


def _status(name: str, value: str) -> Row:
    return {
        "statement": _iri(f"{ID}statement/soevn/{name}/{value}"),
        "group": _iri(GROUP),
        "property": _iri(f"{ONTOLOGY}{name}"),
        "value": _iri(f"{ID}status-report-status/{value}"),
        "basis": _iri(f"{ID}status-basis/named"),
    }


class _Answers:
    """Answers named queries from what a test says; everything else is silence."""

    def __init__(self, **rows: list[Row]) -> None:
        self._rows = {name.replace("_", "-"): them for name, them in rows.items()}

    async def __call__(self, name: str, /, **_bound: str) -> list[Row]:
        return self._rows.get(name.removeprefix("page-"), [])


def _context(answers: _Answers, folder: Path) -> tuple[Site, Library, Context]:
    site = Site(Assets(), Texts(folder))
    names: list[Row] = [{"thing": _iri(GROUP), "name": Term("Søvn", lang="da"), "rank": Term("1")}]
    library = Library(Names(names), [], Index([]))
    return site, library, site.context(library, answers, "da", None)


def test_without_any_group_the_landing_page_says_so(tmp_path: Path) -> None:
    site, library, context = _context(_Answers(), tmp_path)
    made = asyncio.run(landing.made(context, None))
    html = site.render(library, context, made).decode()
    assert "Der er ikke læst nogen patientgruppe i kilden." in html
    assert "<table" not in html


def test_without_any_step_process_and_timeline_are_still_pages(tmp_path: Path) -> None:
    site, library, context = _context(_Answers(), tmp_path)
    for making in (process.made(context), timetable.made(context, None, None, None)):
        made = asyncio.run(making)
        assert site.render(library, context, made)


def test_a_date_without_an_end_is_drawn_and_said_as_open(tmp_path: Path) -> None:
    answers = _Answers(
        groups=[{"group": _iri(GROUP)}],
        steps=[
            _step(
                "Drafting",
                "udarbejdelse",
                "specialist-network/soevn",
                "2021-05/..",
                *("2021-05-01", "2021-05-31"),
            )
        ],
    )
    site, library, context = _context(answers, tmp_path)
    html = site.render(library, context, asyncio.run(group.made(context, GROUP))).decode()
    assert "begyndte i maj 2021, slutter senere" in html
    assert '<svg x="100%"' in html
    assert 'class="m-draft"' not in html


def test_any_status_can_be_contradicted(tmp_path: Path) -> None:
    answers = _Answers(
        groups=[{"group": _iri(GROUP)}],
        statuses=[
            _status("statusReportStatus", "published"),
            _status("statusReportStatus", "in-preparation"),
        ],
    )
    site, library, context = _context(answers, tmp_path)
    html = site.render(library, context, asyncio.run(group.made(context, GROUP))).decode()
    assert "Kilden modsiger sig selv om statusrapporten" in html
    overview = site.render(library, context, asyncio.run(landing.made(context, None))).decode()
    assert "#contradiction-statusReportStatus" in overview


def test_a_third_reviewing_body_has_a_column_and_a_station(tmp_path: Path) -> None:
    day = ("2022-05-01",) * 4
    answers = _Answers(
        groups=[{"group": _iri(GROUP)}],
        steps=[
            _step("Review", f"kommentering-{key}", f"working-group/{key}", "2022-05-01", *day)
            for key in ("etik", "fortolkning", "oekonomi")
        ],
    )
    _site, _library, context = _context(answers, tmp_path)
    page = asyncio.run(landing.view(context, None))
    assert len(page.reviews) == 3
    assert [it.count for it in page.stations] == [0, 1, 1, 1, 0, 0]


def test_a_text_that_was_changed_by_hand_is_not_quoted(tmp_path: Path) -> None:
    place = Evidence("0123456789ab", 0, 4, 1, "Ordet")
    (tmp_path / "0123456789ab.txt").write_text("Andet stod her.", encoding="utf-8")
    (quotation,) = Texts(tmp_path).quotations([place])
    assert [(part.text, part.marked) for part in quotation.parts] == [("Ordet", True)]
    assert Texts(tmp_path).text("../../etc/pwd") is None


def test_a_sentence_ends_where_one_does_and_not_at_a_date(tmp_path: Path) -> None:
    text = " • Godkendt d. 27. april 2022. Siden mere. Og mere.\nNæste linje"
    (tmp_path / "0123456789ab.txt").write_text(text, encoding="utf-8")
    start = text.index("27.")
    place = Evidence("0123456789ab", start, start + 14, 1, text[start : start + 14])
    (quotation,) = Texts(tmp_path).quotations([place])
    assert "".join(part.text for part in quotation.parts) == "Godkendt d. 27. april 2022."


def test_only_words_nearly_alike_are_slips_of_the_pen() -> None:
    assert slips(
        "Statusrapport endokronologiske patienter", "Statusrapport: endokrinologiske patienter"
    ) == ["endokronologiske"]
    assert slips("Rekvisition", "Rekvisition: nyresvigt") == []
    assert slips("Anbefalinger for patientgruppen kræft", "Faglige anbefalinger: kræft") == []


def test_names_inside_sentences_keep_what_is_proper() -> None:
    assert inner("Føtal medicin") == "føtal medicin"
    assert inner("Nationalt Genom Center") == "Nationalt Genom Center"
    assert inner("EDTF-værdi") == "EDTF-værdi"


def test_groups_without_steps_have_no_day_of_approval() -> None:
    known = Groups([GROUP], {}, {}, {}, [])
    assert known.latest_approval(GROUP) is None
    assert known.step(GROUP, "Approval") is None
