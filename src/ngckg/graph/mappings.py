"""The mapping set in SSSOM/TSV form: a strict reader, and its triples.

Mappings to other vocabularies are ours, not the page's. An error names file, line and column.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import curies
import pyoxigraph as ox

from ngckg.errors import UnreadableInput
from ngckg.graph.tsv import Header, Row, read_header, read_rows
from ngckg.namespaces import BASE, ID, NGCKG, PREFIXES, graph_iri
from ngckg.rdf.iri import is_iri, key
from ngckg.rdf.terms import N, danish, english

SSSOM: Final = "https://w3id.org/sssom/"
MAPPING_SET: Final = f"{BASE}mappings"
NO_TERM_FOUND: Final = f"{SSSOM}NoTermFound"

#: The predicates that a mapping of ours may have.
PREDICATES: Final = frozenset(
    PREFIXES["skos"] + name
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
)

#: Slots of the set that we write (https://mapping-commons.github.io/sssom/MappingSet/).
_SET_SLOTS: Final = {
    "mapping_set_title": N.dcterms.title,
    "mapping_set_description": N.dcterms.description,
    "mapping_set_version": N.owl.versionInfo,
    "license": N.dcterms.license,
    "comment": N.rdfs.comment,
}
_REQUIRED: Final = (
    "subject_id",
    "subject_type",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "confidence",
)
_OPTIONAL: Final = (
    "subject_label",
    "subject_source",
    "object_label",
    "object_source",
    "object_source_version",
    "reviewer_label",
    "review_date",
    "see_also",
    "comment",
)
#: The kinds of subject that we have, with SSSOM's words for them (entity_type_enum).
_SUBJECT_TYPES: Final = {
    "skos concept": N.skos.Concept,
    "owl class": N.owl.Class,
    "owl named individual": N.owl.NamedIndividual,
}
#: SSSOM's justifications, as it enumerates them.
_JUSTIFICATIONS: Final = frozenset(
    f"https://w3id.org/semapv/vocab/{name}"
    for name in (
        "BackgroundKnowledgeBasedMatching",
        "CompositeMatching",
        "InstanceBasedMatching",
        "LexicalMatching",
        "LexicalSimilarityThresholdMatching",
        "LogicalReasoning",
        "ManualMappingCuration",
        "MappingChaining",
        "MappingInversion",
        "MappingReview",
        "SemanticSimilarityThresholdMatching",
        "StructuralMatching",
        "UnspecifiedMatching",
    )
)
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DECIMAL: Final = re.compile(r"0|1|[01]\.\d{1,6}")
_DAY: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row of the file, its CURIEs expanded. `cells` are the other columns, none empty."""

    iri: str
    subject: str
    subject_type: str
    predicate: str
    object: str
    justification: str
    confidence: str
    cells: dict[str, str]
    line: int

    @property
    def reviewed(self) -> bool:
        """Whether a clinician has read it: the row names the reviewer."""
        return "reviewer_label" in self.cells


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A mapping file as it was read; `converter` knows the prefixes of its header."""

    path: Path
    metadata: dict[str, str]
    converter: curies.Converter
    mappings: tuple[Mapping, ...]


def quads(path: Path, known: Container[object]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """The mappings of known things in their named graph, and those of unknown ones."""
    mapping_set = read(path)
    graph = ox.NamedNode(graph_iri("mappings"))
    parts: dict[bool, list[Mapping]] = {True: [], False: []}
    for mapping in mapping_set.mappings:
        parts[ox.NamedNode(mapping.subject) in known].append(mapping)
    kept = triples(replace(mapping_set, mappings=tuple(parts[True])))
    left_out = _record_triples(parts[False])
    return (
        [ox.Quad(t.subject, t.predicate, t.object, graph) for t in kept],
        [ox.Quad(t.subject, t.predicate, t.object, graph) for t in left_out],
    )


def read(path: Path) -> MappingSet:
    """The mapping set of a file; raises UnreadableInput at the first thing that is wrong in it."""
    header = read_header(path, maps=frozenset({"curie_map"}))
    converter = _converter(header)
    if (found := header.value("mapping_set_id")) != MAPPING_SET:
        raise header.error("mapping_set_id", f"is {found}; write {MAPPING_SET}")
    for slot in _SET_SLOTS:
        header.value(slot)
    if unknown := header.scalars.keys() - _SET_SLOTS.keys() - {"mapping_set_id"}:
        name = min(unknown)
        raise header.error(name, f"is not known here; known: {', '.join(sorted(_SET_SLOTS))}")
    if not _is_address(header.value("license")):
        raise header.error("license", "is no address; write the licence's http(s) address")
    mappings: dict[str, Mapping] = {}
    for row in read_rows(path, header, required=_REQUIRED, optional=_OPTIONAL):
        mapping = _mapping(row, converter)
        if (earlier := mappings.setdefault(mapping.iri, mapping)) is not mapping:
            raise row.error(
                "object_id", f"the pair is mapped in line {earlier.line} already; keep one of them"
            )
    if not mappings:
        raise UnreadableInput(f"{path}: no mapping in it; write one row for each")
    metadata = {slot: header.value(slot) for slot in _SET_SLOTS}
    return MappingSet(path, metadata, converter, tuple(mappings.values()))


def triples(mapping_set: MappingSet) -> list[ox.Triple]:
    """The set with its prefixes, a record for each row, and the mappings themselves.

    A SKOS mapping property makes both its ends concepts (SKOS reference, S19, S20, S39, S40), so
    only a subject that is a concept has one; a class or an organization has `rdfs:seeAlso`. Its
    record says what was meant. Where no term was found, there is the record only.
    """
    return [*_set_triples(mapping_set), *_record_triples(mapping_set.mappings)]


def _set_triples(mapping_set: MappingSet) -> Iterator[ox.Triple]:
    node = ox.NamedNode(MAPPING_SET)
    yield ox.Triple(node, N.rdf.type, _sssom("MappingSet"))
    for slot, predicate in _SET_SLOTS.items():
        value = mapping_set.metadata[slot]
        if slot == "license":
            yield ox.Triple(node, predicate, ox.NamedNode(value))
        elif slot == "mapping_set_version":
            yield ox.Triple(node, predicate, ox.Literal(value))
        else:
            yield ox.Triple(node, predicate, english(value))
    yield ox.Triple(node, N.skos.prefLabel, danish("Koblinger til andre vokabularer"))
    yield ox.Triple(node, N.skos.prefLabel, english("Mappings to other vocabularies"))
    for mapping in mapping_set.mappings:
        yield ox.Triple(node, _sssom("mappings"), ox.NamedNode(mapping.iri))
    for prefix, namespace in sorted(mapping_set.converter.bimap.items()):
        declaration = N.ngcid[f"prefix/{key(prefix)}"]
        yield ox.Triple(node, N.sh.declare, declaration)
        yield ox.Triple(declaration, N.rdf.type, N.sh.PrefixDeclaration)
        yield ox.Triple(declaration, N.sh.prefix, ox.Literal(prefix))
        yield ox.Triple(declaration, N.sh.namespace, ox.Literal(namespace, datatype=N.xsd.anyURI))
        yield ox.Triple(declaration, N.skos.prefLabel, danish(f"præfikset {prefix}"))
        yield ox.Triple(declaration, N.skos.prefLabel, english(f"the prefix {prefix}"))


def _record_triples(mappings: Iterable[Mapping]) -> Iterator[ox.Triple]:
    for mapping in mappings:
        record, subject = ox.NamedNode(mapping.iri), ox.NamedNode(mapping.subject)
        predicate, target = ox.NamedNode(mapping.predicate), ox.NamedNode(mapping.object)
        if mapping.object != NO_TERM_FOUND:
            is_concept = mapping.subject_type == "skos concept"
            yield ox.Triple(subject, predicate if is_concept else N.rdfs.seeAlso, target)
        status = "clinically-reviewed" if mapping.reviewed else "awaiting-clinical-review"
        yield ox.Triple(record, N.rdf.type, _sssom("Mapping"))
        yield ox.Triple(record, N.owl.annotatedSource, subject)
        yield ox.Triple(record, N.owl.annotatedProperty, predicate)
        yield ox.Triple(record, N.owl.annotatedTarget, target)
        yield ox.Triple(record, _sssom("subject_type"), _SUBJECT_TYPES[mapping.subject_type])
        yield ox.Triple(
            record, _sssom("mapping_justification"), ox.NamedNode(mapping.justification)
        )
        # A double, as SSSOM has it, in the digits of the file.
        confidence = ox.Literal(mapping.confidence, datatype=N.xsd.double)
        yield ox.Triple(record, _sssom("confidence"), confidence)
        yield ox.Triple(record, N.ngckg.reviewStatus, N.ngcid[f"review-status/{status}"])
        for column, text in mapping.cells.items():
            # The subject has its labels already, in two languages.
            if column != "subject_label":
                yield ox.Triple(record, *_cell(column, text))


def _cell(column: str, text: str) -> tuple[ox.NamedNode, ox.NamedNode | ox.Literal]:
    if column == "comment":
        return N.rdfs.comment, english(text)
    if column == "see_also":
        return N.rdfs.seeAlso, ox.NamedNode(text)
    if column in {"subject_source", "object_source"}:
        return _sssom(column), ox.NamedNode(text)
    if column == "review_date":
        return _sssom(column), ox.Literal(text, datatype=N.xsd.date)
    return _sssom(column), ox.Literal(text)


def _converter(header: Header) -> curies.Converter:
    prefixes = header.maps.get("curie_map", {})
    for prefix, namespace in prefixes.items():
        if PREFIXES.get(prefix, namespace) != namespace:
            raise header.error(prefix, f"stands for {PREFIXES[prefix]} everywhere here; write that")
        if not _is_address(namespace):
            raise header.error(prefix, "does not stand for an IRI; write http(s)://…")
    if len({key(prefix) for prefix in prefixes}) < len(prefixes):
        raise header.error("curie_map", "has prefixes alike but for case or dots; rename one")
    try:
        return curies.Converter.from_prefix_map(prefixes)
    except ValueError as error:  # two prefixes for one namespace
        raise header.error("curie_map", f"{' '.join(str(error).split())}; keep one") from error


def _mapping(row: Row, converter: curies.Converter) -> Mapping:
    subject = _expand(row, "subject_id", converter)
    if not subject.startswith((ID, NGCKG)):
        raise row.error("subject_id", "is not ours; write ngcid:… or ngckg:…")
    if row["subject_type"] not in _SUBJECT_TYPES:
        raise row.error("subject_type", f"write one of: {', '.join(_SUBJECT_TYPES)}")
    predicate = _expand(row, "predicate_id", converter)
    if predicate not in PREDICATES:
        raise row.error("predicate_id", f"write one of: {_names(PREDICATES, converter)}")
    target = _expand(row, "object_id", converter)
    justification = _expand(row, "mapping_justification", converter)
    if justification not in _JUSTIFICATIONS:
        raise row.error(
            "mapping_justification", "is not one of SSSOM's; write semapv:ManualMappingCuration"
        )
    confidence = row["confidence"]
    if not _DECIMAL.fullmatch(confidence) or float(confidence) > 1:
        raise row.error("confidence", "write a decimal from 0 to 1, like 0.85")
    return Mapping(
        iri=_record_iri(row, subject, row["object_id"]),
        subject=subject,
        subject_type=row["subject_type"],
        predicate=predicate,
        object=target,
        justification=justification,
        confidence=confidence,
        cells=_cells(row, converter),
        line=row.line,
    )


def _cells(row: Row, converter: curies.Converter) -> dict[str, str]:
    """The optional columns that are filled in, checked."""
    cells = {column: row[column] for column in _OPTIONAL if row.get(column)}
    for column in ("subject_source", "object_source"):
        if column in cells:
            cells[column] = _expand(row, column, converter, local_name=False)
    if "see_also" in cells and not _is_address(cells["see_also"]):
        raise row.error("see_also", "write one http(s) address")
    if "review_date" in cells and not _DAY.fullmatch(cells["review_date"]):
        raise row.error("review_date", "write a day, like 2026-01-31")
    if ("review_date" in cells) != ("reviewer_label" in cells):
        raise row.error("reviewer_label", "name the reviewer and give the review_date, or neither")
    return cells


def _expand(row: Row, column: str, converter: curies.Converter, *, local_name: bool = True) -> str:
    """The IRI that a CURIE stands for. A vocabulary itself may be a prefix alone (`EDAM:`)."""
    curie = row[column]
    prefix, colon, local = curie.partition(":")
    namespace = converter.bimap.get(prefix)
    if not colon or namespace is None:
        raise row.error(
            column, f"{curie!r}: no such prefix in curie_map; add it there or correct it"
        )
    if (local_name and not local) or not _is_address(namespace + local):
        raise row.error(column, f"{curie!r} does not make an IRI; correct what follows the colon")
    return namespace + local


def _record_iri(row: Row, subject: str, object_curie: str) -> str:
    """The record's IRI: by what is mapped to what, so that a changed judgement keeps it."""
    try:
        target = key(object_curie)
        if subject.startswith(ID):
            return f"{ID}mapping/{subject.removeprefix(ID)}/{target}"
        term = key(_CAPITAL.sub("-", subject.removeprefix(NGCKG)))
        return f"{ID}mapping/ontology/{term}/{target}"
    except ValueError as error:
        raise row.error("object_id", str(error)) from error


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and is_iri(text)


def _names(iris: frozenset[str], converter: curies.Converter) -> str:
    return ", ".join(sorted(converter.compress(iri) or iri for iri in iris))


def _sssom(name: str) -> ox.NamedNode:
    return ox.NamedNode(SSSOM + name)
