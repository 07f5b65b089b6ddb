"""The remote engine's figures in Prometheus' form."""

from collections.abc import Iterator

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from ngckg.engine.remote.engine import RemoteEngine


class RemoteFigures(Collector):
    """Reads the figures when they are asked for; nothing is counted twice."""

    def __init__(self, engine: RemoteEngine) -> None:
        self._engine = engine

    def describe(self) -> list[Metric]:
        """Nothing before it is asked: the engine may not have been reached yet."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All figures, now."""
        engine = self._engine
        yield GaugeMetricFamily("ngckg_engine_ready", "1 where queries are answered.", engine.ready)
        if engine.ready:
            manifest = engine.release.manifest
            value = {"id": manifest.id, "digest": manifest.digest, "created": manifest.created}
            yield InfoMetricFamily("ngckg_release", "The release that is served.", value=value)
            yield GaugeMetricFamily("ngckg_release_quads", "Quads of the release.", manifest.quads)
        cache, gate = engine.cache, engine.gate
        yield CounterMetricFamily("ngckg_cache_hits", "Answers that were at hand.", cache.hits)
        yield CounterMetricFamily("ngckg_cache_misses", "Answers that were not.", cache.misses)
        yield GaugeMetricFamily("ngckg_cache_bytes", "Bytes of answers kept at hand.", cache.bytes)
        yield GaugeMetricFamily("ngckg_cache_answers", "Answers kept at hand.", len(cache))
        yield GaugeMetricFamily("ngckg_queries_waiting", "Queries waiting.", gate.waiting)
        yield GaugeMetricFamily("ngckg_queries_running", "Queries at the engine.", gate.busy)
        yield CounterMetricFamily(
            "ngckg_queries_refused", "Queries turned away: too many.", gate.turned_away
        )
