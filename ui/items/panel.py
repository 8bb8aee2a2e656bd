"""The panel of items: header, filters, and the table of the current subject's items."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.items.header import ItemsHeader
from ui.items.model import ItemFilter, ItemsModel, VerdictFilter
from ui.items.table import ItemsTable
from ui.widgets.calm_fields import CalmComboBox
from ui.widgets.labels import GAP, MARGIN, Quiet
from ui.widgets.signing_bar import SigningBar

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent

    from assessor.domain.outcome import ItemState
    from ui.session.session import Session


POINTED_MS = 2500  # ms for which rows changed by undo or redo are highlighted


class _Filters(QWidget):
    """Two rows of filter controls, in one line if that fits."""

    def __init__(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        super().__init__()
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GAP)
        self._rows = (QHBoxLayout(), QHBoxLayout())
        for row, parts in zip(self._rows, (first, second), strict=True):
            row.setSpacing(GAP)
            for part in parts:
                row.addWidget(part, 1 if part is first[0] else 0)
            self._lines.addLayout(row, 1 if parts is first else 0)
        self._rows[1].addStretch()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longer row."""
        width = max(row.totalMinimumSize().width() for row in self._rows)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the rows beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange the rows again when their texts change."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        wanted = sum(row.totalMinimumSize().width() for row in self._rows) + GAP
        way = QBoxLayout.Direction.LeftToRight if wanted <= self.width() else QBoxLayout.Direction.TopToBottom
        if way is not self._lines.direction():
            self._lines.setDirection(way)
            self.updateGeometry()  # the surrounding layout would keep the former height


