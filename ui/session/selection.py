"""The current subject and its selected items."""

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
        self.items: tuple[str, ...] = ()  # items of the current subject that are judged together
        self.sought = False  # whether the user chose the current item, and not only its subject

    def select(self, subject: str, item: str = "", items: Sequence[str] = ()) -> None:
        """Select a subject and one of its items, by default its first.

        `items` are the items selected together with it; by default it is selected alone.
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
        """Select no item of the current subject, since none is listed."""
        if self.item:
            self.item, self.items, self.sought = "", (), False
            self._signals.current_changed.emit()

    def start_at(self, subject: str, item: str) -> None:
        """Select the last place of a case that was just opened, else its first subject and item.

        Emits nothing, since the signal that a case was opened covers it.
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
        """Clear the selection, since no case is open."""
        self.subject = self.item = ""
        self.items = ()
