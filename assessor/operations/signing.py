"""Signing and withdrawing signatures: 作成, 検証, 承認 of a subject or of the whole inspection."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.change import ChangeSet, creation, removal
from assessor.domain.facts import Facts
from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, Signoff, Subject
from assessor.domain.vocabulary import OPEN, Action, ExaminationRule, Stage
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations import viewing
from assessor.operations.inspection import now, person_named
from assessor.operations.obstacles import obstacles
from assessor.operations.subject_records import SubjectRecords
from assessor.storage.stores.signatures import refusal
from assessor.text import CELL_LIMIT, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessor.domain.outcome import ItemState, SubjectResult
    from assessor.domain.signing import Signatures
    from assessor.operations.inspection import Inspection
    from assessor.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class SigningResult:
    """The change set that was applied by signing, and notes for the signer."""

    change_set: ChangeSet
    signoff: Signoff
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Pending:
    """What is left to do in a scope that is about to be signed."""

    open: tuple[
        str | BilingualName, ...
    ]  # mandatory items without a final verdict; of the whole, the subjects
    unsigned: tuple[BilingualName, ...]  # of the whole: subjects that have not reached the stage
    unready: tuple[
        Problem, ...
    ]  # of each subject: verdicts that are weak, advanced items without a final one

    def notes(self, scope: str, name: str | BilingualName, stage: Stage) -> tuple[Problem, ...]:
        """Return what is left as notes, which hinder no signature."""
        place = Place(subject="" if scope == WHOLE_CASE else scope)
        notes = []
        if self.open:
            facts: dict[str, object] = {"subject": name, "count": len(self.open), "found": self.open}
            code = Code.SUBJECTS_OPEN if scope == WHOLE_CASE else Code.ITEMS_OPEN
            notes.append(Problem(code, place, facts))
        if self.unsigned:
            facts = {"stage": stage, "count": len(self.unsigned), "found": self.unsigned}
            notes.append(Problem(Code.SUBJECTS_UNSIGNED, place, facts))
        return (*notes, *self.unready)


def wants_note(notes: Iterable[Problem]) -> bool:
    """Tell whether signing needs a note for these: for open and weak items, not for missing signatures."""
    return any(note.code is not Code.SUBJECTS_UNSIGNED for note in notes)


def signed(inspection: Inspection) -> Signatures:
    """Return the sign-offs in force."""
    with inspection.file.read() as work:
        return inspection.signatures(work)


def pending(inspection: Inspection, scope: str, stage: Stage) -> Pending:
    """Return what is left to do in a scope; raises InputError when the case does not have it."""
    with inspection.file.read() as work:
        return _pending(inspection, work, scope, stage)


def sign(
    inspection: Inspection, scope: str, stage: Stage, note: str = "", *, signer: str = ""
) -> SigningResult:
    """Sign a stage of a subject, or with `*` of the whole inspection, and apply it.

    The signature keeps number and digest of the journal's last entry before it, and so covers the journal up
    to there. Open or weak items hinder nobody who gives the reason in a note; the whole can only be approved
    when every subject with anything to inspect is. Raises InputError when an earlier stage is missing, when
    the stage is signed already, when the same person signed where different people have to, when the signer's
    name is unreadable, and when a needed note is missing, then with all that it is needed for.
    """
    who = person_named(signer, "signer") if signer else inspection.actor.reviewer
    actor, note = replace(inspection.actor, reviewer=who), typed(note)
    if len(note) > CELL_LIMIT:
        place = Place(field="note")
        raise InputError(Problem(Code.TOO_LONG, place, {"found": len(note), "expected": CELL_LIMIT}))
    with inspection.file.write() as work:
        name, signatures = inspection.named(work, scope), inspection.signatures(work)
        distinct = bool(inspection.held_case(work).distinct_signers)
        problems = obstacles(signatures, scope, stage, actor.reviewer, distinct=distinct, name=name)
        left = _pending(inspection, work, scope, stage)
        if not problems and stage is Stage.APPROVED and left.unsigned:
            facts = {"count": len(left.unsigned), "found": left.unsigned}
            problems.append(Problem(Code.SUBJECTS_NOT_APPROVED, Place(), facts))
        notes = left.notes(scope, name, stage)
        if not problems and wants_note(notes) and not note:
            problems = [Problem(Code.SIGNING_NOTE_NEEDED), *notes]
        if problems:
            raise InputError(*problems)
        head = work.journal.head()
        signoff = Signoff(
            scope=scope,
            stage=stage,
            signer=actor.reviewer,
            signed_at=now(),
            machine=actor.machine,
            entries=head.entries,
            digest=head.digest,
            note=note,
        )
        change_set = ChangeSet(Action.SIGN, "", creation(signoff), facts=Facts(names=(name,), stage=stage))
        inspection.apply_in(work, change_set, actor)
    return SigningResult(change_set, signoff, notes)


def reopen(inspection: Inspection, scope: str, reason: str) -> ChangeSet:
    """Withdraw the sign-offs of a scope with a reason that the journal keeps, and apply it.

    Withdrawing those of a subject also withdraws those of the whole. Raises InputError without a reason, when
    nothing is signed, and for a subject that is signed only with the whole.
    """
    reason_typed = typed(reason)
    if not reason_typed:
        raise InputError(Problem(Code.REOPEN_REASON_NEEDED))
    if len(reason_typed) > CELL_LIMIT:
        facts = {"found": len(reason_typed), "expected": CELL_LIMIT}
        raise InputError(Problem(Code.TOO_LONG, Place(field="reason"), facts))
    with inspection.file.write() as work:
        name, signatures = inspection.named(work, scope), inspection.signatures(work)
        undone = signatures.undone_by(scope)
        if not undone:
            if (lock := signatures.lock(scope)) is not None:
                raise InputError(refusal(lock, inspection.named(work, lock.scope)))
            place = Place(subject="" if scope == WHOLE_CASE else scope)
            raise InputError(Problem(Code.NOT_SIGNED, place, {"subject": name}))
        changes = tuple(change for signoff in undone for change in removal(signoff))
        change_set = ChangeSet(Action.REOPEN, "", changes, facts=Facts(names=(name,), reason=reason_typed))
        inspection.apply_in(work, change_set)
    return change_set


def pending_in(results: Iterable[SubjectResult], signatures: Signatures, scope: str, stage: Stage) -> Pending:
    """Return what is left to do in a scope from results already read."""
    in_scope = [r for r in results if scope in {WHOLE_CASE, r.subject.subject}]
    unready = tuple(problem for r in in_scope for problem in _unready(r))
    if scope != WHOLE_CASE:
        return Pending(tuple(item for r in in_scope for item in _open_items(r.states)), (), unready)
    return Pending(
        tuple(BilingualName(r.subject.name, r.subject.name_en) for r in in_scope if r.mandatory.open),
        tuple(
            BilingualName(r.subject.name, r.subject.name_en)
            for r in in_scope
            if any(s.applicability.applies for s in r.states)
            and not signatures.reached(r.subject.subject, stage)
        ),
        unready,
    )


def _pending(inspection: Inspection, work: UnitOfWork, scope: str, stage: Stage) -> Pending:
    if scope != WHOLE_CASE:
        subject, records = inspection.subject(work, scope), SubjectRecords(work, scope)
        results = [viewing.rolled_up(inspection, subject, records)]
    else:
        records = SubjectRecords(work)
        results = [viewing.rolled_up(inspection, subject, records) for subject in work.records.all(Subject)]
    return pending_in(results, inspection.signatures(work), scope, stage)


def _open_items(states: Iterable[ItemState]) -> list[str]:
    return [s.item.id for s in states if s.item.mandatory and s.verdict in OPEN]


def _unready(result: SubjectResult) -> Iterator[Problem]:
    """Yield the weak verdicts of a subject by rule, and its advanced items without a final verdict."""
    subject = result.subject
    place, name = Place(subject=subject.subject), BilingualName(subject.name, subject.name_en)
    broken: dict[ExaminationRule, dict[str, None]] = defaultdict(dict)  # the items in order, each once
    for item, weaknesses in result.weak.items():
        for one in weaknesses:
            broken[one.rule][item] = None
    for rule in ExaminationRule:
        items = tuple(broken.get(rule, ()))
        if items:
            facts = {"subject": name, "rule": rule, "count": len(items), "items": items}
            yield Problem(Code.ITEMS_WEAK, place, facts)
    if result.advanced.open:  # else its items need not be gone through
        items = tuple(s.item.id for s in result.items(mandatory=False) if s.verdict in OPEN)
        yield Problem(Code.ADVANCED_OPEN, place, {"subject": name, "count": len(items), "items": items})