class ItemsPanel(QWidget):
    """Shows the items of the current subject."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._subject = ""
        self._moving = False  # the selection is being synchronised between table and session
        self._left = ""  # the current item before a filter hid it
        self.model = ItemsModel(session, self)
        self.header = ItemsHeader()
        self.signing = SigningBar()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.verdict_filter = CalmComboBox()
        self.mandatory_only = QCheckBox()
        self.not_applicable_too = QCheckBox()
        self.table = ItemsTable(self.model)
        self.left_out = Quiet()
        self.empty = Quiet()
        self.pointing = QTimer(self)
        self.pointing.setSingleShot(True)
        self.pointing.setInterval(POINTED_MS)
        self.pointing.timeout.connect(lambda: self.model.point_at(()))
        self._lay_out()
        self._connect()
        self._retranslate()
        self._on_current_changed()

    def selected_items(self) -> list[str]:
        """Return the ids of the selected items from top to bottom."""
        return [item for line in self.table.selected_rows if (item := self.model.item_at(line))]

    def show_current(self) -> None:
        """Scroll to the row of the current item."""
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def would_list(self, subject: str, state: ItemState) -> bool:
        """Tell whether the present filter would show an item of any subject."""
        wanted = self._filter()
        if subject == self._subject:
            return self.model.line_of(state.item.id) >= 0 or self.model.takes(state.item.id, wanted)
        return state.applicability.applies and self.model.would_take(subject, state, wanted)

    @property
    def entrance(self) -> QWidget:
        """The widget to be focused: the table, or the search field while no item is shown."""
        return self.table if self.model.shown else self.search

    def take_focus(self) -> None:
        """Focus the table, or the search field while no item is shown."""
        self.entrance.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move from the search field into the list on the down arrow and Enter."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress:
            key = event.key()  # type: ignore[attr-defined]  # a key press is a QKeyEvent
            if key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.take_focus()
                return True
        return super().eventFilter(watched, event)

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def make_way(self, subject: str, item: str) -> None:
        """Reset the parts of the filter that hide an item to be shown, and say so."""
        row = next((r for r in self._session.reviews.item_rows(subject) if r.state.item.id == item), None)
        if row is None:
            return
        filter_before = self._filter()
        if filter_before.takes(row):
            return
        narrowed = not replace(filter_before, not_applicable_too=True).takes(row)
        needed = filter_before.loosened(row)
        controls = (self.search, self.verdict_filter, self.mandatory_only, self.not_applicable_too)
        with ExitStack() as quietly:
            for control in controls:
                quietly.enter_context(QSignalBlocker(control))
            self.search.setText(needed.text)
            self.verdict_filter.setCurrentIndex(self.verdict_filter.findData(needed.verdicts))
            self.mandatory_only.setChecked(needed.mandatory_only)
            self.not_applicable_too.setChecked(needed.not_applicable_too)
        self._on_filter_changed()
        self._session.said.emit(
            self.tr("選んだ項目を表示するため、絞り込みを解除しました。")
            if narrowed
            else self.tr("選んだ項目を表示するため、該当なしの項目も表示しました。")
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_filter_changed)
        self.verdict_filter.currentIndexChanged.connect(self._on_filter_changed)
        self.mandatory_only.toggled.connect(self._on_filter_changed)
        self.not_applicable_too.toggled.connect(self._on_filter_changed)
        self.model.modelReset.connect(self._on_model_reset)
        self.table.selectionModel().currentRowChanged.connect(self._report)
        self.table.selectionModel().selectionChanged.connect(self._report)
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        self._session.current_changed.connect(self._on_current_changed)
        self._session.selection_changed.connect(self._follow_session)
        self._session.pointed_at.connect(self._on_pointed_at)
        self._session.subjects_changed.connect(self._on_subjects_changed)
        self._session.language_changed.connect(self._retranslate)

    def _lay_out(self) -> None:
        filters = _Filters((self.search, self.verdict_filter), (self.mandatory_only, self.not_applicable_too))
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        top.setSpacing(GAP)
        top.addWidget(self.header)
        top.addWidget(self.signing)
        top.addWidget(filters)
        blank = QWidget()
        around = QVBoxLayout(blank)
        around.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        around.addWidget(self.empty)
        around.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(blank)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        foot.addWidget(self.left_out)
        self.controls = (
            self.header,
            self.signing,
            self.search,
            self.verdict_filter,
            self.mandatory_only,
            self.not_applicable_too,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("項目ID・文言・説明・理由で絞り込む"))
        self.search.setAccessibleName(self.tr("点検項目の絞り込み"))
        words = {
            VerdictFilter.ALL: self.tr("すべての評価"),
            VerdictFilter.UNREVIEWED: self.tr("未評価のみ"),
            VerdictFilter.OPEN: self.tr("未了のみ"),
            VerdictFilter.UNMET: self.tr("未充足のみ"),
            VerdictFilter.WEAK: self.tr("要確認のみ"),
            VerdictFilter.NEW_ANSWER: self.tr("新しい回答のみ"),
        }
        for number, name in enumerate(words):
            if self.verdict_filter.count() == number:
                self.verdict_filter.addItem("", name)
            self.verdict_filter.setItemText(number, words[name])
        self.verdict_filter.setAccessibleName(self.tr("評価による絞り込み"))
        self.verdict_filter.setToolTip(
            self.tr("評価を変えた項目は、絞り込みをやり直すまで表示したままにします。")
        )
        self.mandatory_only.setText(self.tr("必須のみ"))
        self.not_applicable_too.setText(self.tr("該当なしも表示"))
        self.table.setAccessibleName(self.tr("点検項目の一覧"))
        self._show_header()
        self._show_page()

    def _show_header(self) -> None:
        known = bool(self._session.is_open and self._subject)
        for control in self.controls:
            control.setVisible(known)
        if known:
            self.header.show_result(self._session.results.subject(self._subject), self._session.language)
            self.signing.show_signatures(self._session, self._subject)

    def _show_page(self) -> None:
        if not self._session.is_open:
            self.empty.setText(self.tr("点検案件を開くと、点検項目がここに並びます。"))
        elif not self._subject:
            self.empty.setText(self.tr("左の一覧から点検対象を選んでください。"))
        elif self.model.hidden_takes:
            text = self.tr("該当する項目はありません。「該当なしも表示」で項目と理由を確認できます。")
            self.empty.setText(text)
        else:
            self.empty.setText(self.tr("条件に合う項目はありません。絞り込みを変えてください。"))
        self.pages.setCurrentIndex(0 if self.model.shown else 1)
        self._show_left_out()

    def _show_left_out(self) -> None:
        shown, total, hidden = self.model.shown, self.model.total, self.model.hidden_by_rule
        narrowed = total - hidden - shown
        if hidden and narrowed:
            text = self.tr("{shown}/{total}項目を表示（非表示：該当なし {hidden}、条件外 {narrowed}）")
        elif hidden:
            text = self.tr("{shown}/{total}項目を表示（非表示：該当なし {hidden}）")
        elif narrowed:
            text = self.tr("{shown}/{total}項目を表示（非表示：条件外 {narrowed}）")
        else:
            text = self.tr("全{total}項目を表示")
        self.left_out.setText(text.format(total=total, shown=shown, hidden=hidden, narrowed=narrowed))
        self.left_out.setVisible(bool(total))

    def _on_opened(self) -> None:
        self._subject = ""
        self._on_current_changed()

    def _on_current_changed(self) -> None:
        session = self._session
        subject = session.current_subject if session.is_open else ""
        if subject != self._subject or not subject:
            self._subject = subject
            self._moving, self._left = True, ""
            self.model.show_subject(subject)
            self._moving = False
            self._show_header()
        if subject and session.item_sought and self.model.line_of(session.current_item) < 0:
            self.make_way(subject, session.current_item)
        self._follow_session()

    def _on_subjects_changed(self, subjects: Collection[str]) -> None:
        if self._subject in subjects:
            self._show_header()
            self._show_left_out()

    def _on_filter_changed(self) -> None:
        self.model.narrow(self._filter())

    def _filter(self) -> ItemFilter:
        """Return the filter of the controls."""
        return ItemFilter(
            text=self.search.text(),
            verdicts=self.verdict_filter.currentData() or VerdictFilter.ALL,
            mandatory_only=self.mandatory_only.isChecked(),
            not_applicable_too=self.not_applicable_too.isChecked(),
        )

    def _on_model_reset(self) -> None:
        self._show_page()
        self._follow_session()

    def _on_pointed_at(self, reviews: Collection[tuple[str, str]]) -> None:
        """Highlight the rows changed by undo or redo for a moment."""
        self.model.point_at({item for subject, item in reviews if subject == self._subject})
        self.pointing.start()

    def _report(self) -> None:
        """Set the current and the selected rows in the session, once both are consistent."""
        item, items = self.model.item_at(self.table.currentIndex().row()), self.selected_items()
        if item in items and self._session.is_open:
            by_program, self._moving = self._moving, True
            if not by_program:
                self._left = ""
            self._session.select(self._subject, item, items)
            self._moving = by_program

    def _follow_session(self) -> None:
        """Select the session's current item in the table, or the nearest shown one if it is hidden."""
        if self._moving or not self._session.is_open or self._session.current_subject != self._subject:
            return
        item, items = self._session.current_item, self._session.selected_items
        line = self.model.line_of(item)
        if line < 0:
            self._left = self._left or item
            nearest = self.model.nearest(self._left)
            if nearest:
                self._session.select(self._subject, nearest)  # calls this method again
            else:
                self.table.choose(QModelIndex())
                self._session.select_no_item()
        elif self.table.currentIndex().row() != line or set(items) != set(self.selected_items()):
            self._session.select(self._subject, item)
            self._moving = True
            self.table.choose(self.model.index(line, 0))
            self._moving = False
