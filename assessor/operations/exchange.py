"""Questionnaires: sent out, read back, compared, accepted."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.domain.change import Change, ChangeSet, between
from assessor.domain.questionnaire import Question, Questionnaire, Token
from assessor.domain.records import Inquiry, Response, Round, Subject
from assessor.domain.vocabulary import Action, Answer, Verdict
from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.excel.writing import questionnaire_writer
from assessor.operations.attaching import free_name
from assessor.operations.inspection import Inspection, now
from assessor.text import file_name, shortened
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessor.domain.outcome import ItemState
    from assessor.progress import Progress
    from assessor.storage.work import Work


_ASIDE: Final = ".assessor-"  # where an export writes until it is whole
_KILLED_AFTER: Final = 3600.0  # seconds; no export takes as long


@dataclass(frozen=True)
class ExportedFile:
    """One questionnaire that was written, read again and found complete."""

    subject: str
    path: Path
    round: int
    rows: int
    cells: int


@dataclass(frozen=True)
class Exported:
    """What was written, the change set that recorded it, and the subjects left out."""

    change_set: ChangeSet
    files: tuple[ExportedFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Sending:
    """One questionnaire about to be written, and what the case will record of it."""

    questionnaire: Questionnaire
    changes: tuple[Change, ...]


def sendable(inspection: Inspection) -> list[str]:
    """Return the subjects that have a mandatory item to answer."""
    with inspection.file.read() as work:
        return [
            subject.subject
            for subject in work.records.all(Subject)
            if any(s.item.mandatory for s in _asked(inspection.states(work, subject)))
        ]


def export(
    inspection: Inspection,
    subjects: Sequence[str],
    folder: Path,
    progress: Progress,
    *,
    due_on: str = "",
    contact: str | None = None,
) -> Exported:
    """Write the next round's questionnaires and record them, all or none.

    A round that has not come back yet is written again under its number. Raises InputError for an
    unknown subject, a folder that is not there, or when nobody has anything to answer.
    """
    if not folder.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(folder))))
    with inspection.file.read() as work:
        found = [inspection.subject(work, key) for key in subjects]
        by = contact if contact is not None else inspection.case.contact
        planned = {subject.subject: _sending(inspection, work, subject, due_on, by) for subject in found}
    sendings = {key: sending for key, sending in planned.items() if sending is not None}
    problems = tuple(
        Problem(Code.NOTHING_TO_SEND, Place(subject=key)) for key in planned if key not in sendings
    )
    if not sendings:
        raise InputError(*problems)
    changes = tuple(change for sending in sendings.values() for change in sending.changes)
    names = [sending.questionnaire.subject_name for sending in sendings.values()]
    detail = names[0] if len(names) == 1 else f"{names[0]} … ({len(names)})"
    change_set = ChangeSet(Action.EXPORT, detail, changes)
    try:
        files = _write_all(inspection, sendings, folder, change_set, progress)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return Exported(change_set, files, problems)


def _write_all(
    inspection: Inspection,
    sendings: dict[str, _Sending],
    folder: Path,
    change_set: ChangeSet,
    progress: Progress,
) -> tuple[ExportedFile, ...]:
    """Write everything aside first, so that a cancelled or failed export leaves nothing."""
    files = []
    _sweep(folder)
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=folder) as aside:
        for key, sending in progress.over(list(sendings.items())):
            sheet = sending.questionnaire
            name = file_name(f"質問票_{sheet.subject_name}_第{sheet.token.round}回.xlsx")
            path = free_name(Path(aside) / name)
            written = questionnaire_writer.write(path, sheet)
            files.append(ExportedFile(key, path, sheet.token.round, written.rows, written.cells))
        with inspection.file.write() as work:
            inspection.apply_in(work, change_set)
            for number, file in enumerate(files):
                target = free_name(folder / file.path.name)
                file.path.replace(target)
                files[number] = replace(file, path=target)
    return tuple(files)


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(Problem(code_of_system(error, Code.CANNOT_WRITE), Place(file=str(folder))))


def _sweep(folder: Path) -> None:
    """Remove what an export left that was killed; one that runs now is younger."""
    for left in folder.glob(f"{_ASIDE}*"):
        if time.time() - left.stat().st_mtime > _KILLED_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _asked(states: Iterable[ItemState]) -> list[ItemState]:
    """Return the items that are sent: those that neither a rule nor the reviewer set aside."""
    return [state for state in states if state.verdict is not Verdict.NOT_APPLICABLE]


def _sending(
    inspection: Inspection, work: Work, subject: Subject, due_on: str, contact: str
) -> _Sending | None:
    key = subject.subject
    states = _asked(inspection.states(work, subject))
    if not states:
        return None
    rounds = work.records.all(Round, subject=key)
    latest = max(rounds, key=lambda r: r.number, default=Round(subject=key, number=0, returned_at="-"))
    before = Round(subject=key, number=latest.number + 1) if latest.returned_at else latest
    responses = [r for r in work.records.all(Response, subject=key) if r.round < before.number]
    inquiries = _open_inquiries(work, key, before.number)
    after = replace(
        before,
        items=" ".join(state.item.id for state in states),
        due_on=due_on,
        contact=contact,
        exported_by=inspection.actor.reviewer,
        exported_at=now(),
    )
    sent = [replace(q, round=before.number) for held in inquiries.values() for q in held]
    asked = [q for held in inquiries.values() for q in held]
    changes = [change for was, will in zip(asked, sent, strict=True) for change in between(was, will)]
    checklist = inspection.checklists[subject.checklist]
    questionnaire = Questionnaire(
        token=Token(inspection.case.id, key, before.number, checklist.id, checklist.sha256),
        title=inspection.case.title,
        subject_name=subject.name,
        checklist_title=checklist.title,
        as_of=subject.as_of,
        due_on=due_on,
        contact=contact,
        notice=inspection.rules.notice,
        questions=tuple(_question(state, responses, inquiries[state.item.id]) for state in states),
    )
    return _Sending(questionnaire, (*between(before, after), *changes))


def _open_inquiries(work: Work, subject: str, number: int) -> dict[str, list[Inquiry]]:
    """Return by item the questions that nobody has replied to before this round."""
    replied = {(r.item, r.round) for r in work.records.all(Response, subject=subject) if r.reply}
    found: dict[str, list[Inquiry]] = defaultdict(list)
    for inquiry in work.records.all(Inquiry, subject=subject):
        if inquiry.round == number or (inquiry.item, inquiry.round) not in replied:
            found[inquiry.item].append(inquiry)
    return found


def _question(state: ItemState, responses: list[Response], inquiries: list[Inquiry]) -> Question:
    item = state.item
    evidence = "、".join(item.evidence)
    guidance = [item.intent, f"（エビデンス例）{evidence}" if evidence else ""]
    previous = [told for r in responses if r.item == item.id and (told := _told(r))]
    return Question(
        item=item.id,
        phase=item.phase,
        requirement_class=item.requirement_class,
        requirement=item.requirement,
        guidance="\n".join(part for part in guidance if part),
        previous=previous[-1] if previous else "",
        inquiry="\n".join(q.question for q in inquiries),
    )


def _told(response: Response) -> str:
    """Return a former answer as the provider reads it beside the next question."""
    word = "" if response.answer is Answer.NONE else term(response.answer, Language.JA)
    parts = [
        word,
        response.explanation,
        response.alternative,
        f"対応予定日：{response.due_on}" if response.due_on else "",
        f"エビデンス：{response.evidence_names}" if response.evidence_names else "",
        f"追加確認への回答：{response.reply}" if response.reply else "",
    ]
    told = [part for part in parts if part]
    return shortened("\n".join([f"第{response.round}回", *told])) if told else ""
