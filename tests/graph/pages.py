"""A small page of records, made by hand: one group, nothing from any real page."""

from dataclasses import replace
from datetime import date

from ngckg.page.records import (
    Body,
    BodyKind,
    Document,
    DocumentKind,
    Mention,
    Page,
    PageDate,
    PatientGroup,
    Snapshot,
    Status,
    StatusBasis,
    StatusProperty,
    Step,
    StepKind,
)

TEXT = "De faglige anbefalinger for søvnsygdomme er:\n • Godkendt af styregruppen maj/juni 2022"
STEERING = Body(BodyKind.STEERING_GROUP, "implementering", "Styregruppen for implementering")
MAY_OR_JUNE = PageDate(
    text="maj/juni 2022",
    edtf="[2022-05,2022-06]",
    start_not_before=date(2022, 5, 1),
    start_not_after=date(2022, 6, 30),
    end_not_before=date(2022, 5, 1),
    end_not_after=date(2022, 6, 30),
)
JUNE_10 = PageDate(
    text="den 10. juni 2022",
    edtf="2022-06-10",
    start_not_before=date(2022, 6, 10),
    start_not_after=date(2022, 6, 10),
    end_not_before=date(2022, 6, 10),
    end_not_after=date(2022, 6, 10),
)


def mention(words: str) -> Mention:
    """Where these words stand in the page's text."""
    start = TEXT.index(words)
    return Mention(start, start + len(words), TEXT.count("\n", 0, start) + 1, words)


def approval(when: PageDate = MAY_OR_JUNE) -> Step:
    """An approval on a date."""
    mentions = (mention("styregruppen"), mention("maj/juni 2022"))
    return Step(StepKind.APPROVAL, "godkendelse", (STEERING,), when, mentions)


GROUP = PatientGroup(
    name="Søvnsygdomme",
    key="soevnsygdomme",
    other_names=("Sygdomme i søvnen",),
    steps=(approval(),),
    documents=(
        Document(DocumentKind.REQUISITION, "rekvisition", "Rekvisition", None, ()),
        Document(DocumentKind.CRITERIA, "kriterier", "Kriterier", "https://example.org/k.pdf", ()),
    ),
    offers=(),
    statuses=(
        Status(
            StatusProperty.REQUISITION,
            "available",
            StatusBasis.POSITION,
            (mention("søvnsygdomme"),),
        ),
    ),
    mentions=(mention("De faglige anbefalinger for søvnsygdomme er:"),),
)

PAGE = Page(
    snapshot=Snapshot("ab" * 32, TEXT, "text/plain", "En side", "https://example.org/side"),
    groups=(GROUP,),
    statements=(),
    memberships=(),
    lines=(),
)


def with_approval(when: PageDate) -> Page:
    """The same page with another date of approval."""
    return replace(PAGE, groups=(replace(GROUP, steps=(approval(when),)),))
