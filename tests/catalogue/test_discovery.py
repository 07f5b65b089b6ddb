"""What search engines and crawlers read."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest
from pyld import jsonld

from ngckg.catalogue import crawling, schemaorg, signposting
from ngckg.catalogue.crawling import PER_SITEMAP
from ngckg.catalogue.datasets import DATASETS
from ngckg.errors import NotFound
from ngckg.settings import Settings
from tests.catalogue.basis import BASE, ISSUED, MANIFEST, SITE, basis

FILES = basis().downloads
#: What Google asks for, and the minimum of the Bioschemas profiles.
DATASET_MINIMUM = {"description", "identifier", "keywords", "license", "name", "url"}
CATALOG_MINIMUM = {"description", "keywords", "name", "provider", "url"}
KEYS = pytest.mark.parametrize("key", [it.key for it in DATASETS])
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _nodes(document: schemaorg.Node) -> dict[str, schemaorg.Node]:
    return {it["@type"]: it for it in document["@graph"]}


def _dataset(key: str) -> schemaorg.Node:
    return schemaorg.dataset(SITE, MANIFEST, Settings(), ISSUED, key, FILES)


@KEYS
def test_a_dataset_has_what_google_and_bioschemas_ask_for(key: str) -> None:
    node = _nodes(_dataset(key))["Dataset"]
    assert node.keys() >= DATASET_MINIMUM
    assert node["@id"] == node["url"] == SITE.dataset(key)
    assert 50 <= len(node["description"]) <= 5000
    assert node["datePublished"] == "2026-10-01"
    assert node["version"] == MANIFEST.id


@KEYS
def test_a_dataset_lists_its_files_and_services(key: str) -> None:
    distributions = _nodes(_dataset(key))["Dataset"]["distribution"]
    assert all(it["encodingFormat"] and it["name"] for it in distributions)
    addresses = [it["contentUrl"] for it in distributions]
    assert f"{BASE}/download/{key}.ttl" in addresses
    assert f"{BASE}/sparql" in addresses
    assert len(set(addresses)) == len(addresses)
    assert all(it.startswith(BASE) for it in addresses)


def test_an_unknown_dataset_is_not_found() -> None:
    with pytest.raises(NotFound):
        _dataset("nothing")


def test_the_catalogue_lists_the_datasets() -> None:
    nodes = _nodes(schemaorg.catalog(SITE, MANIFEST, Settings()))
    assert nodes["DataCatalog"].keys() >= CATALOG_MINIMUM
    listed = [it["@id"] for it in nodes["DataCatalog"]["dataset"]]
    assert listed == [SITE.dataset(it.key) for it in DATASETS]
    assert nodes["Organization"]["@id"] == nodes["DataCatalog"]["provider"]["@id"]


def test_every_reference_leads_to_a_node_of_the_document() -> None:
    document = _dataset("ngckg")
    known = {it["@id"] for it in document["@graph"]}
    node = _nodes(document)["Dataset"]
    assert {node[it]["@id"] for it in ("creator", "publisher", "includedInDataCatalog")} <= known


def test_it_is_json_ld() -> None:
    document = _dataset("mappings") | {"@context": {"@vocab": "https://schema.org/"}}
    triples = jsonld.to_rdf(document, {"format": "application/n-quads"}).splitlines()
    assert any("<https://schema.org/contentUrl>" in it for it in triples)
    profile = "<https://bioschemas.org/profiles/Dataset/1.0-RELEASE>"
    assert any(profile in it and "<http://purl.org/dc/terms/conformsTo>" in it for it in triples)


def test_nothing_in_the_script_ends_the_script() -> None:
    settings = Settings(publisher_name="</script><script>alert(1)//")
    written = schemaorg.script(schemaorg.catalog(SITE, MANIFEST, settings))
    assert "<" not in written
    assert _nodes(json.loads(written))["Organization"]["name"] == settings.publisher_name


def _addresses(document: str | None) -> list[str | None]:
    assert document is not None
    root = ElementTree.fromstring(document)  # noqa: S314 (we wrote it)
    return [it.text for it in root.iter(f"{NAMESPACE}loc")]


def test_a_sitemap_lists_every_page_absolutely() -> None:
    document = crawling.sitemap(SITE, ["/", "/page/a?x=1&y=2"], MANIFEST.created)
    assert _addresses(document) == [f"{BASE}/", f"{BASE}/page/a?x=1&y=2"]
    assert document is not None
    assert document.count(f"<lastmod>{MANIFEST.created}</lastmod>") == 2


def test_too_many_pages_are_spread_over_several_sitemaps() -> None:
    paths = [f"/page/{number}" for number in range(PER_SITEMAP + 1)]
    index = crawling.sitemap(SITE, paths, MANIFEST.created)
    assert _addresses(index) == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
    assert len(_addresses(crawling.sitemap(SITE, paths, MANIFEST.created, 1))) == PER_SITEMAP
    last = _addresses(crawling.sitemap(SITE, paths, MANIFEST.created, 2))
    assert last == [f"{BASE}/page/{PER_SITEMAP}"]
    assert crawling.sitemap(SITE, paths, MANIFEST.created, 3) is None
    assert crawling.sitemap(SITE, paths, MANIFEST.created, 0) is None


def test_robots_names_the_sitemap_and_spares_queries() -> None:
    lines = crawling.robots(SITE).splitlines()
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert [it for it in lines if it.startswith("Disallow")] == ["Disallow: /ngc/sparql?"]


def test_llms_has_the_form_that_readers_expect() -> None:
    text = crawling.llms(SITE, MANIFEST)
    assert text.startswith("# ngckg\n\n> ")
    assert MANIFEST.id in text
    addresses = re.findall(r"\]\(([^)]+)\)", text)
    assert len(addresses) > 10
    assert all(it.startswith(f"{BASE}/") for it in addresses)


def test_signposts_of_a_dataset_lead_to_its_files() -> None:
    links = signposting.of_dataset_page(SITE, "mappings", FILES)
    iri = SITE.dataset("mappings")
    assert f'<{iri}>; rel="cite-as"' in links
    assert f'<{iri}.ttl>; rel="describedby"; type="text/turtle"' in links
    sssom = SITE.download("mappings.sssom.tsv")
    assert f'<{sssom}>; rel="item"; type="text/tab-separated-values"' in links
    packed = SITE.download("mappings.ttl.gz")
    assert f'<{packed}>; rel="item"; type="application/gzip"' in links
    assert sum('rel="item"' in it for it in links) == 14


def test_signposts_of_a_thing_and_of_a_file() -> None:
    iri, description = "https://w3id.org/ngckg/id/x/y", f"{BASE}/data/x/y"
    links = signposting.of_thing_page(SITE, iri, description)
    assert links[0] == f'<{iri}>; rel="cite-as"'
    assert f'<{description}.jsonld>; rel="describedby"; type="application/ld+json"' in links
    assert f'<{SITE.dataset("ngckg")}>; rel="collection"' in links
    assert f'<{SITE.dataset("ontology")}>; rel="collection"' in signposting.of_file(
        SITE, "ontology"
    )
