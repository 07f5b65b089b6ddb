"""What every answer allows a browser to do: read from anywhere, and next to nothing else."""

from collections.abc import Sequence
from typing import Final

from starlette.types import Message, Scope, Send

#: Pages: our own styles, fonts and pictures; forms to ourselves; no script, no frame, no plug-in.
CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The same and our own script: for a page that has an editor.
WITH_SCRIPT: Final = f"{CONTENT_SECURITY_POLICY}; script-src 'self'; connect-src 'self'"

_EXPOSED: Final = (
    "Content-Disposition, ETag, Last-Modified, Link, Location, Retry-After, X-Request-Id"
)
_DAY: Final = 86_400

#: On every answer. Reading is for all and without credentials, so the answer never depends on who
#: asks, and needs no `Vary: Origin`.
ALWAYS: Final = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
#: Where an answer has no policy of its own.
STRICT: Final = (b"content-security-policy", CONTENT_SECURITY_POLICY.encode())


async def answer_options(scope: Scope, send: Send, allowed: Sequence[str]) -> None:
    """Answer OPTIONS, whether a browser asks before a request (Fetch §3.3) or anyone else."""
    headers = [(b"allow", ", ".join(allowed).encode())]
    asked = dict(scope["headers"])
    if b"access-control-request-method" in asked:
        headers += [
            (b"access-control-allow-methods", ", ".join(allowed).encode()),
            # No header makes a difference here that a reader could not have anyway.
            (b"access-control-allow-headers", asked.get(b"access-control-request-headers", b"*")),
            (b"access-control-max-age", str(_DAY).encode()),
        ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body"})


def options(scope: Scope, send: Send) -> Send:
    """A `send` that turns the refusal of OPTIONS, which knows the methods, into its answer."""
    answered = False

    async def wrapped(message: Message) -> None:
        nonlocal answered
        if message["type"] == "http.response.start" and message["status"] == 405:
            answered = True
            allowed = dict(message["headers"])[b"allow"].decode().split(", ")
            await answer_options(scope, send, allowed)
        elif not answered:
            await send(message)

    return wrapped
