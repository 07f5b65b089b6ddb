"""Pages for people under the addresses of documents for machines (`web/people.py`)."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from ngckg.web.pages import terms
from ngckg.web.pages.desk import desk_of
from ngckg.web.people import Page


async def _ontology(request: Request) -> Response:
    return await desk_of(request).page(terms.ontology_made, "ontology")


async def _shapes(request: Request) -> Response:
    return await desk_of(request).page(terms.shapes_made, "shapes")


#: What `app.state.pages` has: by the name of the document, what answers for people.
DOCUMENTS: Final[dict[str, Page]] = {"ontology": _ontology, "shapes": _shapes}
