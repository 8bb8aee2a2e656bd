"""Sheets that earlier versions left in the temporary folder when their process was killed."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

_NAMES: Final = "openpyxl.*"  # what the library calls its files, whichever program uses it
_BEGINNING: Final = b"<worksheet "
_OURS: Final = ("点検".encode(), b"<t>Subject</t>")  # stands above the table of each of our sheets
_LOOKED_AT: Final = 262_144
_LEFT_SECONDS: Final = 86_400.0  # nobody writes one sheet for a day


def sweep_sheets() -> int:
    """Remove the sheets that killed earlier versions left, and return their number.

    Files of other programs with the same library are left alone.
    """
    swept = 0
    with suppress(OSError):
        for path in Path(tempfile.gettempdir()).glob(_NAMES):
            with suppress(OSError):
                if _is_left(path.lstat()) and _is_ours(path):
                    path.unlink()
                    swept += 1
    return swept


def _is_left(status: os.stat_result) -> bool:
    # In a folder that everybody can write to, a name proves nothing.
    own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return stat.S_ISREG(status.st_mode) and own and time.time() - status.st_mtime > _LEFT_SECONDS


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    return head.startswith(_BEGINNING) and any(mark in head for mark in _OURS)
