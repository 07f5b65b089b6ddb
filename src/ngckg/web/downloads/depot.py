"""Where the files of the release stand: made once, in a process of their own, and kept on disk."""

import asyncio
import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from ngckg import __version__
from ngckg.errors import Unavailable
from ngckg.graph.release import Release
from ngckg.web import errands
from ngckg.web.downloads import making
from ngckg.web.downloads.files import FILES, Made

_PREFIX: Final = "downloads-"
#: Written last: a folder that has it is whole.
_INDEX: Final = "index.json"
#: Seconds that a request waits for files of a large release, and then is told to wait.
_PATIENCE: Final = 20.0
_RETRY_AFTER: Final = 10
#: Times that files are made anew for one request because somebody removes them.
_ATTEMPTS: Final = 2


class Depot:
    """The files of the current release, and of the one before as long as someone reads them.

    The folder may be shared by several processes, and emptied at any time.
    """

    def __init__(self, cache: Path, context: str, patience: float = _PATIENCE) -> None:
        self._cache = cache
        self._context = context
        self._patience = patience
        self._batch: _Batch | None = None

    async def take(self, release: Release, name: str) -> tuple[Path, Made]:
        """A file, as soon as it is made.

        Raises Unavailable where that takes long, or where there is nothing to make it from.
        """
        for _ in range(_ATTEMPTS):
            batch = await self._wait(release, lambda batch: name in batch.made)
            path = batch.folder / name
            if path.is_file():
                return path, batch.made[name]
            batch.emptied = True
        raise Unavailable("The files are being made.", _RETRY_AFTER)

    async def all(self, release: Release) -> list[Made]:
        """Every file of the release, likewise."""
        batch = await self._wait(release, lambda batch: batch.is_whole)
        return [batch.made[name] for name in FILES]

    def start(self, release: Release) -> None:
        """Make the files of a release, unless that was done or is being done."""
        folder = self._cache / self._name(release)
        if self._batch is None or self._batch.folder != folder or self._batch.is_lost:
            earlier, self._batch = self._batch, _Batch(folder, release, self._context)
            if earlier is not None:
                earlier.stop()

    async def close(self) -> None:
        """Stop what is being made."""
        if self._batch is not None:
            self._batch.stop()
            await asyncio.wait([self._batch.task])

    async def _wait(self, release: Release, reached: Callable[["_Batch"], bool]) -> "_Batch":
        self.start(release)
        batch = self._batch
        assert batch is not None  # noqa: S101  # start() has set it
        try:
            async with asyncio.timeout(self._patience), batch.progress:
                await batch.progress.wait_for(lambda: reached(batch) or batch.task.done())
        except TimeoutError:
            raise Unavailable("The files are being made.", _RETRY_AFTER) from None
        if not reached(batch):
            batch.task.result()
        return batch

    def _name(self, release: Release) -> str:
        # JSON-LD carries the address of the context, and another version may write otherwise.
        written_by = f"{__version__} {self._context}".encode()
        digest = release.manifest.digest.removeprefix("sha256:")
        return f"{_PREFIX}{digest[:16]}-{hashlib.sha256(written_by).hexdigest()[:8]}"


class _Batch:
    """The files of one release on their way."""

    def __init__(self, folder: Path, release: Release, context: str) -> None:
        self.folder = folder
        self.made: dict[str, Made] = {}
        self.emptied = False
        self.progress = asyncio.Condition()
        self.task = asyncio.create_task(self._run(release, context))

    @property
    def is_whole(self) -> bool:
        return len(self.made) == len(FILES)

    @property
    def is_lost(self) -> bool:
        """Whether making failed, or the folder was emptied since."""
        has_index = self.is_whole and (self.folder / _INDEX).exists()
        return self.emptied or (self.task.done() and not has_index)

    def stop(self) -> None:
        self.task.cancel()

    async def _run(self, release: Release, context: str) -> None:
        try:
            if not await asyncio.to_thread(self._find):
                await self._make(release, context)
                await asyncio.to_thread(self._keep)
        finally:
            async with self.progress:
                self.progress.notify_all()

    def _find(self) -> bool:
        """Whether an earlier process has made them all; if not, room is made for them."""
        try:
            listed = json.loads((self.folder / _INDEX).read_text(encoding="utf-8"))
        except FileNotFoundError:
            listed = []
        if {it["name"] for it in listed} != FILES.keys():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            return False
        self.made = {it["name"]: Made(**it) for it in listed}
        return True

    async def _make(self, release: Release, context: str) -> None:
        if not await asyncio.to_thread(release.dataset.is_file):
            # An engine elsewhere serves a release whose folder need not be here, or not yet.
            raise Unavailable(
                f"The files of release {release.manifest.id} are made from its folder, and that "
                "is not here.",
                _RETRY_AFTER,
            )
        told = errands.lines(making.__name__, str(release.path), str(self.folder), context)
        async with contextlib.aclosing(told):
            async for line in told:
                made = Made(**json.loads(line))
                async with self.progress:
                    self.made[made.name] = made
                    self.progress.notify_all()
        if not self.is_whole:
            raise RuntimeError(f"the files of {release.path} could not be made")

    def _keep(self) -> None:
        """Say that it is whole, and make room: nobody asks for the release before any more."""
        index = self.folder / _INDEX
        part = index.with_suffix(".part")
        part.write_text(json.dumps([asdict(it) for it in self.made.values()]), encoding="utf-8")
        part.rename(index)
        for other in self.folder.parent.glob(f"{_PREFIX}*"):
            if other != self.folder:
                # Whoever is still reading one of its files has it open.
                shutil.rmtree(other, ignore_errors=True)
