"""What one sentence of the page says: each kind of sentence is tried in its turn."""

from typing import Final

from ngckg.page import dates, documents, general, names, offers, segment
from ngckg.page.names import Names, capital
from ngckg.page.readings import Boilerplate, BrokenHeading, Heading, Named, Reading, Unread
from ngckg.page.segment import MAX_LINE, MAX_SENTENCES
from ngckg.page.steps import Group, StepReader
from ngckg.page.words import MAX_WORDS, Quoted, Words, ends, find, folds, starts, without_stop

_HEADING: Final = folds("de faglige anbefalinger for")
_BARE_HEADING: Final = _HEADING[1:]
_GROUP: Final = folds("patientgruppen")
_IS: Final = folds("er")
_AFTER_NAME: Final = frozenset(
    folds(words) for words in ("er", "er:", "er følgende", "er følgende:")
)

#: Lines that the page has around its facts, and what a web page has beside its text.
_BOILERPLATE: Final = frozenset(
    folds(line)
    for line in (
        "Faglige anbefalinger og status for patientgrupper i drift",
        "Faglige anbefalinger for patientgrupper i drift",
        "Patientgrupper i drift",
        "Statusrapporter",
        "Dokumenter",
        "Læs mere",
        "Se mere",
        "Vis mere",
        "Vis mindre",
        "Vis alle",
        "Skjul alle",
        "Åbn",
        "Åbn alle",
        "Fold ud",
        "Fold alle ud",
        "Luk",
        "Luk alle",
        "Del",
        "Print",
        "Udskriv",
        "Til toppen",
        "Tilbage til toppen",
    )
)


def heading(quoted: Quoted, sentence: Words, line: int) -> Heading | BrokenHeading | None:
    """The heading over a group's section: "De faglige anbefalinger for nyresvigt er:"."""
    full = starts(sentence, _HEADING)
    bare = starts(sentence, _BARE_HEADING) and ends(sentence, "er", ":")
    if not (full or bare):
        return None
    name = sentence[len(_HEADING) if full else len(_BARE_HEADING) :]
    verb = find(name, _IS)
    if verb is None or tuple(word.fold for word in name[verb:]) not in _AFTER_NAME:
        return BrokenHeading("begins like a group's heading, but does not end like one")
    name = name[:verb]
    if starts(name, _GROUP):
        name = name[len(_GROUP) :]
    if not name:
        return BrokenHeading("a group's heading without a name")
    written = capital(quoted.clean(name))
    try:
        key = names.key(written)
    except ValueError as error:
        return BrokenHeading(f"a group's heading without a usable name: {error}")
    whole = sentence[:-1] if ends(sentence, ":") else sentence
    fits = len(quoted.verbatim(whole).split()) <= MAX_WORDS
    return Heading(written, key, quoted.mention(whole if fits else name, line))


def is_like_heading(sentence: Words) -> bool:
    """Whether a sentence that was not understood may be a misspelt heading over a section."""
    if ends(sentence, "er", ":") or ends(sentence, "følgende", ":"):
        return True
    about = (at for at, word in enumerate(sentence) if word.fold.startswith("anbefa"))
    return any(word.fold == "for" for word in sentence[next(about, len(sentence)) :])


def speaks(line: str) -> bool:
    """Whether this line says something that our pages say.

    The title of a document is not enough: a menu may have the same.
    """
    quoted = Quoted(line[:MAX_LINE])
    span = segment.Span(1, 0, len(quoted.text), len(line))
    return any(
        heading(quoted, sentence, 1)
        or offers.read(quoted, sentence, 1)
        or StepReader(quoted).read(sentence, 1, None)
        or general.NOTES.read(quoted, sentence, 1)
        or general.read_reports(quoted, sentence, 1)
        or general.GENERAL.read(quoted, sentence, 1)
        for sentence in segment.sentences(quoted.text, span)[:MAX_SENTENCES]
    )


_UPDATED: Final = folds("sidst opdateret")


class Classifier:
    """Reads the sentences of one page, knowing the groups that it has."""

    def __init__(self, quoted: Quoted, groups: Names) -> None:
        self._quoted, self._groups = quoted, groups
        self._steps = StepReader(quoted)

    def read(self, sentence: Words, line: int, group: Group | None, *, is_heading: bool) -> Reading:
        """What this sentence says, standing in the section of this group."""
        quoted = self._quoted
        if tuple(word.fold for word in without_stop(sentence)) in _BOILERPLATE:
            return Boilerplate()
        if starts(sentence, _UPDATED) and 0 < dates.tail(sentence) <= len(_UPDATED):
            return Boilerplate()
        return (
            heading(quoted, sentence, line)
            or offers.read(quoted, sentence, line)
            or self._steps.read(sentence, line, group)
            or general.NOTES.read(quoted, sentence, line)
            or documents.read(quoted, sentence, line, group, self._groups, is_heading=is_heading)
            or general.read_reports(quoted, sentence, line)
            or general.GENERAL.read(quoted, sentence, line)
            or self._name(sentence, line)
            or Unread("no sentence of this form is known")
        )

    def _name(self, sentence: Words, line: int) -> Named | None:
        key = self._groups.find(sentence)
        if key is None:
            return None
        name = capital(self._quoted.clean(without_stop(sentence)))
        return Named(key, name, self._quoted.mention(sentence, line))
