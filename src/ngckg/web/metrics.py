"""Figures for operators, in Prometheus' form."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from ngckg.web.exchange import Exchange

CONTENT_TYPE: Final = CONTENT_TYPE_PLAIN_0_0_4
#: From an answer at hand to a query that runs into its deadline, in seconds.
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_UNROUTED: Final = "other"


class Metrics:
    """The figures of one service, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "ngckg_http_requests",
            "Requests answered.",
            ["route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "ngckg_http_request_seconds",
            "Time from the request's head to the end of its answer.",
            ["route"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self.in_flight = Gauge(
            "ngckg_http_requests_in_flight", "Requests being answered.", registry=self._registry
        )
        # Looking a child up by its labels takes longer than counting.
        self._counted: dict[tuple[str, int], Counter] = {}
        self._timed: dict[str, Histogram] = {}

    def add(self, collector: Collector) -> None:
        """Tell these figures too."""
        self._registry.register(collector)

    def count(self, exchange: Exchange, seconds: float) -> None:
        """Count a finished request."""
        route = exchange.route or _UNROUTED
        key = route, exchange.status
        counter = self._counted.get(key)
        if counter is None:
            counter = self._counted[key] = self._requests.labels(route, exchange.status)
        counter.inc()
        histogram = self._timed.get(route)
        if histogram is None:
            histogram = self._timed[route] = self._seconds.labels(route)
        histogram.observe(seconds)

    def text(self) -> bytes:
        """All figures, now."""
        return generate_latest(self._registry)
