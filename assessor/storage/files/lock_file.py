"""The lock of a case: a small file beside it that names who has the case open for writing.

While the case is open the file is rewritten every minute (`CaseLock.beat`). Whether a process of another
machine is alive cannot be checked, but one that has not written for minutes is probably gone. Then the lock
can be taken over on request, never silently.
"""

from __future__ import annotations

import json
import os
import platform
import stat
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import failures
from assessor.storage.files.processes import born, is_alive
from assessor.text import local_time

if TYPE_CHECKING:
    from types import TracebackType

    from assessor.domain.change import Actor

# Seconds after which a file without readable content counts as left by a power cut.
WRITING_SECONDS: Final = 10.0
BEAT_SECONDS: Final = 60.0
SILENT_SECONDS: Final = 300.0  # seconds; some beats may be late, on a closed laptop or a slow share

_ENDING: Final = ".lock"
_LONGEST: Final = 4096  # bytes; a lock has some hundred

held_here: set[Path] = (
    set()
)  # locks of this process, since a file may have its process id from an earlier one


@dataclass(frozen=True)
class CaseLock:
    """The lock of a case that is open for writing, from `hold` to `release`."""

    lock: Path = field(compare=False)
    reviewer: str
    machine: str
    pid: int
    since: str  # UTC, ISO 8601
    born: int = 0  # distinguishes its process from later ones with the same id; 0 if unknown

    def beat(self) -> bool:
        """Refresh the lock; returns False when somebody else has taken the case over.

        The same bytes are rewritten, so that a concurrent reader finds the file complete and its time is
        that of the disk and not of this machine. An unreachable case, such as on a removed stick, counts as
        not taken over.
        """
        try:
            if _read(self.lock) != self:
                if not self.lock.exists() and not _case_of(self.lock).exists():
                    return True
                held_here.discard(self.lock)
                return False
            with self.lock.open("r+b") as file:
                content = file.read()
                file.seek(0)
                file.write(content)
        except OSError:  # unreachable, so not taken over
            return True
        return True

    def release(self) -> None:
        """Release the case; a file that is no longer ours is kept."""
        held_here.discard(self.lock)
        with suppress(OSError):  # the case may be unreachable; a stale file is taken over later
            if _read(self.lock) == self:
                self.lock.unlink()

    def __enter__(self) -> CaseLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


@dataclass(frozen=True)
class LockHolder:
    """Somebody else who has a case open, with the time of the last refresh."""

    holder: CaseLock
    seen: str  # UTC, ISO 8601
    silent: bool  # on another machine, and probably gone


def hold(path: Path, actor: Actor, over: LockHolder | None = None) -> CaseLock:
    """Take the lock of a case for an actor; raises IN_USE when a living holder has it.

    `over` is a silent holder to be replaced, unless it refreshed meanwhile or is another one by now.
    """
    path = path.absolute()
    lock = _lock_of(path)
    since = datetime.now(UTC).isoformat(timespec="seconds")
    mine = CaseLock(lock, actor.reviewer, actor.machine, os.getpid(), since, born(os.getpid()))
    with failures.system_errors_as_problems(path, Code.READ_ONLY):
        while not _create(mine):
            other = _read(lock)
            if _is_living(other, mine):
                holder = _held_by(other, lock, mine.machine)
                if over is None or not holder.silent or holder.holder != over.holder:
                    raise in_use(path, holder)
            remove(lock, other)
    held_here.add(lock)
    return mine


def other_holder(path: Path, actor: Actor) -> LockHolder | None:
    """Return who else has the case open for writing, or None when no living process has."""
    lock = _lock_of(path.absolute())
    with suppress(OSError):  # gone or unreadable
        if not lock.exists():
            return None
        other = _read(lock)
        if _is_living(other, CaseLock(lock, actor.reviewer, actor.machine, os.getpid(), "")):
            return _held_by(other, lock, actor.machine)
    return None


def is_held(path: Path) -> bool:
    """Tell whether any living process, this one too, has the case open for writing; True in doubt."""
    lock = _lock_of(path.absolute())
    try:
        mine = CaseLock(lock, "", platform.node(), os.getpid(), "")
        return lock.exists() and _is_living(_read(lock), mine)
    except OSError:
        return True


