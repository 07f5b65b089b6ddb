"""The embedded engine's figures in Prometheus' form."""

from collections.abc import Iterator

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from ngckg.engine.embedded.engine import EmbeddedEngine


class EngineFigures(Collector):
    """Reads the figures when they are asked for; nothing is counted twice."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._engine = engine

    def describe(self) -> list[Metric]:
        """Nothing before it is asked: the engine may not have started yet."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All figures, now."""
        engine = self._engine
        manifest = engine.release.manifest
        yield InfoMetricFamily(
            "ngckg_release",
            "The release that is served.",
            value={"id": manifest.id, "digest": manifest.digest, "created": manifest.created},
        )
        yield GaugeMetricFamily("ngckg_release_quads", "Quads of the release.", manifest.quads)
        yield GaugeMetricFamily("ngckg_engine_ready", "1 where queries are answered.", engine.ready)
        yield from self._cache()
        if engine.ready:
            yield from self._pool()

    def _cache(self) -> Iterator[Metric]:
        cache = self._engine.cache
        yield CounterMetricFamily("ngckg_cache_hits", "Answers that were at hand.", cache.hits)
        yield CounterMetricFamily("ngckg_cache_misses", "Answers that were not.", cache.misses)
        yield GaugeMetricFamily("ngckg_cache_bytes", "Bytes of answers kept at hand.", cache.bytes)
        yield GaugeMetricFamily("ngckg_cache_answers", "Answers kept at hand.", len(cache))

    def _pool(self) -> Iterator[Metric]:
        pool = self._engine.pool
        figures = pool.figures
        yield GaugeMetricFamily("ngckg_queries_waiting", "Queries waiting.", pool.waiting)
        yield GaugeMetricFamily("ngckg_workers_busy", "Workers that run a query.", pool.busy())
        yield GaugeMetricFamily("ngckg_workers_idle", "Workers that wait for one.", pool.idle)
        yield CounterMetricFamily("ngckg_queries", "Queries answered.", figures.answered)
        yield CounterMetricFamily(
            "ngckg_queries_moved", "Heavy queries moved to a slow worker.", figures.moved
        )
        yield CounterMetricFamily(
            "ngckg_queries_refused", "Queries turned away: too many.", figures.turned_away
        )
        kills = CounterMetricFamily(
            "ngckg_workers_ended", "Workers that ended before their query.", labels=["why"]
        )
        kills.add_metric(["deadline"], figures.late)
        kills.add_metric(["crash"], figures.crashed)
        yield kills
