"""Code systems and mappings as plain values, read from the answers to our queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ngckg.catalogue.fhir import systems
from ngckg.catalogue.fhir.systems import System
from ngckg.graph.release import Manifest
from ngckg.namespaces import ID, PREFIXES

#: The schemes that are code systems, by the last part of their IRI.
SCHEMES: Final = ("patient-groups", "analysis-types")
LANGUAGES: Final = ("da", "en")

_SKOS: Final = PREFIXES["skos"]
_SUFFIX: Final = "Match"
_REVIEWED: Final = f"{ID}review-status/clinically-reviewed"

#: A row of an answer: values as text, with the language where one has it.
Row = Mapping[str, tuple[str, str | None]]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Concept:
    """A code with its names; languages that have none are left out."""

    iri: str
    code: str
    names: Texts
    definitions: Texts
    others: tuple[tuple[str, str], ...] = ()

    def display(self, language: str) -> str:
        """The name in a language, or in the one that there is."""
        return self.names.get(language) or next(iter(self.names.values()), self.code)

    def is_called(self, name: str) -> bool:
        """Whether this is one of its names, in whatever language and case."""
        wanted = name.strip().casefold()
        called = (*self.names.values(), *(text for _, text in self.others))
        return wanted in (it.casefold() for it in called)


@dataclass(frozen=True, slots=True)
class Match:
    """What a code is mapped to in another system; `relation` is SKOS's word without `Match`."""

    code: str
    system: System
    target: str
    display: str | None
    relation: str
    comment: str | None
    #: Whether a clinician has reviewed it.
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Scheme:
    """A code system."""

    key: str
    iri: str
    titles: Texts
    descriptions: Texts
    concepts: Mapping[str, Concept]
    mappings: tuple[Match, ...] = ()

    def systems(self) -> list[System]:
        """The systems that it is mapped to."""
        return sorted(dict.fromkeys(it.system for it in self.mappings), key=lambda it: it.key)


@dataclass(frozen=True, slots=True)
class Terminology:
    """Everything that a release has to offer."""

    manifest: Manifest
    base: str
    schemes: Mapping[str, Scheme] = field(default_factory=dict)

    def of_iri(self, iri: str) -> Scheme | None:
        """The code system with this canonical address."""
        return next((it for it in self.schemes.values() if it.iri == iri), None)


def read(
    manifest: Manifest,
    base: str,
    concepts: Iterable[Row],
    mappings: Iterable[Row],
    prefixes: Mapping[str, str],
) -> Terminology:
    """The terminology of a release, as published under `base`."""
    said: dict[str, dict[str, list[tuple[str, str | None]]]] = {}
    members: dict[str, list[str]] = {f"{ID}scheme/{key}": [] for key in SCHEMES}
    for row in concepts:
        scheme, thing = row["scheme"][0], row["thing"][0]
        said.setdefault(thing, {}).setdefault(row["property"][0], []).append(row["value"])
        if thing != scheme and thing not in members[scheme]:
            members[scheme].append(thing)
    read_mappings = _mappings(mappings, prefixes)
    found = {}
    for key in SCHEMES:
        iri = f"{ID}scheme/{key}"
        by_code = {it.code: it for it in (_concept(one, said[one]) for one in members[iri])}
        found[key] = Scheme(
            key,
            iri,
            _texts(said.get(iri, {}).get(f"{_SKOS}prefLabel", ())),
            _texts(said.get(iri, {}).get(f"{PREFIXES['dcterms']}description", ())),
            dict(sorted(by_code.items())),
            tuple(
                it for code in sorted(by_code) for it in read_mappings.get(by_code[code].iri, ())
            ),
        )
    return Terminology(manifest, base, found)


def _concept(iri: str, said: Mapping[str, list[tuple[str, str | None]]]) -> Concept:
    others = said.get(f"{_SKOS}altLabel", [])
    return Concept(
        iri,
        _code(iri),
        _texts(said.get(f"{_SKOS}prefLabel", ())),
        _texts(said.get(f"{_SKOS}definition", ())),
        tuple(sorted((language, text) for text, language in others if language)),
    )


def _code(iri: str) -> str:
    """A thing's key: the IRI without its kind."""
    return iri.removeprefix(ID).partition("/")[2]


def _texts(values: Iterable[tuple[str, str | None]]) -> Texts:
    found = {language: text for text, language in values if language}
    return {it: found[it] for it in LANGUAGES if it in found}


def _mappings(rows: Iterable[Row], prefixes: Mapping[str, str]) -> dict[str, list[Match]]:
    """By the IRI of what is mapped, in the order of system and code."""
    found: dict[str, list[Match]] = {}
    by_length = sorted(prefixes.items(), key=lambda it: -len(it[1]))
    for row in rows:
        thing, target = row["thing"][0], row["code"][0]
        prefix, namespace = _vocabulary(target, by_length)
        identifier = target.removeprefix(namespace)
        if prefix in PREFIXES or not identifier:
            continue  # a term of an ontology, or a whole vocabulary: no code
        system = systems.of_prefix(prefix, namespace)
        label, comment = row.get("codeLabel"), row.get("comment")
        found.setdefault(thing, []).append(
            Match(
                _code(thing),
                system,
                systems.code(system, prefix, identifier),
                label[0] if label else None,
                row["relation"][0].removeprefix(_SKOS).removesuffix(_SUFFIX),
                comment[0] if comment else None,
                row["review"][0] == _REVIEWED,
            )
        )
    for those in found.values():
        those.sort(key=lambda it: (it.system.key, it.target))
    return found


def _vocabulary(iri: str, by_length: Sequence[tuple[str, str]]) -> tuple[str, str]:
    for prefix, namespace in by_length:
        if iri.startswith(namespace):
            return prefix, namespace
    return "", ""
