"""Pages for people under the addresses of documents for machines (`web/people.py`)."""

from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from ngckg.web.api import docs
from ngckg.web.api.described import describe
from ngckg.web.asking import Questions
from ngckg.web.catalogue import structured
from ngckg.web.pages import records, terms
from ngckg.web.pages.context import Context
from ngckg.web.pages.desk import desk_of
from ngckg.web.pages.frame import Place
from ngckg.web.pages.release_routes import comparisons_of, show_changes, show_download
from ngckg.web.pages.site import Made
from ngckg.web.people import Page

#: How the models of lists are named in the API's description.
_PAGE: Final = "Page_"
_CATALOGUE: Final = (
    "catalog",
    "fdp",
    "dataset",
    "distribution",
    "service",
    "agent",
    "contact",
    "profile",
)


@dataclass(frozen=True, slots=True)
class DocsPage:
    """The API's documentation, in HTML already."""

    content: Markup


async def _ontology(request: Request) -> Response:
    return await desk_of(request).page(terms.ontology_made, "ontology")


async def _shapes(request: Request) -> Response:
    return await desk_of(request).page(terms.shapes_made, "shapes")


async def _docs(request: Request) -> Response:
    desk = desk_of(request)

    async def view(context: Context) -> Made:
        questions = Questions(desk.publication, desk.visitor)
        document = await describe(questions, desk.base, desk.lang, comparisons_of(request))
        _leave_out_examples(document)
        # Escaped by whoever wrote it; our own text and the release's.
        content = Markup(docs.content(document, desk.lang))  # noqa: S704
        title = context.say.gettext("JSON API")
        description = context.say.gettext("Every address of the JSON API with its parameters.")
        return Made(
            "docs",
            DocsPage(content),
            Place("/docs", menu="/download"),
            title,
            description,
        )

    return await desk.page(view, "docs")


def _leave_out_examples(document: dict[str, Any]) -> None:
    """Whole answers, and lists one by one, would make the page several times as long."""
    schemas = document["components"]["schemas"]
    for methods in document["paths"].values():
        for answer in methods["get"]["responses"]["200"].get("content", {}).values():
            answer.pop("examples", None)
            # The pages of lists are alike: what stands in them is told once, for one of them.
            name = answer["schema"].get("$ref", "").rpartition("/")[2]
            if name.startswith(_PAGE) and name in schemas:
                answer["schema"] = schemas[name]["properties"]["items"]
    alike = [name for name in schemas if name.startswith(_PAGE)]
    for name in alike[1:]:
        del schemas[name]


async def _record(request: Request) -> Response:
    desk = desk_of(request)
    content = await records.turtle(request)

    async def view(context: Context) -> Made:
        made = records.made(context, desk.path, content)
        return await structured.record(request, made, desk.path)

    return await desk.page(view, "record", desk.path)


#: What `app.state.pages` has: by the name of the document, what answers for people.
DOCUMENTS: Final[dict[str, Page]] = {
    "ontology": _ontology,
    "shapes": _shapes,
    "docs": _docs,
    "download": show_download,
    "changes": show_changes,
    **dict.fromkeys(_CATALOGUE, _record),
}
