"""Matching rows with questions: by what people saw and by the hidden key, never by position."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.errors import Code, Place, Problem
from assessor.excel.layout import KEY_MARK
from assessor.excel.questions import item_of, stored
from assessor.excel.reading.grid import shown_text
from assessor.operations.returns.values import UnknownRow
from assessor.text import fingerprint, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.domain.questionnaire import Question, Questionnaire
    from assessor.excel.reading.grid import Raw
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

    Row = tuple[int, Sequence[Raw]]

_SHOWN_LENGTH = 200  # characters shown of a row that belongs to no question


@dataclass(frozen=True)
class MatchedRows:
    """The rows that belong to a question for certain, those that do not, and the problems."""

    rows: tuple[tuple[Question, Row], ...]
    strangers: tuple[UnknownRow, ...]
    problems: tuple[Problem, ...]


def match(returned: ReturnedWorkbook, sent: Questionnaire, file: str) -> MatchedRows:
    """Match the rows of a returned sheet with the questions that were sent."""
    return _Matching(returned, sent, Place(file, returned.sheet, subject=sent.token.subject)).matched()


class _Matching:
    """Matches the rows of one sheet."""

    def __init__(self, returned: ReturnedWorkbook, sent: Questionnaire, place: Place) -> None:
        self._returned = returned
        self._place = place
        self._print = sent.token.print
        self._questions = {question.item: question for question in sent.questions}
        self._texts = {question.item: stored(question.requirement).strip() for question in sent.questions}
        self._problems: list[Problem] = []
        self._strangers: list[UnknownRow] = []
        columns = returned.columns
        self._key, self._number, self._text = (columns.get(name) for name in ("key", "number", "requirement"))
        self._inputs = [columns[field] for field in INPUT_FIELDS if field in columns]

    def matched(self) -> MatchedRows:
        """Return the result for all rows."""
        by_item: dict[str, list[Row]] = defaultdict(list)
        by_number = 0
        for row in self._returned.rows:
            key = self._shown(row[1], self._key)
            if self._is_foreign(key):
                self._strange(row, Code.FOREIGN_ROW)
                continue
            item, by_key = self._item(item_of(key), row[1])
            if item:
                by_item[item].append(row)
                by_number += not by_key
            else:
                self._strange(row)
        rows = [(self._questions[item], row) for item, row in self._single(by_item)]
        if by_number:
            self._note(Code.MATCHED_BY_NUMBER, found=by_number)
        for item in self._questions:
            if item not in by_item:
                self._note(Code.MISSING_ROW, item=item)
        order = {item: place for place, item in enumerate(self._questions)}
        places = [order[question.item] for question, _ in rows]
        if moved := sum(second < first for first, second in pairwise(places)):
            self._note(Code.ROWS_MOVED, found=moved)
        return MatchedRows(tuple(rows), tuple(self._strangers), tuple(self._problems))

    def _is_foreign(self, key: str) -> bool:
        """Tell whether a key is from another questionnaire, whose item ids may be the same."""
        return key.count(KEY_MARK) > 1 and not key.endswith(self._print)

    def _item(self, key: str, values: Sequence[Raw]) -> tuple[str, bool]:
        """Return the item id of a row or an empty string, and whether its key gave it."""
        number = self._shown(values, self._number)
        text = self._shown(values, self._text)
        if key in self._questions and number == key and text == self._texts[key]:
            return key, True  # nearly always
        number = self._known(number)
        owners = self._owners(text)
        if number in owners:  # what the provider saw, even if sorting moved the hidden keys away
            return number, key == number
        if key not in self._questions:
            return "", False
        # By the key alone, unless number or text belong to another item.
        return (key, True) if number in {"", key} and (not owners or key in owners) else ("", False)

    def _known(self, number: str) -> str:
        if number in self._questions:
            return number
        wanted = folded(number)
        return next((item for item in self._questions if folded(item) == wanted), "")

    def _owners(self, text: str) -> set[str]:
        """Return the items whose question has this text; blanks, width and line ends are ignored."""
        if not text:
            return set()
        wanted = fingerprint(text)
        return {item for item, known in self._prints.items() if known == wanted}

    @cached_property
    def _prints(self) -> dict[str, str]:
        return {item: fingerprint(text) for item, text in self._texts.items()}

    def _single(self, rows_by_item: dict[str, list[Row]]) -> list[tuple[str, Row]]:
        """Return one row for each item in sheet order; none for an item whose rows differ."""
        kept = []
        for item, rows in rows_by_item.items():
            if len(rows) > 1:
                for number, _ in rows:
                    self._note(Code.DUPLICATE_ROW, item=item, row=number)
                if any(self._typed(row) != self._typed(rows[0]) for row in rows[1:]):
                    self._strangers += [self._as_stranger(row) for row in rows]
                    continue
            kept.append((item, rows[0]))
        return kept

    def _typed(self, row: Row) -> list[Raw]:
        return [row[1][column] for column in self._inputs]

    def _strange(self, row: Row, code: Code = Code.UNKNOWN_ROW) -> None:
        stranger = self._as_stranger(row)
        self._strangers.append(stranger)
        columns = [at for field, at in self._returned.columns.items() if field != "key"]
        first = min((at for at in columns if shown_text(row[1][at]).strip()), default=-1)
        self._note(code, row=row[0], column=first + 1, found=stranger.text)

    def _as_stranger(self, row: Row) -> UnknownRow:
        columns = [at for field, at in self._returned.columns.items() if field != "key"]
        texts = (shown_text(row[1][at]) for at in sorted(columns))
        told = " / ".join(" ".join(text.split()) for text in texts if text)
        return UnknownRow(row[0], told[:_SHOWN_LENGTH])

    def _shown(self, values: Sequence[Raw], column: int | None) -> str:
        if column is None:
            return ""
        value = values[column]
        return value.strip() if isinstance(value, str) else shown_text(value)

    def _note(self, code: Code, *, item: str = "", row: int = 0, column: int = 0, **values: object) -> None:
        place = Place(self._place.file, self._place.sheet, row, column, self._place.subject, item)
        self._problems.append(Problem(code, place, values))
