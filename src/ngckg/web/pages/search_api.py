"""`/api/search`: the hits of the search page as JSON that is JSON-LD."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ngckg.web.pages.address import Address
from ngckg.web.pages.finding import Hit
from ngckg.web.pages.names import Names


class Matched(BaseModel):
    """The text by which a thing was found."""

    what: Annotated[
        str, Field(description="What it is of the thing: name, other name, title, code…")
    ]
    text: Annotated[str, Field(description="The text itself.")]
    lang: Annotated[str | None, Field(description="Its language.")] = None


class Found(BaseModel):
    """A thing that was found."""

    model_config = ConfigDict(populate_by_name=True)

    id: Annotated[str, Field(alias="@id", description="Its IRI.")]
    kind: Annotated[str, Field(description="What kind of thing it is.")]
    label: Annotated[dict[str, str], Field(description="Its names by language.")]
    page: Annotated[str, Field(description="Its page for people.")]
    score: Annotated[float, Field(description="How well it matches, from 0 to 1.")]
    matched: Annotated[Matched, Field(description="What matched.")]


class Results(BaseModel):
    """What a search found: kind by kind, the best first."""

    model_config = ConfigDict(populate_by_name=True)

    context: Annotated[str, Field(alias="@context", description="Our JSON-LD context.")]
    query: Annotated[str, Field(description="What was searched for.")]
    total: Annotated[int, Field(description="How many things were found.")]
    kinds: Annotated[dict[str, int], Field(description="How many of each kind.")]
    items: Annotated[list[Found], Field(description="The things, at most `limit`.")]


def results(
    query: str, hits: list[Hit], limit: int, names: Names, base: str, context: str
) -> Results:
    """The hits as they are answered; `base` is where we are."""
    kinds: dict[str, int] = {}
    for hit in hits:
        kinds[hit.kind] = kinds.get(hit.kind, 0) + 1
    return Results(
        context=context,
        query=query,
        total=len(hits),
        kinds=kinds,
        items=[_found(hit, names, base) for hit in hits[:limit]],
    )


def _found(hit: Hit, names: Names, base: str) -> Found:
    entry = hit.entry
    own = {lang: names.own(hit.thing, lang) for lang in ("da", "en")}
    return Found(
        id=hit.thing,
        kind=hit.kind,
        label={lang: name for lang, name in own.items() if name is not None},
        page=f"{base}{Address().of(hit.thing)}",
        score=hit.score,
        matched=Matched(what=entry.what, text=entry.text, lang=entry.lang),
    )
