"""Importing everything behind the first paint on a worker thread, so that it can be stopped and gives way."""

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
    """Finds no module, but makes each one that this thread looks for a step of the work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._thread = get_ident()
        self._count = 0

    def find_spec(
        self, _name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Take a step, which raises Cancelled when the window is being closed."""
        if get_ident() == self._thread:
            self._count += 1
            self._progress.step(self._count, self._count + 1)
        return None


def load(progress: Progress) -> None:
    """Import all the rest of the program, and sweep what a crash of an earlier run left."""
    step = _Step(progress)
    sys.meta_path.insert(0, step)
    try:
        behind = seam.behind()
    finally:
        sys.meta_path.remove(step)
    behind.sweep()
