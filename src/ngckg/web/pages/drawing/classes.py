"""The main classes of the ontology and how they hang together, as a picture."""

from collections.abc import Callable
from typing import Final

from markupsafe import Markup

from ngckg.web.pages.drawing.text import box, centred, width, wrap
from ngckg.web.pages.names import inner

_BOX: Final = (168.0, 48.0)
_WIDE, _TALL = 1086, 380
#: Where each class stands: the left upper corner of its box.
_PLACES: Final = {
    "Body": (0, 110),
    "ProcessStep": (334, 110),
    "Recommendation": (334, 0),
    "StatusReport": (334, 220),
    "PatientGroup": (624, 110),
    "Document": (624, 0),
    "AnalysisOffer": (624, 220),
    "AnalysisType": (624, 330),
    "Statement": (914, 110),
    "Evidence": (914, 220),
    "SourceSnapshot": (914, 330),
}
#: The lines between them: from, to, the property; where the words stand.
_LINES: Final = (
    ("ProcessStep", "Body", "prov:wasAssociatedWith"),
    ("ProcessStep", "Recommendation", "prov:used"),
    ("ProcessStep", "StatusReport", "prov:generated"),
    ("ProcessStep", "PatientGroup", "concerns"),
    ("Document", "Recommendation", "expresses"),
    ("PatientGroup", "Document", "document"),
    ("PatientGroup", "AnalysisOffer", "analysisOffer"),
    ("AnalysisOffer", "AnalysisType", "analysisType"),
    ("Statement", "PatientGroup", "rdf:subject"),
    ("Statement", "Evidence", "evidence"),
    ("Evidence", "SourceSnapshot", "oa:hasSource"),
)


def picture(label: Callable[[str], str], sentence: str) -> Markup:
    """The picture; `label` says what a class or property of ours is called."""
    lines = [_line(start, end, _edge(name, label)) for start, end, name in _LINES]
    boxes = [
        box(wrap(label(name), 13, _BOX[0] - 8), x, y, _BOX, "nb nt nt-b")
        for name, (x, y) in _PLACES.items()
    ]
    return Markup(
        '<svg class="flow-across classes" viewBox="-1 -1 {} {}" role="img" '
        'aria-label="{}">{}{}</svg>'
    ).format(_WIDE, _TALL, sentence, Markup("").join(lines), Markup("").join(boxes))


def _edge(name: str, label: Callable[[str], str]) -> str:
    return name if ":" in name else inner(label(name))


def _line(start: str, end: str, words: str) -> Markup:
    """From the middle of one side to the middle of the facing one."""
    (x1, y1), (x2, y2) = _PLACES[start], _PLACES[end]
    across, down = _BOX
    if y1 == y2:
        right = x2 > x1
        a = (x1 + across if right else x1, y1 + down / 2)
        b = (x2 if right else x2 + across, y2 + down / 2)
        head = f"M{b[0]:g} {b[1]:g}l{-7 if right else 7}-4v8z"
    else:
        below = y2 > y1
        a = (x1 + across / 2, y1 + down if below else y1)
        b = (x2 + across / 2, y2 if below else y2 + down)
        head = f"M{b[0]:g} {b[1]:g}l-4{-7 if below else 7:+g}h8z"
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    # Beside the words on a level line some of the line is still to be seen.
    said = wrap(words, 11, abs(b[0] - a[0]) - 28 if y1 == y2 else 116)
    plate = max(width(line, 11) for line in said) + 6
    tall = 13 * len(said) + 2
    return (
        Markup('<path class="nl" d="M{:g} {:g}L{:g} {:g}"/><path class="na" d="{}"/>').format(
            *a, *b, head
        )
        + Markup('<rect class="m-paper" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>').format(
            x - plate / 2, y - tall / 2, plate, tall
        )
        + centred(said, x, y, 13, "nr")
    )
