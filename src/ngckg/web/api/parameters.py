"""What one may ask of the API: filters, order, page, fields, language."""

import re
from datetime import date
from typing import Annotated, Any, Final, Literal

import pyoxigraph as ox
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.alias_generators import to_camel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from ngckg.engine.base import Term
from ngckg.namespaces import ID
from ngckg.rdf import iri
from ngckg.rdf.terms import N, day
from ngckg.web.api import models

#: The codes of the code lists; a test holds them to the concept schemes.
AnalysisTypeCode = Literal["germline", "somatic", "whole-genome-sequencing"]
RequisitionStatusCode = Literal["available", "in-preparation"]
OnboardingStatusCode = Literal["completed", "in-progress"]
StatusReportStatusCode = Literal["in-preparation", "published"]
StepKind = Literal["drafting", "review", "approval", "evaluation"]
DocumentKind = Literal[
    "recommendation-document", "criteria-document", "requisition-form", "status-report"
]
Certainty = Literal["certain", "possible"]
Lang = Literal["da", "en"]

#: What lets everything pass in the queries.
_ANY: Final = ox.Literal("")
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
_BODIES: Final = "specialist-network|working-group|steering-group|organization"
_BODY: Final = rf"^({re.escape(ID)})?({_BODIES})/{_KEY}$"


def _day(value: object) -> object:
    """A day and nothing shorter: pydantic alone would take a number of seconds."""
    if isinstance(value, str):
        if not DATE.fullmatch(value):
            raise ValueError("a day is written YYYY-MM-DD")
        return date.fromisoformat(value)
    return value


Day = Annotated[date, BeforeValidator(_day)]
Search = Annotated[str, Field(min_length=1, max_length=100)]
BodyKey = Annotated[str, Field(pattern=_BODY, max_length=200)]
GroupKey = Annotated[str, Field(pattern=rf"^{_KEY}$", max_length=200)]


def fields_of(model: type[BaseModel]) -> list[str]:
    """The fields that one may choose among; `@id` and `@type` are always there."""
    keys = [field.alias or name for name, field in model.model_fields.items()]
    return [key for key in keys if not key.startswith("@")]


class Fields:
    """Names of a model's fields, separated by commas."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.known = fields_of(model)

    def check(self, value: str | None) -> str | None:
        """Refuse what is no field."""
        strange = [it for it in (value or "").split(",") if it not in self.known]
        if value is not None and strange:
            raise ValueError(f"no such field: {', '.join(strange)}")
        return value

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        one = f"({'|'.join(self.known)})"
        return {"type": "string", "pattern": f"^{one}(,{one})*$"}


class _Parameters(BaseModel):
    """Nothing but what is named here: a mistyped filter must not let everything pass."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)


class NoParameters(_Parameters):
    """There is nothing to ask for."""


class OneParameters(_Parameters):
    """How one thing is told."""

    lang: Annotated[
        Lang | None, Field(description="Texts in one language, where they can be had in it.")
    ] = None


class _Page(OneParameters):
    limit: Annotated[int, Field(ge=1, le=100, description="How many at most.")] = 50
    offset: Annotated[
        int, Field(ge=0, le=1_000_000, description="How many to pass over first.")
    ] = 0
    page: Annotated[
        int, Field(ge=1, le=10_000, description="Pages of `limit` from 1; adds to `offset`.")
    ] = 1

    @property
    def start(self) -> int:
        """How many to pass over, all in all."""
        return self.offset + (self.page - 1) * self.limit


class _List(_Page):
    def values(self) -> dict[str, Term]:
        """The filters as values of the query's variables."""
        return {}


_FIELDS = "Only these fields, by their names and separated by commas."
_SORT = "The order; a minus sign turns it round. Danish letters come last."
_Q = "Text that stands in a name as it is here, in whatever case."
_BODY_IS = "Has to do with this body: kind and key (`working-group/fortolkning`), or IRI."
_CERTAINTY = "Whether a date must be so, or merely can be, from what the source says."


class GroupParameters(_List):
    """Which patient groups."""

    analysis_type: Annotated[
        AnalysisTypeCode | None,
        Field(
            description="The group's own section offers this kind of analysis. That all groups "
            "are offered whole genome sequencing is said in general and of none by itself."
        ),
    ] = None
    requisition_status: Annotated[
        RequisitionStatusCode | None,
        Field(description="This is stated of its requisition form, whatever else is."),
    ] = None
    onboarding_status: Annotated[
        OnboardingStatusCode | None, Field(description="This is stated of its onboarding.")
    ] = None
    status_report_status: Annotated[
        StatusReportStatusCode | None, Field(description="This is stated of its status report.")
    ] = None
    body: Annotated[BodyKey | None, Field(description=_BODY_IS)] = None
    step: Annotated[StepKind | None, Field(description="The source names such a step for it.")] = (
        None
    )
    q: Annotated[Search | None, Field(description=_Q)] = None
    approved_before: Annotated[Day | None, Field(description="Approved before this day.")] = None
    approved_after: Annotated[Day | None, Field(description="Approved after this day.")] = None
    certainty: Annotated[Certainty, Field(description=_CERTAINTY)] = "certain"
    sort: Annotated[Literal["name", "-name", "approval", "-approval"], Field(description=_SORT)] = (
        "name"
    )
    fields: Annotated[str | None, Fields(models.PatientGroup), Field(description=_FIELDS)] = None

    def values(self) -> dict[str, Term]:
        return {
            "analysisType": _coded("analysis-type", self.analysis_type),
            "requisitionStatus": _coded("requisition-status", self.requisition_status),
            "onboardingStatus": _coded("onboarding-status", self.onboarding_status),
            "statusReportStatus": _coded("status-report-status", self.status_report_status),
            "body": _body(self.body),
            "step": _class(self.step),
            "q": _text(self.q),
            **_days(self.approved_before, self.approved_after, self.certainty),
        }


