"""Backups: whole copies of a case, encrypted like it, and checked after writing.

The file name has the case, the time, and the last entry with the beginning of its digest, so that two
branches of one case, which have the same id, can be distinguished without opening them.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures, keys
from assessor.storage.files import raw_file
from assessor.storage.files.new_file import give_name, new_file, part_of
from assessor.storage.files.stoppable import stoppable
from assessor.storage.stores.chain import START, Head
from assessor.text import file_name

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from assessor.progress import Progress
    from assessor.storage.case_file import CaseFile
    from assessor.storage.keys import Key

PAGES: Final = 4096  # pages copied between two steps of the progress; a writer waits at most for these
_RESTARTS: Final = 5  # restarts of SQLite's copy, caused by writers, before it is tried again later
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_DIGITS: Final = 12  # characters of the digest in a file name
_NAME: Final = re.compile(
    r"(.*)_([0-9a-z-]+)_([12]\d{7}T\d{6}Z)(?:-(\d{1,9}))?(?:_(\d{1,15})-([0-9a-f]{12}))?\.assess",
    re.DOTALL | re.ASCII,
)
_SUFFIX: Final = ".assess"
_STEM_BYTES: Final = 120  # bytes of the title in a file name, so that no name is too long
_COUNT: Final = "SELECT count(*) FROM journal"
_HEAD: Final = "SELECT entries, digest FROM chain"
_CHAINED: Final = 3  # the schema version that introduced digests of entries
_DIGEST: Final = "SELECT digest FROM journal WHERE id=?"


@dataclass(frozen=True)
class Backup:
    """A backup in a folder, as described by its file name."""

    path: Path
    title: str
    case: str  # the id of the case
    at: str  # UTC, ISO 8601
    number: int  # number among those of that second
    entries: int  # number of its journal entries; 0 if the name does not say
    digest: str  # the first characters of the digest of the last entry
    size: int
    locked: bool  # whether it is encrypted


def take(case: CaseFile, folder: Path, title: str, ident: str, progress: Progress) -> Backup:
    """Copy a case, which may be in use, into a folder; the backup appears only after it was checked."""
    with failures.system_errors_as_problems(folder / "-", Code.CANNOT_WRITE):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{_short(title)}_{ident}_{datetime.now(UTC).strftime(_STAMP)}"
    with part_of(folder / f"{stem}{_SUFFIX}") as part:
        target = _free(folder, stem, _copied(case, part, progress))
        give_name(part, target)
    made = _backup(target)
    if made is None:  # somebody deleted it immediately
        raise CaseFileError(Problem(Code.NOT_FOUND, Place(file=str(target))))
    return made


def copy_to(case: CaseFile, target: Path, progress: Progress) -> Head:
    """Copy a case, which may be in use, to a new file and return the head of its journal."""
    with new_file(target) as part:
        return _copied(case, part, progress)


def listed(folder: Path, ident: str = "") -> list[Backup]:
    """Return the backups in a folder, of one case or of all, newest first."""
    try:
        beside = sorted(folder.iterdir())
    except OSError:
        return []
    backups = (_backup(path) for path in beside if path.is_file())
    mine = [one for one in backups if one and ident in {"", one.case}]
    return sorted(mine, key=lambda one: (one.at, one.number, one.entries), reverse=True)


def on_same_volume(case: Path, folder: Path) -> bool:
    """Tell whether a folder is on the disk or stick of the case."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return case.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


def _copied(case: CaseFile, part: Path, progress: Progress) -> Head:
    keyed = case.key is not None
    with failures.driver_errors_as_problems(case.path, keyed=keyed):
        source = engines.connect(case.path, case.key)
    with failures.driver_errors_as_problems(part, keyed=keyed), closing(source), case.raw() as raw:
        whole(source, raw, part, case.key, progress)
        head = check(part, case.key, progress)
        if head_at(source, head.entries) != head.digest:
            raise _failure(part, "the journal of the copy is not that of the case")
    return head


def whole(source: Connection, raw: FileIO, part: Path, key: Key | None, progress: Progress) -> None:
    """Copy a file into an empty one with its key and salt; `raw` reads the bytes of the source."""
    if key is None:
        pages(source, part, progress)
    else:
        with failures.system_errors_as_problems(part, Code.CANNOT_WRITE):
            raw_file.copy(source, raw, part, PAGES, progress)


def pages(source: Connection, part: Path, progress: Progress) -> None:
    """Copy all pages of a plain file into an empty one by SQLite."""
    stopped: list[BaseException] = []
    begun, last = 0, 0

    def step(_status: int, left: int, total: int) -> None:
        nonlocal begun, last
        begun, last = begun + (left > last), left
        try:
            progress.step(total - left, total)
            if begun > _RESTARTS:
                raise CaseFileError(Problem(Code.LOCKED, Place(file=str(part))))  # noqa: TRY301 - as any other
        except BaseException as reason:  # the driver would replace it by its own error
            stopped.append(reason)
            raise

    with closing(engines.connect(part)) as copied:
        try:
            source.backup(copied, pages=PAGES, progress=step, sleep=0.05)
        except BaseException as error:
            if stopped:
                raise stopped[0] from None
            raise error from None


def check(path: Path, key: Key | None, progress: Progress) -> Head:
    """Check that a copy opens with the key and is sound with its journal, and return the journal's head."""
    with closing(engines.connect(path, key)) as copied:
        total = int(copied.execute("PRAGMA page_count").fetchone()[0])
        with stoppable(copied, lambda: progress.step(total - 1, total)):
            (result,) = copied.execute("PRAGMA quick_check(1)").fetchone()
        head = head_of(copied)
        (count,) = copied.execute(_COUNT).fetchone()
    if result != "ok":
        raise _failure(path, f"the copy is damaged: {result}")
    if count != head.entries:
        raise _failure(path, "entries of the journal are missing in the copy")
    return head


def head_of(connection: Connection) -> Head:
    """Return the head of the journal; of a file without digests only the number."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not is_chained(version):
        return Head(connection.execute(_COUNT).fetchone()[0], "")
    entries, digest = connection.execute(_HEAD).fetchone() or (0, START)
    return Head(int(entries), str(digest))


def head_at(connection: Connection, entries: int) -> str:
    """Return the digest of an entry, the initial one for 0, or an empty text."""
    if entries == 0:
        return START
    row = connection.execute(_DIGEST, (entries,)).fetchone()
    return str(row[0]) if row else ""


def is_chained(version: int) -> bool:
    """Tell whether files of this schema version have digests in their journal."""
    return version >= _CHAINED


def _free(folder: Path, stem: str, head: Head) -> Path:
    end = f"_{head.entries}-{head.digest[:_DIGITS]}{_SUFFIX}"
    target, number = folder / f"{stem}{end}", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{end}"
    return target


def _backup(path: Path) -> Backup | None:
    """Return the backup described by a file name, or None for other and invalid names."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    title, case, stamp, number, entries, digest = named.groups()
    try:
        at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).isoformat(timespec="seconds")
        size, locked = path.stat().st_size, keys.is_locked(path)
    except (ValueError, OSError):  # OSError if somebody just deleted it
        return None
    return Backup(path, title, case, at, int(number or 1), int(entries or 0), digest or "", size, locked)


def _short(title: str) -> str:
    stem = file_name(title.replace(".", "．"))  # a dot in a title begins no suffix
    while len(stem.encode()) > _STEM_BYTES:
        stem = stem[:-1]
    return stem


def _failure(path: Path, detail: str) -> CaseFileError:
    return CaseFileError(Problem(Code.CANNOT_WRITE, Place(file=str(path)), {"detail": detail}))
