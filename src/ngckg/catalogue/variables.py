"""The columns of the mappings as a table, as HealthDCAT-AP wants structured data described."""

from typing import Final

import pyoxigraph as ox

from ngckg.catalogue.datasets import by_key
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import about, links, plain, text

#: The dataset that is a table, and the file that holds it.
TABULAR: Final = "mappings"
_FILE: Final = "mappings.sssom.tsv"
_SSSOM: Final = "https://w3id.org/sssom/"

#: Each column with its datatype (CSV on the Web), its title and what it says, in both languages.
#: A column that no mapping fills in is left out of the file.
COLUMNS: Final = {
    "subject_id": (
        *("string", "subject", "emne"),
        *("What of ours is mapped, as a CURIE.", "Hvad hos os der er koblet, som CURIE."),
    ),
    "subject_label": (
        *("string", "name of the subject", "emnets navn"),
        *("Its English name.", "Dets engelske navn."),
    ),
    "subject_type": (
        *("string", "type of the subject", "emnets type"),
        *("Concept, class or individual.", "Begreb, klasse eller individ."),
    ),
    "subject_source": (
        *("string", "source of the subject", "emnets kilde"),
        *("The scheme or graph it is from.", "Det skema eller den graf, det er fra."),
    ),
    "predicate_id": (
        *("string", "relation", "relation"),
        *(
            "How the object relates to the subject, in SKOS: exact, close, broad, narrow, related.",
            "Hvordan målet forholder sig til emnet, i SKOS: exact, close, broad, narrow, related.",
        ),
    ),
    "object_id": (
        *("string", "object", "mål"),
        *("The code of the other vocabulary.", "Koden i det andet vokabular."),
    ),
    "object_label": (
        *("string", "name of the object", "målets navn"),
        *("What its vocabulary calls it.", "Hvad dets vokabular kalder det."),
    ),
    "object_source": (
        *("string", "vocabulary of the object", "målets vokabular"),
        *("The vocabulary that the code is from.", "Det vokabular, koden er fra."),
    ),
    "object_source_version": (
        *("string", "version of the vocabulary", "vokabularets version"),
        *("The version that was consulted.", "Den version, der er slået op i."),
    ),
    "mapping_justification": (
        *("string", "justification", "begrundelse"),
        *("How the mapping was found (SEMAPV).", "Hvordan koblingen er fundet (SEMAPV)."),
    ),
    "confidence": (
        *("decimal", "confidence", "sikkerhed"),
        *("From 0 to 1.", "Fra 0 til 1."),
    ),
    "reviewer_label": (
        *("string", "reviewer", "gennemgået af"),
        *("The clinician who reviewed it.", "Den kliniker, der har gennemgået den."),
    ),
    "review_date": (
        *("date", "date of review", "gennemgået den"),
        *("When it was reviewed.", "Hvornår den er gennemgået."),
    ),
    "see_also": (
        *("anyURI", "consulted", "opslag"),
        *("Where the code was looked up.", "Hvor koden er slået op."),
    ),
    "comment": (
        *("string", "comment", "bemærkning"),
        *("What its author has to say.", "Hvad dens forfatter har at sige."),
    ),
}


def group(site: Site) -> str:
    """The IRI of the description."""
    return f"{site.dataset(TABULAR)}#variables"


def describe(site: Site) -> list[ox.Triple]:
    """The table and its columns."""
    table = f"{site.dataset(TABULAR)}#table"
    columns = {name: f"{site.dataset(TABULAR)}#column-{name}" for name in COLUMNS}
    titles = by_key(TABULAR).title
    found = [
        *about(
            group(site),
            "csvw:TableGroup",
            ("dcterms:title", text(*titles)),
            ("csvw:table", links(table)),
        ),
        *about(
            table,
            "csvw:Table",
            ("dcterms:title", text(*titles)),
            ("csvw:url", links(site.download(_FILE))),
            ("csvw:column", links(*columns.values())),
        ),
    ]
    for name, (datatype, english, danish, says, siger) in COLUMNS.items():
        found += about(
            columns[name],
            "csvw:Column",
            ("csvw:name", plain(name)),
            ("csvw:title", text(english, danish)),
            ("dcterms:description", text(says, siger)),
            ("csvw:datatype", plain(datatype)),
            ("csvw:propertyUrl", links(_SSSOM + name)),
        )
    return found
