"""Replacing the file of a case by a new one.

Two further names are used beside the case: `.<name>.rekey.part` is the new file while it is written, and
`.<name>.old.part` is a second name of an old file to be overwritten. At every moment one complete case has
the name. Leftovers of a crash are settled when the case is opened next.

Anybody who can write to the folder can put other files under these names. So only a file of this user without
other names is overwritten, links are not followed, and folders are kept.
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
_SPARE: Final = 4 * _BLOCK  # bytes needed beyond the size of the case
# Windows has no O_NOFOLLOW, all others have no O_BINARY.
_TO_OVERWRITE: Final = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def begin(path: Path) -> Path:
    """Create the empty file that will replace a case, and return it; raises CaseFileError without space."""
    needed = path.stat().st_size + path.stat().st_size // 32 + _SPARE  # 80 bytes of each page are SQLCipher's
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        values = {"needed": needed, "free": free}
        raise CaseFileError(Problem(Code.DISK_FULL, Place(file=str(path)), values))
    give_up(path)
    part = part_name(path)
    # Leftovers of a crash are settled by now, except an old file whose name was given to another file.
    for name in (*old_names(path), part, doomed_name(part)):
        if _status_of(name):
            raise CaseFileError(Problem(Code.IN_THE_WAY, Place(file=str(name))))
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # private from the start
    return part


def ready(path: Path) -> None:
    """Flush the new file with the permissions of the old one, so that only the rename remains.

    This takes seconds on a stick, and is done while nobody else can write to the case.
    """
    shutil.copymode(path, part_name(path))
    _synchronise(part_name(path))


def finish(path: Path, *, overwrite: bool) -> None:
    """Rename the new file to the case, and overwrite the old one if wanted."""
    owner = path.stat().st_uid
    with failures.system_errors_as_problems(path, Code.LOCKED), expected(path), ExitStack() as on_failure:
        on_failure.callback(settle, path, holding=True)
        if overwrite:
            move_away(path)
        part_name(path).replace(path)  # fails on Windows while another program has the case open
        on_failure.pop_all()
    # The rename must be on the disk before the old file is overwritten, in case of a power failure.
    _synchronise(path)
    if hasattr(os, "O_DIRECTORY"):  # Windows cannot flush a folder
        _synchronise(path.parent)
    with suppress(OSError):  # remains under one of the `old_names` and is tried again at a later opening
        erase(kept_name(path), owner)


@contextmanager
def expected(path: Path) -> Iterator[None]:
    """Raise that somebody else is working on the case when the new file disappears before its renaming."""
    try:
        yield
    except (OSError, dbapi2.Error, CaseFileError) as error:
        if _status_of(part_name(path)) or not path.exists():
            raise
        raise CaseFileError(Problem(Code.LOCKED, Place(file=str(path)))) from error


def give_up(path: Path) -> None:
    """Delete the unfinished new file, overwriting it unless it is certainly encrypted."""
    part = part_name(path)
    _spoil(doomed_name(part))
    status = _status_of(part)
    if status and _is_ours(status) and not keys.is_locked(part):
        erase(part)
    elif status and not stat.S_ISDIR(status.st_mode):
        part.unlink(missing_ok=True)


def settle(path: Path, *, holding: bool = False) -> None:
    """Complete or revert an interrupted replacement, without ever losing a case.

    While somebody else has the case open for writing, who may be replacing it, only a missing name of the
    case is restored.
    """
    path = behind(path)
    aside, spoilt = old_names(path)
    with suppress(OSError):  # otherwise settled at a later opening
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
        elif not _status_of(part_name(path)):  # otherwise the new file was not renamed yet
            erase(aside)


def sweep(path: Path, key: Key | None) -> None:
    """Remove an unfinished new file beside a case, unless somebody is writing it."""
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
    """Overwrite a file and delete it, as far as possible.

    On a magnetic disk nothing remains. SSDs, sticks, and file systems with snapshots or copy on write put
    the new bytes elsewhere, so that the old ones remain until their cells are reused. Undelete programs find
    nothing, but only an encrypted medium protects the bytes from forensic access. A file with another name
    is somebody's copy, and one of another user (except `owner`) is not ours, so these lose only this name.
    """
    doomed = doomed_name(path)
    _spoil(doomed, owner)
    status = _status_of(path)
    if status and not stat.S_ISDIR(status.st_mode):
        path.replace(doomed)  # under a name that is not mistaken for a case while it is overwritten
        _spoil(doomed, owner)


def old_names(path: Path) -> tuple[Path, Path]:
    """Return the names of the old file of a case until it is overwritten."""
    return kept_name(path), doomed_name(kept_name(path))


def behind(path: Path) -> Path:
    """Return the file behind a link, since otherwise the link would be replaced."""
    return Path(os.path.realpath(path))


def move_away(path: Path) -> None:
    """Give the old file its second name, before the new one is renamed."""
    try:
        os.link(path, kept_name(path))
    except OSError:  # FAT has no hard links, so for an instant the case has only the second name
        path.rename(kept_name(path))


def _status_of(path: Path) -> os.stat_result | None:
    """Return the status of a path without following links, or None when it does not exist."""
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _is_ours(status: os.stat_result, owner: int | None = None) -> bool:
    if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
        return False
    return not hasattr(os, "geteuid") or status.st_uid in {os.geteuid(), owner}


def _spoil(doomed: Path, owner: int | None = None) -> None:
    """Overwrite a file that is only ours, and delete the name unless it is a folder."""
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
        left = status.st_size if _is_ours(status, owner) else 0  # may have been replaced since the check
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        os.fsync(file.fileno())


def _synchronise(path: Path) -> None:
    # Windows only flushes files open for writing, and never folders.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def part_name(path: Path) -> Path:
    """Return the name of the unfinished new file."""
    return path.with_name(f".{path.name}.rekey.part")


def kept_name(path: Path) -> Path:
    """Return the name of the old file until the new one has replaced it."""
    return path.with_name(f".{path.name}.old.part")


def doomed_name(path: Path) -> Path:
    """Return the name under which a file is overwritten, which is not mistaken for a case."""
    return path.with_name(f"{path.name}~")
