"""Leftovers: overwriting what a rolled back transaction wrote into free pages.

A rollback of SQLite restores all used pages and truncates the file to its former size. Data written into
pages that were free before remains there, because SQLite saves no copy of free pages. In a plain case
anybody could read it.

So the same number of free pages is filled with zeros and freed again, in another transaction. SQLite takes
free pages in the order of its list, which the rollback restored too, and so takes the same pages. Until that
is done, a small marker file `.<name>.taking.part` beside the case holds the number of pages; whoever opens
the case after a crash does it then.

When a part is undone while the rest is committed, SQLite truncates the file after the commit. What a crash in
between leaves beyond the end is overwritten too, by letting the file grow over it by as many free pages.

Anybody who can write to the folder can replace the marker. It only holds the number of pages to overwrite, so
this can at most cause more free pages to be overwritten.
"""

from __future__ import annotations

import os
import stat
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures
from assessor.storage.files import lock_file, replacement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection
    from sqlcipher3.dbapi2 import Connection as Driver

    from assessor.storage.keys import Key

_FREE: Final = "PRAGMA freelist_count"
_USED_OF_PAGE: Final = 3800  # least bytes of a content in a page, including its share of other pages
_PER_CONTENT: Final = 4  # further pages: partly filled ones, and those of neighbouring rows
# A page of the free list names some thousand pages, of which SQLite takes any.
_LISTED: Final = 1024
# Pages of records, documents and journal beside contents, and of a change without contents.
_OTHERS: Final = 2 * _LISTED
_ALL: Final = 1 << 32  # more pages than any file has

_DIGITS: Final = 20  # digits of a number of pages
# Links are not followed and pipes do not block; Windows has neither flag, others have no O_BINARY.
_TO_READ: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)

_RESERVED: Final = 80  # bytes of each page of an encrypted case, for SQLCipher
_ROW: Final = 4096  # pages of one row
_LAST: Final = 64


