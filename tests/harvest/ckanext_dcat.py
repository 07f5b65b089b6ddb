"""What CKAN's own parser makes of the catalogue.

`make test-harvest` installs CKAN, which is large, and runs this; `make test` does neither.
"""

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from ngckg.catalogue import codes
from ngckg.catalogue.datasets import DATASETS
from tests.harvest.proxy import PUBLIC

SCRIPT = Path(__file__).with_name("ckan_parser.py")
PROFILE = "euro_health_dcat_ap"
EACH = pytest.mark.parametrize("key", [it.key for it in DATASETS])


@cache
def _parsed(turtle: str, locale: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [os.environ["NGCKG_HARVEST_PYTHON"], str(SCRIPT), PROFILE, locale],
        input=turtle,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _datasets(web: httpx.Client, locale: str = "en") -> dict[str, dict[str, Any]]:
    """What CKAN takes up, by address, its extra fields among the others."""
    turtle = web.get(f"{PUBLIC}/catalog.ttl").text
    found = {}
    for it in _parsed(turtle, locale):
        fields = {**it, **{extra["key"]: extra["value"] for extra in it["extras"]}}
        found[fields["uri"]] = fields
    return found


def test_every_dataset_arrives(web: httpx.Client) -> None:
    assert set(_datasets(web)) == {f"{PUBLIC}/dataset/{it.key}" for it in DATASETS}


@pytest.mark.parametrize(("locale", "number"), [("en", 0), ("da", 1)])
def test_title_and_description_arrive_in_both_languages(
    web: httpx.Client, locale: str, number: int
) -> None:
    found = _datasets(web, locale)
    for it in DATASETS:
        dataset = found[f"{PUBLIC}/dataset/{it.key}"]
        assert dataset["title"] == it.title[number]
        assert dataset["notes"] == it.description[number]


@EACH
def test_keywords_contact_and_themes_arrive(web: httpx.Client, key: str) -> None:
    described = next(it for it in DATASETS if it.key == key)
    dataset = _datasets(web)[f"{PUBLIC}/dataset/{key}"]
    assert {it["name"] for it in dataset["tags"]} == {
        *described.keywords,
        *described.danish_keywords,
    }
    assert dataset["contact_name"] == "Contact to be confirmed"
    assert dataset["contact_email"] == "contact@contact.invalid"
    assert dataset["publisher_name"] == "Publisher to be confirmed"
    assert dataset["publisher_email"] == "publisher@publisher.invalid"
    assert json.loads(dataset["theme"]) == [codes.HEALTH_THEME]
    assert dataset["access_rights"] == codes.PUBLIC
    assert json.loads(dataset["applicable_legislation"]) == [codes.EHDS]
    assert dataset["frequency"] == codes.IRREGULAR
    assert dataset["identifier"] == f"{PUBLIC}/dataset/{key}"


@EACH
def test_every_distribution_arrives_whole(web: httpx.Client, key: str) -> None:
    resources = _datasets(web)[f"{PUBLIC}/dataset/{key}"]["resources"]
    services = next(it.services for it in DATASETS if it.key == key)
    files = [it for it in resources if "download_url" in it]
    assert len(resources) == len(files) + len(services)
    for it in resources:
        assert it["name"]
        assert it["description"]
        assert it["license"] == codes.LICENCE
        # The IRI of the format, and not a label in its place.
        assert it["format"].startswith(f"{codes.AUTHORITY}/file-type/")
        assert it["mimetype"].startswith(f"{codes.MEDIA_TYPES}/")
        assert it["status"] == codes.COMPLETED
        assert it["availability"] == codes.AVAILABLE
        assert it["uri"].startswith(f"{PUBLIC}/distribution/{key}-")
        assert it["url"].startswith(f"{PUBLIC}/")
    for it in files:
        assert len(it["hash"]) == 64
        assert "sha256" in it["hash_algorithm"]
        assert it["access_url"] == it["download_url"]
