"""Writing to an engine: by the Graph Store Protocol where it speaks it, else by SPARQL Update."""

import json
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

import httpx
import pyoxigraph as ox

from ngckg.engine.remote.dialects import Dialect, recognise
from ngckg.engine.remote.http import Auth, Credentials, failure, meaning
from ngckg.errors import BadGateway, BadSettings, NgckgError

#: Seconds for one request: a batch, a count, or the removal of a graph.
_SECONDS: Final = 600.0
_CONNECT: Final = 5.0
_JSON: Final = "application/sparql-results+json"
_NT: Final = "application/n-triples"
_TTL: Final = "text/turtle"

Row = Mapping[str, Mapping[str, str]]


class EngineStore:
    """An engine's graphs, for the one who publishes."""

    def __init__(
        self,
        query: str,
        update: str | None = None,
        graph_store: str | None = None,
        credentials: Credentials | None = None,
        dialect: Dialect | None = None,
    ) -> None:
        self._query, self._update, self._graph_store = query, update, graph_store
        self._dialect = dialect
        self._client = httpx.Client(
            auth=Auth(credentials) if credentials else None,
            timeout=httpx.Timeout(_SECONDS, connect=_CONNECT),
            headers={"user-agent": "ngckg"},
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    @property
    def dialect(self) -> Dialect:
        """The engine's ways, and with them its usual addresses where none are given."""
        if self._dialect is None:
            response = self._send("POST", self._query, data={"query": "ASK {}"}, accept=_JSON)
            self._dialect = recognise(response.headers.get("server", ""))
        return self._dialect

    def settle(self) -> None:
        """Find the addresses to write to. Raises BadSettings where there is none."""
        paths = self.dialect.paths
        if self._update is None and paths and self._query.endswith(paths[0]):
            base = self._query.removesuffix(paths[0])
            self._update = base + paths[1]
            self._graph_store = self._graph_store or base + paths[2]
        if self._update is None:
            raise BadSettings("where the engine takes updates is not known: NGCKG_ENGINE_UPDATE")

    # Reading

    def rows(self, query: str) -> list[Row]:
        """The rows of a SELECT."""
        response = self._send("POST", self._query, data={"query": query}, accept=_JSON)
        try:
            return list(json.loads(response.content)["results"]["bindings"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadGateway("The engine's answer cannot be read.") from error

    def count(self, graph: str) -> int:
        """Triples of a graph, 0 where there is none."""
        rows = self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        try:
            return int(rows[0]["n"]["value"])
        except (LookupError, ValueError) as error:
            raise BadGateway("The engine's answer cannot be read.") from error

    def read(self, graph: str) -> list[ox.Triple]:
        """The triples of a graph, which must be small enough for memory."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        response = self._send("POST", self._query, data={"query": query}, accept=_NT)
        try:
            quads = ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
            return [quad.triple for quad in quads]
        except SyntaxError as error:
            raise BadGateway("The engine's answer cannot be read.") from error

    # Writing

    def update(self, text: str) -> None:
        """Run an update, as one request."""
        self._send("POST", self._update or "", data={"update": text}, accept="*/*")

    def drop(self, graph: str) -> None:
        """Remove a graph, where there is one."""
        self.update(f"DROP SILENT GRAPH <{graph}>")

    def add(self, graph: str, lines: Sequence[bytes], *, together: bool = False) -> None:
        """Add triples, lines of N-Triples. `together`: blank nodes link them, so in one request."""
        if self._graph_store is not None:
            # Virtuoso 7.2 takes N-Triples for plain text; they are Turtle too.
            self._send(
                "POST",
                self._graph_store,
                params={self._graph_parameter: graph},
                content=b"".join(lines),
                content_type=_TTL,
            )
            return
        if together:
            # Virtuoso 7.2 takes no blank nodes in INSERT DATA; in a template they are new ones too.
            triples = b"".join(lines).decode()
            self.update(f"INSERT {{ GRAPH <{graph}> {{\n{triples}}} }} WHERE {{}}")
            return
        for start in range(0, len(lines), self.dialect.inserted):
            triples = b"".join(lines[start : start + self.dialect.inserted]).decode()
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}")

    @property
    def _graph_parameter(self) -> str:
        # The protocol's own name (SPARQL 1.1 Graph Store HTTP Protocol §4.2); Virtuoso 7.2 heeds
        # its older one only.
        return "graph-uri" if self.dialect.name == "virtuoso" else "graph"

    def _send(
        self,
        method: str,
        url: str,
        *,
        accept: str = "*/*",
        data: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> httpx.Response:
        headers = {"accept": accept} | ({"content-type": content_type} if content_type else {})
        try:
            response = self._client.request(
                method, url, data=data, params=params, content=content, headers=headers
            )
        except httpx.HTTPError as error:
            raise failure(error) from error
        if response.is_success:
            return response
        raise self._meaning(response)

    def _meaning(self, response: httpx.Response) -> NgckgError:
        dialect = self._dialect or recognise(response.headers.get("server", ""))
        return meaning(response.status_code, response.headers, response.text, dialect)
