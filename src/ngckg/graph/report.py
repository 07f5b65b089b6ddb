"""What validation found: plain values, for whoever needs no SHACL engine."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is, worst first: a violation stops a build, the others are published."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd; `messages` by language.

    `path` is a property's IRI or, where more than one property is involved, a SPARQL property
    path; `value` is an IRI or the text of a literal.
    """

    focus: str
    path: str | None
    value: str | None
    severity: Severity
    shape: str
    messages: dict[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found and what it looked at; `turtle` is the SHACL validation report.

    Findings stand worst first. `focus_nodes` is how many nodes were looked at, `asked` how many
    of them each shape was asked of. The same data and shapes give the same report, byte for byte.
    """

    findings: tuple[Finding, ...]
    focus_nodes: int
    asked: dict[str, int]
    turtle: bytes

    @property
    def violations(self) -> int:
        """How many findings say that the data is wrong."""
        return self._count(Severity.VIOLATION)

    @property
    def warnings(self) -> int:
        """How many findings say that something is odd, or recommended and missing."""
        return self._count(Severity.WARNING)

    @property
    def infos(self) -> int:
        """How many findings are hints."""
        return self._count(Severity.INFO)

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated."""
        return self.violations == 0

    @property
    def idle(self) -> tuple[str, ...]:
        """The shapes that had nothing to look at."""
        return tuple(shape for shape, count in self.asked.items() if count == 0)

    def _count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)
