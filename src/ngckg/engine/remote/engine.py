"""The remote engine: an existing SPARQL server behind the same few functions.

What it holds decides what is served: the release that its pointer names. A query is examined here
by the same guard as ever, rewritten for that release, and its answer is read whole before any of it
is passed on. Nothing of a failure is remembered: the next query tries again.
"""

import asyncio
import logging
from collections.abc import Hashable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from ngckg.engine.base import Answer, Query, Term
from ngckg.engine.cache import Cache
from ngckg.engine.flights import Flights
from ngckg.engine.library import Library
from ngckg.engine.limits import Limits
from ngckg.engine.query.forms import Examined, Form
from ngckg.engine.remembered import Remembered
from ngckg.engine.remote import describe
from ngckg.engine.remote.binding import bind
from ngckg.engine.remote.describe import Wanted
from ngckg.engine.remote.fetching import Fetcher, read_elsewhere
from ngckg.engine.remote.gate import Gate
from ngckg.engine.remote.http import Endpoint
from ngckg.engine.remote.names import (
    CURRENT,
    LAYOUT,
    MANIFEST,
    POINTER,
    Layout,
    unpack_layout,
    unpack_manifest,
)
from ngckg.engine.remote.results import Made, Rows, Spool, convert, read_triples
from ngckg.engine.remote.rewriting import Prepared, rewrite
from ngckg.engine.remote.syntax import Syntax, check
from ngckg.engine.writing import write_graph
from ngckg.errors import (
    BadGateway,
    DeadlineExceeded,
    NgckgError,
    NotARelease,
    Unavailable,
)
from ngckg.graph.release import Release
from ngckg.namespaces import BASE
from ngckg.negotiation import JSON, N_TRIPLES
from ngckg.rdf.iri import is_iri

_log = logging.getLogger(__name__)

#: Seconds between looks at which release is current.
_LOOKS_EVERY: Final = 2.0
_LOOK_SECONDS: Final = 15.0
_POINTED: Final = (
    f"SELECT ?release ?manifest ?layout WHERE {{ GRAPH <{POINTER}> {{ <{POINTER}> <{CURRENT}> "
    f"?release }} GRAPH ?release {{ ?release <{MANIFEST}> ?manifest ; <{LAYOUT}> ?layout }} }}"
)


