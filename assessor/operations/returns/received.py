"""A received file: read whole, identified by its hash, and read again only if unchanged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import container

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self


@dataclass(frozen=True)
class ReceivedFile:
    """One file that came in, from a folder or out of an archive; `load` reads it whole.

    `name` is what the user sees of where it lies, `file` its own name, `shown` its name from what was
    chosen on; `path` is None inside an archive or a mail. Of one that is `opened` the files are there too.
    """

    name: str
    size: int
    load: Callable[[], bytes]
    path: Path | None = None
    shown_as: str = ""  # where that is more than its own name
    opened: bool = False

    @classmethod
    def at(cls, path: Path) -> Self:
        """Return the file at a path; a missing one has size 0, and reading its content raises InputError."""
        size = path.stat().st_size if path.is_file() else 0
        return cls(path.name, size, path.read_bytes, path)

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.name.replace("\\", "/").rpartition("/")[2]

    @property
    def shown(self) -> str:
        """Its name from the folder, archive or mail on that was chosen."""
        return self.shown_as or self.file

    def again(self, sha256: str) -> bytes:
        """Read it again; raises InputError when its SHA-256 is not this one."""
        content = self.content()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise InputError(Problem(Code.FILE_CHANGED, Place(file=self.file)))
        return content

    def content(self) -> bytes:
        """Read it whole; raises InputError when it is missing, unreadable, or too large."""
        if self.size > container.FILE_LIMIT:
            raise InputError(container.too_large_file(self.file, self.size))
        if self.path is not None and self.path.exists() and not self.path.is_file():
            raise InputError(Problem(Code.CANNOT_READ, Place(file=self.file)))  # reading a pipe would block
        try:
            return self.load()
        except FileNotFoundError as error:
            raise InputError(Problem(Code.NOT_FOUND, Place(file=self.file))) from error
        except OSError as error:
            facts = {"message": error.strerror or ""}
            raise InputError(Problem(Code.CANNOT_READ, Place(file=self.file), facts)) from error
