"""The datasets in schema.org, for search engines: JSON-LD that stands in pages for people.

Google Dataset Search reads it, and so do the harvesters of Bioschemas, whose profiles it follows
(Dataset 1.0-RELEASE, DataCatalog 0.3-RELEASE-2019_07_01). One language, English, since schema.org
has no place for two in a page.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from ngckg.catalogue.datasets import DATASETS, Dataset, by_key
from ngckg.catalogue.downloads import Download, of_dataset
from ngckg.catalogue.services import SERVICES
from ngckg.catalogue.site import Site
from ngckg.graph.release import Manifest
from ngckg.settings import Settings

#: Search engines know licences by this address, not by the EU's.
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_CONFORMS_TO: Final = "http://purl.org/dc/terms/conformsTo"
_PROFILES: Final = "https://bioschemas.org/profiles"
_TITLE: Final = "Catalogue of the ngckg knowledge graph"

Node = dict[str, Any]


def catalog(site: Site, manifest: Manifest, settings: Settings) -> Node:
    """The catalogue, its datasets by name and address: for the start page."""
    return _document(
        [
            _catalog(site, manifest, [_short(site, it) for it in DATASETS]),
            _publisher(site, settings),
        ]
    )


def dataset(
    site: Site,
    manifest: Manifest,
    settings: Settings,
    issued: str,
    key: str,
    downloads: Iterable[Download],
) -> Node:
    """A dataset with its files: for its own page. Raises NotFound."""
    described = by_key(key)
    node = _dataset(site, manifest, described) | {
        "datePublished": issued[:10],
        "distribution": [
            *(_file(site, it) for it in of_dataset(tuple(downloads), key)),
            *(
                {
                    "@type": "DataDownload",
                    "name": service.title[0],
                    "encodingFormat": service.media_type,
                    "contentUrl": site.base + service.endpoint,
                }
                for service in SERVICES
                if service.key in described.services
            ),
        ],
    }
    lists = [{"@id": site.dataset(it.key)} for it in DATASETS]
    return _document([node, _catalog(site, manifest, lists), _publisher(site, settings)])


def script(document: Node) -> str:
    """A document as the inside of a script element: nothing in it ends the element."""
    return json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")


def _document(nodes: list[Node]) -> Node:
    return {"@context": "https://schema.org/", "@graph": nodes}


def _catalog(site: Site, manifest: Manifest, datasets: list[Node]) -> Node:
    return {
        "@id": site.catalog,
        "@type": "DataCatalog",
        _CONFORMS_TO: {"@id": f"{_PROFILES}/DataCatalog/0.3-RELEASE-2019_07_01"},
        "name": _TITLE,
        "description": "Linked data on the patient groups that are offered whole genome sequencing "
        "through the Danish National Genome Center.",
        "url": site.home,
        "identifier": site.catalog,
        "keywords": ["whole genome sequencing", "patient groups", "linked data"],
        "license": LICENCE,
        "inLanguage": ["da", "en"],
        "dateModified": manifest.created[:10],
        "provider": {"@id": site.publisher},
        "publisher": {"@id": site.publisher},
        "dataset": datasets,
    }


def _short(site: Site, described: Dataset) -> Node:
    return {
        "@id": site.dataset(described.key),
        "@type": "Dataset",
        "name": described.title[0],
        "description": described.description[0],
        "url": site.dataset(described.key),
        "license": LICENCE,
    }


def _dataset(site: Site, manifest: Manifest, described: Dataset) -> Node:
    iri = site.dataset(described.key)
    return {
        "@id": iri,
        "@type": "Dataset",
        _CONFORMS_TO: {"@id": f"{_PROFILES}/Dataset/1.0-RELEASE"},
        "name": described.title[0],
        "alternateName": described.title[1],
        "description": described.description[0],
        "url": iri,
        "identifier": iri,
        "license": LICENCE,
        "keywords": [*described.keywords, *described.danish_keywords],
        "inLanguage": ["da", "en"],
        "isAccessibleForFree": True,
        "version": manifest.id,
        "dateModified": manifest.created[:10],
        "spatialCoverage": {"@type": "Place", "name": "Denmark"},
        "creator": {"@id": site.publisher},
        "publisher": {"@id": site.publisher},
        "includedInDataCatalog": {"@id": site.catalog},
    }


def _file(site: Site, download: Download) -> Node:
    syntax = download.syntax
    packed = ", gzipped" if download.is_gzipped else ""
    return {
        "@type": "DataDownload",
        "name": f"{syntax.name}{packed}",
        "encodingFormat": "application/gzip" if download.is_gzipped else syntax.media_type,
        "contentUrl": site.download(download.name),
    }


def _publisher(site: Site, settings: Settings) -> Node:
    return {
        "@id": site.publisher,
        "@type": "Organization",
        "name": settings.publisher_name,
        "alternateName": settings.publisher_name_da,
        "url": str(settings.publisher_url),
    }
