"""The resources: CodeSystem, ValueSet, ConceptMap, and what the server can do."""

from collections.abc import Iterator, Sequence
from typing import Final

from ngckg import __version__
from ngckg.catalogue.fhir.models import Resource
from ngckg.catalogue.fhir.systems import System
from ngckg.catalogue.fhir.terminology import Concept, Match, Scheme, Terminology
from ngckg.namespaces import BASE
from ngckg.settings import Settings

FHIR_VERSION: Final = "4.0.1"
#: What there are resources of.
TYPES: Final = ("CodeSystem", "ValueSet", "ConceptMap")
#: Search parameters that every type has.
SEARCHES: Final = ("_id", "url", "version", "name", "title", "status")

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_TO_DEFINITION: Final = "http://hl7.org/fhir/OperationDefinition"
#: What SKOS says of the target, in the words of FHIR (ConceptMapEquivalence).
EQUIVALENCES: Final = {
    "exact": "equivalent",
    "close": "inexact",
    "broad": "wider",
    "narrow": "narrower",
    "related": "relatedto",
}
#: What is said of mappings that await review, where all of them do and where some do.
_UNREAD: Final = {
    "da": "Endnu har ingen kliniker gennemset disse koblinger.",
    "en": "No clinician has read these mappings yet.",
}
_PARTLY_UNREAD: Final = {
    "da": "Nogle af disse koblinger har endnu ingen kliniker gennemset.",
    "en": "No clinician has read some of these mappings yet.",
}
OPERATIONS: Final = {
    "CodeSystem": ("lookup", "validate-code"),
    "ValueSet": ("expand", "validate-code"),
    "ConceptMap": ("translate",),
}


def canonical(resource_type: str, key: str) -> str:
    """The address that a resource is known by, wherever it is served."""
    return f"{BASE}fhir/{resource_type}/{key}"


def code_system(from_: Terminology, scheme: Scheme, settings: Settings, language: str) -> Resource:
    """A scheme with its concepts, displays in a language, the other names as designations."""
    return {
        **_head(from_, settings, "CodeSystem", scheme.key, scheme.iri, language),
        **_named(scheme, "", language),
        "copyright": _LICENCE,
        "caseSensitive": True,
        "valueSet": canonical("ValueSet", scheme.key),
        "content": "complete",
        "count": len(scheme.concepts),
        "property": [
            {"code": "iri", "description": "The IRI of the concept.", "type": "string"},
        ],
        "concept": [
            {
                "code": it.code,
                "display": it.display(language),
                **_definition(it, language),
                "designation": designations(it, language),
                "property": [{"code": "iri", "valueString": it.iri}],
            }
            for it in scheme.concepts.values()
        ],
    }


def value_set(from_: Terminology, scheme: Scheme, settings: Settings, language: str) -> Resource:
    """All codes of a scheme."""
    key = scheme.key
    return {
        **_head(from_, settings, "ValueSet", key, canonical("ValueSet", key), language),
        **_named(scheme, "All", language),
        "copyright": _LICENCE,
        "immutable": False,
        "compose": {"include": [{"system": scheme.iri, "version": from_.manifest.id}]},
    }


def map_key(scheme: Scheme, system: System) -> str:
    """The key of the map from a scheme to a system: `patient-groups-to-mondo`."""
    return f"{scheme.key}-to-{system.key}"


def concept_map(
    from_: Terminology, scheme: Scheme, system: System, settings: Settings, language: str
) -> Resource:
    """The mappings of a scheme to a system: a draft while any of them awaits review."""
    key = map_key(scheme, system)
    matches = [it for it in scheme.mappings if it.system == system]
    elements: dict[str, list[Resource]] = {}
    for it in matches:
        elements.setdefault(it.code, []).append(_target(it))
    warning = unread(matches, language)
    return {
        **_head(from_, settings, "ConceptMap", key, canonical("ConceptMap", key), language),
        **({"status": "draft", "description": warning} if warning else {}),
        "name": _computable(key),
        "title": f"{scheme.titles.get(language, scheme.key)} → {system.name}",
        "copyright": _LICENCE,
        "sourceCanonical": canonical("ValueSet", scheme.key),
        "group": [
            {
                "source": scheme.iri,
                "sourceVersion": from_.manifest.id,
                "target": system.uri,
                "element": [
                    {
                        "code": code,
                        "display": scheme.concepts[code].display(language),
                        "target": targets,
                    }
                    for code, targets in elements.items()
                ],
            }
        ],
    }


def unread(matches: Sequence[Match], language: str) -> str | None:
    """That no clinician has read mappings, or some of them; None where all are reviewed."""
    if all(it.reviewed for it in matches):
        return None
    return (_PARTLY_UNREAD if any(it.reviewed for it in matches) else _UNREAD)[language]


