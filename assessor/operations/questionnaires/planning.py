"""Planning a round: its number, what it asks; and what a sent round asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from assessor.domain.answering import effective, origins
from assessor.domain.change import Change, between, creation
from assessor.domain.questionnaire import CARRIED_FIELDS, Question, Questionnaire, Token
from assessor.domain.records import Response, Round, Subject
from assessor.domain.rounds import RoundNumbers, latest_round
from assessor.domain.vocabulary import Answer, Verdict
from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.operations.inspection import new_id, now
from assessor.text import for_workbook, shortened
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.domain.change import ChangeSet
    from assessor.domain.checklist import Item
    from assessor.domain.outcome import ItemState
    from assessor.domain.records import Inquiry
    from assessor.operations.inspection import Inspection
    from assessor.operations.subject_records import SubjectRecords
    from assessor.storage.unit_of_work import UnitOfWork


class WorkbookProtection(StrEnum):
    """How the workbooks of one sending are protected."""

    NONE = "none"  # anybody can open them
    EACH = "each"  # a generated password for each file
    ONE = "one"  # one password that the user typed


@dataclass(frozen=True)
class Sending:
    """How a round is sent; without a contact of its own it has that of the case."""

    due_on: str = ""  # YYYY-MM-DD
    contact: str | None = None
    everything: bool = False  # ask all items that apply again, not only what is open
    protection: WorkbookProtection = WorkbookProtection.NONE
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class PlannedQuestionnaire:
    """One questionnaire to be written, its document, and the changes that record it."""

    questionnaire: Questionnaire
    document: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ExportedFile:
    """One questionnaire that was written and checked; its password is kept only here."""

    subject: str
    path: Path
    round: int
    rows: int
    cells: int
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class ExportResult:
    """What was written, the change set that recorded it, and the subjects left out."""

    change_set: ChangeSet
    files: tuple[ExportedFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class NextRound:
    """The round that comes next for a subject, and the items it asks."""

    subject: Subject
    round: Round
    states: tuple[ItemState, ...]

    @property
    def worth_sending(self) -> bool:
        """Whether to offer it; a first round with advanced items only is sent on request."""
        return bool(self.states) and (
            self.round.number > 1 or any(state.item.mandatory for state in self.states)
        )


def asking(
    inspection: Inspection, records: SubjectRecords, subject: Subject, *, everything: bool = False
) -> NextRound:
    """Return what the next round asks: first all that applies, later what is open.

    A round that was not returned yet is the next one again.
    """
    key = subject.subject
    latest = latest_round(records.rounds[key])
    if latest is None:
        following = Round(subject=key, id=new_id(), number=1)
    elif latest.returned_at:
        following = Round(subject=key, id=new_id(), number=latest.number + 1)
    else:
        following = latest
    states = [s for s in records.states(inspection, subject) if s.verdict is not Verdict.NOT_APPLICABLE]
    if following.number > 1 and not everything:
        answers, inquiries = records.answers(key), records.unreplied(key)
        states = [s for s in states if _open(s, answers.get(s.item.id), inquiries.get(s.item.id))]
    return NextRound(subject, following, tuple(states))


def _open(state: ItemState, answer: Response | None, inquiries: Sequence[Inquiry] | None) -> bool:
    unsettled = state.verdict in {Verdict.CONFIRMING, Verdict.DISCUSSING}
    return unsettled or bool(inquiries) or answer is None or answer.answer is Answer.NONE


def plan(
    inspection: Inspection, records: SubjectRecords, subject: Subject, sending: Sending
) -> PlannedQuestionnaire | None:
    """Return the next questionnaire of a subject and the changes to record; None when it asks nothing."""
    asked = asking(inspection, records, subject, everything=sending.everything)
    if not asked.states:
        return None
    contact = inspection.case.contact if sending.contact is None else sending.contact
    before = asked.round if asked.round in records.rounds[subject.subject] else None
    after = replace(
        asked.round,
        items=" ".join(state.item.id for state in asked.states),
        due_on=sending.due_on,
        contact=for_workbook(contact),
        exported_by=inspection.actor.reviewer,
        exported_at=now(),
    )
    questionnaire, inquiries = _questionnaire(inspection, records, asked, after)
    sent = [change for q in inquiries for change in between(q, replace(q, round=after.id))]
    document = questionnaire.to_json()
    after = replace(after, sent=sha256(document.encode()).hexdigest())
    recorded = creation(after) if before is None else between(before, after)
    return PlannedQuestionnaire(questionnaire, document, (*recorded, *sent))


def _questionnaire(
    inspection: Inspection, records: SubjectRecords, asked: NextRound, following: Round
) -> tuple[Questionnaire, list[Inquiry]]:
    """Return what is sent, and the inquiries that go out with it."""
    key = following.subject
    unreplied = records.unreplied(key)
    before: dict[str, list[Response]] = defaultdict(list)
    for response in records.responses[key]:
        before[response.item].append(response)
    questions, inquiries = [], []
    for state in asked.states:
        item = state.item
        open_inquiries = unreplied.get(item.id, [])
        inquiries += open_inquiries
        questions.append(_asked_again(_question(item), before[item.id], records.numbers, open_inquiries))
    blank = _blank(inspection, asked.subject, following)
    return replace(blank, questions=tuple(questions)), inquiries


def token_of(inspection: Inspection, subject: Subject, sending: Round) -> Token:
    """Return the token of the workbook of a round."""
    checklist = inspection.checklists[subject.checklist]
    return Token(
        inspection.case.id,
        subject.subject,
        sending.number,
        checklist.id,
        checklist.sha256,
        round_id=sending.id,
    )


def _blank(inspection: Inspection, subject: Subject, sending: Round) -> Questionnaire:
    """Return the questionnaire of a round without its questions."""
    checklist = inspection.checklists[subject.checklist]
    return Questionnaire(
        token=token_of(inspection, subject, sending),
        title=inspection.case.title,
        subject_name=subject.name,
        checklist_title=checklist.title,
        as_of=subject.as_of,
        due_on=sending.due_on,
        contact=sending.contact,
        notice=inspection.rules.notice,
        questions=(),
    )


def _question(item: Item) -> Question:
    evidence = "、".join(item.evidence)
    guidance = [item.intent, f"（エビデンス例）{evidence}" if evidence else ""]
    return Question(
        item=item.id,
        section=item.section,
        requirement_class=item.requirement_class,
        requirement=item.requirement,
        guidance="\n".join(part for part in guidance if part),
    )


def _asked_again(
    question: Question, responses: list[Response], numbers: RoundNumbers, inquiries: list[Inquiry]
) -> Question:
    """Return a question with its former answers and the bank's current inquiries."""
    answer = effective(responses, numbers)
    carried = {name: str(getattr(answer, name)) for name in CARRIED_FIELDS} if answer else {}
    return replace(
        question,
        previous=_previous_answer(responses, numbers, answer),
        inquiry="\n".join(inquiry.question for inquiry in inquiries),
        answered={name: value for name, value in carried.items() if value},
    )


