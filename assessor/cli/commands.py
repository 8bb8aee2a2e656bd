"""What each command does; results go to stdout, problems come back to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor import catalog
from assessor.cli import (
    as_json,
    evidence,
    exchanging,
    keeping,
    output,
    passphrase,
    protecting,
    stopping,
    trusting,
    verifying,
)
from assessor.cli.opening import reading, writing
from assessor.domain.vocabulary import Verdict
from assessor.errors import Problem
from assessor.operations import cases, reporting, reviewing, sample, viewing
from assessor.operations.evidence import attaching, copies
from assessor.operations.inspection import this_actor
from assessor.operations.reviewing import Mark
from assessor.words.commands.general import say
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assessor.catalog import Library
    from assessor.cli.arguments import Arguments

Problems = tuple[Problem, ...]


def run(arguments: Arguments) -> Problems:
    """Run the command and return the problems of its input; raises AssessorError."""
    copies.sweep()  # temporary files of a crash
    return _COMMANDS[arguments.command](arguments)


def _library() -> tuple[Library, Problems]:
    library = catalog.load(catalog.default_folder())
    return library, library.problems


def _new(arguments: Arguments) -> Problems:
    library, problems = _library()
    actor = this_actor(arguments.reviewer)
    secret = passphrase.for_new_case(arguments)
    stopping.begin()
    made = cases.create(
        arguments.case, library, arguments.plan, actor, title=arguments.title, passphrase=secret
    )
    output.created(made, arguments.lang)
    return problems


def _sample(arguments: Arguments) -> Problems:
    library, problems = _library()
    passphrase.for_plain_case(arguments)
    with output.progress_bar() as progress:
        made = sample.build(arguments.case, library, this_actor(arguments.reviewer), progress)
    output.created(made, arguments.lang)
    return problems


def _show(arguments: Arguments) -> Problems:
    with reading(arguments) as inspection:
        if arguments.subject:
            seen = viewing.look(inspection, arguments.subject)
            if arguments.json:
                output.json_line(as_json.subject_json(seen))
            else:
                output.show_subject(seen, arguments.lang)
            return ()
        results = viewing.results(inspection)
        if arguments.json:
            output.json_line(as_json.show_json(inspection, results, arguments.lang))
        else:
            output.show(inspection, results, arguments.lang)
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
    with writing(arguments) as inspection:
        change_set = reviewing.mark(inspection, wanted)
        if change_set.changes:
            inspection.apply(change_set)
        what = output.what(inspection, change_set, arguments.lang)
        kept = reviewing.reason_kept(inspection, wanted)
    message = say(
        "marked" if change_set.changes else "unchanged",
        arguments.lang,
        what=what,
        verdict=term(verdict, arguments.lang),
    )
    output.say_line(message)
    return kept


def _attach(arguments: Arguments) -> Problems:
    with writing(arguments) as inspection, output.progress_bar() as progress:
        done = attaching.attach(inspection, arguments.subject, arguments.item, arguments.files, progress)
    after = {(change.key, change.field): change.after for change in done.change_set.changes}
    for (key, field), name in after.items():
        if field == "name":  # a size of nothing is no change
            output.say_line(say("attached", arguments.lang, file=name, size=after.get((key, "size"), 0)))
    return done.problems


def _report(arguments: Arguments) -> Problems:
    with reading(arguments) as inspection, output.progress_bar() as progress:
        written = reporting.report(inspection, arguments.out, arguments.lang, progress)
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
    "export": exchanging.export,
    "import": exchanging.take,
    "rounds": exchanging.rounds,
    "report": _report,
    "checklists": _checklists,
    "sign": trusting.sign,
    "reopen": trusting.reopen,
    "verify": verifying.verify,
    **evidence.COMMANDS,
    **keeping.COMMANDS,
    "passphrase": protecting.change,
}
