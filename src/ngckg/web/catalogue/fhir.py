"""`/fhir`: the terminology of the release for hospital systems, in FHIR R4.

Addresses of FHIR do not fit path templates (`CodeSystem/$lookup` beside `CodeSystem/{id}`), so one
route takes them all and takes them apart.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from ngckg.catalogue.fhir import inputs, models, operations, outcome, resources, searching
from ngckg.catalogue.fhir import terminology as terms
from ngckg.catalogue.fhir.inputs import Inputs
from ngckg.catalogue.fhir.models import Resource
from ngckg.catalogue.fhir.terminology import Terminology
from ngckg.errors import MethodNotAllowed, NgckgError, NotFound, UnsupportedMediaType
from ngckg.graph.release import Release
from ngckg.negotiation import Format, choose, language, named
from ngckg.settings import Settings
from ngckg.web import reading
from ngckg.web.asking import Questions, QuestionsDep, Row
from ngckg.web.dependencies import ServiceDep
from ngckg.web.exchange import exchange_of
from ngckg.web.problems import headers_of
from ngckg.web.reading import header
from ngckg.web.responses import ReleaseResponse
from ngckg.web.service import Service

_log = logging.getLogger(__name__)

_JSON: Final = Format(
    "application/fhir+json",
    ("json",),
    ".json",
    ("application/json", "application/json+fhir", "text/json"),
    charset=True,
)
_FORM: Final = "application/x-www-form-urlencoded"
_METHODS: Final = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_ALLOWED: Final = ("GET", "HEAD", "OPTIONS", "POST")
_VARY: Final = ("Accept", "Accept-Language")


class _Route(APIRoute):
    """A route whose errors are OperationOutcomes."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handler(request: Request) -> Response:
            request_id = exchange_of(request.scope).id
            try:
                return await handle(request)
            except NgckgError as error:
                told = outcome.outcome(error, request_id)
                return _refusal(error.status, told, headers_of(error))
            except ClientDisconnect:
                raise
            except Exception:
                _log.exception("request %s failed", request_id)
                return _refusal(500, outcome.unforeseen(request_id), {})

        return handler


router = APIRouter(include_in_schema=False, route_class=_Route)


@router.api_route("/fhir", methods=_METHODS)
@router.api_route("/fhir/{path:path}", methods=_METHODS)
async def answer(request: Request, service: ServiceDep, questions: QuestionsDep) -> Response:
    """Whatever FHIR asks."""
    if request.method not in ("GET", "POST"):
        raise MethodNotAllowed(_ALLOWED)
    asked = await _inputs(request, service)
    _negotiate(request, asked)
    terminology = await _terminology(request, service, questions)
    accepted = header(request.scope, b"accept-language")
    spoken = language(asked.text("displayLanguage") or accepted, terms.LANGUAGES)
    strict = "handling=strict" in (header(request.scope, b"prefer") or "")
    question = _Question(terminology, asked, service.settings, spoken, strict=strict)
    path = request.scope["path"].removeprefix("/fhir").strip("/")
    resource = question.resource(path)
    body = await asyncio.to_thread(models.write, resource)
    publication = questions.publication
    made = publication.represent(
        body,
        _JSON.content_type,
        lasting=request.method == "GET",
        vary=_VARY,
        extra=(("content-language", spoken),),
    )
    return ReleaseResponse(made)


