"""The page of a concept names the groups of which the source states it, and no other."""

import pytest

from ngckg.namespaces import ID, PREFIXES
from tests.pages.conftest import Query, Site
from tests.pages.kinds import LANGS

#: By kind of concept, the groups of which one is stated.
_STATED = {
    "analysis-type": "?group ngckg:analysisOffer / ngckg:analysisType ?concept",
    "analysis-purpose": "?group ngckg:analysisOffer / ngckg:purpose ?concept",
    "requisition-status": "?group ngckg:requisitionStatus ?concept",
    "onboarding-status": "?group ngckg:onboardingStatus ?concept",
    "status-report-status": "?group ngckg:statusReportStatus ?concept",
    "status-basis": "?stated rdf:subject ?group ; ngckg:basis ?concept",
}
_PREFIXES = "".join(f"PREFIX {it}: <{PREFIXES[it]}> " for it in ("ngckg", "rdf", "skos"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", _STATED)
def test_the_groups_on_its_page_are_those_that_a_query_finds(
    kind: str, lang: str, site: Site, query: Query
) -> None:
    rows = query(
        f"{_PREFIXES} SELECT DISTINCT ?concept ?group WHERE {{ ?concept skos:inScheme ?scheme ."
        f' FILTER (STRSTARTS(STR(?concept), "{ID}{kind}/"))'
        f" OPTIONAL {{ {_STATED[kind]} . ?group a ngckg:PatientGroup }} }}"
    )
    concepts = {row["concept"] for row in rows}
    assert len(concepts) > 1
    for concept in concepts:
        page = site(concept.replace(ID, "/page/"), lang)
        shown = page.values("//section[@aria-labelledby='h-stated']//dt/a/@href")
        stated = {row["group"] for row in rows if row["concept"] == concept and "group" in row}
        assert {it.partition("?")[0] for it in shown} == {
            it.replace(ID, "/page/") for it in stated
        }, concept
