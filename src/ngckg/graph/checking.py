"""The dataset against its shapes, and the outcome in words."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pyoxigraph as ox

from ngckg.graph import sources
from ngckg.graph.report import Finding, Report
from ngckg.graph.sources import Dataset
from ngckg.graph.validation import validate
from ngckg.rdf import files
from ngckg.rdf.bridge import to_rdflib, triples
from ngckg.rdf.terms import N, curie

#: What the shapes are about. Ontology and shapes are checked by tests of their own.
_CHECKED = ("vocabulary", "data", "evidence", "mappings", "examples")

#: All that a check needs of the ontology.
_SUBCLASS = N.rdfs.subClassOf

Labels = dict[str, str]
_BRACKETED = re.compile("<([^<>]*)>")


def load_and_check(home: Path) -> tuple[Dataset, Report]:
    """The dataset in a folder, and what its shapes say of it."""
    dataset = sources.load(home)
    return dataset, check_dataset(dataset)


def check_dataset(dataset: Dataset) -> Report:
    """What the shapes of a dataset say of the rest of it, and of what it leaves out."""
    return _check(dataset, chain(dataset.quads(*_CHECKED), dataset.left_out))


def check(home: Path, given: tuple[Path, ...], lang: Literal["da", "en"]) -> tuple[Report, Labels]:
    """The dataset, or the files given in place of its data; with the labels to tell it by.

    Files are checked together, against the concept schemes of the dataset.
    """
    if not given:
        dataset, report = load_and_check(home)
        return report, _labels([*dataset.quads(), *dataset.left_out], lang)
    dataset = sources.load(home)
    read = {quad.triple: quad for path in given for quad in files.read(path)}
    read |= {quad.triple: quad for quad in dataset.quads("vocabulary")}
    return _check(dataset, read.values()), _labels([*dataset.quads(), *read.values()], lang)


def as_text(report: Report, labels: Labels, lang: Literal["da", "en"]) -> Iterator[str]:
    """One line a finding, worst first, and a last line that counts them."""
    for finding in report.findings:
        label = labels.get(finding.focus, curie(finding.focus))
        yield f"{finding.severity.value}: {label}: {finding.messages[lang]} ({_place(finding)})"
    yield (
        f"{report.violations} violation(s), {report.warnings} warning(s), {report.infos} note(s); "
        f"{report.focus_nodes} focus nodes checked"
    )


def as_json(report: Report) -> dict[str, Any]:
    """The outcome as plain data."""
    return {
        "conforms": report.conforms,
        "violations": report.violations,
        "warnings": report.warnings,
        "infos": report.infos,
        "focusNodes": report.focus_nodes,
        "findings": [
            {
                "severity": finding.severity.value,
                "focus": finding.focus,
                "path": finding.path,
                "value": finding.value,
                "shape": finding.shape,
                "message": finding.messages,
            }
            for finding in report.findings
        ],
    }


def _place(finding: Finding) -> str:
    # A path is an IRI, or one in SPARQL's syntax with IRIs in angle brackets.
    path = finding.path or ""
    short = _BRACKETED.sub(lambda match: curie(match[1]), path) if "<" in path else curie(path)
    return f"{curie(finding.focus)} {short}" if path else curie(finding.focus)


def _check(dataset: Dataset, quads: Iterable[ox.Quad]) -> Report:
    return validate(
        triples(quads),
        shapes=to_rdflib(dataset.quads("shapes")),
        ontology=to_rdflib(q for q in dataset.quads("ontology") if q.predicate == _SUBCLASS),
    )


def _labels(quads: Iterable[ox.Quad], lang: str) -> Labels:
    found: Labels = {}
    for quad in quads:
        if quad.predicate == N.skos.prefLabel and isinstance(quad.object, ox.Literal):
            subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if quad.object.language == lang or subject not in found:
                found[subject] = quad.object.value
    return found
