"""The provider's answers, round by round with the latest first, as they were written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from assessor.domain.records import RecordKind
from assessor.domain.vocabulary import Answer
from assessor.words import Language
from assessor.words.records import field_name
from assessor.words.terms import term
from ui.widgets.labels import GAP, Caption, Heading, Quiet, Rows, Text

if TYPE_CHECKING:
    from collections.abc import Collection

    from assessor.domain.records import Response
    from assessor.domain.rounds import RoundNumbers

FIELDS = ("explanation", "alternative", "due_on", "evidence_names", "reply")
WRITTEN = {"due_on": "due_written"}


class AnswersView(QWidget):
    """Shows the answers to one item."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading()
        self.none = Quiet()
        self.rounds = Rows(2 * GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.title)
        column.addWidget(self.none)
        column.addWidget(self.rounds)

    def show_responses(
        self,
        responses: tuple[Response, ...],
        numbers: RoundNumbers,
        language: Language,
        asked: Collection[str] = (),
    ) -> None:
        """Show answers, passed oldest first; `asked` has the rounds whose reply is shown with its inquiry."""
        shown = [
            (
                response,
                numbers.of(response.round),
                language,
                tuple(field for field in FIELDS if field != "reply" or response.round not in asked),
            )
            for response in reversed(responses)
        ]
        self.rounds.fill((what, partial(self._round, *what)) for what in shown)
        self.none.setVisible(not responses)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.title.setText(self.tr("事業者の回答"))
        self.none.setText(self.tr("まだ回答がありません。"))

    def _round(self, response: Response, number: int, language: Language, fields: tuple[str, ...]) -> QWidget:
        block = QWidget()
        form = QFormLayout(block)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * GAP)
        form.setVerticalSpacing(3)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self._head(response, number, language))
        for field in fields:
            text = str(getattr(response, field))
            written = str(getattr(response, WRITTEN[field])) if field in WRITTEN else ""
            if text or written:
                label = Caption(field_name(RecordKind.RESPONSE, field, language))
                form.addRow(label, Text(self._with_original(text, written)))
        return block

    def _head(self, response: Response, round_number: int, language: Language) -> QHBoxLayout:
        """Return the line with the round, the answer in bold, the person and the date."""
        number = Caption(self.tr("第{round}回").format(round=round_number))
        answer = Heading()
        word = term(response.answer, language)
        original = (
            "" if response.answer_written == term(response.answer, Language.JA) else response.answer_written
        )
        if response.answer is Answer.NONE and original:
            word = self.tr("判別できない回答")
        answer.setText(self._with_original(word, original))
        answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        when = self._with_original(response.answered_on, response.answered_written)
        who = Quiet("　".join(part for part in (response.respondent, when) if part))
        who.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = QHBoxLayout()
        line.setSpacing(2 * GAP)
        line.addWidget(number)
        line.addWidget(answer)
        line.addWidget(who, 1)
        return line

    def _with_original(self, text: str, written: str) -> str:
        """Return the text, with the originally typed one beside it if that differs."""
        if not written or written == text:
            return text
        return self.tr("{text}（原文「{written}」）").format(text=text, written=written)
