"""$lookup, $validate-code, $expand and $translate (FHIR R4, terminology service)."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from ngckg.catalogue.fhir.inputs import Coding, Inputs
from ngckg.catalogue.fhir.models import Resource
from ngckg.catalogue.fhir.resources import (
    EQUIVALENCES,
    canonical,
    designations,
    map_key,
    unread,
    value_set,
)
from ngckg.catalogue.fhir.terminology import Concept, Match, Scheme, Terminology
from ngckg.errors import InvalidParameters, NotFound
from ngckg.settings import Settings

#: An equivalence seen from the other side.
_REVERSED: Final = {"wider": "narrower", "narrower": "wider"}
_UNMAPPED: Final = "No mapping of this code is known."
_Part = dict[str, Any]


def lookup(of: Terminology, asked: Inputs, key: str | None, language: str) -> Resource:
    """What a code is. Raises NotFound where there is no such system or code."""
    [coding] = _one(asked.codings())
    scheme = _scheme(of, key, coding.system, coding.version)
    concept = scheme.concepts.get(coding.code)
    if concept is None:
        raise NotFound(f"There is no code {coding.code!r} in {scheme.iri}.")
    wanted = asked.texts("property")
    parts = [
        _part("name", "valueString", scheme.titles.get(language, scheme.key)),
        _part("version", "valueString", of.manifest.id),
        _part("display", "valueString", concept.display(language)),
        *(_designation(it) for it in designations(concept, language)),
    ]
    if not wanted or "iri" in wanted:
        parts.append(_property("iri", concept.iri))
    if not wanted or "definition" in wanted:
        definition = concept.definitions.get(language)
        parts += [_property("definition", definition)] if definition else []
    return _parameters(of, parts)


def validate_in_code_system(
    of: Terminology, asked: Inputs, key: str | None, language: str
) -> Resource:
    """Whether a code is in a code system. Raises NotFound where there is no such system."""
    url = asked.text("url")
    codings = asked.codings("url")
    scheme = _scheme(of, key, url or codings[0].system, codings[0].version)
    return _validated(of, scheme, codings, language)


def validate_in_value_set(
    of: Terminology, asked: Inputs, key: str | None, language: str
) -> Resource:
    """Whether a code is in a value set. Raises NotFound where there is no such set."""
    scheme = _of_value_set(of, asked, key)
    return _validated(of, scheme, asked.codings(version="systemVersion"), language)


def expand(
    of: Terminology, asked: Inputs, key: str | None, language: str, settings: Settings
) -> Resource:
    """The codes of a value set, those that a filter leaves. Raises NotFound."""
    scheme = _of_value_set(of, asked, key)
    sought = (asked.text("filter") or "").casefold().split()
    count, offset = asked.number("count"), asked.number("offset") or 0
    with_names = asked.flag("includeDesignations")
    found = [it for it in scheme.concepts.values() if _matches(it, sought)]
    end = None if count is None else offset + count
    given = [
        {"name": name, "valueString": value}
        for name in ("filter", "displayLanguage")
        if (value := " ".join((asked.text(name) or "").split()))
    ]
    numbers = [
        {"name": name, "valueInteger": number}
        for name in ("count", "offset")
        if (number := asked.number(name)) is not None
    ]
    expansion: Resource = {
        "identifier": _identifier(of, scheme, asked, language),
        "timestamp": of.manifest.created,
        "total": len(found),
        "offset": offset,
        "parameter": [
            *given,
            *numbers,
            {"name": "version", "valueUri": f"{scheme.iri}|{of.manifest.id}"},
        ],
        "contains": [
            {
                "system": scheme.iri,
                "version": of.manifest.id,
                "code": it.code,
                "display": it.display(language),
                **({"designation": designations(it, language)} if with_names else {}),
            }
            for it in found[offset:end]
        ],
    }
    return {**value_set(of, scheme, settings, language), "expansion": expansion}


def translate(of: Terminology, asked: Inputs, key: str | None, language: str) -> Resource:
    """What a code is in other systems; `reverse` asks what a code elsewhere is here.

    Where a mapping awaits review, a message says so.
    Raises NotFound where there is no such map.
    """
    backwards, system = asked.flag("reverse"), asked.text("targetsystem")
    url, target, codings = asked.text("url"), asked.text("target"), asked.codings()
    found: list[tuple[Match, _Part]] = []
    known = False
    for scheme in of.schemes.values():
        for it in scheme.mappings:
            map_ = map_key(scheme, it.system)
            address = canonical("ConceptMap", map_)
            if (key or map_) != map_ or (url or address) != address:
                continue
            known = True
            if target not in (None, scheme.iri, canonical("ValueSet", scheme.key), it.system.uri):
                continue
            ends = [scheme.iri], [it.system.uri, *it.system.aliases]
            here, there = ends if not backwards else ends[::-1]
            if (system is None or system in there) and any(
                _is_from(coding, it, here, backwards=backwards) for coding in codings
            ):
                concept = scheme.concepts[it.code]
                part = _match(it, scheme, concept, address, language, backwards=backwards)
                found.append((it, part))
    if not known:
        raise NotFound("There is no such concept map.")
    parts = [_part("result", "valueBoolean", bool(found))]
    message = unread([it for it, _ in found], language) if found else _UNMAPPED
    if message:
        parts.append(_part("message", "valueString", message))
    return _parameters(of, [*parts, *(part for _, part in found)])


def _is_from(coding: Coding, match: Match, systems: Sequence[str], *, backwards: bool) -> bool:
    code = match.target if backwards else match.code
    if coding.system is not None and coding.system not in systems:
        return False
    return coding.code == code


def _match(
    match: Match, scheme: Scheme, concept: Concept, address: str, language: str, *, backwards: bool
) -> _Part:
    equivalence = EQUIVALENCES[match.relation]
    if backwards:
        equivalence = _REVERSED.get(equivalence, equivalence)
        coding = {
            "system": scheme.iri,
            "code": match.code,
            "display": concept.display(language),
        }
    else:
        coding = {"system": match.system.uri, "code": match.target}
        if match.display:
            coding["display"] = match.display
    return {
        "name": "match",
        "part": [
            _part("equivalence", "valueCode", equivalence),
            _part("concept", "valueCoding", coding),
            _part("source", "valueUri", address),
        ],
    }


def _validated(
    of: Terminology, scheme: Scheme, codings: Sequence[Coding], language: str
) -> Resource:
    """Whether at least one of the codes is in the scheme, and called as it is said to be."""
    problems: list[str] = []
    for coding in codings:
        concept = scheme.concepts.get(coding.code)
        if coding.system not in (None, scheme.iri):
            problems.append(f"{coding.system} is not {scheme.iri}.")
        elif coding.version not in (None, of.manifest.id):
            problems.append(f"This is version {of.manifest.id}, not {coding.version}.")
        elif concept is None:
            problems.append(f"There is no code {coding.code!r} in {scheme.iri}.")
        elif coding.display is not None and not concept.is_called(coding.display):
            problems.append(f"{coding.code!r} is not called {coding.display!r}.")
            return _parameters(
                of,
                [*_refused(problems), _part("display", "valueString", concept.display(language))],
            )
        else:
            shown = _part("display", "valueString", concept.display(language))
            return _parameters(of, [_part("result", "valueBoolean", value=True), shown])
    return _parameters(of, _refused(problems))


def _refused(problems: Sequence[str]) -> list[_Part]:
    return [
        _part("result", "valueBoolean", value=False),
        _part("message", "valueString", " ".join(problems)),
    ]


def _scheme(of: Terminology, key: str | None, url: str | None, version: str | None) -> Scheme:
    """The code system by the key in the address, or by its canonical address."""
    if key is not None:
        found = of.schemes.get(key)
        if found is not None and url not in (None, found.iri):
            raise InvalidParameters(
                [{"in": "query", "name": "system", "detail": f"This is {found.iri}."}]
            )
    elif url is None:
        raise InvalidParameters([{"in": "query", "name": "system", "detail": "It must be there."}])
    else:
        plain, _, behind = url.partition("|")
        version, found = behind or version, of.of_iri(plain)
    if found is None:
        raise NotFound(f"There is no code system {url or key!r} here.")
    if version not in (None, of.manifest.id):
        raise NotFound(f"This is version {of.manifest.id} of {found.iri}, not {version}.")
    return found


def _of_value_set(of: Terminology, asked: Inputs, key: str | None) -> Scheme:
    url = asked.text("url")
    if key is None and url is None:
        raise InvalidParameters([{"in": "query", "name": "url", "detail": "It must be there."}])
    wanted, _, version = (url or "").partition("|")
    version = asked.text("valueSetVersion") or version
    for scheme in of.schemes.values():
        if key in (None, scheme.key) and wanted in ("", canonical("ValueSet", scheme.key)):
            if version not in ("", of.manifest.id):
                raise NotFound(f"This is version {of.manifest.id}, not {version}.")
            return scheme
    raise NotFound(f"There is no value set {url or key!r} here.")


def _one(codings: list[Coding]) -> list[Coding]:
    if len(codings) != 1:
        raise InvalidParameters([{"in": "query", "name": "coding", "detail": "One code, please."}])
    return codings


def _matches(concept: Concept, sought: Sequence[str]) -> bool:
    """Whether every word that is sought begins a word of one of the names."""
    names = (*concept.names.values(), *(text for _, text in concept.others))
    words = [word for name in names for word in name.casefold().split()]
    return all(any(word.startswith(it) for word in words) for it in sought)


def _identifier(of: Terminology, scheme: Scheme, asked: Inputs, language: str) -> str:
    """The same for the same question to the same release."""
    question = repr((of.manifest.digest, scheme.key, language, sorted(asked.values.items())))
    return uuid.uuid5(uuid.NAMESPACE_URL, question).urn


def _parameters(of: Terminology, parts: Sequence[_Part]) -> Resource:
    """Parameters that say in their metadata which release they are from."""
    manifest = of.manifest
    return {
        "resourceType": "Parameters",
        "meta": {"versionId": manifest.id, "lastUpdated": manifest.created},
        "parameter": list(parts),
    }


def _part(name: str, kind: str, value: object) -> _Part:
    return {"name": name, kind: value}


def _property(code: str, value: str) -> _Part:
    parts = [_part("code", "valueCode", code), _part("value", "valueString", value)]
    return {"name": "property", "part": parts}


def _designation(designation: Resource) -> _Part:
    return {
        "name": "designation",
        "part": [
            _part("language", "valueCode", designation["language"]),
            _part("value", "valueString", designation["value"]),
        ],
    }
