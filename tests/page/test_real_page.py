"""The real page, read right: every figure, every date, every line. It is no part of the project."""

from collections import Counter
from html import escape
from unicodedata import normalize

import pytest

from ngckg.page.reader import read
from ngckg.page.records import (
    BodyKind,
    Page,
    PatientGroup,
    StatementKind,
    StatusBasis,
    StatusProperty,
    StepKind,
    Verdict,
)
from tests.page.test_round_trip import assert_accounted_for
from tests.page.written import facts
from tests.shared import shared


@pytest.fixture(scope="module")
def page() -> Page:
    return read(shared("source/ngc-patient-groups-page.txt").read_bytes())


def groups(page: Page) -> dict[str, PatientGroup]:
    return {group.key: group for group in page.groups}


#: What happened when: drafted, reviewed for interpretation and for clinical use, approved,
#: evaluated; a dash where the page mentions no such step.
COURSE = {
    "arvelige-hjertesygdomme": "2021-05/2021-09 - - 2021-12-03 2023-01/2023-05",
    "arvelig-haematologisk-sygdom": "2021-03/2021-08 2021-10-13 2021-10-27 2021-12-03 -",
    "arvelige-kolestatiske-og-fibrotiske-leversygdomme": (
        "2022-03/2022-05 2022-06-07 2022-06-07 2022-08 -"
    ),
    "audiogenetik": "2022-01/2022-04 2022-05-16 2022-05-17 [2022-05,2022-06] -",
    "endokrinologiske-patienter": "2021-03/2021-08 - - 2021-12-03 2023-01/2023-05",
    "foetal-medicin": "2021-11/2022-03 2022-04-27 2022-04-28 [2022-05,2022-06] -",
    "haematologisk-kraeft": "2021-11/2022-03 2022-03-31 2022-03-31 2022-06-03 -",
    "kraeft-hos-boern-og-unge": "2021-03/2021-06 - 2021-08-30 2021-10-15 -",
    "kraeft-hos-unge-voksne-samt-arvelig-kraeft-hos-voksne": (
        "2021-04/2022-02 - 2022-01-31 2022-04-27 -"
    ),
    "neurogenetiske-patienter": "2021-12/2022-04 - - [2022-05,2022-06] 2023-03/2023-09",
    "nyresvigt": "2021-10/2022-03 - - [2022-05,2022-06] 2023-03/2023-09",
    "oftalmologi": "2022-01/2022-04 2022-05-16 2022-05-17 [2022-05,2022-06] -",
    "primaer-immundefekt": "2021-05/2021-09 - - 2021-12-03 2023-01/2023-05",
    "psykiatri-boern-og-unge": "2021-09/2022-03 - - 2022-06-10 2023-05/2023-10",
    "boern-og-voksne-med-sjaeldne-sygdomme": (
        "2022-01/2022-04 2022-05-16 2022-05-17 [2022-05,2022-06] -"
    ),
    "svaere-arvelige-hudsygdomme": "2022-03/2022-05 2022-06-07 2022-06-07 2022-08 -",
    "udbredt-og-uhelbredelig-kraeft": "2021-09/2022-04 2022-05-30 2022-05-30 [2022-06,2022-07] -",
}
STEPS = (
    *("udarbejdelse", "kommentering-fortolkning", "kommentering-klinisk-anvendelse"),
    *("godkendelse", "evaluering"),
)


def test_nothing_remains_unread(page: Page) -> None:
    assert page.not_understood == ()
    verdicts = Counter(line.verdict for line in page.lines)
    assert verdicts == {Verdict.FACT: 156, Verdict.BLANK: 121, Verdict.BOILERPLATE: 4}
    assert_accounted_for(page)


def test_the_snapshot_is_the_file(page: Page) -> None:
    content = shared("source/ngc-patient-groups-page.txt").read_bytes()
    assert page.snapshot.key == "3ed19cbba659"
    assert page.snapshot.text == content.decode()
    assert page.snapshot.media_type == "text/plain"
    assert page.snapshot.title.endswith("status for patientgrupper i drift")


def test_every_step_is_dated_as_the_page_dates_it(page: Page) -> None:
    assert {
        group.key: " ".join(
            {step.key: step.when.edtf for step in group.steps}.get(key, "-") for key in STEPS
        )
        for group in page.groups
    } == COURSE


