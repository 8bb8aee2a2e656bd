"""The log of this user for a help desk: each verb with its result and duration.

It has no contents of a case, no names, texts or paths, only words from the code. Windows and commands of one
user write into the same file, each line under a lock.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Final, NamedTuple

from platformdirs import user_log_dir

from assessor import VERSION
from assessor.errors import AssessorError
from assessor.progress import Cancelled

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from assessor.errors import Problem

NAME: Final = "assessor.log"
LIMIT: Final = 1_000_000  # bytes of a file; then it is renamed with a number, and the oldest is deleted
OLDER: Final = 4  # number of renamed files
DONE: Final = "done"
CANCELLED: Final = "cancelled"
_PATIENCE_S: Final = 2.0  # seconds to wait for another process
_PAUSE_S: Final = 0.005
_log: Final = logging.getLogger("assessor.log")


def folder() -> Path:
    """Return the folder of the log of this user, which the first line creates."""
    return Path(user_log_dir("Assessor", appauthor=False))


def start(place: Path, failed: Callable[[], object]) -> None:
    """Start writing the log into a folder; `failed` is called once if that fails."""
    stop()
    _log.addHandler(_Lines(place, failed))
    _log.setLevel(logging.INFO)
    _log.propagate = False


def stop() -> None:
    """Stop writing the log."""
    for handler in list(_log.handlers):
        _log.removeHandler(handler)
        handler.close()


@contextmanager
def kept(place: Path, failed: Callable[[], object]) -> Iterator[None]:
    """Write the log into a folder for the duration of the context, as `start` does."""
    start(place, failed)
    try:
        yield
    finally:
        stop()


def note(edge: str, verb: str, result: str, seconds: float | None = None) -> None:
    """Write a line: time, version, process, edge, verb, result and duration."""
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    took = "-" if seconds is None else f"{seconds * 1000:.0f}ms"
    _log.info("\t".join((moment, VERSION, str(os.getpid()), edge, verb, result, took)))


class VerbResult:
    """A verb being executed and its result so far."""

    def __init__(self, verb: str) -> None:
        self.verb = verb
        self.result = DONE

    def exit_with(self, code: int, problems: Iterable[Problem] = ()) -> None:
        """Set the result to the exit code of a command and the codes of its problems."""
        self.result = " ".join([str(code), *_codes(problems)])


@contextmanager
def measured(edge: str, verb: str, *, when_done: bool = True) -> Iterator[VerbResult]:
    """Log a verb with its result, also when it raises; without `when_done` only when it fails."""
    begun, outcome = time.monotonic(), VerbResult(verb)
    try:
        yield outcome
    except BaseException as error:
        outcome.result = result_of(error)
        raise
    finally:
        if when_done or outcome.result not in {DONE, CANCELLED}:
            note(edge, outcome.verb, outcome.result, time.monotonic() - begun)


def result_of(error: BaseException) -> str:
    """Return an error as text for the log: the codes of its problems, or its places in the code."""
    if isinstance(error, AssessorError):
        return " ".join(_codes(error.problems))
    if isinstance(error, Cancelled | KeyboardInterrupt):
        return CANCELLED
    if isinstance(error, SystemExit):
        return str(error.code)
    return f"{type(error).__name__} {places_of(error.__traceback__)}".rstrip()


def _codes(problems: Iterable[Problem]) -> list[str]:
    return sorted({problem.code.value for problem in problems})


def places_of(trace: TracebackType | None) -> str:
    """Return the places in the code of a traceback, without any values."""
    return " ".join(f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in walk_tb(trace))


def verb_of(act: Callable[..., object]) -> str:
    """Return the name of the method that defines a function, such as `SessionReviews.mark`."""
    while isinstance(act, partial):
        act = act.func
    return str(getattr(act, "__qualname__", type(act).__qualname__)).partition(".<locals>")[0]


class _Place(NamedTuple):
    """The file of the log and its lock file."""

    file: Path
    lock: Path


class _Lines(logging.Handler):
    """Appends lines under a lock shared by all processes; a large file is renamed with a number.

    The file is open only while a line is written, since Windows cannot rename open files.
    """

    def __init__(self, folder: Path, failed: Callable[[], object]) -> None:
        super().__init__()
        self._place = _Place(folder / NAME, folder / f"{NAME}.lock")
        self._failed: Callable[[], object] | None = failed

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; a failure is reported once and otherwise ignored."""
        line = f"{record.getMessage()}\n".encode("utf-8", "backslashreplace")
        try:
            self._place.file.parent.mkdir(parents=True, exist_ok=True)
            with _turn(self._place.lock):
                self._make_room(len(line))
                with self._place.file.open("ab", buffering=0) as file:
                    file.write(line)
        except OSError:
            failed, self._failed = self._failed, None
            if failed is not None:
                failed()

    def _make_room(self, wanted: int) -> None:
        file = self._place.file
        if not file.exists() or file.stat().st_size + wanted <= LIMIT:
            return
        names = [file, *(file.with_name(f"{NAME}.{number}") for number in range(1, OLDER + 1))]
        for newer, older in reversed(list(pairwise(names))):
            if newer.exists():
                newer.replace(older)


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Wait for the lock; raises OSError when another process keeps it too long."""
    with lock.open("ab") as file:
        until = time.monotonic() + _PATIENCE_S
        while not _taken(file.fileno()):
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(_PAUSE_S)
        try:
            yield
        finally:
            _give_back(file.fileno())


if sys.platform == "win32":

    def _taken(file: int) -> bool:
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:

    def _taken(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
