"""New files that appear under their name only when they are complete, and never replace another."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import failures

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUFFIX: Final = ".assess"
_LEFT_SECONDS: Final = 3600.0  # seconds after which an unfinished copy is abandoned
_BESIDE: Final = ("-journal", "-wal")  # files that SQLite would apply to the new file
_PART_BYTES: Final = 200  # characters of the name in that of the part, which leaves room for a journal's name


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Yield a private empty file, which gets the name unless an exception is raised; raises EXISTS if taken.

    Problems have the final name as their place. A journal that a crash left beside the name also raises
    EXISTS, since SQLite would roll the new file back with it and damage it.
    """
    with failures.system_errors_as_problems(target, Code.CANNOT_WRITE):
        _expect_free(target)
    with part_of(target) as part:
        yield part
        give_name(part, target)


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """Yield a private empty file beside a name, with a random name that no leftover of a crash has."""
    _sweep(target.parent)
    stem = os.fsencode(target.name)[:_PART_BYTES].decode(errors="ignore")
    part = target.with_name(f".{stem}.{secrets.token_hex(4)}{_SUFFIX}.part")
    with failures.system_errors_as_problems(target, Code.CANNOT_WRITE):
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield part
    except CaseFileError as error:
        raise CaseFileError(*(renamed(problem, part, target) for problem in error.problems)) from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def give_name(part: Path, target: Path) -> None:
    """Rename a complete file and flush it and the folder; raises EXISTS when the name is taken."""
    with failures.system_errors_as_problems(target, Code.CANNOT_WRITE):
        _flush(part, os.O_RDWR)
        _expect_free(target)  # another program may have left something there
        try:
            os.link(part, target)  # unlike a rename, a link never replaces a file
        except FileExistsError:
            raise
        except OSError:  # FAT has no hard links
            _expect_free(target)
            part.rename(target)
        if hasattr(os, "O_DIRECTORY"):  # Windows cannot flush a folder
            _flush(target.parent, os.O_RDONLY)


def _flush(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _expect_free(target: Path) -> None:
    for name in (target, *(target.with_name(f"{target.name}{ending}") for ending in _BESIDE)):
        if os.path.lexists(name):
            raise CaseFileError(Problem(Code.EXISTS, Place(file=str(name))))


def renamed(problem: Problem, part: Path, target: Path) -> Problem:
    """Return the problem with the final name in place of that of the part."""
    if not Path(problem.place.file).name.startswith(part.name):
        return problem
    return replace(problem, place=replace(problem.place, file=str(target)))


def _sweep(folder: Path) -> None:
    """Remove unfinished copies that a crash left."""
    with suppress(OSError):
        for part in folder.glob(f".*{_SUFFIX}.part*"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _LEFT_SECONDS:
                    part.unlink()
