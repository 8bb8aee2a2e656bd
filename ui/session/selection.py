"""Which subject and which of its items the window is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.session.signals import Signals
    from ui.session.state import SessionState


class Selection:
    """The current subject, its current item, and the items selected together with that one."""

    def __init__(self, state: SessionState, signals: Signals) -> None:
        self._state = state
        self._signals = signals
        self.subject = ""
        self.item = ""
        self.items: tuple[str, ...] = ()  # of the current subject; they are judged together
        self.sought = False  # whether the current item was asked for, and not only its subject

    def select(self, subject: str, item: str = "", items: Sequence[str] = ()) -> None:
        """Make a subject and one of its items the current ones; without an item, its first.

        `items` are those selected together with it; without any, it is selected alone.
        """
        sought = bool(item)
        if not item:
            item = self.item if subject == self.subject else self._state.open_case.first_item(subject)
        selected = tuple(items) or tuple(filter(None, (item,)))
        if (subject, item) != (self.subject, self.item):
            self.subject, self.item, self.items, self.sought = subject, item, selected, sought
            self._signals.current_changed.emit()
        elif selected != self.items:
            self.items = selected
            self._signals.selection_changed.emit()

    def select_no_item(self) -> None:
        """Leave the current subject without a current item: none of its items is listed."""
        if self.item:
            self.item, self.items, self.sought = "", (), False
            self._signals.current_changed.emit()

    def start_at(self, subject: str, item: str) -> None:
        """Begin a case that was just opened where it was left, else at its first subject and item.

        Nothing is told: that a case was opened tells of its place as well.
        """
        case = self._state.open_case
        subjects = [result.subject.subject for result in case.results.subjects]
        known = subject in subjects
        self.subject = subject if known else next(iter(subjects), "")
        self.item = case.first_item(self.subject) if self.subject else ""
        if known and item in {state.item.id for state in case.results.subject(subject).states}:
            self.item = item
        self.items = tuple(filter(None, (self.item,)))
        self.sought = bool(item) and self.item == item

    def forget(self) -> None:
        """Be nowhere: no case is open."""
        self.subject = self.item = ""
        self.items = ()
