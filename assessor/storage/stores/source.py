"""Reading a file once from beginning to end, while it must not change."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from assessor.errors import Code, InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.progress import Progress

PIECE: Final = 1024 * 1024


class EvidenceSource:
    """A file to be kept as evidence, in the state when it was chosen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        status = self._stat()
        if stat.S_ISDIR(status.st_mode):
            raise self._failure(Code.FILE_IS_FOLDER)
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would block
            raise self._failure(Code.CANNOT_READ)
        self._state = _state(status)
        self.size = status.st_size

    def pieces(self, progress: Progress) -> Iterator[bytes]:
        """Yield the content of the file; raises InputError if it was changed or replaced meanwhile."""
        done = 0
        progress.step(0, self.size)
        with self._errors_as_problems():
            file = self._path.open("rb")
        with file:
            opened = _state(os.fstat(file.fileno()))
            while block := self._read(file):
                yield block
                done += len(block)
                progress.step(done, self.size)
            closed = _state(os.fstat(file.fileno()))
        # Handles are compared with handles and names with names, since they differ on some systems.
        if done != self.size or opened != closed or _state(self._stat()) != self._state:
            raise self._failure(Code.FILE_CHANGED)

    def _read(self, file: BinaryIO) -> bytes:
        with self._errors_as_problems():
            return file.read(PIECE)

    def _stat(self) -> os.stat_result:
        with self._errors_as_problems():
            return self._path.stat()

    @contextmanager
    def _errors_as_problems(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise self._failure(Code.FILE_VANISHED) from error
        except OSError as error:
            raise self._failure(Code.CANNOT_READ) from error

    def _failure(self, code: Code) -> InputError:
        return InputError(Problem(code, Place(file=self._path.name)))


def _state(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
