"""What harvesters were seen to trip over, and that our records spare them."""

import re
from itertools import pairwise

import pyoxigraph as ox
import pytest

from ngckg.catalogue import codes, fdp, publisher, records
from ngckg.catalogue.datasets import DATASETS
from ngckg.catalogue.publisher import placeholders
from ngckg.catalogue.services import SERVICES
from ngckg.catalogue.terms import term
from ngckg.errors import NotFound
from ngckg.settings import Settings
from tests.catalogue.basis import BASE, SITE, basis, names

BASIS = basis()
DOCUMENTS = {
    "whole": records.whole(BASIS),
    "fdp": fdp.root(BASIS),
    "catalog": fdp.catalog(BASIS),
    **{f"dataset/{it.key}": fdp.dataset(BASIS, it.key) for it in DATASETS},
    **{f"service/{it.key}": records.service(BASIS, it.key) for it in SERVICES},
    "distribution/ngckg-ttl": fdp.distribution(BASIS, "ngckg-ttl"),
    "distribution/ngckg-sparql": fdp.distribution(BASIS, "ngckg-sparql"),
    "agent/publisher": records.agent(BASIS, "agent/publisher"),
}
EVERY = pytest.mark.parametrize("name", DOCUMENTS)


def _typed(triples: list[ox.Triple], name: str) -> set[str]:
    """The things of a class."""
    return {
        it.subject.value
        for it in triples
        if isinstance(it.subject, ox.NamedNode)
        and it.predicate == term("rdf:type")
        and it.object == term(name)
    }


def _objects(triples: list[ox.Triple], subject: str, name: str) -> list[str]:
    return [
        it.object.value
        for it in triples
        if it.subject == ox.NamedNode(subject)
        and it.predicate == term(name)
        and isinstance(it.object, ox.NamedNode | ox.Literal)
    ]


@EVERY
def test_no_blank_nodes(name: str) -> None:
    assert not any(isinstance(it.subject, ox.BlankNode) for it in DOCUMENTS[name])
    assert not any(isinstance(it.object, ox.BlankNode) for it in DOCUMENTS[name])


@EVERY
def test_english_comes_before_danish(name: str) -> None:
    languages: dict[tuple[object, str], list[str]] = {}
    for it in DOCUMENTS[name]:
        if isinstance(it.object, ox.Literal) and it.object.language:
            languages.setdefault((it.subject, it.predicate.value), []).append(it.object.language)
    assert languages
    assert [key for key, found in languages.items() if found != sorted(found, reverse=True)] == []


@EVERY
def test_every_text_for_people_is_in_both_languages(name: str) -> None:
    found: dict[tuple[object, str], set[str | None]] = {}
    for it in DOCUMENTS[name]:
        if isinstance(it.object, ox.Literal) and it.object.language:
            found.setdefault((it.subject, it.predicate.value), set()).add(it.object.language)
    of_services = (ox.NamedNode(SITE.service(it.key)) for it in SERVICES)
    keywords = {(it, term("dcat:keyword").value) for it in of_services}
    assert {key for key, languages in found.items() if languages != {"en", "da"}} <= keywords


@EVERY
def test_iris_of_ours_are_under_the_public_address(name: str) -> None:
    ours = {
        it.value
        for triple in DOCUMENTS[name]
        for it in (triple.subject, triple.object)
        if isinstance(it, ox.NamedNode) and "ngc/" in it.value
    }
    assert ours
    assert [iri for iri in ours if not iri.startswith(f"{BASE}/")] == []


@EVERY
def test_statements_about_a_thing_stand_together(name: str) -> None:
    subjects = [it.subject for it in DOCUMENTS[name]]
    changes = sum(one != other for one, other in pairwise(subjects))
    assert changes == len(set(subjects)) - 1


@EVERY
def test_codes_have_a_label_that_ckan_leaves_alone(name: str) -> None:
    concepts = _typed(DOCUMENTS[name], "skos:Concept")
    assert all(_objects(DOCUMENTS[name], it, "skos:prefLabel") for it in concepts)
    assert not any(_objects(DOCUMENTS[name], it, "rdfs:label") for it in concepts)


def test_no_size_and_no_standard_on_a_dataset() -> None:
    predicates = {it.predicate for it in DOCUMENTS["whole"]}
    assert term("dcat:byteSize") not in predicates
    for it in DATASETS:
        assert _objects(DOCUMENTS["whole"], SITE.dataset(it.key), "dcterms:conformsTo") == []


def test_the_catalogue_is_no_dataset_and_lists_all() -> None:
    whole = DOCUMENTS["whole"]
    assert _typed(whole, "dcat:Catalog") == {SITE.catalog}
    listed = _objects(whole, SITE.catalog, "dcat:dataset")
    assert set(listed) == _typed(whole, "dcat:Dataset")
    assert len(listed) == 3
    services = _objects(whole, SITE.catalog, "dcat:service")
    assert set(services) == _typed(whole, "dcat:DataService")
    assert "https://w3id.org/fdp/fdp-o#" not in str([it.predicate for it in whole])


@pytest.mark.parametrize("key", [it.key for it in DATASETS])
def test_a_dataset_document_has_one_dataset_and_no_catalogue(key: str) -> None:
    document = DOCUMENTS[f"dataset/{key}"]
    assert document[0].subject == ox.NamedNode(SITE.dataset(key))
    assert _typed(document, "dcat:Dataset") == {SITE.dataset(key)}
    assert _typed(document, "dcat:Catalog") == set()


