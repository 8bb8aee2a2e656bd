"""The integrity check of the open case: progress, findings, and a comparison with a printed digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QWidget

from assessor.domain.signing import grouped
from assessor.words.naming import name_in
from assessor.words.problems.sentences import sentence
from assessor.words.terms import term
from ui.moments import local, size_of
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Heading, Quiet, Text
from ui.widgets.looks.fonts import fixed
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from assessor.operations.verifying import Anchor, Verification
    from ui.session.jobs import Job
    from ui.session.session import Session

_DIGITS = 64


class VerifyDialog(FormDialog):
    """Runs the verification on request and shows its result."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._stopped = False
        self.seen: Verification | None = None
        self.heading, self.about = Heading(larger=2), Quiet()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.text = TextArea()
        self.text.setReadOnly(True)
        self.text.setFont(fixed())
        self.digest, self.compared = QLineEdit(), Text()
        self.digest.setFont(self.text.font())
        self.digest.setMaxLength(4 * _DIGITS)  # with the blanks of the printed form
        self.copy = QPushButton()
        self._lay_out()
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        self.digest.textChanged.connect(self._compare)
        session.secured_changed.connect(self._compare)  # a locked case cannot be read
        self.resize(820, 560)

    def begin(self) -> None:
        """Start the verification and clear the former result."""
        self.seen, self._stopped = None, False
        self.bar.setRange(0, 0)
        job = self._job = self._session.verification.verify()
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)
        self.check()

    @property
    def report(self) -> str:
        """All findings as text to be copied."""
        return "\n".join((self.heading.text(), "", self.text.toPlainText()))

    def accept(self) -> None:
        """Verify again and keep the dialog open."""
        if self._job is None:
            self.begin()

    def reject(self) -> None:
        """Stop the running verification; when none runs, close."""
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()
            self.no.setEnabled(False)

    def done(self, result: int) -> None:
        """Stop the running verification and close."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the digest on Enter, which must neither close the dialog nor verify again."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._compare()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Remove the default button, which the button box sets when it is shown."""
        super().showEvent(event)
        self.yes.setDefault(False)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("記録の整合性確認"))
        self.about.setText(
            self.tr(
                "変更履歴のつながりを計算し直し、最初からたどって全ての記録と比べ、文書と証跡を読み直します。"
                "案件は変更しません。"
            )
        )
        self.text.setAccessibleName(self.tr("整合性確認の結果"))
        self.copy.setText(self.tr("コピー"))
        self.yes.setText(self.tr("もう一度確認"))
        self._digest_label.setText(self.tr("紙に書き写したハッシュ値(&H)"))
        self.digest.setPlaceholderText(self.tr("署名時などに印刷したハッシュ値（先頭16文字以上）"))

    def check(self) -> None:
        """Show the present state and result."""
        running, seen = self._job is not None, self.seen
        self.bar.setVisible(running)
        for widget in (self.text, self.copy, self.digest):
            widget.setEnabled(seen is not None)
        self.yes.setEnabled(not running)
        self.no.setEnabled(True)
        self.no.setText(self.tr("中止") if running else self.tr("閉じる"))
        if seen is None:
            stopped = self.tr("中止しました。") if self._stopped else self.tr("確認できませんでした。")
            self.heading.setText(self.tr("確認しています…") if running else stopped)
        elif seen.clean:
            self.heading.setText(self.tr("✓ すべて一致しています。"))
        else:
            text = self.tr("✗ 一致しない点があります（{kinds}種類、計{count}件）。")
            self.heading.setText(text.format(kinds=len(seen.findings), count=seen.count))
        self.text.setPlainText("\n".join(self._lines(seen)) if seen else "")
        self._compare()

    def _lay_out(self) -> None:
        for widget in (self.heading, self.about, self.bar):
            self.body.addWidget(widget)
        self.body.addWidget(self.text, 1)
        self._digest_label = self.row(self.digest)
        self.body.addLayout(self.form)
        self.body.addWidget(self.compared)
        self.finish()
        self._buttons.addButton(self.copy, self._buttons.ButtonRole.ActionRole)
        self.missing.hide()
        for button in (self.yes, self.copy):
            button.setAutoDefault(False)

    def _lines(self, seen: Verification) -> Iterator[str]:
        for problem in seen.findings:
            count = int(str(problem.values["count"]))
            more = self.tr("（同じ種類：計{count}件）").format(count=count) if count > 1 else ""
            yield f"✗ {sentence(problem, self._session.language)}{more}"
        if seen.findings:
            yield ""
        yield self.tr("案件ファイル：{file}").format(file=self._session.path)
        yield self.tr("変更履歴：{count}件").format(count=seen.entries)
        yield self.tr("記録：{count}件").format(count=seen.records)
        yield self.tr("文書：{count}件").format(count=seen.documents)
        contents = self.tr("証跡と受領した質問票の内容：{count}件（{size}）")
        yield contents.format(count=seen.contents, size=size_of(seen.bytes))
        yield ""
        yield self.tr("変更履歴の末尾（{entries}件目）のハッシュ値：").format(entries=seen.entries)
        yield grouped(seen.digest)
        yield ""
        yield from self._signed(seen)

    def _signed(self, seen: Verification) -> Iterator[str]:
        """Yield the lines on the last signature, since only its print tells whether this is the same file."""
        signoff, language = seen.signoff, self._session.language
        if signoff is None or seen.signed is None:
            yield self.tr("署名はありません。")
            return
        text = self.tr("最後の署名：{subject}　{stage}（{signer} {at}、変更履歴{entries}件）").format(
            subject=name_in(seen.signed, language),
            stage=term(signoff.stage, language),
            signer=signoff.signer,
            at=local(signoff.signed_at),
            entries=signoff.entries,
        )
        yield text
        yield self.tr("署名時に紙に書き写したハッシュ値が、次の値と一致するか照合してください：")
        yield grouped(str(signoff.digest))

    def _compare(self) -> None:
        """Show whether the journal has the typed digest."""
        typed = self.digest.text().strip()
        if self.seen is None or not typed or self._session.secured:
            self.compared.setText("")
            return
        if not self._session.verification.is_digest(typed):
            self.compared.setText(self.tr("先頭から16文字以上を入力してください。"))
            return
        anchor = self._session.verification.anchor(typed)
        if anchor is None:
            text = self.tr(
                "✗ 変更履歴にありません。入力を確かめてください。正しければ、"
                "その時点の履歴が書き換えられたか、以前の状態のファイルです。"
            )
        else:
            text = self.tr("✓ 変更履歴の{entry}件目（{at} {reviewer}）と一致します。").format(
                entry=anchor.entry, at=local(anchor.at), reviewer=anchor.reviewer
            )
            text += self._after(anchor)
            if not self.seen.clean:
                text += self.tr("ただし、上の一致しない点があるため、これだけでは確かめられません。")
        self.compared.setText(text)

    def _after(self, anchor: Anchor) -> str:
        """Return a sentence on the entries after the printed one, which the print does not cover."""
        if not anchor.later:
            return self.tr("これが末尾の履歴です。")
        return self.tr(
            "その後に{later}件の履歴があります（署名時に書き写した場合は、署名の記録1件を含みます）。このハッシュ値で確かめられるのは{entry}件目までです。"
        ).format(later=anchor.later, entry=anchor.entry)

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_succeeded(self, seen: Verification) -> None:
        self.seen = seen

    def _on_cancelled(self) -> None:
        self._stopped = True

    def _on_finished(self) -> None:
        self._job = None
        self.check()
