"""What changed from release to release, for people and for readers of feeds (Atom, RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from ngckg.namespaces import BASE

Language = Literal["da", "en"]

_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ATOM: Final = "http://www.w3.org/2005/Atom"
_WORDS: Final = {
    "en": {
        "title": "Changes in ngckg",
        "subtitle": "What changed between releases of the knowledge graph.",
        "release": "Release {id}",
        "first": "The first release that is kept.",
        "none": "Nothing that a reader would notice.",
        "more": "… and {n} more changes",
        "was": "was",
        "is": "is",
        "new": "new",
        "gone": "gone",
        "nothing": "not stated",
    },
    "da": {
        "title": "Ændringer i ngckg",
        "subtitle": "Hvad der er ændret mellem udgivelser af vidensgrafen.",
        "release": "Udgivelse {id}",
        "first": "Den første udgivelse, der er gemt.",
        "none": "Intet, en læser ville lægge mærke til.",
        "more": "… og {n} ændringer til",
        "was": "var",
        "is": "er",
        "new": "ny",
        "gone": "væk",
        "nothing": "ikke oplyst",
    },
}
#: Changes that an entry lists.
LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a thing, in words."""

    name: str
    what: str
    property: str | None
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A release and what it changed; `changes` is None for the first that is kept."""

    release: str
    created: str
    changes: Sequence[Change] | None
    since: str | None = None


def feed(
    base: str, entries: Sequence[Entry], language: Language, author: str, following: str | None
) -> str:
    """The feed, the newest release first; `following` is the address of older entries."""
    words = _WORDS[language]
    own = f"{base}/changes.atom?lang={language}"
    updated = entries[0].created if entries else "1970-01-01T00:00:00Z"
    older = f'<link rel="next" href={quoteattr(following)}/>\n' if following else ""
    return (
        f'{_XML}<feed xmlns="{_ATOM}" xml:lang="{language}">\n'
        f"<id>{BASE}changes/{language}</id>\n"
        f"<title>{escape(words['title'])}</title>\n"
        f"<subtitle>{escape(words['subtitle'])}</subtitle>\n"
        f"<updated>{updated}</updated>\n"
        f"<author><name>{escape(author)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{base}/changes")}/>\n'
        f'<link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>\n'
        f"{older}"
        f"{''.join(_entry(base, it, words, language) for it in entries)}</feed>\n"
    )


def tell(change: Change, language: Language) -> str:
    """A change as a line."""
    words = _WORDS[language]
    if change.property is None:
        return f"{change.name}: {words['new' if change.what == 'new' else 'gone']}"
    before = ", ".join(change.before) or words["nothing"]
    after = ", ".join(change.after) or words["nothing"]
    return f"{change.name}: {change.property} {words['was']} {before}, {words['is']} {after}"


def _entry(base: str, entry: Entry, words: dict[str, str], language: Language) -> str:
    address = f"{base}/release/{entry.release}"
    page = f"{base}/changes" + (f"?since={entry.since}" if entry.since else "")
    title = words["release"].format(id=entry.release)
    return (
        "<entry>\n"
        f"<id>{BASE}release/{entry.release}#{language}</id>\n"
        f"<title>{escape(title)}</title>\n"
        f"<updated>{entry.created}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>\n'
        f'<link rel="related" type="text/turtle" href={quoteattr(address)}/>\n'
        f'<content type="html">{escape(_content(entry, words, language))}</content>\n'
        "</entry>\n"
    )


def _content(entry: Entry, words: dict[str, str], language: Language) -> str:
    if entry.changes is None:
        return f"<p>{escape(words['first'])}</p>"
    if not entry.changes:
        return f"<p>{escape(words['none'])}</p>"
    lines = [tell(it, language) for it in entry.changes[:LISTED]]
    if (left := len(entry.changes) - LISTED) > 0:
        lines.append(words["more"].format(n=left))
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
