"""A hidden folder beside a target, in which something is written until it is complete."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.storage.files.processes import is_alive

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX: Final = ".assessor-"
_OURS: Final = re.compile(rf"{re.escape(_PREFIX)}([0-9a-f]{{6}})-(\d+)-\w+")
_KILLED_AFTER: Final = 3600.0  # seconds; a folder this old is abandoned when its process cannot be checked


@contextmanager
def temporary_folder_in(folder: Path) -> Iterator[Path]:
    """Yield a hidden folder inside `folder` and delete it at the end.

    Folders that killed processes left there are deleted first. Its name holds machine and process, since
    several machines may write to a folder on a server.
    """
    _sweep(folder)
    prefix = f"{_PREFIX}{_machine()}-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=folder) as made:
        yield Path(made)


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # somebody else was faster
            if left.is_dir() and not left.is_symlink() and _is_left(left):
                shutil.rmtree(left, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Tell whether the process that writes into a folder is gone."""
    match = _OURS.fullmatch(folder.name)
    if match and match[1] == _machine():
        return not is_alive(int(match[2]))
    touched = max(os.lstat(path).st_mtime for path in (folder, *folder.rglob("*")))
    return time.time() - touched > _KILLED_AFTER


def _machine() -> str:
    return sha256(platform.node().encode()).hexdigest()[:6]
