"""The unencrypted copies that remain after a case was encrypted, and their deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from ui.widgets.dialogs import messages
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.session.jobs import Job
    from ui.session.session import Session


class PlainCopiesDialog(FormDialog):
    """Lists the copies, which are deleted only on request and after a question."""

    def __init__(
        self, session: Session, copies: Sequence[Path], parent: QWidget | None = None, *, linked: bool = False
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._copies = copies
        self._linked = linked  # the old file has another name in an unknown folder
        self._job: Job | None = None
        self.about, self.list = Text(), TextArea("\n".join(str(path) for path in copies))
        self.list.setReadOnly(True)
        self.list.setLineWrapMode(TextArea.LineWrapMode.NoWrap)
        self.delete = QPushButton()
        self.delete.clicked.connect(self._ask)
        self.body.addWidget(self.about)
        self.body.addWidget(self.list, 1)
        self._buttons.addButton(self.delete, self._buttons.ButtonRole.ActionRole)
        self.finish()
        self.no.hide()
        self.yes.setFocus()
        self.resize(680, 0)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("暗号化されていないファイル"))
        text = self.tr(
            "この案件の以前のファイルが{count}件、暗号化されないまま残っています。"
            "不要なら削除してください。必要なら、安全な場所に保管してください。"
        )
        linked = self.tr(
            "暗号化前のファイルに、ほかのフォルダーからのハードリンクがあります。リンク先のファイルは暗号化されていません。"
        )
        parts = [text.format(count=len(self._copies))] if self._copies else []
        self.about.setText("\n".join([*parts, linked] if self._linked else parts))
        self.list.setAccessibleName(self.tr("暗号化されていないファイル"))
        for widget in (self.list, self.delete):
            widget.setVisible(bool(self._copies))
        self.delete.setText(self.tr("削除…"))
        self.yes.setText(self.tr("閉じる"))

    def _ask(self) -> None:
        messages.ask(
            self,
            self.tr("暗号化されていないファイル{count}件を削除しますか。").format(count=len(self._copies)),
            more=self.tr("削除したファイルは元に戻せません。"),
            yes=self.tr("削除"),
            then=self._erase,
        )

    def _erase(self) -> None:
        self.delete.setEnabled(False)
        self._job = self._session.passphrase.erase(self._copies)
        self._job.succeeded.connect(self.accept)
        self._job.finished.connect(self._on_finished)

    def _on_finished(self) -> None:
        """Enable another try for copies that could not be deleted."""
        self._copies = [path for path in self._copies if path.exists()]
        self.list.setPlainText("\n".join(str(path) for path in self._copies))
        self.delete.setEnabled(bool(self._copies))
        self.retranslate()
