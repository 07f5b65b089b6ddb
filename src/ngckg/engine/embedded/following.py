"""Going on to the release that becomes current in a folder."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.errors import NgckgError
from ngckg.graph.release import CURRENT, DATASET, MANIFEST, Release, current

_log = logging.getLogger(__name__)

_LOOKS_EVERY: Final = 1.0


async def follow(
    engine: EmbeddedEngine, releases: Path, taken_up: Callable[[Release], None]
) -> None:
    """Take up whatever becomes the current release, or has become it since this one was read.

    Tells of the release that is served now, and of each that is taken up.
    """
    taken_up(engine.release)
    seen = _state(releases)
    if seen is not None and (releases / seen[0]).resolve() != engine.release.path.resolve():
        seen = None
    while True:
        await asyncio.sleep(_LOOKS_EVERY)
        now = _state(releases)
        if now in (seen, None):
            continue
        seen = now
        try:
            release = current(releases)
            await engine.switch(release.path)
        except NgckgError as error:
            _log.error("the new release is not taken up: %s", error)
        except Exception:
            _log.exception("the new release is not taken up")
        else:
            _log.info("serving release %s", release.manifest.id)
            taken_up(engine.release)


def _state(releases: Path) -> tuple[Path, list[tuple[int, int, int]]] | None:
    """Which release is current, and something that differs when that one is mended."""
    link = releases / CURRENT
    try:
        files = [(link / name).stat() for name in (MANIFEST, DATASET)]
        return link.readlink(), [(it.st_mtime_ns, it.st_ino, it.st_size) for it in files]
    except OSError:
        return None
