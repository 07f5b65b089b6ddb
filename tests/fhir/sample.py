"""A terminology of two patient groups and one analysis type, without a release behind it."""

from collections.abc import Collection
from dataclasses import replace

from ngckg.catalogue.fhir import terminology
from ngckg.catalogue.fhir.terminology import Row, Terminology
from ngckg.namespaces import ID, PREFIXES
from tests.catalogue.basis import BASE, MANIFEST

RELEASE = MANIFEST.id
GROUPS = f"{ID}scheme/patient-groups"
TYPES = f"{ID}scheme/analysis-types"
MONDO = "http://purl.obolibrary.org/obo/mondo.owl"
OBO = "http://purl.obolibrary.org/obo/"
VALUE_SET = "https://w3id.org/ngckg/fhir/ValueSet/patient-groups"
MAP = "https://w3id.org/ngckg/fhir/ConceptMap/patient-groups-to-mondo"

_PREFIXES = {
    "MONDO": f"{OBO}MONDO_",
    "OBI": f"{OBO}OBI_",
    "ICD10": "https://icd.who.int/browse10/2019/en#/",
    "obo": OBO,
    "owl": PREFIXES["owl"],
}


def _said(scheme: str, thing: str, name: str, text: str, language: str | None = None) -> Row:
    prefix, _, local = name.partition(":")
    return {
        "scheme": (scheme, None),
        "thing": (thing, None),
        "property": (PREFIXES[prefix] + local, None),
        "value": (text, language),
    }


def _mapped(thing: str, code: str, relation: str, label: str = "", comment: str = "") -> Row:
    row: dict[str, tuple[str, str | None]] = {
        "thing": (f"{ID}{thing}", None),
        "code": (code, None),
        "relation": (f"{PREFIXES['skos']}{relation}Match", None),
        "review": (f"{ID}review-status/awaiting-clinical-review", None),
    }
    row |= {"codeLabel": (label, None)} if label else {}
    return row | ({"comment": (comment, "en")} if comment else {})


_HEART, _KIDNEY = f"{ID}patient-group/hjerte", f"{ID}patient-group/nyre"
_GERMLINE = f"{ID}analysis-type/germline"

CONCEPTS = [
    _said(GROUPS, GROUPS, "skos:prefLabel", "patientgrupper", "da"),
    _said(GROUPS, GROUPS, "skos:prefLabel", "patient groups", "en"),
    _said(GROUPS, GROUPS, "dcterms:description", "Grupperne.", "da"),
    _said(GROUPS, _KIDNEY, "skos:prefLabel", "Nyresvigt", "da"),
    _said(GROUPS, _KIDNEY, "skos:prefLabel", "Kidney failure", "en"),
    _said(GROUPS, _KIDNEY, "skos:definition", "Those with kidney failure.", "en"),
    _said(GROUPS, _HEART, "skos:prefLabel", "Arvelige hjertesygdomme", "da"),
    _said(GROUPS, _HEART, "skos:altLabel", "Hjertegruppen", "da"),
    _said(TYPES, TYPES, "skos:prefLabel", "analysetyper", "da"),
    _said(TYPES, _GERMLINE, "skos:prefLabel", "germline analysis", "en"),
]
MAPPINGS = [
    _mapped("patient-group/nyre", f"{OBO}MONDO_0001106", "broad", "kidney failure", "Wider."),
    _mapped("patient-group/hjerte", f"{OBO}MONDO_0100547", "close"),
    _mapped("patient-group/hjerte", "https://icd.who.int/browse10/2019/en#/IX", "broad"),
    _mapped("analysis-type/germline", f"{OBO}OBI_0000001", "related"),
    # Neither is a code: a class of an ontology, and a document.
    _mapped("patient-group/nyre", f"{PREFIXES['owl']}Thing", "broad"),
    _mapped("document/x", f"{OBO}MONDO_0001106", "related"),
]


def sample(release: str = RELEASE, *, reviewed: Collection[str] = ()) -> Terminology:
    """The terminology; a clinician has reviewed the mappings of some things."""
    manifest = replace(MANIFEST, id=release)
    review = (f"{ID}review-status/clinically-reviewed", None)
    mappings = [
        {**it, "review": review} if it["thing"][0].removeprefix(ID) in reviewed else it
        for it in MAPPINGS
    ]
    return terminology.read(manifest, BASE, CONCEPTS, mappings, _PREFIXES)
