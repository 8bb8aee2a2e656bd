"""CaseFile: one inspection, one file; everything is read and written in a scope of it."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures
from assessor.storage.files import leftovers, replacement
from assessor.storage.files.leftovers import Leftovers
from assessor.storage.files.raw_file import RawFile
from assessor.storage.schema import migrations, quick_check
from assessor.storage.scope import Scope
from assessor.storage.stores.chain import Head
from assessor.storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from io import FileIO
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from assessor.domain.change import Actor, ChangeSet
    from assessor.storage.keys import Key

_HEAD: Final = "SELECT entries, digest FROM chain"
_DIGEST: Final = "SELECT digest FROM journal WHERE id=?"
_LOOK: Final = "SELECT 1 FROM sqlite_schema LIMIT 1"
_UNFINISHED: Final = frozenset({Code.DISK_FULL, Code.CANNOT_WRITE})


class CaseFile:
    """点検案件のファイル: an open case. Scopes may be opened from any thread."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        key: Key | None,
        seen: Head | None = None,
        *,
        untouched: bool = False,
    ) -> None:
        """Take a checked engine and the head of its journal; use `create` or `open` instead."""
        self.path = path
        self.key = key
        self._seen = seen
        self._untouched = untouched
        real = replacement.behind(path)
        self._journal = real.with_name(f"{real.name}-journal")  # checked before every reading
        self._identity = _identity(path)
        self.engine = engine
        self._writers = engines.writing(engine)
        self._raw = RawFile(path)
        self._closed = False

    @classmethod
    def create(cls, path: Path, key: Key | None = None) -> CaseFile:
        """Create an empty case, encrypted with a key if given; when that fails, no file is left."""
        path = path.absolute()
        replacement.settle(path)
        _reserve(path)
        with ExitStack() as on_failure:
            on_failure.callback(path.unlink, missing_ok=True)
            engine = engines.engine_for(path, key)
            on_failure.callback(engine.dispose)
            migrations.begin(engine)
            on_failure.pop_all()
        return cls(path, engine, key)

    @classmethod
    def open(cls, path: Path, key: Key | None = None, *, untouched: bool = False) -> CaseFile:
        """Open a case and migrate an older one; raises CaseFileError with the reason for an unsound file.

        An encrypted case without a key raises PASSPHRASE_NEEDED, and a wrong key or a file that is no case
        raises WRONG_PASSPHRASE, since both are unreadable. With `untouched` nothing is written to the file or
        beside it, so that an older case raises READ_ONLY.
        """
        path = path.absolute()
        if not untouched:
            replacement.settle(path)
            leftovers.notice(path)  # before the first reading, which rolls back after a crash
        _expect_file(path)
        engine = engines.reading_engine_for(path, key) if untouched else engines.engine_for(path, key)
        with ExitStack() as on_failure:
            on_failure.callback(engine.dispose)
            seen = None
            try:
                migrations.bring_up(engine, path, read_only=untouched or not _is_writable(path), key=key)
                with engine.connect() as connection:
                    if not (untouched and quick_check.is_strange(connection)):  # left to verification
                        quick_check.inspect(Scope(connection, path, writable=False))
                        seen = _end(connection)
            except (DBAPIError, UnicodeDecodeError) as error:  # a foreign schema, or invalid text
                raise _failure(Code.DAMAGED, path) from error
            on_failure.pop_all()
        if not untouched and _is_writable(path):
            replacement.sweep(path, key)
            leftovers.sweep(path, key)
        return cls(path, engine, key, seen, untouched=untouched)

    @property
    def read_only(self) -> bool:
        """Whether the file or its folder is read-only according to the system."""
        return not _is_writable(self.path)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Open a scope that reads the present state of the case."""
        self._expect_open()
        if not self._untouched and os.path.lexists(self._journal):
            leftovers.notice(self.path, opening=False)
        with self.engine.connect() as connection:
            yield UnitOfWork(Scope(connection, self.path, writable=False))

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Open a scope that is committed at its end, or rolled back when an exception is raised in it.

        After a rollback, free pages hold nothing of it either; see `leftovers`.
        """
        self._expect_open()
        if self.read_only:
            _expect_file(self.path)
            raise _failure(Code.READ_ONLY, self.path)
        left = Leftovers(self.path, self.key)
        try:
            with left.overwritten(), self._writers.begin() as connection, left.watching(connection):
                work = UnitOfWork(Scope(connection, self.path, writable=True, leftovers=left))
                self._expect_same(work)
                yield work
                seen = _end(connection)
        except CaseFileError as error:
            raise self._settled(error) from error
        self._seen = seen

    def apply(self, change_set: ChangeSet, actor: Actor) -> int:
        """Apply one change set in its own scope and return the id of its journal entry."""
        with self.write() as work:
            return work.apply(change_set, actor)

    def raw(self) -> AbstractContextManager[FileIO]:
        """Lend a handle to the bytes of the file; see `raw_file` for its rules."""
        return self._raw.lent()

    def sweep(self) -> None:
        """Overwrite what a killed writer left in free pages; the caller has the lock."""
        leftovers.sweep(self.path, self.key, holding=True)

    def let_go(self, *, guarded: bool = False) -> None:
        """Close the idle connections, so that the next scope opens the file again.

        `guarded` says that this process has a lock on the file elsewhere, which must not be lost.
        """
        busy = engines.in_use(self.engine) or (guarded and os.name != "nt")
        self.engine.dispose()
        self._raw.let_go(busy=busy)
        self._identity = _identity(self.path)

    def close(self) -> None:
        """Close the file; open scopes of other threads end normally."""
        self._closed = True
        self.let_go()

    def _expect_same(self, work: UnitOfWork) -> None:
        """Check that the journal still has its formerly last entry; otherwise this is another file."""
        seen = self._seen  # read once, since another thread that has written updates it
        if seen is None or not seen.entries:
            return
        digest = work.scope.connection.exec_driver_sql(_DIGEST, (seen.entries,)).scalar()
        if digest != seen.digest:
            work.journal.head()  # raises if the chain does not end properly
            raise _failure(Code.FILE_REPLACED, self.path)

    def _settled(self, error: CaseFileError) -> CaseFileError:
        """Return the error of a failed write, after the file was rolled back.

        On a full disk SQLite leaves the rollback to the next reader, with a file that fills the disk and a
        journal without which a copy is damaged. So the file is read at once.
        """
        codes = {problem.code for problem in error.problems}
        if codes & _UNFINISHED:
            with suppress(CaseFileError, DBAPIError), self.engine.connect() as connection:
                connection.exec_driver_sql(_LOOK).all()
        # SQLite does not write to a file that was renamed or deleted.
        if Code.READ_ONLY in codes and _identity(self.path) != self._identity:
            return _failure(Code.FILE_REPLACED, self.path)
        return error

    def _expect_open(self) -> None:
        if self._closed:
            raise ValueError(f"{self.path} was closed")


