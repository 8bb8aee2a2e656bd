"""Restoring: what a backup lacks, and writing it beside the case or in its place."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.domain.signing import touched_subjects
from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures, keys, rekeying
from assessor.storage.backups import copies
from assessor.storage.case_file import CaseFile
from assessor.storage.files import replacement
from assessor.storage.files.new_file import new_file
from assessor.storage.schema import definition, migrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlcipher3.dbapi2 import Connection

    from assessor.progress import Progress
    from assessor.storage.keys import Key
    from assessor.storage.stores.chain import Head
    from assessor.storage.stores.journal import JournalEntry
    from assessor.storage.unit_of_work import UnitOfWork

_CASE: Final = 'SELECT id, title FROM "case"'
_AT: Final = "SELECT at FROM journal ORDER BY id DESC LIMIT 1"
_TAIL: Final = 500  # listed entries; nobody reads more
_BESIDE: Final = ("-journal", "-wal")  # files that SQLite rolls back or forward when it opens a case
# Problems of the written file, while another one is read.
_OF_WRITING: Final = frozenset({Code.DISK_FULL, Code.READ_ONLY})


class RestoredProtection(StrEnum):
    """The protection of a file restored from a backup."""

    NONE = "none"  # none: neither the case nor the backup is encrypted
    CASE = "case"  # the passphrase of the case, which the backup has too
    GIVEN = "given"  # the passphrase of the case; the backup is plain
    COPY = "copy"  # the passphrase of the backup, which differs from that of the case


@dataclass(frozen=True)
class BackupDifference:
    """What a case has and its backup lacks."""

    case: str  # the id of the case
    title: str
    last: str  # time of the last entry of the backup; UTC, ISO 8601
    entries: int  # number of entries in the backup
    shared: int  # number of common entries from the first on
    since: int  # number of entries of the case that the backup lacks
    tail: tuple[JournalEntry, ...]  # the newest of these
    subjects: tuple[str, ...]  # number of items in the lacking entries
    protection: RestoredProtection  # protection of the restored file

    @property
    def apart(self) -> int:
        """The number of entries that only the backup has; if any, it is no earlier state of this case."""
        return self.entries - self.shared


def difference(current: CaseFile, copy: Path, key: Key | None) -> BackupDifference:
    """Compare an open case with a backup, which is only read; raises OTHER_CASE for one of another case."""
    with _opened(copy, key) as other, current.read() as work:
        ident, title = other.execute(_CASE).fetchone() or ("", "")
        mine = work.scope.connection.exec_driver_sql(_CASE).first()
        if mine is not None and mine[0] != ident:
            raise CaseFileError(Problem(Code.OTHER_CASE, Place(file=str(copy))))
        (last,) = other.execute(_AT).fetchone() or ("",)
        head = copies.head_of(other)
        now = work.journal.head().entries
        shared = _shared(work, other, head, now)
        tail = work.journal.entries(newest=min(now - shared, _TAIL)) if now > shared else []
    subjects = {subject for entry in tail for subject in touched_subjects(entry.change_set)}
    return BackupDifference(
        *(ident, title, last, head.entries, shared, now - shared, tuple(tail), tuple(sorted(subjects))),
        protection(key, current.key),
    )


def protection(key: Key | None, like: Key | None) -> RestoredProtection:
    """Return the protection of a file restored from a backup with key `key` for a case with key `like`."""
    if key is None:
        return RestoredProtection.GIVEN if like else RestoredProtection.NONE
    return RestoredProtection.CASE if key == like else RestoredProtection.COPY


def restore_to(
    copy: Path, key: Key | None, target: Path, progress: Progress, *, like: Key | None = None
) -> None:
    """Write a backup into a new file, check it, and open it once, which migrates an older one.

    `like` is the key of the case, with which a plain backup is encrypted.
    """
    _write(copy, key, target, progress, like)
    try:
        CaseFile.open(target, key or like).close()
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def replace(path: Path, copy: Path, key: Key | None, progress: Progress, *, like: Key | None = None) -> Path:
    """Replace a case by a backup, and return the name under which the old file is kept.

    The caller has the lock, and this process must not have the case open. The case may be damaged, as it is
    not read. At every moment a whole file has its name. `like` is as in `restore_to`.
    """
    path = replacement.behind(path)
    with failures.system_errors_as_problems(path, Code.CANNOT_WRITE):
        new = path.with_name(f".{path.name}.restore{path.suffix}")
        _clear(new)  # of an interrupted earlier try
        try:
            restore_to(copy, key, new, progress, like=like)
            if path.exists():  # keep the permissions of the case
                shutil.copymode(path, new)
            kept = _free_name(path)
            _keep(path, kept)
            new.replace(path)
        finally:
            _clear(new)
    return kept


def _shared(work: UnitOfWork, other: Connection, head: Head, now: int) -> int:
    """Return the number of the last entry that both journals have."""
    here = work.scope.connection.connection.driver_connection
    low, high = 0, min(head.entries, now)
    if not head.digest:  # a version without digests, so the entries cannot be compared
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if copies.head_at(here, middle) == copies.head_at(other, middle):
            low = middle
        else:
            high = middle - 1
    return low


def _write(copy: Path, key: Key | None, target: Path, progress: Progress, like: Key | None) -> None:
    # This process has the copy open nowhere else, so closing it loses no lock.
    with _opened(copy, key) as source, copy.open("rb", buffering=0) as raw, new_file(target) as part:
        with _problems_of_writing(target):
            copies.whole(source, raw, part, key, progress)
        with failures.driver_errors_as_problems(target, keyed=key is not None):
            head = copies.check(part, key, progress)
        if head != copies.head_of(source):
            values = {"detail": "the copy changed while it was read"}
            raise CaseFileError(Problem(Code.CANNOT_WRITE, Place(file=str(target)), values))
        if protection(key, like) is RestoredProtection.GIVEN:
            rekeying.rewrite(part, None, like, progress)


@contextmanager
def _opened(path: Path, key: Key | None) -> Iterator[Connection]:
    """Open a backup without migrating it."""
    if not path.is_file():
        raise CaseFileError(Problem(Code.NOT_FOUND, Place(file=str(path))))
    try:
        with closing(engines.connect(path, key)) as connection:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            if application_id != engines.APPLICATION_ID:
                raise CaseFileError(Problem(Code.NOT_A_CASE, Place(file=str(path))))
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > migrations.SCHEMA_VERSION:
                values = {"found": version, "known": migrations.SCHEMA_VERSION}
                raise CaseFileError(Problem(Code.TOO_NEW, Place(file=str(path)), values))
            rows = connection.execute(definition.ROWS).fetchall()
            # Reading through a foreign schema may never end.
            definition.expect_rows(rows, path, migrations.STEPS, version)
            yield connection
    except dbapi2.Error as error:
        problem = failures.translated(error, path, writing=False, keyed=key is not None)
        if problem is None and isinstance(error, dbapi2.OperationalError):  # a missing table or column
            problem = CaseFileError(Problem(Code.DAMAGED, Place(file=str(path))))
        raise problem or error from error


@contextmanager
def _problems_of_writing(target: Path) -> Iterator[None]:
    """Raise errors of the disk with the path of the new file."""
    try:
        yield
    except dbapi2.Error as error:
        code = failures.code_of(error, writing=True)
        if code in _OF_WRITING:
            raise CaseFileError(Problem(code, Place(file=str(target)))) from error
        raise


def _clear(new: Path) -> None:
    """Remove an unfinished file with the files beside it, such as its older version."""
    for left in [beside for beside in new.parent.iterdir() if beside.name.startswith(f"{new.stem}.")]:
        left.unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}.before-restore-{stamp}{again}{path.suffix}")
        if not kept.exists():
            return kept
        number += 1


def _keep(path: Path, kept: Path) -> None:
    """Give the case a second name, and its journal of a crash too."""
    if path.exists():
        _second_name(path, kept)
    for ending in _BESIDE:
        beside = path.with_name(f"{path.name}{ending}")
        if beside.exists():  # SQLite would apply it to the new file and damage that
            beside.rename(kept.with_name(f"{kept.name}{ending}"))


def _second_name(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:  # FAT has no hard links
        try:
            shutil.copy(path, kept)
        except BaseException:
            with suppress(OSError):
                kept.unlink()
            raise


def key_of(path: Path, secret: str | None, *, like: Key | None = None) -> Key | None:
    """Return the key of a file: `like` if it fits, else that of a passphrase or recovery code.

    Raises NOT_A_CASE for anything but a regular file, since reading a pipe would wait for a writer.
    """
    if path.exists() and not path.is_file():
        raise CaseFileError(Problem(Code.NOT_A_CASE, Place(file=str(path))))
    if not keys.is_locked(path):
        return None
    salt = keys.salt_of(path)
    if like is not None and salt == like.salt:
        return like
    return keys.from_recovery(secret, salt) or keys.derive(secret, salt) if secret else None
