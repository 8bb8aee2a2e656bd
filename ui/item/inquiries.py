"""The follow-up questions on an item with their states, and a field for a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from assessor.domain.vocabulary import Verdict
from ui.item.text_field import ReasonEdit
from ui.moments import local
from ui.widgets.chips import Chip
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP, Caption, Heading, Quiet, Rows, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from assessor.domain.records import Inquiry, Response
    from assessor.operations.viewing import ItemDetail
    from ui.session.session import Session


class InquiriesView(QWidget):
    """Asks and withdraws questions on the shown item; an unfinished question is kept for its item."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._detail: ItemDetail | None = None
        self._drafts: dict[tuple[str, str], str] = {}
        self.title = Heading()
        self.none = Quiet()
        self._list = Rows()
        self.question = ReasonEdit()
        fitting.LineHeight(self.question, 2)
        self.question.textChanged.connect(self._on_text_changed)
        self.question.entered.connect(self.ask)
        self.title.setBuddy(self.question)
        self.add = QPushButton()
        self.add.clicked.connect(self.ask)
        new = QHBoxLayout()
        new.setSpacing(GAP)
        new.addWidget(self.question, 1)
        new.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.none)
        column.addWidget(self._list)
        column.addLayout(new)

    def show_detail(self, detail: ItemDetail) -> None:
        """Show the questions on an item."""
        self._keep_draft()
        moved = self._detail is None or _key(self._detail) != _key(detail)
        self._detail = detail
        self._list.fill(self._entries(detail))
        self.none.setVisible(not detail.inquiries)
        if moved:
            self.question.setPlainText(self._drafts.get(_key(detail), ""))
        self.question.setReadOnly(self._session.locked)
        self._on_text_changed()

    def forget(self) -> None:
        """Clear the shown item and all unfinished questions, since their case was closed."""
        self._detail = None
        self._drafts.clear()
        self.question.setPlainText("")  # also clears the undo history

    @property
    def unadded(self) -> list[tuple[str, str]]:
        """Subjects and items with an unfinished question."""
        self._keep_draft()
        return list(self._drafts)

    @property
    def drafts(self) -> dict[tuple[str, str], str]:
        """The unfinished questions by subject and item."""
        self._keep_draft()
        return dict(self._drafts)

    def take_in(self, where: tuple[str, str], question: str) -> None:
        """Put an unfinished question into the field of an item, unless it has another."""
        if question:
            here = self.drafts.get(where, "")
            self._drafts[where] = f"{here}\n{question}".strip() if here != question else here
            if self._detail is not None and _key(self._detail) == where:
                self.question.setPlainText(self._drafts[where])

    def ask(self) -> None:
        """Ask the typed question."""
        text = self.question.toPlainText().strip()
        if text and self._detail is not None and self._session.reviews.ask(text):
            self._drafts.pop(_key(self._detail), None)
            self.question.clear()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.title.setText(self.tr("追加確認事項"))
        self.none.setText(self.tr("追加確認事項はありません。"))
        self.question.setPlaceholderText(self.tr("次回の質問票で確認すること"))
        self.question.setAccessibleName(self.tr("新しい追加確認事項"))
        self.add.setText(self.tr("追加"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _keep_draft(self) -> None:
        if self._detail is not None:
            text = self.question.toPlainText()
            if text.strip():
                self._drafts[_key(self._detail)] = text
            else:
                self._drafts.pop(_key(self._detail), None)

    def _entries(self, detail: ItemDetail) -> Iterator[tuple[Hashable, Callable[[], QWidget]]]:
        """Yield the questions, and below the last one of a round the reply to all of that round."""
        rounds, language = [inquiry.round for inquiry in detail.inquiries], self._session.language
        for number, inquiry in enumerate(detail.inquiries):
            replied = any(r.reply and r.round == inquiry.round for r in detail.responses)
            asked_in, takes_back = detail.numbers.of(inquiry.round), not self._session.locked
            told = (inquiry, replied, asked_in, takes_back)
            yield (*told, language), partial(self._entry, *told)
            if inquiry.round and inquiry.round not in rounds[number + 1 :]:
                for response in detail.responses:
                    if response.round == inquiry.round and response.reply:
                        yield (response, language), partial(self._reply, response)

    def _reply(self, response: Response) -> QWidget:
        block = QWidget()
        form = QFormLayout(block)
        form.setContentsMargins(2 * GAP, 0, 0, 0)
        form.setHorizontalSpacing(2 * GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(Caption(self.tr("回答")), Text(response.reply))
        return block

    def _entry(self, inquiry: Inquiry, replied: bool, asked_in: int, takes_back: bool) -> QWidget:
        block = QWidget()
        chip = Chip(block)  # without a parent it would become a window
        if not inquiry.round:
            chip.show_state(Verdict.UNREVIEWED, self.tr("未送付"))
        elif replied:
            chip.show_state(Verdict.MET, self.tr("第{round}回で回答あり").format(round=asked_in))
        else:
            chip.show_state(Verdict.CONFIRMING, self.tr("第{round}回で送付済").format(round=asked_in))
        who = Quiet(f"{inquiry.asked_by}　{local(inquiry.asked_at)}")
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(chip)
        line.addWidget(who, 1)
        if not inquiry.round and takes_back:
            withdraw = QPushButton(self.tr("取り下げる"))
            withdraw.clicked.connect(lambda: self._session.reviews.withdraw(inquiry))
            line.addWidget(withdraw)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(Text(inquiry.question))
        return block

    def _on_text_changed(self) -> None:
        written = bool(self.question.toPlainText().strip())
        self.add.setEnabled(written and self._detail is not None and not self._session.locked)


def _key(detail: ItemDetail) -> tuple[str, str]:
    return detail.subject.subject, detail.row.state.item.id
