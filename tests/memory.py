"""Memory: temporary files of the tests lie in it, and garbage is looked for where there can be some.

Whoever commits waits for the disk, some ten milliseconds each time, and no test of this folder is about what
a disk keeps when the power goes: that is for `make soak`.
"""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path
from typing import Final

_PLACE: Final = Path("/dev/shm")
_ENOUGH: Final = 2 << 30  # bytes; in many a container it has 64 MB


def pytest_configure() -> None:
    """Let pytest make its folders there, unless somebody has said where."""
    if _PLACE.is_dir() and os.access(_PLACE, os.W_OK) and shutil.disk_usage(_PLACE).free > _ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_PLACE))


def pytest_collection_finish() -> None:
    """Leave out of every search for garbage what stays until the end: libraries, and the tests themselves."""
    gc.freeze()
