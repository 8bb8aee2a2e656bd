"""The dialog that permanently deletes contents without links: their names, and who removed the last link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QTreeWidget, QTreeWidgetItem

from assessor.words.terms import named
from ui.moments import local, size_of
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Quiet, Text, tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from assessor.operations.evidence.purging import UnlinkedContent
    from ui.session.session import Session

_COLUMNS, _WHO, _HASH = 5, 2, 4
_LEAST = 8  # least width of a shrinking column, in full-width characters; names have twice that
_SHOWN = 16  # shown digits of a hash; the tool tip has all


class UnlinkedList(QTreeWidget):
    """A list whose names stay readable: if it is narrow, hashes become narrower first, then who and when."""

    def fit(self) -> None:
        """Set the preferred widths of the columns, and give the rest to the names."""
        metrics, header = self.fontMetrics(), self.header()
        least = metrics.horizontalAdvance("M" * _LEAST)
        widths = [max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in range(_COLUMNS)]
        missing = sum(widths[1:]) + least * 2 - self.viewport().width()
        for at in (_HASH, _WHO):
            given = max(0, min(missing, widths[at] - least))
            widths[at], missing = widths[at] - given, missing - given
        widths[0] = max(least * 2, self.viewport().width() - sum(widths[1:]))
        for at, width in enumerate(widths):
            header.resizeSection(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit()


class PurgeDialog(FormDialog):
    """Lists the contents without links; the caller deletes the checked ones."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.contents = session.evidence.unlinked()
        self.about, self.none = Text(), Quiet()
        self.list = UnlinkedList()
        self.all = QPushButton()
        self.compact = QCheckBox()
        self.compact.setChecked(True)
        self._set_list_up()
        self._fill()
        self._lay_out()
        self.list.itemChanged.connect(self.check)
        self.all.clicked.connect(self._on_all_clicked)
        self.finish()
        self.yes.setDefault(False)
        self.no.setDefault(True)  # Enter deletes nothing
        self.no.setFocus()
        self.resize(860, 480 if self.contents else 0)

    @property
    def chosen(self) -> list[UnlinkedContent]:
        """The checked contents."""
        return [one for one, entry in zip(self.contents, self._entries(), strict=True) if _is_checked(entry)]

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if not self.contents:
            return ""
        return "" if self.chosen else self.tr("完全に削除する証跡を選んでください。")

    def check(self) -> None:
        """Show what is missing, and the amount to be deleted on the button."""
        super().check()
        chosen = self.chosen
        size = size_of(sum(one.size for one in chosen))
        text = self.tr("{count}件（{size}）を完全に削除").format(count=len(chosen), size=size)
        self.yes.setText(text if chosen else self.tr("完全に削除"))
        self.yes.setEnabled(bool(chosen) and not self._session.read_only)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("使われていない証跡の完全削除"))
        self.about.setText(
            self.tr(
                "どの項目からも外された証跡です。「元に戻す」ができるように、案件の中に残っています。"
                "完全に削除すると、元に戻せません。名前・サイズ・SHA-256は変更履歴に残ります。"
            )
        )
        self.none.setText(self.tr("使われていない証跡はありません。"))
        self.list.setHeaderLabels(
            [
                self.tr("名前"),
                self.tr("サイズ"),
                self.tr("外した人・日時"),
                self.tr("使われていた項目"),
                "SHA-256",
            ]
        )
        self.list.fit()
        self.list.setAccessibleName(self.tr("使われていない証跡"))
        self.all.setText(self.tr("すべて選ぶ"))
        self.compact.setText(self.tr("続けて、空いた領域を案件ファイルから取り除く（最適化）"))
        self.compact.setToolTip(
            tip(self.tr("取り除くまで、削除した内容の一部がファイルの中に残っていることがあります。"))
        )

    def _set_list_up(self) -> None:
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setColumnCount(_COLUMNS)
        self.list.header().setStretchLastSection(False)

    def _fill(self) -> None:
        language = self._session.language
        subjects = {result.subject.subject: result.subject for result in self._session.results.subjects}
        for one in self.contents:
            subject = subjects.get(one.subject)
            where = named(subject.name, subject.name_en, language) if subject else one.subject
            who = f"{one.reviewer}　{local(one.at)}" if one.at else "—"
            texts = [one.name, size_of(one.size), who, f"{where} {one.item}", one.sha256[:_SHOWN] + "…"]
            entry = QTreeWidgetItem(self.list, texts)
            entry.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | _CHECKABLE)
            entry.setCheckState(0, Qt.CheckState.Unchecked)
            entry.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            entry.setToolTip(0, tip(one.name))
            entry.setToolTip(_WHO, tip(who))
            entry.setToolTip(_HASH, tip(one.sha256))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.all)
        line.addStretch(1)
        self.body.addWidget(self.about)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.none)
        self.body.addLayout(line)
        self.body.addWidget(self.compact)
        for part in (self.list, self.all, self.compact):
            part.setVisible(bool(self.contents))
        self.none.setVisible(not self.contents)

    def _entries(self) -> list[QTreeWidgetItem]:
        entries = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return [entry for entry in entries if entry is not None]

    def _on_all_clicked(self) -> None:
        for entry in self._entries():
            entry.setCheckState(0, Qt.CheckState.Checked)


_CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable


def _is_checked(entry: QTreeWidgetItem) -> bool:
    return entry.checkState(0) is Qt.CheckState.Checked
