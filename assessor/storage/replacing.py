"""Replacing: a new file gets the name of a case, and the old one is given up only then.

Two more names stand beside the case meanwhile. `.<name>.rekey.part` is the new file while it grows;
`.<name>.old.part` is a second name of an old file that is to be overwritten. At every moment one whole
case has the name, and what a crash leaves beside it is settled when the case is opened next.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engine as engines
from assessor.storage import failures, keys

if TYPE_CHECKING:
    from assessor.storage.keys import Key

_BLOCK: Final = 1024 * 1024
_SPARE: Final = 4 * _BLOCK  # beyond the case itself


def begin(path: Path) -> Path:
    """Make the empty file that is to replace a case, where there is room for it, and return it."""
    needed = path.stat().st_size + path.stat().st_size // 32 + _SPARE  # 80 bytes of each page are SQLCipher's
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        values = {"needed": needed, "free": free}
        raise CaseFileError(Problem(Code.DISK_FULL, Place(file=str(path)), values))
    if _aside(path).exists():  # a crash left it, and then somebody gave the name to another file
        raise CaseFileError(Problem(Code.EXISTS, Place(file=str(_aside(path)))))
    give_up(path)
    part = _part(path)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # nobody else's from the start
    return part


def finish(path: Path, *, overwrite: bool) -> None:
    """Give the new file the name of the old one, and overwrite the old one when that is wanted."""
    part = _part(path)
    shutil.copymode(path, part)
    _synchronise(part)
    with failures.told(path, Code.LOCKED):  # on Windows: another program has it open
        if overwrite:
            _set_aside(path)
        part.replace(path)
    # The name must have reached the disk before the old file is spoilt: the power may fail in between.
    _synchronise(path)
    if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing to flush
        _synchronise(path.parent)
    settle(path)


def give_up(path: Path) -> None:
    """Remove the new file before it is one; it is overwritten unless it is surely encrypted."""
    part = _part(path)
    if _doomed(part).exists() or (part.exists() and not keys.is_locked(part)):
        erase(part)
    part.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Finish or take back a replacement that was interrupted; no case is ever lost by it."""
    path = behind(path)
    aside = _aside(path)
    with suppress(OSError):  # what cannot be settled now is settled at a later opening
        if _doomed(aside).exists():
            erase(aside)
        if not aside.exists():
            return
        if not path.exists():
            aside.rename(path)
        elif aside.samefile(path):
            aside.unlink()
        elif not _part(path).exists():  # else the new case did not get as far as the name
            erase(aside)


def sweep(path: Path, key: Key | None) -> None:
    """Remove an unfinished new file beside a case, unless somebody is at work on it just now."""
    path = behind(path)
    part = _part(path)
    with suppress(dbapi2.Error, OSError):
        if _aside(path).exists() or not (part.exists() or _doomed(part).exists()):
            return
        with closing(engines.connect(path, key)) as guard:
            guard.execute("PRAGMA busy_timeout=0")
            guard.execute("BEGIN IMMEDIATE")  # who writes a new file holds this lock
            give_up(path)


def erase(path: Path) -> None:
    """Overwrite a file and remove it, as far as that is possible.

    On a magnetic disk nothing is left. An SSD, a stick, and a file system that keeps snapshots or
    copies when it writes put the new bytes elsewhere; there the old ones stay until their cells are
    used again. Programs that bring deleted files back find nothing anywhere, but only a medium that is
    encrypted itself keeps the bytes from who takes it apart. A file with a second name is somebody's
    copy and loses only this name.
    """
    doomed = _doomed(path)
    if path.exists():
        path.replace(doomed)  # nobody can give it a case's name any more while it is overwritten
    try:
        if doomed.stat().st_nlink == 1:
            _overwrite(doomed)
    finally:
        doomed.unlink(missing_ok=True)


def behind(path: Path) -> Path:
    """Return the file behind a link, which would else be replaced itself."""
    return Path(os.path.realpath(path))


def _set_aside(path: Path) -> None:
    try:
        os.link(path, _aside(path))
    except OSError:  # FAT has no second names; for an instant the case then has only the other one
        path.rename(_aside(path))


def _overwrite(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        os.fsync(file.fileno())


def _synchronise(path: Path) -> None:
    # Windows flushes only what is open for writing; a folder never is.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.rekey.part")


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.old.part")


def _doomed(path: Path) -> Path:
    return path.with_name(f"{path.name}~")
