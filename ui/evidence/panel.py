"""The panel of an item's evidence: attach, drop, paste, link, open, export, detach."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.evidence import danger_question
from ui.evidence.link_dialog import EvidenceDialog
from ui.evidence.paste import PastedPicture, files_of, holds_evidence, picture_of
from ui.moments import local, size_of
from ui.widgets.labels import GAP, Heading, Quiet, tip
from ui.widgets.lists.natural_order import natural_key

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from assessor.domain.records import Evidence
    from assessor.operations.evidence.copies import OpenedCopy
    from ui.session.session import Session

MOST_LINES = 6
NAME, SIZE, WHEN = 0, 1, 2  # the columns


class EvidenceView(QWidget):
    """A list of evidence with its actions."""

    order_changed = Signal()  # the user clicked a heading

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._evidence: tuple[Evidence, ...] = ()
        self._order = (NAME, False)
        self.title, self.none = Heading(), Quiet()
        self.list = QTreeWidget()
        self.title.setBuddy(self.list)
        self.attach = QPushButton()
        self.choose = QPushButton()
        self.open = QPushButton()
        self.export = QPushButton()
        self.detach = QPushButton()
        self._set_list_up()
        self._lay_out()
        self.setAcceptDrops(True)
        self.attach.clicked.connect(self.attach_files)
        self.choose.clicked.connect(self.choose_from_case)
        self.open.clicked.connect(self.open_selected)
        self.export.clicked.connect(self._on_export_clicked)
        self.detach.clicked.connect(self._on_detach_clicked)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemActivated.connect(self.open_selected)

    def show_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        """Show the evidence of an item, keeping the selection and an unchanged list."""
        evidence = self._in_order(evidence)
        if evidence != self._evidence:
            self._fill(evidence)
        line = self.list.sizeHintForRow(0) if evidence else 0
        lines = min(len(evidence), MOST_LINES)
        self.list.setFixedHeight(lines * line + self.list.header().sizeHint().height() + 4)
        self.list.setVisible(bool(evidence))
        self.none.setVisible(not evidence)
        self._enable()

    def _fill(self, evidence: tuple[Evidence, ...]) -> None:
        kept = {one.sha256 for one in self.selected}
        self._evidence = evidence
        self.list.clear()
        for one in evidence:
            when = f"{one.attached_by}　{local(one.attached_at)}"
            entry = QTreeWidgetItem(self.list, [one.name, size_of(one.size), when])
            entry.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            entry.setToolTip(0, tip(f"{one.name}\nSHA-256 {one.sha256}"))
            entry.setSelected(one.sha256 in kept or len(evidence) == 1)

    @property
    def order(self) -> tuple[int, bool]:
        """The column by which the list is sorted, and whether descending."""
        return self._order

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort by name (numbers in natural order), by size, or by the time of attaching."""
        self._order = (column if column in {NAME, SIZE, WHEN} else NAME, descending)
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        with QSignalBlocker(self.list.header()):
            self.list.header().setSortIndicator(self._order[0], way)
        self.show_evidence(self._evidence)

    def _on_sort_chosen(self, column: int, way: Qt.SortOrder) -> None:
        self.sort_by(column, descending=way is Qt.SortOrder.DescendingOrder)
        self.order_changed.emit()

    def _in_order(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        column, descending = self._order
        ordered = sorted(evidence, key=lambda one: natural_key(one.name))
        if column == SIZE:
            ordered.sort(key=lambda one: one.size, reverse=descending)
        elif column == WHEN:
            ordered.sort(key=lambda one: one.attached_at, reverse=descending)
        elif descending:
            ordered.reverse()
        return tuple(ordered)

    def attach_files(self) -> None:
        """Ask for files and attach them."""
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("添付する証跡を選ぶ"))
        if files:
            self._session.evidence.attach([Path(file) for file in files])

    def choose_from_case(self) -> None:
        """Offer the evidence of other items."""
        dialog = EvidenceDialog(self._session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def paste(self) -> bool:
        """Attach the files or the picture on the clipboard; returns False when there are none."""
        return self.take(QGuiApplication.clipboard().mimeData())

    def take(self, source: QMimeData) -> bool:
        """Attach dropped or pasted files, or a picture; returns False when there are none."""
        if not self.can_take(source):
            return False
        files = files_of(source)
        if files:
            return self._session.evidence.attach(files) is not None
        pasted = picture_of(source)
        if pasted is None:
            return False
        job = self._session.evidence.attach([pasted.path])
        if job is None:
            pasted.remove()
            return False
        job.finished.connect(partial(PastedPicture.remove, pasted))  # keeps it alive, unlike a bound method
        return True

    def can_take(self, source: QMimeData) -> bool:
        """Tell whether this can be attached to the current item."""
        session = self._session
        ready = session.is_open and not session.locked and bool(session.current_item)
        return ready and holds_evidence(source)

    @property
    def selected(self) -> list[Evidence]:
        """The selected evidence."""
        chosen = self.list.selectedItems()
        return [one for number, one in enumerate(self._evidence) if self.list.topLevelItem(number) in chosen]

    def open_selected(self) -> None:
        """Open a copy of each selected file."""
        for one in self.selected:
            self._session.evidence.open_evidence(one).succeeded.connect(partial(self._on_opened, one))

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.title.setText(self.tr("証跡"))
        self.none.setText(
            self.tr("証跡はまだありません。ファイルをここへドロップするか、Ctrl+V で貼り付けられます。")
        )
        self.list.setHeaderLabels([self.tr("名前"), self.tr("サイズ"), self.tr("添付者・日時")])
        self.list.setAccessibleName(self.tr("証跡の一覧"))
        self.attach.setText(self.tr("添付…"))
        self.choose.setText(self.tr("ほかの項目の証跡から選ぶ…"))
        self.open.setText(self.tr("開く"))
        self.export.setText(self.tr("書き出し…"))
        self.detach.setText(self.tr("外す"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a drag of files or pictures."""
        if self.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the dropped files or picture."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _set_list_up(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._on_sort_chosen)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_detach_clicked)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for part in (self.attach, self.choose):
            first.addWidget(part)
        for part in (self.open, self.export, self.detach):
            second.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self.title, self.none, self.list):
            column.addWidget(widget)
        for row in (second, first):
            row.setSpacing(GAP)
            row.addStretch(1)
            column.addLayout(row)

    def _enable(self) -> None:
        chosen = bool(self.list.selectedItems())
        writable = self._session.is_open and not self._session.locked
        for part in (self.open, self.export, self.detach):
            part.setVisible(bool(self._evidence))
            part.setEnabled(chosen)
        self.detach.setEnabled(chosen and writable)
        self.attach.setEnabled(writable)
        self.choose.setEnabled(writable)

    def _on_opened(self, evidence: Evidence, opened: OpenedCopy) -> None:
        """Ask about a dangerous file, of which no copy was made yet."""
        if opened.path is None and opened.danger is not None:
            danger_question.ask(
                self,
                evidence.name,
                opened.danger,
                then=lambda: self._session.evidence.open_evidence(evidence, anyway=True),
            )

    def _on_export_clicked(self) -> None:
        chosen = self.selected
        folder = QFileDialog.getExistingDirectory(self, self.tr("証跡を書き出すフォルダーを選ぶ"))
        if chosen and folder:
            self._session.evidence.export_evidence(chosen, Path(folder))

    def _on_detach_clicked(self) -> None:
        chosen = self.selected
        if chosen and not self._session.locked:
            self._session.evidence.detach(*chosen)
