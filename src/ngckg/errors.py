"""Every deliberate error: what is wrong, where, and what to do.

`status` and `slug` are what HTTP tells (RFC 9457); `exit_code` is what the command line returns.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class NgckgError(Exception):
    """An error we foresaw. Its text is meant for the reader and names no internals."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal"
    title: ClassVar[str] = "Internal error"
    exit_code: ClassVar[int] = 2

    def details(self) -> dict[str, object]:
        """Members beyond title and detail that help the reader: position, limit, choices."""
        return {}


class BadSettings(NgckgError):
    """A setting is missing or makes no sense."""

    title = "Bad settings"


class UnreadableInput(NgckgError):
    """A file that should be RDF (or a table, or a page) cannot be read."""

    status = 400
    slug = "unreadable-input"
    title = "Unreadable input"


class PageRefused(NgckgError):
    """The page given to `ingest` is not one of ours; nothing was written."""

    status = 400
    slug = "page-refused"
    title = "Page refused"
    exit_code = 1


class NotARelease(NgckgError):
    """A release is missing, damaged or incomplete."""

    status = 503
    slug = "no-release"
    title = "No usable release"


class BuildRefused(NgckgError):
    """The dataset violates a shape: no release was made and `current` stays as it was."""

    title = "Build refused"
    exit_code = 1


class NotPublished(NgckgError):
    """The engine does not hold what was sent to it; what it serves is as before."""

    title = "Not published"
    exit_code = 1


class CannotListen(NgckgError):
    """The address or the port cannot be listened on."""

    title = "Cannot listen"


class CannotWrite(NgckgError):
    """A file or a folder cannot be written: no room, no permission. What was there still is."""

    title = "Cannot write"


class BadRequest(NgckgError):
    """The request cannot be understood."""

    status = 400
    slug = "bad-request"
    title = "Bad request"
    exit_code = 1


class QuerySyntaxError(BadRequest):
    """Not a SPARQL 1.1 query. Lines and columns count from 1, columns in code points."""

    slug = "query-syntax"
    title = "Not a SPARQL 1.1 query"

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line, self.column = line, column

    def details(self) -> dict[str, object]:
        return {k: v for k, v in (("line", self.line), ("column", self.column)) if v is not None}


class QueryRefused(QuerySyntaxError):
    """A query that this endpoint never answers: SERVICE, updates, beyond a structural limit."""

    slug = "query-refused"
    title = "Query refused"

    def __init__(
        self,
        message: str,
        line: int | None = None,
        column: int | None = None,
        limit: int | None = None,
    ) -> None:
        super().__init__(message, line, column)
        self.limit = limit

    def details(self) -> dict[str, object]:
        return super().details() | ({} if self.limit is None else {"limit": self.limit})


class NotFound(NgckgError):
    """Nothing stands under this address."""

    status = 404
    slug = "not-found"
    title = "Not found"


class Gone(NgckgError):
    """It stood here in an earlier release."""

    status = 410
    slug = "gone"
    title = "Gone"


class MethodNotAllowed(NgckgError):
    """The address exists, the method does not."""

    status = 405
    slug = "method-not-allowed"
    title = "Method not allowed"

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(f"Allowed here: {', '.join(allowed)}.")
        self.allowed = tuple(allowed)

    def details(self) -> dict[str, object]:
        return {"allowed": list(self.allowed)}


class NotAcceptable(NgckgError):
    """None of the offered media types is acceptable; `offered` lists them."""

    status = 406
    slug = "not-acceptable"
    title = "Not acceptable"

    def __init__(self, offered: list[str]) -> None:
        super().__init__(f"Offered here: {', '.join(offered)}.")
        self.offered = offered

    def details(self) -> dict[str, object]:
        return {"offered": self.offered}


class _Limited(NgckgError):
    """An error that names the limit it met."""

    exit_code = 1

    def __init__(self, message: str, limit: int | float | None = None) -> None:
        super().__init__(message)
        self.limit = limit

    def details(self) -> dict[str, object]:
        return {} if self.limit is None else {"limit": self.limit}


class InvalidParameters(NgckgError):
    """Parameters that are understood and make no sense; `problems` says which and why."""

    status = 422
    slug = "invalid-parameters"
    title = "Invalid parameters"

    def __init__(self, problems: Sequence[Mapping[str, object]]) -> None:
        super().__init__("; ".join(f"{it['name']}: {it['detail']}" for it in problems))
        self.problems = [dict(it) for it in problems]

    def details(self) -> dict[str, object]:
        return {"errors": self.problems}


class RequestTooSlow(_Limited):
    """The request did not arrive whole within the time given; `limit` in seconds."""

    status = 408
    slug = "request-too-slow"
    title = "Request too slow"


class HeadersTooLarge(_Limited):
    """The request's header fields are longer than the limit."""

    status = 431
    slug = "headers-too-large"
    title = "Header fields too large"


class ContentTooLarge(_Limited):
    """The request body, or the query text, is longer than the limit."""

    status = 413
    slug = "content-too-large"
    title = "Content too large"


class ResultTooLarge(_Limited):
    """The whole answer would pass the limit; nothing of it is sent."""

    status = 413
    slug = "result-too-large"
    title = "Result too large"


class UriTooLong(_Limited):
    """The request target is longer than the limit; POST has room."""

    status = 414
    slug = "uri-too-long"
    title = "URI too long"


class UnsupportedMediaType(NgckgError):
    """The body comes in a media type that is not understood here."""

    status = 415
    slug = "unsupported-media-type"
    title = "Unsupported media type"


class _RetryLater(NgckgError):
    """An error that passes by itself; `retry_after` in seconds."""

    exit_code = 1

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooManyRequests(_RetryLater):
    """One visitor asks for more at once than one visitor may."""

    status = 429
    slug = "too-many-requests"
    title = "Too many requests"


class Unavailable(_RetryLater):
    """Every worker is busy and the queue is full, or the engine is down."""

    status = 503
    slug = "unavailable"
    title = "Service unavailable"


class Overtaken(Unavailable):
    """A new release was taken up between two questions of one request, which can be asked anew."""

    def __init__(self) -> None:
        super().__init__("A new release is being taken up just now.", 1)


class BadGateway(NgckgError):
    """The engine behind us answered rubbish."""

    status = 502
    slug = "bad-gateway"
    title = "Bad answer from the engine"
    exit_code = 1


class DeadlineExceeded(_Limited):
    """The query was stopped at its deadline; `limit` in seconds."""

    status = 504
    slug = "deadline-exceeded"
    title = "Deadline exceeded"


class QueryTooComplex(_Limited):
    """Answering it took more memory, or more nesting, than one query may have.

    It would fail again the same way, so it is the request's fault and not a passing one.
    """

    status = 400
    slug = "query-too-complex"
    title = "Query too complex"
