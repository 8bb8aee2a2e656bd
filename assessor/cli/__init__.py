"""The verbs as commands: the contract of the command line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assessor.cli.arguments import parse
from assessor.errors import AssessorError, CaseFileError
from assessor.progress import Cancelled
from assessor.words.commands import say
from assessor.words.problems import line

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, PROBLEMS, USAGE, UNUSABLE = range(4)


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 problems, 2 usage, 3 unusable case."""
    for stream in (sys.stdout, sys.stderr):
        # a pipe gets UTF-8 whatever the code page is; a terminal shows what it can
        stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")  # type: ignore[union-attr]  # both are text streams
    arguments = parse(argv)
    from assessor.cli import commands  # noqa: PLC0415 - usage errors and --help need no libraries

    try:
        problems = commands.run(arguments)
    except CaseFileError as error:
        problems, code = error.problems, UNUSABLE
    except AssessorError as error:
        problems, code = error.problems, PROBLEMS
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write(say("cancelled", arguments.lang) + "\n")
        return PROBLEMS
    else:
        code = PROBLEMS if problems else DONE
    for problem in sorted(problems, key=lambda p: p.place):
        sys.stderr.write(line(problem, arguments.lang) + "\n")
    return code
