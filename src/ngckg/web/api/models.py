"""The things that the API tells of.

A field whose name our JSON-LD context knows says what the graph says; the others (`key`, `links`,
`ordering`…) are ours and mean nothing as JSON-LD.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

#: A text by language, `da` or `en`; several texts of one language as a list.
Texts = dict[str, str | list[str]]
#: A class of the ontology by its key in the context; several where none is narrower.
Type = str | list[str]


class Node(BaseModel):
    """Something with an IRI."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    id: Annotated[str, Field(alias="@id", description="Its IRI, which never changes.")]
    type: Annotated[Type, Field(alias="@type", description="What it is.")]


class Thing(Node):
    """Something with an IRI and a name."""

    label: Annotated[Texts | None, Field(description="Its name, by language.")] = None


class Code(Thing):
    """A concept of a code list."""

    notation: Annotated[str | None, Field(description="Its code, as filters take it.")] = None


class Quote(Node):
    """The words that carry a fact."""

    exact: Annotated[str | None, Field(description="The words, as the source has them.")] = None
    start: Annotated[
        int | None, Field(description="Where they begin: code points of the text, from 0.")
    ] = None
    end: Annotated[int | None, Field(description="Where they end, exclusive.")] = None


class Evidence(Node):
    """A place in the source."""

    source: Annotated[
        str | None, Field(alias="hasSource", description="The snapshot of the page, by its IRI.")
    ] = None
    line: Annotated[int | None, Field(description="The line of its text, from 1.")] = None
    selectors: Annotated[
        list[Quote] | None, Field(description="Its words, and its position in the text.")
    ] = None


class Offer(Thing):
    """An analysis that a group, or part of it, is offered."""

    analysis_type: Annotated[
        Code | None, Field(alias="analysisType", description="The kind of analysis.")
    ] = None
    purpose: Annotated[list[Code] | None, Field(description="What the result is used for.")] = None
    restricted_to: Annotated[
        list[Thing] | None,
        Field(
            alias="restrictedTo",
            description="The part of the group that alone it holds for; absent, all of the group.",
        ),
    ] = None


class DocumentSummary(Thing):
    """A document that the source lists."""

    title: Annotated[
        str | None, Field(description="Its title as the source has it, in Danish.")
    ] = None
    url: Annotated[
        list[str] | None, Field(description="Where it is, where the source links to it.")
    ] = None


class StepSummary(Thing):
    """A dated step of the process."""

    edtf: Annotated[
        str | None,
        Field(description="When, as exactly as the source says: EDTF (ISO 8601-2)."),
    ] = None
    date_text: Annotated[
        str | None, Field(alias="dateText", description="When, in the words of the source.")
    ] = None
    start_not_before: Annotated[
        str | None, Field(alias="startNotBefore", description="The first day it can have begun.")
    ] = None
    start_not_after: Annotated[
        str | None, Field(alias="startNotAfter", description="The last day it can have begun.")
    ] = None
    end_not_before: Annotated[
        str | None, Field(alias="endNotBefore", description="The first day it can have ended.")
    ] = None
    end_not_after: Annotated[
        str | None, Field(alias="endNotAfter", description="The last day it can have ended.")
    ] = None
    associated_with: Annotated[
        list[Thing] | None, Field(alias="associatedWith", description="Who took it.")
    ] = None


class Links(BaseModel):
    """Other addresses of the same thing, and of what belongs to it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    self_: Annotated[str, Field(alias="self", description="This, alone.")]
    page: Annotated[str, Field(description="The page for people.")]
    data: Annotated[str, Field(description="All that the graph says of it, as RDF.")]
    ordering: Annotated[
        str | None, Field(description="Whether and how the group's analysis is ordered.")
    ] = None
    patient_groups: Annotated[
        str | None,
        Field(alias="patientGroups", description="The patient groups it has to do with."),
    ] = None
    step_list: Annotated[
        str | None, Field(alias="stepList", description="The steps it took, or that were taken.")
    ] = None


class Item(Thing):
    """A thing that has an address in the API."""

    context: Annotated[
        str | None, Field(alias="@context", description="Our JSON-LD context, outside lists.")
    ] = None
    key: Annotated[str | None, Field(description="The end of its IRI, and of its address.")] = None
    links: Annotated[Links | None, Field(description="Where else to read of it.")] = None
    evidence: Annotated[
        list[Evidence] | None, Field(description="Where the source says that it is there.")
    ] = None


class StatusStatement(BaseModel):
    """What the source says of ordering, and where."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    statement: Annotated[str, Field(description="The IRI of the statement.")]
    says: Annotated[str, Field(description="The status that is stated, by its code.")]
    basis: Annotated[
        str | None, Field(description="How the source ties it to the group, by its code.")
    ] = None
    evidence: Annotated[list[Evidence], Field(description="Where the source says it.")]


