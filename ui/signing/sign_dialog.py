"""Signing: the next stage, what is still open, and the digest that fixes what is signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from assessor.domain.records import WHOLE_CASE
from assessor.operations.obstacles import obstacles
from assessor.operations.signing import wants_note
from assessor.text import typed
from assessor.words.problems.sentences import sentence
from assessor.words.terms import term
from ui.widgets.calm_fields import CalmComboBox
from ui.widgets.dialogs import fitting
from ui.widgets.dialogs.forms import TypedForm
from ui.widgets.labels import Text, quiet, tip
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from assessor.domain.vocabulary import Stage
    from ui.session.session import Session


MOST_NOTES = 40  # open points that are listed; nobody reads more
MOST_LINES = 9  # lines of the list before it scrolls


class ScopeBox(CalmComboBox):
    """The choice between the current subject and the whole inspection."""

    def __init__(self, session: Session, scopes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        for scope in scopes:
            self.addItem("", scope)
        self.retranslate()

    @property
    def scope(self) -> str:
        """The chosen scope."""
        return str(self.currentData() or "")

    def retranslate(self) -> None:
        """Show the names of the scopes in the language of the window."""
        for number in range(self.count()):
            scope = str(self.itemData(number))
            name = self._session.scope_name(scope)
            text = self.tr("点検全体（{name}）").format(name=name) if scope == WHOLE_CASE else name
            self.setItemText(number, text)


class SigningDialog(TypedForm):
    """Signs the next stage of a subject or of the whole; it cannot be undone, only withdrawn."""

    def __init__(self, session: Session, scopes: Sequence[str], parent: QWidget | None = None) -> None:
        key = f"sign/{scopes[0]}"
        super().__init__(session.typed.of(key), partial(session.typed.keep, key), parent)
        self._session = session
        self.scope = ScopeBox(session, scopes)
        self.stage = QLabel()
        self.stage.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.signer = QLineEdit(session.inspection.actor.reviewer)
        self.note = self.text
        fitting.LineHeight(self.note, 4)
        self.left = TextArea()
        self.left.setReadOnly(True)
        self.left.setTabChangesFocus(True)
        self._wants_note = False
        self._about = quiet(QLabel())
        self._about.setWordWrap(True)
        self.labels = [self.row(part) for part in (self.scope, self.stage, self.signer, self.note)]
        self.body.addLayout(self.form)
        self.body.addWidget(self.left)
        self.body.addWidget(self._about)
        self.scope.currentIndexChanged.connect(self._on_scope_changed)
        self.signer.textChanged.connect(self.check)
        self.note.textChanged.connect(self.check)
        self.finish()
        self._set_keys()
        self._on_scope_changed()
        self.signer.selectAll()
        self.signer.setFocus()
        self.resize(620, 0)

    @property
    def next_stage(self) -> Stage | None:
        """The stage to be signed."""
        return self._session.signatures.next_stage(self.scope.scope)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        signer, stage, session = self.signer.text().strip(), self.next_stage, self._session
        if stage is None:
            return self.tr("作成・検証・承認のすべてが署名済みです。")
        if not signer:
            return self.tr("署名する人の氏名を入力してください。")
        scope, distinct = self.scope.scope, bool(session.case.distinct_signers)
        name = session.scope_name(scope)
        problems = obstacles(session.signatures, scope, stage, signer, distinct=distinct, name=name)
        if not problems and self._wants_note and not typed(self.note.toPlainText()):
            return self.tr("未了または要確認の項目があります。このまま署名する理由を所見に入力してください。")
        return sentence(problems[0], session.language) if problems else ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("署名"))
        words = (self.tr("対象(&T)"), self.tr("段階"), self.tr("署名者(&S)"))
        for label, text in zip(self.labels, words, strict=False):  # that of the note depends on these
            label.setText(text)
        self.left.setAccessibleName(self.tr("未了または要確認の項目"))
        self._about.setText(
            self.tr(
                "署名すると、それまでの変更履歴のハッシュ値が一緒に記録され、対象は読み取り専用になります。"
                "署名は元に戻せません。変更するときは、理由を付けて署名を取り消します。"
            )
        )
        self.yes.setText(self.tr("署名"))
        self.yes.setToolTip(tip(self.tr("Ctrl+Enter でも署名できます。")))
        self.scope.retranslate()
        self._show_stage()

    def accept(self) -> None:
        """Sign; the dialog stays open when that fails."""
        stage = self.next_stage
        if stage is not None and self._session.signing.sign(
            self.scope.scope, stage, self.signer.text(), self.note.toPlainText()
        ):
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Remove the default button, which the button box sets whenever it is shown."""
        super().showEvent(event)
        self.yes.setDefault(False)

    def _set_keys(self) -> None:
        """Keep Enter from signing, which cannot be undone, and from closing; after the name it moves on."""
        self.yes.setAutoDefault(False)
        self.signer.returnPressed.connect(self.note.setFocus)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.yes.click)

    def _on_scope_changed(self) -> None:
        self._show_stage()
        self.check()

    def _show_stage(self) -> None:
        session, stage = self._session, self.next_stage
        self.stage.setText(term(stage, session.language) if stage else "—")
        notes = session.signing.before_signing(self.scope.scope, stage) if stage else ()
        self._wants_note = wants_note(notes)
        lines = [sentence(note, session.language) for note in notes[:MOST_NOTES]]
        if len(notes) > MOST_NOTES:
            lines.append(self.tr("ほか{count}件").format(count=len(notes) - MOST_NOTES))
        self.left.setPlainText("\n".join(lines))
        self.left.setVisible(bool(notes))
        wanted = self.tr("所見（必須）(&N)") if self._wants_note else self.tr("所見（任意）(&N)")
        self.labels[-1].setText(wanted)
        self._fit_list()

    def _fit_list(self) -> None:
        """Set the height of the list to its lines, up to a limit, beyond which it scrolls.

        Only the first notes are measured, since wrapping many thousand characters takes long.
        """
        document, lines = self.left.document(), MOST_LINES
        if document.blockCount() < MOST_LINES:
            lines = min(round(document.documentLayout().documentSize().height()), MOST_LINES)
        self.left.setFixedHeight(lines * self.left.fontMetrics().lineSpacing() + fitting.FIELD_EDGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height of the list to the new width."""
        super().resizeEvent(event)
        self._fit_list()


class ReopenDialog(TypedForm):
    """Withdraws signatures, with a reason that stays in the journal."""

    def __init__(self, session: Session, scopes: Sequence[str], parent: QWidget | None = None) -> None:
        key = f"reopen/{scopes[0]}"
        super().__init__(session.typed.of(key), partial(session.typed.keep, key), parent)
        self._session = session
        self.scope = ScopeBox(session, scopes)
        self.reason = self.text
        fitting.LineHeight(self.reason, 4)
        self.taken_back = Text()
        self.labels = [self.row(part) for part in (self.scope, self.reason)]
        self.body.addLayout(self.form)
        self.body.addWidget(self.taken_back)
        self.scope.currentIndexChanged.connect(self._show_taken_back)
        self.reason.textChanged.connect(self.check)
        self.finish()
        self.reason.setFocus()
        self.resize(560, 0)

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        return "" if self.reason.toPlainText().strip() else self.tr("署名を取り消す理由を入力してください。")

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("署名の取消し"))
        for label, text in zip(self.labels, (self.tr("対象(&T)"), self.tr("理由(&R)")), strict=True):
            label.setText(text)
        self.yes.setText(self.tr("署名を取り消す"))
        self.scope.retranslate()
        self._show_taken_back()

    def accept(self) -> None:
        """Withdraw the signatures; the dialog stays open when that fails."""
        if self._session.signing.reopen(self.scope.scope, self.reason.toPlainText()):
            super().accept()

    def _show_taken_back(self) -> None:
        session = self._session
        lines = [
            f"{session.scope_name(one.scope)}　{term(one.stage, session.language)}　{one.signer}"
            for one in session.signatures.undone_by(self.scope.scope)
        ]
        self.taken_back.setText("\n".join([self.tr("取り消される署名："), *lines]))
