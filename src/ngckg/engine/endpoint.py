"""Remote SPARQL endpoints, spoken to here and nowhere else. The one home of SPARQLWrapper."""

import ast
import json
import warnings
from typing import Final
from urllib.error import HTTPError, URLError

from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from ngckg.engine.table import as_asked, syntax_for
from ngckg.errors import BadGateway, BadRequest
from ngckg.negotiation import (
    CSV,
    GRAPHS,
    JSON,
    JSON_LD,
    RDF_XML,
    RESULTS,
    TSV,
    TURTLE,
    XML,
    Format,
)

#: Longer queries are posted: not every server takes longer addresses.
_ADDRESS: Final = 1500
#: Characters of an endpoint's complaint that are passed on.
_SHOWN: Final = 500
_RESULTS: Final = ("SELECT", "ASK")
_GRAPHS: Final = ("CONSTRUCT", "DESCRIBE")
#: The syntaxes by the names that SPARQLWrapper has for them.
_NAMES: Final[dict[Format, str]] = {
    JSON: "json",
    XML: "xml",
    CSV: "csv",
    TSV: "tsv",
    TURTLE: "turtle",
    JSON_LD: "json-ld",
    RDF_XML: "rdf+xml",
}


def ask(endpoint: str, text: str, format_name: str, seconds: float) -> bytes:
    """The answer of an endpoint to a query, as `table` or in a syntax by its short name.

    Raises BadRequest where the endpoint refuses the query, BadGateway where it is not to be had.
    """
    wrapper = SPARQLWrapper(endpoint, agent="ngckg")
    with warnings.catch_warnings():
        # It warns of what the endpoint is about to say better.
        warnings.simplefilter("ignore")
        wrapper.setQuery(text)
    if wrapper.queryType not in (*_RESULTS, *_GRAPHS):
        raise BadRequest("This is not a query: SELECT, ASK, CONSTRUCT and DESCRIBE are.")
    syntax = syntax_for(format_name, RESULTS if wrapper.queryType in _RESULTS else GRAPHS)
    wrapper.setReturnFormat(_NAMES[syntax])
    wrapper.setOnlyConneg(True)
    wrapper.setTimeout(max(1, round(seconds)))
    if len(text) > _ADDRESS:
        wrapper.setMethod(POST)
    return as_asked(_fetch(wrapper, endpoint), format_name, syntax)


def _fetch(wrapper: SPARQLWrapper, endpoint: str) -> bytes:
    try:
        body: bytes = wrapper.query().response.read()
    except SPARQLWrapperException as error:
        # It turns the answer's bytes into a part of its message.
        _, _, response = str(error).partition("Response:\n")
        said = ast.literal_eval(response) if response.startswith("b") else str(error).encode()
        raise BadRequest(f"{endpoint}: {_words(said)}") from error
    except HTTPError as error:
        said = error.read()
        raise BadGateway(f"{endpoint}: {error.code} {_words(said) or error.reason}") from error
    except (URLError, OSError) as error:
        raise BadGateway(f"{endpoint}: {getattr(error, 'reason', error)}") from error
    return body


def _words(said: bytes) -> str:
    """What an endpoint said of an error: the detail of a problem (RFC 9457), or its first words."""
    text = said.decode(errors="replace")
    try:
        return str(json.loads(text)["detail"])
    except (ValueError, KeyError, TypeError):
        return text[:_SHOWN].strip()
