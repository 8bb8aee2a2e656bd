"""Writing and recording questionnaires that are sent; returned ones are in `returns`."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.domain.change import ChangeSet
from assessor.domain.facts import Facts
from assessor.domain.records import Subject
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.excel.writing import questionnaire_writer
from assessor.operations.evidence.attaching import free_name
from assessor.operations.inspection import named_as
from assessor.operations.questionnaires.password_list import new_password, read_passwords, write_passwords
from assessor.operations.questionnaires.planning import (
    ExportedFile,
    ExportResult,
    PlannedQuestionnaire,
    Sending,
    WorkbookProtection,
    asking,
    plan,
    sent_questionnaire,
)
from assessor.operations.subject_records import SubjectRecords
from assessor.operations.temporary_folder import temporary_folder_in
from assessor.text import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress

__all__ = [
    "Sending",
    "WorkbookProtection",
    "export",
    "open_counts",
    "read_passwords",
    "sendable",
    "sent_questionnaire",
    "write_passwords",
]

_LONGEST_PASSWORD: Final = 255  # characters that spreadsheet programs take
_PLAIN: Final = Sending()


def open_counts(inspection: Inspection, *, everything: bool = False) -> dict[str, int]:
    """Return how many items the next round would ask each subject that has something to answer."""
    with inspection.file.read() as work:
        records, subjects = SubjectRecords(work), work.records.all(Subject)
        signatures = inspection.signatures(work)
    counts = [
        asking(inspection, records, subject, everything=everything)
        for subject in subjects
        if signatures.lock(subject.subject) is None
    ]
    return {asked.subject.subject: len(asked.states) for asked in counts if asked.worth_sending}


def sendable(inspection: Inspection) -> list[str]:
    """Return the subjects that have something to answer, in a first round something mandatory."""
    return list(open_counts(inspection))


def export(
    inspection: Inspection,
    subjects: Sequence[str],
    folder: Path,
    progress: Progress,
    sending: Sending = _PLAIN,
) -> ExportResult:
    """Write the questionnaires of the next round and record them, all or none.

    A round that was not returned yet is written again under its number. Signed subjects are left out and
    reported. Raises InputError for an unknown subject, a missing folder, a missing password, or when nobody
    has anything to answer.
    """
    _check(folder, sending)
    with inspection.file.read() as work:
        subject_records = {key: inspection.subject(work, key) for key in subjects}
        locks, signatures = inspection.refusals(work, subject_records), inspection.signatures(work)
        plans = {
            key: plan(inspection, SubjectRecords(work, key), subject, sending)
            for key, subject in subject_records.items()
            if signatures.lock(key) is None
        }
    planned = {key: one for key, one in plans.items() if one is not None}
    problems = (
        *(Problem(Code.NOTHING_TO_SEND, Place(subject=key)) for key in plans if key not in planned),
        *locks,
    )
    if not planned:
        raise InputError(*(problems or _why_nobody(inspection)))
    changes = tuple(change for one in planned.values() for change in one.changes)
    first, *others = (named_as(subject_records[key]) for key in planned)
    facts = Facts(names=(first,), more=len(others))
    change_set = ChangeSet(Action.EXPORT, "", changes, facts=facts)
    try:
        files = _write_all(inspection, planned, folder, change_set, sending=sending, progress=progress)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return ExportResult(change_set, files, problems)


def _why_nobody(inspection: Inspection) -> tuple[Problem, ...]:
    """Return the reasons why there is nobody to send to, when no subject was named."""
    with inspection.file.read() as work:
        locks = inspection.refusals(work, [subject.subject for subject in work.records.all(Subject)])
    return (*locks, Problem(Code.NOBODY_TO_SEND))


def _check(folder: Path, sending: Sending) -> None:
    problems = []
    if not folder.is_dir():
        problems.append(Problem(Code.NO_FOLDER, Place(file=str(folder))))
    if sending.protection is WorkbookProtection.ONE:
        place, length = Place(field="password"), len(sending.password)
        if not length:
            problems.append(Problem(Code.EMPTY_TEXT, place))
        if length > _LONGEST_PASSWORD:
            facts = {"found": length, "expected": _LONGEST_PASSWORD}
            problems.append(Problem(Code.TOO_LONG, place, facts))
    if problems:
        raise InputError(*problems)


def _write_all(
    inspection: Inspection,
    planned: dict[str, PlannedQuestionnaire],
    folder: Path,
    change_set: ChangeSet,
    *,
    sending: Sending,
    progress: Progress,
) -> tuple[ExportedFile, ...]:
    """Write all files into a temporary folder first, so that a cancelled or failed export leaves nothing."""
    files = []
    with temporary_folder_in(folder) as made:
        for key, one in progress.over(list(planned.items())):
            files.append(_write(made, key, one, _password(sending)))
        with ExitStack() as on_failure:
            with inspection.file.write() as work:
                for one in planned.values():
                    work.documents.put(one.document)
                inspection.apply_in(work, change_set)
                for number, file in enumerate(files):
                    target = free_name(folder / file.path.name)
                    file.path.replace(target)
                    on_failure.callback(target.unlink)
                    files[number] = replace(file, path=target)
            on_failure.pop_all()  # committed
    return tuple(files)


def _write(folder: Path, subject: str, one: PlannedQuestionnaire, password: str) -> ExportedFile:
    sheet = one.questionnaire
    path = free_name(folder / file_name(f"質問票_{sheet.subject_name}_第{sheet.token.round}回.xlsx"))
    written = questionnaire_writer.write(path, sheet, password=password)
    return ExportedFile(subject, path, sheet.token.round, written.rows, written.cells, password)


def _password(sending: Sending) -> str:
    if sending.protection is WorkbookProtection.EACH:
        return new_password()
    return sending.password if sending.protection is WorkbookProtection.ONE else ""


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(Problem(code_of_system(error, Code.CANNOT_WRITE), Place(file=str(folder))))
