"""Pages as they could be written: what they say, and their text and HTML forms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from ngckg.page.records import Page, PatientGroup

ACTORS = {
    "udarbejdelse": "Udarbejdet af specialistnetværket",
    "kommentering-fortolkning": "Kommenteret af arbejdsgruppen for fortolkning",
    "kommentering-klinisk-anvendelse": (
        "Kommenteret af arbejdsgruppen for klinisk anvendelse af helgenomsekventering"
    ),
    "godkendelse": "Godkendt af styregruppen for implementering af personlig medicin",
    "evaluering": (
        "Nationalt Genom Center evaluerede patientgruppen i samarbejde med specialistnetværket"
    ),
}
TITLES = {
    "faglige-anbefalinger": "Faglige anbefalinger inkl. resumé",
    "indikationer-og-kriterier": "Indikationer og kriterier",
    "rekvisition": "Rekvisition",
    "statusrapport": "Statusrapport {name}",
}
ANALYSES = {"germline": "Germline analyse", "somatic": "Somatisk analyse"}
PURPOSES = {
    "hereditary-disposition": " mhp. arvelig disposition",
    "antineoplastic-treatment": " mhp. antineoplastisk behandling",
    None: "",
}
NOTES = {
    ("onboardingStatus", "in-progress"): "Onboarding af de fortolkende afdelinger pågår.",
    ("onboardingStatus", "completed"): "Onboarding af de fortolkende afdelinger er gennemført.",
    ("requisitionStatus", "in-preparation"): "Rekvisitionsblanket er under udarbejdelse.",
}

Offer = tuple[str, str | None, str | None]


@dataclass(frozen=True)
class WrittenDate:
    """A date in words, and what it means."""

    text: str
    edtf: str
    bounds: tuple[date, date, date, date]


@dataclass(frozen=True)
class WrittenGroup:
    """What a page says of a group; the addresses of documents stand only in HTML."""

    name: str
    steps: tuple[tuple[str, WrittenDate], ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    offers: tuple[Offer, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def inner(self) -> str:
        return self.name[0].lower() + self.name[1:]

    def heading(self) -> str:
        offers = f"{self._offers()}. " if self.offers else ""
        return f"{offers}De faglige anbefalinger for {self.inner} er:"

    def _offers(self) -> str:
        text = ""
        for analysis, purpose, part in self.offers:
            words = ANALYSES[analysis] + PURPOSES[purpose]
            if not text:
                text = words
            elif part:
                text += f" – for {part} også {words.lower()}"
            else:
                text += f" og {words.lower()}"
        return text

    def process(self) -> list[str]:
        return [f"{ACTORS[key]} {when.text}" for key, when in self.steps if key != "evaluering"]

    def evaluations(self) -> list[str]:
        return [f"{ACTORS[key]} {when.text}." for key, when in self.steps if key == "evaluering"]

    def titles(self) -> Iterator[tuple[str, str]]:
        for key, url in self.documents:
            yield TITLES[key].format(name=self.inner), url

    def remarks(self) -> str:
        return " ".join(NOTES[note] for note in self.notes)


def general(groups: Sequence[WrittenGroup]) -> list[str]:
    """The general part: which groups have a report, and that the others' are being written."""
    named = [group.name for group in groups if _has_report(group)]
    if not named:
        return []
    names = " og ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return [
        f"Vi har offentliggjort statusrapporter for de {len(named)} patientgrupper: {names}.",
        "Udarbejdelsen af statusrapporterne for de resterende patientgrupper er i gang.",
    ]


def as_text(groups: Sequence[WrittenGroup], end: str = "\n") -> str:
    """The page as it comes out of a browser."""
    parts = ["Faglige anbefalinger for patientgrupper i drift", *general(groups)]
    for group in groups:
        parts.append(group.heading())
        parts.append(end.join(f" • {line}" for line in group.process()))
        if group.evaluations():
            parts.append(f"Statusrapport for {group.inner}:")
            parts += [f" • {line}" for line in group.evaluations()]
        parts += [title for title, _ in group.titles()]
        parts.append(group.remarks())
    return (end + end).join(part for part in parts if part)


def as_html(groups: Sequence[WrittenGroup]) -> str:
    """The page as a content management system has it: accordions, lists, links, a frame."""
    main = "".join(f"<p>{escape(line)}</p>" for line in general(groups))
    main += "\n".join(_accordion(group) for group in groups)
    return f"""<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>Patientgrupper | NGC</title>
<style>p {{ color: red }}</style><script>if (1 < 2) document.write("<p>x</p>")</script></head>
<body><header><a href="/">Nationalt Genom Center</a></header>
<nav><ul><li><a href="/a">Patienter</a><li><a href="/b">Sundhedsfaglige</a></ul></nav>
<main><article><h1>Faglige anbefalinger for patientgrupper i drift</h1>
{main}
</article></main><aside>Kontakt</aside><footer>Ørestads Boulevard 5</footer></body></html>"""


def _accordion(group: WrittenGroup) -> str:
    inside = f"<p><strong>{escape(group.heading())}</strong></p>{_list(group.process())}"
    if group.evaluations():
        inside += f"<h4>Statusrapport for {escape(group.inner)}:</h4>{_list(group.evaluations())}"
    links = (
        f'<a href="{escape(url)}" class="file"><svg><title>pdf</title></svg>{escape(title)}</a>'
        for title, url in group.titles()
    )
    inside += f"<div>{' '.join(links)}</div><p>{escape(group.remarks())}</p>"
    return f"<details><summary>{escape(group.name)}</summary><div>{inside}</div></details>"


def _list(items: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li><span>{escape(item)}</span>' for item in items)}</ul>"


def _has_report(group: WrittenGroup) -> bool:
    return any(key == "statusrapport" for key, _ in group.documents)


Facts = dict[str, object]


def told(groups: Sequence[WrittenGroup], *, linked: bool) -> list[Facts]:
    """What these groups' page says, in the form of `facts`."""
    some_report = any(_has_report(group) for group in groups)
    return [
        {
            "name": group.name,
            "steps": [(key, when.edtf, when.bounds) for key, when in group.steps],
            "documents": [
                (key, title, url if linked else None)
                for (key, _), (title, url) in zip(group.documents, group.titles(), strict=True)
            ],
            "offers": list(group.offers),
            "statuses": sorted(_statuses(group, some_report)),
        }
        for group in groups
    ]


def _statuses(group: WrittenGroup, some_report: bool) -> Iterator[tuple[str, str, str]]:
    if any(key == "rekvisition" for key, _ in group.documents):
        yield "requisitionStatus", "available", "listed"
    for note, value in group.notes:
        yield note, value, "position"
    if _has_report(group):
        yield "statusReportStatus", "published", "named"
    elif some_report:
        yield "statusReportStatus", "in-preparation", "remainder"


def facts(page: Page) -> list[Facts]:
    """What a page says of its groups, its evidence left out."""
    return [_facts(group) for group in page.groups]


def _facts(group: PatientGroup) -> Facts:
    return {
        "name": group.name,
        "steps": [
            (
                step.key,
                step.when.edtf,
                (
                    step.when.start_not_before,
                    step.when.start_not_after,
                    step.when.end_not_before,
                    step.when.end_not_after,
                ),
            )
            for step in group.steps
        ],
        "documents": [(it.key, it.title, it.url) for it in group.documents],
        "offers": [(it.analysis, it.purpose, it.restricted_to) for it in group.offers],
        "statuses": sorted((it.property.value, it.value, it.basis.value) for it in group.statuses),
    }
