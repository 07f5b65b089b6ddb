"""What machines read first: the SPARQL service description, and VoID."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ngckg.catalogue import counting, service_description, void
from ngckg.catalogue.documents import write
from ngckg.negotiation import GRAPHS, Format, choose
from ngckg.web.dependencies import PublicationDep, ServiceDep
from ngckg.web.reading import header
from ngckg.web.responses import ReleaseResponse, Representation
from ngckg.web.service import Service

router = APIRouter(include_in_schema=False)


@router.get("/.well-known/void")
async def describe_dataset(
    request: Request, service: ServiceDep, publication: PublicationDep
) -> Response:
    """The release in VoID."""
    wanted = choose(header(request.scope, b"accept"), GRAPHS)

    async def make() -> Representation:
        figures = await counting.count(publication.engine)
        triples = void.describe(publication.manifest, service.base, figures)
        return publication.represent(write(triples, wanted), wanted.content_type)

    return await publication.kept(("void", wanted.media_type), make)


async def describe_service(service: Service, wanted: Format) -> ReleaseResponse:
    """The SPARQL endpoint's own description."""
    publication = service.publication

    async def make() -> Representation:
        triples = service_description.describe(publication.manifest, service.base, service.limits)
        return publication.represent(write(triples, wanted), wanted.content_type)

    return await publication.kept(("service", wanted.media_type), make)
