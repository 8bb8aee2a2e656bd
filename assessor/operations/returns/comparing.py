"""Comparing each cell of a matched row: what was sent, what was returned, what the case holds now."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from assessor.domain.difference import CellKind, kind_of
from assessor.domain.questionnaire import CARRIED_FIELDS, INPUT_FIELDS, WRITTEN_FIELDS
from assessor.domain.vocabulary import Answer
from assessor.errors import Code
from assessor.excel.questions import locked_cells, stored
from assessor.excel.reading import answers
from assessor.excel.reading.grid import shown, shown_text
from assessor.operations.returns.values import Proposal
from assessor.text import fingerprint, typed
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assessor.domain.answer_words import AnswerWords
    from assessor.domain.questionnaire import Question
    from assessor.excel.reading.grid import Raw
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

_NOTHING: Final[Mapping[str, str]] = {}
_Reading = tuple[str, str, Code | None]
_BLANK: Final[_Reading] = ("", "", None)
_KEPT: Final = 10_000  # answers, and dates, that are remembered while files are read
# Called with the fields in their order: twice as fast, which counts for tens of thousands of cells.
_proposal: Final = partial(tuple.__new__, Proposal)
_WORDS: Final[Mapping[str, str]] = {
    answer.value: term(answer, Language.JA) for answer in Answer if answer is not Answer.NONE
}


class Readings:
    """Reads cells into values of the case and remembers the results, since many files have the same texts."""

    def __init__(self, words: AnswerWords) -> None:
        self._words = words
        self._answers: dict[Raw, _Reading] = {}
        self._dates: dict[Raw, _Reading] = {}

    def reader(self, field: str) -> Callable[[Raw], _Reading]:
        """Return what tells what a cell of a field says, what was typed where that differs, or why not."""
        if field == "answer":
            return partial(_known, self._answers, self._answer)
        return partial(_known, self._dates, _date) if field in WRITTEN_FIELDS else _text

    def _answer(self, raw: Raw) -> _Reading:
        written = _typed(raw)
        reading = answers.read_answer(written, self._words)
        if reading.answer is None:
            return "", written, reading.problem
        value = reading.answer.value
        return value, "" if _WORDS[value] == written else written, None


def _known(known: dict[Raw, _Reading], read: Callable[[Raw], _Reading], raw: Raw) -> _Reading:
    """Read a cell, or return what was remembered for the same text."""
    # Not a number: 1, 1.0 and TRUE are the same key.
    if len(raw) > answers.LONGEST if isinstance(raw, str) else not isinstance(raw, date):
        return read(raw)
    reading = known.get(raw)
    if reading is None:
        reading = read(raw)
        if len(known) < _KEPT:
            known[raw] = reading
    return reading


def _date(raw: Raw) -> _Reading:
    written = _typed(raw)
    if not written:
        return _BLANK
    text = shown(raw)
    day = answers.read_date(text if isinstance(text, date) else written)
    if day is None:
        return "", written, Code.BAD_DATE
    return day, "" if day == written else written, None


def _text(raw: Raw) -> _Reading:
    return _typed(raw), "", None


class Comparison:
    """Compares the rows of one returned sheet with the case and counts blank cells."""

    def __init__(
        self,
        returned: ReturnedWorkbook,
        current: Mapping[str, Mapping[str, str]],
        own: Mapping[str, Mapping[str, str]],
        readings: Readings,
    ) -> None:
        """Take the current answers, and those of this round alone, which are all that a blank can clear."""
        self._current, self._own = current, own
        self._unreadable = returned.unreadable
        columns = returned.columns
        self._inputs = [
            (field, columns[field], readings.reader(field), field in CARRIED_FIELDS)
            for field in INPUT_FIELDS
            if field in columns
        ]
        self._columns = columns
        self.blank = 0

    def row(self, question: Question, number: int, values: Sequence[Raw]) -> list[Proposal]:
        """Return a proposal for each cell of a row that says something, and for changed locked cells."""
        item, unreadable, proposals = question.item, self._unreadable, []
        held, own = self._current.get(item, _NOTHING), self._own.get(item, _NOTHING)
        before = question.answered
        for field, column, read, carried in self._inputs:
            raw = values[column]
            current = held.get(field, "")
            sent = before.get(field, "") if carried else ""
            code: Code | None = unreadable.get((number, column + 1)) if unreadable else None
            if code is not None:
                returned, written = "", _typed(raw)
            else:
                returned, written, code = _BLANK if raw == "" else read(raw)
            if returned:
                kind = kind_of(sent=sent, returned=returned, current=current)
            elif code is not None:
                kind = CellKind.FLAGGED
            elif current := own.get(field, ""):
                kind = CellKind.CLEARED
            else:
                self.blank += 1
                continue
            proposals.append(
                _proposal((item, field, kind, sent, returned, current, written, code, number, column + 1))
            )
        self._locked(question, number, values, proposals)
        return proposals

    def _locked(
        self, question: Question, number: int, values: Sequence[Raw], proposals: list[Proposal]
    ) -> None:
        columns = self._columns
        for field, sent in locked_cells(question).items():
            if field not in columns:
                continue
            column = columns[field]
            raw = values[column]
            if raw == sent or (raw == "" and not sent):
                continue
            found = _typed(raw)
            if fingerprint(found) == fingerprint(stored(sent)):
                continue
            kind = CellKind.WORDING if field == "requirement" else CellKind.LOCKED
            item = question.item
            proposals.append(Proposal(item, field, kind, sent, found, sent, "", None, number, column + 1))


def _typed(raw: Raw) -> str:
    """Return the typed value as text, nothing when none of it is seen."""
    return typed(raw if isinstance(raw, str) else shown_text(raw))
