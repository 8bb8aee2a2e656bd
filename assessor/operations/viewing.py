"""Reading what the window and the commands show of a case."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from assessor.domain import cashless
from assessor.domain.outcome import GroupResult, in_order
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
from assessor.domain.rulebook import proposals
from assessor.domain.vocabulary import Stage, Verdict
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.inspection import Inspection, features_of
from assessor.operations.subject_records import SubjectRecords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.outcome import ItemState, SubjectResult
    from assessor.domain.rulebook import Rule
    from assessor.domain.sections import Section
    from assessor.domain.weakness import Weak
    from assessor.storage.stores.journal import JournalEntry
    from assessor.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ItemRow:
    """One line of the item list: its state, its current answer, and its attachments."""

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
    numbers: RoundNumbers = field(
        default_factory=RoundNumbers
    )  # of the rounds that the answers and inquiries refer to


@dataclass(frozen=True)
class SubjectLook:
    """One subject as read at one moment; all views show the same look."""

    subject: Subject
    records: SubjectRecords
    result: SubjectResult
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True)
class CaseResults:
    """The results of all groups, in the order of the plan."""

    groups: tuple[GroupResult, ...]

    @cached_property
    def subjects(self) -> tuple[SubjectResult, ...]:
        """The results of all subjects, group by group."""
        return tuple(result for group in self.groups for result in group.subjects)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of all items, in order; of the phases all, so that none seems forgotten."""
        found = in_order(section for result in self.subjects for section in result.sections)
        shared = cashless.PHASES if any(one.scheme == cashless.SCHEME for one in found) else ()
        return in_order((*found, *shared))

    def with_subjects(self, fresh: Mapping[str, SubjectResult]) -> CaseResults:
        """Return a copy in which the results of some subjects, by key, are replaced."""
        of = {result.subject.group for result in fresh.values()}
        return CaseResults(
            tuple(
                replace(group, subjects=tuple(fresh.get(r.subject.subject, r) for r in group.subjects))
                if group.group.group in of
                else group
                for group in self.groups
            )
        )

    def subject(self, key: str) -> SubjectResult:
        """Return the result of one subject; raises KeyError when there is none."""
        return self._by_key[key]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all subjects."""
        return frozenset(self._by_key)

    @cached_property
    def _by_key(self) -> dict[str, SubjectResult]:
        return {result.subject.subject: result for result in self.subjects}


def results(inspection: Inspection) -> CaseResults:
    """Return the results of the whole case."""
    with inspection.file.read() as work:
        records = SubjectRecords(work)
        groups = work.records.all(Group)
        subjects = work.records.all(Subject)
    by_group: dict[str, list[SubjectResult]] = defaultdict(list)
    for subject in subjects:
        by_group[subject.group].append(rolled_up(inspection, subject, records))
    return CaseResults(tuple(GroupResult(group, tuple(by_group[group.group])) for group in groups))


def look(inspection: Inspection, subject: str) -> SubjectLook:
    """Read one subject; raises InputError when the case does not have it."""
    with inspection.file.read() as work:
        return _look(inspection, work, subject)


def detail(inspection: Inspection, seen: SubjectLook, item: str) -> ItemDetail:
    """Return everything about one item of a subject already read; only its history is read here.

    Raises InputError when the subject has no such item.
    """
    with inspection.file.read() as work:
        return _detail(work, seen, item)


def subject_result(inspection: Inspection, subject: str) -> SubjectResult:
    """Return the result of one subject; raises InputError when the case does not have it."""
    return look(inspection, subject).result


def item_rows(inspection: Inspection, subject: str) -> tuple[ItemRow, ...]:
    """Return the item list of one subject; raises InputError when the case does not have it."""
    return look(inspection, subject).rows


def item_detail(inspection: Inspection, subject: str, item: str) -> ItemDetail:
    """Return everything about one item; raises InputError when there is no such subject or item."""
    with inspection.file.read() as work:
        return _detail(work, _look(inspection, work, subject), item)


def rolled_up(inspection: Inspection, subject: Subject, records: SubjectRecords) -> SubjectResult:
    """Return the result of a subject from records already read."""
    states = records.states(inspection, subject)
    return _rolled_up(subject, records, states, records.weak(inspection, subject.subject, states))


def _look(inspection: Inspection, work: UnitOfWork, key: str) -> SubjectLook:
    subject, records = inspection.subject(work, key), SubjectRecords(work, key)
    states = records.states(inspection, subject)
    weak = records.weak(inspection, key, states)
    result = _rolled_up(subject, records, states, weak)
    return SubjectLook(subject, records, result, _rows(inspection, subject, records, states, weak))


def _rolled_up(
    subject: Subject, records: SubjectRecords, states: tuple[ItemState, ...], weak: Mapping[str, Weak]
) -> SubjectResult:
    key = subject.subject
    return roll_up(
        subject,
        states,
        evidence=len({evidence.sha256 for evidence in records.evidence[key]}),
        latest_round=max((r.number for r in records.rounds[key]), default=0),
        answered=len({response.item for response in records.responses[key]}),
        weak=weak,
    )


def _rows(
    inspection: Inspection,
    subject: Subject,
    records: SubjectRecords,
    states: tuple[ItemState, ...],
    weak: Mapping[str, Weak],
) -> tuple[ItemRow, ...]:
    key = subject.subject
    items = tuple(state.item for state in states)
    proposed = {i.id: rule for i, rule in proposals(items, features_of(subject), inspection.rules)}
    answers, unreplied = records.answers(key), records.unreplied(key)
    asked = Counter(q.item for q in records.inquiries[key])
    attached = Counter(evidence.item for evidence in records.evidence[key])
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


def _detail(work: UnitOfWork, seen: SubjectLook, item: str) -> ItemDetail:
    subject, records = seen.subject.subject, seen.records
    row = next((r for r in seen.rows if r.state.item.id == item), None)
    if row is None:
        raise InputError(Problem(Code.UNKNOWN_ITEM, Place(subject=subject, item=item)))
    responses = tuple(r for r in records.responses[subject] if r.item == item)
    inquiries = tuple(q for q in records.inquiries[subject] if q.item == item)
    evidence = tuple(e for e in records.evidence[subject] if e.item == item)
    keys = [(RecordKind.REVIEW, f"{subject}/{item}")]
    keys += [(record.KIND, record.key) for record in (*responses, *inquiries, *evidence)]
    keys += [(RecordKind.SIGNOFF, f"{of}/{stage}") for of in (subject, WHOLE_CASE) for stage in Stage]
    history = tuple(work.journal.of_any(keys))
    return ItemDetail(seen.subject, row, responses, inquiries, evidence, history, records.numbers)
