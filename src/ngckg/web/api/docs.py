"""The API's description as a page: plain HTML from the OpenAPI document, without a script."""

import json
import re
from html import escape
from typing import Any, Final

_WORDS: Final = {
    "en": {
        "parameter": "Parameter",
        "values": "Values",
        "about": "What it is",
        "field": "Field",
        "answers": "Answers with",
        "example": "Example",
        "fields": "What stands in the answers",
        "paths": "What one may ask for",
        "default": "otherwise",
        "required": "always",
        "machine": "The same for machines",
        "list of": "list of",
    },
    "da": {
        "parameter": "Parameter",
        "values": "Værdier",
        "about": "Hvad det er",
        "field": "Felt",
        "answers": "Svarer med",
        "example": "Eksempel",
        "fields": "Hvad der står i svarene",
        "paths": "Hvad man kan spørge om",
        "default": "ellers",
        "required": "altid",
        "machine": "Det samme for maskiner",
        "list of": "liste af",
    },
}
_LANGUAGES: Final = {"da": "Dansk", "en": "English"}
_REF: Final = "#/components/schemas/"
_CODE: Final = re.compile("`([^`]+)`")


def page(document: dict[str, Any], lang: str) -> bytes:
    """The page, on its own."""
    title = escape(document["info"]["title"])
    other = next(it for it in _LANGUAGES if it != lang)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · API</title>\n</head>\n<body>\n"
        f'<nav><a href="/docs?lang={other}" hreflang="{other}" lang="{other}">'
        f"{_LANGUAGES[other]}</a></nav>\n<main>\n{content(document, lang)}</main>\n"
        "</body>\n</html>\n"
    ).encode()


def content(document: dict[str, Any], lang: str) -> str:
    """What the page says, for a page that has a head and a foot already."""
    words, info = _WORDS[lang], document["info"]
    schemas = document["components"]["schemas"]
    parts = [
        f"<h1>{escape(info['title'])}</h1>\n<p>{_prose(info['description'])}</p>\n",
        f'<p><a href="/openapi.json?lang={lang}">{words["machine"]}: OpenAPI 3.1</a></p>\n',
        f"<h2>{words['paths']}</h2>\n",
    ]
    for path, methods in document["paths"].items():
        parts.append(_operation(path, methods["get"], words))
    parts.append(f"<h2>{words['fields']}</h2>\n")
    parts += [_schema(name, schemas[name], words) for name in sorted(schemas)]
    return "".join(parts)


def _operation(path: str, operation: dict[str, Any], words: dict[str, str]) -> str:
    name = escape(operation["operationId"])
    parts = [
        f'<section id="{name}">\n<h3><code>GET {escape(path)}</code></h3>\n',
        f"<p>{_prose(operation['description'])}</p>\n",
    ]
    if operation.get("parameters"):
        head = (words["parameter"], words["values"], words["about"])
        rows = [_parameter(it, words) for it in operation["parameters"]]
        parts.append(_table(head, rows))
    answer = operation["responses"]["200"]["content"]["application/json"]
    parts.append(f"<p>{words['answers']}: {_type(answer['schema'], words)}</p>\n")
    for example in answer.get("examples", {}).values():
        shown = json.dumps(example["value"], ensure_ascii=False, indent=1)
        parts.append(
            f"<details><summary>{words['example']}: {escape(example['summary'])}</summary>\n"
            f"<pre><code>{escape(shown)}</code></pre></details>\n"
        )
    return "".join([*parts, "</section>\n"])


def _parameter(it: dict[str, Any], words: dict[str, str]) -> tuple[str, str, str]:
    schema = it["schema"]
    values = _type(schema, words)
    if "default" in schema:
        values += f" ({words['default']} <code>{escape(str(schema['default']))}</code>)"
    elif it.get("required"):
        values += f" ({words['required']})"
    return f"<code>{escape(it['name'])}</code>", values, _prose(it.get("description", ""))


def _schema(name: str, schema: dict[str, Any], words: dict[str, str]) -> str:
    head = (words["field"], words["values"], words["about"])
    required = schema.get("required", [])
    rows = []
    for key, it in schema.get("properties", {}).items():
        values = _type(it, words) + (f" ({words['required']})" if key in required else "")
        rows.append((f"<code>{escape(key)}</code>", values, _prose(it.get("description", ""))))
    about = _prose(schema.get("description", ""))
    return (
        f'<section id="{escape(name)}">\n<h3>{escape(name)}</h3>\n<p>{about}</p>\n'
        f"{_table(head, rows)}</section>\n"
    )


def _type(schema: dict[str, Any], words: dict[str, str]) -> str:
    """What a value is: a link to a model, the values that it may have, or a type."""
    match schema:
        case {"$ref": str(target)}:
            name = escape(target.removeprefix(_REF))
            return f'<a href="#{name}">{name}</a>'
        case {"allOf": [one]}:
            return _type(one, words)
        case {"anyOf": list(choices)}:
            return " | ".join(_type(it, words) for it in choices)
        case {"enum": list(values)}:
            return ", ".join(f"<code>{escape(str(it))}</code>" for it in values)
        case {"const": value}:
            return f"<code>{escape(str(value))}</code>"
        case {"type": "array", "items": dict(items)}:
            return f"{words['list of']} {_type(items, words)}"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"{{… : {_type(values, words)}}}"
        case {"type": str(kind), "format": str(form)}:
            return f"{escape(kind)}, {escape(form)}"
        case {"type": str(kind)}:
            return escape(kind)
        case _:
            return ""


def _prose(text: str) -> str:
    """A description; what stands in backquotes is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _table(head: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    cells = "".join(f'<th scope="col">{it}</th>' for it in head)
    body = "".join(
        f'<tr><th scope="row">{name}</th><td>{values}</td><td>{about}</td></tr>\n'
        for name, values, about in rows
    )
    return f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
