"""A line with the signatures of a subject, and the sentence why it cannot be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from assessor.domain.records import WHOLE_CASE
from assessor.domain.signing import STAGES
from assessor.words.terms import term
from ui.moments import local
from ui.widgets.labels import GAP, Quiet, Text, tip
from ui.widgets.looks.icons import SIZE, icon

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from assessor.domain.records import Signoff
    from assessor.domain.vocabulary import Stage
    from ui.session.session import Session


class LockSign(QLabel):
    """A small padlock in the colour of the text beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the padlock in the colour of the new palette."""
        super().changeEvent(event)
        if event.type() is event.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(icon("lock").pixmap(QSize(SIZE, SIZE), self.devicePixelRatioF()))


class SigningBar(QWidget):
    """作成, 検証 and 承認 of the subject shown: who signed, and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lock = LockSign()
        self.message = Quiet()
        self.message.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.message, 1)

    def show_signatures(self, session: Session, subject: str) -> None:
        """Show the signatures of a subject, and those of the whole case if there are any."""
        signatures = session.signatures
        parts = [self._part(signatures.at(subject, stage), stage, session) for stage in STAGES]
        text = "　｜　".join(parts)
        whole = signatures.of(WHOLE_CASE)
        if whole:
            last = self._part(whole[-1], whole[-1].stage, session)
            text += "　｜　" + self.tr("点検全体：{signed}").format(signed=last)
        self.message.setText(text)
        self.lock.setVisible(signatures.lock(subject) is not None)
        notes = [
            f"{term(one.stage, session.language)}：{one.note}" for one in signatures.of(subject) if one.note
        ]
        self.message.setToolTip(tip("\n".join(notes)))

    def _part(self, signoff: Signoff | None, stage: Stage, session: Session) -> str:
        name = term(stage, session.language)
        if signoff is None:
            return self.tr("{stage} —").format(stage=name)
        text = self.tr("{stage} {signer} {when}")
        return text.format(stage=name, signer=signoff.signer, when=local(signoff.signed_at)[:10])


class LockLine(QWidget):
    """The sentence why nothing can be changed: the file is read-only, or the subject is signed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lock, self._text = LockSign(), Text()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def text(self) -> str:
        """Return the shown sentence."""
        return self._text.text()

    def show_lock(self, session: Session) -> None:
        """Show the sentence, or nothing when the subject can be changed."""
        self._text.setText(self._message(session))
        self.setVisible(session.locked)

    def _message(self, session: Session) -> str:
        if session.read_only:
            return self.tr("この案件は読み取り専用で開いているため、変更できません。")
        signoff = session.lock
        if signoff is None:
            return ""
        if signoff.scope == WHOLE_CASE:
            text = self.tr("点検全体が署名済みのため変更できません（{stage}：{signer} {when}）。")
        else:
            text = self.tr("署名済みのため変更できません（{stage}：{signer} {when}）。")
        text += self.tr("変更するには「点検」→「署名の取消し」を選んでください。")
        stage = term(signoff.stage, session.language)
        return text.format(stage=stage, signer=signoff.signer, when=local(signoff.signed_at))
