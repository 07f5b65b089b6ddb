"""Which terms of other vocabularies exist.

rdflib carries most vocabularies that we use as closed lists. The rest are listed here, each as
far as we use it: a term that is added has to be looked up in its vocabulary first.
"""

from collections.abc import Collection
from typing import Final

from rdflib import URIRef
from rdflib.namespace import (
    CSVW,
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    VANN,
    VOID,
    XSD,
)

_OA = "http://www.w3.org/ns/oa#"
_SPDX = "http://spdx.org/rdf/terms#"
_CRM = "http://www.cidoc-crm.org/cidoc-crm/"
_OBO = "http://purl.obolibrary.org/obo/"
_EDTF = "http://id.loc.gov/datatypes/edtf/"

_LISTED: Final[dict[str, Collection[str]]] = {
    # https://www.w3.org/ns/oa (2016-08-30)
    _OA: {
        "ResourceSelection",
        "Selector",
        "SpecificResource",
        "TextPositionSelector",
        "TextQuoteSelector",
        "end",
        "exact",
        "hasSelector",
        "hasSource",
        "prefix",
        "start",
        "suffix",
    },
    # SPDX 2.3, as DCAT 3 §6.19 uses it
    _SPDX: {"Checksum", "algorithm", "checksum", "checksumAlgorithm_sha256", "checksumValue"},
    # CIDOC CRM 7.1, RDFS encoding
    _CRM: {
        "E52_Time-Span",
        "P81a_end_of_the_begin",
        "P81b_begin_of_the_end",
        "P82a_begin_of_the_begin",
        "P82b_end_of_the_end",
    },
    # obi.obo: directive information entity, report, document
    _OBO: {"IAO_0000033", "IAO_0000088", "IAO_0000310"},
    # Practice Guideline
    "http://id.nlm.nih.gov/mesh/": {"D017065"},
    # https://mapping-commons.github.io/sssom/
    "https://w3id.org/sssom/": {"Mapping", "confidence", "object_label"},
    # https://id.loc.gov/datatypes/edtf.html
    _EDTF: {"EDTF"},
}

_CLOSED: Final = (
    *(CSVW, DCAT, DCTERMS, FOAF, ORG, OWL, PROV),
    *(RDF, RDFS, SDO, SH, SKOS, VANN, VOID, XSD),
)


def known(iri: URIRef) -> bool | None:
    """Whether a vocabulary has this term; None where it is in no vocabulary known here."""
    for vocabulary in _CLOSED:
        if iri.startswith(str(vocabulary)):
            return iri in vocabulary
    for namespace, names in _LISTED.items():
        if iri.startswith(namespace):
            return iri.removeprefix(namespace) in names
    return None
