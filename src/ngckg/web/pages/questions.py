"""The ready questions: example queries of the graph, with what can be set in them."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from ngckg.errors import BadRequest, NotFound
from ngckg.namespaces import ID, NGCKG, PREFIXES
from ngckg.web.pages.facts import key
from ngckg.web.pages.rows import Ask, Row, text
from ngckg.web.pages.vocabularies import expand

Form = Literal["select", "ask", "construct"]

_DATE: Final = f"{PREFIXES['xsd']}date"
_KINDS: Final = {f"{NGCKG}PatientGroup": "patient-group"}
_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_LAST: Final = 99


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that can be set: a day, one of our things (`kind`), or any concept."""

    name: str
    iri: str
    is_day: bool
    kind: str | None

    def pattern(self) -> re.Pattern[str]:
        """Where its value stands in the text of the query."""
        return re.compile(rf"VALUES \?{re.escape(self.name)} \{{ (\S+) \}}")


@dataclass(frozen=True, slots=True)
class Question:
    """An example query; `values` are the parameters' values as a form shows them."""

    key: str
    iri: str
    form: Form
    text: str
    occasion: str | None
    order: tuple[int, int, str]
    parameters: tuple[Parameter, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


async def read(ask: Ask) -> list[Question]:
    """All of them, by occasion, in the order in which they are shown."""
    parameters: dict[str, list[Parameter]] = {}
    for row in await ask("page-parameters"):
        parameters.setdefault(row["example"].value, []).append(_parameter(row))
    found = [_question(row, parameters) for row in await ask("page-examples")]
    return sorted(found, key=lambda it: it.order)


def one(questions: list[Question], key_: str) -> Question:
    """The question with a key. Raises NotFound."""
    for question in questions:
        if question.key == key_:
            return question
    raise NotFound(f"There is no question {key_!r}.")


def given(question: Question, values: dict[str, str]) -> Question:
    """The question with other values set. Raises BadRequest where one makes no sense."""
    text_, shown = question.text, dict(question.values)
    for parameter in question.parameters:
        value = values.get(parameter.name, "").strip()
        if value:
            term = _term(parameter, value)
            line = f"VALUES ?{parameter.name} {{ {term} }}"
            if found := parameter.pattern().search(text_):
                text_ = text_[: found.start()] + line + text_[found.end() :]
            shown[parameter.name] = term.strip("<>") if term.startswith("<") else value
    return Question(
        question.key,
        question.iri,
        question.form,
        text_,
        question.occasion,
        question.order,
        question.parameters,
        shown,
    )


def _term(parameter: Parameter, value: str) -> str:
    """A value as SPARQL writes it: nothing that a visitor sends reaches the query unread."""
    if parameter.is_day:
        try:
            return f'"{date.fromisoformat(value).isoformat()}"^^xsd:date'
        except ValueError:
            raise BadRequest(f"{parameter.name}: a day is written as 2022-06-01.") from None
    iri = value
    if parameter.kind and not value.startswith(ID):
        iri = f"{ID}{parameter.kind}/{value}"
    elif not parameter.kind:
        iri = expand(value) or value
    if not _IRI.fullmatch(iri):
        raise BadRequest(f"{parameter.name}: this is neither a key, a code nor an IRI.")
    return f"<{iri}>"


def _parameter(row: Row) -> Parameter:
    iri = row["parameter"].value
    class_ = text(row, "class")
    return Parameter(
        iri.rpartition("/")[2],
        iri,
        text(row, "datatype") == _DATE,
        _KINDS.get(class_ or ""),
    )


def _question(row: Row, parameters: dict[str, list[Parameter]]) -> Question:
    iri, query = row["example"].value, row["text"].value
    form: Form
    match row["form"].value.rpartition("#")[2]:
        case "ask":
            form = "ask"
        case "construct":
            form = "construct"
        case _:
            form = "select"
    own = tuple(sorted(parameters.get(iri, []), key=lambda it: it.name))
    values = {}
    for parameter in own:
        if found := parameter.pattern().search(query):
            values[parameter.name] = found[1].partition("^^")[0].strip('<>"')
    order = int(text(row, "occasionOrder") or _LAST), int(text(row, "order") or _LAST), iri
    return Question(key(iri), iri, form, query, text(row, "occasion"), order, own, values)
