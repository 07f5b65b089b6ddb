"""What a client asks of an operation: parameters of an address, or a Parameters resource."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ngckg.catalogue.fhir import models
from ngckg.errors import BadRequest, InvalidParameters

_TRUE: Final = ("true",)
_FALSE: Final = ("false",)


@dataclass(frozen=True, slots=True)
class Coding:
    """A code of a system, perhaps with a name and a version."""

    code: str
    system: str | None = None
    version: str | None = None
    display: str | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """Parameters by name; values are texts, or the complex values of a resource."""

    values: Mapping[str, list[Any]]

    def texts(self, name: str) -> list[str]:
        """A parameter as often as it stands there. Raises InvalidParameters."""
        found = self.values.get(name, [])
        if not all(isinstance(it, str | int) for it in found):
            raise _wrong(name, "It is no simple value.")
        return [str(it).lower() if isinstance(it, bool) else str(it) for it in found]

    def text(self, name: str) -> str | None:
        """A parameter that may stand once. Raises InvalidParameters."""
        found = self.texts(name)
        if len(found) > 1:
            raise _wrong(name, "It stands there more than once.")
        return found[0] if found else None

    def needed(self, name: str) -> str:
        """A parameter that must be there. Raises InvalidParameters."""
        found = self.text(name)
        if not found:
            raise _wrong(name, "It must be there.")
        return found

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """A yes or no. Raises InvalidParameters."""
        found = self.text(name)
        if found is None:
            return otherwise
        if found not in (*_TRUE, *_FALSE):
            raise _wrong(name, "It is neither true nor false.")
        return found in _TRUE

    def number(self, name: str) -> int | None:
        """A number from 0 up. Raises InvalidParameters."""
        found = self.text(name)
        if found is None:
            return None
        if not found.isascii() or not found.isdigit() or len(found) > 9:
            raise _wrong(name, "It is no number from 0 up.")
        return int(found)

    def codings(self, system: str = "system", version: str = "version") -> list[Coding]:
        """The codes asked about: `code`, `coding` or `codeableConcept`.

        `system` and `version` are what the operation calls the system of a `code` and its version.
        Raises InvalidParameters where there is none, or more than one way of naming it.
        """
        ways = [it for it in ("code", "coding", "codeableConcept") if it in self.values]
        if len(ways) != 1:
            raise _wrong("code", "Name the code by code, by coding or by codeableConcept.")
        if ways == ["code"]:
            names = (system, version, "display")
            return [Coding(self.needed("code"), *(self.text(name) for name in names))]
        found = self.values[ways[0]]
        listed = found if ways == ["coding"] else [c for it in found for c in _codings(it)]
        if not listed:
            raise _wrong(ways[0], "It has no coding.")
        return [_coding(ways[0], it) for it in listed]


def of_address(pairs: Iterable[tuple[str, str]]) -> Inputs:
    """The parameters of an address."""
    found: dict[str, list[Any]] = {}
    for name, value in pairs:
        # A coding in an address is system|code, as in a search.
        given = _token(value) if name == "coding" else value
        found.setdefault(name, []).append(given)
    return Inputs(found)


def of_resource(content: bytes) -> Inputs:
    """The parameters of a Parameters resource. Raises BadRequest."""
    found: dict[str, list[Any]] = {}
    for it in models.read(content, "Parameters").get("parameter") or []:
        values = [value for key, value in it.items() if key.startswith("value")]
        if not values:
            raise BadRequest(f"The parameter {it['name']} has no value that is understood here.")
        found.setdefault(it["name"], []).append(values[0])
    return Inputs(found)


def _codings(concept: Any) -> list[Any]:
    found = concept.get("coding", []) if isinstance(concept, dict) else []
    return found if isinstance(found, list) else []


def _coding(name: str, value: Any) -> Coding:
    if not isinstance(value, dict) or not value.get("code"):
        raise _wrong(name, "It has no code.")
    return Coding(value["code"], value.get("system"), value.get("version"), value.get("display"))


def _token(value: str) -> dict[str, str]:
    system, bar, code = value.rpartition("|")
    return {"code": code, **({"system": system} if bar else {})}


def _wrong(name: str, detail: str) -> InvalidParameters:
    return InvalidParameters([{"in": "query", "name": name, "detail": detail}])
