"""The IRI policy as code: how a thing gets its IRI, and how an IRI is taken apart."""

import re
import unicodedata

import pyoxigraph as ox

from ngckg.namespaces import ID

_TRANSCRIBED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})
_OTHER = re.compile(r"[^a-z0-9]+")


def key(name: str) -> str:
    """The key of a thing with this Danish name: ASCII, lower case, hyphens between words.

    æ→ae, ø→oe, å→aa, é→e; every other run of non-alphanumerics becomes one hyphen.
    Raises ValueError where nothing of the name remains.
    """
    # NFC first: a decomposed å must not turn into "a" and a hyphen.
    text = unicodedata.normalize("NFC", name).lower().translate(_TRANSCRIBED)
    slug = _OTHER.sub("-", text).strip("-")
    if not slug:
        raise ValueError(f"no key can be made from {name!r}: it has no letters or digits")
    return slug


def thing(kind: str, thing_key: str) -> str:
    """The IRI of the thing of this kind (`patient-group`) with this key (`nyresvigt`)."""
    return f"{ID}{kind}/{thing_key}"


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI (RFC 3987), as pyoxigraph reads it."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def parts(iri: str) -> tuple[str, str] | None:
    """Kind and key of one of our things, or None where the IRI is not one of ours."""
    kind, slash, thing_key = iri.removeprefix(ID).partition("/")
    return (kind, thing_key) if iri.startswith(ID) and slash and kind and thing_key else None
