"""`ngckg query`: one query to the release at hand, by the engine that serves, or to an endpoint."""

import asyncio
import sys
from pathlib import Path

from ngckg.engine import configured
from ngckg.engine.base import Query
from ngckg.engine.embedded.engine import EmbeddedEngine
from ngckg.engine.limits import Limits
from ngckg.engine.table import as_asked, syntax_for
from ngckg.errors import UnreadableInput
from ngckg.graph import release
from ngckg.settings import Settings


def read_query(argument: str) -> str:
    """A query as it was given: itself, or @ and the file that holds it, @- being standard input.

    Raises UnreadableInput.
    """
    if not argument.startswith("@"):
        return argument
    name = argument[1:]
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8")
    except OSError as error:
        raise UnreadableInput(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name} is not in UTF-8: byte {error.start} is wrong") from error


def ask(settings: Settings, text: str, format_name: str, endpoint: str | None) -> bytes:
    """The answer, as `table` or in a syntax by its short name.

    Raises whatever refuses or stops the query.
    """
    if endpoint is not None:
        # It loads SPARQLWrapper and rdflib, which nothing else here needs.
        from ngckg.engine import endpoint as remote

        return remote.ask(endpoint, text, format_name, settings.query_seconds)
    path = release.current(settings.releases).path
    return asyncio.run(_ask(path, text, format_name, configured.limits(settings)))


async def _ask(path: Path, text: str, format_name: str, limits: Limits) -> bytes:
    engine = EmbeddedEngine(path, limits)
    await engine.start()
    try:
        examined = await engine.examine(text)
        syntax = syntax_for(format_name, examined.form.formats)
        answer = await engine.answer(Query(text), syntax.media_type)
        body = await answer.read()
    finally:
        await engine.stop(0)
    return as_asked(body, format_name, syntax)
