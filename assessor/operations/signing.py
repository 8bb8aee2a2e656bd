"""Signing off and reopening: 作成, 検証, 承認 of a subject or of the whole inspection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.change import ChangeSet, creation, removal
from assessor.domain.records import WHOLE_CASE, Signoff, Subject
from assessor.domain.vocabulary import OPEN, Action, Stage
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.hindrances import hindrances
from assessor.operations.inspection import now
from assessor.operations.shelf import Shelf
from assessor.text import CELL_LIMIT, for_workbook
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from assessor.domain.signing import Signatures
    from assessor.operations.inspection import Inspection
    from assessor.storage.work import Work

NAMED = 5  # that a sentence lists before it only counts


@dataclass(frozen=True)
class Signed:
    """What was signed, as the change set that was applied, and what the signer should know all the same."""

    change_set: ChangeSet
    signoff: Signoff
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Pending:
    """How far a scope is from being finished, for whoever is about to sign it."""

    open: tuple[str, ...]  # mandatory items without a final verdict; of the whole, the names of subjects
    unsigned: tuple[str, ...]  # of the whole: names of subjects that have not reached the stage

    def notes(self, scope: str, name: str, stage: Stage) -> tuple[Problem, ...]:
        """Return what is left as sentences that hinder nobody."""
        place = Place(subject="" if scope == WHOLE_CASE else scope)
        found = []
        if self.open:
            told: dict[str, object] = {"subject": name, "count": len(self.open), "found": listed(self.open)}
            code = Code.SUBJECTS_OPEN if scope == WHOLE_CASE else Code.ITEMS_OPEN
            found.append(Problem(code, place, told))
        if self.unsigned:
            told = {"stage": stage, "count": len(self.unsigned), "found": listed(self.unsigned)}
            found.append(Problem(Code.SUBJECTS_UNSIGNED, place, told))
        return tuple(found)


def signed(inspection: Inspection) -> Signatures:
    """Return the sign-offs that stand in a case."""
    with inspection.file.read() as work:
        return inspection.signatures(work)


def pending(inspection: Inspection, scope: str, stage: Stage) -> Pending:
    """Return what is left to do in a scope; raises InputError when the case does not have it."""
    with inspection.file.read() as work:
        _named(inspection, work, scope)
        return _pending(inspection, work, scope, stage)


def sign(inspection: Inspection, scope: str, stage: Stage, note: str = "", *, signer: str = "") -> Signed:
    """Sign a stage of a subject, or with `*` of the whole inspection, and apply it.

    What is signed is the journal up to the entry before this one: its number and digest are kept. What
    is still open hinders nobody; the whole is approved only when every subject that has anything to
    inspect is. Raises InputError when the stage before is missing, the same person signed it where
    different people have to, or it is signed already.
    """
    actor = replace(inspection.actor, reviewer=_typed(signer)) if signer.strip() else inspection.actor
    note = _typed(note)
    if len(note) > CELL_LIMIT:
        place = Place(field="note")
        raise InputError(Problem(Code.TOO_LONG, place, {"found": len(note), "expected": CELL_LIMIT}))
    with inspection.file.write() as work:
        name, standing = _named(inspection, work, scope), inspection.signatures(work)
        distinct = bool(inspection.held_case(work).distinct_signers)
        problems = hindrances(standing, scope, stage, actor.reviewer, distinct=distinct, name=name)
        left = _pending(inspection, work, scope, stage)
        if not problems and stage is Stage.APPROVED and left.unsigned:
            told = {"count": len(left.unsigned), "found": listed(left.unsigned)}
            problems.append(Problem(Code.SUBJECTS_NOT_APPROVED, Place(), told))
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
        change_set = ChangeSet(Action.SIGN, f"{name} {term(stage, Language.JA)}", creation(signoff))
        inspection.apply_in(work, change_set, actor)
    return Signed(change_set, signoff, left.notes(scope, name, stage))


def reopen(inspection: Inspection, scope: str, reason: str) -> ChangeSet:
    """Take back the sign-offs of a scope, with a reason that the journal keeps, and apply it.

    A subject that is reopened takes what was signed of the whole with it. Raises InputError without a
    reason, and when nothing is signed.
    """
    told = _typed(reason)
    if not told:
        raise InputError(Problem(Code.REOPEN_REASON_NEEDED))
    if len(told) > CELL_LIMIT:
        facts = {"found": len(told), "expected": CELL_LIMIT}
        raise InputError(Problem(Code.TOO_LONG, Place(field="reason"), facts))
    with inspection.file.write() as work:
        name = _named(inspection, work, scope)
        standing = inspection.signatures(work).undone_by(scope)
        if not standing:
            place = Place(subject="" if scope == WHOLE_CASE else scope)
            raise InputError(Problem(Code.NOT_SIGNED, place, {"subject": name}))
        changes = tuple(change for signoff in standing for change in removal(signoff))
        change_set = ChangeSet(Action.REOPEN, f"{name}：{told}", changes)
        inspection.apply_in(work, change_set)
    return change_set


def listed(names: tuple[str, ...]) -> str:
    """Return the first of some names, with a sign that there are more."""
    more = " …" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _named(inspection: Inspection, work: Work, scope: str) -> str:
    """Return the name of a scope: the case's title for the whole; raises InputError for what is none."""
    if scope == WHOLE_CASE:
        return inspection.held_case(work).title
    return inspection.subject(work, scope).name


def _pending(inspection: Inspection, work: Work, scope: str, stage: Stage) -> Pending:
    if scope != WHOLE_CASE:
        states = inspection.states(work, inspection.subject(work, scope))
        return Pending(tuple(s.item.id for s in states if s.item.mandatory and s.verdict in OPEN), ())
    standing, shelf = inspection.signatures(work), Shelf(work)
    unfinished, unsigned = [], []
    for subject in work.records.all(Subject):
        states = shelf.states(inspection, subject)
        if any(s.item.mandatory and s.verdict in OPEN for s in states):
            unfinished.append(subject.name)
        applies = any(s.applicability.applies for s in states)
        if applies and not standing.reached(subject.subject, stage):
            unsigned.append(subject.name)
    return Pending(tuple(unfinished), tuple(unsigned))


def _typed(text: str) -> str:
    return for_workbook(text).strip()
