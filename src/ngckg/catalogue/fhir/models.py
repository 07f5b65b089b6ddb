"""FHIR resources, each checked by fhir.resources before it goes out.

The models are those of R4B, whose terminology resources are those of R4. They take a third of a
second to load, so that they are loaded when the first resource is made.
"""

import json
from importlib import import_module
from typing import Any, Final

from ngckg.errors import BadRequest

Resource = dict[str, Any]

_TOO_DEEP: Final = "The body is nested too deeply."


def write(resource: Resource) -> bytes:
    """A resource as JSON. Raises ValueError where it is not one that FHIR knows."""
    checked = _model(resource["resourceType"]).model_validate(_filled(resource))
    text: str = checked.model_dump_json(exclude_none=True, indent=1)
    return text.encode() + b"\n"


def read(content: bytes, name: str) -> Resource:
    """A resource that a client sends. Raises BadRequest and says what is wrong with it."""
    try:
        found = json.loads(content)
    except ValueError as error:
        raise BadRequest(f"The body is not JSON: {error}.") from error
    except RecursionError as error:
        raise BadRequest(_TOO_DEEP) from error
    if not isinstance(found, dict) or found.get("resourceType") != name:
        raise BadRequest(f"The body is no {name} resource.")
    try:
        _model(name).model_validate(found)
    except ValueError as error:
        raise BadRequest(f"The body is not a valid {name} resource: {_first(error)}.") from error
    except KeyError as error:  # how fhir.resources tells of a type that it does not know
        raise BadRequest("The body has a resource in it that FHIR does not know.") from error
    except RecursionError as error:
        raise BadRequest(_TOO_DEEP) from error
    return found


def _filled(resource: Resource) -> Resource:
    """Without empty lists, which FHIR does not allow."""
    return {name: _inside(value) for name, value in resource.items() if value != []}


def _inside(value: Any) -> Any:
    match value:
        case dict():
            return _filled(value)
        case list():
            return [_inside(it) for it in value]
        case _:
            return value


def _model(name: str) -> Any:
    return getattr(import_module(f"fhir.resources.R4B.{name.lower()}"), name)


def _first(error: ValueError) -> str:
    """The first thing that is wrong, in a few words."""
    tell = getattr(error, "errors", None)
    found: list[dict[str, Any]] = tell() if tell is not None else []
    if not found:
        return "it cannot be understood"
    place = ".".join(map(str, found[0]["loc"]))
    return f"{place}: {found[0]['msg']}".rstrip(".")