def is_abandoned(path: Path) -> bool:
    """Tell whether a dead process had the case open for writing; False in doubt."""
    return _lock_of(path.absolute()).exists() and not is_held(path)


def _lock_of(path: Path) -> Path:
    """Return the path of the lock file, beside the file itself and not beside a link to it."""
    file = Path(os.path.realpath(path))
    return file.with_name(f"{file.name}{_ENDING}")


def _case_of(lock: Path) -> Path:
    return lock.with_name(lock.name.removesuffix(_ENDING))


def _held_by(other: CaseLock | None, lock: Path, machine: str) -> LockHolder:
    if other is None or not other.since:  # just being opened, or not readable for us
        return LockHolder(CaseLock(lock, "", "", 0, ""), "", silent=False)
    try:
        touched = lock.stat().st_mtime
    except OSError:
        return LockHolder(other, other.since, silent=False)
    silent = other.machine != machine and time.time() - touched >= SILENT_SECONDS
    if silent:  # clocks differ, so on a share its own clock has to confirm it
        silent = _clock_of(lock) - touched >= SILENT_SECONDS
    seen = datetime.fromtimestamp(touched, UTC).isoformat(timespec="seconds")
    return LockHolder(other, seen, silent)


def _clock_of(lock: Path) -> float:
    """Return the time of the file's disk, or the local time when nothing can be written there."""
    probe = lock.with_name(f".{uuid4().hex}.part")
    try:
        probe.write_bytes(b"now")
        return probe.stat().st_mtime
    except OSError:
        return time.time()
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def remove(lock: Path, expected: CaseLock | None) -> None:
    """Remove the file of a dead holder, but never that of a new one."""
    aside = lock.with_name(f".{uuid4().hex}.part")
    try:
        lock.rename(aside)
    except FileNotFoundError:  # somebody else was faster
        return
    if _read(aside, lock) != expected and not lock.exists():
        aside.rename(lock)
    aside.unlink(missing_ok=True)


def _create(holder: CaseLock) -> bool:
    facts = asdict(holder)
    del facts["lock"]
    try:
        file = holder.lock.open("x", encoding="utf-8")
    except FileExistsError:
        return False
    try:
        with file:
            json.dump(facts, file, ensure_ascii=False)
    except BaseException:  # an incomplete file would lock everybody out for a while
        holder.lock.unlink(missing_ok=True)
        raise
    return True


def _read(file: Path, lock: Path | None = None) -> CaseLock | None:
    """Return the holder in a file, or None when it is invalid; anybody may have written it."""
    lock = lock or file
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LONGEST:
            return None
        facts = json.loads(file.read_text(encoding="utf-8"))
        holder = CaseLock(lock, **facts)
        readable = _is_sound(holder)
    except PermissionError:
        return CaseLock(lock, reviewer="", machine="", pid=0, since="")  # a file we may not read
    except (FileNotFoundError, ValueError, TypeError, OverflowError, RecursionError):
        return None
    return holder if readable else None


def _is_sound(holder: CaseLock) -> bool:
    """Tell whether the values are those of a lock; raises ValueError and the like for some invalid ones."""
    datetime.fromisoformat(holder.since).astimezone(UTC)
    texts = all(isinstance(text, str) for text in (holder.reviewer, holder.machine))
    return texts and type(holder.pid) is type(holder.born) is int and holder.pid > 0


def _is_living(other: CaseLock | None, mine: CaseLock) -> bool:
    if other is None:
        try:
            return abs(time.time() - mine.lock.lstat().st_mtime) < WRITING_SECONDS
        except FileNotFoundError:
            return False
    if other.machine != mine.machine:
        return True  # cannot be checked from this machine
    if other.pid == mine.pid:
        return other.lock in held_here
    return is_alive(other.pid) and not 0 != other.born != born(other.pid) != 0


def in_use(path: Path, holder: LockHolder) -> CaseFileError:
    """Return the error with the holder and the time, or that the case is busy if these are unknown."""
    other = holder.holder
    if not other.since:
        return CaseFileError(Problem(Code.LOCKED, Place(file=str(path))))
    values = {"who": other.reviewer, "machine": other.machine, "since": local_time(other.since)}
    if holder.silent:
        values["seen"] = local_time(holder.seen)
    code = Code.HOLDER_SILENT if holder.silent else Code.IN_USE
    return CaseFileError(Problem(code, Place(file=str(path)), values))
