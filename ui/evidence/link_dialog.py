"""The dialog that links evidence of other items, without copying files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assessor.text import folded
from assessor.words.terms import named
from ui.moments import local, size_of
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP, Quiet

if TYPE_CHECKING:
    from assessor.domain.records import Evidence
    from ui.session.session import Session

ROLE = Qt.ItemDataRole.UserRole


class EvidenceDialog(QDialog):
    """Lists the evidence of the case that the current item does not have."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item = session.current_item
        self._evidence = self._offered()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self.none = Quiet()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._build()
        self._fill()
        self.search.textChanged.connect(self._on_search_changed)
        self.list.itemSelectionChanged.connect(self._on_selection_changed)
        self.list.itemDoubleClicked.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._on_selection_changed()

    @property
    def chosen(self) -> list[Evidence]:
        """The selected evidence."""
        return [self._evidence[entry.data(0, ROLE)] for entry in self.list.selectedItems()]

    def accept(self) -> None:
        """Link the selected evidence; the dialog stays open with what could not be linked."""
        for entry in self.list.selectedItems():
            if not self._session.evidence.link(self._evidence[entry.data(0, ROLE)], self._item):
                return
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(entry))
        super().accept()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("ほかの項目の証跡から選ぶ"))
        fitting.resize(self, 720, 420)
        self.search.setPlaceholderText(self.tr("名前・点検対象・項目で絞り込む"))
        self.search.setAccessibleName(self.tr("証跡の絞り込み"))
        self.list.setAccessibleName(self.tr("案件にある証跡"))
        self.list.setHeaderLabels(
            [self.tr("名前"), self.tr("サイズ"), self.tr("点検対象"), self.tr("項目"), self.tr("添付日時")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.none.setText(self.tr("ほかの項目に、まだ使っていない証跡はありません。"))
        text = self.tr("項目 {item} に添付").format(item=self._item)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        for part in (self.search, self.list, self.none, self.buttons):
            column.addWidget(part)

    def _offered(self) -> list[Evidence]:
        """Return one link for every content that the item does not have."""
        subject = self._session.current_subject
        every = self._session.evidence.all_evidence()
        here = {e.sha256 for e in every if (e.subject, e.item) == (subject, self._item)}
        first: dict[str, Evidence] = {}
        for evidence in every:
            if evidence.sha256 not in here:
                first.setdefault(evidence.sha256, evidence)
        return list(first.values())

    def _fill(self) -> None:
        results = self._session.results
        for number, evidence in enumerate(self._evidence):
            subject = results.subject(evidence.subject).subject
            name = named(subject.name, subject.name_en, self._session.language)
            texts = [evidence.name, size_of(evidence.size), name, evidence.item, local(evidence.attached_at)]
            entry = QTreeWidgetItem(self.list, texts)
            entry.setData(0, ROLE, number)
            entry.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.none.setVisible(not self._evidence)

    def _on_search_changed(self, text: str) -> None:
        wanted = folded(text)
        for number in range(self.list.topLevelItemCount()):
            entry = self.list.topLevelItem(number)
            if entry is not None:
                matches = any(wanted in folded(entry.text(column)) for column in (0, 2, 3))
                entry.setHidden(not matches)
                entry.setSelected(entry.isSelected() and matches)

    def _on_selection_changed(self) -> None:
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setEnabled(bool(self.list.selectedItems()) and not self._session.read_only)
