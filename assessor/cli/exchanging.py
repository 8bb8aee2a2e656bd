"""The commands on questionnaires: export, import, rounds."""

from __future__ import annotations

import getpass
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.cli import output
from assessor.cli.as_json import FileReport
from assessor.cli.opening import reading, writing
from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.operations import viewing
from assessor.operations.questionnaires import collection, exporting, password_list
from assessor.operations.questionnaires.exporting import Sending, WorkbookProtection
from assessor.operations.returns import accepting, archive, attachments, batch
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.values import NOTHING, Preview
from assessor.words.commands.general import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assessor.cli.arguments import Arguments
    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.values import Batch, RefusedFile
    from assessor.progress import Progress

Problems = tuple[Problem, ...]

_TRIES: Final = 3
_LOCKED: Final = frozenset({Code.PASSWORD_PROTECTED, Code.WRONG_PASSWORD})


def export(arguments: Arguments) -> Problems:
    """Write the questionnaires of the next round."""
    _make_folder(arguments.out)
    if arguments.password_list and not arguments.password_file:
        password_list.require_free(
            arguments.password_list
        )  # before workbooks are locked with passwords that it must hold
    sending = Sending(
        due_on=arguments.due_on or "",
        everything=arguments.everything,
        protection=_protection(arguments),
        password=_first_password(arguments) if arguments.password_file else "",
    )
    with writing(arguments) as inspection, output.progress_bar() as progress:
        subjects = arguments.subjects or exporting.sendable(inspection)
        done = exporting.export(inspection, subjects, arguments.out, progress, sending)
        if sending.protection is WorkbookProtection.EACH and arguments.password_list:
            names = {one.subject.subject: one.subject.name for one in viewing.results(inspection).subjects}
            password_list.write_passwords(arguments.password_list, done, names)
    for file in done.files:
        facts = {"file": file.path, "round": file.round, "rows": file.rows, "cells": file.cells}
        output.say_line(say("exported", arguments.lang, **facts))
    rows = sum(file.rows for file in done.files)
    output.say_line(say("exported_all", arguments.lang, files=len(done.files), rows=rows))
    if sending.protection is WorkbookProtection.EACH:
        output.say_line(say("passwords_written", arguments.lang, file=arguments.password_list))
    return done.problems


def _protection(arguments: Arguments) -> WorkbookProtection:
    if arguments.password_file:
        return WorkbookProtection.ONE
    return WorkbookProtection.EACH if arguments.password_list else WorkbookProtection.NONE


def _first_password(arguments: Arguments) -> str:
    assert arguments.password_file is not None
    return next(iter(password_list.read_passwords(arguments.password_file)), "")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        code = code_of_system(error, Code.CANNOT_WRITE)
        raise InputError(Problem(code, Place(file=str(folder)))) from error


def take(arguments: Arguments) -> Problems:
    """Read returned questionnaires and take over the cells that only the provider changed."""
    known = password_list.read_passwords(arguments.password_file) if arguments.password_file else ()
    with writing(arguments) as inspection, output.progress_bar() as progress:
        batch_read = batch.read(inspection, arguments.files, progress, passwords=known)
        read = [_asked_again(inspection, seen, known, arguments) for seen in batch_read.files]
        once = _once(read)
        files = batch.compared(once)
        decisions = _decisions(arguments, batch_read, files, known, progress)
        if not arguments.dry_run:
            taken = [decision for decision in decisions if decision.preview.filled_in]
            accepting.accept(inspection, taken, progress)
    near = {decision.preview.sha256: decision for decision in decisions}
    reports = [_report(seen, near, dry_run=arguments.dry_run) for seen in files]
    reports += [FileReport(copy.received.shown, "duplicate", None, ()) for copy in _copies(read, once)]
    reports += [FileReport(other.received.shown, other.kind.value, None, ()) for other in batch_read.others]
    output.imported(reports, arguments.lang, as_json=arguments.json)
    if not arguments.json:
        output.print_attachments(decisions, arguments.lang, dry_run=arguments.dry_run)
    odd = [p for decision in decisions for p in decision.attachments.problems]
    return (*odd, *(problem for report in reports for problem in report.problems))


def _once(files: Sequence[Preview | RefusedFile]) -> list[Preview | RefusedFile]:
    """Return the files without copies of the same file, such as one in a folder and in its archive."""
    seen: set[str] = set()
    kept: list[Preview | RefusedFile] = []
    for file in files:
        if isinstance(file, Preview):
            if file.sha256 in seen:
                continue
            seen.add(file.sha256)
        kept.append(file)
    return kept


def _copies(
    files: Sequence[Preview | RefusedFile], once: Sequence[Preview | RefusedFile]
) -> list[Preview | RefusedFile]:
    """Return the omitted files in other places than the file they are copies of."""
    told = {archive.where(one.received) for one in once}
    return [one for one in files if archive.where(one.received) not in told]


def _asked_again(
    inspection: Inspection, seen: Preview | RefusedFile, known: Sequence[str], arguments: Arguments
) -> Preview | RefusedFile:
    """Read a refused file again with a password or subject from the user."""
    passwords = known
    for _ in range(_TRIES):
        if isinstance(seen, Preview) or not _is_locked(seen) or not sys.stdin.isatty():
            break
        password = getpass.getpass(say("password_wanted", arguments.lang, file=seen.file) + ": ")
        if not password:
            break
        passwords = (password,)
        seen = batch.read_one(inspection, seen.received, passwords=passwords)
    if isinstance(seen, Preview) or not arguments.subject:
        return seen
    if any(problem.code is Code.NO_TOKEN for problem in seen.problems):
        return batch.read_one(inspection, seen.received, passwords=passwords, subject=arguments.subject)
    return seen


def _is_locked(refused: RefusedFile) -> bool:
    return any(problem.code in _LOCKED for problem in refused.problems)


def _decisions(
    arguments: Arguments,
    found: Batch,
    files: Sequence[Preview | RefusedFile],
    known: Sequence[str],
    progress: Progress,
) -> list[Decision]:
    near = batch.beside(files, found.offered)
    previews = [seen for seen in files if isinstance(seen, Preview) and seen.acceptable]
    decisions = [Decision(seen, near.get(seen.sha256, NOTHING)) for seen in previews]
    for decision in decisions:
        if arguments.evidence:
            decision.offer(attachments.look(decision.preview, arguments.evidence, progress, known))
        if arguments.blank_clears:
            decision.clear_blanks(on=True)
    return decisions


def _report(seen: Preview | RefusedFile, near: Mapping[str, Decision], *, dry_run: bool) -> FileReport:
    shown = seen.received.shown
    problems = tuple(replace(one, place=replace(one.place, file=shown)) for one in seen.problems)
    if not isinstance(seen, Preview):
        return FileReport(shown, "refused", None, problems)
    status = "refused" if not seen.acceptable else "previewed" if dry_run else "applied"
    return FileReport(shown, status, seen, problems, near.get(seen.sha256))


def rounds(arguments: Arguments) -> Problems:
    """Print the state of each subject's latest round."""
    with reading(arguments) as inspection:
        output.rounds(collection.rounds(inspection), arguments.lang, as_json=arguments.json)
    return ()
