"""The records of subjects, read in one query for each kind and grouped by subject."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from assessor.domain.answering import effective_by_item
from assessor.domain.examination import weak_items
from assessor.domain.records import Evidence, Inquiry, Response, Return, Review, Round
from assessor.domain.rounds import RoundNumbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.outcome import ItemState
    from assessor.domain.records import Subject
    from assessor.domain.weakness import Weak
    from assessor.operations.inspection import Inspection
    from assessor.storage.unit_of_work import UnitOfWork

R = TypeVar("R", Review, Response, Round, Return, Inquiry, Evidence)


class SubjectRecords:
    """The records of one subject or of all, read in one query for each kind."""

    def __init__(self, work: UnitOfWork, subject: str = "") -> None:
        where = {"subject": subject} if subject else {}
        rounds = work.records.all(Round, **where)
        self.numbers = numbers = RoundNumbers(rounds)
        self.reviews = _by_subject(work.records.all(Review, **where))
        responses = work.records.all(Response, **where)
        self.responses = _by_subject(sorted(responses, key=lambda r: (r.item, numbers.order(r.round))))
        self.rounds = _by_subject(rounds)
        returns = work.records.all(Return, **where)
        self.returns = _by_subject(sorted(returns, key=lambda r: (numbers.order(r.round), r.order)))
        self.inquiries = _by_subject(work.records.all(Inquiry, **where))
        self.evidence = _by_subject(work.records.all(Evidence, **where))

    def states(self, inspection: Inspection, subject: Subject) -> tuple[ItemState, ...]:
        """Return the state of each item of a subject."""
        reviews = {review.item: review for review in self.reviews[subject.subject]}
        return inspection.states_with(subject, reviews)

    def answers(self, subject: str) -> dict[str, Response]:
        """Return the current answers of a subject by item."""
        return effective_by_item(self.responses[subject], self.numbers)

    def unreplied(self, subject: str) -> dict[str, list[Inquiry]]:
        """Return by item the questions without a reply, sent or not."""
        replied = {(r.item, r.round) for r in self.responses[subject] if r.reply}
        by_item: dict[str, list[Inquiry]] = defaultdict(list)
        for inquiry in self.inquiries[subject]:
            if (inquiry.item, inquiry.round) not in replied:
                by_item[inquiry.item].append(inquiry)
        return by_item

    def weak(self, inspection: Inspection, subject: str, states: Iterable[ItemState]) -> dict[str, Weak]:
        """Return by item what makes the verdict of a subject weak."""
        return weak_items(
            states,
            responses=self.responses[subject],
            rounds=self.rounds[subject],
            unreplied=self.unreplied(subject).keys(),
            evidence=self.evidence[subject],
            evidence_rule=inspection.case.evidence_rule,
        )


def _by_subject(records: Iterable[R]) -> dict[str, list[R]]:
    shelves: dict[str, list[R]] = defaultdict(list)
    for record in records:
        shelves[record.subject].append(record)
    return shelves
