"""What is known of one request while it is answered: for the log, the figures and error texts."""

import time

from starlette.types import Scope

_KEY = "ngckg.exchange"
#: In a scope: whether GET stands there for HEAD, so that nobody reads what is not sent.
HEAD = "ngckg.head"


class Exchange:
    """One request and its answer."""

    __slots__ = ("bytes", "cache", "id", "query", "route", "started", "status")

    def __init__(self, request_id: str) -> None:
        self.id = request_id
        self.started = time.perf_counter()
        #: The path template, for figures that must not grow with the number of addresses.
        self.route: str | None = None
        self.status = 0
        self.bytes = 0
        #: The digest of a SPARQL query, and whether its answer was at hand.
        self.query: str | None = None
        self.cache: str | None = None


def open_exchange(scope: Scope, request_id: str) -> Exchange:
    """Start to keep track of a request."""
    exchange = scope[_KEY] = Exchange(request_id)
    return exchange


def exchange_of(scope: Scope) -> Exchange:
    """What is known of the request with this scope."""
    exchange: Exchange = scope[_KEY]
    return exchange
