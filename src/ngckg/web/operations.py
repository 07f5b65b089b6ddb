"""What operators ask: whether it lives, whether it is ready, how it is doing."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from ngckg.web import metrics
from ngckg.web.service import PublicationDep, ServiceDep

router = APIRouter(include_in_schema=False)

_FRESH = {"cache-control": "no-store"}


@router.get("/health/live")
async def live() -> Response:
    """The process answers."""
    return JSONResponse({"status": "alive"}, headers=_FRESH)


@router.get("/health/ready")
async def ready(publication: PublicationDep) -> Response:
    """Queries can be answered; 503 until then."""
    manifest = publication.manifest
    return JSONResponse(
        {"status": "ready", "release": manifest.id, "digest": manifest.digest}, headers=_FRESH
    )


@router.get("/metrics")
async def figures(service: ServiceDep) -> Response:
    """Everything that is counted."""
    return Response(service.metrics.text(), media_type=metrics.CONTENT_TYPE, headers=_FRESH)
