"""Holder: who has a case open for writing, told by a small file beside it."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import failures
from assessor.storage.processes import is_alive
from assessor.text import local_time

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from assessor.domain.change import Actor

# A file without readable content is being written just now, or is what a power cut left.
WRITING_SECONDS: Final = 10.0

_held: set[Path] = set()  # by this process; its own number may also stand in a file of an earlier one


@dataclass(frozen=True)
class Holder:
    """One who has a case open for writing, from `hold` to `release`."""

    lock: Path = field(compare=False)
    reviewer: str
    machine: str
    pid: int
    since: str  # UTC, ISO 8601

    def release(self) -> None:
        """Give the case free; a file that is no longer ours is left alone."""
        _held.discard(self.lock)
        with suppress(OSError):  # the case may be out of reach by now; a stale file is taken over
            if _read(self.lock) == self:
                self.lock.unlink()

    def __enter__(self) -> Holder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(path: Path, actor: Actor) -> Holder:
    """Say that the actor has the case open for writing; IN_USE when a living holder says so already."""
    path = path.absolute()
    lock = path.with_name(f"{path.name}.lock")
    since = datetime.now(UTC).isoformat(timespec="seconds")
    mine = Holder(lock, actor.reviewer, actor.machine, os.getpid(), since)
    with failures.told(path, Code.READ_ONLY):
        while not _create(mine):
            other = _read(lock)
            if _is_living(other, mine):
                raise _in_use(path, other)
            lock.unlink(missing_ok=True)
    _held.add(lock)
    return mine


def _create(holder: Holder) -> bool:
    facts = asdict(holder)
    del facts["lock"]
    try:
        file = holder.lock.open("x", encoding="utf-8")
    except FileExistsError:
        return False
    try:
        with file:
            json.dump(facts, file, ensure_ascii=False)
    except BaseException:  # half a file would keep everybody out for a while
        holder.lock.unlink(missing_ok=True)
        raise
    return True


def _read(lock: Path) -> Holder | None:
    """Return the holder a file tells of, or None when it tells nothing."""
    try:
        facts = json.loads(lock.read_text(encoding="utf-8"))
        holder = Holder(lock, **facts)
        readable = holder.pid > 0 and bool(datetime.fromisoformat(holder.since))
    except PermissionError:
        return Holder(lock, reviewer="", machine="", pid=0, since="")  # somebody, of whom we may not know
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return holder if readable else None


def _is_living(other: Holder | None, mine: Holder) -> bool:
    if other is None:
        try:
            return abs(time.time() - mine.lock.stat().st_mtime) < WRITING_SECONDS
        except FileNotFoundError:
            return False
    if other.machine != mine.machine:
        return True  # from here nobody can tell
    return other.lock in _held if other.pid == mine.pid else is_alive(other.pid)


def _in_use(path: Path, other: Holder | None) -> CaseFileError:
    if other is None or not other.since:  # it has only just been opened, or we may not know by whom
        return CaseFileError(Problem(Code.LOCKED, Place(file=str(path))))
    values = {"who": other.reviewer, "machine": other.machine, "since": local_time(other.since)}
    return CaseFileError(Problem(Code.IN_USE, Place(file=str(path)), values))
