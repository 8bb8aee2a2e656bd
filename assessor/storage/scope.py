"""Scope: the open transaction that the stores of one piece of work share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.errors import CaseFileError, Code, Place, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from assessor.storage.files.leftovers import Leftovers


@dataclass(frozen=True)
class Scope:
    """One transaction on one case file, for reading or for writing."""

    connection: Connection
    path: Path
    writable: bool
    leftovers: Leftovers | None = None  # of a scope that writes contents, to be overwritten when it fails

    def to_write(self) -> Connection:
        """Return the connection for writing; raises in a reading scope, which would keep nothing."""
        if not self.writable:
            raise ValueError("a read scope cannot write")
        return self.connection

    def failure(self, code: Code, **values: object) -> CaseFileError:
        """Return an error with this code and the path of the case."""
        return CaseFileError(Problem(code, Place(file=str(self.path)), values))
