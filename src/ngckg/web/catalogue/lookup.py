"""`/api/lookup`: which patient groups a code of another vocabulary relates to, and how."""

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import pyoxigraph as ox
from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from ngckg.catalogue import lookup
from ngckg.catalogue.lookup import Found
from ngckg.graph.release import Release
from ngckg.web import links
from ngckg.web.api import answers, models
from ngckg.web.api.calls import Call, CallDep, Told
from ngckg.web.api.collections import ROOT
from ngckg.web.api.route import ApiRoute
from ngckg.web.asking import Row

if TYPE_CHECKING:
    import curies

router = APIRouter(prefix=ROOT, route_class=ApiRoute, tags=["mappings"])

_PREFIXES: Final = "catalogue-prefixes"
_LOOKUP: Final = "catalogue-lookup"


class Match(BaseModel):
    """A thing of ours that the code is mapped to."""

    model_config = ConfigDict(populate_by_name=True)

    id: Annotated[str, Field(alias="@id", description="Its IRI.")]
    label: Annotated[models.Texts, Field(description="Its name, by language.")]
    how: Annotated[
        Literal["exact", "close", "broad", "narrow", "related"],
        Field(description="How the code relates to it: `broad` means that the code is broader."),
    ]
    meaning: Annotated[dict[str, str], Field(description="The same in words, by language.")]
    predicate: Annotated[str, Field(description="The property of SKOS that says so.")]
    confidence: Annotated[float, Field(description="From 0 to 1.")]
    justification: Annotated[str, Field(description="How the mapping was made (SEMAPV).")]
    review_status: Annotated[
        str, Field(alias="reviewStatus", description="Whether a clinician has reviewed it.")
    ]
    mapping: Annotated[str, Field(description="The record of the mapping.")]
    note: Annotated[str | None, Field(description="What its author has to say.")] = None


class Lookup(BaseModel):
    """What a code has to do with us."""

    model_config = ConfigDict(populate_by_name=True)

    id: Annotated[str, Field(alias="@id", description="The IRI of the code.")]
    curie: Annotated[str, Field(description="The code with the prefix of its vocabulary.")]
    code_label: Annotated[
        str | None, Field(alias="codeLabel", description="What its vocabulary calls it.")
    ]
    release: Annotated[str, Field(description="The release that the answer is from.")]
    patient_groups: Annotated[
        list[Match], Field(alias="patientGroups", description="Patient groups, nearest first.")
    ]
    others: Annotated[list[Match], Field(description="Analysis types, documents and so on.")]


class LookupParameters(BaseModel):
    """What is asked."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[
        str,
        Field(
            description="A CURIE (`MONDO:0100547`, `ORPHA:98053`) or an IRI.",
            min_length=1,
            max_length=500,
        ),
    ]


@router.get(
    "/lookup",
    response_model=Lookup,
    responses={422: {"model": answers.Problem, "description": "Not a code that is known here."}},
)
async def look_up(call: CallDep, asked: Annotated[LookupParameters, Query()]) -> Response:
    """Which patient groups relate to a code, and how. A code without mappings relates to none."""

    async def tell() -> Told:
        curie, iri = lookup.expand(asked.code, await _known(call))
        rows = await call.questions.rows(_LOOKUP, code=ox.NamedNode(iri))
        labels = [it["codeLabel"] for it in rows if "codeLabel" in it]
        label = _text(labels[0]) if labels else None
        release = call.questions.publication.manifest.id
        told = lookup.tell(curie, iri, label, [_found(it) for it in rows], release)
        context: dict[str, Any] = {"@context": links.context(call.base)}
        return context | told, ()

    return await call.answer(tell)


async def _known(call: Call) -> "curies.Converter":
    """What knows the codes of the release, made once."""
    questions, state = call.questions, call.request.app.state
    release = questions.publication.release
    known: tuple[Release, curies.Converter] | None = getattr(state, "codes", None)
    if known is None or known[0] is not release:
        rows = await questions.rows(_PREFIXES)
        prefixes = {_text(it["prefix"]): _text(it["namespace"]) for it in rows}
        targets = {_text(it["code"]) for it in await questions.rows(_LOOKUP)}
        known = state.codes = release, lookup.converter(prefixes, targets)
    return known[1]


def _found(row: Row) -> Found:
    labels = {"da": row.get("danish"), "en": row.get("english")}
    comment = row.get("comment")
    return Found(
        record=_text(row["record"]),
        thing=_text(row["thing"]),
        relation=_text(row["relation"]),
        justification=_text(row["justification"]),
        confidence=_text(row["confidence"]),
        review=_text(row["review"]),
        labels={language: _text(it) for language, it in labels.items() if it is not None},
        comment=None if comment is None else _text(comment),
    )


def _text(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    raise TypeError(f"{term!r} has no text")
