"""Undo and redo of change sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assessor.domain.change import ChangeSet


class History:
    """The stacks of undo and redo, which stay unchanged when a set cannot be applied."""

    def __init__(self, apply: Callable[[ChangeSet], object], done: Iterable[ChangeSet] = ()) -> None:
        self._apply = apply
        self._done = list(done)
        self._undone: list[ChangeSet] = []

    @property
    def undoable(self) -> ChangeSet | None:
        """The set that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> ChangeSet | None:
        """The set that redo would do again."""
        return self._undone[-1] if self._undone else None

    @property
    def steps(self) -> tuple[ChangeSet, ...]:
        """All sets that can be undone or redone."""
        return (*self._done, *self._undone)

    def do(self, change_set: ChangeSet) -> ChangeSet:
        """Apply a set and remember it; an empty one is neither applied nor remembered."""
        if change_set.changes:
            self._apply(change_set)
            self.record(change_set)
        return change_set

    def record(self, change_set: ChangeSet) -> None:
        """Remember a set that a job has already applied."""
        if change_set.changes:
            self._done.append(change_set)
            self._undone.clear()

    def undo(self) -> ChangeSet:
        """Undo the last set and return the applied one; raises IndexError when there is none."""
        inverse = self._done[-1].inverted()
        self._apply(inverse)  # may raise, so before the stacks change
        self._undone.append(inverse.inverted())
        self._done.pop()
        return inverse

    def redo(self) -> ChangeSet:
        """Redo the last undone set and return it; raises IndexError when there is none."""
        again = self._undone[-1]
        self._apply(again)
        self._done.append(again)
        self._undone.pop()
        return again
