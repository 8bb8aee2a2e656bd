"""Leftovers: what a transaction that was given up had put into free pages is overwritten.

When SQLite rolls back it brings back every page that held something, and cuts off what had been added to
the file. What had gone into pages that were free before stays there: they held nothing, so nothing of them
was kept to be brought back. In a plain case anybody could read it.

So the same number of free pages is filled with zeros and given free again, in a transaction of its own.
SQLite takes free pages in the order of its list, which the rollback brought back too, and so takes the same
ones. Until that is done a small file lies beside the case, `.<name>.taking.part`, with the number of pages
in it: whoever opens the case after a crash does it then.

When something is taken back while the rest is committed, SQLite cuts the file off after the commit. What a
crash in between leaves beyond the end is overwritten too: the file grows over it by as many free pages.

Anybody who may write to the folder can put something else under the name of the sign. It only tells that
and how much there is to overwrite, so all that it can do is to have more of what is free overwritten.
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
_USED_OF_PAGE: Final = 3800  # bytes of a content that a page holds at least, its share of other pages counted
_PER_CONTENT: Final = 4  # pages that are not full, and those of the rows around it
# A page of the list of free pages names some thousand, and SQLite takes whichever of them it likes.
_LISTED: Final = 1024
# Of what goes with contents (records, documents, the journal), and of a change that had none.
_OTHERS: Final = 2 * _LISTED
_ALL: Final = 1 << 32  # more than a file has

_DIGITS: Final = 20  # of a number of pages
# A link leads nowhere and a pipe waits for nobody; Windows has neither, all others have no O_BINARY.
_TO_READ: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)

_RESERVED: Final = 80  # bytes of each page of an encrypted case, for SQLCipher
_ROW: Final = 4096  # pages that one row takes
_LAST: Final = 64


class Leftovers:
    """What one scope for writing may leave in pages that were free when it began."""

    def __init__(self, path: Path, key: Key | None) -> None:
        self._path = path
        self._key = key
        self._sign = _sign_of(path)
        self._free = 0  # pages, before anything is taken in
        self._left: int | None = None  # how many of them when the scope failed; None when nobody could look
        self._expected = 0  # pages of all contents that were to come
        self._announced = 0  # pages that the sign tells
        self._hidden = 0  # pages that this scope gave free: as many others may be in use
        self._given_up = 0  # pages of what was taken back while the rest goes on
        self._committing = False

    @contextmanager
    def overwritten(self) -> Iterator[None]:
        """Overwrite what the transaction inside has not kept, once it has ended."""
        pages = 0
        try:
            yield
            pages = self._given_up
        except CaseFileError as error:
            # Who did not get the file for himself alone while committing has written nothing into it.
            locked = any(problem.code is Code.LOCKED for problem in error.problems)
            pages = 0 if locked and self._committing else self._lost()
            raise
        except BaseException:
            pages = self._lost()
            raise
        finally:
            if pages:
                with suppress(OSError):  # it is overwritten without a sign too
                    self._announce(pages)
                overwrite(self._path, self._key, pages)
            elif self._announced:
                with suppress(dbapi2.Error, OSError), closing(engines.connect(self._path, self._key)) as own:
                    _lift(own, self._sign)

    @contextmanager
    def watching(self, connection: Connection) -> Iterator[None]:
        """Look how many pages are free at first, and when the scope fails, before it is rolled back."""
        self._free = int(connection.exec_driver_sql(_FREE).scalar_one())
        try:
            yield
        except BaseException:
            driver = None if connection.invalidated else connection.connection.driver_connection
            if driver is not None and driver.in_transaction:
                self._left = _free(driver)
                with suppress(OSError):
                    self._announce(self._lost())  # who is ended while rolling back
            raise
        self._committing = True

    def expect(self, size: int) -> None:
        """Tell that a content of so many bytes is to be taken in."""
        self._expected += _pages_of(size)
        if min(self._expected, self._free) > self._announced:
            # Twice as many, so that the thousand files of a batch are not told one by one.
            self._announce_before_writing(min(2 * self._expected + _OTHERS, self._free))

    def lose(self, size: int) -> None:
        """Tell that so many bytes of a content were taken in and are now taken back, right before that.

        It is told where none was free too: what was added lies beyond the end until the file is cut off.
        """
        if size:
            self._given_up = max(self._given_up, _pages_of(size) + _LISTED)
            self._announce_before_writing(self._given_up)

    def free(self, size: int) -> None:
        """Tell that a content of so many bytes is deleted; its pages are not among those that were free."""
        self._hidden += _pages_of(size)

    def _lost(self) -> int:
        """Return in how many of the first free pages something may lie after a rollback."""
        if not self._free:
            return self._given_up
        if self._left is None:  # while committing, or SQLite had rolled back by itself
            return max(self._expected, self._given_up) + _OTHERS + _LISTED
        taken = max(self._free - self._left, 0)
        return max(taken + self._hidden + _LISTED if taken or self._hidden else 0, self._given_up)

    def _announce_before_writing(self, pages: int) -> None:
        """Announce before anything is written; raises CaseFileError when that cannot be done."""
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
    """Note that a crash left a transaction to be rolled back, before whoever looks at the file does so.

    Who has it open only to read does so while the writer's name is still beside the case: somebody else
    may write without having told.
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
    """Overwrite what a crash left in free pages, unless somebody who is at work does so himself."""
    sign = _sign_of(path)
    with suppress(OSError):
        if _is_there(sign) and (holding or not lock_file.is_held(path)):
            overwrite(path, key, _announced_pages(sign), wait=False)


def overwrite(path: Path, key: Key | None, pages: int, *, wait: bool = True) -> bool:
    """Overwrite the first free pages of a file and take the sign away; else it stays for the next opening."""
    with suppress(dbapi2.Error, OSError), closing(engines.connect(path, key)) as own:
        if not wait:
            own.execute("PRAGMA busy_timeout=0")
        own.execute("PRAGMA secure_delete=ON")  # what is given free is zeros on the disk too
        own.execute("BEGIN IMMEDIATE")
        size, count = (int(own.execute(f"PRAGMA page_{of}").fetchone()[0]) for of in ("size", "count"))
        beyond = path.stat().st_size // size - count
        _fill(own, pages, size - (_RESERVED if key else 0), beyond)
        own.execute("COMMIT")
        _lift(own, _sign_of(path))
        return True
    return False


def _fill(own: Driver, pages: int, usable: int, beyond: int) -> None:
    """Take free pages for zeros, and those beyond the end, and give them free again; no other is added.

    A row whose bytes fill so many whole pages, and beside them only what always stays in its own place,
    takes exactly so many. The last of them goes into a table that has nothing else.
    """
    first = (usable - 12) * 32 // 255 - 23 - 4  # bytes, without those of the row itself; see fileformat2
    spared = 0 if beyond > 0 else max(_free(own) - pages, 0)  # what is free is taken before any is added

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
    """Write the sign so that it is on the disk before any page is; nobody's link leads anywhere.

    One that tells less stays until this one is whole.
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
    if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing to flush
        folder = os.open(sign.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _announced_pages(sign: Path) -> int:
    """Return how many pages a sign tells; all when it is none of ours or a crash came before it was one."""
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
    """Take the sign away while nobody else can write, who might have put it there anew."""
    own.execute("BEGIN IMMEDIATE")
    try:
        sign.unlink(missing_ok=True)
        _unfinished(sign).unlink(missing_ok=True)
    finally:
        own.execute("ROLLBACK")
