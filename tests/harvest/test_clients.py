"""The catalogues that matter take everything up, each in its own way."""

from collections.abc import Iterable
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS

from ngckg.catalogue.datasets import DATASETS
from tests.catalogue.validator import violations
from tests.harvest import clients
from tests.harvest.proxy import PUBLIC

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
ADDRESSES = {f"{PUBLIC}/dataset/{it.key}": it for it in DATASETS}


@pytest.mark.parametrize("path", ["/catalog.ttl", "/catalog", "/catalog.rdf"])
def test_ckan_takes_up_every_dataset(web: httpx.Client, path: str) -> None:
    found = clients.ckan(web, PUBLIC + path)
    assert set(found) == set(ADDRESSES)
    for address, package in found.items():
        described = ADDRESSES[address]
        assert package.title == described.title[0]
        assert package.notes == described.description[0]
        assert set(described.keywords) <= set(package.tags)
        assert all(2 <= len(tag) <= 100 for tag in package.tags)
        assert len(package.resources) > 12
        for distribution, graph in package.resources.items():
            subject = rdflib.URIRef(distribution)
            assert graph.value(subject, DCTERMS.title), distribution
            assert graph.value(subject, DCAT.accessURL), distribution


def test_ckan_takes_nothing_up_where_it_is_sent_to_a_single_record(web: httpx.Client) -> None:
    # The record of the FAIR Data Point names datasets without describing them.
    assert clients.ckan(web, f"{PUBLIC}/catalog/ngckg") == {}


def test_gdi_finds_its_way_from_the_fair_data_point(web: httpx.Client) -> None:
    found = clients.gdi(web, f"{PUBLIC}/fdp")
    assert set(found) == set(ADDRESSES)
    for address, graph in found.items():
        subject = rdflib.URIRef(address)
        distributions = set(graph.objects(subject, DCAT.distribution))
        assert len(distributions) > 12
        for it in distributions:
            assert graph.value(it, DCAT.accessURL)
            assert graph.value(it, DCTERMS.title)
            files = graph.value(it, DCAT.downloadURL)
            assert (files is None) == (graph.value(it, SPDX.checksum) is None)


def test_gdi_finds_names_where_it_asks_for_them(web: httpx.Client) -> None:
    assert clients.labels(web, f"{PUBLIC}/profile/fdp") == {"FAIR Data Point record"}


@pytest.mark.parametrize("path", ["/catalog.ttl", "/catalog.rdf"])
def test_the_portal_shows_english(web: httpx.Client, path: str) -> None:
    found = clients.portal(web, PUBLIC + path)
    assert found.catalogue == "Catalogue of the ngckg knowledge graph"
    assert found.titles == {address: it.title[0] for address, it in ADDRESSES.items()}
    assert found.descriptions == {address: it.description[0] for address, it in ADDRESSES.items()}


@pytest.mark.parametrize("path", ["/catalog.ttl", "/catalog.rdf"])
def test_the_portal_knows_what_every_code_is_called(web: httpx.Client, path: str) -> None:
    found = clients.portal(web, PUBLIC + path)
    assert len(found.used) > 15
    assert {it for it in found.used if it not in found.labels} == set()


def test_an_index_reaches_every_record(web: httpx.Client) -> None:
    found = clients.index(web, f"{PUBLIC}/fdp")
    assert found.title in ("FAIR Data Point of ngckg", "FAIR Data Point for ngckg")
    assert found.description
    assert found.version
    assert found.publisher in ("Publisher to be confirmed", "Udgiveren er ikke bekræftet")
    assert found.records[:2] == [f"{PUBLIC}/fdp", f"{PUBLIC}/catalog/ngckg"]
    assert set(ADDRESSES) <= set(found.records)
    distributions = [it for it in found.records if "/distribution/" in it]
    assert len(distributions) == 44


def _parsed(answers: Iterable[httpx.Response]) -> list[ox.Triple]:
    found: dict[ox.Triple, None] = {}
    for it in answers:
        assert it.status_code == 200
        parsed = ox.parse(it.content, format=ox.RdfFormat.TURTLE)
        found |= {quad.triple: None for quad in parsed}
    return list(found)


HEALTH = ("healthdcat-ap-r8-public", "healthdcat-ap-r8-public-on-3.0.0")


@pytest.mark.parametrize("profile", ["dcat-ap", "dcat-ap-generated", *HEALTH])
def test_what_is_served_satisfies_the_official_shapes(
    web: httpx.Client, profile: str, tmp_path: Path
) -> None:
    whole = _parsed([web.get(f"{PUBLIC}/catalog")])
    assert violations(whole, profile, tmp_path) == set()


@pytest.mark.parametrize("profile", HEALTH)
@pytest.mark.parametrize("address", ADDRESSES)
def test_each_dataset_satisfies_the_shapes_of_the_portal_for_health_data(
    web: httpx.Client, address: str, profile: str, tmp_path: Path
) -> None:
    own = _parsed([web.get(address)])
    assert violations(own, profile, tmp_path, background=True) == set()


def test_the_fair_data_point_as_it_is_served_satisfies_its_shapes(
    web: httpx.Client, tmp_path: Path
) -> None:
    records = clients.index(web, f"{PUBLIC}/fdp").records
    union = _parsed(web.get(it) for it in records)
    assert len(union) > 1000
    assert violations(union, "fdp-spec", tmp_path) == set()
