"""The commands on backups of a case: backup, restore, recover."""

from __future__ import annotations

import os
from copy import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_data_dir

from assessor import catalog
from assessor.cli import output, passphrase
from assessor.cli.opening import reading
from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.operations import backups
from assessor.operations.inspection import this_actor
from assessor.text import local_time
from assessor.words.commands.general import say
from assessor.words.records import row_name, rows_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessor.cli.arguments import Arguments
    from assessor.operations.backups import BackupDifference, Loss, RecoveryResult, RestoredProtection
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress

Problems = tuple[Problem, ...]
Restored = tuple["RestoredProtection", "BackupDifference | None"]
# Problems of opening a case for which a backup is meant.
_LOST: Final = frozenset(
    {
        *(Code.NOT_FOUND, Code.NOT_A_CASE, Code.DAMAGED, Code.BEGINNING_LOST, Code.CANNOT_READ),
        *(Code.DOCUMENT_LOST, Code.DOCUMENT_CHANGED, Code.FOREIGN_SCHEMA, Code.MIGRATION_FAILED),
    }
)


def backup(arguments: Arguments) -> Problems:
    """Back the case up to a file, or into the folder of backups on this computer."""
    with reading(arguments) as inspection, output.progress_bar() as progress:
        if arguments.backup_out is None:
            made = backups.back_up(inspection, _folder(), progress).backup
            path, entries = made.path, made.entries
        else:
            path = arguments.backup_out
            entries = backups.save_copy(inspection, path, progress).entries
        close = backups.on_same_volume(arguments.case, path.parent)
    facts = {"file": str(path), "entries": entries}
    if arguments.json:
        output.json_line({"backup": {**facts, "same_volume": close}})
        return ()
    output.say_line(say("backed_up", arguments.lang, **facts))
    if close:
        output.say_line(say("same_volume", arguments.lang))
    return ()


def restore(arguments: Arguments) -> Problems:
    """Write a backup into a new file, and print what it lacks if the case can be opened."""
    with output.progress_bar() as progress:
        done = _restored(arguments, progress)
    if arguments.json:
        output.json_line({"restored": _restored_as_json(arguments, done)})
        return ()
    protection, difference = done
    if difference is None:
        output.say_line(say("restored_alone", arguments.lang, file=arguments.out, case=arguments.case))
    else:
        facts = {"last": local_time(difference.last), "since": difference.since}
        output.say_line(say("restored", arguments.lang, file=arguments.out, **facts))
    output.say_line(say(f"restored_{protection}", arguments.lang))
    if difference and difference.subjects:
        output.say_line(say("restore_subjects", arguments.lang, subjects=", ".join(difference.subjects)))
    if difference and difference.apart:
        output.say_line(say("restore_apart", arguments.lang, apart=difference.apart))
    return ()


def recover(arguments: Arguments) -> Problems:
    """Recover a damaged case into a new one, and list the losses."""
    library = catalog.load(catalog.default_folder())
    actor = this_actor(arguments.reviewer)
    with output.progress_bar() as progress:
        done = passphrase.unlocked(
            arguments,
            lambda secret: backups.recover(
                arguments.case, arguments.out, actor, library, progress, passphrase=secret
            ),
        )
    if arguments.json:
        output.json_line({"recovered": _as_json(done)})
    else:
        output.say_line(say("recovered", arguments.lang, **_facts(done)))
        if done.whole:
            output.say_line(say("recovered_whole", arguments.lang))
        else:
            output.say_line(say("recovered_lost", arguments.lang, count=len(done.lost)))
        for loss in done.lost:
            output.say_line(_line(loss, arguments))
    if done.whole:
        return done.verification.findings
    lost = Problem(Code.NOT_ALL_RECOVERED, Place(file=str(done.path)), {"found": len(done.lost)})
    return (lost, *done.verification.findings)


