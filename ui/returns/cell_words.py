"""A returned cell in words: its column, its three values, its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from assessor.domain.difference import CellKind
from assessor.domain.records import RecordKind
from assessor.domain.vocabulary import Answer
from assessor.excel.layout import COLUMNS
from assessor.words.records import field_name
from assessor.words.terms import term

if TYPE_CHECKING:
    from assessor.operations.returns.values import Proposal
    from ui.session.session import Session

_HEADINGS: Final = {column.field: column.heading for column in COLUMNS}
_ANSWERS: Final = frozenset(answer.value for answer in Answer if answer.value)


class CellWords(QObject):
    """The words for cells in the language of the session."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def values(self, proposal: Proposal) -> tuple[str, str, str]:
        """Return the value as sent, as returned, and in the case."""
        sent, returned, current = (
            self._word(proposal.field, value)
            for value in (proposal.sent, proposal.returned, proposal.current)
        )
        if proposal.kind is CellKind.FLAGGED:
            returned = proposal.written or self.tr("（読み取れません）")
        elif proposal.kind is CellKind.CLEARED:
            returned = self.tr("（空欄）")
        elif proposal.written and proposal.written != returned:
            returned = self.tr("{text}（原文「{written}」）").format(text=returned, written=proposal.written)
        return sent, returned, current

    def field(self, proposal: Proposal) -> str:
        """Return the name of a cell's column; a locked column has its heading in the workbook."""
        if proposal.kind in {CellKind.LOCKED, CellKind.WORDING}:
            return _HEADINGS.get(proposal.field, proposal.field)
        return field_name(RecordKind.RESPONSE, proposal.field, self._session.language)

    def kind(self, kind: CellKind, *, reread: bool, clears: bool) -> str:
        """Return the kind of a cell in words, with a remark when the reviewer made it so."""
        word = term(kind, self._session.language)
        if reread:
            return self.tr("{kind}（読替え）").format(kind=word)
        if kind is CellKind.CLEARED and clears:
            return self.tr("{kind}（消去）").format(kind=word)
        return word

    def _word(self, field: str, value: str) -> str:
        if field == "answer" and value in _ANSWERS:
            return term(Answer(value), self._session.language)
        return value
