"""The sentences of a result, for publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.vocabulary import Outcome
from assessor.words import Language
from assessor.words.terms import NOT_SENT, named, short_outcome, term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.domain.outcome import GroupResult, SubjectResult


_ENGLISH: Final[Mapping[Outcome, str]] = {
    Outcome.AWAITING: "awaiting answers",
    Outcome.DISCUSSING: "in discussion",
    Outcome.CONFIRMING: "under evaluation",
    Outcome.UNMET: "with unmet items",
    Outcome.NONE_APPLICABLE: "with no applicable item",
    Outcome.MET: "meeting all mandatory items",
}

# The particle after "1社" and "7社全て"; 2社とも needs none.
_JOINED: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.AWAITING: ("は", "が"),
    Outcome.DISCUSSING: ("は", "が"),
    Outcome.CONFIRMING: ("は", "が"),
    Outcome.UNMET: ("に", "に"),
    Outcome.NONE_APPLICABLE: ("について", "について"),
    Outcome.MET: ("が", "が"),
}
_PAIR: Final = 2


def month(due: str, language: Language) -> str:
    """Return a due month in words, or that none is planned."""
    if not due:
        return "no date planned" if language is Language.EN else "未定"
    year, number = due.split("-")[:2]
    return f"{year}-{number}" if language is Language.EN else f"{year}年{int(number)}月"


def outcome_word(result: SubjectResult, language: Language) -> str:
    """Return the shown outcome; awaiting answers is 未送付 while nothing was ever sent."""
    return named(*NOT_SENT, language) if result.unsent else term(result.outcome, language)


def short_word(result: SubjectResult, language: Language) -> str:
    """Return the outcome in one or two words, for narrow places."""
    return named(*NOT_SENT, language) if result.unsent else short_outcome(result.outcome, language)


def outcome_phrase(result: SubjectResult, language: Language) -> str:
    """Return the outcome, with the planned month where something is unmet."""
    word = outcome_word(result, language)
    if result.outcome is not Outcome.UNMET:
        return word
    if language is Language.EN:
        return f"{word} ({_english_due(result.due)})"
    return f"{word}（{_planned(result.due)}）"


def subject_sentence(result: SubjectResult, language: Language) -> str:
    """Return the sentence of one subject, which gives the number of unmet items of own services."""
    if result.outcome is not Outcome.UNMET:
        return outcome_phrase(result, language)
    total, unmet = result.mandatory.applicable, result.mandatory.unmet
    if language is Language.EN:
        return f"{unmet} of {total} mandatory items unmet ({_english_due(result.due)})"
    return f"必須項目{total}項目中{unmet}項目が未実施または不十分（{_planned(result.due)}）"


def group_sentence(result: GroupResult, language: Language) -> str:
    """Return the sentence of a group in the published form: 6社中5社は必須項目を全て充足、1社は評価実施中."""
    total = len(result.subjects)
    if total == 0:
        return ""
    if total == 1 and not result.group.counter:
        return subject_sentence(result.subjects[0], language)
    parts = result.standings
    if language is Language.EN:
        return _english_whole(parts[0]) if len(parts) == 1 else _english(total, parts)
    counter = result.group.counter or "件"
    if len(parts) == 1:
        return _japanese_whole(parts[0], counter)
    phrases = [f"{len(part)}{counter}は{_said(part)}" for part in parts]
    return f"{total}{counter}中" + "、".join(phrases)


def group_line(result: GroupResult, language: Language) -> str:
    """Return the sentence of a group after its name."""
    between = ": " if language is Language.EN else "："
    return between.join(
        (named(result.group.name, result.group.name_en, language), group_sentence(result, language))
    )


def _planned(due: str) -> str:
    return f"{month(due, Language.JA)}対応予定" if due else "対応時期は未定"


def _english_due(due: str) -> str:
    return f"due {due}" if due else month(due, Language.EN)


def _latest(part: Sequence[SubjectResult]) -> str:
    months = [result.due for result in part]
    return max(months) if all(months) else ""


def _alike(part: Sequence[SubjectResult]) -> bool:
    return len({result.due for result in part}) == 1


def _said(part: Sequence[SubjectResult]) -> str:
    """Return the predicate for subjects with one outcome, after 1社は or 7社全てが."""
    if part[0].outcome is not Outcome.UNMET:
        return outcome_word(part[0], Language.JA)
    due = _latest(part)
    if not due:
        return f"未充足の項目があり、{_planned(due)}"
    until = "中に" if _alike(part) else "までに"
    return f"未充足の項目があり、{month(due, Language.JA)}{until}対応予定"


def _japanese_whole(part: Sequence[SubjectResult], counter: str) -> str:
    """Return the sentence of a group whose subjects all have one outcome."""
    one, many = _JOINED[part[0].outcome]
    total = f"{len(part)}{counter}"
    if len(part) == _PAIR:
        return f"{total}とも{_said(part)}"
    return f"{total}{one}{_said(part)}" if len(part) == 1 else f"{total}全て{many}{_said(part)}"


def _english_whole(part: Sequence[SubjectResult]) -> str:
    if len(part) == 1:
        return f"1 {_english_said(part)}"
    return f"{'Both' if len(part) == _PAIR else f'All {len(part)}'} {_english_said(part)}"


def _english(total: int, parts: Sequence[Sequence[SubjectResult]]) -> str:
    return f"Of {total}: " + ", ".join(f"{len(part)} {_english_said(part)}" for part in parts)


def _english_said(part: Sequence[SubjectResult]) -> str:
    outcome, due = part[0].outcome, _latest(part)
    if outcome is not Outcome.UNMET:
        return "not sent anything yet" if part[0].unsent else _ENGLISH[outcome]
    due_text = f"due by {due}" if due and not _alike(part) else _english_due(due)
    return f"{_ENGLISH[outcome]} ({due_text})"
