"""A questionnaire as values, and the token by which it is recognised when it is returned."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

from assessor.domain import cashless
from assessor.domain.sections import RequirementClass, Section
from assessor.domain.vocabulary import AsOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LAYOUT_VERSION: Final = 2  # since 2 the token has the id of the round beside its number
TOKEN_PRINT: Final = 12  # hexadecimal digits of the token's print in every row key

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
# Fields that stay valid until a later round changes them; the others are of their own round only.
CARRIED_FIELDS: Final = ("answer", "explanation", "alternative", "due_on", "evidence_names")
# The field of the Response that keeps the typed text if it was read as another value.
WRITTEN_FIELDS: Final[Mapping[str, str]] = {
    "answer": "answer_written",
    "due_on": "due_written",
    "answered_on": "answered_written",
}


@dataclass(frozen=True)
class Token:
    """The identity of a workbook, in three places of it because programs may lose some of them on saving."""

    case: str
    subject: str
    round: int
    checklist: str
    checklist_sha256: str
    layout: int = LAYOUT_VERSION
    round_id: str = ""

    def __post_init__(self) -> None:
        """Set the id of a round from its number for workbooks of layout 1."""
        if not self.round_id:
            object.__setattr__(self, "round_id", str(self.round))

    @property
    def print(self) -> str:
        """The digits for the token in row keys, which remain when a sheet is copied into another workbook."""
        parts = [self.case, self.subject, self.round, self.checklist, self.checklist_sha256]
        if self.round_id != str(self.round):  # for workbooks of layout 1
            parts.append(self.round_id)
        return sha256(json.dumps(parts).encode()).hexdigest()[:TOKEN_PRINT]


@dataclass(frozen=True)
class Question:
    """One row of a questionnaire: an item, the earlier answer, and the bank's question.

    `answered` has the carried fields at the time of sending; `previous` is their text.
    """

    item: str
    section: Section
    requirement_class: RequirementClass
    requirement: str
    guidance: str  # 着眼点・エビデンス例
    previous: str = ""
    inquiry: str = ""
    answered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Questionnaire:
    """One workbook to be sent, without the bank's own verdicts."""

    token: Token
    title: str
    subject_name: str
    checklist_title: str
    as_of: AsOf
    due_on: str  # YYYY-MM-DD or empty
    contact: str
    notice: str
    questions: tuple[Question, ...]

    @property
    def deciding(self) -> tuple[str, ...]:
        """The names of the classes that decide the outcome, in the order of the questions."""
        kinds = (question.requirement_class for question in self.questions)
        return tuple(dict.fromkeys(kind.name for kind in kinds if kind.decides))

    def to_json(self) -> str:
        """Return the text in which the case keeps the sent questionnaire.

        Sections and classes stand there once; a question names them by their place in the list.
        """
        sections = _places(question.section for question in self.questions)
        classes = _places(question.requirement_class for question in self.questions)
        questions = [
            {
                **vars(question),
                "section": sections[question.section],
                "requirement_class": classes[question.requirement_class],
            }
            for question in self.questions
        ]
        kept = {
            **vars(self),
            "token": vars(self.token),
            "sections": [vars(section) for section in sections],
            "classes": [vars(kind) for kind in classes],
            "questions": questions,
        }
        return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Questionnaire:
        """Return the questionnaire of a kept text; raises ValueError, KeyError or TypeError for others."""
        try:
            kept = json.loads(text)
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        listed = kept["questions"]
        if "sections" in kept:
            sections, classes = (
                _listed(Section, kept.pop("sections")),
                _listed(RequirementClass, kept.pop("classes")),
            )
            questions = tuple(_question(one, "section", sections, classes) for one in listed)
        else:  # as sent before lists had sections of their own
            questions = tuple(_question(one, "phase", cashless.PHASE, cashless.CLASS) for one in listed)
        facts = {"token": Token(**kept["token"]), "as_of": AsOf(kept["as_of"]), "questions": questions}
        return cls(**{**kept, **facts})


_PARTS: Final = frozenset(part.name for part in fields(Question))


def _question(
    kept: Mapping[str, Any],
    section: str,
    sections: Mapping[int, Section],
    classes: Mapping[Any, RequirementClass],
) -> Question:
    """Return a question from its kept fields, set together because one by one takes four times as long.

    `section` is the field that names its section.
    """
    if not isinstance(kept, dict) or type(kept[section]) is not int:  # True and 1.0 would be found too
        raise TypeError(f"not a question: {kept!r}")
    parts = {**kept, "requirement_class": classes[kept["requirement_class"]]}
    parts["section"] = sections[parts.pop(section)]
    if parts.keys() != _PARTS:
        raise TypeError(f"not a question: {sorted(kept)}")
    question = object.__new__(Question)
    vars(question).update(parts)
    return question


P = TypeVar("P", Section, RequirementClass)


def _places(used: Iterable[P]) -> dict[P, int]:
    """Return what is used, each once and with its place in that order."""
    return {one: place for place, one in enumerate(dict.fromkeys(used))}


def _listed(kind: type[P], kept: Sequence[Mapping[str, Any]]) -> dict[int, P]:
    """Return sections or classes by their places; raises TypeError for a field of another name or type."""
    made = [kind(**one) for one in kept]
    for one in made:
        if any(type(getattr(one, part.name)).__name__ != part.type for part in fields(kind)):
            raise TypeError(f"not a {kind.__name__}: {one}")
    return dict(enumerate(made))
