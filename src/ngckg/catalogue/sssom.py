"""The mappings of a release as SSSOM/TSV: what `graph/mappings.py` read, written back.

https://mapping-commons.github.io/sssom/spec-formats-tsv/. It is made from the release and not
copied from the file that the release was built from, so that it says just what the graph says.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from ngckg.catalogue.terms import PREFIXES
from ngckg.graph.mappings import MAPPING_SET, SSSOM

_OWL: Final = PREFIXES["owl"]
_RDFS: Final = PREFIXES["rdfs"]
_DCTERMS: Final = PREFIXES["dcterms"]
_SHACL: Final = PREFIXES["sh"]
_PREF_LABEL: Final = PREFIXES["skos"] + "prefLabel"

#: The slots of the set, in the order of the file.
_SLOTS: Final = {
    "mapping_set_version": f"{_OWL}versionInfo",
    "mapping_set_title": f"{_DCTERMS}title",
    "mapping_set_description": f"{_DCTERMS}description",
    "license": f"{_DCTERMS}license",
    "comment": f"{_RDFS}comment",
}
#: The columns, and the property that each comes from.
COLUMNS: Final = {
    "subject_id": f"{_OWL}annotatedSource",
    "subject_label": _PREF_LABEL,
    "subject_type": f"{SSSOM}subject_type",
    "subject_source": f"{SSSOM}subject_source",
    "predicate_id": f"{_OWL}annotatedProperty",
    "object_id": f"{_OWL}annotatedTarget",
    "object_label": f"{SSSOM}object_label",
    "object_source": f"{SSSOM}object_source",
    "object_source_version": f"{SSSOM}object_source_version",
    "mapping_justification": f"{SSSOM}mapping_justification",
    "confidence": f"{SSSOM}confidence",
    "reviewer_label": f"{SSSOM}reviewer_label",
    "review_date": f"{SSSOM}review_date",
    "see_also": f"{_RDFS}seeAlso",
    "comment": f"{_RDFS}comment",
}
#: Addresses that stand as they are; every other IRI becomes a CURIE.
_ADDRESSES: Final = ("see_also",)
#: What SSSOM calls the kinds of subject (entity_type_enum).
_TYPES: Final = {
    f"{PREFIXES['skos']}Concept": "skos concept",
    f"{_OWL}Class": "owl class",
    f"{_OWL}NamedIndividual": "owl named individual",
}

Facts = Mapping[str, Mapping[str, str]]


def write(mappings: Iterable[ox.Triple], labels: Mapping[str, str]) -> bytes:
    """The graph of mappings as a table; `labels` are the English names of what is mapped."""
    facts, records, declared = _facts(mappings)
    prefixes = {
        facts[it][f"{_SHACL}prefix"]: facts[it][f"{_SHACL}namespace"] for it in sorted(declared)
    }
    out = io.StringIO(newline="")
    out.writelines(_header(facts[MAPPING_SET], prefixes))
    rows = sorted(_row(facts[it], prefixes, labels) for it in records)
    filled = zip(COLUMNS, zip(*rows, strict=True), strict=True)
    used = [column for column, cells in filled if any(cells)]
    table = csv.DictWriter(out, used, extrasaction="ignore", delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows(dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return out.getvalue().encode()


def labels(triples: Iterable[ox.Triple]) -> dict[str, str]:
    """The English names that things have."""
    return {
        it.subject.value: it.object.value
        for it in triples
        if it.predicate.value == _PREF_LABEL
        and isinstance(it.subject, ox.NamedNode)
        and isinstance(it.object, ox.Literal)
        and it.object.language == "en"
    }


def _facts(mappings: Iterable[ox.Triple]) -> tuple[Facts, list[str], list[str]]:
    """What is said of each thing, and which are records of a mapping, and which prefixes."""
    facts: dict[str, dict[str, str]] = {}
    records: list[str] = []
    declared: list[str] = []
    for it in mappings:
        subject, predicate, value = str(it.subject)[1:-1], it.predicate.value, it.object
        if not isinstance(value, ox.NamedNode | ox.Literal):
            continue
        if subject == MAPPING_SET and predicate == f"{SSSOM}mappings":
            records.append(value.value)
        elif subject == MAPPING_SET and predicate == f"{_SHACL}declare":
            declared.append(value.value)
        else:
            facts.setdefault(subject, {})[predicate] = value.value
    return facts, records, declared


def _header(of_set: Mapping[str, str], prefixes: Mapping[str, str]) -> Iterator[str]:
    yield "# curie_map:\n"
    for prefix, namespace in sorted(prefixes.items()):
        yield f"#   {prefix}: {_quoted(namespace)}\n"
    yield f"# mapping_set_id: {_quoted(MAPPING_SET)}\n"
    for slot, predicate in _SLOTS.items():
        yield f"# {slot}: {_quoted(of_set[predicate])}\n"


def _quoted(text: str) -> str:
    """A YAML string in double quotes (YAML 1.2 §7.3.1)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _row(
    record: Mapping[str, str], prefixes: Mapping[str, str], names: Mapping[str, str]
) -> tuple[str, ...]:
    cells = []
    for column, predicate in COLUMNS.items():
        value = record.get(predicate, "")
        if column == "subject_label":
            value = names.get(record[COLUMNS["subject_id"]], "")
        elif column == "subject_type":
            value = _TYPES[value]
        elif column not in _ADDRESSES and value.startswith(("http://", "https://")):
            value = _curie(value, prefixes)
        cells.append(value)
    return tuple(cells)


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """The CURIE with the longest namespace that fits; a vocabulary may be its prefix alone."""
    prefix = max(
        (it for it, namespace in prefixes.items() if iri.startswith(namespace)),
        key=lambda it: len(prefixes[it]),
    )
    return f"{prefix}:{iri.removeprefix(prefixes[prefix])}"
