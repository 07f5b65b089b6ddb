"""Search and read: the resources themselves, one by one or as a bundle."""

from typing import Final

from ngckg.catalogue.fhir.inputs import Inputs
from ngckg.catalogue.fhir.models import Resource
from ngckg.catalogue.fhir.resources import SEARCHES, every
from ngckg.catalogue.fhir.terminology import Terminology
from ngckg.errors import InvalidParameters, NotFound
from ngckg.settings import Settings

#: Parameters that say how to answer and not what is sought.
_OTHERS: Final = ("_format", "_pretty", "_count", "_offset", "displayLanguage")


def read(
    of: Terminology, settings: Settings, language: str, resource_type: str, key: str
) -> Resource:
    """One resource. Raises NotFound."""
    for it in every(of, settings, language, resource_type):
        if it["id"] == key:
            return it
    raise NotFound(f"There is no {resource_type} {key!r}.")


def search(
    of: Terminology,
    settings: Settings,
    language: str,
    resource_type: str,
    asked: Inputs,
    *,
    strict: bool,
) -> Resource:
    """The resources of a type that are sought, as a bundle.

    A parameter that is not known is ignored, as FHIR has it, or refused where the client is
    strict: then it raises InvalidParameters.
    """
    unknown = sorted(set(asked.values) - {*SEARCHES, *_OTHERS})
    if strict and unknown:
        raise InvalidParameters(
            [
                {"in": "query", "name": it, "detail": f"Known are {', '.join(SEARCHES)}."}
                for it in unknown
            ]
        )
    found = [
        it
        for it in every(of, settings, language, resource_type)
        if all(_fits(it, name, asked.texts(name)) for name in SEARCHES)
    ]
    count, offset = asked.number("_count"), asked.number("_offset") or 0
    end = None if count is None else offset + count
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "timestamp": of.manifest.created,
        "total": len(found),
        "entry": [
            {
                "fullUrl": f"{of.base}/fhir/{resource_type}/{it['id']}",
                "resource": it,
                "search": {"mode": "match"},
            }
            for it in found[offset:end]
        ],
    }


def _fits(resource: Resource, name: str, wanted: list[str]) -> bool:
    """Whether every value is met; a value may list alternatives, separated by commas."""
    value = str(resource.get(name.removeprefix("_"), ""))
    for given in wanted:
        choices = given.split(",")
        if name in ("name", "title"):
            # A string parameter is the beginning, whatever the case.
            if not any(value.casefold().startswith(it.casefold()) for it in choices):
                return False
        elif value not in choices:
            return False
    return True
