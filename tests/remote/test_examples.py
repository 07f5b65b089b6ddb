"""The example queries give their expected answers, whichever engine is asked."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from ngckg.negotiation import CSV, JSON, N_TRIPLES
from ngckg.rdf.terms import N
from tests.examples.test_examples import KEYS, Example
from tests.remote.asking import Asking


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("key", KEYS)
def test_the_answer_is_the_expected_one(asking: Asking, key: str) -> None:
    example = Example(key)
    expected = example.expected.read_text(encoding="utf-8")
    if example.form == N.sh.ask:
        found = json.loads(asking.ask(example.query, JSON.media_type))
        assert found["boolean"] is json.loads(expected)["boolean"]
    elif example.form == N.sh.construct:
        answer = asking.ask(example.query, N_TRIPLES.media_type)
        triples = {q.triple for q in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)}
        assert triples == {q.triple for q in ox.parse(expected, format=ox.RdfFormat.TURTLE)}
    else:
        assert _rows(asking.ask(example.query, CSV.media_type).decode()) == _rows(expected)
