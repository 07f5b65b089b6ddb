"""The texts of the interface in one language.

English is the language of the templates and of this code; the catalogues beside the templates hold
the others. A catalogue is read as the .po file that people edit: nothing is compiled.
"""

from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from babel import Locale
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from markupsafe import Markup

Lang = Literal["da", "en"]

#: The languages of the pages; the first is the one of the source.
LANGS: Final[tuple[Lang, ...]] = ("da", "en")

CATALOGUES: Final = Path(__file__).resolve().parent.parent / "locale"
DOMAIN: Final = "ngckg"

#: British: "a, b and c", "3 December 2021".
_LOCALES: Final[dict[Lang, str]] = {"da": "da", "en": "en_GB"}


class Messages:
    """Texts, lists and numbers in one language."""

    def __init__(self, lang: Lang, translations: NullTranslations) -> None:
        self.lang: Lang = lang
        self.locale = Locale.parse(_LOCALES[lang])
        self._translations = translations

    @property
    def other(self) -> Lang:
        """The other language of the pages."""
        return "en" if self.lang == "da" else "da"

    def gettext(self, message: str, **values: object) -> str:
        """A text, with values set into it; markup where one of them is."""
        return _fill(self._translations.ugettext(message), values)

    def ngettext(self, singular: str, plural: str, n: int, **values: object) -> str:
        """A text that depends on a number, which it may name as `n`."""
        return _fill(self._translations.ungettext(singular, plural, n), {"n": n, **values})

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """A text that is told apart from others of the same wording by its context."""
        return _fill(str(self._translations.upgettext(context, message)), values)

    def plain(self, message: str) -> str:
        """A text with its places for values left open, as templates want it."""
        return self._translations.ugettext(message)

    def plain_plural(self, singular: str, plural: str, n: int) -> str:
        """The same, of a text that depends on a number."""
        return self._translations.ungettext(singular, plural, n)

    def plain_context(self, context: str, message: str) -> str:
        """The same, of a text with a context."""
        return str(self._translations.upgettext(context, message))

    def count(self, n: int) -> str:
        """A number inside a sentence: one to twelve in words, as Danish and English have it."""
        words = (
            self.pgettext("number", "one"),
            self.pgettext("number", "two"),
            self.pgettext("number", "three"),
            self.pgettext("number", "four"),
            self.pgettext("number", "five"),
            self.pgettext("number", "six"),
            self.pgettext("number", "seven"),
            self.pgettext("number", "eight"),
            self.pgettext("number", "nine"),
            self.pgettext("number", "ten"),
            self.pgettext("number", "eleven"),
            self.pgettext("number", "twelve"),
        )
        return words[n - 1] if 1 <= n <= len(words) else self.number(n)

    def number(self, value: float) -> str:
        """A number in figures, grouped as the language does it."""
        return format_decimal(value, locale=self.locale)

    def fixed(self, value: float, digits: int) -> str:
        """A number with exactly so many decimals."""
        return format_decimal(value, f"0.{'0' * digits}", locale=self.locale)

    def listed(self, parts: list[str]) -> str:
        """ "a, b and c"; markup where a part is markup."""
        marked = any(isinstance(part, Markup) for part in parts)
        joined = format_list([f"{{{i}}}" for i in range(len(parts))], locale=self.locale)
        # The language's own commas and words; formatting escapes what is no markup yet.
        return (Markup(joined) if marked else joined).format(*parts)  # noqa: S704


def load(lang: Lang, catalogues: Path = CATALOGUES) -> Messages:
    """The texts in a language; English needs no catalogue."""
    path = catalogues / lang / "LC_MESSAGES" / f"{DOMAIN}.po"
    if lang == "en":
        return Messages(lang, NullTranslations())
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Messages(lang, Translations(compiled, DOMAIN))


def _fill(text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(text) % values  # noqa: S704  # our own text; the values are escaped
    return text % values
