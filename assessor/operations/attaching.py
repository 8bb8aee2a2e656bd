"""Evidence: taken into the case, linked, opened as a copy, given out again."""

from __future__ import annotations

import shutil
import stat
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.domain.change import Change, ChangeSet, creation, removal
from assessor.domain.records import Evidence, Subject
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.inspection import Inspection, now
from assessor.progress import Progress
from assessor.text import file_name, for_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.storage.work import Work

COPY_PREFIX = "assessor-evidence-"


@dataclass(frozen=True)
class Attached:
    """What was attached, as the change set that was applied, and the files that were not."""

    change_set: ChangeSet
    problems: tuple[Problem, ...]


def attach(
    inspection: Inspection, subject: str, item: str, files: Sequence[Path], progress: Progress
) -> Attached:
    """Take files into the case and link them to a review, in one transaction.

    A file that cannot be read is left out and named; raises InputError when none could be attached
    and Cancelled when the user stopped it: then nothing is left behind.
    """
    problems: list[Problem] = []
    changes: list[Change] = []
    sizes = _sizes(files)
    with inspection.file.write() as work:
        held = _held(inspection, work, subject, item)
        linked = {e.sha256: e.name for e in work.records.all(Evidence, subject=subject, item=item)}
        for number, path in enumerate(files):
            part = _part(progress, sum(sizes[:number]), sum(sizes))
            try:
                content = work.contents.put(path, part)
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
        change_set = ChangeSet(Action.ATTACH, f"{held.name} {item}", tuple(changes))
        inspection.apply_in(work, change_set)
    return Attached(change_set, tuple(problems))


def _held(inspection: Inspection, work: Work, subject: str, item: str) -> Subject:
    held = inspection.subject(work, subject)
    if all(known.id != item for known in inspection.items(held)):
        raise InputError(Problem(Code.UNKNOWN_ITEM, Place(subject=subject, item=item)))
    return held


def _sizes(files: Sequence[Path]) -> list[int]:
    return [path.stat().st_size if path.is_file() else 0 for path in files]


def _part(whole: Progress, before: int, total: int) -> Progress:
    """Return a progress for one of several files that reports to the whole."""
    return Progress(lambda done, _: whole.step(before + done, max(total, 1)))


def link(inspection: Inspection, evidence: Evidence, subject: str, item: str) -> ChangeSet:
    """Propose to link the same content to another review; raises InputError when it is there."""
    with inspection.file.read() as work:
        held = _held(inspection, work, subject, item)
        there = work.records.get(Evidence, subject, item, evidence.sha256)
    if there.name:
        place = Place(file=evidence.name, subject=subject, item=item)
        raise InputError(Problem(Code.ALREADY_ATTACHED, place, {"name": there.name}))
    linked = replace(
        evidence, subject=subject, item=item, attached_by=inspection.actor.reviewer, attached_at=now()
    )
    return ChangeSet(Action.ATTACH, f"{held.name} {item}", creation(linked))


def detach(inspection: Inspection, evidence: Evidence) -> ChangeSet:
    """Propose to take a link away; the content stays in the case, so that undo finds it."""
    with inspection.file.read() as work:
        held = inspection.subject(work, evidence.subject)
    return ChangeSet(Action.DETACH, f"{held.name} {evidence.item} {evidence.name}", removal(evidence))


def all_evidence(inspection: Inspection) -> list[Evidence]:
    """Return every link of the case."""
    with inspection.file.read() as work:
        return work.records.all(Evidence)


def copies_folder() -> Path:
    """Make a private folder for temporary copies; whoever makes it removes it."""
    return Path(tempfile.mkdtemp(prefix=COPY_PREFIX))


def remove_copies(folder: Path) -> None:
    """Remove temporary copies, read-only ones too."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IWRITE | stat.S_IREAD)  # Windows does not remove read-only files
    shutil.rmtree(folder, ignore_errors=True)


def open_copy(inspection: Inspection, evidence: Evidence, folder: Path, progress: Progress) -> Path:
    """Write a read-only copy into a folder of its own below `folder` and return it."""
    own = Path(tempfile.mkdtemp(dir=folder))
    target = own / file_name(evidence.name)
    with inspection.file.read() as work:
        work.contents.write_to(evidence.sha256, target, progress)
    target.chmod(stat.S_IREAD)
    return target


def export_evidence(
    inspection: Inspection, evidence: Sequence[Evidence], folder: Path, progress: Progress
) -> list[Path]:
    """Write evidence unchanged under its own name; a taken name gets a number, nothing is replaced."""
    if not folder.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(folder))))
    written: list[Path] = []
    total = sum(one.size for one in evidence)
    try:
        with inspection.file.read() as work:
            for number, one in enumerate(evidence):
                target = free_name(folder / file_name(one.name))
                part = _part(progress, sum(e.size for e in evidence[:number]), total)
                work.contents.write_to(one.sha256, target, part)
                written.append(target)
    except BaseException:  # cancelled or failed: no half of the set stays
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def free_name(path: Path) -> Path:
    """Return the path, with a number before its ending when it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