def test_every_file_of_a_dataset_is_a_distribution_with_its_checksum() -> None:
    whole = DOCUMENTS["whole"]
    digests = {it.name: it.sha256 for it in BASIS.downloads if it.dataset != "data"}
    found = {}
    for distribution in _typed(whole, "dcat:Distribution"):
        for address in _objects(whole, distribution, "dcat:downloadURL"):
            (checksum,) = _objects(whole, distribution, "spdx:checksum")
            (found[address],) = _objects(whole, checksum, "spdx:checksumValue")
    assert found == {SITE.download(name): digest for name, digest in digests.items()}
    assert len(found) == len([name for name in names() if not name.startswith("data.")])


def test_a_gzipped_file_says_so() -> None:
    whole = DOCUMENTS["whole"]
    gzip = [f"{codes.MEDIA_TYPES}/application/gzip"]
    packed = SITE.distribution("mappings-sssom-tsv-gz")
    assert _objects(whole, packed, "dcat:compressFormat") == gzip
    assert _objects(whole, packed, "dcterms:format") == [f"{codes.AUTHORITY}/file-type/TSV"]
    assert _objects(whole, SITE.distribution("ngckg-ttl"), "dcat:compressFormat") == []


def test_every_service_is_reached_from_a_dataset() -> None:
    whole = DOCUMENTS["whole"]
    reached = {
        service
        for it in _typed(whole, "dcat:Distribution")
        for service in _objects(whole, it, "dcat:accessService")
    }
    assert reached == {SITE.service(it.key) for it in SERVICES}


def test_keywords_survive_ckan() -> None:
    for it in DATASETS:
        for word in it.keywords:
            assert re.fullmatch(r"[A-Za-z0-9-_. ]{2,100}", word)
        assert all("," not in word for word in it.danish_keywords)


def test_descriptions_are_as_long_as_google_wants() -> None:
    assert all(50 <= len(text) <= 5000 for it in DATASETS for text in it.description)


def test_the_code_file_is_whole_and_every_code_is_used() -> None:
    table = codes.table()
    used = {it.subject.value for it in DOCUMENTS["whole"] if isinstance(it.subject, ox.NamedNode)}
    unused = {iri for iri in table if iri not in used}
    assert unused == {
        f"{codes.HEALTH}/publisher-type/administrative-institution",
        f"{codes.HEALTH}/publisher-type/public-health-institute",
    }
    for iri, triples in table.items():
        texts = [it.object for it in triples if isinstance(it.object, ox.Literal)]
        assert {it.language for it in texts} == {"da", "en"}, iri


@pytest.mark.parametrize("name", ["national-authority", "public-health-institute"])
def test_every_kind_of_publisher_is_explained(name: str) -> None:
    settings = Settings(publisher_type=name)  # type: ignore[arg-type]  # a value of the list
    document = records.agent(basis(settings=settings), "agent/publisher")
    assert _objects(document, f"{codes.HEALTH}/publisher-type/{name}", "skos:prefLabel")


def test_shipped_defaults_are_named_until_they_are_set() -> None:
    named = placeholders(Settings())
    assert len(named) == 12
    assert "NGCKG_HDAB_NAME is the placeholder “Health data access body to be confirmed”" in named
    mine = Settings(hdab_name="A body", hdab_email="post@example.org")
    assert len(placeholders(mine)) == 10
    assert not any("HDAB_NAME " in it for it in placeholders(mine))


def test_a_kind_of_publisher_is_confirmed_by_being_set_even_to_the_default() -> None:
    assert "NGCKG_PUBLISHER_TYPE is the placeholder “national-authority”" in placeholders(
        Settings()
    )
    mine = Settings(publisher_type="national-authority")
    assert not any("PUBLISHER_TYPE" in it for it in placeholders(mine))


def test_an_agent_has_its_address_in_every_vocabulary() -> None:
    settings = Settings(publisher_email="post@example.org")
    document = publisher.describe(SITE, settings)
    assert _objects(document, SITE.publisher, "foaf:mbox") == ["mailto:post@example.org"]
    assert _objects(document, SITE.publisher_contact, "cv:email") == ["post@example.org"]


@pytest.mark.parametrize("address", ["no at", "a@b", "a b@example.org", "a@example.org>"])
def test_an_address_that_makes_no_iri_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Settings(publisher_email=address)


def test_what_is_not_there_is_not_found() -> None:
    for find in (fdp.dataset, fdp.distribution, records.service, records.agent):
        with pytest.raises(NotFound):
            find(BASIS, "nothing at all")
    with pytest.raises(NotFound):
        fdp.profile(SITE, "nothing at all")


@pytest.mark.parametrize("key", fdp.PROFILES)
def test_a_profile_has_its_shape_and_all_it_refers_to(key: str) -> None:
    described = fdp.profile(SITE, key)
    subjects = {it.subject for it in described}
    wanted = {it.object for it in described if it.predicate.value.endswith("shacl#property")}
    assert len(wanted) > 3
    assert wanted <= subjects
    assert ox.NamedNode(SITE.profile(key)) in subjects
