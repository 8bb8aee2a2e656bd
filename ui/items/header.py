"""The lines above the item list: subject, state inspected, result and counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessor.words import Language
from assessor.words.counts import class_phrase
from assessor.words.sentences import outcome_phrase
from assessor.words.terms import named, term
from ui.widgets.chips import Chip
from ui.widgets.labels import GAP, Quiet, Title

if TYPE_CHECKING:
    from assessor.domain.outcome import SubjectResult

# No-break space, so that a number and its word stay in one line.
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
BEFORE_NUMBER: Final = re.compile(r" (?=\d)")
AFTER_NUMBER: Final = re.compile(r"(?<=\d) ")


class ItemsHeader(QWidget):
    """Shows the result of the subject as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Title(larger=2)
        self.outcome = Chip()
        self.counts = Quiet()
        first = QHBoxLayout()
        first.setSpacing(2 * GAP)
        first.addWidget(self.name, 0)
        first.addWidget(self.outcome, 0)
        first.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self.counts)

    def show_result(self, result: SubjectResult, language: Language) -> None:
        """Show the result of a subject in a language."""
        self.name.setText(named(result.subject.name, result.subject.name_en, language))
        self.outcome.show_state(result.outcome, outcome_phrase(result, language))
        parts = [
            self.tr("点検基準：{as_of}").format(as_of=term(result.subject.as_of, language)),
            *(
                class_phrase(kind, counts, language)
                for kind, counts in result.classes.items()
                if kind.decides or counts.applicable
            ),
        ]
        alone = AFTER_NUMBER if language is Language.EN else BEFORE_NUMBER
        self.counts.setText("　".join(alone.sub(NO_BREAK, part) for part in parts))
