"""The files of a release, and the distribution that each of them is."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from ngckg.catalogue import codes
from ngckg.catalogue.site import Site
from ngckg.catalogue.terms import Fact, about, links, moment, plain, term, text
from ngckg.graph.release import Manifest
from ngckg.namespaces import ONTOLOGY

_GZIPPED: Final = ".gz"
#: With https, as DCAT-AP's shapes demand; in SPDX's own vocabulary it has http.
_SHA256: Final = "https://spdx.org/rdf/terms#checksumAlgorithm_sha256"
_SSSOM: Final = "https://mapping-commons.github.io/sssom/"


@dataclass(frozen=True, slots=True)
class Syntax:
    """What a file's suffix says: its name, the EU file type, the media type."""

    name: str
    file_type: str
    media_type: str
    conforms_to: str = ONTOLOGY


SYNTAXES: Final[Mapping[str, Syntax]] = MappingProxyType(
    {
        ".ttl": Syntax("Turtle", "RDF_TURTLE", "text/turtle"),
        ".jsonld": Syntax("JSON-LD", "JSON_LD", "application/ld+json"),
        ".rdf": Syntax("RDF/XML", "RDF_XML", "application/rdf+xml"),
        ".nt": Syntax("N-Triples", "RDF_N_TRIPLES", "application/n-triples"),
        ".nq": Syntax("N-Quads", "RDF_N_QUADS", "application/n-quads"),
        ".trig": Syntax("TriG", "RDF_TRIG", "application/trig"),
        ".sssom.tsv": Syntax("SSSOM", "TSV", "text/tab-separated-values", _SSSOM),
    }
)
#: The order in which distributions are listed: what most people want comes first.
_ORDER: Final = tuple(SYNTAXES)


@dataclass(frozen=True, slots=True)
class Download:
    """A file as it is served: its name (`ngckg.ttl.gz`) and the SHA-256 of its bytes, in hex."""

    name: str
    sha256: str

    @property
    def dataset(self) -> str:
        """What it is a form of: the name up to the first dot."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """Its key as a distribution: `ngckg-ttl-gz`."""
        return self.name.replace(".", "-")

    @property
    def is_gzipped(self) -> bool:
        """Whether it must be unpacked first."""
        return self.name.endswith(_GZIPPED)

    @property
    def suffix(self) -> str:
        """What its name says about its syntax: `.ttl`."""
        return self.name.removeprefix(self.dataset).removesuffix(_GZIPPED)

    @property
    def syntax(self) -> Syntax:
        """Its syntax. Raises KeyError for a suffix that is not ours."""
        return SYNTAXES[self.suffix]


def of_dataset(downloads: tuple[Download, ...], key: str) -> list[Download]:
    """The files of a dataset, plain ones first, in the order in which they are listed."""
    mine = [it for it in downloads if it.dataset == key]
    return sorted(mine, key=lambda it: (it.is_gzipped, _ORDER.index(it.suffix)))


def describe(
    site: Site, download: Download, manifest: Manifest, titles: tuple[str, str], issued: str
) -> list[ox.Triple]:
    """A file as a distribution of the dataset with these titles, in English and Danish."""
    syntax, address = download.syntax, site.download(download.name)
    distribution = site.distribution(download.key)
    checksum = f"{distribution}#checksum"
    packed = (", gzipped", ", pakket med gzip") if download.is_gzipped else ("", "")
    return [
        *about(
            distribution,
            "dcat:Distribution",
            (
                "dcterms:title",
                text(
                    f"{titles[0]} in {syntax.name}{packed[0]}",
                    f"{titles[1]} i {syntax.name}{packed[1]}",
                ),
            ),
            (
                "dcterms:description",
                text(
                    f"The whole of “{titles[0]}” as one file in {syntax.name}{packed[0]}.",
                    f"Hele »{titles[1]}« som én fil i {syntax.name}{packed[1]}.",
                ),
            ),
            # DCAT-AP wants an access URL even beside a download URL.
            ("dcat:accessURL", links(address)),
            ("dcat:downloadURL", links(address)),
            ("dcterms:format", links(f"{codes.AUTHORITY}/file-type/{syntax.file_type}")),
            ("dcat:mediaType", links(f"{codes.MEDIA_TYPES}/{syntax.media_type}")),
            *([_COMPRESSED] if download.is_gzipped else []),
            ("dcterms:conformsTo", links(syntax.conforms_to)),
            # An IRI, because GDI's harvester loses the blank nodes of a distribution. No size:
            # DCAT-AP 3.0.0 and 3.0.1 want different datatypes for it.
            ("spdx:checksum", links(checksum)),
            *common(site, manifest, issued),
        ),
        *about(
            checksum,
            "spdx:Checksum",
            ("spdx:algorithm", links(_SHA256)),
            ("spdx:checksumValue", (_hexadecimal(download.sha256),)),
        ),
    ]


_COMPRESSED: Final[Fact] = ("dcat:compressFormat", links(f"{codes.MEDIA_TYPES}/application/gzip"))


def common(site: Site, manifest: Manifest, issued: str) -> list[Fact]:
    """What every distribution says."""
    return [
        ("dcatap:applicableLegislation", links(codes.EHDS)),
        ("dcterms:license", links(codes.LICENCE)),
        ("dcterms:language", links(codes.DANISH, codes.ENGLISH)),
        ("dcatap:availability", links(codes.AVAILABLE)),
        ("adms:status", links(codes.COMPLETED)),
        ("dcterms:publisher", links(site.publisher)),
        ("dcterms:issued", moment(issued)),
        ("dcterms:modified", moment(manifest.created)),
        ("dcat:version", plain(manifest.id)),
    ]


def _hexadecimal(value: str) -> ox.Literal:
    return ox.Literal(value, datatype=term("xsd:hexBinary"))
