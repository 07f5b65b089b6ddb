"""The addresses of pages: of a thing, of a place in the source, in the visitor's language."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ngckg.graph.release import Manifest
from ngckg.namespaces import BASE, GRAPH, ID, NGCKG, NGCSH, ONTOLOGY, SHAPES
from ngckg.rdf import iri
from ngckg.web.pages.evidence import Evidence

#: Which API collection has the things of a kind.
API = {
    "patient-group": "patient-groups",
    "specialist-network": "specialist-networks",
    "working-group": "working-groups",
    "analysis-type": "analysis-types",
    "document": "documents",
    "step": "steps",
}
#: The RDF forms that every description has, with their names.
FORMS = (
    (".ttl", "Turtle"),
    (".jsonld", "JSON-LD"),
    (".nt", "N-Triples"),
    (".rdf", "RDF/XML"),
)


@dataclass(frozen=True, slots=True)
class Address:
    """Makes links; they carry `lang` only where the visitor chose a language.

    `within` is the path of the release that the visitor has named, empty for the current one.
    """

    chosen: str | None = None
    within: str = ""

    def to(self, path: str, fragment: str = "", /, **parameters: str | None) -> str:
        """The address of a path of ours; parameters that are None are left out."""
        given = {name: value for name, value in parameters.items() if value is not None}
        if self.chosen is not None:
            given.setdefault("lang", self.chosen)
        query = f"?{urlencode(given)}" if given else ""
        return f"{path}{query}{'#' if fragment else ''}{fragment}"

    def here(self, path: str, **parameters: str | None) -> str:
        """The address of a path in the release that the visitor is in."""
        return f"{self.within}{self.to(path, **parameters)}"

    def of(self, thing: str) -> str:
        """Where a person reads of a thing: its page, its place in a list of terms, or itself."""
        found = iri.parts(thing)
        if found is not None:
            return self.to(f"/page/{found[0]}/{quote(found[1])}")
        for namespace, path in ((NGCKG, "/ontology"), (NGCSH, "/shapes")):
            if thing.startswith(namespace):
                return self.to(path, thing.removeprefix(namespace))
        if thing in (ONTOLOGY, SHAPES):
            return self.to(thing.removeprefix(BASE.rstrip("/")))
        if thing.startswith(GRAPH):
            return self.to("/download", thing.removeprefix(GRAPH))
        return thing

    def path(self, thing: str) -> str:
        """The path of a thing's page, without parameters."""
        return quote(f"/page/{thing.removeprefix(ID)}")

    def place(self, evidence: Evidence) -> str:
        """A place in a snapshot: the very numbers of the evidence (after RFC 5147)."""
        return self.to(f"/page/source/{evidence.source}", f"char={evidence.start},{evidence.end}")

    def line(self, source: str, line: int) -> str:
        """A line of a snapshot."""
        return self.to(f"/page/source/{source}", f"L{line}")


def under(release: Manifest) -> str:
    """The path under which a release stands that is asked for by its name."""
    return f"/release/{release.id}"


def data(thing: str) -> list[tuple[str, str]]:
    """The RDF forms of a thing's description: name and address."""
    path = f"/data/{thing.removeprefix(ID)}"
    return [(name, quote(f"{path}{suffix}")) for suffix, name in FORMS]


def api(thing: str) -> str | None:
    """The address of a thing in the JSON API, where it has one."""
    kind, key = iri.parts(thing) or ("", "")
    return f"/api/{API[kind]}/{quote(key)}" if kind in API else None
