"""One release of an engine whose release changes: no answer is ever of another."""

from ngckg.engine.base import Answer, Engine, Query, Term
from ngckg.engine.query.forms import Examined
from ngckg.errors import NgckgError, NotFound
from ngckg.graph.release import Release


class Pinned:
    """What an engine serves now, for as long as it does. The engine's life is not ours."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._release = engine, engine.release

    @property
    def release(self) -> Release:
        """The release that all answers are of."""
        return self._release

    @property
    def ready(self) -> bool:
        """Whether the engine can answer."""
        return self._engine.ready

    async def start(self) -> None:
        """Nothing: somebody else has."""

    async def stop(self, grace: float) -> None:
        """Nothing: somebody else will."""

    async def examine(self, text: str, client: str = "") -> Examined:
        """What kind of query this is."""
        return await self._engine.examine(text, client)

    def lookup(self, query: Query, media_type: str) -> Answer | None:
        """The answer, where it is at hand."""
        found = self._engine.lookup(query, media_type)
        return found if found is not None and self._is_ours(found) else None

    async def answer(
        self, query: Query, media_type: str, *, client: str = "", seconds: float | None = None
    ) -> Answer:
        """The answer. Raises NotFound where the engine has gone on to another release."""
        return self._ours(
            await self._engine.answer(query, media_type, client=client, seconds=seconds)
        )

    async def named(
        self,
        name: str,
        media_type: str,
        *,
        client: str = "",
        seconds: float | None = None,
        **values: Term,
    ) -> Answer:
        """The answer to one of our own queries, likewise."""
        return self._ours(
            await self._engine.named(name, media_type, client=client, seconds=seconds, **values)
        )

    def _is_ours(self, answer: Answer) -> bool:
        return answer.release.manifest.id == self._release.manifest.id

    def _ours(self, answer: Answer) -> Answer:
        if self._is_ours(answer):
            return answer
        answer.close()
        raise not_asked(self._release)


def not_asked(release: Release) -> NgckgError:
    """What is said of a release that an engine elsewhere does not serve."""
    key = release.manifest.id
    return NotFound(
        f"Release {key} can be downloaded, from /release/{key}/dataset.nq, and not be asked: "
        "the engine behind this service answers for its current release only."
    )
