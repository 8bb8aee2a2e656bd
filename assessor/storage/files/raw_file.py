"""Reading the bytes of a case from the disk while SQLite has the file open.

On POSIX, closing any handle of a file releases all locks of this process on it, including those of SQLite.
So a handle beside SQLite's own stays open until the case is not in use in this process.
"""

from __future__ import annotations

import atexit
import os
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import failures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedRandom, FileIO

    from sqlcipher3.dbapi2 import Connection

    from assessor.progress import Progress

_PAGE: Final = 4096
LOCKS: Final = 0x4000_0000  # offset of SQLite's locks, in an unused page, which Windows cannot read
_RESTARTS: Final = 5  # restarts caused by writers, before it is tried again later
_STATE: Final = ("PRAGMA data_version", "PRAGMA page_count")
_kept: Final[list[FileIO]] = []  # handles that could not be closed yet


@atexit.register
def _close_kept() -> None:
    for file in _kept:
        file.close()


class RawFile:
    """The handle by which an open case is read beside SQLite; may be lent to any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._lent = 0
        self._lock = Lock()

    @contextmanager
    def lent(self) -> Iterator[FileIO]:
        """Lend a handle of the file that has the name now; the borrower must not close it."""
        with failures.system_errors_as_problems(self._path, Code.CANNOT_READ), self._lock:
            if self._file is None or not os.path.samestat(os.fstat(self._file.fileno()), self._path.stat()):
                self._drop(busy=self._lent > 0)
                self._file = self._path.open("rb", buffering=0)
            file = self._file
            self._lent += 1
        try:
            yield file
        finally:
            with self._lock:
                self._lent -= 1

    def let_go(self, *, busy: bool) -> None:
        """Close the handle, unless the file is in use, whose locks would be released."""
        with self._lock:
            self._drop(busy=busy or self._lent > 0)

    def _drop(self, *, busy: bool) -> None:
        file, self._file = self._file, None
        if file is not None and busy:
            _kept.append(file)
        elif file is not None:
            file.close()


def copy(source: Connection, raw: FileIO, part: Path, pages: int, progress: Progress) -> None:
    """Copy a file byte for byte into an empty one, `pages` pages at a time, while nobody writes.

    `source` is an idle connection to the same file. It locks out writers while a piece is read, and shows
    whether there was one since; then the copy restarts and writes the differences. For an encrypted case
    this takes a sixth of the time of SQLite, which decrypts and encrypts every page.
    """
    version, begun, offset = None, 0, 0
    with part.open("r+b") as copied:
        while True:
            content, total, piece = _piece(source, raw, offset, pages * _PAGE)
            if content != version:
                version, begun = content, begun + 1
                if begun > _RESTARTS + 1:
                    raise CaseFileError(Problem(Code.LOCKED, Place(file=str(part))))
                if offset:
                    offset = 0
                    continue
            _put(copied, offset, piece)
            offset += len(piece)
            progress.step(offset // _PAGE, total // _PAGE)
            if offset >= total:
                copied.truncate(total)
                return


def _piece(source: Connection, raw: FileIO, offset: int, size: int) -> tuple[int, int, bytes]:
    """Return the change counter, the file's size, and up to `size` bytes at an offset, all of one moment."""
    source.execute("BEGIN")
    try:
        version, count = (int(source.execute(asked).fetchone()[0]) for asked in _STATE)
        total = count * _PAGE
        end = min(offset + size, total)
        return version, total, b"".join(_read(raw, offset, end))
    finally:
        source.execute("ROLLBACK")


def _read(raw: FileIO, start: int, end: int) -> Iterator[bytes]:
    """Yield the bytes between two offsets, with zeros for the page of the locks."""
    after = LOCKS + _PAGE
    if start < LOCKS:
        yield _read_at(raw, start, min(end, LOCKS))
    if start < after and end > LOCKS:
        yield bytes(min(end, after) - max(start, LOCKS))
    if end > after:
        yield _read_at(raw, max(start, after), end)


def _read_at(raw: FileIO, start: int, end: int) -> bytes:
    path = Path(os.fsdecode(raw.name))
    pieces, left = [], end - start
    with failures.system_errors_as_problems(path, Code.CANNOT_READ):
        raw.seek(start)
        while left and (piece := raw.read(left)):
            pieces.append(piece)
            left -= len(piece)
    if left:  # the file is shorter than SQLite says
        raise CaseFileError(Problem(Code.DAMAGED, Place(file=str(path))))
    return b"".join(pieces)


def _put(copied: BufferedRandom, offset: int, piece: bytes) -> None:
    """Write a piece unless an earlier try wrote the same."""
    copied.seek(offset)
    if copied.read(len(piece)) != piece:
        copied.seek(offset)
        copied.write(piece)
