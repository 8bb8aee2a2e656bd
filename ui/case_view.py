"""The open case: subjects, items and the item side by side, or the overview of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from ui.item_panel import ItemPanel
    from ui.items_panel import ItemsPanel
    from ui.overview import Overview
    from ui.session import Session
    from ui.settings import Settings
    from ui.subjects_panel import SubjectsPanel

_SHARES = (250, 640, 480)


class CaseView(QStackedWidget):
    """Makes the panels one at a time, so that the window never stands still for all of them."""

    subject_chosen = Signal(str)  # in the overview

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self.subjects: SubjectsPanel | None = None
        self.items: ItemsPanel | None = None
        self.item: ItemPanel | None = None
        self.overview: Overview | None = None
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.addWidget(self.splitter)
        self._steps: list[Callable[[], None]] = [
            self._make_subjects,
            self._make_items,
            self._make_item,
            self._make_overview,
        ]

    @property
    def ready(self) -> bool:
        """Whether every panel is there."""
        return not self._steps

    def build_next(self) -> None:
        """Make the next panel."""
        if self._steps:
            self._steps.pop(0)()

    def show_items(self) -> None:
        """Show subjects, items and the item, ready for the keys that judge."""
        self.setCurrentWidget(self.splitter)
        if self.items is not None:
            self.items.table.setFocus()

    def show_overview(self) -> None:
        """Show the overview."""
        if self.overview is not None:
            self.setCurrentWidget(self.overview)

    @property
    def shows_overview(self) -> bool:
        """Whether the overview is shown."""
        return self.overview is not None and self.currentWidget() is self.overview

    def commit(self) -> bool:
        """Record what is being typed, before the case goes; False when that is not possible."""
        return self.item is None or not self._session.is_open or self.item.commit()

    def take_reason_key(self, action: QAction) -> None:
        """Let Enter in the list of items lead to the reason; in the search field it keeps its meaning."""
        if self.items is not None:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.items.table.addAction(action)

    def remember(self) -> None:
        """Keep how wide the panels are."""
        if self.ready:
            self._settings.splitter = self.splitter.saveState()

    def _make_subjects(self) -> None:
        from ui.subjects_panel import SubjectsPanel  # noqa: PLC0415 - after the first paint

        self.subjects = SubjectsPanel(self._session)
        self.splitter.addWidget(self.subjects)

    def _make_items(self) -> None:
        from ui.items_panel import ItemsPanel  # noqa: PLC0415 - after the first paint

        self.items = ItemsPanel(self._session)
        self.splitter.addWidget(self.items)

    def _make_item(self) -> None:
        from ui.item_panel import ItemPanel  # noqa: PLC0415 - after the first paint

        self.item = ItemPanel(self._session)
        self.splitter.addWidget(self.item)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setStretchFactor(2, 2)
        if not self.splitter.restoreState(self._settings.splitter):
            self.splitter.setSizes(list(_SHARES))

    def _make_overview(self) -> None:
        from ui.overview import Overview  # noqa: PLC0415 - after the first paint

        self.overview = Overview(self._session)
        self.overview.subject_chosen.connect(self.subject_chosen)
        self.addWidget(self.overview)
