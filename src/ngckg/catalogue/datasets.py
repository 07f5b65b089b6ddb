"""The datasets of the catalogue: what each is, in both languages."""

from dataclasses import dataclass
from typing import Final

from ngckg.catalogue.codes import AUTHORITY
from ngckg.errors import NotFound

#: The key of the dataset that is the whole release.
WHOLE: Final = "ngckg"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset by its key, which its files and its graph share. Texts in English and Danish."""

    key: str
    title: tuple[str, str]
    description: tuple[str, str]
    provenance: tuple[str, str]
    keywords: tuple[str, ...]
    danish_keywords: tuple[str, ...]
    dataset_type: str
    landing: str
    services: tuple[str, ...]


_PROVENANCE: Final = (
    "Read from the public page of the Danish National Genome Center about its patient groups. The "
    "graph tells for each fact where on the page it stands, and which names and links are ours.",
    "Læst af Nationalt Genom Centers offentlige side om patientgrupper. Grafen fortæller for hver "
    "oplysning, hvor på siden den står, og hvilke navne og koblinger der er vores.",
)

#: In the order in which they are listed. Keywords are of letters, digits, hyphens and dots: CKAN
#: splits at commas and replaces everything else; English ones come first, since it drops æ, ø, å.
DATASETS: Final = (
    Dataset(
        WHOLE,
        (
            "Knowledge graph of patient groups offered whole genome sequencing in Denmark",
            "Vidensgraf over patientgrupper, der tilbydes helgenomsekventering i Danmark",
        ),
        (
            "The patient groups that are offered whole genome sequencing through the Danish "
            "National Genome Center: who advises on each group, who drafted, commented on and "
            "approved the professional recommendations and when, with which documents and "
            "analyses, and where on the Center's page each fact stands. No personal data.",
            "De patientgrupper, der tilbydes helgenomsekventering gennem Nationalt Genom Center: "
            "hvem der rådgiver om hver gruppe, hvem der har udarbejdet, kommenteret og godkendt "
            "de faglige anbefalinger og hvornår, med hvilke dokumenter og analyser, og hvor på "
            "centerets side hver oplysning står. Ingen personoplysninger.",
        ),
        _PROVENANCE,
        (
            "whole genome sequencing",
            "patient groups",
            "personalised medicine",
            "rare diseases",
            "knowledge graph",
            "Denmark",
        ),
        ("helgenomsekventering", "patientgrupper", "personlig medicin", "sjældne sygdomme"),
        f"{AUTHORITY}/dataset-type/TAXONOMY",
        "/",
        ("sparql", "api", "fhir"),
    ),
    Dataset(
        "ontology",
        (
            "Ontology of the patient groups offered whole genome sequencing",
            "Ontologi for patientgrupper, der tilbydes helgenomsekventering",
        ),
        (
            "The classes and properties that describe patient groups, professional "
            "recommendations, the steps that these went through, the bodies that took part and "
            "the evidence for each fact. Built on SKOS, PROV-O, ORG, DCAT and Web Annotation.",
            "De klasser og egenskaber, der beskriver patientgrupper, faglige anbefalinger, de "
            "trin, anbefalingerne har været igennem, de organer, der har deltaget, og belægget for "
            "hver oplysning. Bygger på SKOS, PROV-O, ORG, DCAT og Web Annotation.",
        ),
        (
            "Written for the knowledge graph of patient groups offered whole genome sequencing.",
            "Skrevet til vidensgrafen over patientgrupper, der tilbydes helgenomsekventering.",
        ),
        ("ontology", "whole genome sequencing", "patient groups", "provenance", "OWL"),
        ("ontologi", "helgenomsekventering", "patientgrupper", "proveniens"),
        f"{AUTHORITY}/dataset-type/ONTOLOGY",
        "/ontology",
        ("sparql",),
    ),
    Dataset(
        "mappings",
        (
            "Mappings of the patient groups and analysis types to other vocabularies",
            "Koblinger fra patientgrupper og analysetyper til andre vokabularer",
        ),
        (
            "How the patient groups, analysis types, documents and bodies relate to MONDO, "
            "Orphanet, ICD-10, HPO, NCIt, MeSH, DOID, SNOMED CT and others: exactly, closely, as "
            "broader, narrower or related. Each mapping has its justification, its confidence and "
            "whether a clinician has reviewed it. In SSSOM and RDF.",
            "Hvordan patientgrupperne, analysetyperne, dokumenterne og organerne forholder sig til "
            "MONDO, Orphanet, ICD-10, HPO, NCIt, MeSH, DOID, SNOMED CT og andre: nøjagtigt, nært, "
            "som bredere, snævrere eller beslægtet. Hver kobling har sin begrundelse, sin "
            "sikkerhed og oplysning om, hvorvidt en kliniker har gennemgået den. I SSSOM og RDF.",
        ),
        (
            "Curated by hand for the knowledge graph of patient groups offered whole genome "
            "sequencing, with the sources consulted; awaiting clinical review where so marked.",
            "Udarbejdet i hånden til vidensgrafen over patientgrupper, der tilbydes "
            "helgenomsekventering, med angivelse af kilder; afventer klinisk gennemgang, hvor det "
            "er anført.",
        ),
        ("mappings", "terminology", "SSSOM", "MONDO", "Orphanet", "ICD-10", "SNOMED CT"),
        ("koblinger", "terminologi", "patientgrupper", "helgenomsekventering"),
        f"{AUTHORITY}/dataset-type/MAPPING",
        "/download/mappings.sssom.tsv",
        ("sparql", "fhir"),
    ),
)


def by_key(key: str) -> Dataset:
    """The dataset with this key. Raises NotFound."""
    for described in DATASETS:
        if described.key == key:
            return described
    raise NotFound("There is no such dataset.")
