"""What takes long to make is made once a run, whatever the number of processes that run the tests."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.patience import PROCESS

Once = Callable[[str, Callable[[Path], None]], Path]


def once_a_run(base: Path) -> Once:
    """Return what gives a folder of some name, made by whoever asks first; nobody may write to it afterwards.

    `base` is the folder for temporary files of this process.
    """
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / f"once-{name}"
        with _alone(shared / f"once-{name}.lock"):
            if not folder.exists():
                fresh = shared / f"once-{name}.part"
                shutil.rmtree(fresh, ignore_errors=True)  # of one who did not come to the end
                fresh.mkdir()
                make(fresh)
                fresh.rename(folder)
        return folder

    return made


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other process is here; a database is locked alike everywhere, and free after a kill."""
    with closing(sqlite3.connect(lock, timeout=PROCESS, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("COMMIT")