class DocumentParameters(_List):
    """Which documents."""

    kind: Annotated[DocumentKind | None, Field(description="Of this kind.")] = None
    patient_group: Annotated[
        GroupKey | None, Field(description="Listed for this group, by its key.")
    ] = None
    q: Annotated[Search | None, Field(description=_Q)] = None
    sort: Annotated[Literal["name", "-name"], Field(description=_SORT)] = "name"
    fields: Annotated[str | None, Fields(models.Document), Field(description=_FIELDS)] = None

    def values(self) -> dict[str, Term]:
        return {
            "kind": _class(self.kind),
            "patientGroup": _coded("patient-group", self.patient_group),
            "q": _text(self.q),
        }


class StepParameters(_List):
    """Which steps."""

    kind: Annotated[StepKind | None, Field(description="Of this kind.")] = None
    patient_group: Annotated[
        GroupKey | None, Field(description="Taken for this group, by its key.")
    ] = None
    body: Annotated[BodyKey | None, Field(description=_BODY_IS)] = None
    before: Annotated[Day | None, Field(description="Ended before this day.")] = None
    after: Annotated[Day | None, Field(description="Began after this day.")] = None
    certainty: Annotated[Certainty, Field(description=_CERTAINTY)] = "certain"
    sort: Annotated[Literal["date", "-date", "name", "-name"], Field(description=_SORT)] = "date"
    fields: Annotated[str | None, Fields(models.Step), Field(description=_FIELDS)] = None

    def values(self) -> dict[str, Term]:
        return {
            "kind": _class(self.kind),
            "patientGroup": _coded("patient-group", self.patient_group),
            "body": _body(self.body),
            **_days(self.before, self.after, self.certainty),
        }


class _Named(_List):
    q: Annotated[Search | None, Field(description=_Q)] = None
    sort: Annotated[Literal["name", "-name"], Field(description=_SORT)] = "name"

    def values(self) -> dict[str, Term]:
        return {"q": _text(self.q)}


class NetworkParameters(_Named):
    """Which specialist networks."""

    fields: Annotated[str | None, Fields(models.SpecialistNetwork), Field(description=_FIELDS)] = (
        None
    )


class WorkingGroupParameters(_Named):
    """Which working groups."""

    fields: Annotated[str | None, Fields(models.WorkingGroup), Field(description=_FIELDS)] = None


class AnalysisTypeParameters(_Named):
    """Which kinds of analysis."""

    fields: Annotated[str | None, Fields(models.AnalysisType), Field(description=_FIELDS)] = None


class ContradictionParameters(_Page):
    """Which findings."""

    severity: Annotated[
        Literal["warning", "info"],
        Field(description="Warnings are contradictions and gaps; infos are mere hints."),
    ] = "warning"


def _since(value: str | None) -> str | None:
    """A day that there is, where it is a day."""
    if value is not None and DATE.fullmatch(value):
        _day(value)
    return value


class ChangeParameters(_Parameters):
    """Since when."""

    since: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=100,
            description="A release by its identifier, or a day: what stood when it began. "
            "Without it, the release before the current one.",
        ),
        AfterValidator(_since),
    ] = None
    lang: Annotated[Lang, Field(description="The language that changes are told in.")] = "en"


def _coded(kind: str, key: str | None) -> Term:
    return _ANY if key is None else ox.NamedNode(iri.thing(kind, key))


def _class(kind: str | None) -> Term:
    """`recommendation-document` is the class RecommendationDocument."""
    return _ANY if kind is None else N.ngckg["".join(map(str.capitalize, kind.split("-")))]


def _body(key: str | None) -> Term:
    return _ANY if key is None else ox.NamedNode(ID + key.removeprefix(ID))


def _text(words: str | None) -> Term:
    return _ANY if words is None else ox.Literal(words.lower())


def _days(before: date | None, after: date | None, certainty: Certainty) -> dict[str, Term]:
    """Each bound as its certain or its possible variable; the other one lets everything pass."""
    asked = {"Before": before, "After": after}
    adverbs = {"certain": "certainly", "possible": "possibly"}
    return {
        f"{adverb}{name}": _ANY if value is None or kind != certainty else day(value)
        for name, value in asked.items()
        for kind, adverb in adverbs.items()
    }
