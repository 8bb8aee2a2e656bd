"""Backups: whole copies of a case, encrypted as it is, checked after writing, and thinned with time."""

from __future__ import annotations

import os
import re
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engine as engines
from assessor.storage import failures, keys, raw_file, thinning
from assessor.storage.chain import START, Head
from assessor.text import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from assessor.progress import Progress
    from assessor.storage.case_file import CaseFile
    from assessor.storage.keys import Key

_PAGES: Final = 4096  # between two looks at the progress; who writes waits no longer than for these
_RESTARTS: Final = 5  # each writer makes SQLite begin anew; then it is tried again later
_LEFT_SECONDS: Final = 3600.0  # an unfinished copy as old as this has nobody at work on it
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"(.*)_([0-9a-z-]+)_(\d{8}T\d{6}Z)(?:-(\d+))?\.assess", re.DOTALL)
_SUFFIX: Final = ".assess"
_STEM_BYTES: Final = 120  # of the title: with id, time and the ending of a part no name is too long
_COUNT: Final = "SELECT count(*) FROM journal"
_HEAD: Final = "SELECT entries, digest FROM chain"
_CHAINED: Final = 3  # the version that gave the entries their digests
_DIGEST: Final = "SELECT digest FROM journal WHERE id=?"


@dataclass(frozen=True)
class Backup:
    """One copy in a folder of copies, as its name tells."""

    path: Path
    title: str
    case: str  # the id of the case
    at: str  # UTC, ISO 8601
    number: int  # of those taken in that second
    size: int
    locked: bool  # whether it is encrypted


def take(case: CaseFile, folder: Path, title: str, ident: str, progress: Progress) -> Backup:
    """Copy a case that may be in use into a folder; the copy appears only when it was checked."""
    with failures.told(folder / "-", Code.CANNOT_WRITE):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    now = datetime.now(UTC)
    stem = f"{_short(title)}_{ident}_{now.strftime(_STAMP)}"
    target = folder / f"{stem}{_SUFFIX}"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{_SUFFIX}"
    copy_to(case, target, progress)
    return _backup(target)


def copy_to(case: CaseFile, target: Path, progress: Progress) -> Head:
    """Copy a case that may be in use to a new file, and return the end of the journal in it."""
    with failures.told_of_driver(target, keyed=case.key is not None), new_file(target) as part:
        with failures.told_of_driver(case.path, keyed=case.key is not None):
            source = engines.connect(case.path, case.key)
        with closing(source), case.raw() as raw:
            whole(source, raw, part, case.key, progress)
            found = check(part, case.key)
            told = head_at(source, found.entries)
        if told != found.digest:
            raise _failure(target, "the journal of the copy is not that of the case")
    return found


def listed(folder: Path, ident: str = "") -> list[Backup]:
    """Return the copies in a folder, of one case or of all, newest first."""
    try:
        beside = sorted(folder.iterdir())
    except OSError:
        return []
    found = [_backup(path) for path in beside if _NAME.fullmatch(path.name) and path.is_file()]
    mine = [one for one in found if ident in {"", one.case}]
    return sorted(mine, key=lambda one: (one.at, one.number), reverse=True)


def thin(folder: Path, ident: str, keep: int) -> list[Backup]:
    """Delete the copies of a case that are not worth their space, and return them; the newest stays."""
    found = {one.path: one for one in listed(folder, ident)}
    moments = {path: datetime.fromisoformat(one.at) for path, one in found.items()}
    gone = []
    for path in thinning.surplus(moments, keep):
        with suppress(OSError):  # on Windows somebody may look at it just now; the next time it goes
            path.unlink()
            gone.append(found[path])
    return gone


