"""The account of a page's lines: what each one was good for, and what of it was not understood."""

from collections.abc import Sequence

from ngckg.page.records import Line, Verdict
from ngckg.page.segment import Span


class Ledger:
    """Collects the verdicts of a text's lines."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text, self._spans = text, spans
        self._facts: set[int] = set()
        self._known: set[int] = set()
        self._reasons: dict[int, list[str]] = {}

    def fact(self, line: int) -> None:
        """The line carries a fact that was read."""
        self._facts.add(line)

    def known(self, line: int) -> None:
        """The line carries words that are known and state no fact."""
        self._known.add(line)

    def unread(self, line: int, reason: str) -> None:
        """The line, or a sentence of it, was not understood."""
        reasons = self._reasons.setdefault(line, [])
        if reason not in reasons:
            reasons.append(reason)

    def lines(self) -> tuple[Line, ...]:
        """Every line with its verdict."""
        return tuple(self._line(span) for span in self._spans)

    def _line(self, span: Span) -> Line:
        text = self._text[span.start : span.stop]
        reasons = self._reasons.get(span.number)
        return Line(
            span.number,
            span.start,
            span.end,
            text,
            self._verdict(span.number),
            "; ".join(reasons) if reasons else None,
        )

    def _verdict(self, line: int) -> Verdict:
        if line in self._reasons:
            return Verdict.NOT_UNDERSTOOD
        if line in self._facts:
            return Verdict.FACT
        return Verdict.BOILERPLATE if line in self._known else Verdict.BLANK