@dataclass(frozen=True, slots=True)
class _Question:
    """A request to FHIR, understood."""

    of: Terminology
    asked: Inputs
    settings: Settings
    language: str
    strict: bool

    def resource(self, path: str) -> Resource:
        """The resource that stands at an address or that an operation makes. Raises NotFound."""
        match path.split("/"):
            case [""]:
                return resources.capability_statement(self.of)
            case ["metadata"] if self.asked.text("mode") == "terminology":
                return resources.terminology_capabilities(self.of)
            case ["metadata"]:
                return resources.capability_statement(self.of)
            case [kind] | [kind, "_search"] if kind in resources.TYPES:
                found = self.of, self.settings, self.language, kind, self.asked
                return searching.search(*found, strict=self.strict)
            case [kind, operation] if kind in resources.TYPES and operation.startswith("$"):
                return self._operation(kind, None, operation)
            case [kind, key, operation] if kind in resources.TYPES and operation.startswith("$"):
                searching.read(self.of, self.settings, self.language, kind, key)
                return self._operation(kind, key, operation)
            case [kind, key] if kind in resources.TYPES:
                return searching.read(self.of, self.settings, self.language, kind, key)
        known = ", ".join(resources.TYPES)
        raise NotFound(f"There is nothing at {path}; there are metadata, {known}.")

    def _operation(self, kind: str, key: str | None, name: str) -> Resource:
        asked = self.of, self.asked, key, self.language
        match kind, name:
            case "CodeSystem", "$lookup":
                return operations.lookup(*asked)
            case "CodeSystem", "$validate-code":
                return operations.validate_in_code_system(*asked)
            case "ValueSet", "$validate-code":
                return operations.validate_in_value_set(*asked)
            case "ValueSet", "$expand":
                return operations.expand(*asked, self.settings)
            case "ConceptMap", "$translate":
                return operations.translate(*asked)
        known = ", ".join(f"${it}" for it in resources.OPERATIONS[kind])
        raise NotFound(f"{kind} has no operation {name}; it has {known}.")


async def _inputs(request: Request, service: Service) -> Inputs:
    """What is asked in the address and in the body."""
    pairs = request.query_params.multi_items()
    if request.method == "GET":
        return inputs.of_address(pairs)
    media_type = reading.content_type(request.scope)
    limit, seconds = service.settings.max_body, service.settings.read_seconds
    content = await reading.body(request.scope, request.receive, limit, seconds)
    if media_type == _FORM:
        fields = reading.fields(content)
        return inputs.of_address(
            [*pairs, *((n, v) for n, values in fields.items() for v in values)]
        )
    if media_type not in (_JSON.media_type, *_JSON.aliases):
        raise UnsupportedMediaType(f"Send {_JSON.media_type} or {_FORM}.")
    sent = await asyncio.to_thread(inputs.of_resource, content)
    given = inputs.of_address(pairs).values
    return Inputs({**given, **sent.values})


def _negotiate(request: Request, asked: Inputs) -> None:
    """FHIR in JSON is what there is. Raises NotAcceptable where the client wants another."""
    if named(asked.texts("_format"), (_JSON,)) is None:
        choose(header(request.scope, b"accept"), (_JSON,))


async def _terminology(request: Request, service: Service, questions: Questions) -> Terminology:
    """The terminology of the release, read once."""
    release, state = questions.publication.release, request.app.state
    known: tuple[Release, Terminology] | None = getattr(state, "terminology", None)
    if known is None or known[0] is not release:
        concepts = [_plain(it) for it in await questions.rows("fhir-concepts")]
        mappings = [_plain(it) for it in await questions.rows("catalogue-lookup")]
        prefixes = {
            row["prefix"][0]: row["namespace"][0]
            for row in map(_plain, await questions.rows("catalogue-prefixes"))
        }
        manifest, base = release.manifest, service.base
        read = terms.read(manifest, base, concepts, mappings, prefixes)
        known = state.terminology = release, read
    return known[1]


def _plain(row: Row) -> dict[str, tuple[str, str | None]]:
    """Terms as text, with the language where one has it."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, term in row.items():
        match term:
            case ox.Literal():
                found[name] = term.value, term.language
            case ox.NamedNode():
                found[name] = term.value, None
    return found


def _refusal(status: int, told: Resource, headers: dict[str, str]) -> Response:
    return Response(
        models.write(told),
        status,
        {"cache-control": "no-store", **headers},
        _JSON.content_type,
    )
