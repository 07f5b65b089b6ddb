"""What the API answers with: lists, releases, changes, findings, problems."""

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ngckg.web.api import models

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    context: Annotated[str, Field(alias="@context", description="Our JSON-LD context.")]
    total: Annotated[int, Field(description="How many pass the filters.")]
    limit: Annotated[int, Field(description="How many of them are told at most.")]
    offset: Annotated[int, Field(description="How many were passed over first.")]
    first: Annotated[str, Field(description="The first page.")]
    last: Annotated[str, Field(description="The last page.")]
    previous: Annotated[str | None, Field(description="The page before, if any.")] = None
    next: Annotated[str | None, Field(description="The page after, if any.")] = None
    items: Annotated[list[T], Field(description="The things themselves.")]


class ReleaseInfo(BaseModel):
    """A release: what was published at one time."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    release: Annotated[str, Field(description="Its identifier.")]
    made: Annotated[str, Field(description="When it was made, in UTC.")]
    digest: Annotated[str, Field(description="The SHA-256 of its canonical N-Quads.")]


class Releases(BaseModel):
    """The releases that are kept."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    current: Annotated[ReleaseInfo, Field(description="The one that answers come from.")]
    releases: Annotated[list[ReleaseInfo], Field(description="All of them, the newest first.")]


class Change(BaseModel):
    """A difference between two releases, in words."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    thing: Annotated[str, Field(description="The IRI of what changed.")]
    name: Annotated[str, Field(description="Its name.")]
    what: Annotated[
        Literal["new", "gone", "changed"],
        Field(description="Whether it came, went or has changed in one of its properties."),
    ]
    property: Annotated[str | None, Field(description="The property, by its name.")] = None
    before: Annotated[list[str], Field(description="What it said before; empty if nothing.")]
    after: Annotated[list[str], Field(description="What it says now; empty if nothing.")]


class ChangedGroup(models.Thing):
    """A patient group of which something changed."""

    changes: Annotated[list[Change], Field(description="What changed in it and inside it.")]


class Changes(BaseModel):
    """What changed between two releases; where on the page it stands is left aside."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    context: Annotated[str, Field(alias="@context", description="Our JSON-LD context.")]
    since: Annotated[ReleaseInfo, Field(description="The release compared with.")]
    until: Annotated[ReleaseInfo, Field(description="The current release.")]
    total: Annotated[int, Field(description="How many patient groups changed.")]
    items: Annotated[
        list[ChangedGroup], Field(description="The patient groups that changed and are there.")
    ]
    gone_groups: Annotated[
        list[Change], Field(alias="goneGroups", description="The patient groups that went.")
    ]
    elsewhere: Annotated[
        list[Change], Field(description="What changed and belongs to no single group.")
    ]


class Finding(BaseModel):
    """What validation says of a thing."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    severity: Annotated[Literal["violation", "warning", "info"], Field(description="How bad.")]
    message: Annotated[dict[str, str], Field(description="What is odd, by language.")]
    shape: Annotated[str, Field(description="The SHACL shape that says so, by its IRI.")]
    property: Annotated[
        str | None, Field(description="The property it is about, by its IRI, if it is just one.")
    ] = None
    value: Annotated[str | None, Field(description="The value it is about, if any.")] = None
    evidence: Annotated[list[models.Evidence], Field(description="Where the source says it.")]


class Contradiction(models.Thing):
    """A thing of which the source says what does not agree, or leaves out what it promises."""

    finding: Annotated[Finding, Field(description="What does not agree, and where it stands.")]


class Problem(BaseModel):
    """What is wrong (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: Annotated[str, Field(description="The kind of problem, by its IRI.")]
    title: Annotated[str, Field(description="The kind of problem in words.")]
    status: Annotated[int, Field(description="The status of the answer.")]
    detail: Annotated[str, Field(description="What is wrong this time.")]
    request_id: Annotated[
        str, Field(alias="requestId", description="What to name when asking about it.")
    ]
