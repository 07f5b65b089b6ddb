"""What pages say is what the source says: numbers, dates, places, silence, contradictions."""

import re
from urllib.parse import urlsplit

import pytest

from tests.pages.conftest import Query, Shown, Site
from tests.pages.kinds import GROUPS, LANGS, PAGES, SOURCE

_PLACE = re.compile(r"char=(\d+),(\d+)$")
_PREFIXES = """PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
PREFIX ngcid: <https://w3id.org/ngckg/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


def _places(page: Shown) -> set[tuple[int, int]]:
    found = (_PLACE.search(it) for it in page.values("//@href"))
    return {(int(it[1]), int(it[2])) for it in found if it}


@pytest.mark.parametrize("lang", LANGS)
def test_every_place_named_on_a_page_holds_words_that_the_graph_quotes(
    lang: str, site: Site, query: Query, page_text: str
) -> None:
    rows = query(
        "PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?start ?end ?words WHERE {"
        " ?position oa:start ?start ; oa:end ?end . ?e oa:hasSelector ?position, ?q ."
        " ?q oa:exact ?words }"
    )
    known = {(int(row["start"]), int(row["end"])): row["words"] for row in rows}
    named = set()
    for path in PAGES:
        named |= _places(site(path, lang))
    assert len(named) > 150
    assert named - known.keys() == set()
    assert [it for it in named if page_text[it[0] : it[1]] != known[it]] == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PAGES)
def test_words_shown_as_the_sources_own_stand_in_it(
    path: str, lang: str, site: Site, page_text: str
) -> None:
    text = " ".join(page_text.split())
    for said in site(path, lang).texts("//span[@class='said']"):
        assert said.startswith("»")
        assert said.endswith("«")
        # "sic" marks a slip of the pen and is no word of the source.
        words = said.strip("»«").replace(" sic ", " ")
        assert words in text, said


def test_quotations_are_the_sentence_of_the_source_with_the_words_marked(
    quoted: Site, page_text: str
) -> None:
    page = quoted("/page/patient-group/foetal-medicin?evidence=full")
    quotations = page.tree.xpath("//blockquote")
    assert len(quotations) >= 10
    for quotation in quotations:
        said = quotation.text_content().strip("»«")
        assert said in page_text
        marked = [mark.text_content() for mark in quotation.xpath("mark")]
        assert marked
        assert all(it in page_text for it in marked)
    onboarding = [q for q in quotations if "Onboarding" in q.text_content()]
    assert onboarding[0].text_content().strip("»«").endswith("melder NGC ud til regionerne.")


def test_without_the_text_the_quoted_words_are_shown_alone(site: Site, quoted: Site) -> None:
    path = "/page/patient-group/foetal-medicin?evidence=full"
    bare, whole = site(path), quoted(path)
    assert bare.texts("//blockquote/mark") == whole.texts("//blockquote/mark")
    assert all(
        not (q.text or "»").strip("»") and not q.xpath("mark")[-1].tail.strip("«")
        for q in bare.tree.xpath("//blockquote")
    )


def test_every_place_that_a_page_links_to_is_a_target_on_the_source_page(
    site: Site, quoted: Site
) -> None:
    for pages in (site, quoted):
        targets = set(pages(SOURCE).values("//@id"))
        wanted = {
            urlsplit(href).fragment
            for path in PAGES
            for href in pages(path).values("//@href")
            if urlsplit(href).path == SOURCE and "char=" in href
        }
        assert len(wanted) > 150
        assert wanted - targets == set()


def test_the_source_page_has_every_line_and_says_which_ones_are_unused(
    quoted: Site, page_text: str
) -> None:
    page = quoted(SOURCE)
    lines = page_text.split("\n")
    shown = {
        int(it.get("value")): it.xpath("p")[0].text_content()
        for it in page.tree.xpath("//ol[@class='text']/li")
    }
    assert shown == {n: line for n, line in enumerate(lines, start=1) if line.strip()}
    unused = {int(n) for n in re.findall(r"\d+", page.text.split("Ikke brugt:")[1].split(".")[0])}
    without = {int(it.get("value")) for it in page.tree.xpath("//ol[@class='text']/li[not(div)]")}
    assert unused == without


def test_the_landing_pages_numbers_are_what_queries_count(site: Site, query: Query) -> None:
    def count(pattern: str) -> int:
        rows = query(f"{_PREFIXES} SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE {{ {pattern} }}")
        return int(rows[0]["n"])

    page = site("/", "en")
    stations = [int(it) for it in page.texts("//ol[@class='process']//span[@class='n']")]
    assert stations == [
        count("?s a ngckg:Drafting ; ngckg:concerns ?g"),
        count(
            "?s a ngckg:Review ; ngckg:concerns ?g ;"
            " <http://www.w3.org/ns/prov#wasAssociatedWith> <https://w3id.org/ngckg/id/"
            "working-group/fortolkning>"
        ),
        count(
            "?s a ngckg:Review ; ngckg:concerns ?g ;"
            " <http://www.w3.org/ns/prov#wasAssociatedWith> <https://w3id.org/ngckg/id/"
            "working-group/klinisk-anvendelse-af-helgenomsekventering>"
        ),
        count("?s a ngckg:Approval ; ngckg:concerns ?g"),
        count("?s a ngckg:Evaluation ; ngckg:concerns ?g"),
    ]
    both = count(
        "?g ngckg:requisitionStatus <https://w3id.org/ngckg/id/requisition-status/available>,"
        " <https://w3id.org/ngckg/id/requisition-status/in-preparation>"
    )
    available = count(
        "?g ngckg:requisitionStatus <https://w3id.org/ngckg/id/requisition-status/available>"
    )
    lead = page.texts("//p[@class='lead']")[0]
    assert (both, available) == (1, 16)
    assert f"for {count('?g a ngckg:PatientGroup')} patient groups" in lead
    assert f"For {available - both} there is a requisition form" in lead
    assert "for one the source says both" in lead
    assert "Six groups have a status report" in lead
    assert len(page.tree.xpath("//table[@class='matrix']/tbody/tr")) == 17


def test_the_matrix_shows_dates_as_precisely_as_the_source_and_silence_as_silence(
    site: Site,
) -> None:
    page = site("/")
    rows = {
        row.xpath("th")[0].text_content(): [cell.text_content() for cell in row.xpath("td")]
        for row in page.tree.xpath("//table[@class='matrix']/tbody/tr")
    }
    assert rows["Føtal medicin"] == [
        "–ikke nævnt",
        "27. apr. 2022",
        "28. apr. 2022",
        "maj/juni 2022",
        "kilden siger begge dele",
        "pågår",
        "under udarbejdelse",
    ]
    assert rows["Udbredt og uhelbredelig kræft"][0] == "somatisk; germline for pancreas"
    assert rows["Arvelige kolestatiske og fibrotiske leversygdomme"][3] == "aug. 2022"
    assert rows["Arvelige hjertesygdomme"][1:3] == ["–ikke nævnt", "–ikke nævnt"]


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("", "Arvelig hæmatologisk sygdom", "Udbredt og uhelbredelig kræft"),
        ("-name", "Udbredt og uhelbredelig kræft", "Arvelig hæmatologisk sygdom"),
        ("approval", "Kræft hos børn og unge", "Svære arvelige hudsygdomme"),
        ("nonsense", "Arvelig hæmatologisk sygdom", "Udbredt og uhelbredelig kræft"),
    ],
)
def test_the_matrix_is_sorted_as_asked(sort: str, first: str, last: str, site: Site) -> None:
    page = site(f"/?sort={sort}" if sort else "/")
    names = page.texts("//table[@class='matrix']/tbody/tr/th")
    assert (names[0], names[-1]) == (first, last)
    assert len(page.values("//table[@class='matrix']//th/@aria-sort")) == 1


def test_groups_of_which_nothing_is_said_come_last_either_way(site: Site) -> None:
    for sort in ("onboarding", "-onboarding"):
        cells = site(f"/?sort={sort}").texts("//table[@class='matrix']/tbody/tr/td[6]")
        said = [it != "–ikke nævnt" for it in cells]
        assert said == sorted(said, reverse=True)


@pytest.mark.parametrize("lang", LANGS)
def test_a_contradiction_shows_both_statements_with_their_lines_and_no_verdict(
    lang: str, site: Site
) -> None:
    page = site("/page/patient-group/foetal-medicin", lang)
    (box,) = page.tree.xpath("//section[contains(@class, 'clash')]")
    assert box.get("id") == "contradiction-requisitionStatus"
    marked = [it.text_content() for it in box.xpath(".//mark")]
    assert marked == ["Rekvisitionsblanket er under udarbejdelse", "Rekvisition"] or marked == [
        "Rekvisition",
        "Rekvisitionsblanket er under udarbejdelse",
    ]
    places = {it.rpartition("#")[2] for it in box.xpath(".//@href") if "char=" in it}
    assert places == {"char=4494,4505", "char=4609,4650"}
    landing = site("/", lang).values("//td//a/@href")
    assert "/page/patient-group/foetal-medicin#contradiction-requisitionStatus" in landing


def test_a_group_without_contradiction_has_no_box(site: Site) -> None:
    assert (
        site("/page/patient-group/nyresvigt").tree.xpath(
            "//section[@id and contains(@class, 'clash')]"
        )
        == []
    )


def test_a_group_that_stands_twice_has_the_lines_of_both_sections(site: Site) -> None:
    page = site("/page/patient-group/boern-og-voksne-med-sjaeldne-sygdomme")
    evidence = page.texts("//table[contains(@class, 'steps')]//td[@class='ev']")
    assert evidence == [
        "linje 233 og linje 246",
        "linje 234 og linje 247",
        "linje 235 og linje 248",
        "linje 236 og linje 249",
    ]
    assert "ord for ord" in page.text


@pytest.mark.parametrize("path", GROUPS)
def test_every_fact_of_a_group_leads_to_its_place(path: str, site: Site) -> None:
    page = site(path)
    facts = page.tree.xpath(
        "//section[@aria-labelledby='h-status']//dd[not(span[@class='none'])]"
        "|//table[contains(@class, 'steps')]/tbody/tr"
        "|//section[@aria-labelledby='h-documents']//tbody/tr"
    )
    assert len(facts) > 6
    without = [it.text_content() for it in facts if not it.xpath(".//a[contains(@href, '#char=')]")]
    assert without == []


@pytest.mark.parametrize("path", GROUPS)
def test_every_group_has_what_is_offered_to_all(path: str, site: Site) -> None:
    analyses = site(path).texts("//dt[. = 'Analyse']/following-sibling::dd")
    assert [it for it in analyses if "helgenomsekventering" in it and "linje 5" in it]


def test_what_is_offered_to_all_has_its_line_and_the_matrix_claims_no_silence_of_it(
    site: Site,
) -> None:
    stated = site("/page/analysis-type/whole-genome-sequencing").texts(
        "//section[@aria-labelledby='h-stated']"
    )
    assert "linje 5" in stated[0].lower()
    assert "ikke om nogen bestemt" not in stated[0]
    assert site("/").texts("//table[@class='matrix']/thead/tr/th")[3] == "Germline eller somatisk"


def test_what_is_not_mentioned_is_told_as_not_mentioned(site: Site) -> None:
    silent = " ".join(
        site("/page/patient-group/nyresvigt").texts("//section[@aria-labelledby='h-silent']//li")
    )
    assert "germline eller somatisk" in silent
    assert "arbejdsgruppen for fortolkning" in silent
    assert "linje 9" in silent
    reviewed = site("/page/patient-group/foetal-medicin").texts(
        "//section[@aria-labelledby='h-silent']//li"
    )
    assert not any("arbejdsgruppen" in it for it in reviewed)


def test_names_that_are_ours_are_marked_as_ours(site: Site, query: Query) -> None:
    rows = query(
        _PREFIXES + "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
        " SELECT ?g ?origin WHERE { ?s rdf:subject ?g ; rdf:predicate skos:prefLabel ;"
        " ngckg:labelOrigin ?origin . ?g a ngckg:PatientGroup }"
    )
    words = {"translation": "vores oversættelse", "source-wording": "centrets eget"}
    seen = set()
    for row in rows:
        origin = row["origin"].rpartition("/")[2]
        page = site(row["g"].replace("https://w3id.org/ngckg/id", "/page"))
        aside = " ".join(page.texts("//aside"))
        assert words[origin] in aside, row
        seen.add(origin)
    assert seen == {"translation", "source-wording"}


def test_a_networks_danish_name_is_ours_only_where_the_source_does_not_write_it(
    site: Site, page_text: str
) -> None:
    networks = site("/page/specialist-network").values("//main//a/@href")
    found = {it for it in networks if it.startswith("/page/specialist-network/")}
    assert len(found) == 17
    written = set()
    for path in found:
        page = site(path)
        name = page.texts("//h1")[0]
        aside = " ".join(page.texts("//aside"))
        if name[0].lower() + name[1:] in page_text:
            written.add(path.rpartition("/")[2])
            assert "Det engelske navn er sammensat af os" in aside
        else:
            assert "Navnet er sammensat af os" in aside
    assert written == {
        "audiogenetik",
        "boern-og-voksne-med-sjaeldne-sygdomme",
        "neurogenetiske-patienter",
        "nyresvigt",
        "oftalmologi",
    }


def test_the_lead_of_a_step_is_a_sentence_in_both_languages(site: Site) -> None:
    leads = {
        (path, lang): site(f"/page/step/nyresvigt/{path}", lang).texts("//p[@class='lead']")[0]
        for path in ("udarbejdelse", "godkendelse", "evaluering")
        for lang in LANGS
    }
    network = "ational specialist network for kidney failure"
    assert leads["udarbejdelse", "en"].startswith(f"The n{network} drafted")
    assert leads["godkendelse", "en"].startswith("The Steering Group for")
    assert leads["evaluering", "en"].startswith(
        f"The Danish National Genome Center and the n{network} evaluated"
    )
    assert leads["udarbejdelse", "da"].startswith("Nationalt specialistnetværk for nyresvigt")
    assert leads["evaluering", "da"].startswith(
        "Nationalt Genom Center og nationalt specialistnetværk for nyresvigt evaluerede"
    )


def test_lines_that_are_not_used_are_named_in_the_plural(quoted: Site) -> None:
    for path in (SOURCE, "/about"):
        assert "Not used: lines 1, 3, 11 and 13." in quoted(path, "en").text


def test_a_step_has_its_bounds_and_no_more_precision(site: Site) -> None:
    span = site("/page/step/nyresvigt/udarbejdelse")
    facts = dict(zip(span.texts("//dl[1]//dt"), span.texts("//dl[1]//dd"), strict=False))
    assert facts["Begyndte tidligst"] == "1. oktober 2021"
    assert facts["Begyndte senest"] == "31. oktober 2021"
    assert facts["Sluttede tidligst"] == "1. marts 2022"
    assert facts["Sluttede senest"] == "31. marts 2022"
    assert facts["Som EDTF (ISO 8601-2)"] == "2021-10/2022-03"
    day = site("/page/step/haematologisk-kraeft/godkendelse")
    assert "3. juni 2022" in day.texts("//section[@aria-labelledby='h-when']//dd")
    assert "Tidligst" not in day.texts("//dt")


def test_a_slip_of_the_pen_stays_and_is_explained(site: Site) -> None:
    page = site("/page/document/endokrinologiske-patienter/statusrapport")
    assert page.texts("//h1") == ["Statusrapport endokronologiske sic patienter"]
    assert page.texts("//p[@class='lead']") == ["Statusrapport: endokrinologiske patienter"]
    assert "sic" in page.texts("//p[contains(@class, 'note')]")[0]


def test_days_in_common_are_told_as_worked_out(site: Site) -> None:
    page = site("/page/working-group/fortolkning")
    days = page.texts("//section[@aria-labelledby='h-shared']//dt")
    assert days == ["16. maj 2022", "7. juni 2022"]
    assert "regnet ud" in page.text
    silent = page.texts("//section[@aria-labelledby='h-silent']//ul/li")
    assert len(silent) == 8


def test_the_process_tells_of_the_review_before_the_drafting_ended(site: Site) -> None:
    aside = site("/process").texts("//aside")[0]
    assert "linje 138 og linje 139" in aside


@pytest.mark.parametrize("path", ["/process", "/page/requisition-status/available", "/ontology"])
def test_an_explanation_promises_nothing_that_the_source_does_not(path: str, site: Site) -> None:
    text = site(path).text
    assert [
        it for it in ("i brug", "en tid i drift", "hentes dér", "kan hentes") if it in text
    ] == []


def test_about_lists_what_validation_found_with_places(site: Site) -> None:
    page = site("/about")
    text = page.texts("//section[@id='contradictions']")[0]
    assert "Føtal medicin (linje 107 og linje 109)" in text
    assert text.count("linje 9)") == 6
    assert "linje 138 og linje 139" in text
    (hints,) = page.texts("//section[@aria-labelledby='h-hints']")
    assert "arvelig kræft hos voksne (linje 139)" in hints
    assert "Kræft hos børn og unge (linje 127)" in hints
    wording = page.texts("//section[@aria-labelledby='h-slips']//dd")
    assert any("endokronologiske" in it and "linje 94" in it for it in wording)
    assert any("Anbefalinger for patientgruppen" in it and "linje 277" in it for it in wording)
    assert any("Psykiatri for børn og unge" in it and "linje 15" in it for it in wording)
    assert any("linje 231 og linje 244" in it for it in wording)


def test_answers_of_ready_questions_follow_their_parameters(site: Site) -> None:
    def certain(day: str) -> list[str]:
        page = site(f"/queries/godkendt-med-sikkerhed-foer?day={day}")
        assert page.values("//input[@type='date']/@value") == [day]
        return page.texts("//section[@class='answer']//tbody/tr/th")

    assert len(certain("2022-06-01")) == 6
    assert certain("2021-10-16") == ["Kræft hos børn og unge"]
    assert certain("2021-01-01") == []


def test_a_question_can_be_had_as_files(site: Site) -> None:
    csv = site("/queries/godkendt-foer.csv?day=2021-11-01")
    assert csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert csv.body.count(b"\n") == 2
    assert b'"2021-11-01"^^xsd:date' in site("/queries/godkendt-foer.rq?day=2021-11-01").body


@pytest.mark.parametrize(
    "value", ['2022-06-01" } DROP ALL #', "<x> } INSERT", "2022-13-01", "}", "x y"]
)
def test_a_parameter_reaches_the_query_only_as_what_it_is(value: str, site: Site) -> None:
    assert site(f"/queries/godkendt-foer?day={value.replace('#', '%23')}").status == 400
    concept = value.replace("#", "%23").replace("<", "%3C").replace(">", "%3E")
    assert site(f"/queries/grupper-under-et-begreb?concept={concept}").status in (200, 400)
