"""What the window and the commands show of a case; reads only."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessor.domain.checklist import proposals
from assessor.domain.outcome import GroupResult
from assessor.domain.outcome import subject_result as roll_up
from assessor.domain.records import (
    WHOLE_CASE,
    Evidence,
    Group,
    Inquiry,
    RecordKind,
    Response,
    Subject,
)
from assessor.domain.rounds import RoundNumbers
from assessor.domain.vocabulary import Stage, Verdict
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.inspection import Inspection, features_of
from assessor.operations.subject_records import SubjectRecords

if TYPE_CHECKING:
    from assessor.domain.checklist import Rule
    from assessor.domain.outcome import ItemState, SubjectResult
    from assessor.domain.weakness import Weak
    from assessor.storage.stores.journal import JournalEntry


@dataclass(frozen=True)
class ItemRow:
    """One line of the item list: where it stands, the answer that holds, and what is attached to it."""

    state: ItemState
    response: Response | None
    evidence: int
    inquiries: int
    open_inquiries: int
    proposal: Rule | None  # a rule proposes 該当なし and nobody has decided yet
    weak: Weak = ()  # what makes the verdict weak


@dataclass(frozen=True)
class ItemDetail:
    """Everything about one item of one subject."""

    subject: Subject
    row: ItemRow
    responses: tuple[Response, ...]
    inquiries: tuple[Inquiry, ...]
    evidence: tuple[Evidence, ...]
    history: tuple[JournalEntry, ...]
    numbers: RoundNumbers = field(default_factory=RoundNumbers)  # of the rounds that these refer to


@dataclass(frozen=True)
class CaseResults:
    """The results of all groups, in the order of the plan."""

    groups: tuple[GroupResult, ...]

    @property
    def subjects(self) -> tuple[SubjectResult, ...]:
        """The results of all subjects, group by group."""
        return tuple(result for group in self.groups for result in group.subjects)

    def subject(self, key: str) -> SubjectResult:
        """Return the result of one subject; raises StopIteration when there is none."""
        return next(result for result in self.subjects if result.subject.subject == key)


def results(inspection: Inspection) -> CaseResults:
    """Return the results of the whole case."""
    with inspection.file.read() as work:
        shelf = SubjectRecords(work)
        groups = work.records.all(Group)
        subjects = work.records.all(Subject)
    by_group: dict[str, list[SubjectResult]] = defaultdict(list)
    for subject in subjects:
        by_group[subject.group].append(rolled_up(inspection, subject, shelf))
    return CaseResults(tuple(GroupResult(group, tuple(by_group[group.group])) for group in groups))


def subject_result(inspection: Inspection, subject: str) -> SubjectResult:
    """Return the result of one subject; raises InputError when the case does not have it."""
    with inspection.file.read() as work:
        return rolled_up(inspection, inspection.subject(work, subject), SubjectRecords(work, subject))


def rolled_up(inspection: Inspection, subject: Subject, shelf: SubjectRecords) -> SubjectResult:
    """Return the result of a subject whose records are read."""
    key = subject.subject
    states = shelf.states(inspection, subject)
    return roll_up(
        subject,
        states,
        evidence=len({evidence.sha256 for evidence in shelf.evidence[key]}),
        latest_round=max((r.number for r in shelf.rounds[key]), default=0),
        answered=len({response.item for response in shelf.responses[key]}),
        weak=shelf.weak(inspection, key, states),
    )


def item_rows(inspection: Inspection, subject: str) -> tuple[ItemRow, ...]:
    """Return the item list of one subject; raises InputError when the case does not have it."""
    with inspection.file.read() as work:
        return _rows(inspection, inspection.subject(work, subject), SubjectRecords(work, subject))


def _rows(inspection: Inspection, subject: Subject, shelf: SubjectRecords) -> tuple[ItemRow, ...]:
    key = subject.subject
    states = shelf.states(inspection, subject)
    items = tuple(state.item for state in states)
    proposed = {i.id: rule for i, rule in proposals(items, features_of(subject), inspection.rules)}
    answers, unreplied = shelf.answers(key), shelf.unreplied(key)
    asked = Counter(q.item for q in shelf.inquiries[key])
    attached = Counter(evidence.item for evidence in shelf.evidence[key])
    weak = shelf.weak(inspection, key, states)
    return tuple(
        ItemRow(
            state=state,
            response=answers.get(state.item.id),
            evidence=attached[state.item.id],
            inquiries=asked[state.item.id],
            open_inquiries=len(unreplied.get(state.item.id, ())),
            proposal=proposed.get(state.item.id) if state.verdict is Verdict.UNREVIEWED else None,
            weak=weak.get(state.item.id, ()),
        )
        for state in states
    )


def item_detail(inspection: Inspection, subject: str, item: str) -> ItemDetail:
    """Return everything about one item; raises InputError when there is no such subject or item."""
    with inspection.file.read() as work:
        held = inspection.subject(work, subject)
        shelf = SubjectRecords(work, subject)
        row = next((r for r in _rows(inspection, held, shelf) if r.state.item.id == item), None)
        if row is None:
            raise InputError(Problem(Code.UNKNOWN_ITEM, Place(subject=subject, item=item)))
        responses = tuple(r for r in shelf.responses[subject] if r.item == item)
        inquiries = tuple(q for q in shelf.inquiries[subject] if q.item == item)
        evidence = tuple(e for e in shelf.evidence[subject] if e.item == item)
        keys = [(RecordKind.REVIEW, f"{subject}/{item}")]
        keys += [(record.KIND, record.key) for record in (*responses, *inquiries, *evidence)]
        keys += [(RecordKind.SIGNOFF, f"{of}/{stage}") for of in (subject, WHOLE_CASE) for stage in Stage]
        entries = {entry.id: entry for kind, key in keys for entry in work.journal.of(kind, key)}
    history = tuple(entries[number] for number in sorted(entries, reverse=True))
    return ItemDetail(held, row, responses, inquiries, evidence, history, shelf.numbers)
