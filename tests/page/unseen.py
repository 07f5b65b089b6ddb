"""A page that nobody has seen yet, to be changed here and there, and what is read of it."""

from ngckg.page.reader import read
from ngckg.page.records import Page, PatientGroup

REPORTED = "Vi har offentliggjort statusrapporter for de 2 patientgrupper: Nyresvigt og Kardiologi."
REMAINING = "Udarbejdelsen af statusrapporterne for de resterende patientgrupper er i gang."
PAGE = f"""{REPORTED}
{REMAINING}

De faglige anbefalinger for nyresvigt er:
 • Udarbejdet af nationalt specialistnetværk for nyresvigt oktober 2021 - marts 2022
 • Godkendt af styregruppen for implementering af personlig medicin maj/juni 2022
Statusrapport for nyresvigt:
 • Nationalt Genom Center evaluerede patientgruppen i samarbejde med specialistnetværket maj 2023.
Faglige anbefalinger
Rekvisition
Statusrapport nyresvigt

De faglige anbefalinger for kardiologi er:
 • Udarbejdet af specialistnetværket i marts 2024 - maj 2025
 • Kommenteret af arbejdsgruppen for fortolkning d. 3. juni 2025
Faglige anbefalinger
Indikationer og kriterier
Statusrapport kardiologi
Onboarding af de fortolkende afdelinger pågår.

De faglige anbefalinger for oftalmologi er:
 • Udarbejdet af specialistnetværket i marts 2024
Rekvisition
"""


def changed(*changes: tuple[str, str]) -> Page:
    """The page with other words here and there."""
    text = PAGE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return read(text.encode())


def unread(page: Page) -> dict[str, str]:
    return {line.text.strip(" •"): line.reason or "" for line in page.not_understood}


def group(page: Page, key: str) -> PatientGroup:
    return next(it for it in page.groups if it.key == key)


def statuses(page: Page, key: str) -> set[str]:
    return {f"{it.property} {it.value} {it.basis}" for it in group(page, key).statuses}


def steps(page: Page, key: str) -> dict[str, str]:
    return {step.key: step.when.edtf for step in group(page, key).steps}


def documents(page: Page, key: str) -> list[str]:
    return [document.key for document in group(page, key).documents]
