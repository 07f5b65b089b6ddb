"""Other vocabularies, as people know them: their name, and their codes as they write them."""

import re
from dataclasses import dataclass
from typing import Final

from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.facts import local
from ngckg.web.pages.rows import Row, text

#: How a vocabulary's IRIs begin, what it is called, how its codes are written.
_KNOWN: Final = (
    ("http://purl.obolibrary.org/obo/MONDO_", "Mondo", "MONDO:{}"),
    ("http://purl.obolibrary.org/obo/HP_", "HPO", "HP:{}"),
    ("http://purl.obolibrary.org/obo/NCIT_", "NCI Thesaurus", "{}"),
    ("http://purl.obolibrary.org/obo/DOID_", "Disease Ontology", "DOID:{}"),
    ("http://purl.obolibrary.org/obo/GENO_", "GENO", "GENO:{}"),
    ("http://purl.obolibrary.org/obo/IAO_", "IAO", "IAO:{}"),
    ("http://purl.obolibrary.org/obo/OBI_", "OBI", "OBI:{}"),
    ("http://purl.obolibrary.org/obo/SO_", "Sequence Ontology", "SO:{}"),
    ("http://www.orpha.net/ORDO/Orphanet_", "Orphanet", "ORPHA:{}"),
    ("http://id.nlm.nih.gov/mesh/", "MeSH", "{}"),
    ("https://icd.who.int/browse10/2019/en#/", "ICD-10", "{}"),
    ("http://snomed.info/id/", "SNOMED CT", "{}"),
    ("https://loinc.org/rdf/", "LOINC", "{}"),
    ("http://edamontology.org/", "EDAM", "{}"),
    ("http://www.w3.org/ns/org#", "ORG", "org:{}"),
    ("https://schema.org/", "schema.org", "schema:{}"),
)
_NO_TERM: Final = "https://w3id.org/sssom/NoTermFound"
#: So many are shown at once; the others open.
SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Mapped:
    """A concept of another vocabulary and how it relates to a thing of ours."""

    concept: Link | Label
    vocabulary: str
    code: str
    relation: str
    confidence: str
    record: str
    awaits_review: bool


@dataclass(frozen=True, slots=True)
class Mappings:
    """The concepts for a thing, the best first; `rest` beyond those that are shown at once."""

    shown: list[Mapped]
    rest: list[Mapped]
    missing: list[str]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.shown) + len(self.rest)

    @property
    def awaits_review(self) -> bool:
        """Whether no clinician has read any of them yet."""
        return all(it.awaits_review for it in (*self.shown, *self.rest))


def code(target: str) -> tuple[str, str]:
    """A vocabulary's name and the code of a concept of it."""
    for beginning, name, form in _KNOWN:
        if target.startswith(beginning):
            return name, form.format(target.removeprefix(beginning))
    return "", re.split(r"[/#]", target)[-1]


def expand(written: str) -> str | None:
    """The IRI of a code with the name of its vocabulary, as people write it: MONDO:0004992."""
    prefix, colon, number = written.partition(":")
    for beginning, _name, form in _KNOWN:
        if colon and form.startswith(f"{prefix.upper()}:"):
            return f"{beginning}{number}"
    return None


async def read(context: Context, thing: str) -> Mappings:
    """What other vocabularies have for a thing."""
    rows = await context.ask("page-mappings", thing=thing)
    found = sorted(
        (row for row in rows if row["target"].value != _NO_TERM),
        key=lambda row: (-float(text(row, "confidence") or 0), row["target"].value),
    )
    mapped = [_mapped(context, row) for row in found]
    return Mappings(
        mapped[:SHOWN],
        mapped[SHOWN:],
        sorted(text(row, "source") or "" for row in rows if row["target"].value == _NO_TERM),
    )


def relation(context: Context, predicate: str) -> str:
    """A mapping relation in a word."""
    say = context.say
    words = {
        "exactMatch": say.pgettext("mapping", "the same"),
        "closeMatch": say.pgettext("mapping", "close"),
        "broadMatch": say.pgettext("mapping", "broader"),
        "narrowMatch": say.pgettext("mapping", "narrower"),
        "relatedMatch": say.pgettext("mapping", "related"),
    }
    name = local(predicate).rpartition("#")[2]
    return words.get(name) or context.label(predicate).text


def _mapped(context: Context, row: Row) -> Mapped:
    target = row["target"].value
    vocabulary, its_code = code(target)
    label = text(row, "label")
    # Labels of other vocabularies are in English, and are shown as they are.
    shown = (
        Label(label, "en" if context.lang != "en" else None)
        if label
        else Label(its_code, is_code=True)
    )
    confidence = text(row, "confidence")
    return Mapped(
        Link(target, shown),
        vocabulary,
        its_code,
        relation(context, row["relation"].value),
        context.say.fixed(float(confidence), 2) if confidence else "",
        context.to.of(row["record"].value),
        (text(row, "review") or "").endswith("/awaiting-clinical-review"),
    )
