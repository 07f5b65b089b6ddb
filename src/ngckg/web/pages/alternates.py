"""Where programs find what a page tells."""

from dataclasses import dataclass
from typing import Final

from ngckg.web.pages import address


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of what a page tells; `type` where browsers and harvesters look for it."""

    name: str
    href: str
    type: str | None = None


_DATA: Final = Form("Turtle", "/download/data.ttl", "text/turtle")
_EXAMPLES: Final = Form("Turtle", "/download/examples.ttl", "text/turtle")
_DATASET: Final = Form("Turtle", "/dataset/ngckg.ttl", "text/turtle")


def _json(path: str) -> Form:
    return Form("JSON", path, "application/json")


_OF: Final = {
    "/": (_DATA, _json("/api/patient-groups"), Form("CSV", "/groups.csv", "text/csv")),
    "/process": (_DATA, _json("/api/steps")),
    "/timeline": (_DATA, _json("/api/steps"), Form("CSV", "/timeline.csv", "text/csv")),
    "/search": (_DATA,),
    "/queries": (_EXAMPLES,),
    "/sparql": (_EXAMPLES,),
    "/download": (_DATASET, _json("/download/manifest.json")),
    "/about": (_DATASET, _json("/api/contradictions")),
    "/changes": (
        _DATASET,
        _json("/api/changes"),
        Form("Atom", "/changes.atom", "application/atom+xml"),
    ),
    "/docs": (_DATASET, Form("OpenAPI", "/openapi.json", "application/json")),
}


def of(path: str) -> tuple[Form, ...]:
    """The forms of what a page tells that is not about one thing."""
    if path.startswith("/queries/"):
        return (_EXAMPLES,)
    if path.startswith("/page/"):
        kind = path.removeprefix("/page/")
        return (
            Form("Turtle", "/download/ngckg.ttl", "text/turtle"),
            *([_json(f"/api/{address.API[kind]}")] if kind in address.API else []),
        )
    return _OF.get(path, ())
