"""The menu of the selected cells: accept, refuse, the same for equal cells, read as another value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from assessor.domain.vocabulary import Answer
from assessor.words.terms import term
from ui.returns.read_as_dialog import DATES

if TYPE_CHECKING:
    from assessor.operations.returns.values import Proposal
    from ui.session.session import Session


class CellsMenu(QMenu):
    """The menu of the tree of cells, with the menu of readings in it."""

    accepted = Signal(bool)
    field_accepted = Signal(bool)
    read_as = Signal(str)  # the value, or an empty string to undo a reading
    other_wanted = Signal()  # the date or text still has to be asked for

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.choices = (QAction(self), QAction(self), QAction(self), QAction(self))
        for action, signal, on in zip(
            self.choices,
            (self.accepted, self.accepted, self.field_accepted, self.field_accepted),
            (True, False, True, False),
            strict=True,
        ):
            action.triggered.connect(lambda _=False, signal=signal, on=on: signal.emit(on))
            self.addAction(action)
        self.insertSeparator(self.choices[2])
        self.addSeparator()
        self.readings = QMenu(parent)
        self.addMenu(self.readings)
        self.answers = {answer: QAction(self) for answer in Answer if answer is not Answer.NONE}
        for answer, action in self.answers.items():
            action.triggered.connect(lambda _=False, answer=answer: self.read_as.emit(answer.value))
            self.readings.addAction(action)
        self.other, self.back = QAction(self), QAction(self)
        self.other.triggered.connect(lambda _=False: self.other_wanted.emit())
        self.back.triggered.connect(lambda _=False: self.read_as.emit(""))
        self.readings.addActions([self.other, self.back])

    def offer(self, proposal: Proposal, *, taken_back: bool) -> None:
        """Offer the readings that fit a cell, and undoing a reading when it has one."""
        for action in self.answers.values():
            action.setVisible(proposal.field == "answer")
        self.other.setVisible(proposal.field != "answer")
        self.other.setText(self.tr("日付を指定…") if proposal.field in DATES else self.tr("内容を入力…"))
        self.back.setVisible(taken_back)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        texts = (
            self.tr("選択した行を反映"),
            self.tr("選択した行を外す"),
            self.tr("同じ欄をすべての項目で反映"),
            self.tr("同じ欄をすべての項目で外す"),
        )
        for action, text in zip(self.choices, texts, strict=True):
            action.setText(text)
        self.readings.setTitle(self.tr("読み替える"))
        self.back.setText(self.tr("読み替えを取り消す"))
        for answer, action in self.answers.items():
            action.setText(term(answer, self._session.language))
