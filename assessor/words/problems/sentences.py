"""One sentence for every problem: what is wrong, where, and what to do."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Final

from assessor.domain.naming import BilingualName
from assessor.domain.records import RecordKind
from assessor.domain.sheet_mark import MarkState
from assessor.domain.vocabulary import Answer, ExaminationRule, Stage, Verdict
from assessor.errors import Code
from assessor.words import Language
from assessor.words.examination import weak_heading
from assessor.words.naming import listed, name_in
from assessor.words.problems import case, evidence, marks, passphrase, returns, trust, workbook
from assessor.words.records import field_name, label, table_name
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.errors import Problem

_TEXT: Final[Mapping[Code, tuple[str, str]]] = {
    **case.TEXTS,
    **workbook.TEXTS,
    **returns.TEXTS,
    **marks.TEXTS,
    **trust.TEXTS,
    **evidence.TEXTS,
    **passphrase.TEXTS,
}


# Their fields are those of records, and are told as the screens name them.
_ANSWERS: Final = frozenset({"current", "returned"})  # values that may be answers as the case stores them
_UNKNOWN: Final = "unknown"  # a machine or a person without a name, a format that nobody knows
_STORED: Final = frozenset(answer.value for answer in Answer if answer.value)
_OF_RECORDS: Final = frozenset({Code.TOO_LONG, Code.EMPTY_TEXT, Code.CHANGED_MEANWHILE, Code.CONFLICT})
# What a verification finds in the records; findings in tables of SQLite keep the names it has for them.
_OF_TABLES: Final = frozenset(
    {Code.ENTRY_CONTRADICTS, Code.RECORD_ALTERED, Code.RECORD_MISSING, Code.RECORD_UNKNOWN}
)


def sentence(problem: Problem, language: Language) -> str:
    """Return the sentence of a problem; a value it does not have is left blank."""
    template = _TEXT[problem.code][1 if language is Language.EN else 0]
    facts: dict[str, object] = {name: "" for _, name, _, _ in Formatter().parse(template) if name}
    facts |= {name: fact for name, fact in problem.place.facts().items() if fact}
    facts |= {name: _as_text(fact, language) for name, fact in problem.values.items()}
    if isinstance(items := problem.values.get("items"), tuple):  # all of them, that nothing is overlooked
        facts["items"] = listed(items, language, shown=len(items))
    if problem.code in _OF_RECORDS:
        facts["field"] = label(problem.place.field, language)
    if problem.code in _OF_TABLES:
        facts |= _in_words(str(facts["table"]), str(facts.get("field", "")), language)
    if problem.code is Code.DAMAGED and "table" in facts:
        facts["where"] = _where(facts, language)
    if problem.place.field == "answer":
        facts |= {name: _answer(facts[name], language) for name in _ANSWERS & facts.keys()}
    return template.format_map(facts)


def _as_text(fact: object, language: Language) -> object:
    """Return a value as the sentence has it: what has a name in each language in that of the reader."""
    if isinstance(fact, Stage):
        return term(fact, language)
    if isinstance(fact, ExaminationRule):
        return weak_heading(fact, language)
    if isinstance(fact, Verdict | MarkState):
        return term(fact, language)
    if fact == _UNKNOWN and language is not Language.EN:
        return "不明"
    if isinstance(fact, tuple):
        return listed(fact, language)
    return name_in(fact, language) if isinstance(fact, BilingualName) else fact


def _where(facts: Mapping[str, object], language: Language) -> str:
    """Return the record and the field that cannot be read, behind what is damaged."""
    words = _in_words(str(facts["table"]), str(facts.get("field", "")), language)
    template = " ({table} {key}: {field})" if language is Language.EN else "（{table} {key}：{field}）"
    return template.format_map(words | {"key": facts.get("key", "")})


def _in_words(table: str, field: str, language: Language) -> dict[str, object]:
    """Return the names of a table and its field as the screens have them."""
    kind = next((kind for kind in RecordKind if kind == table), None)
    name = field_name(kind, field, language) if kind else field
    return {"table": table_name(table, language), "field": name}


def _answer(value: object, language: Language) -> object:
    """Return a stored answer as users see it, and any other text as it is."""
    return term(Answer(value), language) if value in _STORED else value


def line(problem: Problem, language: Language) -> str:
    """Return the sentence with its place in front, as the command line and copied lists show it."""
    place = problem.place
    text = sentence(problem, language)
    sheet = f"{place.sheet}!{place.cell}" if place.cell else place.sheet
    parts = [part for part in (place.file, sheet, place.item) if part and part not in text]
    return f"{' '.join(parts)}: {text}" if parts else text
