"""The marks on a returned workbook, each with its item and its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_mark import MarkKind, SheetMark
from assessor.errors import Code, Place, Problem
from assessor.excel import tokens
from assessor.excel.reading.around import LIMIT
from assessor.excel.writing.questionnaire_writer import texts_around
from assessor.operations.returns.values import PlacedMark
from assessor.text import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assessor.domain.questionnaire import Questionnaire
    from assessor.excel.reading.around import SheetText
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook
    from assessor.operations.returns.matching import MatchedRows

_CODES: Final[Mapping[MarkKind, Code]] = {
    MarkKind.STRUCK: Code.STRUCK_TEXT,
    MarkKind.NOTE: Code.NOTE,
    MarkKind.TEXT_BOX: Code.TEXT_BOX,
    MarkKind.SHAPE: Code.SHAPE,
    MarkKind.PICTURE: Code.PICTURE,
    MarkKind.CHECK_BOX: Code.CHECK_BOX,
    MarkKind.OPTION_BUTTON: Code.OPTION_BUTTON,
    MarkKind.EMBEDDED: Code.EMBEDDED_FILE,
    MarkKind.LINK: Code.LINK,
    MarkKind.INK: Code.INK,
    MarkKind.COLUMN_HIDDEN: Code.COLUMN_HIDDEN,
    MarkKind.SHEET_ADDED: Code.SHEET_ADDED,
    MarkKind.TEXT_ADDED: Code.TEXT_ADDED,
    MarkKind.OTHER: Code.OTHER_CONTENT,
}
_UNKNOWN: Final = "unknown"  # worded in `words/problems`
_SHEET_TEXT: Final = 2_000  # letters of an added sheet that its line has; the sheet itself is in the preview


def problem_of(placed_mark: PlacedMark, file: str, subject: str) -> Problem:
    """Return the problem that reports a mark."""
    mark, item, field = placed_mark
    facts: dict[str, object] = {
        "found": mark.text or mark.name or mark.address or _UNKNOWN,
        "author": mark.author or _UNKNOWN,
        "address": mark.address or _UNKNOWN,
        "name": mark.name or mark.sheet,
    }
    if mark.state is not None:
        facts["state"] = mark.state
    place = Place(file, mark.sheet, mark.row, mark.column, subject, item, field)
    return Problem(_CODES[mark.kind], place, facts)


def placed(returned: ReturnedWorkbook, matched: MatchedRows, sent: Questionnaire) -> tuple[PlacedMark, ...]:
    """Return all marks in the order of their places, without texts that were sent with the workbook."""
    if not returned.marks and not returned.around:
        return ()
    items = {row: question.item for question, (row, _) in matched.rows}
    fields = {at + 1: field for field, at in returned.columns.items()}
    several = []
    for mark in (*returned.marks, *_added(returned.around, returned.sheet, sent)):
        here = mark.sheet == returned.sheet
        rows = range(mark.row, max(mark.row, mark.last_row) + 1)
        item = next((items[row] for row in rows if row in items), "") if here else ""
        several.append(PlacedMark(mark, item, fields.get(mark.column, "") if here else ""))
    return tuple(sorted(several, key=lambda one: (one.mark.sheet, one.mark.row, one.mark.column)))


def unlisted(returned: ReturnedWorkbook, file: str) -> Iterator[Problem]:
    """Yield a problem when there are more texts around the table than are listed."""
    if len(returned.around) >= LIMIT:
        yield Problem(Code.MORE_TEXTS, Place(file), {"count": LIMIT})


def _added(around: Sequence[SheetText], table: str, sent: Questionnaire) -> Iterator[SheetMark]:
    """Yield the texts that were not sent; a sheet that was not sent at all is one mark with all its texts."""
    known = texts_around(sent)
    prints: frozenset[str] | None = None  # the same texts without blanks and widths, which programs change
    by_sheet: dict[str, list[SheetText]] = {}
    ours: set[str] = {table}
    for one in around:
        is_ours = one.text in known or tokens.is_line(one.text)
        if not is_ours:
            prints = prints or frozenset(map(fingerprint, known))
            is_ours = fingerprint(one.text) in prints
        if is_ours:
            ours.add(one.sheet)
        else:
            by_sheet.setdefault(one.sheet, []).append(one)
    for sheet, texts in by_sheet.items():
        if sheet in ours:
            for one in texts:
                yield SheetMark(MarkKind.TEXT_ADDED, sheet, one.row, one.column, text=one.text)
        else:
            words = " / ".join(" ".join(one.text.split()) for one in texts)
            text = words if len(words) <= _SHEET_TEXT else f"{words[:_SHEET_TEXT]}…"
            first = texts[0]
            yield SheetMark(MarkKind.SHEET_ADDED, sheet, first.row, first.column, text=text, name=sheet)
