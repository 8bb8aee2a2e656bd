"""The dialog that asks for the item to which dropped files are attached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from assessor.text import folded
from assessor.words.terms import named
from ui.moments import size_of
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.session.session import Session

_ITEM = Qt.ItemDataRole.UserRole


class AttachDialog(FormDialog):
    """Shows the items of a subject, with the likely one selected."""

    def __init__(
        self, session: Session, files: Sequence[Path], subject: str, item: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._subject = subject
        self._count, self._size = len(files), sum(file.stat().st_size for file in files if file.is_file())
        self.about = Text()
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.setClearButtonEnabled(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for state in session.results.subject(subject).states:
            text = named(state.item.requirement, state.item.gloss, session.language)
            entry = QListWidgetItem(f"{state.item.id}　{text}", self.list)
            entry.setData(_ITEM, state.item.id)
            if state.item.id == item:
                self.list.setCurrentItem(entry)
        for part in (self.about, self.search, self.list):
            self.body.addWidget(part)
        self.search.textChanged.connect(self._on_search_changed)
        self.list.currentRowChanged.connect(self.check)
        self.list.itemActivated.connect(self.accept)
        self.finish()
        self.resize(640, 480)
        self.list.setFocus()

    @property
    def chosen(self) -> str:
        """The id of the selected item, or an empty text."""
        row = self.list.currentRow()
        entry = self.list.item(row) if row >= 0 else None
        return "" if entry is None or entry.isHidden() else str(entry.data(_ITEM))

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.chosen else self.tr("添付先の項目を選んでください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("証跡の添付先"))
        text = self.tr("「{subject}」のどの項目に、{count}件（{size}）を添付しますか。")
        name = self._session.scope_name(self._subject)
        self.about.setText(text.format(subject=name, count=self._count, size=size_of(self._size)))
        self.search.setPlaceholderText(self.tr("項目ID・文言で絞り込む"))
        self.search.setAccessibleName(self.tr("項目の絞り込み"))
        self.list.setAccessibleName(self.tr("点検項目の一覧"))
        self.yes.setText(self.tr("添付する"))

    def _on_search_changed(self, text: str) -> None:
        wanted = folded(text)
        for row in range(self.list.count()):
            entry = self.list.item(row)
            entry.setHidden(wanted not in folded(entry.text()))
        self.check()
