"""What each command does; results go to stdout, problems come back to be printed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assessor import catalog
from assessor.cli import as_json, output
from assessor.cli.as_json import FileReport
from assessor.domain.difference import Kind
from assessor.domain.vocabulary import Verdict
from assessor.errors import AssessorError, CaseFileError, Code, InputError, Place, Problem, code_of_system
from assessor.operations import attaching, cases, exchange, reporting, returns, reviewing, sample, viewing
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.reviewing import Mark
from assessor.words.commands import say
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.cli.arguments import Arguments

Problems = tuple[Problem, ...]


def run(arguments: Arguments) -> Problems:
    """Run the command and return the problems of its input; raises AssessorError."""
    return _COMMANDS[arguments.command](arguments)


@contextmanager
def _writing(arguments: Arguments) -> Iterator[Inspection]:
    """Open the case as its one writer for the length of a command."""
    inspection = Inspection.open(arguments.case, this_actor(arguments.reviewer))
    try:
        with inspection.hold():
            yield inspection
    finally:
        inspection.close()


def _library() -> tuple[Library, Problems]:
    library = catalog.load(catalog.default_folder())
    return library, library.problems


def _new(arguments: Arguments) -> Problems:
    library, problems = _library()
    actor = this_actor(arguments.reviewer)
    made = cases.create(arguments.case, library, arguments.plan, actor, title=arguments.title)
    output.created(made, arguments.lang)
    return problems


def _sample(arguments: Arguments) -> Problems:
    library, problems = _library()
    with output.progress_bar() as progress:
        made = sample.build(arguments.case, library, this_actor(arguments.reviewer), progress)
    output.created(made, arguments.lang)
    return problems


def _show(arguments: Arguments) -> Problems:
    inspection = Inspection.open(arguments.case, this_actor(arguments.reviewer))
    results = viewing.results(inspection)
    if arguments.json:
        output.json_line(as_json.show_json(inspection, results, arguments.lang))
    else:
        output.show(inspection, results, arguments.lang)
    inspection.close()
    return ()


def _mark(arguments: Arguments) -> Problems:
    verdict = Verdict(arguments.verdict)
    wanted = Mark(
        arguments.subject,
        arguments.item,
        verdict,
        arguments.reason,
        arguments.due,
        arguments.approver,
    )
    with _writing(arguments) as inspection:
        change_set = reviewing.mark(inspection, wanted)
        if change_set.changes:
            inspection.apply(change_set)
    told = say(
        "marked" if change_set.changes else "unchanged",
        arguments.lang,
        what=change_set.detail,
        verdict=term(verdict, arguments.lang),
    )
    output.say_line(told)
    return ()


def _attach(arguments: Arguments) -> Problems:
    with _writing(arguments) as inspection, output.progress_bar() as progress:
        done = attaching.attach(inspection, arguments.subject, arguments.item, arguments.files, progress)
    for change in done.change_set.changes:
        if change.field == "size":
            name = next(c.after for c in done.change_set.changes if (c.key, c.field) == (change.key, "name"))
            output.say_line(say("attached", arguments.lang, file=name, size=change.after))
    return done.problems


def _export(arguments: Arguments) -> Problems:
    _make_folder(arguments.out)
    with _writing(arguments) as inspection, output.progress_bar() as progress:
        subjects = arguments.subjects or exchange.sendable(inspection)
        done = exchange.export(inspection, subjects, arguments.out, progress, due_on=arguments.due_on or "")
    for file in done.files:
        facts = {"file": file.path, "round": file.round, "rows": file.rows, "cells": file.cells}
        output.say_line(say("exported", arguments.lang, **facts))
    rows = sum(file.rows for file in done.files)
    output.say_line(say("exported_all", arguments.lang, files=len(done.files), rows=rows))
    return done.problems


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        code = code_of_system(error, Code.CANNOT_WRITE)
        raise InputError(Problem(code, Place(file=str(folder)))) from error


def _import(arguments: Arguments) -> Problems:
    with _writing(arguments) as inspection, output.progress_bar() as progress:
        reports = [
            _import_one(inspection, path, dry_run=arguments.dry_run)
            for path in progress.over(arguments.files)
        ]
    output.imported(reports, arguments.lang, as_json=arguments.json)
    return tuple(problem for report in reports for problem in report.problems)


def _import_one(inspection: Inspection, path: Path, *, dry_run: bool) -> FileReport:
    """Read one workbook and apply what only the provider changed; a refused one stops no other."""
    try:
        seen = returns.preview(inspection, path)
        if not dry_run:
            accepted = [p for p in seen.proposals if p.difference.kind is Kind.CHANGED]
            change_set = returns.accept(inspection, seen, accepted)
            if change_set.changes:
                inspection.apply(change_set)
    except CaseFileError:
        raise
    except AssessorError as error:
        return FileReport(path.name, "refused", None, error.problems)
    return FileReport(path.name, "previewed" if dry_run else "applied", seen, seen.problems)


def _report(arguments: Arguments) -> Problems:
    inspection = Inspection.open(arguments.case, this_actor(arguments.reviewer))
    with output.progress_bar() as progress:
        written = reporting.report(inspection, arguments.out, arguments.lang, progress)
    inspection.close()
    facts = {"file": arguments.out, "rows": written.rows, "cells": written.cells}
    output.say_line(say("reported", arguments.lang, **facts))
    return ()


def _checklists(arguments: Arguments) -> Problems:
    library, problems = _library()
    if arguments.json:
        output.json_line(as_json.checklists_json(library))
    else:
        output.checklists(library, arguments.lang)
    return problems


_COMMANDS: Final[Mapping[str, Callable[[Arguments], Problems]]] = {
    "new": _new,
    "sample": _sample,
    "show": _show,
    "mark": _mark,
    "attach": _attach,
    "export": _export,
    "import": _import,
    "report": _report,
    "checklists": _checklists,
}
