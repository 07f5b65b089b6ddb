"""What records are made from in tests: a release that was never built."""

from itertools import product

from ngckg.catalogue.downloads import SYNTAXES, Download
from ngckg.catalogue.records import Basis
from ngckg.catalogue.site import Site
from ngckg.catalogue.void import Totals
from ngckg.graph.release import Manifest, Shacl
from ngckg.settings import Settings

BASE = "https://data.example.org/ngc"
SITE = Site(BASE)
MANIFEST = Manifest(
    id="20261122T221150Z-52b844a9ada2",
    created="2026-11-22T22:11:50Z",
    parent=None,
    digest=f"sha256:{'ab' * 32}",
    quads=60,
    graphs={"ontology": 10, "data": 20, "mappings": 30},
    tool={"name": "ngckg", "version": "0.1.0"},
    shacl=Shacl(conforms=True, violations=0, warnings=0, infos=0),
    sources=("3ed19cbba659",),
)
ISSUED = "2026-10-01T00:00:00Z"
GRAPHS = ("ngckg", "ontology", "mappings", "data")


def names() -> list[str]:
    """The names of every file that a release has."""
    plain = [
        f"{g}{s}" for g, s in product(GRAPHS, SYNTAXES) if g == "mappings" or s != ".sssom.tsv"
    ]
    return [name + gz for name in plain for gz in ("", ".gz")]


def basis(*, files: list[str] | None = None, settings: Settings | None = None) -> Basis:
    """A basis with these files, or with all."""
    chosen = names() if files is None else files
    return Basis(
        SITE,
        MANIFEST,
        ISSUED,
        Totals(triples=1000, subjects=200, objects=300, entities=150),
        tuple(Download(name, f"{number:064x}") for number, name in enumerate(chosen)),
        settings or Settings(),
    )
