"""`/problem/…`: what the `type` of a problem document leads to (RFC 9457 §3.1.1)."""

import json
from collections.abc import Iterator, Mapping

from fastapi import APIRouter
from starlette.responses import Response

from ngckg.errors import NgckgError, NotFound
from ngckg.web.dependencies import ServiceDep
from ngckg.web.links import PLAIN_JSON
from ngckg.web.problems import TYPES

router = APIRouter(include_in_schema=False)


@router.get("/problem")
async def problem_types(service: ServiceDep) -> Response:
    """All of them."""
    return _answer(list(_types().values()), service.settings.max_age)


@router.get("/problem/{slug}")
async def problem_type(slug: str, service: ServiceDep) -> Response:
    """One of them."""
    told = _types().get(slug)
    if told is None:
        raise NotFound(f"There are {', '.join(_types())}.")
    return _answer(told, service.settings.max_age)


def _answer(told: object, max_age: int) -> Response:
    body = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    fields = {"cache-control": f"public, max-age={max_age}"}
    return Response(body, media_type=PLAIN_JSON.media_type, headers=fields)


def _types() -> dict[str, Mapping[str, object]]:
    """What is to be said of each, by the end of its IRI."""
    return {
        it.slug: {
            "type": f"{TYPES}{it.slug}",
            "title": it.title,
            "status": it.status,
            "description": " ".join((it.__doc__ or "").split()),
        }
        for it in sorted(_errors(NgckgError), key=lambda it: it.slug)
    }


def _errors(kind: type[NgckgError]) -> Iterator[type[NgckgError]]:
    """This and everything narrower that has a name of its own."""
    if "slug" in vars(kind):
        yield kind
    for narrower in kind.__subclasses__():
        yield from _errors(narrower)
