"""What may be known of a query before an engine elsewhere sees it.

Servers take extensions of their own for SPARQL, and complain of mistakes each in their own words.
So the guard's word and Oxigraph's parser decide here too what a query is, whoever answers it.
"""

import asyncio
import re
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ngckg.engine.limits import QueryLimits
from ngckg.engine.query import tokens
from ngckg.engine.query.forms import Examined, Form
from ngckg.engine.query.guard import examine
from ngckg.engine.query.syntax import syntax_error
from ngckg.engine.remote.describe import Wanted
from ngckg.engine.remote.rewriting import read_tokens
from ngckg.errors import QueryRefused
from ngckg.namespaces import BASE

#: Queries longer than this, or with more separators, are parsed in a thread: planning, which
#: parsing includes, takes a millisecond for a score of patterns and a tenth of a second for 100.
_HERE: Final = 4_000
_FEW: Final = 20
#: Schemes of functions and graphs that are an engine's own business (Virtuoso: bif:, sql:).
_INTERNAL: Final = re.compile(r"<(?:bif|sql|virtrdf|nodeid)\\?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Syntax:
    """What a query is, and what `SELECT *` stands for in it."""

    examined: Examined
    columns: tuple[str, ...] = ()
    #: What a DESCRIBE asks for.
    wanted: Wanted | None = None


async def check(text: str, limits: QueryLimits) -> Syntax:
    """What a query is. Raises QuerySyntaxError, QueryRefused or ContentTooLarge."""
    heavy = len(text) > _HERE or sum(map(text.count, ".;,{")) > _FEW
    if heavy:
        return await asyncio.to_thread(_check, text, limits)
    return _check(text, limits)


def _check(text: str, limits: QueryLimits) -> Syntax:
    examined = examine(text, limits)
    _refuse_internals(text)
    store = ox.Store()
    try:
        result = store.query(text, base_iri=BASE)
    except SyntaxError as error:
        raise syntax_error(
            text, str(error), lambda beginning: store.query(beginning, base_iri=BASE)
        ) from error
    except (RuntimeError, ValueError, OSError):
        return Syntax(examined)  # not a mistake of form: the engine has the last word
    if examined.form is Form.DESCRIBE:
        return Syntax(examined, wanted=Wanted(text))
    columns = (
        tuple(it.value for it in result.variables)
        if examined.form is Form.SELECT and isinstance(result, ox.QuerySolutions)
        else ()
    )
    return Syntax(examined, columns)


def _refuse_internals(text: str) -> None:
    if not _INTERNAL.search(text) and "\\" not in text:
        return
    for token in read_tokens(text):
        if token.kind == tokens.IRI and _INTERNAL.match(_plain(token.text)):
            raise QueryRefused(
                "Functions of the engine's own are not for visitors.",
                *tokens.position(text, token.start),
            )


def _plain(text: str) -> str:
    return re.sub(
        r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))",
        lambda match: chr(int(match[1] or match[2], 16)),
        text,
    )
