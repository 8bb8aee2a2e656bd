"""The sentences of a result, as a bank would publish them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.vocabulary import Outcome
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.outcome import GroupResult, SubjectResult


_ENGLISH: Final[Mapping[Outcome, str]] = {
    Outcome.AWAITING: "awaiting answers",
    Outcome.DISCUSSING: "in discussion",
    Outcome.CONFIRMING: "under evaluation",
    Outcome.UNMET: "with unmet items",
    Outcome.NONE_APPLICABLE: "with no applicable item",
    Outcome.MET: "meeting all mandatory items",
}


def month(due: str, language: Language) -> str:
    """Return a due month as it is read, or that none is planned."""
    if not due:
        return "no date planned" if language is Language.EN else "予定未定"
    year, number = due.split("-")[:2]
    return f"{year}-{number}" if language is Language.EN else f"{year}年{int(number)}月"


def outcome_phrase(outcome: Outcome, due: str, language: Language) -> str:
    """Return the outcome, with the planned month where something is unmet."""
    word = term(outcome, language)
    if outcome is not Outcome.UNMET:
        return word
    if language is Language.EN:
        return f"{word} (due {month(due, language)})" if due else f"{word} ({month(due, language)})"
    return f"{word}（{month(due, language)}対応予定）" if due else f"{word}（対応{month(due, language)}）"


def subject_sentence(result: SubjectResult, language: Language) -> str:
    """Return what can be said of one subject; own services with unmet items tell how many."""
    if result.outcome is not Outcome.UNMET:
        return outcome_phrase(result.outcome, result.due, language)
    total, unmet = result.mandatory.applicable, result.mandatory.unmet
    if language is Language.EN:
        return f"{unmet} of {total} mandatory items unmet ({month(result.due, language)})"
    due = f"{month(result.due, language)}対応予定" if result.due else f"対応{month(result.due, language)}"
    return f"必須項目{total}項目中{unmet}項目が未実施または不十分（{due}）"


def group_sentence(result: GroupResult, language: Language) -> str:
    """Return the published kind of sentence, such as 6社中5社は必須項目を全て充足、1社は評価実施中."""
    total = len(result.subjects)
    if total == 0:
        return ""
    if total == 1 and not result.group.counter:
        return subject_sentence(result.subjects[0], language)
    parts = [(outcome, count, _due(result, outcome)) for outcome, count in result.outcomes.items()]
    return _english(total, parts) if language is Language.EN else _japanese(result, parts)


def _due(result: GroupResult, outcome: Outcome) -> str:
    months = [r.due for r in result.subjects if r.outcome is outcome]
    return max(months) if all(months) else ""


def _japanese(result: GroupResult, parts: list[tuple[Outcome, int, str]]) -> str:
    counter = result.group.counter or "件"
    total = len(result.subjects)
    if len(parts) == 1:
        outcome, _, due = parts[0]
        every = f"{total}{counter}" if total == 1 else f"{total}{counter}全て"
        return f"{every}が{outcome_phrase(outcome, due, Language.JA)}"
    told = [f"{count}{counter}は{outcome_phrase(outcome, due, Language.JA)}" for outcome, count, due in parts]
    return f"{total}{counter}中" + "、".join(told)


def _english(total: int, parts: list[tuple[Outcome, int, str]]) -> str:
    told = [
        f"{count} {_ENGLISH[outcome]}" + (f" ({_english_due(due)})" if outcome is Outcome.UNMET else "")
        for outcome, count, due in parts
    ]
    return f"Of {total}: " + ", ".join(told)


def _english_due(due: str) -> str:
    return f"due {due}" if due else month(due, Language.EN)
