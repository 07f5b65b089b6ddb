"""Asking `/sparql` and looking at what it says: what its tests have in common."""

import httpx

GROUPS = """PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?group ?name WHERE { ?group a ngckg:PatientGroup ; skos:prefLabel ?name }
ORDER BY ?name"""
CONSTRUCT = (
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/ngckg/ontology#PatientGroup> ; ?p ?o }"
)
DIRECT = {"content-type": "application/sparql-query"}


def get(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": query}, headers=fields)


def is_problem(response: httpx.Response, status: int, slug: str) -> dict[str, object]:
    """The problem that an answer is."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = response.json()
    assert document["status"] == status
    assert document["type"] == f"https://w3id.org/ngckg/problem/{slug}"
    assert document["title"]
    assert document["detail"]
    assert document["requestId"] == response.headers["x-request-id"]
    assert response.headers["cache-control"] == "no-store"
    return document
