"""Reading .xls and .xlsb in a process of its own, because damage in them can end the whole program.

Given .xls files with some bytes changed, calamine panicked, or asked for 60 to 170 GB and aborted. So a
second run of our own program gets the bytes and gives back cells; whatever happens to it means damage.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from contextlib import suppress
from dataclasses import astuple
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from assessor.domain.sheet_mark import MarkKind, MarkState, SheetMark
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import grid
from assessor.excel.reading.archive import megabytes, too_large
from assessor.excel.reading.grid import Grid
from assessor.excel.reading.marks import binary
from assessor.excel.reading.marks.binary import Told

if sys.platform == "win32":
    import msvcrt
else:
    import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.excel.reading.grid import Merged, Raw

WORD: Final = "--read-apart"  # the argument with which `main.py` calls `serve`
TIME_LIMIT: Final = 20.0  # seconds; a questionnaire takes 0.2, most of it to start
MEMORY_LIMIT: Final = 1 << 30  # bytes of address space; Python and its libraries take a quarter
OUTPUT_LIMIT: Final = 32_000_000  # bytes of JSON; 10,000 rows of a questionnaire take 5 million
_PIECE: Final = 1 << 20
# What olefile raises on damage, and reading damaged records.
DAMAGE: Final = (OSError, ValueError, IndexError, struct.error, KeyError, TypeError, AttributeError)
MAIN: Final = Path(__file__).resolve().parents[3] / "main.py"


class ReadApart(NamedTuple):
    """The sheets of a workbook, and what the records of an .xls tell of each beside its values.

    `told` is None for a kind that tells nothing more, and when its records could not be read (`is_unread`).
    """

    sheets: list[Grid]
    told: Mapping[str, Told] | None = None
    is_unread: bool = False


def read(content: bytes, file: str) -> ReadApart:
    """Read the worksheets; raises InputError when they cannot be read or hold too much."""
    place = Place(file=file)
    code, answer = ask(content)
    if len(answer) > OUTPUT_LIMIT:
        limit = megabytes(OUTPUT_LIMIT)
        raise InputError(too_large(place, "cells", f"> {limit}", limit))
    if code == 0:
        with suppress(
            ValueError, TypeError, RecursionError
        ):  # an exit code that our own second run never returns
            return _understood(json.loads(answer), file)
    raise InputError(Problem(Code.WORKBOOK_DAMAGED, place))


def serve() -> int:
    """Read a workbook from standard input and write its cells to standard output: the second run."""
    # By their numbers: the window's program has no sys.stdin and no sys.stdout on Windows.
    content = b"".join(iter(lambda: os.read(0, _PIECE), b""))
    _limit_this_process()
    said: dict[str, object]
    try:
        sheets = grid.grids(content, "", merges=True)
        said = {"sheets": [[sheet.name, sheet.rows, sheet.merged] for sheet in sheets], **_more(content)}
    except InputError as error:
        said = {"refused": [[p.code, p.place.sheet, p.values] for p in error.problems]}
    answer = json.dumps(said, default=encoded, separators=(",", ":")).encode()
    rest = memoryview(answer)[: OUTPUT_LIMIT + 1]
    while rest:
        rest = rest[os.write(1, rest) :]
    return 0


def _more(content: bytes) -> dict[str, object]:
    """Return what the records of an .xls tell beside its values, for JSON."""
    try:
        told = binary.told(content)
    except DAMAGE:
        return {"unread": True}
    if told is None:
        return {}
    return {
        "told": [
            [
                name,
                [list(astuple(mark)) for mark in one.marks],
                [[*at, code] for at, code in one.formats.items()],
                [[*at, error] for at, error in one.errors.items()],
                sorted(one.hidden),
            ]
            for name, one in told.items()
        ]
    }


def _understood(said: object, file: str) -> ReadApart:
    """Return the second run's answer.

    Raises InputError with what the second run refused, TypeError or ValueError for any other answer.
    """
    match said:
        case {"sheets": list(sheets), **more}:
            found = [
                Grid(str(name), [[_decoded(cell) for cell in row] for row in rows], [*map(_merged, merged)])
                for name, rows, merged in sheets
            ]
            told = more.get("told")
            known = dict(map(_told, told)) if isinstance(told, list) else None
            return ReadApart(found, known, bool(more.get("unread")))
        case {"refused": [*problems]} if problems:
            raise InputError(
                *(
                    Problem(Code(code), Place(file=file, sheet=str(sheet)), values)
                    for code, sheet, values in problems
                )
            )
    raise TypeError


def _limit_this_process() -> None:
    if sys.platform == "win32":
        # Windows refuses at once what memory and page file together cannot hold; for what is less than that
        # there is the time limit. A crash shall not show a box to the user.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
    else:
        limits = {
            resource.RLIMIT_AS: MEMORY_LIMIT,
            resource.RLIMIT_CPU: int(TIME_LIMIT),
            resource.RLIMIT_FSIZE: 0,  # it has no file to write
            resource.RLIMIT_CORE: 0,  # and leaves none behind
        }
        for limit, most in limits.items():
            # Refused where a lower limit is set already; macOS knows no limit of memory.
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


def ask(content: bytes) -> tuple[int, bytes]:
    """Return the exit code and the answer of a second run, which is ended when it takes or says too much."""
    frozen = getattr(sys, "frozen", False)
    with subprocess.Popen(
        [sys.executable, WORD] if frozen else [sys.executable, "-Es", str(MAIN), WORD],
        bufsize=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Nothing of the user's settings; without this one Python does not start on Windows.
        env={name: value for name, value in os.environ.items() if name.upper() == "SYSTEMROOT"},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        feeding = Thread(target=_feed, args=(process.stdin, content), daemon=True)
        end = Timer(TIME_LIMIT, process.kill)
        try:
            end.start()
            feeding.start()
            answer = _answer(process.stdout)
            if len(answer) > OUTPUT_LIMIT:
                process.kill()
            return process.wait(), answer
        finally:
            end.cancel()
            process.kill()
            feeding.join()


def _feed(stream: IO[bytes], content: bytes) -> None:
    rest = memoryview(content)
    with suppress(OSError), stream:  # it ended early; its exit code says why
        while rest:
            rest = rest[stream.write(rest) :]


def _answer(stream: IO[bytes]) -> bytes:
    """Return what the other process says until it ends, or a little more than the limit."""
    pieces = []
    size = 0
    while size <= OUTPUT_LIMIT and (piece := stream.read(_PIECE)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def encoded(value: object) -> list[object]:
    """Return a value that JSON cannot hold as a list of its kind and its parts."""
    if isinstance(value, datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["span", value.days, value.seconds, value.microseconds]
    raise TypeError(type(value).__name__)


def _told(said: object) -> tuple[str, Told]:
    """Return what is told of one sheet; raises TypeError or ValueError when it is nothing of the kind."""
    match said:
        case [str(name), list(marks), list(formats), list(errors), list(hidden)]:
            return name, Told(
                marks=[_mark(mark) for mark in marks],
                formats={(int(row), int(column)): str(code) for row, column, code in formats},
                errors={(int(row), int(column)): str(error) for row, column, error in errors},
                hidden={int(row) for row in hidden},
            )
    raise TypeError(type(said).__name__)


def _mark(said: object) -> SheetMark:
    match said:
        case [str(kind), str(sheet), int(row), int(column), int(last_row), int(last_column), *more]:
            *texts, state, runs = more
            text, rest, author, address, name, part = map(str, texts)
            if not isinstance(runs, list):
                raise TypeError(type(runs).__name__)
            return SheetMark(
                MarkKind(kind),
                sheet,
                *(row, column, last_row, last_column),
                *(text, rest, author, address, name, part),
                state=None if state is None else MarkState(str(state)),
                runs=tuple((str(words), bool(struck)) for words, struck in runs),
            )
    raise TypeError(type(said).__name__)


def _merged(cells: object) -> Merged:
    """Return the merged ranges; raises TypeError when the value is not a list of them."""
    match cells:
        case [int(top), int(left), int(bottom), int(right)]:
            return top, left, bottom, right
    raise TypeError(type(cells).__name__)


def _decoded(cell: object) -> Raw:
    """Return the cell's value; raises TypeError or ValueError when the JSON is no encoded cell."""
    match cell:
        case str() | float() | int():  # bool is an int
            return cell
        case ["moment", str(value)]:
            return datetime.fromisoformat(value)
        case ["day", str(value)]:
            return date.fromisoformat(value)
        case ["time", str(value)]:
            return time.fromisoformat(value)
        case ["span", int(days), int(seconds), int(parts)]:
            return timedelta(days, seconds, parts)
    raise TypeError(type(cell).__name__)