def _identity(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of a file, or None when it does not exist."""
    with suppress(OSError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _end(connection: Connection) -> Head | None:
    row = connection.exec_driver_sql(_HEAD).first()
    return Head(row[0], str(row[1])) if row and isinstance(row[0], int) else None


def _reserve(path: Path) -> None:
    """Create an empty file, failing if one exists, so that two creations cannot collide."""
    with failures.system_errors_as_problems(path, Code.CANNOT_WRITE):
        if path.is_dir():
            raise _failure(Code.IS_FOLDER, path)
        if not path.parent.is_dir():
            raise _failure(Code.NO_FOLDER, path.parent)
        path.touch(exist_ok=False)


def _expect_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _failure(Code.NOT_FOUND, path) from error
    except OSError as error:
        raise _failure(Code.CANNOT_READ, path) from error
    if stat.S_ISDIR(mode):
        raise _failure(Code.IS_FOLDER, path)
    if not stat.S_ISREG(mode):
        raise _failure(Code.NOT_A_CASE, path)
    if not os.access(path, os.R_OK):
        raise _failure(Code.CANNOT_READ, path)


def _is_writable(path: Path) -> bool:
    # Also the folder of the file itself, not of a link: SQLite writes its journal there.
    return os.access(path, os.W_OK) and os.access(replacement.behind(path).parent, os.W_OK)


def _failure(code: Code, path: Path) -> CaseFileError:
    return CaseFileError(Problem(code, Place(file=str(path))))
