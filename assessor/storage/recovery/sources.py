"""The states in which a damaged case can be read, each a file that nobody changes."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures
from assessor.storage.files import replacement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assessor.storage.keys import Key


@dataclass(frozen=True)
class DamagedSource:
    """A file to read, and the files beside it that were ignored."""

    path: Path
    left_out: str = ""


@contextmanager
def readable(path: Path, part: Path, key: Key | None) -> Iterator[tuple[DamagedSource, ...]]:
    """Yield the states in which a damaged case can be read, the likeliest first.

    A journal of a crash is rolled back in a copy beside `part`, so that the damaged file is not written. The
    journal may belong to another file, so the state without it is also yielded.
    """
    if not path.is_file():
        raise CaseFileError(Problem(Code.NOT_FOUND, Place(file=str(path))))
    case = replacement.behind(path)  # SQLite keeps a journal beside the file, not beside a link to it
    journal = case.with_name(f"{case.name}-journal")
    if not journal.exists():
        yield (DamagedSource(case),)
        return
    copy = part.with_name(f"{part.name}-rolled-back")
    beside = copy.with_name(f"{copy.name}-journal")
    try:
        with failures.system_errors_as_problems(part, Code.CANNOT_WRITE):
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            shutil.copyfile(case, copy)
            shutil.copyfile(journal, beside)
        with suppress(dbapi2.DatabaseError), closing(engines.connect(copy, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # rolls back
        yield DamagedSource(copy), DamagedSource(case, left_out=journal.name)
    finally:
        copy.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