def _previous_answer(responses: list[Response], numbers: RoundNumbers, answer: Response | None) -> str:
    """Return the former answer as the provider reads it beside the question."""
    lines: list[str] = []
    if answer is not None:
        rounds = sorted({numbers.of(one.round) for one in origins(responses, numbers).values()})
        lines = [
            "・".join(f"第{number}回" for number in rounds),
            "" if answer.answer is Answer.NONE else term(answer.answer, Language.JA),
            answer.explanation,
            answer.alternative,
            f"対応予定日：{answer.due_on}" if answer.due_on else "",
            f"エビデンス：{answer.evidence_names}" if answer.evidence_names else "",
        ]
    replied = max((r for r in responses if r.reply), key=lambda r: numbers.order(r.round), default=None)
    if replied is not None:
        lines.append(f"追加確認への回答（第{numbers.of(replied.round)}回）：{replied.reply}")
    return shortened("\n".join(part for part in lines if part))


def sent_questionnaire(inspection: Inspection, work: UnitOfWork, sending: Round) -> Questionnaire:
    """Return the questionnaire of a round as it was sent; raises CaseFileError when it cannot be read.

    For a round sent by schema 1 only the items are known; its questions come from the frozen checklist,
    without former answers and inquiries.
    """
    if sending.sent:
        try:
            return Questionnaire.from_json(work.documents.get(sending.sent))
        except (ValueError, KeyError, TypeError) as error:
            place = Place(file=str(inspection.path), subject=sending.subject)
            raise CaseFileError(Problem(Code.DAMAGED, place)) from error
    subject = inspection.subject(work, sending.subject)
    items = {item.id: item for item in inspection.items(subject)}
    questions = tuple(_question(items[key]) for key in sending.items.split() if key in items)
    return replace(_blank(inspection, subject, sending), questions=questions)
