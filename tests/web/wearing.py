"""Wearing a server out, and seeing what that is to the next visitor."""

import secrets
import socket
import threading
import time

from tests.web.corpus import TYPED
from tests.web.servers import Answer, Server, post

#: How long a query may take on the server that is worn out.
SECONDS = 1.0
#: How soon a cheap query must be answered, whatever else goes on.
SOON = 2.0


class Listener:
    """A server that counts who calls it."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.calls += 1
            connection.close()

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


HOSTILE_VISITOR = 1
NEXT_VISITOR = 2


def ask(server: Server, visitor: int, query: str, **params: str) -> Answer:
    """Ask as a visitor of one's own."""
    return ask_at(server.port, visitor, query, **params)


def ask_at(port: int, visitor: int, query: str, **params: str) -> Answer:
    """The same from a process that has no hold of the server."""
    address = f"198.51.{visitor // 250}.{visitor % 250 + 1}"
    return post(port, {"query": query, **params}, x_forwarded_for=address)


def is_cheap_for_the_next(server: Server) -> float:
    """How long a cheap query takes now that nobody has asked before."""
    began = time.monotonic()
    answer = ask(server, NEXT_VISITOR, f"SELECT ?g {{ {TYPED} }} # {secrets.token_hex(6)}")
    assert answer.status == 200, answer.body
    assert len(answer.json()["results"]["bindings"]) == 17
    return time.monotonic() - began


def is_whole(answer: Answer) -> None:
    """An answer, or a problem that says what and why; never half of one, never a fault of ours."""
    if answer.status == 200:
        assert len(answer.body) == int(answer.headers["content-length"])
        return
    # 408: on a busy machine a long query may be long on its way.
    assert answer.status in (400, 408, 413, 429, 503, 504), answer.body[:500]
    problem = answer.json()
    assert problem["detail"]
    assert problem["status"] == answer.status
    if answer.status in (429, 503):
        assert int(answer.headers["retry-after"]) > 0
