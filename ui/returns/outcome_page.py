"""The page of results: what this import has taken over so far and what is left, ready to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assessor.operations.returns.returned import CLOSED, OTHERS, FileState
from ui.widgets.labels import GAP, Heading, Quiet
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.operations.returns.returned import ReturnedFile
    from ui.returns.files_model import ReturnsModel


class ReturnsOutcome(QWidget):
    """Shown after files were taken over; Enter goes on to the next file."""

    next_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, model: ReturnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.title = Heading(larger=1)
        self.hint = Quiet()
        self.text = TextArea()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.copy_button, self.list_button, self.next_button = QPushButton(), QPushButton(), QPushButton()
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.list_button)
        foot.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for part in (self.title, self.hint):
            column.addWidget(part)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        for button in (self.copy_button, self.list_button, self.next_button):
            button.setAutoDefault(button is self.next_button)
        self.copy_button.clicked.connect(self.copy)
        self.list_button.clicked.connect(self.list_wanted)
        self.next_button.clicked.connect(self.next_wanted)
        self.retranslate()

    def show_taken(self, taken: Sequence[ReturnedFile]) -> None:
        """Show the files that were just taken over, then the rest of the import."""
        done = [file for file in self._model.files if file.state is FileState.DONE]
        left = [file for file in self._model.files if file.state not in CLOSED | OTHERS]
        self.title.setText(self.tr("{n}件を取り込みました").format(n=len(taken)))
        self.hint.setText(
            self.tr("この取り込みは1回の操作として記録され、「元に戻す」（Ctrl+Z）でまとめて取り消せます。")
        )
        lines = [self._line(file) for file in taken]
        lines += [self._line(file) for file in done if file not in taken]
        if left:
            lines += ["", self.tr("まだ取り込んでいないファイル：{n}件").format(n=len(left))]
            lines += [self._left_line(file) for file in left]
        self.text.setPlainText("\n".join(lines))
        self.next_button.setVisible(any(file.takeable for file in left))
        self.list_button.setVisible(len(self._model.files) > 1)

    def focus(self) -> None:
        """Focus the button for the next step."""
        (self.next_button if self.next_button.isVisibleTo(self) else self.text).setFocus()

    def copy(self) -> None:
        """Copy the page as text to the clipboard."""
        QGuiApplication.clipboard().setText(f"{self.title.text()}\n{self.text.toPlainText()}")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.text.setAccessibleName(self.tr("取り込みの結果"))
        self.copy_button.setText(self.tr("結果をコピー"))
        self.list_button.setText(self.tr("一覧へ戻る"))
        self.next_button.setText(self.tr("次のファイルを確認"))

    def _line(self, file: ReturnedFile) -> str:
        if file.done is None or file.preview is None:
            return ""
        text = self.tr(
            "{subject}　第{round}回　反映 {accepted}欄、見送り {refused}欄、"
            "添付 {attached}件、未着 {missing}件　{file}"
        )
        return text.format(
            subject=self._model.name_of(file),
            round=file.preview.round,
            accepted=file.done.accepted,
            refused=file.done.refused,
            attached=file.done.attached,
            missing=file.done.missing,
            file=file.result.file,
        )

    def _left_line(self, file: ReturnedFile) -> str:
        text = self.tr("{state}　{subject}　{file}")
        subject = self._model.name_of(file) or "—"
        return text.format(state=self._model.state_text(file.state), subject=subject, file=file.result.file)
