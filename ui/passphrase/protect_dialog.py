"""The dialog that sets, changes or removes the passphrase of the open case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from ui.secrets.field import PassphraseEdit
from ui.secrets.new_field import NewPassphraseField
from ui.session.failures import is_wrong_passphrase
from ui.widgets.dialogs import messages
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.job_bar import JobBar
from ui.widgets.labels import Quiet, Text

if TYPE_CHECKING:
    from assessor.operations.protecting import ProtectionResult
    from ui.session.jobs import Job
    from ui.session.session import Session


class ProtectDialog(FormDialog):
    """Stays open while the file is rewritten; cancelling leaves it unchanged."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._protected = session.protected
        self._job: Job | None = None
        self._wrong = False
        self.result_of: ProtectionResult | None = None
        self.about, self.note = Text(), Quiet()
        self.present, self._present_label = PassphraseEdit(), QLabel()
        self._present_label.setBuddy(self.present)
        self.change, self.remove = QRadioButton(), QRadioButton()
        self.change.setChecked(True)
        self.field = NewPassphraseField()
        self.field.known = (session.case.title, session.path.stem, session.reviewer)
        self.bar = JobBar(session)
        for widget in (self.about, self._present_label, self.present, self.change, self.field, self.remove):
            self.body.addWidget(widget)
        self.body.addWidget(self.note)
        self.body.addWidget(self.bar)
        self.body.addStretch(1)
        for widget in (self._present_label, self.present, self.change, self.remove):
            widget.setVisible(self._protected)
        self.present.changed.connect(self._on_present_changed)
        self.field.changed.connect(self.check)
        self.remove.toggled.connect(self._on_way_chosen)
        self.finish()
        self.resize(600, 0)
        (self.present if self._protected else self.field).setFocus()

    @property
    def new(self) -> str | None:
        """The new passphrase, or None to remove it."""
        return None if self.remove.isChecked() else self.field.passphrase

    def accept(self) -> None:
        """Rewrite the file; the dialog stays open until that succeeded."""
        if self._job is not None or self.lacking():
            return
        if self.new is not None:
            self._write()
            return
        messages.ask(
            self,
            self.tr("パスフレーズを解除しますか。"),
            more=self.tr("暗号化をやめ、案件全体を誰でも読める状態で書き直します。"),
            yes=self.tr("解除する"),
            then=self._write,
        )

    def _write(self) -> None:
        self._job = self._session.passphrase.protect(self.present.text, self.new)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_stopped)
        self._enable()

    def reject(self) -> None:
        """Stop the running job; when none runs, close."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Clear the fields and close."""
        self.present.clear()
        self.field.clear()
        super().done(result)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if self._job is not None:
            return self.tr("案件を書き直しています。中止すると、元のまま残ります。")
        if self._wrong:
            return self.tr("現在のパスフレーズが違います。もう一度入力してください。")
        if self._protected and not self.present.text:
            return self.tr("現在のパスフレーズを入力してください。")
        return "" if self.remove.isChecked() else self.field.lacking()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("案件のパスフレーズ"))
        self.about.setText(
            self.tr("この案件は暗号化されています。")
            if self._protected
            else self.tr("証跡を含む案件全体を暗号化します。開くときにパスフレーズが必要になります。")
        )
        self._present_label.setText(self.tr("現在のパスフレーズ（または復旧コード）"))
        self.change.setText(self.tr("別のパスフレーズに変更する"))
        self.remove.setText(self.tr("パスフレーズを解除し、暗号化をやめる"))
        self.yes.setText(self.tr("実行"))
        self._show_state()

    def _on_present_changed(self) -> None:
        self._wrong = False
        self.check()

    def _on_way_chosen(self) -> None:
        self.field.setVisible(not self.remove.isChecked())
        self._show_state()
        self.check()

    def _show_state(self) -> None:
        if self.remove.isChecked():
            text = self.tr("ファイルを入手した人は、誰でも中身を読めるようになります。")
        elif self._protected:
            text = self.tr(
                "これまでの復旧用紙は使えなくなります。バックアップのファイルの暗号は変わりません。"
            )
        else:
            text = self.tr("以前に取ったバックアップのファイルは、暗号化されないまま残ります。")
        self.note.setText(text)

    def _enable(self) -> None:
        for widget in (self.present, self.change, self.remove, self.field):
            widget.setEnabled(self._job is None)
        self.check()

    def _on_succeeded(self, protected: ProtectionResult) -> None:
        self._job = None
        self.result_of = protected
        super().accept()

    def _on_failed(self, error: Exception) -> None:
        self._wrong = is_wrong_passphrase(error)
        self._on_stopped()
        if self._wrong:
            self.present.begin_again()

    def _on_stopped(self) -> None:
        self._job = None
        self._enable()