def _restored(arguments: Arguments, progress: Progress) -> Restored:
    """Restore the backup, after comparing it with the case if that can be opened."""
    given = _given(arguments)
    try:
        with reading(arguments) as inspection:
            return _with_secret_of_copy(arguments, given, partial(_compared, arguments, progress, inspection))
    except CaseFileError as error:
        if not _is_lost(error, arguments):
            raise
    return _with_secret_of_copy(arguments, given, partial(_alone, arguments, progress))


def _compared(
    arguments: Arguments, progress: Progress, inspection: Inspection, secret: str | None
) -> Restored:
    difference = backups.difference(inspection, arguments.copy, secret)
    done = backups.restore(arguments.copy, arguments.out, progress, like=inspection, passphrase=secret)
    return done, difference


def _alone(arguments: Arguments, progress: Progress, secret: str | None) -> Restored:
    return backups.restore(arguments.copy, arguments.out, progress, like=None, passphrase=secret), None


def _is_lost(error: CaseFileError, arguments: Arguments) -> bool:
    """Tell whether the case itself is missing or damaged, so that only the backup is left.

    A damaged encrypted case may report even the right passphrase as wrong. If that opens the backup, it is
    right; a backup with another passphrase or none proves nothing.
    """
    problem = error.problems[0]
    of_case = Path(problem.place.file).absolute() == arguments.case.absolute()
    refused = problem.code is Code.WRONG_PASSPHRASE and backups.is_locked(arguments.copy)
    refused = refused and not arguments.backup_passphrase_file
    return of_case and (problem.code in _LOST or refused)


def _given(arguments: Arguments) -> str:
    """Return the passphrase of the case, which may also open the backup; opening the case consumes it."""
    if arguments.passphrase_file:
        return passphrase.given_for_plain(arguments)
    return os.environ.get(passphrase.VARIABLE, "")


def _with_secret_of_copy(
    arguments: Arguments, given: str, attempt: Callable[[str | None], Restored]
) -> Restored:
    """Call `attempt` with the backup's own passphrase, that of the case, or a typed one."""

    def tried(secret: str | None) -> Restored:
        try:
            return attempt(secret or given or None)
        except CaseFileError as error:
            if secret is None and given and passphrase.is_of(error, Code.WRONG_PASSPHRASE):
                raise CaseFileError(
                    Problem(Code.PASSPHRASE_NEEDED, Place(file=str(arguments.copy)))
                ) from error
            raise

    of_copy = copy(arguments)
    of_copy.case, of_copy.passphrase_file = arguments.copy, arguments.backup_passphrase_file
    return passphrase.unlocked(of_copy, tried)


def _folder() -> Path:
    return Path(user_data_dir("Assessor", appauthor=False)) / "backups"


def _restored_as_json(arguments: Arguments, done: Restored) -> dict[str, Any]:
    protection, difference = done
    result: dict[str, Any] = {"file": str(arguments.out), "compared": difference is not None}
    if difference is not None:
        result |= {"since": difference.since, "apart": difference.apart, "last": difference.last}
        result["subjects"] = list(difference.subjects)
    return {**result, "protection": protection}


def _facts(done: RecoveryResult) -> dict[str, Any]:
    return {
        "file": str(done.path),
        "entries": done.entries,
        "records": done.records,
        "documents": done.documents,
        "contents": done.contents,
    }


def _as_json(done: RecoveryResult) -> dict[str, Any]:
    lost = [
        {"table": one.table, "key": one.key, "name": one.name}
        if one.key
        else {"table": one.table, "first": one.first, "last": one.last}
        for one in done.lost
    ]
    return {**_facts(done), "whole": done.whole, "lost": lost}


def _line(loss: Loss, arguments: Arguments) -> str:
    if loss.key:
        return "  " + row_name(loss.table, loss.key, loss.name, arguments.lang)
    return "  " + rows_name(loss.table, loss.first, loss.last, arguments.lang)


COMMANDS: Final[Mapping[str, Callable[[Arguments], Problems]]] = {
    "backup": backup,
    "restore": restore,
    "recover": recover,
}
