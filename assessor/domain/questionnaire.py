"""A questionnaire as values: what is sent, and how it is recognised when it comes back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from assessor.domain.vocabulary import AsOf, Phase, Requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYOUT_VERSION: Final = 2  # since 2 the token has the id of the round as well as its number
TOKEN_PRINT: Final = 12  # hexadecimal digits that stand for the token in every row key

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
# What stays the provider's answer until a later round says otherwise; the rest belongs to its own round.
CARRIED_FIELDS: Final = ("answer", "explanation", "alternative", "due_on", "evidence_names")
# Where a reading differs from what was typed, the typed text is kept in this field of the Response.
WRITTEN_FIELDS: Final[Mapping[str, str]] = {
    "answer": "answer_written",
    "due_on": "due_written",
    "answered_on": "answered_written",
}
# By their words: looking one up takes a tenth of making it one.
_PHASES: Final = {phase.value: phase for phase in Phase}
_CLASSES: Final = {requirement.value: requirement for requirement in Requirement}


@dataclass(frozen=True)
class Token:
    """What a workbook is for; stands in three places of it because re-saving loses one or another."""

    case: str
    subject: str
    round: int
    checklist: str
    checklist_sha256: str
    layout: int = LAYOUT_VERSION
    round_id: str = ""

    def __post_init__(self) -> None:
        """Take the id of a round from its number, as workbooks of layout 1 mean it."""
        if not self.round_id:
            object.__setattr__(self, "round_id", str(self.round))

    @property
    def print(self) -> str:
        """What stands for the token in row keys, which survive where a sheet is pasted alone."""
        parts = [self.case, self.subject, self.round, self.checklist, self.checklist_sha256]
        if self.round_id != str(self.round):  # else as workbooks of layout 1 have it
            parts.append(self.round_id)
        return sha256(json.dumps(parts).encode()).hexdigest()[:TOKEN_PRINT]


@dataclass(frozen=True)
class Question:
    """One row of a questionnaire: an item, what was answered before, and what the bank asks now.

    `answered` holds the carried fields as they stood when it was sent; `previous` tells them in words.
    """

    item: str
    phase: Phase
    requirement_class: Requirement
    requirement: str
    guidance: str  # 着眼点・エビデンス例
    previous: str = ""
    inquiry: str = ""
    answered: Mapping[str, str] = field(default_factory=dict)


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

    def to_json(self) -> str:
        """Return the text in which the case keeps what was sent."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Questionnaire:
        """Return what was sent; raises ValueError, KeyError or TypeError for a text that is not of ours."""
        try:
            kept = json.loads(text)
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        questions = tuple(map(_question, kept["questions"]))
        facts = {"token": Token(**kept["token"]), "as_of": AsOf(kept["as_of"]), "questions": questions}
        return cls(**{**kept, **facts})


_PARTS: Final = frozenset(part.name for part in fields(Question))


def _question(kept: Mapping[str, Any]) -> Question:
    """Return a question from its parts: put in together, since one by one they take four times as long."""
    phase, requirement = _PHASES[kept["phase"]], _CLASSES[kept["requirement_class"]]
    if kept.keys() != _PARTS:
        raise TypeError(f"not a question: {sorted(kept)}")
    question = object.__new__(Question)
    vars(question).update(kept, phase=phase, requirement_class=requirement)
    return question
