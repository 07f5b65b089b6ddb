"""FastAPI's own errors and ours, told alike: as problem documents."""

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ngckg.errors import InvalidParameters, MethodNotAllowed, NgckgError, NotFound, Overtaken
from ngckg.web.exchange import exchange_of
from ngckg.web.problems import OVERTAKEN, Problem, foreseen, unforeseen


def install(app: FastAPI) -> None:
    """Let FastAPI tell its own errors and ours in the one form."""

    async def tell(request: Request, error: Exception) -> Response:
        request_id = exchange_of(request.scope).id
        match error:
            case NgckgError():
                return foreseen(error, request_id).response()
            case RequestValidationError():
                return foreseen(_invalid(error), request_id).response()
            case HTTPException():
                return _framework(error, request_id).response()
            case _:
                return unforeseen(request_id).response()

    async def leave(request: Request, _error: Exception) -> None:
        request.scope[OVERTAKEN] = True

    app.add_exception_handler(Overtaken, leave)  # type: ignore[arg-type]  # None: nothing is sent
    for kind in (NgckgError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, tell)


def _invalid(error: RequestValidationError) -> InvalidParameters:
    problems = []
    for found in error.errors():
        place, *path = found["loc"]
        name = ".".join(map(str, path)) or str(place)
        problems.append({"in": place, "name": name, "detail": found["msg"]})
    return InvalidParameters(problems)


def _framework(error: HTTPException, request_id: str) -> Problem:
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    match error.status_code:
        case 404:
            return foreseen(NotFound("Nothing stands under this address."), request_id)
        case 405:
            declared = {part.strip() for part in headers.get("allow", "").split(",")}
            implied = {"HEAD", "OPTIONS"} if "GET" in declared else {"OPTIONS"}
            return foreseen(MethodNotAllowed(sorted(declared | implied)), request_id)
        case status:
            title = HTTPStatus(status).phrase
            slug = title.lower().replace(" ", "-")
            return Problem(status, slug, title, error.detail, request_id, headers=headers)
