"""The JSON-LD context: plain words for people who know only JSON."""

from dataclasses import dataclass
from typing import Any, Final

from ngckg.namespaces import EDTF_DATATYPE, NGCKG, PREFIXES

_XSD = PREFIXES["xsd"]

#: What the values of a term are: a thing, texts by language, a Danish text, a plain string, or
#: literals of one datatype.
ID: Final = "@id"
LANGUAGES: Final = "@language"
DANISH: Final = "da"
PLAIN: Final = ""
_DATE = f"{_XSD}date"
_COUNT = f"{_XSD}integer"


@dataclass(frozen=True, slots=True)
class Term:
    """A key of our JSON: the property it stands for and what its values are."""

    key: str
    property: str
    values: str

    def definition(self) -> dict[str, str]:
        """The term definition (JSON-LD 1.1 §4.2.2)."""
        definition = {"@id": self.property}
        match self.values:
            case "@language":
                definition["@container"] = "@language"
            case "da":
                definition["@language"] = "da"
            case "":
                pass
            case _:
                definition["@type"] = self.values
        return definition


def _own(values: str, **keys: str) -> list[Term]:
    return [Term(key, NGCKG + name, values) for key, name in keys.items()]


def _of(prefix: str, values: str, **keys: str) -> list[Term]:
    return [Term(key, PREFIXES[prefix] + name, values) for key, name in keys.items()]


#: Every property that has a key, by what its values are.
TERMS: Final = (
    *_of("skos", LANGUAGES, label="prefLabel", altLabel="altLabel", definition="definition"),
    *_of("skos", LANGUAGES, editorialNote="editorialNote", scopeNote="scopeNote"),
    *_of("skos", LANGUAGES, example="example"),
    *_of("skos", PLAIN, notation="notation"),
    *_of(
        "skos", ID, inScheme="inScheme", topConceptOf="topConceptOf", hasTopConcept="hasTopConcept"
    ),
    *_of("skos", ID, exactMatch="exactMatch", closeMatch="closeMatch", broadMatch="broadMatch"),
    *_of("skos", ID, narrowMatch="narrowMatch", relatedMatch="relatedMatch"),
    *_of("skos", ID, broader="broader", narrower="narrower", related="related"),
    *_of("rdfs", LANGUAGES, name="label", comment="comment"),
    *_of("rdfs", ID, isDefinedBy="isDefinedBy", subClassOf="subClassOf", seeAlso="seeAlso"),
    *_of("dcterms", DANISH, title="title"),
    *_of("dcterms", ID, kind="type", language="language", source="source"),
    *_of("dcterms", ID, creator="creator", publisher="publisher", license="license"),
    *_of("dcterms", LANGUAGES, description="description"),
    *_of("dcterms", _DATE, created="created", modified="modified"),
    *_of("dcterms", PLAIN, format="format"),
    *_own(ID, specialistNetwork="specialistNetwork", advisesOn="advisesOn"),
    *_own(ID, recommendation="recommendation", recommendationFor="recommendationFor"),
    *_own(ID, documents="document", documentFor="documentFor", expresses="expresses", url="url"),
    *_own(ID, analysisOffers="analysisOffer", analysisType="analysisType", purpose="purpose"),
    *_own(ID, restrictedTo="restrictedTo", requisitionStatus="requisitionStatus"),
    *_own(ID, onboardingStatus="onboardingStatus", statusReportStatus="statusReportStatus"),
    *_own(ID, concerns="concerns", basis="basis", labelOrigin="labelOrigin", evidence="evidence"),
    *_own(ID, validity="validity", reviewStatus="reviewStatus"),
    *_own(LANGUAGES, expectedClinicalEffect="expectedClinicalEffect"),
    *_own(f"{_XSD}decimal", expectedDiagnosticYield="expectedDiagnosticYield"),
    *_own(_COUNT, expectedAnnualSequencings="expectedAnnualSequencings"),
    *_own(DANISH, dateText="dateText"),
    *_own(EDTF_DATATYPE, edtf="edtf"),
    *_own(_DATE, startNotBefore="startNotBefore", startNotAfter="startNotAfter"),
    *_own(_DATE, endNotBefore="endNotBefore", endNotAfter="endNotAfter"),
    *_own(_COUNT, characterCount="characterCount", lineCount="lineCount", line="line"),
    *_of("prov", ID, generated="generated", used="used", derivedFrom="wasDerivedFrom"),
    *_of("prov", ID, associatedWith="wasAssociatedWith"),
    *_of("org", ID, members="hasMember", memberships="hasMembership", member="member"),
    *_of("org", ID, organization="organization", role="role"),
    *_of("oa", ID, hasSource="hasSource", selectors="hasSelector"),
    *_of("oa", _COUNT, start="start", end="end"),
    *_of("oa", PLAIN, exact="exact"),
    *_of("rdf", ID, subject="subject", predicate="predicate", object="object"),
    *_of("spdx", ID, checksum="checksum", algorithm="algorithm"),
    *_of("spdx", f"{_XSD}hexBinary", checksumValue="checksumValue"),
)

_OWN_CLASSES = """
AnalysisOffer AnalysisPurpose AnalysisType Approval Body CriteriaDocument Document Drafting
Evaluation Evidence GeneralStatement PatientGroup ProcessStep Recommendation RecommendationDocument
RequisitionForm Review SourceSnapshot SpecialistNetwork Statement StatusReport SteeringGroup
Validity WorkingGroup
"""

#: The classes that have a key of their own; others are written as `prefix:Name`.
CLASSES: Final = {NGCKG + name: name for name in _OWN_CLASSES.split()} | {
    PREFIXES["org"] + "FormalOrganization": "FormalOrganization",
    PREFIXES["skos"] + "Concept": "Concept",
}

#: A group's steps point at the group; JSON has them inside it.
STEPS: Final = "steps"
_STEPS = {"@reverse": f"{NGCKG}concerns", "@type": "@id"}

#: What a list has its things under; what stands beside them (how many, the next page) says
#: nothing of any thing, and has no key here.
ITEMS: Final = "items"


def context() -> dict[str, Any]:
    """The document that `/context.jsonld` serves."""
    return {
        "@context": {
            "@version": 1.1,
            **PREFIXES,
            **{name: iri for iri, name in CLASSES.items()},
            **{term.key: term.definition() for term in TERMS},
            STEPS: _STEPS,
            ITEMS: "@graph",
        }
    }
