"""The commands on questionnaires: out, back, and who has not answered."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Final

from assessor.cli import output
from assessor.cli.as_json import FileReport
from assessor.cli.opening import reading, writing
from assessor.errors import Code, InputError, Place, Problem, code_of_system
from assessor.operations import collecting, exchange, password_list, viewing
from assessor.operations.exchange import Protection, Sending
from assessor.operations.returns import accepting, alongside, batch
from assessor.operations.returns.alongside import NOTHING
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.values import Preview
from assessor.words.commands import say

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.cli.arguments import Arguments
    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.values import Batch, Refused
    from assessor.progress import Progress

Problems = tuple[Problem, ...]

_TRIES: Final = 3
_LOCKED: Final = frozenset({Code.PASSWORD_PROTECTED, Code.WRONG_PASSWORD})


def export(arguments: Arguments) -> Problems:
    """Write the questionnaires of the next round."""
    _make_folder(arguments.out)
    sending = Sending(
        due_on=arguments.due_on or "",
        everything=arguments.everything,
        protection=_protection(arguments),
        password=_first_password(arguments) if arguments.password_file else "",
    )
    with writing(arguments) as inspection, output.progress_bar() as progress:
        subjects = arguments.subjects or exchange.sendable(inspection)
        done = exchange.export(inspection, subjects, arguments.out, progress, sending)
        if sending.protection is Protection.EACH and arguments.password_list:
            names = {one.subject.subject: one.subject.name for one in viewing.results(inspection).subjects}
            password_list.write_passwords(arguments.password_list, done, names)
    for file in done.files:
        facts = {"file": file.path, "round": file.round, "rows": file.rows, "cells": file.cells}
        output.say_line(say("exported", arguments.lang, **facts))
    rows = sum(file.rows for file in done.files)
    output.say_line(say("exported_all", arguments.lang, files=len(done.files), rows=rows))
    if sending.protection is Protection.EACH:
        output.say_line(say("passwords_written", arguments.lang, file=arguments.password_list))
    return done.problems


def _protection(arguments: Arguments) -> Protection:
    if arguments.password_file:
        return Protection.ONE
    return Protection.EACH if arguments.password_list else Protection.NONE


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
    """Read returned questionnaires and take over what only the provider changed."""
    known = password_list.read_passwords(arguments.password_file) if arguments.password_file else ()
    with writing(arguments) as inspection, output.progress_bar() as progress:
        found = batch.read(inspection, arguments.files, progress, passwords=known)
        files = [_asked_again(inspection, seen, arguments) for seen in found.files]
        decisions = _decisions(arguments, found, files, progress)
        if not arguments.dry_run and decisions:
            accepting.accept(inspection, decisions, progress)
    reports = [_report(seen, dry_run=arguments.dry_run) for seen in files]
    output.imported(reports, arguments.lang, as_json=arguments.json)
    if not arguments.json:
        output.alongside(decisions, found.others, arguments.lang)
    odd = [p for decision in decisions for p in decision.alongside.problems]
    return (*found.problems, *odd, *(problem for report in reports for problem in report.problems))


def _asked_again(inspection: Inspection, seen: Preview | Refused, arguments: Arguments) -> Preview | Refused:
    """Read a refused file again with what the user can add: a password, or whose it is."""
    if isinstance(seen, Preview):
        return seen
    for _ in range(_TRIES):
        if not (sys.stdin.isatty() and any(p.code in _LOCKED for p in seen.problems)):
            break
        password = getpass.getpass(say("password_wanted", arguments.lang, file=seen.file) + ": ")
        if not password:
            break
        again = batch.read_one(inspection, seen.received, passwords=[password])
        if isinstance(again, Preview):
            return again
        seen = again
    if arguments.subject and any(p.code is Code.NO_TOKEN for p in seen.problems):
        return batch.read_one(inspection, seen.received, subject=arguments.subject)
    return seen


def _decisions(
    arguments: Arguments, found: Batch, files: list[Preview | Refused], progress: Progress
) -> list[Decision]:
    previews = [seen for seen in files if isinstance(seen, Preview)]
    near = {seen.sha256: found.alongside.get(seen.sha256, NOTHING) for seen in previews}
    if arguments.evidence and len(previews) == 1:
        near[previews[0].sha256] = alongside.look(previews[0], arguments.evidence, progress)
    decisions = [Decision(seen, near[seen.sha256]) for seen in previews if seen.acceptable]
    if arguments.blank_clears:
        for decision in decisions:
            decision.clear_blanks(on=True)
    return decisions


def _report(seen: Preview | Refused, *, dry_run: bool) -> FileReport:
    if not isinstance(seen, Preview):
        return FileReport(seen.file, "refused", None, seen.problems)
    status = "refused" if not seen.acceptable else "previewed" if dry_run else "applied"
    return FileReport(seen.file, status, seen, seen.problems)


def rounds(arguments: Arguments) -> Problems:
    """Print where each subject's latest round stands."""
    with reading(arguments) as inspection:
        output.rounds(collecting.rounds(inspection), arguments.lang, as_json=arguments.json)
    return ()
