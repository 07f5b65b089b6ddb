"""Errors as FHIR tells them: OperationOutcome (https://hl7.org/fhir/R4/operationoutcome.html)."""

from collections.abc import Mapping
from typing import Final

from ngckg.catalogue.fhir.models import Resource
from ngckg.errors import NgckgError

#: The codes of issues (IssueType) by status; the rest is `processing`.
_CODES: Final[Mapping[int, str]] = {
    400: "invalid",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    408: "timeout",
    410: "deleted",
    413: "too-long",
    415: "not-supported",
    422: "invalid",
    429: "throttled",
    500: "exception",
    503: "transient",
    504: "timeout",
}


def outcome(error: NgckgError, request_id: str) -> Resource:
    """What went wrong, for programs and for people."""
    return _outcome(error.status, f"{error.title}: {error}", request_id)


def unforeseen(request_id: str) -> Resource:
    """A mistake of ours: nothing but the id goes out."""
    return _outcome(500, "Something went wrong on our side.", request_id)


def _outcome(status: int, text: str, request_id: str) -> Resource:
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            {
                "severity": "fatal" if status == 500 else "error",
                "code": _CODES.get(status, "processing"),
                # A FHIR string has no white space but spaces and line breaks.
                "details": {"text": " ".join(text.split())},
                "diagnostics": f"request {request_id}",
            }
        ],
    }
