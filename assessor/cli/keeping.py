"""The commands on copies of a case: taken, restored, and a damaged case recovered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from platformdirs import user_data_dir

from assessor import catalog
from assessor.cli import output, passphrase
from assessor.cli.opening import reading
from assessor.operations import backups
from assessor.operations.inspection import this_actor
from assessor.text import local_time
from assessor.words.commands import say
from assessor.words.records import row_told, rows_told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessor.cli.arguments import Arguments
    from assessor.errors import Problem
    from assessor.operations.backups import Loss, Recovered

Problems = tuple["Problem", ...]


def backup(arguments: Arguments) -> Problems:
    """Copy the case to a file, or into the folder of copies on this computer."""
    with reading(arguments) as inspection, output.progress_bar() as progress:
        if arguments.backup_out is None:
            path = backups.back_up(inspection, _folder(), progress).backup.path
        else:
            path = arguments.backup_out
            backups.save_copy(inspection, path, progress)
        facts = {"file": str(path), "entries": backups.entries(inspection)}
        close = backups.on_same_volume(arguments.case, path.parent)
    if arguments.json:
        output.json_line({"backup": {**facts, "same_volume": close}})
        return ()
    output.say_line(say("backed_up", arguments.lang, **facts))
    if close:
        output.say_line(say("same_volume", arguments.lang))
    return ()


def restore(arguments: Arguments) -> Problems:
    """Tell what a copy lacks, and write it into a new file."""
    with reading(arguments) as inspection, output.progress_bar() as progress:
        secret = passphrase.given_for_plain(arguments) or None
        found = backups.difference(inspection, arguments.copy, secret)
        backups.restore(arguments.copy, arguments.out, progress, like=inspection, passphrase=secret)
    facts = {"file": str(arguments.out), "last": local_time(found.last), "since": found.since}
    if arguments.json:
        told = {**facts, "apart": found.apart, "last": found.last, "subjects": list(found.subjects)}
        output.json_line({"restored": told})
        return ()
    output.say_line(say("restored", arguments.lang, **facts))
    if found.subjects:
        output.say_line(say("restore_subjects", arguments.lang, subjects=", ".join(found.subjects)))
    if found.apart:
        output.say_line(say("restore_apart", arguments.lang, apart=found.apart))
    return ()


def recover(arguments: Arguments) -> Problems:
    """Read what can be read of a damaged case into a new one, and list what cannot."""
    secret = passphrase.given_for_plain(arguments) or None
    library = catalog.load(catalog.default_folder())
    actor = this_actor(arguments.reviewer)
    with output.progress_bar() as progress:
        done = backups.recover(arguments.case, arguments.out, actor, library, progress, passphrase=secret)
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
    return done.verification.findings


def _folder() -> Path:
    return Path(user_data_dir("Assessor", appauthor=False)) / "backups"


def _facts(done: Recovered) -> dict[str, Any]:
    return {
        "file": str(done.path),
        "entries": done.entries,
        "records": done.records,
        "documents": done.documents,
        "contents": done.contents,
    }


def _as_json(done: Recovered) -> dict[str, Any]:
    lost = [
        {"table": one.table, "key": one.key, "name": one.name}
        if one.key
        else {"table": one.table, "first": one.first, "last": one.last}
        for one in done.lost
    ]
    return {**_facts(done), "whole": done.whole, "lost": lost}


def _line(loss: Loss, arguments: Arguments) -> str:
    if loss.key:
        return "  " + row_told(loss.table, loss.key, loss.name, arguments.lang)
    return "  " + rows_told(loss.table, loss.first, loss.last, arguments.lang)


COMMANDS: Final[Mapping[str, Callable[[Arguments], Problems]]] = {
    "backup": backup,
    "restore": restore,
    "recover": recover,
}
