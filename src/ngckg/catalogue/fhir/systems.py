"""What FHIR calls the code systems that ours are mapped to, and how it writes their codes.

https://terminology.hl7.org/external_terminologies.html where they are registered; an ontology of
the OBO Foundry that is not has its own address; MeSH follows the rule that FHIR gives for
vocabularies of UMLS.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_OBO: Final = "http://purl.obolibrary.org/obo/"


@dataclass(frozen=True, slots=True)
class System:
    """A code system: its key in addresses, its name and URI, other URIs that it is known by."""

    key: str
    name: str
    uri: str
    aliases: tuple[str, ...] = ()
    #: Whether its codes are written with a prefix (`MONDO:0100547`).
    prefixed: bool = False


_KNOWN: Final[Mapping[str, System]] = {
    "MONDO": System("mondo", "Mondo", f"{_OBO}mondo.owl", prefixed=True),
    "HP": System(
        "hpo",
        "Human Phenotype Ontology",
        "http://human-phenotype-ontology.org",
        (f"{_OBO}hp.owl",),
        prefixed=True,
    ),
    "Orphanet": System("orphanet", "Orphanet", "http://www.orpha.net", ("https://www.orpha.net",)),
    "ICD10": System("icd-10", "ICD-10", "http://hl7.org/fhir/sid/icd-10"),
    "SCTID": System("snomed-ct", "SNOMED CT", "http://snomed.info/sct"),
    "NCIT": System(
        "ncit",
        "NCI Thesaurus",
        "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
        ("http://ncithesaurus-stage.nci.nih.gov", f"{_OBO}ncit.owl"),
    ),
    "LOINC": System("loinc", "LOINC", "http://loinc.org"),
    "SO": System(
        "sequence-ontology",
        "Sequence Ontology",
        "http://www.sequenceontology.org",
        ("http://www.sequenceontology.org/", "http://sequenceontology.org", f"{_OBO}so.owl"),
        prefixed=True,
    ),
    "mesh": System(
        "mesh",
        "MeSH",
        "http://www.nlm.nih.gov/research/umls/msh",
        ("http://id.nlm.nih.gov/mesh/", "http://id.nlm.nih.gov/mesh", "https://meshb.nlm.nih.gov"),
    ),
    "EDAM": System("edam", "EDAM", "http://edamontology.org", ("http://edamontology.org/",)),
}


def of_prefix(prefix: str, namespace: str) -> System:
    """The code system whose codes have this prefix in the mapping set."""
    known = _KNOWN.get(prefix)
    if known is not None:
        return known
    if namespace == f"{_OBO}{prefix}_":
        return System(prefix.lower(), prefix, f"{_OBO}{prefix.lower()}.owl", prefixed=True)
    return System(prefix.lower(), prefix, namespace)


def code(system: System, prefix: str, identifier: str) -> str:
    """A code as the system writes it."""
    return f"{prefix}:{identifier}" if system.prefixed else identifier
