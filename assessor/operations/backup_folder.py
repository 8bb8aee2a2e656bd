"""Checking that backups can be written to a folder when it is chosen."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from assessor.errors import Code
from assessor.storage import failures

if TYPE_CHECKING:
    from pathlib import Path


def probe(folder: Path) -> None:
    """Write and delete a small file in a folder, which is made if missing; raises CaseFileError."""
    with failures.system_errors_as_problems(folder / "-", Code.CANNOT_WRITE):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"probe")
            file.flush()
            os.fsync(file.fileno())
