"""The service and its release as FastAPI hands them to routes."""

from typing import Annotated

from fastapi import Depends, Request

from ngckg.web.service import Publication, Service


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _publication(request: Request) -> Publication:
    return _service(request).publication


ServiceDep = Annotated[Service, Depends(_service)]
PublicationDep = Annotated[Publication, Depends(_publication)]