class Ordering(BaseModel):
    """Whether the analysis can be ordered, as far as the source says. There is no yes or no."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    state: Annotated[
        Literal["stated-available", "stated-in-preparation", "contradictory", "not-stated"],
        Field(description="What the source says of the requisition form."),
    ]
    contradiction: Annotated[
        bool, Field(description="Whether the source says two things that exclude each other.")
    ]
    explanation: Annotated[dict[str, str], Field(description="The same in a sentence.")]
    statements: Annotated[
        list[StatusStatement], Field(description="Every statement of it, with its evidence.")
    ]
    analyses: Annotated[
        list[str],
        Field(
            description="The kinds of analysis that the source names for the group, by their "
            "codes; empty where it names none."
        ),
    ]
    criteria: Annotated[
        list[str], Field(description="The documents with indications and criteria, by their IRIs.")
    ]
    forms: Annotated[list[str], Field(description="The requisition forms listed, by their IRIs.")]
    onboarding: Annotated[
        list[str], Field(description="The onboarding statuses stated, by their codes.")
    ]
    caveat: Annotated[
        Texts | None, Field(description="What hangs on a position on the page alone.")
    ] = None


class PatientGroup(Item):
    """A patient group."""

    alt_label: Annotated[
        Texts | None, Field(alias="altLabel", description="Other names, by language.")
    ] = None
    definition: Annotated[Texts | None, Field(description="What it comprises.")] = None
    specialist_network: Annotated[
        Thing | None, Field(alias="specialistNetwork", description="Its specialist network.")
    ] = None
    recommendation: Annotated[
        Thing | None, Field(description="The recommendation drafted for it, as a work.")
    ] = None
    analysis_offers: Annotated[
        list[Offer] | None, Field(alias="analysisOffers", description="What it is offered.")
    ] = None
    requisition_status: Annotated[
        list[Code] | None,
        Field(
            alias="requisitionStatus",
            description="Whether the form is there. Two values where the source says both.",
        ),
    ] = None
    onboarding_status: Annotated[
        list[Code] | None,
        Field(
            alias="onboardingStatus",
            description="How far interpreting departments are; absent where nothing is said.",
        ),
    ] = None
    status_report_status: Annotated[
        list[Code] | None,
        Field(alias="statusReportStatus", description="Whether its status report is published."),
    ] = None
    documents: Annotated[
        list[DocumentSummary] | None, Field(description="The documents listed for it.")
    ] = None
    steps: Annotated[
        list[StepSummary] | None, Field(description="The steps of its process, in their order.")
    ] = None
    editorial_note: Annotated[
        Texts | None, Field(alias="editorialNote", description="What to know about its data.")
    ] = None
    ordering: Annotated[
        Ordering | None, Field(description="Whether and how its analysis is ordered.")
    ] = None


class Document(Item, DocumentSummary):
    """A document."""

    document_for: Annotated[
        Thing | None, Field(alias="documentFor", description="The group it is listed for.")
    ] = None
    expresses: Annotated[
        Thing | None, Field(description="The recommendation that it sets out.")
    ] = None


class Step(Item, StepSummary):
    """A step."""

    concerns: Annotated[Thing | None, Field(description="The group it was taken for.")] = None
    used: Annotated[list[Thing] | None, Field(description="What was reviewed or approved.")] = None
    generated: Annotated[list[Thing] | None, Field(description="What came out of it.")] = None


class SpecialistNetwork(Item):
    """A specialist network."""

    advises_on: Annotated[
        Thing | None, Field(alias="advisesOn", description="The group it is set up for.")
    ] = None


class WorkingGroup(Item):
    """A working group."""


class AnalysisType(Item, Code):
    """A kind of analysis."""

    definition: Annotated[Texts | None, Field(description="What it is.")] = None
    scope_note: Annotated[
        Texts | None, Field(alias="scopeNote", description="How the concept is used.")
    ] = None
    broader: Annotated[list[Thing] | None, Field(description="Kinds it is one of.")] = None
    narrower: Annotated[list[Thing] | None, Field(description="Kinds of it.")] = None
    exact_match: Annotated[
        list[str] | None, Field(alias="exactMatch", description="The same concept elsewhere.")
    ] = None
    close_match: Annotated[
        list[str] | None, Field(alias="closeMatch", description="Much the same concept elsewhere.")
    ] = None
