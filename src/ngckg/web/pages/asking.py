"""The query page: ready questions by occasion, one's own query, the answer below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ngckg.namespaces import ID
from ngckg.web.pages import parts
from ngckg.web.pages.context import Context, Label, Link
from ngckg.web.pages.frame import Place
from ngckg.web.pages.questions import Parameter, Question
from ngckg.web.pages.site import Made
from ngckg.web.pages.tables import Shown

#: The formats that an answer can be had in, by the form of the query.
FORMATS: Final = {
    "select": ("csv", "tsv", "json", "xml"),
    "ask": ("json", "xml"),
    "construct": ("ttl",),
}
START: Final = """PREFIX ngckg: <https://w3id.org/ngckg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?group ?name
WHERE {
  ?group a ngckg:PatientGroup ;
    skos:prefLabel ?name .
}
ORDER BY ?name"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question in the list."""

    link: Link
    current: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """The questions of one occasion."""

    title: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a question's form; `options` where it is one of our things."""

    name: str
    label: str
    value: str
    is_day: bool
    options: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a query was not answered; the text before, at and after the place that is wrong."""

    title: str
    detail: str
    line: int | None
    column: int | None
    marked: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True)
class AskPage:
    """Everything that the query page shows."""

    title: str
    occasions: list[Occasion]
    heading: str
    why: list[Label]
    action: str
    fields: list[Field]
    query: str
    shown: Shown | None
    columns: list[str]
    downloads: list[Link]
    address: Link | None
    fault: Fault | None
    editor: str


async def made(
    context: Context,
    questions: Sequence[Question],
    current: Question | None = None,
    *,
    query: str | None = None,
    shown: Shown | None = None,
    fault: Fault | None = None,
    editor: str = "",
) -> Made:
    """The page with a ready question, with a query of one's own, or with neither."""
    say = context.say
    values = current.values if current else {}
    parameters = current.parameters if current else ()
    path = f"/queries/{current.key}" if current else "/sparql" if query is not None else "/queries"
    changed = {it.name: values[it.name] for it in parameters if it.name in values}
    why: list[Label] = []
    if current:
        notes = await context.ask("page-notes", thing=current.iri)
        why = [
            Label(row["text"].value)
            for row in notes
            if row["property"].value.endswith("#comment") and row["text"].lang == context.lang
        ]
    page = AskPage(
        title=say.gettext("Ask the graph"),
        occasions=_occasions(context, questions, current),
        heading=context.label(current.iri).text if current else say.gettext("Your own query"),
        why=why,
        action=path,
        fields=[await _field(context, it, values.get(it.name, "")) for it in parameters],
        query=current.text if current else START if query is None else query,
        shown=shown,
        columns=shown.table.columns if shown and shown.table else [],
        downloads=_downloads(context, current, changed, shown, query),
        address=context.named(context.to.to(path, **changed), say.gettext("Permanent address"))
        if current
        else None,
        fault=fault,
        editor=editor,
    )
    title = page.heading if current else page.title
    return Made(
        "ask",
        page,
        Place(
            path,
            changed if current else {"query": query} if query and (shown or fault) else {},
            menu="/queries",
        ),
        title,
        why[0].text if why else say.gettext("Ready questions, and SPARQL for one’s own."),
        title,
    )


def fault(title: str, detail: str, query: str, line: int | None, column: int | None) -> Fault:
    """What is wrong with a query, the place marked in its text. Both count from 1."""
    marked = None
    lines = query.split("\n")
    if line is not None and 1 <= line <= len(lines):
        said = lines[line - 1]
        at = min(max((column or 1) - 1, 0), len(said))
        end = at + 1
        while end < len(said) and not said[end].isspace():
            end += 1
        marked = (said[:at], said[at:end] or " ", said[end:])
    return Fault(title, detail, line, column, marked)


async def columns(context: Context) -> dict[str, str]:
    """The word for each variable of the ready questions."""
    return {
        row["variable"].value: context.label(row["column"].value).text
        for row in await context.ask("page-columns")
    }


def _occasions(
    context: Context, questions: Sequence[Question], current: Question | None
) -> list[Occasion]:
    found: dict[str, list[Entry]] = {}
    for question in questions:
        link = Link(context.to.to(f"/queries/{question.key}"), context.label(question.iri))
        entry = Entry(link, current is not None and question.key == current.key)
        found.setdefault(question.occasion or "", []).append(entry)
    return [
        Occasion(
            context.label(occasion).text if occasion else context.say.gettext("Other questions"),
            entries,
        )
        for occasion, entries in found.items()
    ]


async def _field(context: Context, parameter: Parameter, value: str) -> Field:
    options: list[tuple[str, str]] = []
    if parameter.kind:
        things = parts.by_name(context, context.names.of_kind(parameter.kind))
        options = [
            (it.removeprefix(f"{ID}{parameter.kind}/"), context.label(it).text) for it in things
        ]
        value = value.removeprefix(f"{ID}{parameter.kind}/")
    return Field(
        parameter.name, context.label(parameter.iri).text, value, parameter.is_day, options
    )


def _downloads(
    context: Context,
    current: Question | None,
    values: Mapping[str, str],
    shown: Shown | None,
    query: str | None,
) -> list[Link]:
    if current:
        return [
            context.named(
                context.to.to(f"/queries/{current.key}.{suffix}", **values), suffix.upper()
            )
            for suffix in (*FORMATS[current.form], "rq")
        ]
    if shown is None or query is None:
        return []
    form = "construct" if shown.turtle is not None else "select" if shown.table else "ask"
    names = {"ttl": "turtle"}
    return [
        context.named(
            context.to.here("/sparql", query=query, format=names.get(suffix, suffix)),
            suffix.upper(),
        )
        for suffix in FORMATS[form]
    ]
