"""Addresses of ours and `Link` fields (RFC 8288) that several routes have in common."""

from typing import Final
from urllib.parse import quote

from ngckg.errors import NotFound
from ngckg.namespaces import BASE, ID
from ngckg.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, Format
from ngckg.rdf.iri import is_iri, parts

#: The syntaxes of every description, the first where the client does not mind.
DESCRIPTIONS: Final = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
#: JSON for those who do not ask what it means.
PLAIN_JSON: Final = Format("application/json", ("json",), ".json")
DATA_LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"
LICENSE: Final = f'<{DATA_LICENSE}>; rel="license"'


def context(base: str) -> str:
    """The address of the JSON-LD context."""
    return f"{base}/context.jsonld"


def link(target: str, relation: str, media_type: str | None = None, **others: str) -> str:
    """One link."""
    parameters = {"rel": relation} | ({"type": media_type} if media_type else {}) | others
    return f"<{target}>" + "".join(f'; {name}="{value}"' for name, value in parameters.items())


def alternates(document: str, page: str) -> list[str]:
    """The other forms of a document: each syntax under its suffix, and the page for people."""
    return [
        *(link(f"{document}{it.suffix}", "alternate", it.media_type) for it in DESCRIPTIONS),
        link(page, "alternate", HTML.media_type),
    ]


def thing(path: str) -> str:
    """The IRI of the thing at a path of kind and key. Raises NotFound where there can be none."""
    found = ID + path
    if parts(found) is None or not is_iri(found):
        raise NotFound("Things stand under their kind and key, as /id/patient-group/nyresvigt.")
    return found


def path_of(iri: str) -> str:
    """The path at which we answer for an IRI of ours, percent-encoded."""
    return "/" + quote(iri.removeprefix(BASE))


def syntax_of(path: str, offers: tuple[Format, ...] = DESCRIPTIONS) -> tuple[str, Format | None]:
    """A path without the suffix of a syntax, and the syntax."""
    for syntax in offers:
        if path.endswith(syntax.suffix):
            return path.removesuffix(syntax.suffix), syntax
    return path, None
