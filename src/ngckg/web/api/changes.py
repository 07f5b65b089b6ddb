"""Which patient groups changed since a release or a day."""

import asyncio
import contextlib
import json
from collections import OrderedDict
from pathlib import Path
from typing import Any, Final

from ngckg.errors import InvalidParameters, Unavailable
from ngckg.graph.release import Release, history
from ngckg.web import errands
from ngckg.web.api import answers
from ngckg.web.api.parameters import DATE

#: Comparisons that are remembered, and seconds that one may take.
_REMEMBERED: Final = 32
_PATIENCE: Final = 60.0
_RETRY_AFTER: Final = 30
_LISTED: Final = 20

Key = tuple[str, str, str]


class Comparisons:
    """What releases differ in. One comparison is made at a time, in a process of its own."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases
        self._made: OrderedDict[Key, asyncio.Task[list[dict[str, Any]]]] = OrderedDict()
        self._turn = asyncio.Lock()

    async def kept(self) -> list[Release]:
        """The releases that are there, the newest first."""
        return await asyncio.to_thread(history, self._releases)

    async def between(self, before: Release, after: Release, lang: str) -> list[dict[str, Any]]:
        """The changes, as `comparing` tells them. Raises Unavailable where that takes long."""
        if before.manifest.digest == after.manifest.digest:
            return []
        key = before.manifest.id, after.manifest.id, lang
        task = self._made.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._made[key] = asyncio.create_task(self._compare(before, after, lang))
        self._made.move_to_end(key)
        while len(self._made) > _REMEMBERED:
            self._made.popitem(last=False)
        try:
            return await asyncio.wait_for(asyncio.shield(task), _PATIENCE)
        except TimeoutError:
            raise Unavailable("The releases are being compared.", _RETRY_AFTER) from None

    async def _compare(self, before: Release, after: Release, lang: str) -> list[dict[str, Any]]:
        arguments = str(before.path), str(after.path), lang
        async with self._turn:
            told = errands.lines("ngckg.web.api.comparing", *arguments)
            async with contextlib.aclosing(told):
                return [json.loads(line) async for line in told]


def choose(kept: list[Release], current: Release, since: str | None) -> Release:
    """The release to compare with: by its identifier, or the one that stood when a day began.

    Raises InvalidParameters where none has this identifier.
    """
    if since is None:
        return next((it for it in kept if it.manifest.id == current.manifest.parent), current)
    if not DATE.fullmatch(since):
        for it in kept:
            if it.manifest.id == since:
                return it
        known = [it.manifest.id for it in kept[:_LISTED]]
        detail = "There is no such release."
        problem = {"in": "query", "name": "since", "detail": detail, "allowed": known}
        raise InvalidParameters([problem])
    before = [it for it in kept if it.manifest.created < since]
    return before[0] if before else (kept or [current])[-1]


def tell(
    told: list[dict[str, Any]], before: Release, after: Release, context: str
) -> dict[str, Any]:
    """The changes by group."""
    groups: dict[str, dict[str, Any]] = {}
    gone, elsewhere = [], []
    for change in told:
        group, names = change["group"], change["names"]
        it = {name: value for name, value in change.items() if name not in ("group", "names")}
        if group is None:
            elsewhere.append(it)
        elif not names:
            if it["thing"] == group:
                gone.append(it)
        else:
            node = {"@id": group, "@type": "PatientGroup", "label": names, "changes": []}
            groups.setdefault(group, node)["changes"].append(it)
    changes = answers.Changes.model_validate(
        {
            "@context": context,
            "since": info(before),
            "until": info(after),
            "total": len(groups),
            "items": list(groups.values()),
            "goneGroups": gone,
            "elsewhere": elsewhere,
        }
    )
    return changes.model_dump(by_alias=True, exclude_none=True)


def info(release: Release) -> answers.ReleaseInfo:
    """A release in short."""
    it = release.manifest
    return answers.ReleaseInfo(release=it.id, made=it.created, digest=it.digest)
