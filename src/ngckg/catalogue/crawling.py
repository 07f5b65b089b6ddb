"""What crawlers ask for first: which pages there are, what to leave alone, where to begin."""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from ngckg.catalogue.datasets import DATASETS
from ngckg.catalogue.site import Site
from ngckg.graph.release import Manifest

#: A sitemap holds no more addresses than this (https://www.sitemaps.org/protocol.html).
PER_SITEMAP: Final = 50_000

_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(site: Site, paths: Sequence[str], modified: str, part: int | None = None) -> str | None:
    """The sitemap of pages at these paths, which differ with the release made at `modified`.

    Where one document cannot hold them all, it lists others, each of them a `part` counted from 1.
    None where there is no such part.
    """
    parts = -(-len(paths) // PER_SITEMAP)
    if part is None and parts > 1:
        addresses = (f"{site.base}/sitemap-{number}.xml" for number in range(1, parts + 1))
        return _entries("sitemapindex", "sitemap", addresses, modified)
    if part is not None and not 1 <= part <= parts:
        return None
    first = (part - 1) * PER_SITEMAP if part else 0
    addresses = (site.base + path for path in paths[first : first + PER_SITEMAP])
    return _entries("urlset", "url", addresses, modified)


def robots(site: Site) -> str:
    """What crawlers may fetch: all but the answers to queries, of which there is no end."""
    queries = urlsplit(site.sparql).path
    return f"User-agent: *\nDisallow: {queries}?\n\nSitemap: {site.base}/sitemap.xml\n"


def llms(site: Site, manifest: Manifest) -> str:
    """An introduction for language models (https://llmstxt.org/)."""
    base = site.base
    datasets = "\n".join(
        f"- [{it.title[0]}]({site.dataset(it.key)}): {it.description[0]}" for it in DATASETS
    )
    return f"""# ngckg

> The patient groups that are offered whole genome sequencing through the Danish National Genome
> Center, as linked data: who advises on each group, which steps its professional recommendations
> went through and when, with which documents, and where on the Center's page each fact stands.
> There are no data on persons.

Release {manifest.id}. Names are in Danish and English. Dates are given as precisely as the source
gives them and no more (EDTF); where the source is silent, so is the graph. Cite things by their
IRIs under https://w3id.org/ngckg/id/. Licence: CC BY 4.0.

## Asking

- [Patient groups as JSON]({base}/api/patient-groups): the groups with networks, documents, steps
- [Facade described with OpenAPI]({base}/openapi.json)
- [SPARQL endpoint]({base}/sparql): GET with `query=`; SELECT answers in JSON, CONSTRUCT in Turtle
- [What a code has to do with the groups]({base}/api/lookup?code=MONDO:0100547): MONDO, Orphanet,
  ICD-10, HPO, SNOMED CT and others
- [FHIR terminology]({base}/fhir/metadata): code systems, value sets, concept maps

## Reading

- [The ontology]({base}/ontology.ttl): classes and properties, defined in both languages
- [What is used how often]({base}/.well-known/void): VoID, with class and property partitions
- [What changed between releases]({base}/changes): Atom; as an event stream under {base}/feed

## Datasets

{datasets}

## Optional

- [Everything as one file]({base}/download/ngckg.ttl): Turtle; other syntaxes by suffix
- [The catalogue]({base}/catalog.ttl): DCAT-AP and HealthDCAT-AP
- [Addresses of all pages]({base}/sitemap.xml)
"""


def _entries(root: str, entry: str, addresses: Iterable[str], modified: str) -> str:
    lines = (
        f"<{entry}><loc>{escape(address)}</loc><lastmod>{modified}</lastmod></{entry}>\n"
        for address in addresses
    )
    return f'{_XML}<{root} xmlns="{_SITEMAPS}">\n{"".join(lines)}</{root}>\n'
