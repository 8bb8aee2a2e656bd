"""A questionnaire as values: what is sent, and how it is recognised when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.vocabulary import AsOf, Phase, Requirement

LAYOUT_VERSION: Final = 1

# The fields of a Response that a provider fills in; the first part names the cell's field.
INPUT_FIELDS: Final = (
    "answer",
    "explanation",
    "alternative",
    "due_on",
    "evidence_names",
    "respondent",
    "answered_on",
    "reply",
)
# Where a reading differs from what was typed, the typed text is kept in this field of the Response.
WRITTEN_FIELDS: Final[Mapping[str, str]] = {
    "answer": "answer_written",
    "due_on": "due_written",
    "answered_on": "answered_written",
}


@dataclass(frozen=True)
class Token:
    """What a workbook is for; stands in three places of it because re-saving loses one or another."""

    case: str
    subject: str
    round: int
    checklist: str
    checklist_sha256: str
    layout: int = LAYOUT_VERSION


@dataclass(frozen=True)
class Question:
    """One row of a questionnaire: an item, what was answered before, and what the bank asks now."""

    item: str
    phase: Phase
    requirement_class: Requirement
    requirement: str
    guidance: str  # 着眼点・エビデンス例
    previous: str = ""
    inquiry: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One workbook to be sent: nothing in it is the bank's own judgement."""

    token: Token
    title: str
    subject_name: str
    checklist_title: str
    as_of: AsOf
    due_on: str  # YYYY-MM-DD or empty
    contact: str
    notice: str
    questions: tuple[Question, ...]
