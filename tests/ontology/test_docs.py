"""The queries in docs/model.md, on the invented instances: they parse and find something."""

import re

import pytest
from rdflib import Graph
from rdflib.query import ResultRow

from tests.ontology.sources import INSTANCE_FILES, union
from tests.shared import ROOT

TEXT = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sparql\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def instances() -> Graph:
    return union(INSTANCE_FILES)


def rows(graph: Graph, query: str) -> list[list[str]]:
    found = []
    for row in graph.query(query):
        assert isinstance(row, ResultRow)
        found.append([str(value).rsplit("/", 1)[-1] for value in row])
    return found


def test_there_are_two_queries() -> None:
    assert len(QUERIES) == 2


def test_the_one_on_dates_tells_certain_from_possible(instances: Graph) -> None:
    # The invented approval is of "maj/juni 2022": possibly before 1 June, not certainly.
    assert [row[2] for row in rows(instances, QUERIES[0])] == ["false"]
    later = QUERIES[0].replace("2022-06-01", "2022-07-01")
    assert [row[2] for row in rows(instances, later)] == ["true"]
    earlier = QUERIES[0].replace("2022-06-01", "2022-05-01")
    assert rows(instances, earlier) == []


def test_the_one_on_statuses_finds_basis_and_words(instances: Graph) -> None:
    found = sorted(row[1:] for row in rows(instances, QUERIES[1]))
    assert found == [
        ["available", "listed", "Eksempelgruppe"],
        ["completed", "named", "Eksempelgruppe"],
        ["published", "listed", "Eksempelgruppe"],
    ]


@pytest.mark.parametrize("link", re.findall(r"\]\((\.\./[^)]+)\)", TEXT))
def test_links_to_files_lead_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).exists()
