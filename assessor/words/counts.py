"""Counts in words, the same wherever they are read: the overview, the lists, the workbook, the commands.

Every count is of one class of items. 未了 (open) is what is not judged yet; 評価済 (judged) is the rest of
what applies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from assessor.words.terms import name_of, term

if TYPE_CHECKING:
    from assessor.domain.outcome import Counts
    from assessor.domain.sections import RequirementClass

NOTHING = "—"  # shown if there is no such item


def state_phrase(counts: Counts, language: Language) -> str:
    """Return the state of items in a few words: unmet first, then open."""
    if counts.total == 0:
        return NOTHING
    english = language is Language.EN
    if counts.applicable == 0:
        return "N/A" if english else term(Verdict.NOT_APPLICABLE, language)
    parts = []
    if counts.unmet:
        parts.append(f"{counts.unmet} unmet" if english else f"未充足 {counts.unmet}")
    if counts.open:
        parts.append(f"{counts.open} open" if english else f"未了 {counts.open}")
    if not parts:
        parts.append(f"{met_phrase(counts)} met" if english else f"{met_phrase(counts)} 充足")
    return (", " if english else "・").join(parts)


def state_tone(counts: Counts) -> Verdict | None:
    """Return the verdict that gives the tone of such a phrase, if any."""
    if counts.total == 0:
        return None
    if counts.applicable == 0:
        return Verdict.NOT_APPLICABLE
    if counts.unmet:
        return Verdict.NOT_IMPLEMENTED
    if counts.open:
        return Verdict.UNREVIEWED if counts.open == counts.applicable else Verdict.CONFIRMING
    return Verdict.MET


def met_phrase(counts: Counts) -> str:
    """Return the number of met items of the applicable ones."""
    return f"{counts.met}/{counts.applicable}" if counts.applicable else NOTHING


def number(count: int, counts: Counts) -> int | str:
    """Return a number, or a mark that there is nothing to count because no item applies."""
    return count if counts.applicable else NOTHING


def judged_phrase(counts: Counts, language: Language) -> str:
    """Return the number of judged items of the applicable ones, which is independent of the result."""
    if not counts.applicable:
        return NOTHING
    judged = f"{counts.applicable - counts.open}/{counts.applicable}"
    return f"Judged {judged}" if language is Language.EN else f"評価済 {judged}"


def class_phrase(kind: RequirementClass, counts: Counts, language: Language) -> str:
    """Return all counts of a class of items, with the name of the class."""
    name = name_of(kind, language)
    if language is Language.EN:
        text = f"{counts.met} met, {counts.unmet} unmet, {counts.open} open"
        return f"{counts.applicable} {name.lower()}: {text}"
    return f"{name} {counts.applicable}項目：充足 {counts.met}・未充足 {counts.unmet}・未了 {counts.open}"
