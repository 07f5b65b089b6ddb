"""`/api/…`: who may ask for what. What is answered stands in `models`."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ngckg.web.api import answers, models
from ngckg.web.api import collections as of
from ngckg.web.api import parameters as asking
from ngckg.web.api.calls import CallDep
from ngckg.web.api.route import ApiRoute

router = APIRouter(
    prefix=of.ROOT,
    route_class=ApiRoute,
    tags=["things"],
    generate_unique_id_function=lambda route: route.name,
    responses={
        "default": {"model": answers.Problem, "description": "Something else is wrong."},
        406: {"model": answers.Problem, "description": "Nothing that is acceptable."},
        422: {"model": answers.Problem, "description": "Parameters that make no sense."},
    },
)

_MISSING: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": answers.Problem, "description": "No release has it."},
    410: {"model": answers.Problem, "description": "An earlier release has it."},
}

Key = Annotated[str, Path(description="The end of its IRI.")]
One = Annotated[asking.OneParameters, Query()]


@router.get("/patient-groups", response_model=answers.Page[models.PatientGroup])
async def patient_groups(
    call: CallDep, asked: Annotated[asking.GroupParameters, Query()]
) -> Response:
    """Patient groups, with what stands inside them, filtered by what the source says of them."""
    return await call.page(of.PATIENT_GROUPS, asked)


@router.get("/patient-groups/{key}", response_model=models.PatientGroup, responses=_MISSING)
async def patient_group(call: CallDep, key: Key, asked: One) -> Response:
    """One patient group with everything that stands inside it."""
    return await call.one(of.PATIENT_GROUPS, key, asked.lang)


@router.get(
    "/patient-groups/{key}/ordering", response_model=models.PatientGroup, responses=_MISSING
)
async def patient_group_ordering(call: CallDep, key: Key, asked: One) -> Response:
    """Whether the group's analysis can be ordered, which, by what criteria, with what form."""
    return await call.ordering(key, asked.lang)


@router.get("/specialist-networks", response_model=answers.Page[models.SpecialistNetwork])
async def specialist_networks(
    call: CallDep, asked: Annotated[asking.NetworkParameters, Query()]
) -> Response:
    """Specialist networks, each with the group that it is set up for."""
    return await call.page(of.SPECIALIST_NETWORKS, asked)


@router.get(
    "/specialist-networks/{key}", response_model=models.SpecialistNetwork, responses=_MISSING
)
async def specialist_network(call: CallDep, key: Key, asked: One) -> Response:
    """One specialist network."""
    return await call.one(of.SPECIALIST_NETWORKS, key, asked.lang)


@router.get("/working-groups", response_model=answers.Page[models.WorkingGroup])
async def working_groups(
    call: CallDep, asked: Annotated[asking.WorkingGroupParameters, Query()]
) -> Response:
    """Working groups, which review recommendations across patient groups."""
    return await call.page(of.WORKING_GROUPS, asked)


@router.get("/working-groups/{key}", response_model=models.WorkingGroup, responses=_MISSING)
async def working_group(call: CallDep, key: Key, asked: One) -> Response:
    """One working group."""
    return await call.one(of.WORKING_GROUPS, key, asked.lang)


@router.get("/analysis-types", response_model=answers.Page[models.AnalysisType])
async def analysis_types(
    call: CallDep, asked: Annotated[asking.AnalysisTypeParameters, Query()]
) -> Response:
    """Kinds of analysis."""
    return await call.page(of.ANALYSIS_TYPES, asked)


@router.get("/analysis-types/{key}", response_model=models.AnalysisType, responses=_MISSING)
async def analysis_type(call: CallDep, key: Key, asked: One) -> Response:
    """One kind of analysis."""
    return await call.one(of.ANALYSIS_TYPES, key, asked.lang)


@router.get("/documents", response_model=answers.Page[models.Document])
async def documents(
    call: CallDep, asked: Annotated[asking.DocumentParameters, Query()]
) -> Response:
    """Documents that the source lists: recommendations, criteria, forms, status reports."""
    return await call.page(of.DOCUMENTS, asked)


@router.get("/documents/{key:path}", response_model=models.Document, responses=_MISSING)
async def document(call: CallDep, key: Key, asked: One) -> Response:
    """One document."""
    return await call.one(of.DOCUMENTS, key, asked.lang)


@router.get("/steps", response_model=answers.Page[models.Step])
async def steps(call: CallDep, asked: Annotated[asking.StepParameters, Query()]) -> Response:
    """Dated steps: who drafted, reviewed, approved and evaluated what, and when."""
    return await call.page(of.STEPS, asked)


@router.get("/steps/{key:path}", response_model=models.Step, responses=_MISSING)
async def step(call: CallDep, key: Key, asked: One) -> Response:
    """One step."""
    return await call.one(of.STEPS, key, asked.lang)


@router.get("/contradictions", response_model=answers.Page[answers.Contradiction], tags=["release"])
async def contradictions(
    call: CallDep, asked: Annotated[asking.ContradictionParameters, Query()]
) -> Response:
    """Where the source contradicts itself or leaves out what it promises, with the evidence."""
    return await call.contradictions(asked)


@router.get("/changes", response_model=answers.Changes, tags=["release"])
async def changes(call: CallDep, asked: Annotated[asking.ChangeParameters, Query()]) -> Response:
    """Which patient groups changed since a release or a day, and what changed in them."""
    return await call.changes(asked)


@router.get("/releases", response_model=answers.Releases, tags=["release"])
async def releases(call: CallDep, _asked: Annotated[asking.NoParameters, Query()]) -> Response:
    """The releases that are kept."""
    return await call.releases()


@router.get("/", include_in_schema=False)
@router.get("", response_model=dict[str, str], tags=["release"])
async def index(call: CallDep, _asked: Annotated[asking.NoParameters, Query()]) -> Response:
    """Where everything is."""
    return await call.index()