def test_the_steps_are_sixty(page: Page) -> None:
    kinds = Counter(step.kind for group in page.groups for step in group.steps)
    assert kinds == {
        StepKind.DRAFTING: 17,
        StepKind.REVIEW: 9 + 11,
        StepKind.APPROVAL: 17,
        StepKind.EVALUATION: 6,
    }
    assert sum(kinds.values()) == 60


def test_who_did_it_stands_with_every_step(page: Page) -> None:
    for group in page.groups:
        inner = group.name[0].lower() + group.name[1:]
        network = (
            BodyKind.SPECIALIST_NETWORK,
            group.key,
            f"Nationalt specialistnetværk for {inner}",
        )
        for step in group.steps:
            bodies = [(body.kind, body.key, body.name) for body in step.bodies]
            expected = {
                "udarbejdelse": [network],
                "evaluering": [
                    (BodyKind.ORGANIZATION, "nationalt-genom-center", "Nationalt Genom Center"),
                    network,
                ],
            }
            if step.key in expected:
                assert bodies == expected[step.key]
            else:
                assert len(bodies) == 1
                assert len(step.mentions) in (2, 4)


def test_a_step_quotes_its_actor_and_its_date(page: Page) -> None:
    review = next(
        step
        for step in groups(page)["arvelig-haematologisk-sygdom"].steps
        if step.key == "kommentering-fortolkning"
    )
    assert [(it.line, it.words) for it in review.mentions] == [
        (43, "arbejdsgruppen for fortolkning"),
        (43, "den\u00a013. oktober 2021"),
    ]
    assert review.when.text == "den 13. oktober 2021"


def test_the_documents_are_fifty_six(page: Page) -> None:
    keys = Counter(document.key for group in page.groups for document in group.documents)
    assert keys == {
        "faglige-anbefalinger": 17,
        "indikationer-og-kriterier": 17,
        "rekvisition": 16,
        "statusrapport": 6,
    }
    assert all(document.url is None for group in page.groups for document in group.documents)


def test_titles_are_verbatim_slips_included(page: Page) -> None:
    documents = {it.key: it for it in groups(page)["endokrinologiske-patienter"].documents}
    assert documents["statusrapport"].title == "Statusrapport endokronologiske patienter"
    documents = {it.key: it for it in groups(page)["udbredt-og-uhelbredelig-kraeft"].documents}
    assert documents["faglige-anbefalinger"].title.startswith("Anbefalinger for patientgruppen")


def test_offers_stand_only_where_the_page_has_them(page: Page) -> None:
    germline = ("germline", "hereditary-disposition")
    somatic = ("somatic", "antineoplastic-treatment")
    assert {
        group.key: [(it.analysis, it.purpose, it.restricted_to) for it in group.offers]
        for group in page.groups
        if group.offers
    } == {
        "haematologisk-kraeft": [(*somatic, None)],
        "kraeft-hos-boern-og-unge": [(*germline, None), (*somatic, None)],
        "kraeft-hos-unge-voksne-samt-arvelig-kraeft-hos-voksne": [(*germline, None)],
        "udbredt-og-uhelbredelig-kraeft": [(*somatic, None), (*germline, "pancreas")],
    }


def test_statuses_and_what_they_rest_on(page: Page) -> None:
    found: dict[tuple[StatusProperty, str, StatusBasis], list[str]] = {}
    for group in page.groups:
        for status in group.statuses:
            key = (status.property, status.value, status.basis)
            found.setdefault(key, []).append(group.key)
    requisition, onboarding = StatusProperty.REQUISITION, StatusProperty.ONBOARDING
    report = StatusProperty.STATUS_REPORT
    listed = found.pop((requisition, "available", StatusBasis.LISTED))
    assert set(COURSE) - set(listed) == {"haematologisk-kraeft"}
    remaining = found.pop((report, "in-preparation", StatusBasis.REMAINDER))
    named = [
        *("arvelige-hjertesygdomme", "endokrinologiske-patienter", "neurogenetiske-patienter"),
        *("nyresvigt", "primaer-immundefekt", "psykiatri-boern-og-unge"),
    ]
    assert len(remaining) == 11
    assert set(remaining) == set(COURSE) - set(named)
    assert found == {
        (report, "published", StatusBasis.NAMED): named,
        (requisition, "in-preparation", StatusBasis.POSITION): [
            "foetal-medicin",
            "haematologisk-kraeft",
        ],
        (onboarding, "in-progress", StatusBasis.POSITION): [
            "foetal-medicin",
            "haematologisk-kraeft",
            "psykiatri-boern-og-unge",
        ],
    }


