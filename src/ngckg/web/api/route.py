"""How routes of the API refuse parameters: each by its name, with the values that it may have."""

from collections.abc import Callable, Coroutine, Iterator
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response

from ngckg.errors import InvalidParameters
from ngckg.web.api.parameters import Fields

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ApiRoute(APIRoute):
    """A route whose 422 says what would have done."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        known = {name: values for model in self._models() for name, values in _allowed(model)}

        async def handler(request: Request) -> Response:
            _refuse_twice(request)
            try:
                return await handle(request)
            except RequestValidationError as error:
                raise _refusal(error, known) from error

        return handler

    def _models(self) -> Iterator[type[BaseModel]]:
        for field in self.dependant.query_params:
            annotation = field.field_info.annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                yield annotation


def _allowed(model: type[BaseModel]) -> Iterator[tuple[str, list[str]]]:
    """The parameters of a model, with the values that each may have where they are listed."""
    for name, field in model.model_fields.items():
        values: list[str] = []
        for it in (field.annotation, *get_args(field.annotation)):
            if get_origin(it) is Literal:
                values += [str(value) for value in get_args(it) if value is not NoneType]
        for it in field.metadata:
            if isinstance(it, Fields):
                values += it.known
        yield field.alias or name, values


def _refuse_twice(request: Request) -> None:
    names = [name for name, _ in request.query_params.multi_items()]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InvalidParameters(
            [
                {"in": "query", "name": it, "detail": "It stands there more than once."}
                for it in twice
            ]
        )


def _refusal(error: RequestValidationError, known: dict[str, list[str]]) -> InvalidParameters:
    problems: list[dict[str, Any]] = []
    for found in error.errors():
        place, *path = found["loc"]
        name = ".".join(map(str, path)) or str(place)
        problem = {"in": place, "name": name}
        if found["type"] == "extra_forbidden":
            problem |= {"detail": "There is no such parameter.", "allowed": sorted(known)}
        else:
            detail = str(found["msg"]).removeprefix("Value error, ")
            problem |= {"detail": detail} | ({"allowed": known[name]} if known.get(name) else {})
        problems.append(problem)
    return InvalidParameters(problems)
