"""Text inside pictures: SVG does not wrap, so the server does, by estimated widths."""

from markupsafe import Markup

#: Widths in em of a humanist sans serif, rounded up: a box too wide is better than one too narrow.
_NARROW = frozenset("iljtfrI.,:;'’()|! ")
_WIDE = frozenset("mwMWÆ@%")


def width(text: str, size: float) -> float:
    """About how wide a text is in pixels."""
    em = 0.0
    for letter in text:
        if letter in _NARROW:
            em += 0.31
        elif letter in _WIDE:
            em += 0.87
        else:
            em += 0.66 if letter.isupper() else 0.55
    return em * size


def wrap(text: str, size: float, most: float) -> list[str]:
    """The lines of a text that may be `most` pixels wide; a word too long for one is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= most:
            lines[-1] = longer
            continue
        while width(word, size) > most and len(word) > 2:
            fits = max(
                (n for n in range(2, len(word)) if width(f"{word[:n]}-", size) <= most), default=2
            )
            lines.append(f"{word[:fits]}-")
            word = word[fits:]
        lines.append(word)
    return lines


def centred(lines: list[str], x: float, middle: float, leading: float, css: str) -> Markup:
    """Lines one under the other, centred on a point."""
    first = middle - (len(lines) - 1) * leading / 2
    return Markup("").join(
        Markup('<text class="{}" x="{:g}" y="{:g}" dy=".35em">{}</text>').format(
            css, x, first + number * leading, line
        )
        for number, line in enumerate(lines)
    )


def box(lines: list[str], x: float, y: float, size: tuple[float, float], css: str) -> Markup:
    """A box with its text; `css` are the classes of the box and of the text."""
    across, down = size
    shape, words = css.split(" ", 1)
    return Markup('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>{}').format(
        shape, x, y, across, down, centred(lines, x + across / 2, y + down / 2, 15, words)
    )
