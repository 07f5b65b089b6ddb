"""FAIR Signposting (level 1): the links that lead a machine from a page to what it is about.

https://signposting.org/FAIR/. The values are those of `Link` fields (RFC 8288).
"""

from collections.abc import Iterable
from typing import Final

from ngckg import negotiation
from ngckg.catalogue.downloads import Download, of_dataset
from ngckg.catalogue.schemaorg import LICENCE
from ngckg.catalogue.site import Site

_ABOUT_PAGE: Final = "https://schema.org/AboutPage"
_SYNTAXES: Final = (negotiation.TURTLE, negotiation.JSON_LD, negotiation.RDF_XML)


def of_dataset_page(site: Site, key: str, downloads: Iterable[Download]) -> list[str]:
    """Links of a dataset's page: how to cite it, who made it, its description, its files."""
    iri = site.dataset(key)
    return [
        _link(iri, "cite-as"),
        _link("https://schema.org/Dataset", "type"),
        _link(_ABOUT_PAGE, "type"),
        _link(site.publisher, "author"),
        _link(LICENCE, "license"),
        *_described_by(iri),
        *(
            _link(
                site.download(it.name),
                "item",
                "application/gzip" if it.is_gzipped else it.syntax.media_type,
            )
            for it in of_dataset(tuple(downloads), key)
        ),
    ]


def of_catalogue_page(site: Site) -> list[str]:
    """Links of a page with the catalogue in it."""
    return [
        _link(_ABOUT_PAGE, "type"),
        _link("https://schema.org/DataCatalog", "type"),
        _link(site.publisher, "author"),
        _link(LICENCE, "license"),
        *_described_by(f"{site.base}/catalog"),
    ]


def of_thing_page(site: Site, iri: str, description: str) -> list[str]:
    """Links of the page about a thing with this IRI; its description stands at an address."""
    return [
        _link(iri, "cite-as"),
        _link(_ABOUT_PAGE, "type"),
        _link(LICENCE, "license"),
        *_described_by(description),
        _link(site.dataset("ngckg"), "collection"),
    ]


def of_file(site: Site, dataset: str) -> list[str]:
    """Links of a file: the dataset that it is a form of, and the licence."""
    iri = site.dataset(dataset)
    return [
        _link(iri, "collection"),
        _link(iri, "describedby", "text/turtle"),
        _link(LICENCE, "license"),
    ]


def _described_by(iri: str) -> list[str]:
    return [_link(f"{iri}{it.suffix}", "describedby", it.media_type) for it in _SYNTAXES]


def _link(target: str, relation: str, media_type: str | None = None) -> str:
    return f'<{target}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