def test_statuses_quote_the_words_that_carry_them(page: Page) -> None:
    quoted = {
        (status.property, status.value): [(it.line, it.words) for it in status.mentions]
        for status in groups(page)["foetal-medicin"].statuses
    }
    assert quoted == {
        ("requisitionStatus", "available"): [(107, "Rekvisition")],
        ("requisitionStatus", "in-preparation"): [
            (109, "Rekvisitionsblanket er under udarbejdelse")
        ],
        ("onboardingStatus", "in-progress"): [
            (109, "Onboarding af de fortolkende afdelinger pågår")
        ],
        ("statusReportStatus", "in-preparation"): [
            (19, "Udarbejdelsen af statusrapporterne for de resterende patientgrupper er i gang")
        ],
    }
    published = groups(page)["psykiatri-boern-og-unge"].statuses[-1]
    assert [it.line for it in published.mentions] == [15, 217, 227]
    assert published.mentions[0].words == "Psykiatri for børn og unge"


def test_a_group_that_stands_twice_is_one_with_evidence_at_both_places(page: Page) -> None:
    group = groups(page)["boern-og-voksne-med-sjaeldne-sygdomme"]
    assert group.name == "Børn og voksne med sjældne sygdomme"
    assert [it.line for it in group.mentions] == [231, 244]
    approval = next(step for step in group.steps if step.kind is StepKind.APPROVAL)
    assert [it.line for it in approval.mentions] == [236, 236, 249, 249]
    assert [[it.line for it in document.mentions] for document in group.documents] == [
        [238, 251],
        [240, 253],
        [242, 255],
    ]


def test_names_begin_with_a_capital_and_other_wordings_are_kept(page: Page) -> None:
    assert [group.key for group in page.groups] == list(COURSE)
    assert all(group.name[0].isupper() for group in page.groups)
    assert {group.key: group.other_names for group in page.groups if group.other_names} == {
        "psykiatri-boern-og-unge": ("Psykiatri for børn og unge",)
    }


def test_a_long_heading_is_quoted_by_its_name(page: Page) -> None:
    long = groups(page)["kraeft-hos-unge-voksne-samt-arvelig-kraeft-hos-voksne"].mentions
    assert [it.words for it in long] == ["Kræft hos unge voksne samt arvelig kræft hos voksne"]
    short = groups(page)["nyresvigt"].mentions
    assert [it.words for it in short] == ["De faglige anbefalinger for nyresvigt er"]


def test_the_general_part_is_told(page: Page) -> None:
    kinds = Counter(statement.kind for statement in page.statements)
    assert kinds == {
        StatementKind.ANALYSIS: 1,
        StatementKind.CRITERIA: 2,
        StatementKind.CONTENT: 3,
        StatementKind.REVIEW: 1,
        StatementKind.APPROVAL: 1,
        StatementKind.MEMBERSHIP: 1,
        StatementKind.REPORTS_PUBLISHED: 1,
        StatementKind.REPORTS_IN_PREPARATION: 1,
        StatementKind.REPORTS_PLANNED: 1,
        StatementKind.FINDING: 4,
    }
    planned = next(it for it in page.statements if it.kind is StatementKind.REPORTS_PLANNED)
    assert planned.mentions[0].words.endswith("umiddelbart efter årsskiftet")
    (membership,) = page.memberships
    assert membership.body.key == "implementering-af-personlig-medicin"
    assert membership.member_name == "Regionernes sundhedsdirektører"


def test_the_same_page_as_html_says_the_same(page: Page) -> None:
    items = [
        f"<li>{escape(line[3:])}</li>" if line.startswith(" • ") else f"<p>{escape(line)}</p>"
        for line in page.snapshot.text.splitlines()
    ]
    frame = "<html><head><title>NGC</title></head><nav>Forside</nav><main>{}</main></html>"
    html = read(frame.format("\n".join(items)).encode())
    assert html.not_understood == ()
    assert facts(html) == facts(page)
    assert [it.key for it in html.statements] == [it.key for it in page.statements]
    assert_accounted_for(html)


@pytest.mark.parametrize("form", ["NFD", "CRLF", "BOM"])
def test_the_form_of_the_file_changes_nothing(page: Page, form: str) -> None:
    text = page.snapshot.text
    content = {
        "NFD": normalize("NFD", text).encode(),
        "CRLF": text.replace("\n", "\r\n").encode(),
        "BOM": text.encode("utf-8-sig"),
    }[form]
    other = read(content)
    assert other.not_understood == ()
    assert facts(other) == facts(page)
    assert len(other.lines) == len(page.lines)
