"""The engine's limits as they are configured."""

from ngckg.engine.limits import Limits
from ngckg.settings import Settings


def limits(settings: Settings) -> Limits:
    """The limits in force."""
    return Limits(
        seconds=settings.query_seconds,
        quick=settings.quick_workers,
        slow=settings.slow_workers,
        queue=settings.queue,
        queue_per_client=settings.queue_per_visitor,
        memory=settings.worker_memory,
        result=settings.max_result,
        cache=settings.answer_cache,
        load_seconds=settings.load_seconds,
    )
