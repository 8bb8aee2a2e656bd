"""Importing everything else after the first paint, on a worker thread that can be cancelled."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from threading import get_ident
from typing import TYPE_CHECKING

from ui.app import seam

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    from assessor.progress import Progress


class _Step(MetaPathFinder):
    """An import finder that finds nothing, but reports each import of this thread as a step of the job."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._thread = get_ident()
        self._count = 0

    def find_spec(
        self, _name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Report a step; raises Cancelled when the window is being closed."""
        if get_ident() == self._thread:
            self._count += 1
            self._progress.step(self._count, self._count + 1)
        return None


def load(progress: Progress) -> None:
    """Import the rest of the program, and remove temporary files that an earlier crash left."""
    step = _Step(progress)
    sys.meta_path.insert(0, step)
    try:
        behind = seam.behind()
    finally:
        sys.meta_path.remove(step)
    behind.sweep()
