"""Data of the shipped shape, many times over: every patient group with all that hangs on it.

A copy has keys of its own, so that it links up exactly as the original does; bodies, concept
schemes, ontology and shapes are shared, as they would be. Text goes in and out line by line, so
memory does not grow with the number of copies.
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

#: The kinds whose key begins with a group's key.
_KINDS = (
    "patient-group|specialist-network|recommendation|document|step|analysis-offer|group-part"
    "|statement|mapping/patient-group"
)
_KEYED = re.compile(rf"(/id/(?:{_KINDS})/)([a-z0-9-]+)")
#: A snapshot's key, in IRIs and at the beginning of its checksum.
_SNAPSHOT = re.compile(r"(/id/(?:source|evidence)/|\")([0-9a-f]{12})(?=[/>]|[0-9a-f]{52}\")")
_GROUP = re.compile(
    r"<[^>]+/id/patient-group/([a-z0-9-]+)> "
    r"<http://www\.w3\.org/1999/02/22-rdf-syntax-ns#type> <[^>]+#PatientGroup>"
)


def copies(lines: Iterable[str], factor: int) -> Iterator[str]:
    """The N-Quads of a release, with every patient group `factor` times."""
    shared, own = _split(list(lines))
    yield from shared
    yield from own
    for number in range(1, factor):
        for line in own:
            yield _copy(line, number)


def factor_for(lines: Iterable[str], quads: int) -> int:
    """How many times every patient group makes about so many quads."""
    shared, own = _split(list(lines))
    return max(1, round((quads - len(shared)) / len(own)))


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines that all copies share, and those about one group, its snapshot included."""
    groups = {match[1] for line in lines if (match := _GROUP.match(line))}
    if not groups:
        raise click.ClickException("no patient group in the release given")
    shared: list[str] = []
    own: list[str] = []
    for line in lines:
        keys = {match[2] for match in _KEYED.finditer(line)}
        (own if keys & groups or _SNAPSHOT.search(line) else shared).append(line)
    return shared, own


def _copy(line: str, number: int) -> str:
    mark = hashlib.sha256(str(number).encode()).hexdigest()
    line = _KEYED.sub(rf"\g<1>\g<2>-{number}", line)
    return _SNAPSHOT.sub(lambda match: f"{match[1]}{_mixed(match[2], mark)}", line)


def _mixed(key: str, mark: str) -> str:
    return f"{int(key, 16) ^ int(mark[:12], 16):012x}"


@click.command()
@click.argument("dataset", type=click.Path(path_type=Path, exists=True))
@click.argument("factor", type=click.IntRange(min=1))
def main(dataset: Path, factor: int) -> None:
    """Write the N-Quads of DATASET with every patient group FACTOR times."""
    with dataset.open(encoding="utf-8") as lines:
        sys.stdout.writelines(copies(lines, factor))


if __name__ == "__main__":
    main()
