"""Whatever a Parameters resource holds, it is answered or refused, and in words that FHIR knows."""

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngckg.catalogue.fhir import inputs, models, operations, outcome, resources, searching
from ngckg.errors import NgckgError
from ngckg.settings import Settings
from tests.fhir.sample import GROUPS, VALUE_SET, sample

pytestmark = pytest.mark.slow

OF: Final = sample()
SETTINGS: Final = Settings()
OPERATIONS: Final = (
    *(operations.lookup, operations.translate),
    *(operations.validate_in_code_system, operations.validate_in_value_set),
)

_NAMES: Final = st.sampled_from(
    [
        *("url", "code", "coding", "codeableConcept", "system", "version", "systemVersion"),
        *("display", "displayLanguage", "property", "reverse", "target", "targetsystem"),
        *("filter", "count", "offset", "includeDesignations", "valueSetVersion"),
        *("_id", "name", "status", "_count", "_offset"),
    ]
)
_TEXTS: Final = st.one_of(st.sampled_from([GROUPS, VALUE_SET, "nyre", "1", ""]), st.text())
_CODINGS: Final = st.fixed_dictionaries(
    {}, optional={it: _TEXTS for it in ("system", "version", "code", "display")}
)
_CONCEPTS: Final = st.fixed_dictionaries(
    {}, optional={"text": _TEXTS, "coding": st.lists(_CODINGS, max_size=2)}
)
_JUNK: Final = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda it: st.one_of(st.lists(it, max_size=2), st.dictionaries(st.text(), it, max_size=2)),
    max_leaves=3,
)
_VALUES: Final = st.one_of(
    st.builds(lambda it: {"valueString": it}, _TEXTS),
    st.builds(lambda it: {"valueBoolean": it}, st.booleans()),
    st.builds(lambda it: {"valueInteger": it}, st.integers(-3, 3)),
    st.builds(lambda it: {"valueCoding": it}, _CODINGS),
    st.builds(lambda it: {"valueCodeableConcept": it}, _CONCEPTS),
    st.builds(
        lambda key, it: {key: it}, st.sampled_from(["valueCoding", "part", "resource"]), _JUNK
    ),
)
_PARAMETERS: Final = st.builds(lambda name, value: {"name": name, **value}, _NAMES, _VALUES)


def _answer(number: int, content: bytes, key: str | None) -> models.Resource:
    """What one of everything that can be asked answers."""
    asked = inputs.of_resource(content)
    if number < len(OPERATIONS):
        return OPERATIONS[number](OF, asked, key, "en")
    if number == len(OPERATIONS):
        return operations.expand(OF, asked, key, "en", SETTINGS)
    return searching.search(OF, SETTINGS, "en", resources.TYPES[0], asked, strict=True)


@settings(max_examples=300, deadline=None)
@given(
    number=st.integers(0, len(OPERATIONS) + 1),
    parameters=st.one_of(st.lists(_PARAMETERS, max_size=4), _JUNK),
    key=st.sampled_from([None, "patient-groups", "patient-groups-to-mondo"]),
)
def test_junk_is_answered(number: int, parameters: Any, key: str | None) -> None:
    body = {"resourceType": "Parameters", "parameter": parameters}
    status = 200
    try:
        told = _answer(number, json.dumps(body).encode(), key)
    except NgckgError as error:
        status, told = error.status, outcome.outcome(error, "id-1")
    assert status < 500
    assert models.write(told)
