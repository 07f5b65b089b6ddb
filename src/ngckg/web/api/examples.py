"""What the API really answers, for its description: from the release that is being served."""

from typing import Any, Final

from ngckg.web import links
from ngckg.web.api import contradictions, ordering, paging
from ngckg.web.api import parameters as asking
from ngckg.web.api.collections import (
    ANALYSIS_TYPES,
    DOCUMENTS,
    PATIENT_GROUPS,
    ROOT,
    SPECIALIST_NETWORKS,
    STEPS,
    WORKING_GROUPS,
    Collection,
    Parameters,
    one,
    page,
)
from ngckg.web.api.openapi import Examples, Keys
from ngckg.web.asking import Questions

_LANGUAGES: Final[dict[asking.Lang, str]] = {"da": "In Danish", "en": "In English"}
_CONTRADICTIONS: Final = f"{ROOT}/contradictions"


async def gather(questions: Questions, base: str) -> tuple[Examples, Keys]:
    """Answers by path and language, and a key for each path that has one."""
    examples: Examples = {}
    keys: Keys = {}
    for lang in _LANGUAGES:
        for of, asked in _lists(lang).items():
            await _of_collection(of, asked, questions, base, examples, keys)
        await _of_ordering(lang, questions, base, examples, keys)
        await _of_contradictions(lang, questions, base, examples)
    return examples, keys


def _lists(lang: asking.Lang) -> dict[Collection, Parameters]:
    return {
        PATIENT_GROUPS: asking.GroupParameters(lang=lang, limit=1),
        SPECIALIST_NETWORKS: asking.NetworkParameters(lang=lang, limit=1),
        WORKING_GROUPS: asking.WorkingGroupParameters(lang=lang, limit=1),
        ANALYSIS_TYPES: asking.AnalysisTypeParameters(lang=lang, limit=1),
        DOCUMENTS: asking.DocumentParameters(lang=lang, limit=1),
        STEPS: asking.StepParameters(lang=lang, limit=1),
    }


async def _of_collection(
    of: Collection,
    asked: Parameters,
    questions: Questions,
    base: str,
    examples: Examples,
    keys: Keys,
) -> None:
    total, items = await page(of, asked, questions, base)
    path = f"{ROOT}/{of.path}"
    _show(examples, path, asked.lang, _page(path, asked.lang, total, items, base))
    if items:
        alone = f"{path}/{{key}}"
        # Each language has its own first one; the example is of the same thing in both.
        key = keys.setdefault(alone, items[0]["key"])
        told = await one(of, key, asked.lang, questions, base)
        _show(examples, alone, asked.lang, told)


async def _of_ordering(
    lang: asking.Lang, questions: Questions, base: str, examples: Examples, keys: Keys
) -> None:
    """Of a group where there is something to tell, if there is one."""
    asked = asking.GroupParameters(lang=lang, limit=1, requisition_status="in-preparation")
    _, items = await page(PATIENT_GROUPS, asked, questions, base)
    for it in items:
        path = f"{ROOT}/{PATIENT_GROUPS.path}/{{key}}/ordering"
        key = keys.setdefault(path, it["key"])
        told = await one(PATIENT_GROUPS, key, lang, questions, base)
        _show(examples, path, lang, ordering.excerpt(told))


async def _of_contradictions(
    lang: asking.Lang, questions: Questions, base: str, examples: Examples
) -> None:
    found = await contradictions.read(questions.publication.release, "warning")
    items = [await contradictions.tell(it, lang, questions) for it in found[:1]]
    told = _page(_CONTRADICTIONS, lang, len(found), items, base)
    _show(examples, _CONTRADICTIONS, lang, told)


def _page(path: str, lang: str, total: int, items: list[Any], base: str) -> dict[str, Any]:
    part = paging.Slice(f"{base}{path}", [("lang", lang)], 0, 1, total)
    return paging.document(part, items, links.context(base))


def _show(examples: Examples, path: str, lang: asking.Lang, told: dict[str, Any]) -> None:
    summary = _LANGUAGES[lang]
    examples.setdefault(path, {})[lang] = {"summary": summary, "value": told}
