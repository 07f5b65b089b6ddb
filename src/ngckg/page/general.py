"""What the page says of no single group: its general part, and the notes after a group."""

from typing import Final

from ngckg.page.cues import Cues, Fact, cue
from ngckg.page.readings import Reports, Said
from ngckg.page.records import StatementKind, StatusProperty
from ngckg.page.words import MAX_WORDS, Quoted, Words, find, folds

_PUBLISHED: Final = folds("offentliggjort statusrapporter for")
_BESIDE_PUBLISHED: Final = frozenset(folds("vi har nu de følgende patientgruppe patientgrupper"))
_NUMERALS: Final = folds(
    "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten"
)

GENERAL: Final = Cues(
    [
        cue(
            "skal tilbydes en omfattende genetisk analyse (helgenomsekventering)",
            Fact(StatementKind.ANALYSIS, "helgenomsekventering"),
        ),
        cue(
            "Patientgruppen er afgrænset ud fra de indstillinger",
            Fact(StatementKind.CRITERIA, "afgraensning"),
        ),
        cue(
            "indikationer og de kliniske kriterier",
            Fact(StatementKind.CRITERIA, "indikationer-og-kliniske-kriterier"),
        ),
        cue(
            "det forventede antal helgenomsekventeringer per år",
            Fact(StatementKind.CONTENT, "forventet-antal-helgenomsekventeringer"),
        ),
        cue(
            "det forventede diagnostiske udbytte",
            Fact(StatementKind.CONTENT, "forventet-diagnostisk-udbytte"),
        ),
        cue("forventet klinisk effekt", Fact(StatementKind.CONTENT, "forventet-klinisk-effekt")),
        cue(
            "Alle anbefalinger er kommenteret af faglige eksperter",
            Fact(StatementKind.REVIEW, "kommenteret-af-faglige-eksperter"),
        ),
        cue(
            "godkendt af styregruppen for implementering af personlig medicin",
            Fact(StatementKind.APPROVAL, "godkendt-af-styregruppen"),
        ),
        cue(
            "regionernes sundhedsdirektører er medlemmer",
            Fact(StatementKind.MEMBERSHIP, "regionernes-sundhedsdirektoerer"),
        ),
        cue(
            "Udarbejdelsen af statusrapporterne for de resterende patientgrupper er i gang",
            Fact(StatementKind.REPORTS_IN_PREPARATION, "statusrapporter-under-udarbejdelse"),
        ),
        cue(
            "de næste planlægges",
            Fact(StatementKind.REPORTS_PLANNED, "naeste-statusrapporter"),
            rest=True,
        ),
        cue(
            "øget viden om genetik og sekventering",
            Fact(StatementKind.FINDING, "oeget-viden-om-genetik-og-sekventering"),
        ),
        cue(
            "øget videndeling og samarbejde",
            Fact(StatementKind.FINDING, "oeget-videndeling", (0, 2)),
            Fact(StatementKind.FINDING, "samarbejde", (3, 4)),
        ),
        cue("stor værdi for patienterne", Fact(StatementKind.FINDING, "vaerdi-for-patienterne")),
        cue("belyser værdien af helgenomsekventering"),
        cue("detaljeret proces for udarbejdelsen"),
    ],
    fillers="""
        af alle analyse anbefalinger anbefalingerne at beskrives betydet de den der desuden det
        er erfaringer faglige for fra fremhæves genetisk grund har helgenomsekventering henvise her
        hvilken hvor i implementering indeholder klinikernes kunne kan ligger med mere nationale
        og også omfattende ved om opfyldt opnå patienten patientgruppen patientgrupper
        rapporterne se skal som specialistnetværk tilbud til tværgående udarbejdelsen
        udarbejdet udgangspunkt udvælgelsen være
    """,
)

_ONBOARDING: Final = "onboarding af de fortolkende afdelinger"

NOTES: Final = Cues(
    [
        cue(f"{_ONBOARDING} pågår", Fact(StatusProperty.ONBOARDING, "in-progress")),
        cue(f"{_ONBOARDING} er i gang", Fact(StatusProperty.ONBOARDING, "in-progress")),
        cue(f"{_ONBOARDING} er gennemført", Fact(StatusProperty.ONBOARDING, "completed")),
        cue(f"{_ONBOARDING} er afsluttet", Fact(StatusProperty.ONBOARDING, "completed")),
        *(
            cue(f"{form} er under udarbejdelse", Fact(StatusProperty.REQUISITION, "in-preparation"))
            for form in ("rekvisition", "rekvisitionsblanket", "rekvisitionsblanketten")
        ),
        *(
            cue(
                f"{form} er under udarbejdelse",
                Fact(StatusProperty.STATUS_REPORT, "in-preparation"),
            )
            for form in ("statusrapport", "statusrapporten")
        ),
        cue("melder NGC ud til regionerne"),
        cue("vil blive uploadet"),
    ],
    fillers="""
        af afdelinger at de dette er færdiggøres fortolkende gennemført i med og onboarding
        rekvisition rekvisitionsblanket rekvisitionsblanketten takt
    """,
)


def read_reports(quoted: Quoted, sentence: Words, line: int) -> Reports | None:
    """The sentence that names the groups whose status report is published, if this is it."""
    colon = next((at for at, word in enumerate(sentence) if word.fold == ":"), None)
    if colon is None:
        return None
    said, names = sentence[:colon], sentence[colon + 1 :]
    at = find(said, _PUBLISHED)
    if at is None:
        return None
    others = [word.fold for word in (*said[:at], *said[at + len(_PUBLISHED) :])]
    counts = [count for part in others if (count := _number(part)) is not None]
    if any(part not in _BESIDE_PUBLISHED and _number(part) is None for part in others):
        return None
    whole = len(quoted.verbatim(said).split()) <= MAX_WORDS
    mention = quoted.mention(said if whole else said[at : at + len(_PUBLISHED)], line)
    fact = Said(StatementKind.REPORTS_PUBLISHED, "offentliggjorte-statusrapporter", mention)
    return Reports(fact, names, counts[0] if len(counts) == 1 else None)


def _number(part: str) -> int | None:
    if part.isascii() and part.isdecimal() and len(part) < 4:
        return int(part)
    return _NUMERALS.index(part) if part in _NUMERALS else None
