"""The page of files that came with a returned workbook: attached to items, missing, or named by no item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from assessor.domain.vocabulary import Verdict
from ui.moments import size_of
from ui.widgets.labels import GAP, Quiet, tip
from ui.widgets.lists.spoken import name_blanks
from ui.widgets.lists.tone_delegate import TONE, ToneDelegate

if TYPE_CHECKING:
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.received import ReceivedFile
    from assessor.operations.returns.values import Link

LINK: Final = Qt.ItemDataRole.UserRole + 4
_FILE, _SIZE, _ITEM, _NAMED, _STATE = range(
    5
)  # the check box is in the first column, where the space bar works
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ReturnsEvidence(QWidget):
    """The files that came with one workbook; a checked link is attached to its item."""

    changed = Signal()
    folder_wanted = Signal()
    archive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decision: Decision | None = None
        self.list = QTreeWidget()
        self.list.setItemDelegate(ToneDelegate(self.list))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setColumnCount(_STATE + 1)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_NAMED, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_SIZE, 80), (_ITEM, 110), (_STATE, 130)):
            self.list.setColumnWidth(column, width)
        self.message = Quiet()
        self.place = QPushButton()
        self.place.setAutoDefault(False)
        menu = QMenu(self)
        self.folder, self.archive = menu.addAction(""), menu.addAction("")
        self.folder.triggered.connect(self.folder_wanted)
        self.archive.triggered.connect(self.archive_wanted)
        self.place.setMenu(menu)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addWidget(self.place)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(GAP, GAP, GAP, GAP)
        column_of.setSpacing(GAP)
        column_of.addWidget(self.list, 1)
        column_of.addLayout(foot)
        self.list.itemChanged.connect(self._on_item_changed)
        self.retranslate()

    def show_decision(self, decision: Decision) -> None:
        """Show the files of a decision."""
        self._decision = decision
        self.list.blockSignals(True)
        self.list.clear()
        attachments = decision.attachments
        for link in attachments.links:
            self._add_link(link)
        for missing in attachments.missing:
            self._add(self.tr("ファイルなし"), Verdict.INSUFFICIENT, None, missing.item, missing.name)
        for received in attachments.unnamed:
            self._add(self.tr("記載なし"), Verdict.NOT_APPLICABLE, received, "", "")
        name_blanks(self.list)
        self.list.blockSignals(False)
        self.list.setVisible(bool(self.list.topLevelItemCount()))
        self.place.setEnabled(decision.preview.acceptable)
        self._show_counts()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        titles = (
            self.tr("ファイル"),
            self.tr("サイズ"),
            self.tr("項目"),
            self.tr("質問票の「エビデンス名」"),
            self.tr("状態"),
        )
        self.list.setHeaderLabels(titles)
        self.list.setAccessibleName(self.tr("一緒に届いたファイル"))
        self.place.setText(self.tr("証跡のフォルダー／ZIPを指定…"))
        self.folder.setText(self.tr("フォルダーを指定…"))
        self.archive.setText(self.tr("ZIPファイルを指定…"))
        if self._decision is not None:
            self.show_decision(self._decision)

    def _add_link(self, link: Link) -> None:
        words = self.tr("一致") if link.certain else self.tr("候補")
        tone = Verdict.MET if link.certain else Verdict.CONFIRMING
        entry = self._add(words, tone, link.received, link.item, link.named)
        decision = self._decision
        if decision is not None and decision.preview.acceptable:
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(_FILE, _CHECKED if link in decision.links else _UNCHECKED)
        entry.setData(_FILE, LINK, link)

    def _add(
        self, words: str, tone: Verdict, received: ReceivedFile | None, item: str, name: str
    ) -> QTreeWidgetItem:
        file, size = (received.file, size_of(received.size)) if received else ("—", "")
        entry = QTreeWidgetItem(self.list, [file, size, item, " ".join(name.split()), words])
        entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        entry.setData(_STATE, TONE, tone.value)
        entry.setToolTip(_FILE, tip(received.name if received else ""))
        entry.setToolTip(_NAMED, tip(name))
        return entry

    def _on_item_changed(self, entry: QTreeWidgetItem, _column: int) -> None:
        link = entry.data(_FILE, LINK)
        if link is None or self._decision is None:
            return
        if entry.checkState(_FILE) is _CHECKED:
            self._decision.links.add(link)
        else:
            self._decision.links.discard(link)
        self._show_counts()
        self.changed.emit()

    def _show_counts(self) -> None:
        if self._decision is None:
            return
        attachments = self._decision.attachments
        if not (attachments.links or attachments.missing or attachments.unnamed):
            self.message.setText(self.tr("一緒に届いたファイルは指定されていません。"))
            return
        text = self.tr("添付する {chosen}件、ファイルなし {missing}件、記載なし {unnamed}件。")
        self.message.setText(
            text.format(
                chosen=len(self._decision.links),
                missing=len(attachments.missing),
                unnamed=len(attachments.unnamed),
            )
        )
