"""Style sheet, fonts and scripts: each under a name that changes with its content.

The style sheet is ours. Fonts and the query editor are others' and come in when the package is
built; where they were not, pages use the fonts of the system and the plain form.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
#: Where the build puts what is not ours; never committed.
BUILT: Final = "build"
PREFIX: Final = "/static/"

_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
#: `ibm-plex-sans-latin-400-normal.woff2`, as Fontsource names its files.
_FONT: Final = re.compile(r"ibm-plex-(sans|serif|mono)-latin-(\d{3})-normal\.woff2")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served."""

    name: str
    content: bytes
    media_type: str


class Assets:
    """The files, by the name that pages use and by the name that they are served under."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._hashed: dict[str, Asset] = {}
        self._names: dict[str, str] = {}
        built = sorted((folder / BUILT).glob("*")) if (folder / BUILT).is_dir() else []
        faces = []
        for path in built:
            if path.suffix in _TYPES:
                self._add(path.name, path.read_bytes())
            if font := _FONT.fullmatch(path.name):
                faces.append(self._face(path.name, font[1], font[2]))
        for path in sorted(folder.glob("*.css")):
            self._add(path.name, "".join(faces).encode() + path.read_bytes())

    @property
    def version(self) -> str:
        """A digest of everything, so that pages change with the files they name."""
        names = "\n".join(sorted(self._names.values()))
        return hashlib.sha256(names.encode()).hexdigest()[:12]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def address(self, name: str) -> str:
        """Where a file is served."""
        return PREFIX + self._names[name]

    def served(self, hashed: str) -> Asset | None:
        """The file with a hashed name."""
        return self._hashed.get(hashed)

    def _add(self, name: str, content: bytes) -> None:
        stem, dot, suffix = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{suffix}"
        self._names[name] = hashed
        self._hashed[hashed] = Asset(hashed, content, _TYPES[f".{suffix}"])

    def _face(self, name: str, family: str, weight: str) -> str:
        return (
            f'@font-face{{font-family:"IBM Plex {family.title()}";font-weight:{weight};'
            f'font-display:swap;src:url("{self._names[name]}") format("woff2")}}\n'
        )