def every(from_: Terminology, settings: Settings, language: str, wanted: str) -> list[Resource]:
    """All resources of a type."""
    return list(_every(from_, settings, language, wanted))


def _every(
    from_: Terminology, settings: Settings, language: str, wanted: str
) -> Iterator[Resource]:
    for scheme in from_.schemes.values():
        match wanted:
            case "CodeSystem":
                yield code_system(from_, scheme, settings, language)
            case "ValueSet":
                yield value_set(from_, scheme, settings, language)
            case "ConceptMap":
                for system in scheme.systems():
                    yield concept_map(from_, scheme, system, settings, language)


def designations(concept: Concept, language: str) -> list[Resource]:
    """The names that are not the display: in the other language, and other names in both."""
    names = [
        {"language": it, "value": name} for it, name in concept.names.items() if it != language
    ]
    return [*names, *({"language": it, "value": name} for it, name in concept.others)]


def _instance(from_: Terminology) -> Resource:
    """What both statements say of this server."""
    manifest = from_.manifest
    return {
        "status": "active",
        "date": manifest.created,
        "kind": "instance",
        "software": {"name": "ngckg", "version": __version__},
        "implementation": {
            "description": f"ngckg, release {manifest.id}",
            "url": f"{from_.base}/fhir",
        },
    }


def capability_statement(from_: Terminology) -> Resource:
    """What the server can do, and with which release."""
    return {
        "resourceType": "CapabilityStatement",
        **_instance(from_),
        "fhirVersion": FHIR_VERSION,
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Read-only. Displays in Danish and English, by displayLanguage.",
                "resource": [
                    {
                        "type": it,
                        "interaction": [{"code": "read"}, {"code": "search-type"}],
                        "searchParam": [
                            {"name": name, "type": _search_type(name)} for name in SEARCHES
                        ],
                        "operation": [
                            {"name": name, "definition": f"{_TO_DEFINITION}/{it}-{name}"}
                            for name in OPERATIONS[it]
                        ],
                    }
                    for it in TYPES
                ],
            }
        ],
    }


def terminology_capabilities(from_: Terminology) -> Resource:
    """Which code systems there are, in which version (`/metadata?mode=terminology`)."""
    return {
        "resourceType": "TerminologyCapabilities",
        **_instance(from_),
        "lockedDate": False,
        "codeSystem": [
            {"uri": it.iri, "version": [{"code": from_.manifest.id, "isDefault": True}]}
            for it in from_.schemes.values()
        ],
        "expansion": {
            "hierarchical": False,
            "paging": True,
            "parameter": [{"name": it} for it in ("count", "displayLanguage", "filter", "offset")],
        },
        "validateCode": {"translations": True},
        "translation": {"needsMap": False},
    }


def _head(
    from_: Terminology, settings: Settings, resource_type: str, key: str, url: str, language: str
) -> Resource:
    manifest = from_.manifest
    return {
        "resourceType": resource_type,
        "id": key,
        "meta": {"versionId": manifest.id, "lastUpdated": manifest.created},
        "language": language,
        "url": url,
        "version": manifest.id,
        "status": "active",
        "experimental": False,
        "date": manifest.created,
        "publisher": (settings.publisher_name if language == "en" else settings.publisher_name_da),
        "contact": [
            {
                "name": settings.contact_name,
                "telecom": [
                    {"system": "email", "value": settings.contact_email},
                    {"system": "url", "value": str(settings.contact_url)},
                ],
            }
        ],
        "jurisdiction": [
            {"coding": [{"system": "urn:iso:std:iso:3166", "code": "DK", "display": "Denmark"}]}
        ],
    }


def _named(scheme: Scheme, prefix: str, language: str) -> Resource:
    named = {
        "name": f"{prefix}{_computable(scheme.key)}",
        "title": scheme.titles.get(language, scheme.key),
        "description": scheme.descriptions.get(language),
    }
    return {name: value for name, value in named.items() if value}


def _definition(concept: Concept, language: str) -> Resource:
    found = concept.definitions.get(language) or next(iter(concept.definitions.values()), None)
    return {"definition": found} if found else {}


def _target(match: Match) -> Resource:
    equivalence = EQUIVALENCES[match.relation]
    found: Resource = {"code": match.target, "equivalence": equivalence}
    if match.display:
        found["display"] = match.display
    if match.comment:
        found["comment"] = match.comment
    elif equivalence in ("narrower", "inexact"):
        # FHIR wants a word on these (invariant cmd-1).
        found["comment"] = "The extent is not the same."
    return found


def _computable(key: str) -> str:
    """A name for programs: `PatientGroupsToMondo`."""
    return "".join(part.capitalize() for part in key.split("-"))


def _search_type(name: str) -> str:
    return {"url": "uri", "name": "string", "title": "string"}.get(name, "token")
