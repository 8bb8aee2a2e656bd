"""The dialog that asks which subject an unidentified workbook is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from assessor.text import folded
from assessor.words.terms import named
from ui.widgets.dialogs.forms import FormDialog

if TYPE_CHECKING:
    from ui.session.session import Session

KEY: Final = Qt.ItemDataRole.UserRole


class WhoseDialog(FormDialog):
    """Lists the subjects that were sent a questionnaire and lets one be chosen."""

    def __init__(self, session: Session, file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.about, self.search, self.list):
            self.body.addWidget(part)
        shown = self.tr("{subject}　（{group}）")
        for group in session.results.groups:
            of = named(group.group.name, group.group.name_en, session.language)
            for result in group.subjects:
                if result.round:
                    subject = result.subject
                    name = named(subject.name, subject.name_en, session.language)
                    entry = QListWidgetItem(shown.format(subject=name, group=of), self.list)
                    entry.setData(KEY, subject.subject)
        self.search.textChanged.connect(self._on_search_changed)
        self.list.itemSelectionChanged.connect(self.check)
        self.list.itemDoubleClicked.connect(self.accept)
        self.finish()
        self.resize(560, 460)
        self.search.setFocus()

    @property
    def chosen(self) -> str:
        """The key of the chosen subject, or an empty string."""
        selected = self.list.selectedItems()
        return str(selected[0].data(KEY)) if selected else ""

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.chosen else self.tr("点検対象を選んでください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("点検対象の指定"))
        text = self.tr("「{file}」から点検対象を判別できません。どの点検対象の返却か選んでください。")
        self.about.setText(text.format(file=self._file))
        self.search.setPlaceholderText(self.tr("点検対象・グループで絞り込む"))
        self.search.setAccessibleName(self.tr("点検対象の絞り込み"))
        self.list.setAccessibleName(self.tr("点検対象の一覧"))
        self.yes.setText(self.tr("この点検対象として読み取る"))

    def _on_search_changed(self, text: str) -> None:
        wanted = folded(text)
        for row in range(self.list.count()):
            entry = self.list.item(row)
            matches = wanted in folded(entry.text())
            entry.setHidden(not matches)
            if not matches:
                entry.setSelected(False)
