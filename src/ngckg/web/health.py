"""Whether the service lives and whether it is ready: plain ASGI, so that it can be told at once."""

import json
from typing import Final

from starlette.types import Scope, Send

from ngckg.errors import MethodNotAllowed
from ngckg.web.security import answer_options
from ngckg.web.service import Service

LIVE: Final = "/health/live"
READY: Final = "/health/ready"
METHODS: Final = ("GET", "HEAD", "OPTIONS")


class Health:
    """What is asked of one service by whoever keeps it running."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, send: Send) -> None:
        """Answer at LIVE or READY. Raises Unavailable until queries can be answered."""
        if scope["method"] == "OPTIONS":
            await answer_options(scope, send, METHODS)
            return
        if scope["method"] not in METHODS:
            raise MethodNotAllowed(METHODS)
        told = {"status": "alive"} if scope["path"] == LIVE else self._ready()
        body = json.dumps(told, separators=(",", ":")).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        sent = b"" if scope["method"] == "HEAD" else body
        await send({"type": "http.response.body", "body": sent})

    def _ready(self) -> dict[str, str]:
        manifest = self._service.publication.manifest
        return {"status": "ready", "release": manifest.id, "digest": manifest.digest}
