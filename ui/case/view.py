"""The view of the open case: subjects, items and the item side by side, or the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.case.drafts import Drafts
from ui.item.panel import ItemPanel
from ui.items.panel import ItemsPanel
from ui.overview.panel import Overview
from ui.subjects.panel import SubjectsPanel
from ui.widgets.dialogs import messages
from ui.widgets.folding import FoldingSplitter
from ui.widgets.lists.pane_focus import keep_pale_without_focus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QAction

    from ui.session.session import Session
    from ui.settings import Settings

_SHARES = (250, 640, 480)
_MOST = 8  # places with unrecorded input that a question names


class CaseView(QStackedWidget):
    """Creates the panels one at a time, so that the window is never blocked for long."""

    item_chosen = Signal(str, str)  # from the overview: a subject, and one of its items or an empty text
    # Each panel exists after its step of building, the overview when the view is complete.
    subjects: SubjectsPanel
    items: ItemsPanel
    item: ItemPanel
    drafts: Drafts
    overview: Overview

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._consented = False  # the user agreed to discard unrecorded input, for the present step
        self.splitter = FoldingSplitter(_SHARES)
        self.addWidget(self.splitter)
        self._steps: list[Callable[[], None]] = [
            self._make_subjects,
            self._make_items,
            self._make_item,
        ]

    @property
    def ready(self) -> bool:
        """Whether all panels of the items exist."""
        return not self._steps

    def build_next(self) -> None:
        """Create the next panel."""
        if self._steps:
            self._steps.pop(0)()

    def complete(self) -> None:
        """Create the overview, the last and largest panel, unless it exists."""
        if self.count() > 1:
            return

        self.overview = Overview(self._session)
        self.overview.item_chosen.connect(self.item_chosen)
        self.addWidget(self.overview)

    def show_items(self) -> None:
        """Show subjects, items and the item, with the focus on the items."""
        self.setCurrentWidget(self.splitter)
        if self.ready:
            self.splitter.unfold(self.items)
            self.items.take_focus()

    def show_subjects(self) -> None:
        """Show the list of subjects with the focus; another pane is hidden if the width does not suffice."""
        self.setCurrentWidget(self.splitter)
        if self.ready:
            self.splitter.unfold(self.subjects)
            self.subjects.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_pane(self, way: int) -> None:
        """Move the focus to the next or previous pane, skipping empty ones."""
        if self.shows_overview:
            self.overview.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self.ready:
            return
        item = self.item
        panes: list[tuple[QWidget, QWidget]] = [
            (self.subjects, self.subjects.tree),
            (self.items, self.items.entrance),
        ]
        if item.area.isVisibleTo(item):
            panes += [(item.area, item.area), (item.editor, item.editor.entrance)]
        focus = self.window().focusWidget()
        inside = [
            n for n, (pane, _) in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))
        ]
        at = (inside[0] + way) % len(panes) if inside else 0
        panes[at][1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_overview(self) -> None:
        """Show the overview."""
        self.complete()
        self.setCurrentWidget(self.overview)

    @property
    def shows_overview(self) -> bool:
        """Whether the overview is shown."""
        return self.currentWidget() is not self.splitter

    def commit(self) -> bool:
        """Record the present input before the case is closed; returns False when that fails."""
        if not (self.ready and self._session.is_open):
            return True
        done = self.item.commit()
        self.drafts.flush()  # before the case is locked and its key is gone
        if done:
            return True
        if not self._session.secured:
            if self.shows_overview:
                self.show_items()
            self.item.lead_to_month()
        return False

    def leave(self, then: Callable[[], object]) -> bool:
        """Tell whether nothing is unrecorded; otherwise ask whether to discard it, and on yes call `then`."""
        if not self.commit():
            return False
        text = self.tr("続けると、これらの入力は失われます。")
        return self._nothing_left(self._unrecorded(), text, self.tr("破棄して続ける"), then)

    def sign(self, then: Callable[[], object]) -> bool:
        """Tell whether nothing is unrecorded; otherwise ask whether to sign anyway, and then call `then`."""
        if not self.commit():
            return False
        text = self.tr("署名には、これらの入力は含まれません。")
        left = self._unrecorded(signed=False)
        return self._nothing_left(left, text, self.tr("記録せずに署名へ進む"), then)

    def take_keys(self, reason: QAction, verdicts: Iterable[QAction]) -> None:
        """Connect Enter in the item list to the reason, and digits in the list and the verdicts to marking.

        Elsewhere, such as in text fields, these keys keep their meaning.
        """
        reason.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.items.table.addAction(reason)
        for action in verdicts:
            self.items.table.addAction(action)
            self.item.editor.bar.addAction(action)

    def _unrecorded(self, *, signed: bool = True) -> list[str]:
        asked = self.ready and self._session.is_open and not self._consented
        return self.item.unrecorded(signed=signed) if asked else []

    def _nothing_left(self, left: list[str], warning: str, yes: str, then: Callable[[], object]) -> bool:
        """Tell whether nothing is unrecorded; otherwise ask, unless the case is locked."""
        if left and not self._session.secured:
            names = left[:_MOST]
            if len(left) > _MOST:
                names.append(self.tr("ほか{count}件").format(count=len(left) - _MOST))
            messages.ask(
                self.window(),
                self.tr("まだ記録していない入力があります。"),
                more="\n".join([*names, "", warning]),
                yes=yes,
                then=lambda: self._go_on(then),
            )
        return not left

    def _go_on(self, then: Callable[[], object]) -> None:
        self._consented = True
        try:
            then()
        finally:
            self._consented = False

    def remember(self) -> None:
        """Save the widths of the panes."""
        if self.ready:
            self._settings.splitter = self.splitter.keep()

    def _make_subjects(self) -> None:
        self.subjects = SubjectsPanel(self._session)
        self.splitter.addWidget(self.subjects)

    def _make_items(self) -> None:
        self.items = ItemsPanel(self._session)
        self.splitter.addWidget(self.items)

    def _make_item(self) -> None:
        self.item = ItemPanel(self._session)
        evidence, settings = self.item.evidence, self._settings
        evidence.sort_by(settings.evidence_order[0], descending=settings.evidence_order[1])
        evidence.order_changed.connect(lambda: setattr(settings, "evidence_order", evidence.order))
        self.drafts = Drafts(self._session, self._settings, self.item)
        self.splitter.addWidget(self.item)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setStretchFactor(2, 2)
        self.splitter.restore(self._settings.splitter)
        self.subjects.chosen.connect(self.show_items)
        keep_pale_without_focus(self.subjects.tree, self.items.table, self.item.evidence.list)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.splitter)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.items.take_focus)
