"""Templates into bytes: the only place that knows Jinja2."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from ngckg.web.pages.assets import Assets
from ngckg.web.pages.context import Context
from ngckg.web.pages.drawing.timeline import PATTERNS
from ngckg.web.pages.frame import Frame
from ngckg.web.pages.messages import LANGS, Lang, Messages

TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"
#: Where an address of ours begins. Text has no quotation mark that is not escaped.
_OURS: Final = re.compile(r' (?:href|src|action)="(?=/(?!/))')


class Renderer:
    """Renders pages in every language; everything it reads is read once.

    `prefix` is the path of the service as the world sees it; templates and views do not know it.
    """

    def __init__(self, assets: Assets, messages: Mapping[Lang, Messages], prefix: str = "") -> None:
        self._prefix = str(escape(prefix))
        self._environments = {lang: environment(messages[lang]) for lang in LANGS}
        for each in self._environments.values():
            each.globals |= {"asset": assets.address, "assets": assets, "patterns": PATTERNS}
        self.version = hashlib.sha256(
            b"".join(path.read_bytes() for path in sorted(TEMPLATES.glob("*.html")))
            + assets.version.encode()
        ).hexdigest()[:12]

    def render(self, template: str, context: Context, page: object, frame: Frame) -> bytes:
        """A page."""
        made = self._environments[context.lang].get_template(f"{template}.html")
        html = made.render(
            page=page,
            frame=frame,
            to=context.to,
            quoted_in_full=context.quoted,
            base=context.base,
        )
        return self._placed(html).encode()

    def _placed(self, html: str) -> str:
        """A page whose addresses lead to where the world finds them."""
        if not self._prefix:
            return html
        return _OURS.sub(lambda found: found[0] + self._prefix, html)


def environment(messages: Messages) -> Environment:
    """An environment that speaks one language and knows no value that it was not given."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.policies["ext.i18n.trimmed"] = True
    install = made.install_gettext_callables  # type: ignore[attr-defined]  # of the extension
    install(messages.plain, messages.plain_plural, newstyle=True, pgettext=messages.plain_context)
    return made
