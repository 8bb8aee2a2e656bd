"""The result of a recovery, with a list of the losses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
)

from assessor.words.problems.sentences import sentence
from assessor.words.records import is_history, row_name, rows_name
from ui.widgets.dialogs import fitting
from ui.widgets.labels import Text
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.operations.backups import Loss, RecoveryResult
    from assessor.words import Language


SHORT = 12
_HASH = re.compile(r"[0-9a-f]{64}")


class RecoveryDialog(QDialog):
    """Shows the result; the list can be copied and the new case opened."""

    open_chosen = Signal(object)  # Path

    def __init__(self, done: RecoveryResult, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self.message = Text()
        self.lost = TextArea()
        self.lost.setReadOnly(True)
        self.open_button, self.copy, self.close_button = QPushButton(), QPushButton(), QPushButton()
        buttons = QDialogButtonBox()
        for button in (self.open_button, self.copy):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (self.message, self.lost, buttons):
            layout.addWidget(widget)
        self.setWindowTitle(self.tr("復旧の結果"))
        self.lost.setAccessibleName(self.tr("復旧できなかったもの"))
        self.open_button.setText(self.tr("復旧した案件を開く"))
        self.copy.setText(self.tr("一覧をコピー"))
        self.close_button.setText(self.tr("閉じる"))
        text = self.tr(
            "「{file}」に復旧しました。変更履歴 {entries}件、記録 {records}件、文書 {documents}件、"
            "証跡 {contents}件です。元のファイルは変更していません。"
        )
        whole = self.tr("失われた内容はありません。")
        some = self.tr(
            "復旧できなかったものは次の{count}件です。バックアップがあれば、バックアップと見比べてください。"
        )
        facts = {"entries": done.entries, "records": done.records, "documents": done.documents}
        first = text.format(file=done.path.name, contents=done.contents, **facts)
        self.message.setText(f"{first}\n{whole if done.whole else some.format(count=len(done.lost))}")
        lines = self._lines(language)
        self.lost.setPlainText("\n".join(lines))
        self.lost.setVisible(bool(lines))
        self.copy.setEnabled(bool(lines))
        self.open_button.clicked.connect(self._on_open_clicked)
        self.copy.clicked.connect(lambda: QApplication.clipboard().setText(self.lost.toPlainText()))
        self.close_button.clicked.connect(self.reject)
        fitting.resize(self, 680, 420 if lines else self.sizeHint().height())

    def _lines(self, language: Language) -> list[str]:
        """Return the lost records, then the lost history, each under a heading."""
        lost = self._done.lost
        parts = (
            (
                self.tr("失われた内容"),
                [_loss_text(one, language) for one in lost if not is_history(one.table)],
            ),
            (
                self.tr("失われた変更履歴"),
                [_loss_text(one, language) for one in lost if is_history(one.table)],
            ),
            (
                self.tr("復旧した案件の整合性確認の結果"),
                [sentence(problem, language) for problem in self._done.verification.findings],
            ),
        )
        lines: list[str] = []
        for heading, told in parts:
            if told:
                lines += (
                    ["", f"{heading} — {len(told)}", *told] if lines else [f"{heading} — {len(told)}", *told]
                )
        return lines

    def _on_open_clicked(self) -> None:
        self.accept()
        self.open_chosen.emit(self._done.path)


def _loss_text(loss: Loss, language: Language) -> str:
    if not loss.key:
        return rows_name(loss.table, loss.first, loss.last, language)
    key = _HASH.sub(lambda found: f"{found[0][:SHORT]}…", loss.key)
    return row_name(loss.table, key, loss.name, language)
