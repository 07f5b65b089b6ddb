"""What operators ask: how it is doing."""

from fastapi import APIRouter
from starlette.responses import Response

from ngckg.web import metrics
from ngckg.web.dependencies import ServiceDep

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def figures(service: ServiceDep) -> Response:
    """Everything that is counted."""
    headers = {"cache-control": "no-store"}
    return Response(service.metrics.text(), media_type=metrics.CONTENT_TYPE, headers=headers)
