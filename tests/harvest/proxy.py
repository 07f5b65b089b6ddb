"""A reverse proxy in front of the server, without a network."""

from typing import Final

import httpx

#: Where the world finds the service.
PUBLIC: Final = "https://data.example.org/ngc"


class Proxied(httpx.BaseTransport):
    """Sends what is for the public address to the server, under the path that it has there.

    Any other address is nobody: a test that would leave this machine fails.
    """

    def __init__(self, port: int) -> None:
        self._inner = httpx.HTTPTransport()
        self._port = port
        self._public = httpx.URL(PUBLIC)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the public address does."""
        url, public = request.url, self._public
        if (url.scheme, url.host) != (public.scheme, public.host):
            raise httpx.ConnectError(f"{url} is not ours")
        if not url.path.startswith(public.path):
            raise httpx.ConnectError(f"{url} is beside the service")
        target = url.raw_path.removeprefix(public.raw_path)
        # The name that the client asked for stays in Host, as most proxies are set up.
        inner = httpx.Request(
            request.method,
            httpx.URL(scheme="http", host="127.0.0.1", port=self._port, raw_path=target),
            headers=[*request.headers.raw],
            stream=request.stream,
        )
        return self._inner.handle_request(inner)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()
