"""Backups: whole copies of a case, encrypted as it is, and checked after writing.

A name in a folder of copies tells the case, the moment, and the last entry of the copy with the beginning
of its digest. So two branches of one case, which have its id, are told apart without opening anything.
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

PAGES: Final = 4096  # between two looks at the progress; who writes waits no longer than for these
_RESTARTS: Final = 5  # each writer makes SQLite begin anew; then it is tried again later
_STAMP: Final = "%Y%m%dT%H%M%SZ"
_DIGITS: Final = 12  # of the digest, as the name below has them
_NAME: Final = re.compile(
    r"(.*)_([0-9a-z-]+)_([12]\d{7}T\d{6}Z)(?:-(\d{1,9}))?(?:_(\d{1,15})-([0-9a-f]{12}))?\.assess",
    re.DOTALL | re.ASCII,
)
_SUFFIX: Final = ".assess"
_STEM_BYTES: Final = 120  # of the title: with id, time, end and the ending of a part no name is too long
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
    entries: int  # in its journal; 0 when the name does not tell
    digest: str  # the first digits of that of the last entry
    size: int
    locked: bool  # whether it is encrypted


def take(case: CaseFile, folder: Path, title: str, ident: str, progress: Progress) -> Backup:
    """Copy a case that may be in use into a folder; the copy appears only when it was checked."""
    with failures.system_errors_as_problems(folder / "-", Code.CANNOT_WRITE):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stem = f"{_short(title)}_{ident}_{datetime.now(UTC).strftime(_STAMP)}"
    with part_of(folder / f"{stem}{_SUFFIX}") as part:
        target = _free(folder, stem, _copied(case, part, progress))
        give_name(part, target)
    made = _backup(target)
    if made is None:  # somebody deleted it at once
        raise CaseFileError(Problem(Code.NOT_FOUND, Place(file=str(target))))
    return made


def copy_to(case: CaseFile, target: Path, progress: Progress) -> Head:
    """Copy a case that may be in use to a new file, and return the end of the journal in it."""
    with new_file(target) as part:
        return _copied(case, part, progress)


def listed(folder: Path, ident: str = "") -> list[Backup]:
    """Return the copies in a folder, of one case or of all, newest first."""
    try:
        beside = sorted(folder.iterdir())
    except OSError:
        return []
    backups = (_backup(path) for path in beside if path.is_file())
    mine = [one for one in backups if one and ident in {"", one.case}]
    return sorted(mine, key=lambda one: (one.at, one.number, one.entries), reverse=True)


def on_same_volume(case: Path, folder: Path) -> bool:
    """Tell whether copies in a folder would be lost together with the disk or stick of the case."""
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
    """Copy a file into an empty one that gets its key and its salt; `raw` are the bytes of the source."""
    if key is None:
        pages(source, part, progress)
    else:
        with failures.system_errors_as_problems(part, Code.CANNOT_WRITE):
            raw_file.copy(source, raw, part, PAGES, progress)


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
            source.backup(copied, pages=PAGES, progress=step, sleep=0.05)
        except BaseException as error:
            if stopped:
                raise stopped[0] from None
            raise error from None


def check(path: Path, key: Key | None, progress: Progress) -> Head:
    """Make sure that a copy opens with the key, is sound and has the journal it says; return its end."""
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


def _free(folder: Path, stem: str, head: Head) -> Path:
    end = f"_{head.entries}-{head.digest[:_DIGITS]}{_SUFFIX}"
    target, number = folder / f"{stem}{end}", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{end}"
    return target


def _backup(path: Path) -> Backup | None:
    """Read the name of a copy; any other file is none, such as one of a thirteenth month."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    title, case, stamp, number, entries, digest = named.groups()
    try:
        at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC).isoformat(timespec="seconds")
        size, locked = path.stat().st_size, keys.is_locked(path)
    except (ValueError, OSError):  # the latter when somebody deletes it just now
        return None
    return Backup(path, title, case, at, int(number or 1), int(entries or 0), digest or "", size, locked)


def _short(title: str) -> str:
    stem = file_name(title.replace(".", "．"))  # a dot in a title begins no ending
    while len(stem.encode()) > _STEM_BYTES:
        stem = stem[:-1]
    return stem


def _failure(path: Path, detail: str) -> CaseFileError:
    return CaseFileError(Problem(Code.CANNOT_WRITE, Place(file=str(path)), {"detail": detail}))