class Leftovers:
    """What one writing scope may leave in pages that were free at its beginning."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._key = key
        self._sign = _sign_of(path)
        self._free = 0  # number of free pages at the beginning
        self._left: int | None = None  # the same when the scope failed; None if it could not be read
        self._expected = 0  # expected pages of all announced contents
        self._announced = 0  # number of pages in the marker
        self._hidden = 0  # pages freed by this scope, for which as many others may be in use
        self._given_up = 0  # pages of parts that were undone while the rest goes on
        self._committing = False

    @contextmanager
    def overwritten(self) -> Iterator[None]:
        """Overwrite what the transaction inside did not keep, after it ended."""
        pages = 0
        try:
            yield
            pages = self._given_up
        except CaseFileError as error:
            # A commit that did not get the exclusive lock has written nothing into the file.
            locked = any(problem.code is Code.LOCKED for problem in error.problems)
            pages = 0 if locked and self._committing else self._lost()
            raise
        except BaseException:
            pages = self._lost()
            raise
        finally:
            if pages:
                with suppress(OSError):  # it is overwritten even without the marker
                    self._announce(pages)
                overwrite(self._path, self._key, pages)
            elif self._announced:
                with suppress(dbapi2.Error, OSError), closing(engines.connect(self._path, self._key)) as own:
                    _lift(own, self._sign)

    @contextmanager
    def watching(self, connection: Connection) -> Iterator[None]:
        """Count the free pages at the beginning, and before the rollback if the scope fails."""
        self._free = int(connection.exec_driver_sql(_FREE).scalar_one())
        try:
            yield
        except BaseException:
            driver = None if connection.invalidated else connection.connection.driver_connection
            if driver is not None and driver.in_transaction:
                self._left = _free(driver)
                with suppress(OSError):
                    self._announce(self._lost())  # for a process that is killed during the rollback
            raise
        self._committing = True

    def expect(self, size: int) -> None:
        """Announce that a content of this size in bytes will be written."""
        self._expected += _pages_of(size)
        if min(self._expected, self._free) > self._announced:
            # Doubled, so that the marker is not rewritten for each of the thousand files of a batch.
            self._announce_before_writing(min(2 * self._expected + _OTHERS, self._free))

    def lose(self, size: int) -> None:
        """Announce that this number of bytes of a written content will be removed again.

        Needed even without free pages, since added pages lie beyond the end until the file is truncated.
        """
        if size:
            self._given_up = max(self._given_up, _pages_of(size) + _LISTED)
            self._announce_before_writing(self._given_up)

    def free(self, size: int) -> None:
        """Announce the deletion of a content of this size, whose pages were not free at the beginning."""
        self._hidden += _pages_of(size)

    def _lost(self) -> int:
        """Return the number of first free pages that may hold data after a rollback."""
        if not self._free:
            return self._given_up
        if self._left is None:  # during the commit, or SQLite rolled back by itself
            return max(self._expected, self._given_up) + _OTHERS + _LISTED
        taken = max(self._free - self._left, 0)
        return max(taken + self._hidden + _LISTED if taken or self._hidden else 0, self._given_up)

    def _announce_before_writing(self, pages: int) -> None:
        """Write the marker before anything else; raises CaseFileError when that fails."""
        for name in (self._sign, _unfinished(self._sign)):
            if _is_folder(name):
                raise CaseFileError(Problem(Code.IN_THE_WAY, Place(file=str(name))))
        with failures.system_errors_as_problems(self._path, Code.CANNOT_WRITE):
            self._announce(pages)

    def _announce(self, pages: int) -> None:
        if pages > self._announced:
            _put(self._sign, pages)
            self._announced = pages


def notice(path: Path, *, opening: bool = True) -> None:
    """Write the marker for a transaction left by a crash, before opening the file rolls it back.

    For a reader this is done only while the lock of the crashed writer exists, since others may be writing.
    """
    with suppress(OSError):
        real = replacement.behind(path)
        if not real.with_name(f"{real.name}-journal").exists():
            return
        sign = _sign_of(path)
        if _is_there(sign) or (lock_file.is_held(path) if opening else not lock_file.is_abandoned(path)):
            return
        _put(sign, _OTHERS + _LISTED)


def sweep(path: Path, key: Key | None, *, holding: bool = False) -> None:
    """Overwrite what a crash left in free pages, unless another writer is active, who does so."""
    sign = _sign_of(path)
    with suppress(OSError):
        if _is_there(sign) and (holding or not lock_file.is_held(path)):
            overwrite(path, key, _announced_pages(sign), wait=False)


def overwrite(path: Path, key: Key | None, pages: int, *, wait: bool = True) -> bool:
    """Overwrite the first free pages of a file and remove the marker, which stays if that fails."""
    with suppress(dbapi2.Error, OSError), closing(engines.connect(path, key)) as own:
        if not wait:
            own.execute("PRAGMA busy_timeout=0")
        own.execute("PRAGMA secure_delete=ON")  # so that freed pages are zeros on the disk too
        own.execute("BEGIN IMMEDIATE")
        size, count = (int(own.execute(f"PRAGMA page_{of}").fetchone()[0]) for of in ("size", "count"))
        beyond = path.stat().st_size // size - count
        _fill(own, pages, size - (_RESERVED if key else 0), beyond)
        own.execute("COMMIT")
        _lift(own, _sign_of(path))
        return True
    return False


def _fill(own: Driver, pages: int, usable: int, beyond: int) -> None:
    """Fill free pages and those beyond the end with zeros, and free them; no other pages are added.

    A row of a size that fills whole pages, except for the part that stays in the table's own page, uses
    exactly that number. The last one goes into an otherwise empty table.
    """
    first = (usable - 12) * 32 // 255 - 23 - 4  # bytes in overflow pages; see SQLite's fileformat2
    spared = 0 if beyond > 0 else max(_free(own) - pages, 0)  # free pages are used before new ones are added

    def row(table: str, count: int) -> None:
        own.execute(f"INSERT INTO {table} VALUES (zeroblob(?))", (first + count * (usable - 4),))

    if _free(own) <= spared and beyond <= 0:
        return
    tables = ["overwriting_last"]
    own.execute("CREATE TABLE overwriting_last (zeros BLOB)")
    if _free(own) - spared > _LAST:
        tables.append("overwriting")
        own.execute("CREATE TABLE overwriting (zeros BLOB)")
        while (left := _free(own) - spared) > _LAST:
            row("overwriting", min(_ROW, left - _LAST // 2))
    if (left := _free(own) - spared) > 0:
        row("overwriting_last", left)
    while beyond > 0:
        row("overwriting_last", min(_ROW, beyond))
        beyond -= _ROW
    for table in tables:
        own.execute(f"DROP TABLE {table}")


def _free(driver: Driver) -> int:
    return int(driver.execute(_FREE).fetchone()[0])


def _pages_of(size: int) -> int:
    return size // _USED_OF_PAGE + _PER_CONTENT


def _sign_of(path: Path) -> Path:
    real = replacement.behind(path)
    return real.with_name(f".{real.name}.taking.part")


def _unfinished(sign: Path) -> Path:
    return sign.with_name(f"{sign.name}~")


def _is_there(sign: Path) -> bool:
    return any(os.path.lexists(one) and not _is_folder(one) for one in (sign, _unfinished(sign)))


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _put(sign: Path, pages: int) -> None:
    """Write the marker and flush it to the disk before any page; links are not followed.

    A marker with a lower number stays until this one is complete.
    """
    part = _unfinished(sign)
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        try:
            os.write(handle, str(pages).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(sign)
    except OSError:  # a full disk
        with suppress(OSError):
            part.unlink()
        raise
    if hasattr(os, "O_DIRECTORY"):  # Windows cannot flush a folder
        folder = os.open(sign.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _announced_pages(sign: Path) -> int:
    """Return the number of pages in the marker; all if it is unreadable or incomplete."""
    try:
        handle = os.open(sign, _TO_READ)
        try:
            text = os.read(handle, _DIGITS) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
        finally:
            os.close(handle)
    except OSError:
        return _ALL
    return int(text) if text.isdigit() else _ALL


def _lift(own: Driver, sign: Path) -> None:
    """Remove the marker while nobody else can write and recreate it."""
    own.execute("BEGIN IMMEDIATE")
    try:
        sign.unlink(missing_ok=True)
        _unfinished(sign).unlink(missing_ok=True)
    finally:
        own.execute("ROLLBACK")
