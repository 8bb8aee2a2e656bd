"""The collection: the status of each subject's latest round, and who has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from assessor.domain.records import Return, Round, Subject
from assessor.domain.rounds import latest_round
from assessor.domain.vocabulary import Verdict
from assessor.operations.questionnaires.planning import asking
from assessor.operations.subject_records import SubjectRecords
from assessor.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.outcome import ItemState
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress


class RoundStatus(StrEnum):
    """The status of the latest round of a subject."""

    NOT_SENT = "not_sent"  # nothing was ever sent, and there is something to send
    NOT_RETURNED = "not_returned"
    PARTIAL = "partial"  # something was returned, but not everything is answered
    COMPLETE = "complete"


@dataclass(frozen=True)
class RoundState:
    """The latest round of one subject, numbered 0 before the first is sent.

    `asked` counts the items that were sent and still apply; before the first round, those that would be sent.
    """

    subject: Subject
    round: Round
    status: RoundStatus
    asked: int
    answered: int
    mandatory_open: int
    returns: tuple[Return, ...]
    overdue: bool
    days_left: int | None  # until the due date, negative after it; None when there is none


@dataclass(frozen=True)
class Outlook:
    """The status of each subject, and how many items the next round would ask it."""

    rounds: tuple[RoundState, ...]
    open: Mapping[str, int]  # of the subjects that can be sent something
    everything: Mapping[str, int]  # the same when all that applies is asked again


def rounds(
    inspection: Inspection, today: date | None = None, progress: Progress | None = None
) -> tuple[RoundState, ...]:
    """Return the state of each subject that was sent something or has something to send, in plan order."""
    day = today or datetime.now(UTC).astimezone().date()
    with inspection.file.read() as work:
        records, subjects = SubjectRecords(work), work.records.all(Subject)
    steps = (progress or quiet()).over(subjects)
    states = (_state(inspection, records, subject, day) for subject in steps)
    return tuple(state for state in states if state is not None)


def outlook(inspection: Inspection, progress: Progress) -> Outlook:
    """Return what can be sent next, read once for all subjects."""
    day = datetime.now(UTC).astimezone().date()
    with inspection.file.read() as work:
        records, subjects = SubjectRecords(work), work.records.all(Subject)
        signatures = inspection.signatures(work)
    states: list[RoundState] = []
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for subject in progress.over(subjects):
        state = _state(inspection, records, subject, day)
        if state is not None:
            states.append(state)
        if signatures.lock(subject.subject) is None:
            for everything, count in enumerate(counts):
                asked = asking(inspection, records, subject, everything=bool(everything))
                if asked.worth_sending:
                    count[subject.subject] = len(asked.states)
    return Outlook(tuple(states), *counts)


def _state(
    inspection: Inspection, records: SubjectRecords, subject: Subject, today: date
) -> RoundState | None:
    latest = latest_round(records.rounds[subject.subject])
    if latest is None:
        return _not_sent(inspection, records, subject)
    sent = set(latest.items.split())
    states = records.states(inspection, subject)
    asked = [s for s in states if s.item.id in sent and s.verdict is not Verdict.NOT_APPLICABLE]
    unanswered = _unanswered(records, latest, asked)
    status = _status(latest, unanswered)
    days_left = _days_left(latest.due_on, today)
    return RoundState(
        subject=subject,
        round=latest,
        status=status,
        asked=len(asked),
        answered=len(asked) - len(unanswered),
        mandatory_open=sum(state.item.mandatory for state in unanswered),
        returns=tuple(r for r in records.returns[subject.subject] if r.round == latest.id),
        overdue=status is not RoundStatus.COMPLETE and days_left is not None and days_left < 0,
        days_left=days_left,
    )


def _not_sent(inspection: Inspection, records: SubjectRecords, subject: Subject) -> RoundState | None:
    first = asking(inspection, records, subject)
    if not first.worth_sending:
        return None
    return RoundState(
        subject=subject,
        round=Round(subject=subject.subject, id=""),
        status=RoundStatus.NOT_SENT,
        asked=len(first.states),
        answered=0,
        mandatory_open=sum(state.item.mandatory for state in first.states),
        returns=(),
        overdue=False,
        days_left=None,
    )


def _unanswered(records: SubjectRecords, latest: Round, asked: list[ItemState]) -> list[ItemState]:
    """Return the items without a current answer, and those whose inquiry of this round has no reply."""
    answers, unreplied = records.answers(latest.subject), records.unreplied(latest.subject)
    waiting = {item for item, inquiries in unreplied.items() if any(q.round == latest.id for q in inquiries)}
    return [
        state
        for state in asked
        if state.item.id in waiting or (answer := answers.get(state.item.id)) is None or not answer.answer
    ]


def _status(latest: Round, unanswered: list[ItemState]) -> RoundStatus:
    if not latest.returned_at:
        return RoundStatus.NOT_RETURNED
    return RoundStatus.PARTIAL if unanswered else RoundStatus.COMPLETE


def _days_left(due_on: str, today: date) -> int | None:
    try:
        return (date.fromisoformat(due_on) - today).days
    except ValueError:
        return None
