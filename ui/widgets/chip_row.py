"""A row of buttons of which one is pressed: what a list is narrowed to, each with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from ui.widgets.flow import Flow
from ui.widgets.labels import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

K = TypeVar("K")


class ChipRow(QWidget, Generic[K]):
    """Narrows a list; a choice with nothing in it cannot be pressed, the first always can."""

    chosen = Signal()

    def __init__(self, keys: Iterable[K], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = list(keys)
        self._group = QButtonGroup(self)
        row = Flow(self, gap=GAP)
        self.buttons: dict[K, QToolButton] = {}
        for number, key in enumerate(self._keys):
            button = QToolButton()
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            self.buttons[key] = button
            row.addWidget(button)
        self.buttons[self._keys[0]].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def current(self) -> K:
        """What is chosen."""
        return self._keys[self._group.checkedId()]

    def choose(self, key: K) -> None:
        """Choose what the list is narrowed to."""
        self.buttons[key].setChecked(True)

    def tell(self, words: Mapping[K, str], counts: Mapping[K, int]) -> None:
        """Name the choices and count what is in each."""
        for key, button in self.buttons.items():
            button.setText(f"{words[key]} {counts[key]}")
            button.setEnabled(bool(counts[key]) or key == self._keys[0] or button.isChecked())

    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.chosen.emit()
