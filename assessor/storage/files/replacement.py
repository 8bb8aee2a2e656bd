"""Replacing: a new file gets the name of a case, and the old one is given up only then.

Two more names stand beside the case meanwhile. `.<name>.rekey.part` is the new file while it grows;
`.<name>.old.part` is a second name of an old file that is to be overwritten. At every moment one whole
case has the name, and what a crash leaves beside it is settled when the case is opened next.

Anybody who may write to the folder can put something else under these names. So only a file that is
this user's and has no other name is overwritten, a link never leads anywhere, and a folder stays.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures, keys
from assessor.storage.files import lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.storage.keys import Key

_BLOCK: Final = 1024 * 1024
_SPARE: Final = 4 * _BLOCK  # beyond the case itself
# Windows has no O_NOFOLLOW, all others have no O_BINARY.
_TO_OVERWRITE: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def begin(path: Path) -> Path:
    """Make the empty file that is to replace a case, where there is room for it, and return it."""
    needed = path.stat().st_size + path.stat().st_size // 32 + _SPARE  # 80 bytes of each page are SQLCipher's
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        values = {"needed": needed, "free": free}
        raise CaseFileError(Problem(Code.DISK_FULL, Place(file=str(path)), values))
    give_up(path)
    part = part_name(path)
    # All that a crash leaves is settled by now, but for an old file whose name somebody gave to another one.
    for name in (*old_names(path), part, doomed_name(part)):
        if _status_of(name):
            raise CaseFileError(Problem(Code.IN_THE_WAY, Place(file=str(name))))
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # nobody else's from the start
    return part


def ready(path: Path) -> None:
    """Bring the new file to the disk with the permissions of the old one: then only the name is left.

    On a stick this takes seconds, so it is done while nobody else can write to the case.
    """
    shutil.copymode(path, part_name(path))
    _synchronise(part_name(path))


def finish(path: Path, *, overwrite: bool) -> None:
    """Give the new file the name of the old one, and overwrite the old one when that is wanted."""
    owner = path.stat().st_uid
    with failures.system_errors_as_problems(path, Code.LOCKED), expected(path), ExitStack() as on_failure:
        on_failure.callback(settle, path, holding=True)
        if overwrite:
            move_away(path)
        part_name(path).replace(path)  # on Windows it fails while another program has the case open
        on_failure.pop_all()
    # The name must have reached the disk before the old file is spoilt: the power may fail in between.
    _synchronise(path)
    if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing to flush
        _synchronise(path.parent)
    with suppress(OSError):  # what stays is one of the `old_names`, and is tried again at a later opening
        erase(kept_name(path), owner)


@contextmanager
def expected(path: Path) -> Iterator[None]:
    """Tell that somebody else is at work on the case when the new file is gone before it has the name."""
    try:
        yield
    except (OSError, dbapi2.Error, CaseFileError) as error:
        if _status_of(part_name(path)) or not path.exists():
            raise
        raise CaseFileError(Problem(Code.LOCKED, Place(file=str(path)))) from error


def give_up(path: Path) -> None:
    """Remove the new file before it is one; it is overwritten unless it is surely encrypted."""
    part = part_name(path)
    _spoil(doomed_name(part))
    status = _status_of(part)
    if status and _is_ours(status) and not keys.is_locked(part):
        erase(part)
    elif status and not stat.S_ISDIR(status.st_mode):
        part.unlink(missing_ok=True)


def settle(path: Path, *, holding: bool = False) -> None:
    """Finish or take back a replacement that was interrupted; no case is ever lost by it.

    While somebody has the case open for writing, that one may be at it just now: others then only give
    a case its name back.
    """
    path = behind(path)
    aside, spoilt = old_names(path)
    with suppress(OSError):  # what cannot be settled now is settled at a later opening
        old = _status_of(aside)
        if not old and not _status_of(spoilt):
            return
        if old and stat.S_ISREG(old.st_mode) and not _status_of(path):
            aside.rename(path)
        if not holding and lock_file.is_held(path):
            return
        _spoil(spoilt)
        if (old := _status_of(aside)) is None:
            return
        if os.path.samestat(old, path.lstat()):
            aside.unlink()
        elif not _status_of(part_name(path)):  # else the new case did not get as far as the name
            erase(aside)


def sweep(path: Path, key: Key | None) -> None:
    """Remove an unfinished new file beside a case, unless somebody is at work on it just now."""
    path = behind(path)
    part = part_name(path)
    with suppress(dbapi2.Error, OSError):
        if _status_of(kept_name(path)) or not (_status_of(part) or _status_of(doomed_name(part))):
            return
        with closing(engines.connect(path, key)) as guard:
            guard.execute("PRAGMA busy_timeout=0")
            guard.execute("BEGIN IMMEDIATE")  # who writes a new file has this lock, and at the end only
            if not lock_file.is_held(path):  # the case itself, because Windows renames no open file
                give_up(path)


def erase(path: Path, owner: int | None = None) -> None:
    """Overwrite a file and remove it, as far as that is possible.

    On a magnetic disk nothing is left. An SSD, a stick, and a file system that keeps snapshots or
    copies when it writes put the new bytes elsewhere; there the old ones stay until their cells are
    used again. Programs that bring deleted files back find nothing anywhere, but only a medium that is
    encrypted itself keeps the bytes from who takes it apart. A file with a second name is somebody's
    copy, and one of somebody else (unless this is its `owner`) is not ours: both lose only this name.
    """
    doomed = doomed_name(path)
    _spoil(doomed, owner)
    status = _status_of(path)
    if status and not stat.S_ISDIR(status.st_mode):
        path.replace(doomed)  # nobody can give it a case's name any more while it is overwritten
        _spoil(doomed, owner)


def old_names(path: Path) -> tuple[Path, Path]:
    """Return the names under which the old file of a case lies until it is overwritten."""
    return kept_name(path), doomed_name(kept_name(path))


def behind(path: Path) -> Path:
    """Return the file behind a link, which would else be replaced itself."""
    return Path(os.path.realpath(path))


def move_away(path: Path) -> None:
    """Give the old file the other name; the new one takes its place next."""
    try:
        os.link(path, kept_name(path))
    except OSError:  # FAT has no second names; for an instant the case then has only the other one
        path.rename(kept_name(path))


def _status_of(path: Path) -> os.stat_result | None:
    """Return what has a name, itself and not what it leads to."""
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _is_ours(status: os.stat_result, owner: int | None = None) -> bool:
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        return False
    return not hasattr(os, "geteuid") or status.st_uid in {os.geteuid(), owner}


def _spoil(doomed: Path, owner: int | None = None) -> None:
    """Overwrite a file that is ours alone, and take this name from everything but a folder."""
    status = _status_of(doomed)
    if status is None or stat.S_ISDIR(status.st_mode):
        return
    try:
        if _is_ours(status, owner):
            _overwrite(doomed, owner)
    finally:
        doomed.unlink(missing_ok=True)


def _overwrite(path: Path, owner: int | None) -> None:
    with os.fdopen(os.open(path, _TO_OVERWRITE), "r+b", buffering=0) as file:
        status = os.fstat(file.fileno())
        left = status.st_size if _is_ours(status, owner) else 0  # it may be another one since we looked
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


def part_name(path: Path) -> Path:
    """Return the name of the new file until it is whole."""
    return path.with_name(f".{path.name}.rekey.part")


def kept_name(path: Path) -> Path:
    """Return the name under which the old file waits until the new one stands in its place."""
    return path.with_name(f".{path.name}.old.part")


def doomed_name(path: Path) -> Path:
    """Return the name under which a file is overwritten, so that nobody takes it for a case."""
    return path.with_name(f"{path.name}~")
