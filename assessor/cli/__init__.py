"""The verbs as commands: the contract of the command line.

Only `main.py` comes in; whatever is done to a case is asked of `assessor.operations`.
"""

from __future__ import annotations

import io
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assessor import log
from assessor.cli import stopping
from assessor.cli.arguments import language_of, parse
from assessor.errors import AssessorError, CaseFileError, Code, Problem, code_of_system
from assessor.progress import Cancelled
from assessor.words.commands.general import say
from assessor.words.problems.sentences import line

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, PROBLEMS, USAGE, UNUSABLE = range(4)


def main(argv: Sequence[str], *, last: bool = False) -> int:
    """Run one command and return its exit code: 0 done, 1 problems, 2 usage, 3 unusable case.

    With `last`, signals after the command are ignored, so that the process does not end as if it had failed.
    """
    with (
        log.kept(log.folder(), partial(_say_unlogged, argv)),
        log.measured("command", "usage") as outcome,
        stopping.whole_command(last=last),
    ):
        return _main(argv, outcome)


def _main(argv: Sequence[str], outcome: log.VerbResult) -> int:
    _prepare_streams()
    try:
        code = _run(argv, outcome)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        code = DONE
        outcome.exit_with(code)
    except OSError as error:  # errors of our own files are nearly all problems by now
        code = PROBLEMS
        outcome.result = f"{code} {log.result_of(error)}"
        if code_of_system(error, Code.CANNOT_WRITE) is Code.NO_TEMPORARY_FOLDER:
            sys.stderr.write(line(Problem(Code.NO_TEMPORARY_FOLDER), language_of(argv)) + "\n")
            return code
        sys.stderr.write(f"{error.filename or 'stdout'}: {error.strerror}\n")
    else:
        return code
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the exit would fail as well
    return code


def _prepare_streams() -> None:
    """Set pipes to UTF-8 on any code page, and terminals to replace characters they cannot show."""
    if sys.stdout is None or sys.stderr is None:  # closed by the caller
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as the process lives
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _say_unlogged(argv: Sequence[str]) -> None:
    sys.stderr.write(say("log_unwritable", language_of(argv), folder=log.folder()) + "\n")


def _run(argv: Sequence[str], outcome: log.VerbResult) -> int:
    arguments = parse(argv)
    outcome.verb = arguments.command
    outcome.result = f"{PROBLEMS} {log.CANCELLED}"
    from assessor.cli import commands  # usage errors and --help need no libraries

    try:
        problems = commands.run(arguments)
    except CaseFileError as error:
        problems, code = error.problems, UNUSABLE
    except AssessorError as error:
        problems, code = error.problems, PROBLEMS
    except stopping.PartlyDone:
        sys.stderr.write(say("cancelled_after", arguments.lang) + "\n")
        return PROBLEMS
    except stopping.ForcedEnd:
        sys.stderr.write(say("forced", arguments.lang) + "\n")
        return PROBLEMS
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write(say("cancelled", arguments.lang) + "\n")
        return PROBLEMS
    else:
        code = DONE if all(problem.is_note for problem in problems) else PROBLEMS
    outcome.exit_with(code, problems)
    for problem in sorted(problems, key=lambda p: p.place):
        sys.stderr.write(line(problem, arguments.lang) + "\n")
    return code
