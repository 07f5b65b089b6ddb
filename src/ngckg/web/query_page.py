"""`/sparql` for people, plainly: a form, and the answer as a table. Works without script."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from ngckg.namespaces import PREFIXES

_TEXTS: Final = {
    "da": {
        "title": "Spørg grafen",
        "query": "Forespørgsel i SPARQL 1.1",
        "ask": "Spørg",
        "answer": "Svar",
        "rows": "rækker",
        "true": "ja",
        "false": "nej",
    },
    "en": {
        "title": "Query the graph",
        "query": "Query in SPARQL 1.1",
        "ask": "Ask",
        "answer": "Answer",
        "rows": "rows",
        "true": "yes",
        "false": "no",
    },
}

_EXAMPLE: Final = f"""PREFIX ngckg: <{PREFIXES["ngckg"]}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?group ?name WHERE {{
  ?group a ngckg:PatientGroup ; skos:prefLabel ?name .
}}
ORDER BY ?name
"""

LANGUAGES: Final = tuple(_TEXTS)


def page(lang: str, query: str | None = None, answer: str = "") -> bytes:
    """The page with a query in its form, and its answer already in HTML."""
    texts = _TEXTS[lang]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{texts['title']} · ngckg</title>\n</head>\n<body>\n<main>\n"
        f"<h1>{texts['title']}</h1>\n"
        '<form action="/sparql" method="get">\n'
        f'<p><label for="query">{texts["query"]}</label></p>\n'
        # HTML drops a line break that follows the tag, so that one of the query's own survives
        f'<p><textarea id="query" name="query" rows="12" cols="80" spellcheck="false">\n'
        f"{escape(_EXAMPLE if query is None else query)}</textarea></p>\n"
        f'<p><button type="submit">{texts["ask"]}</button></p>\n</form>\n'
        f"{answer}</main>\n</body>\n</html>\n"
    ).encode()


def results(body: bytes, lang: str) -> str:
    """SPARQL JSON results as HTML."""
    texts, document = _TEXTS[lang], json.loads(body)
    head = f'<h2 id="answer">{texts["answer"]}</h2>\n'
    if "boolean" in document:
        return f"{head}<p>{texts['true' if document['boolean'] else 'false']}</p>\n"
    names, rows = document["head"]["vars"], document["results"]["bindings"]
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    lines = "".join(
        f"<tr>{''.join(f'<td>{_term(row.get(name))}</td>' for name in names)}</tr>\n"
        for row in rows
    )
    return (
        f"{head}<p>{len(rows)} {texts['rows']}</p>\n"
        f'<table aria-labelledby="answer">\n<thead><tr>{columns}</tr></thead>\n'
        f"<tbody>\n{lines}</tbody>\n</table>\n"
    )


def graph(body: bytes, lang: str) -> str:
    """Turtle as HTML."""
    head = f'<h2 id="answer">{_TEXTS[lang]["answer"]}</h2>\n'
    return f'{head}<pre tabindex="0" aria-labelledby="answer">\n{escape(body.decode())}</pre>\n'


def _term(term: Mapping[str, Any] | None) -> str:
    if term is None:
        return ""
    value = escape(str(term["value"]))
    if term["type"] == "uri":
        # Only what a browser can follow safely becomes a link.
        if str(term["value"]).startswith(("http://", "https://")):
            return f'<a href="{value}">{value}</a>'
        return value
    if "xml:lang" in term:
        return f'<span lang="{escape(term["xml:lang"])}">{value}</span>'
    return value
