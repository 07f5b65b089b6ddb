"""Asking an ASGI application without a server, for what does not depend on one."""

import asyncio
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope


@dataclass(frozen=True)
class Answer:
    """What came back; several fields of one name as one list."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(app: ASGIApp, method: str = "GET", path: str = "/", **headers: str) -> Answer:
    """The answer of `app`. Headers by name, `_` for `-`."""
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [
            (name.replace("_", "-").encode(), value.encode("latin-1"))
            for name, value in headers.items()
        ],
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run() -> None:
        await app(scope, receive, send)

    asyncio.run(run())
    found: dict[str, str] = {}
    for name, value in sent[0]["headers"]:
        earlier = found.get(name.decode())
        found[name.decode()] = value.decode() if earlier is None else f"{earlier}, {value.decode()}"
    return Answer(
        sent[0]["status"],
        found,
        b"".join(message.get("body", b"") for message in sent[1:]),
    )
