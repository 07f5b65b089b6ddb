"""What a code of another vocabulary has to do with the patient groups.

A code may be written in many ways: as a CURIE with the prefixes of the mapping set, with the
prefixes that others use for the same vocabulary, or as an IRI.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ngckg.errors import InvalidParameters
from ngckg.namespaces import ID, PREFIXES
from ngckg.rdf.iri import is_iri

if TYPE_CHECKING:
    import curies

#: Other names for the vocabularies, and other beginnings of their IRIs.
_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "DOID": ("DO",),
    "HP": ("HPO",),
    "ICD10": ("ICD-10", "ICD10WHO"),
    "NCIT": ("NCI",),
    "Orphanet": ("ORPHA",),
    "SCTID": ("SNOMED", "SNOMEDCT", "SNOMED-CT", "SCT"),
    "mesh": ("MSH",),
}
_IRI_SYNONYMS: Final[Mapping[str, tuple[str, ...]]] = {
    "ICD10": ("http://hl7.org/fhir/sid/icd-10/", "http://id.who.int/icd/release/10/2019/"),
    "Orphanet": ("https://www.orpha.net/ORDO/Orphanet_",),
    "SCTID": ("http://snomed.info/sct/",),
    "mesh": ("https://id.nlm.nih.gov/mesh/",),
}
#: A code and what it is mapped to: how the code relates to the thing, in words.
_MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "exact": ("The code means the same.", "Koden betyder det samme."),
    "close": ("The code means nearly the same.", "Koden betyder næsten det samme."),
    "broad": ("The code is broader.", "Koden er bredere."),
    "narrow": ("The code is narrower.", "Koden er snævrere."),
    "related": ("The code has to do with it.", "Koden har med det at gøre."),
}
#: The nearest first.
_ORDER: Final = tuple(_MEANINGS)
_MATCH: Final = "Match"


@dataclass(frozen=True, slots=True)
class Found:
    """A mapping of a code to a thing of ours."""

    record: str
    thing: str
    relation: str
    justification: str
    confidence: str
    review: str
    labels: Mapping[str, str]
    comment: str | None = None

    @property
    def how(self) -> str:
        """`exact`, `close`, `broad`, `narrow` or `related`, said of the code."""
        return self.relation.removeprefix(PREFIXES["skos"]).removesuffix(_MATCH)

    @property
    def is_patient_group(self) -> bool:
        """Whether the thing is a patient group."""
        return self.thing.startswith(f"{ID}patient-group/")


def converter(prefixes: Mapping[str, str], targets: Iterable[str]) -> "curies.Converter":
    """What knows the codes of the vocabularies that are mapped to, however they are written.

    A mapping set has other prefixes too, to write of where its vocabularies come from.
    """
    import curies

    every = curies.Converter.from_prefix_map(prefixes)
    used = {found.prefix for it in targets if (found := every.parse_uri(it)) is not None}
    taken = {it.casefold() for it in used}
    return curies.Converter(
        [
            curies.Record(
                prefix=prefix,
                uri_prefix=namespace,
                prefix_synonyms=_spellings(prefix, taken),
                uri_prefix_synonyms=[*_IRI_SYNONYMS.get(prefix, ()), *_other_scheme(namespace)],
            )
            for prefix, namespace in prefixes.items()
            if prefix in used
        ]
    )


def expand(code: str, known: "curies.Converter") -> tuple[str, str]:
    """The CURIE and the IRI of a code. Raises InvalidParameters and says what would do."""
    written = code.strip()
    reference = known.parse(written, strict=False)
    if reference is not None and reference.identifier:
        curie = f"{reference.prefix}:{reference.identifier}"
        iri = known.expand_strict(curie)
        if is_iri(iri):
            return curie, iri
    vocabularies = sorted(it for it in known.bimap if it not in PREFIXES and len(it) > 1)
    raise InvalidParameters(
        [
            {
                "in": "query",
                "name": "code",
                "detail": f"{written!r} is no code of a vocabulary that is mapped here; "
                f"write an IRI, or one of these with a colon and the code: "
                f"{', '.join(vocabularies)}.",
            }
        ]
    )


def tell(
    curie: str, iri: str, label: str | None, found: Iterable[Found], release: str
) -> dict[str, object]:
    """The answer: first the patient groups that the code relates to, the nearest first."""
    ranked = sorted(found, key=lambda it: (_ORDER.index(it.how), -float(it.confidence), it.thing))
    return {
        "@id": iri,
        "curie": curie,
        "codeLabel": label,
        "release": release,
        "patientGroups": [_match(it) for it in ranked if it.is_patient_group],
        "others": [_match(it) for it in ranked if not it.is_patient_group],
    }


def _match(found: Found) -> dict[str, object]:
    english, danish = _MEANINGS[found.how]
    return {
        "@id": found.thing,
        "label": dict(found.labels),
        "how": found.how,
        "meaning": {"en": english, "da": danish},
        "predicate": found.relation,
        "confidence": float(found.confidence),
        "justification": found.justification,
        "reviewStatus": found.review.rpartition("/")[2],
        "mapping": found.record,
        "note": found.comment,
    }


def _spellings(prefix: str, taken: set[str]) -> list[str]:
    """Other names, and every name in lower and upper case, unless another vocabulary has it."""
    names = [prefix, *(it for it in _SYNONYMS.get(prefix, ()) if it.casefold() not in taken)]
    spelled = dict.fromkeys(form for it in names for form in (it, it.lower(), it.upper()))
    return [it for it in spelled if it != prefix]


def _other_scheme(namespace: str) -> list[str]:
    """The same with http for https, or the other way round."""
    scheme, _, rest = namespace.partition("://")
    return [f"{'http' if scheme == 'https' else 'https'}://{rest}"]