def on_same_volume(case: Path, folder: Path) -> bool:
    """Tell whether copies in a folder would be lost together with the disk or stick of the case."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return case.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Yield a private empty file that gets the name when nothing is raised; it replaces nothing."""
    part = target.with_name(f".{target.name}.part")
    with failures.told(target, Code.CANNOT_WRITE):
        if target.exists() or target.is_symlink():
            raise CaseFileError(Problem(Code.EXISTS, Place(file=str(target))))
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield part
        with failures.told(target, Code.CANNOT_WRITE):
            _give_name(part, target)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def whole(source: Connection, raw: FileIO, part: Path, key: Key | None, progress: Progress) -> None:
    """Copy a file into an empty one that gets its key and its salt; `raw` are the bytes of the source."""
    if key is None:
        pages(source, part, progress)
    else:
        with failures.told(part, Code.CANNOT_WRITE):
            raw_file.copy(source, raw, part, _PAGES, progress)


def pages(source: Connection, part: Path, progress: Progress) -> None:
    """Copy all pages of a file that is not encrypted into an empty one, as SQLite does it."""
    stopped: list[BaseException] = []
    begun, last = 0, 0

    def step(_status: int, left: int, total: int) -> None:
        nonlocal begun, last
        begun, last = begun + (left > last), left
        try:
            progress.step(total - left, total)
            if begun > _RESTARTS:
                raise CaseFileError(Problem(Code.LOCKED, Place(file=str(part))))  # noqa: TRY301 - as any other
        except BaseException as reason:  # the driver would show it as an error of its own
            stopped.append(reason)
            raise

    with closing(engines.connect(part)) as copied:
        try:
            source.backup(copied, pages=_PAGES, progress=step, sleep=0.05)
        except BaseException as error:
            if stopped:
                raise stopped[0] from None
            raise error from None


def check(path: Path, key: Key | None) -> Head:
    """Make sure that a copy opens with the key, is sound and has the journal it says; return its end."""
    with closing(engines.connect(path, key)) as copied:
        (told,) = copied.execute("PRAGMA quick_check(1)").fetchone()
        head = head_of(copied)
        (count,) = copied.execute(_COUNT).fetchone()
    if told != "ok":
        raise _failure(path, f"the copy is damaged: {told}")
    if count != head.entries:
        raise _failure(path, "entries of the journal are missing in the copy")
    return head


def head_of(connection: Connection) -> Head:
    """Return the end of the journal; of a file from before there were digests only its number."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not is_chained(version):
        return Head(connection.execute(_COUNT).fetchone()[0], "")
    entries, digest = connection.execute(_HEAD).fetchone() or (0, START)
    return Head(int(entries), str(digest))


def head_at(connection: Connection, entries: int) -> str:
    """Return the digest of an entry, that of the start before the first, or nothing."""
    if entries == 0:
        return START
    row = connection.execute(_DIGEST, (entries,)).fetchone()
    return str(row[0]) if row else ""


def is_chained(version: int) -> bool:
    """Tell whether files of this version have digests in their journal."""
    return version >= _CHAINED


def _give_name(part: Path, target: Path) -> None:
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(part, target)  # unlike a rename it never replaces what came there meanwhile
    except FileExistsError:
        raise
    except OSError:  # FAT has no second names
        if target.exists():
            raise FileExistsError(str(target)) from None
        part.rename(target)
    if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing to flush
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _backup(path: Path) -> Backup:
    named = _NAME.fullmatch(path.name)
    if named is None:
        raise ValueError(path.name)
    at = datetime.strptime(named[3], _STAMP).replace(tzinfo=UTC)
    return Backup(
        path=path,
        title=named[1],
        case=named[2],
        at=at.isoformat(timespec="seconds"),
        number=int(named[4] or 1),
        size=path.stat().st_size,
        locked=keys.is_locked(path),
    )


def _short(title: str) -> str:
    stem = file_name(title.replace(".", "．"))  # a dot in a title begins no ending
    while len(stem.encode()) > _STEM_BYTES:
        stem = stem[:-1]
    return stem


def _sweep(folder: Path) -> None:
    """Remove what a crash left of copies that were never finished."""
    with suppress(OSError):
        for part in folder.glob(f".*{_SUFFIX}.part*"):
            with suppress(OSError):
                if time.time() - part.stat().st_mtime > _LEFT_SECONDS:
                    part.unlink()


def _failure(path: Path, detail: str) -> CaseFileError:
    return CaseFileError(Problem(Code.CANNOT_WRITE, Place(file=str(path)), {"detail": detail}))
