"""Evidence: attached to reviews, linked to further ones, detached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.domain.change import Change, ChangeSet, creation, removal
from assessor.domain.records import Evidence, Subject
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.evidence.copies import free_name
from assessor.operations.inspection import Inspection, facts_on, now
from assessor.progress import PartialProgress
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.progress import Progress
    from assessor.storage.unit_of_work import UnitOfWork

__all__ = ["AttachedFiles", "all_evidence", "attach", "detach", "free_name", "link"]


@dataclass(frozen=True)
class AttachedFiles:
    """The change set that was applied by attaching, and a problem for each file that was left out."""

    change_set: ChangeSet
    problems: tuple[Problem, ...]


def attach(
    inspection: Inspection, subject: str, item: str, files: Sequence[Path], progress: Progress
) -> AttachedFiles:
    """Store files in the case and link them to a review, in one transaction.

    Unreadable files are left out and reported; raises InputError when none could be attached, and Cancelled
    when the user stopped it, without leaving anything.
    """
    problems: list[Problem] = []
    changes: list[Change] = []
    sizes = _sizes(files)
    with inspection.file.write() as work:
        record = _subject_for(inspection, work, subject, item)
        if locks := inspection.refusals(work, [subject]):
            raise InputError(*locks)  # before anything large is read
        linked = {e.sha256: e.name for e in work.records.all(Evidence, subject=subject, item=item)}
        for number, path in enumerate(files):
            try:
                content = work.contents.put(path, PartialProgress(progress, sum(sizes[:number]), sum(sizes)))
            except InputError as error:
                problems += error.problems
                continue
            if content.sha256 in linked:
                place = Place(file=path.name, subject=subject, item=item)
                problems.append(Problem(Code.ALREADY_ATTACHED, place, {"name": linked[content.sha256]}))
                continue
            linked[content.sha256] = for_workbook(path.name)
            changes += creation(
                Evidence(
                    subject=subject,
                    item=item,
                    sha256=content.sha256,
                    name=for_workbook(path.name),
                    size=content.size,
                    attached_by=inspection.actor.reviewer,
                    attached_at=now(),
                )
            )
        if not changes:
            raise InputError(*problems)
        change_set = ChangeSet(Action.ATTACH, "", tuple(changes), facts=facts_on(record, item))
        inspection.apply_in(work, change_set)
    return AttachedFiles(change_set, tuple(problems))


def _subject_for(inspection: Inspection, work: UnitOfWork, subject: str, item: str) -> Subject:
    record = inspection.subject(work, subject)
    if all(known.id != item for known in inspection.items(record)):
        raise InputError(Problem(Code.UNKNOWN_ITEM, Place(subject=subject, item=item)))
    return record


def _sizes(files: Sequence[Path]) -> list[int]:
    return [path.stat().st_size if path.is_file() else 0 for path in files]


def link(inspection: Inspection, evidence: Evidence, subject: str, item: str) -> ChangeSet:
    """Propose to link the same content to another review; raises InputError when it is linked already."""
    with inspection.file.read() as work:
        record = _subject_for(inspection, work, subject, item)
        there = work.records.get(Evidence, subject, item, evidence.sha256)
    if there.name:
        place = Place(file=evidence.name, subject=subject, item=item)
        raise InputError(Problem(Code.ALREADY_ATTACHED, place, {"name": there.name}))
    linked = replace(
        evidence, subject=subject, item=item, attached_by=inspection.actor.reviewer, attached_at=now()
    )
    return ChangeSet(Action.ATTACH, "", creation(linked), facts=facts_on(record, item))


def detach(inspection: Inspection, evidence: Evidence, *more: Evidence) -> ChangeSet:
    """Propose to remove links of one review; the contents stay in the case, so that it can be undone."""
    links = (evidence, *more)
    if any((link.subject, link.item) != (evidence.subject, evidence.item) for link in more):
        raise ValueError("links of one review are taken away at once")
    with inspection.file.read() as work:
        record = inspection.subject(work, evidence.subject)
    facts = facts_on(record, evidence.item, file="" if more else evidence.name)
    return ChangeSet(Action.DETACH, "", tuple(c for link in links for c in removal(link)), facts=facts)


def all_evidence(inspection: Inspection) -> list[Evidence]:
    """Return every link of the case."""
    with inspection.file.read() as work:
        return work.records.all(Evidence)
