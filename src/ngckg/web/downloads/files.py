"""Which files there are, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ngckg import negotiation
from ngckg.namespaces import GRAPHS
from ngckg.negotiation import Format

#: The name of the files that hold the whole release.
WHOLE: Final = "ngckg"
#: Every syntax, in the order in which the files are made.
SYNTAXES: Final = (
    negotiation.N_QUADS,
    negotiation.N_TRIPLES,
    negotiation.TURTLE,
    negotiation.TRIG,
    negotiation.JSON_LD,
    negotiation.RDF_XML,
)
#: The mappings as SSSOM, beside the RDF that they are in like everything else.
SSSOM: Final = Format("text/tab-separated-values", ("sssom",), ".sssom.tsv", charset=True)
GZIP: Final = ".gz"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the whole release (`WHOLE`) or of one graph."""

    graph: str
    syntax: Format
    gzipped: bool = False

    @property
    def name(self) -> str:
        """`ngckg.ttl`, `data.nq.gz`."""
        return f"{self.graph}{self.syntax.suffix}{GZIP if self.gzipped else ''}"

    @property
    def content_type(self) -> str:
        """What a client is told that it is; a gzipped file is that and nothing else."""
        return "application/gzip" if self.gzipped else self.syntax.content_type

    @property
    def gz(self) -> "File":
        """The same, gzipped."""
        return File(self.graph, self.syntax, gzipped=True)


#: The one file that is not RDF.
MAPPINGS: Final = File("mappings", SSSOM)


def _all() -> dict[str, File]:
    plain = [File(graph, syntax) for graph in (WHOLE, *GRAPHS) for syntax in SYNTAXES]
    plain.append(MAPPINGS)
    return {file.name: file for one in plain for file in (one, one.gz)}


#: Every file by its name.
FILES: Final[Mapping[str, File]] = MappingProxyType(_all())


@dataclass(frozen=True, slots=True)
class Made:
    """A file that has been made: its size and the SHA-256 of its bytes, in hex."""

    name: str
    bytes: int
    sha256: str
