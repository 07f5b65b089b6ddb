"""Whatever stands in an address where a key or a code should, it is never we who have failed."""

from typing import Final
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.harvest.proxy import PUBLIC

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
GROUPS: Final = "https://w3id.org/ngckg/id/scheme/patient-groups"

#: Every address with something in it that a visitor may choose.
PATHS: Final = (
    *("/id/{}", "/id/{}/{}", "/data/{}", "/data/{}/{}", "/data/{}/{}.ttl", "/timemap/data/{}/{}"),
    *("/page/{}", "/page/{}/{}", "/page/patient-group/{}", "/page/step/nyresvigt/{}"),
    *("/page/source/{}", "/page/scheme/{}", "/page/organization/{}", "/page/evidence/{}"),
    *("/api/{}", "/api/patient-groups/{}", "/api/patient-groups/{}/ordering"),
    *("/api/specialist-networks/{}", "/api/working-groups/{}", "/api/analysis-types/{}"),
    *("/api/documents/{}", "/api/documents/{}/{}", "/api/steps/{}", "/api/steps/{}/{}"),
    *("/catalog.{}", "/catalog/{}", "/fdp.{}", "/dataset/{}", "/distribution/{}", "/service/{}"),
    *("/agent/{}", "/contact/{}", "/profile/{}", "/download/{}", "/graph/{}"),
    *("/ontology.{}", "/ontology/{}", "/shapes.{}", "/problem/{}", "/static/{}", "/{}", "/{}/{}"),
    *("/feed.{}", "/feed/things/{}/{}/{}", "/sitemap-{}.xml", "/queries/{}"),
    *("/release.{}", "/release/{}", "/release/{}/{}", "/release/r1/{}", "/release/r1/data/{}"),
    *("/release/r1/page/patient-group/{}", "/release%2Fr1%2Fdata%2F{}"),
    *("/fhir/{}", "/fhir/CodeSystem/{}", "/fhir/CodeSystem/{}/$lookup?code={}"),
    *("/fhir/ConceptMap/{}/$translate?code={}", "/fhir/ValueSet/{}/{}"),
)
#: Every parameter that takes a code, and those that name what it is a code of.
CODES: Final = (
    *("/api/lookup?code={}", "/api/lookup?code=MONDO:{}", "/api/lookup?code=ICD10:{}"),
    *("/api/lookup?code=http://snomed.info/sct/{}", "/api/lookup?code={}:{}"),
    *("/fhir/CodeSystem/$lookup?system={}&code={}", "/fhir/CodeSystem/$lookup?coding={}"),
    f"/fhir/CodeSystem/$lookup?system={GROUPS}&code={{}}",
    f"/fhir/CodeSystem/$validate-code?url={GROUPS}&code={{}}&display={{}}",
    *("/fhir/CodeSystem/$validate-code?coding={}", "/fhir/ValueSet/$expand?url={}"),
    "/fhir/ValueSet/patient-groups/$validate-code?system={}&code={}&systemVersion={}",
    "/fhir/ValueSet/patient-groups/$validate-code?code=nyresvigt&display={}",
    "/fhir/ValueSet/patient-groups/$expand?filter={}&count={}&displayLanguage={}",
    *("/fhir/ConceptMap/$translate?system={}&code={}", "/fhir/ConceptMap/$translate?coding={}"),
    *("/queries/koblinger-for-en-gruppe?group={}", "/queries/grupper-under-et-begreb?concept={}"),
    *("/fhir/CodeSystem?_id={}&url={}", "/fhir/CodeSystem?name={}&_format={}"),
)

_WORDS: Final = ("nyresvigt", "patient-group", "MONDO", "ttl", "r1", "$lookup", "..", "0", "-1")
#: What no IRI has, what begins or ends something else, and what is not text at all.
_ODD: Final = ' <>{}"\\^`|[]%#?&=/:;\0\n\x7f\x85\N{NO-BREAK SPACE}æ\N{RIGHT-TO-LEFT OVERRIDE}\ufdd0'
_PIECES: Final = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_ODD).map(lambda it: quote(it, safe="")),
    st.text(max_size=5).map(lambda it: quote(it, safe="", errors="surrogatepass")),
    st.binary(max_size=3).map(lambda it: quote(it, safe="")),
)
#: A dot in the open could lead out of the service before anything is sent.
_JUNK: Final = st.lists(_PIECES, min_size=1, max_size=3).map(
    lambda it: "".join(it).replace(".", "%2E")
)


@pytest.mark.parametrize("place", ["page", "data", "id"])
@pytest.mark.parametrize(
    "thing",
    [
        *("patient-group/nyresvigt%20", "patient-group/a%3Cb", "patient-group/a%00b"),
        *("step/a%5cb/c", "a%7Bb/c", "source/%00", "source/a%20b", "source/"),
    ],
)
def test_what_has_no_iri_is_not_found(place: str, thing: str, web: httpx.Client) -> None:
    assert web.get(f"{PUBLIC}/{place}/{thing}").status_code == 404


@pytest.mark.parametrize("template", [*PATHS, *CODES])
@settings(max_examples=20, deadline=None)
@given(junk=st.data(), accept=st.sampled_from(["*/*", BROWSER]))
def test_junk_is_answered(
    template: str, junk: st.DataObject, accept: str, web: httpx.Client
) -> None:
    path = template.format(*(junk.draw(_JUNK) for _ in range(template.count("{}"))))
    answer = web.get(f"{PUBLIC}{path}", headers={"accept": accept})
    assert answer.status_code < 500, (path, answer.text)
