"""Steps: who did what, and when."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from ngckg.page import dates
from ngckg.page.dates import BadDate, Dates
from ngckg.page.names import inner, same
from ngckg.page.readings import StepTaken, Unread
from ngckg.page.records import Body, BodyKind, Mention, PageDate, Step, StepKind
from ngckg.page.words import Quoted, Words, find, folds, starts

NGC: Final = Body(BodyKind.ORGANIZATION, "nationalt-genom-center", "Nationalt Genom Center")
STEERING_GROUP: Final = Body(
    BodyKind.STEERING_GROUP,
    "implementering-af-personlig-medicin",
    "Styregruppen for implementering af personlig medicin",
)
_INTERPRETATION: Final = Body(
    BodyKind.WORKING_GROUP, "fortolkning", "Arbejdsgruppen for fortolkning"
)
_CLINICAL_USE: Final = Body(
    BodyKind.WORKING_GROUP,
    "klinisk-anvendelse-af-helgenomsekventering",
    "Arbejdsgruppen for klinisk anvendelse af helgenomsekventering",
)

_NETWORK_OF: Final = tuple(
    folds(phrase)
    for phrase in (
        "det nationale specialistnetværk for",
        "nationalt specialistnetværk for",
        "specialistnetværket for",
    )
)
_NETWORK: Final = tuple(
    folds(phrase) for phrase in ("det nationale specialistnetværk", "specialistnetværket")
)
_EVALUATED: Final = folds("evaluerede patientgruppen i samarbejde med")


@dataclass(frozen=True, slots=True)
class Group:
    """The group in whose section a line stands."""

    name: str
    key: str

    @property
    def network(self) -> Body:
        """Its specialist network, which the page may call just that."""
        name = f"Nationalt specialistnetværk for {inner(self.name)}"
        return Body(BodyKind.SPECIALIST_NETWORK, self.key, name)


@dataclass(frozen=True, slots=True)
class _Form:
    """A step as it is worded: its verb, and who can have done it (None: the group's network)."""

    verb: tuple[str, ...]
    kind: StepKind
    by: tuple[tuple[Body | None, str], ...]


_FORMS: Final = (
    _Form(folds("udarbejdet af"), StepKind.DRAFTING, ((None, "udarbejdelse"),)),
    _Form(
        folds("kommenteret af"),
        StepKind.REVIEW,
        (
            (_INTERPRETATION, "kommentering-fortolkning"),
            (_CLINICAL_USE, "kommentering-klinisk-anvendelse"),
        ),
    ),
    _Form(folds("godkendt af"), StepKind.APPROVAL, ((STEERING_GROUP, "godkendelse"),)),
)
#: NGC's name, as the page writes or shortens it.
_NGC: Final = (folds(NGC.name), folds("NGC"))


class NotRead(ValueError):
    """Why a sentence that tells of a step could not be read."""


class StepReader:
    """Reads the steps of one page."""

    def __init__(self, quoted: Quoted) -> None:
        self._quoted = quoted
        self._dates = Dates()

    def read(self, sentence: Words, line: int, group: Group | None) -> StepTaken | Unread | None:
        """The step that this sentence tells, or None where it tells of none."""
        form = next((form for form in _FORMS if starts(sentence, form.verb)), None)
        evaluated = find(sentence, _EVALUATED)
        if form is None and evaluated is None:
            return None
        if group is None:
            return Unread("no group's section has begun that this step could belong to")
        try:
            if form is not None:
                return StepTaken(self._step(sentence, line, group, form))
            return StepTaken(self._evaluation(sentence, line, group, evaluated or 0))
        except ValueError as error:
            return Unread(str(error))

    def _step(self, sentence: Words, line: int, group: Group, form: _Form) -> Step:
        rest = sentence[len(form.verb) :]
        for body, key in form.by:
            length = _prefix(rest, folds(body.name)) if body else self._network(rest, group)
            if length:
                when, words = self._when(rest, length)
                if form.kind is not StepKind.DRAFTING and when.is_span:
                    raise NotRead(f"happens at one moment, but a span is written: {when.text!r}")
                mentions = (self._mention(rest[:length], line), self._mention(words, line))
                return Step(form.kind, key, (body or group.network,), when, mentions)
        raise self._unknown_body(rest)

    def _evaluation(self, sentence: Words, line: int, group: Group, at: int) -> Step:
        actor, rest = sentence[:at], sentence[at + len(_EVALUATED) :]
        if tuple(word.fold for word in actor) not in _NGC:
            raise self._unknown_body(actor)
        length = self._network(rest, group)
        if not length:
            raise self._unknown_body(rest)
        when, words = self._when(rest, length)
        mentions = tuple(self._mention(some, line) for some in (actor, rest[:length], words))
        return Step(StepKind.EVALUATION, "evaluering", (NGC, group.network), when, mentions)

    def _network(self, rest: Words, group: Group) -> int:
        """How many words name the network, where they do; another group's is not ours to take."""
        of = next((phrase for phrase in _NETWORK_OF if starts(rest, phrase)), None)
        if of is None:
            return next((len(phrase) for phrase in _NETWORK if starts(rest, phrase)), 0)
        own = folds(group.name)
        if starts(rest, own, len(of)):
            return len(of) + len(own)
        stop = dates.tail(rest)
        named = self._quoted.clean(rest[len(of) : stop])
        if not same(named, group.name):
            raise NotRead(f"names the network for {named!r} in the section of {group.name!r}")
        return stop

    def _when(self, rest: Words, length: int) -> tuple[PageDate, Words]:
        """The date after the actor, and its words."""
        after = rest[length:]
        try:
            return self._dates.read(self._quoted.text, after), dates.written(after)
        except BadDate:
            if self._names_more(rest, length):
                raise self._unknown_body(rest) from None
            raise

    def _names_more(self, rest: Words, length: int) -> bool:
        """Whether it is not the date's fault: "arbejdsgruppen for fortolkning af X maj 2022"."""
        at = dates.tail(rest)
        with suppress(BadDate):
            return at > length and bool(self._dates.read(self._quoted.text, rest[at:]))
        return False

    def _unknown_body(self, rest: Words) -> NotRead:
        return NotRead(f"unknown body: {self._quoted.clean(rest[: dates.tail(rest)])[:120]!r}")

    def _mention(self, some: Words, line: int) -> Mention:
        return self._quoted.mention(some, line)


def _prefix(some: Words, phrase: tuple[str, ...]) -> int:
    return len(phrase) if starts(some, phrase) else 0
