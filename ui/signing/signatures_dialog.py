"""All valid signatures with their digests, to be copied or compared with a printed report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from assessor.domain.records import WHOLE_CASE
from assessor.domain.signing import grouped
from assessor.words.terms import term
from ui.moments import local
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.looks.fonts import fixed
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.domain.records import Signoff
    from ui.session.session import Session


class SignaturesDialog(FormDialog):
    """Lists the signatures of the whole, then those of each subject."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.text = TextArea()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(TextArea.LineWrapMode.NoWrap)
        self.text.setFont(fixed())
        self.copy = QPushButton()
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.body.addWidget(self.text, 1)
        self.finish()
        self._buttons.addButton(self.copy, self._buttons.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.no.setDefault(True)
        self.yes.hide()
        self.missing.hide()
        self.resize(860, 520)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("署名の一覧"))
        self.text.setAccessibleName(self.tr("署名の一覧"))
        self.copy.setText(self.tr("コピー"))
        self.no.setText(self.tr("閉じる"))
        lines = list(self._lines())
        self.text.setPlainText("\n".join(lines) or self.tr("署名はまだありません。"))

    def _lines(self) -> Iterator[str]:
        session = self._session
        scopes = (WHOLE_CASE, *(result.subject.subject for result in session.results.subjects))
        for scope in scopes:
            signoffs = session.signatures.of(scope)
            if signoffs:
                name = session.scope_name(scope)
                yield self.tr("点検全体（{name}）").format(name=name) if scope == WHOLE_CASE else name
            for signoff in signoffs:
                yield from self._lines_of(signoff)
            if signoffs:
                yield ""

    def _lines_of(self, signoff: Signoff) -> Iterator[str]:
        stage = term(signoff.stage, self._session.language)
        yield f"  {stage}　{signoff.signer}　{local(signoff.signed_at)}　{signoff.machine}"
        yield "    " + self.tr("変更履歴 {entries}件までのハッシュ値：").format(entries=signoff.entries)
        yield f"    {grouped(signoff.digest)}"
        if signoff.note:
            yield "    " + self.tr("所見：{note}").format(note=" ".join(signoff.note.split()))
