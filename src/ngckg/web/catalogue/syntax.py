"""Which syntax of a document a request asks for: by the suffix of its path, or by Accept."""

from fastapi import Request

from ngckg.errors import NotFound
from ngckg.negotiation import Format, choose
from ngckg.web import links
from ngckg.web.reading import header


def split(path: str, offers: tuple[Format, ...]) -> tuple[str, Format | None]:
    """A path without its suffix, and the syntax of that. Raises NotFound for any other suffix."""
    name, syntax = links.syntax_of(path, offers)
    if syntax is None and "." in path:
        raise NotFound(f"There are {', '.join(it.suffix for it in offers)}.")
    return name, syntax


def wanted(request: Request, offers: tuple[Format, ...]) -> tuple[Format, tuple[str, ...]]:
    """The syntax to answer in, and the fields that decided on it."""
    _, syntax = split(request.scope["path"], offers)
    if syntax is not None:
        return syntax, ()
    return choose(header(request.scope, b"accept"), offers), ("Accept",)
