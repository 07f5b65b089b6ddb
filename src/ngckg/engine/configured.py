"""The engine as it is configured: which one it is, within which limits, and how it keeps up."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ngckg.engine.base import Engine
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.embedded.following import follow as follow_folder
from ngckg.engine.limits import Limits
from ngckg.engine.pinned import Pinned, not_asked
from ngckg.graph.release import Release
from ngckg.settings import Settings

if TYPE_CHECKING:
    from ngckg.engine.remote.engine import RemoteEngine


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


def engine(
    settings: Settings, release: Release | None, context: str
) -> "EmbeddedEngine | RemoteEngine":
    """The engine to serve from: one that holds this release, or the one elsewhere.

    Raises BadSettings.
    """
    if release is not None:
        return EmbeddedEngine(release.path, limits(settings), context=context)
    # Whoever serves from memory need not load what speaks to servers.
    from ngckg.engine.remote.configured import remote_engine

    return remote_engine(settings, context)


def engine_of(
    settings: Settings, serving: Engine, release: Release, bounds: Limits, context: str
) -> Engine:
    """What answers for one release, whichever one is being served; it is to be started.

    Behind an engine elsewhere that is the one it serves: whoever has no room for the current
    release has none for others. Raises NotFound for those.
    """
    if settings.engine is None:
        return EmbeddedEngine(release.path, bounds, context=context)
    if serving.release.manifest.id != release.manifest.id:
        raise not_asked(release)
    return Pinned(serving)


async def follow(
    engine: "EmbeddedEngine | RemoteEngine",
    releases: Path,
    taken_up: Callable[[Release], None],
) -> None:
    """Serve whatever becomes current in this folder, telling of each release that is served.

    An engine elsewhere has a current release of its own, and looks for it itself.
    """
    if isinstance(engine, EmbeddedEngine):
        await follow_folder(engine, releases, taken_up)
