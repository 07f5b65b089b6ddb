"""The API's description (OpenAPI 3.1), in Danish or English, with examples from the release."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from ngckg import __version__
from ngckg.negotiation import JSON_LD
from ngckg.web import problems
from ngckg.web.api.danish import DANISH
from ngckg.web.links import DATA_LICENSE

VERSION: Final = "3.1.0"
TITLE: Final = "Patient groups offered whole genome sequencing in Denmark"
DESCRIPTION: Final = (
    "What the source says of the patient groups: who drafted, reviewed, approved and evaluated "
    "what and when, which documents there are, which analyses are offered, and where on the page "
    "each piece of information stands. JSON that is also JSON-LD: its context says what the keys "
    "mean."
)
TAGS: Final = {
    "things": "Patient groups and what belongs to them.",
    "release": "The release as a whole.",
}
_SAID: Final = ("title", "description", "summary")
#: What is shown as it is.
_SHOWN: Final = ("example", "examples")
_SINCE: Final = "since"
_DATE: Final = {"type": "string", "format": "date"}
_JSON: Final = "application/json"

#: The answers that operations give, by path and language; keys that `{key}` may be, by path.
Examples = dict[str, dict[str, Any]]
Keys = dict[str, str]


def describe(
    routes: list[BaseRoute],
    base: str,
    lang: str,
    examples: Examples,
    keys: Keys,
    releases: Sequence[str] = (),
) -> dict[str, Any]:
    """The description of some routes. `releases` are those that one may compare with."""
    document = get_openapi(
        title=TITLE,
        version=__version__,
        openapi_version=VERSION,
        description=DESCRIPTION,
        routes=routes,
        servers=[{"url": base}],
        tags=[{"name": name, "description": about} for name, about in TAGS.items()],
        license_info={"name": "CC BY 4.0", "url": DATA_LICENSE},
    )
    for path, operation in _operations(document):
        _improve(operation, examples.get(path, {}), keys.get(path), releases)
    tidied: dict[str, Any] = _tidy(document)
    return _said(tidied, lambda it: DANISH.get(it, it)) if lang == "da" else tidied


def texts(document: Any) -> Iterator[str]:
    """Every text of a description that is in words, those of its examples apart."""
    found: list[str] = []

    def keep(text: str) -> str:
        found.append(text)
        return text

    _said(document, keep)
    yield from found


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        yield path, methods["get"]


def _improve(
    operation: dict[str, Any],
    examples: dict[str, Any],
    key: str | None,
    releases: Sequence[str],
) -> None:
    """What FastAPI cannot know: our media types, and examples of what is really answered."""
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if status != "200":
            answer["content"] = {problems.MEDIA_TYPE: content[_JSON]} if _JSON in content else {}
            continue
        answer["description"] = "The answer."
        content[JSON_LD.media_type] = {"schema": content[_JSON]["schema"]}
        content[_JSON] |= {"examples": examples} if examples else {}
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path" and key is not None:
            parameter["example"] = key
        elif parameter["name"] == _SINCE:
            known = {"type": "string", "enum": list(releases)}
            parameter["schema"] = {"anyOf": [_DATE, *([known] if releases else [])]}


def _tidy(node: Any) -> Any:
    """Without what says nothing: names of fields as titles, and null where nothing is left out."""
    match node:
        case dict():
            kept = {
                name: it if name in _SHOWN else _tidy(it)
                for name, it in node.items()
                if not _is_idle(name, it, node)
            }
            choices = kept.get("anyOf")
            if choices and {"type": "null"} in choices:
                left = [it for it in choices if it != {"type": "null"}]
                rest = {name: it for name, it in kept.items() if name not in ("anyOf", "default")}
                return (left[0] if len(left) == 1 else {"anyOf": left}) | rest
            return kept
        case list():
            return [_tidy(it) for it in node]
        case _:
            return node


def _is_idle(name: str, value: Any, node: dict[str, Any]) -> bool:
    return name == "title" and isinstance(value, str) and "version" not in node


def _said(node: Any, change: Callable[[str], str]) -> Any:
    """The same with every text in words changed; examples and values are left alone."""
    match node:
        case dict():
            return {name: _said_of(name, it, change) for name, it in node.items()}
        case list():
            return [_said(it, change) for it in node]
        case _:
            return node


def _said_of(name: str, value: Any, change: Callable[[str], str]) -> Any:
    if name in _SHOWN:
        return value
    if name in _SAID and isinstance(value, str):
        return change(value)
    return _said(value, change)