class RemoteEngine:
    """An engine whose queries run in a SPARQL server."""

    def __init__(
        self,
        endpoint: Endpoint,
        releases: Path,
        limits: Limits | None = None,
        *,
        pool: int = 8,
        context: str = f"{BASE}context.jsonld",
        library: Library | None = None,
        looks_every: float = _LOOKS_EVERY,
    ) -> None:
        self.limits = limits or Limits()
        self.gate = Gate(pool, self.limits)
        self._fetcher = Fetcher(endpoint, self.limits)
        self._releases, self._context = releases, context
        self._library = library or Library()
        self._looks_every = looks_every
        self._held: tuple[Release, Layout] | None = None
        self._pointed: object = None
        #: How often what was held was lost.
        self._losses = 0
        self._flights = Flights(self.limits.cache)
        self._checked: Remembered[Syntax] = Remembered()
        self._watching: asyncio.Task[None] | None = None

    # Life

    @property
    def release(self) -> Release:
        """The release that answers come from now. Raises Unavailable before any is known."""
        return self._holding[0]

    @property
    def _holding(self) -> tuple[Release, Layout]:
        if self._held is None:
            raise Unavailable("No release is known at the engine behind this service.", 2)
        return self._held

    @property
    def ready(self) -> bool:
        """Whether queries can be answered: those at hand, when the engine is away."""
        return self._held is not None

    @property
    def cache(self) -> Cache[Answer]:
        """The answers at hand."""
        return self._flights.cache

    async def start(self) -> None:
        """Learn which release is current. An engine that is away is waited for.

        Raises NotARelease where the engine answers and holds none.
        """
        try:
            await self.look()
        except NotARelease:
            raise
        except NgckgError as error:
            _log.warning("the engine is not there yet: %s", error)
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self, grace: float) -> None:
        """Take no more queries, give those that run so many seconds, leave nothing behind."""
        self.gate.close()
        loop = asyncio.get_running_loop()
        deadline = loop.time() + grace
        while self.gate.busy and loop.time() < deadline:
            await asyncio.sleep(0.01)
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        await self._fetcher.close()

    async def look(self) -> None:
        """Take up the release that the engine names, and let go of one that it names no more.

        Raises NotARelease or Unavailable.
        """
        rows = await self._named_current()
        if not rows and self._held is not None:
            rows = await self._named_current()  # was it in the middle of a change?
        if self._pointed in rows:
            if len(rows) > 1:
                _log.warning("the engine names %d releases as current, one of them ours", len(rows))
            return
        if len(rows) != 1:
            self._lose()
            if rows:
                raise Unavailable(f"The engine names {len(rows)} releases as current.", 2)
            raise NotARelease("the engine holds no release: run `ngckg publish --engine URL`")
        try:
            manifest = unpack_manifest(rows[0]["manifest"]["value"])
            layout = unpack_layout(rows[0]["layout"]["value"])
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise NotARelease("what the engine says of its release cannot be read") from error
        self._held = Release(self._releases / manifest.id, manifest), layout
        self._pointed = rows[0]
        self._flights.clear()
        _log.info("serving release %s", manifest.id)

    async def _named_current(self) -> Rows:
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                return await self._fetcher.rows(Prepared(_POINTED, (), ()), _LOOK_SECONDS)
        except TimeoutError:
            raise DeadlineExceeded("The engine did not answer in time.", _LOOK_SECONDS) from None

    def _lose(self) -> None:
        """Serve nothing: since when answers have not been the release's, nobody knows."""
        if self._held is not None:
            self._held = self._pointed = None
            self._losses += 1
            self._flights.clear()
            _log.error("the engine has lost the release that it served")

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._looks_every)
            try:
                await self.look()
            except NgckgError as error:
                _log.warning("which release is current cannot be seen: %s", error)
            except Exception:
                _log.exception("which release is current cannot be seen")

    # Queries

    async def examine(self, text: str, client: str = "") -> Examined:  # noqa: ARG002 (the interface's)
        """What kind of query this is. Raises QuerySyntaxError, QueryRefused, ContentTooLarge."""
        return (await self._check(text)).examined

    def lookup(self, query: Query, media_type: str) -> Answer | None:
        """The answer, where it is at hand."""
        return self.cache.get((query, media_type))

    async def answer(
        self, query: Query, media_type: str, *, client: str = "", seconds: float | None = None
    ) -> Answer:
        """The answer. Cancelling the call hangs up, which ends the query."""
        syntax = await self._check(query.text)
        return await self._shared((query, media_type), query, media_type, syntax, client, seconds)

    async def named(
        self,
        name: str,
        media_type: str,
        *,
        client: str = "",
        seconds: float | None = None,
        **values: Term,
    ) -> Answer:
        """The answer to one of our own queries, values standing for variables."""
        text, examined = self._library.get(name)
        bound = tuple(sorted((variable, str(value)) for variable, value in values.items()))
        query = Query(bind(text, values))
        wanted = Wanted(query.text) if examined.form is Form.DESCRIBE else None
        syntax = Syntax(examined, wanted=wanted)
        return await self._shared(
            (name, media_type, bound), query, media_type, syntax, client, seconds
        )

    async def _check(self, text: str) -> Syntax:
        known = self._checked.get(text)
        if known is None:
            known = await check(text, self.limits.query)
            self._checked.put(text, known)
        return known

    async def _shared(
        self,
        key: Hashable,
        query: Query,
        media_type: str,
        syntax: Syntax,
        client: str,
        seconds: float | None,
    ) -> Answer:
        syntax.examined.form.offer(media_type)
        run = partial(self._run, query, media_type, syntax, client, seconds)
        if syntax.examined.volatile:
            return await run()
        return await self._flights.get(key, seconds, run)

    async def _run(
        self, query: Query, media_type: str, syntax: Syntax, client: str, seconds: float | None
    ) -> Answer:
        limit = seconds or self.limits.seconds
        release, layout = self._holding
        losses = self._losses
        made = Made(self.limits.inline, self.limits.result)
        try:
            async with asyncio.timeout(limit), self.gate.place(client):
                if syntax.wanted is not None:
                    await self._describe(query, media_type, syntax.wanted, layout, made, limit)
                else:
                    await self._convert(query, media_type, syntax, layout, made, limit)
            if losses != self._losses:
                raise Unavailable("The engine behind this service has lost its release.", 2)
            content, spool, length = made.take()
        except TimeoutError:
            raise _late(limit) from None
        except DeadlineExceeded as error:
            raise _late(limit) from error
        finally:
            made.close()
        lasting = not syntax.examined.volatile
        return Answer(release, media_type, content, lasting=lasting, spool=spool, length=length)

    async def _convert(
        self,
        query: Query,
        media_type: str,
        syntax: Syntax,
        layout: Layout,
        made: Made,
        seconds: float,
    ) -> None:
        form = syntax.examined.form
        accept = JSON if form in (Form.SELECT, Form.ASK) else N_TRIPLES
        prepared = rewrite(query, layout, syntax.columns)
        async with self._fetcher.into_spool(prepared, accept.media_type, seconds) as raw:
            work = partial(convert, raw, form, media_type, made, self.limits.result, self._context)
            await read_elsewhere(raw.size, work)

    async def _describe(
        self,
        query: Query,
        media_type: str,
        wanted: Wanted,
        layout: Layout,
        made: Made,
        seconds: float,
    ) -> None:
        things = dict.fromkeys(wanted.things)
        if wanted.query is not None:
            found = Query(wanted.query, query.default_graphs, query.named_graphs)
            columns = (await self._check(wanted.query)).columns
            for row in await self._fetcher.rows(rewrite(found, layout, columns), seconds):
                named = (it["value"] for it in row.values() if it["type"] == "uri")
                # Virtuoso 7.2 calls an IRI what IRI("…") makes of any text.
                things |= dict.fromkeys(filter(is_iri, named))
        dataset = rewrite(query, layout)
        fetched: list[Spool] = []
        try:
            for some in describe.batches(list(things)):
                text = describe.neighbourhood(some, layout.links)
                prepared = Prepared(text, dataset.default, dataset.named)
                fetched.append(Spool(self.limits.inline, self.limits.result))
                await self._fetcher.fetch(prepared, N_TRIPLES.media_type, seconds, fetched[-1])
            work = partial(self._write_description, list(things), fetched, media_type, made)
            await read_elsewhere(sum(raw.size for raw in fetched), work)
        except (SyntaxError, ValueError) as error:
            raise BadGateway("The engine's answer cannot be read.") from error
        finally:
            for raw in fetched:
                raw.close()

    def _write_description(
        self, things: list[str], fetched: list[Spool], media_type: str, made: Made
    ) -> None:
        found = describe.Fetched()
        for raw in fetched:
            found.add(read_triples(raw))
        write_graph(found.describe(things), media_type, made, self.limits.result, self._context)


def _late(seconds: float) -> DeadlineExceeded:
    return DeadlineExceeded(
        f"The query was stopped at its deadline of {seconds:g} seconds.", seconds
    )
