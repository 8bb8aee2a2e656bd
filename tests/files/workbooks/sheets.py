"""What people do to a questionnaire at the screen, done to the bytes of one of our own; nothing is random.

openpyxl opens and saves it, as another program would. `EDITS` names every edit as the README does.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from assessor.excel.layout import COLUMNS, COVER, FIRST_ROW, HEADING_ROW, QUESTIONS, TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from openpyxl.cell import Cell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    Change = Callable[[Workbook, Worksheet], object]
    Edit = Callable[[bytes], bytes]

HEADINGS: Final = {column.field: column.heading for column in COLUMNS}


def edited(content: bytes, change: Change) -> bytes:
    """Open a workbook, change it, and return it as saved."""
    book = load_workbook(BytesIO(content))
    change(book, book[QUESTIONS])
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as bytes, and close it."""
    stream = BytesIO()
    book.save(stream)
    book.close()
    return stream.getvalue()


def columns(sheet: Worksheet) -> dict[str, int]:
    """Return where each field stands in our own sheet, counted from 1."""
    at = {cell.value: number for number, cell in enumerate(sheet[HEADING_ROW], 1)}
    return {field: at[heading] for field, heading in HEADINGS.items() if heading in at}


def put(cell: Cell | MergedCell, value: object, *, text: bool = True) -> None:
    """Set a cell; a text stays one whatever it begins with, unless it is to be a formula."""
    cell.value = value  # type: ignore[assignment]  # the stubs know no object
    if text and isinstance(value, str):
        cell.data_type = "s"


def filled(content: bytes, answers: Mapping[str, Mapping[str, str | date]]) -> bytes:
    """Return a questionnaire with answers, by item and field, typed into it."""

    def typed(_: Workbook, sheet: Worksheet) -> None:
        at = columns(sheet)
        for row in range(FIRST_ROW, sheet.max_row + 1):
            for field, value in answers.get(str(sheet.cell(row, at["number"]).value), {}).items():
                put(sheet.cell(row, at[field]), value)

    return edited(content, typed)


def rows_of(sheet: Worksheet, first: int = FIRST_ROW) -> list[list[object]]:
    """Return what stands in the rows from one on, so that it can be put elsewhere."""
    return [list(row) for row in sheet.iter_rows(min_row=first, values_only=True)]


def put_rows(sheet: Worksheet, rows: Iterable[Sequence[object]], first: int = FIRST_ROW) -> None:
    """Write rows from one on; what stood there before and is not written over stays."""
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            put(sheet.cell(number, column), value)


def reordered(sheet: Worksheet, order: Callable[[list[list[object]]], list[list[object]]]) -> None:
    """Put the rows under the heading into another order, or fewer or more of them."""
    rows = order(rows_of(sheet))
    sheet.delete_rows(FIRST_ROW, sheet.max_row)
    put_rows(sheet, rows)


def _rows_inserted(_: Workbook, sheet: Worksheet) -> None:
    sheet.insert_rows(4, 2)
    put(sheet.cell(5, columns(sheet)["requirement"]), "社内確認用：以下はシステム部が記入")


def _rows_moved(_: Workbook, sheet: Worksheet) -> None:
    reordered(sheet, lambda rows: [rows[-1], *rows[:-1]])


def _rows_sorted(_: Workbook, sheet: Worksheet) -> None:
    at = columns(sheet)["answer"] - 1
    reordered(sheet, lambda rows: sorted(rows, key=lambda row: (not row[at], str(row[at]))))


def _sorted_beside_key(_: Workbook, sheet: Worksheet) -> None:
    """Sort all columns but the hidden one: the keys stay with the wrong questions."""
    keys = [row[0] for row in rows_of(sheet)]
    _rows_sorted(_, sheet)
    put_rows(sheet, [[key] for key in keys])


def _rows_filtered(_: Workbook, sheet: Worksheet) -> None:
    letter = get_column_letter(columns(sheet)["class"])
    sheet.auto_filter.add_filter_column(columns(sheet)["class"] - 1, ["必須"])
    for row in range(FIRST_ROW, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = sheet[f"{letter}{row}"].value != "必須"


def _row_twice(_: Workbook, sheet: Worksheet) -> None:
    put_rows(sheet, rows_of(sheet)[1:2], sheet.max_row + 1)
    put(sheet.cell(sheet.max_row, columns(sheet)["explanation"]), "別の部署の回答です。")


def _column_added(_: Workbook, sheet: Worksheet) -> None:
    at = columns(sheet)["answer"]
    sheet.insert_cols(at)
    put(sheet.cell(HEADING_ROW, at), "社内メモ")
    put(sheet.cell(3, at), "法務に確認済み")


def _columns_reordered(_: Workbook, sheet: Worksheet) -> None:
    put_rows(sheet, [row[::-1] for row in rows_of(sheet, HEADING_ROW)], HEADING_ROW)


def _column_twice(_: Workbook, sheet: Worksheet) -> None:
    at, end = columns(sheet)["explanation"], sheet.max_column + 1
    for row in range(HEADING_ROW, sheet.max_row + 1):
        put(sheet.cell(row, end), sheet.cell(row, at).value if row in {HEADING_ROW, 3} else None)
    put(sheet.cell(4, end), "法務部の追記です。")


def _column_copied(_: Workbook, sheet: Worksheet) -> None:
    at = columns(sheet)["explanation"]
    put_rows(sheet, [[*row, row[at - 1]] for row in rows_of(sheet, HEADING_ROW)], HEADING_ROW)


def _column_removed(field: str) -> Change:
    return lambda _, sheet: sheet.delete_cols(columns(sheet)[field])


def _numbers_like(book: Workbook, sheet: Worksheet) -> None:
    for each in book.worksheets:
        each.insert_rows(1)
        put(each.cell(1, 1), each.title)
        each.title = f"{each.title} - 表1"
        each.sheet_state = "visible"
        each.protection.sheet = False
    sheet.column_dimensions["A"].hidden = False
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]  # the stubs do not know it


def _title_above(_: Workbook, sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    put(sheet.cell(1, 2), "あおぞらペイ　セキュリティ質問票　回答（システム部確認済）")


def _beside(_: Workbook, sheet: Worksheet) -> None:
    sheet.insert_cols(1, 2)


def _merged(_: Workbook, sheet: Worksheet) -> None:
    letter = get_column_letter(columns(sheet)["answer"])
    sheet.merge_cells(f"{letter}2:{letter}4")


def _copied_sheet(book: Workbook, sheet: Worksheet) -> None:
    other = book.copy_worksheet(sheet)
    other.title = f"{QUESTIONS} (2)"
    put(other.cell(3, columns(other)["explanation"]), "下書きです。")


def _stacked(_: Workbook, sheet: Worksheet) -> None:
    """Put the second half under the first, with a heading of its own, as two departments paste theirs."""
    rows = rows_of(sheet, HEADING_ROW)
    half = len(rows) // 2
    sheet.delete_rows(half, sheet.max_row)
    put_rows(sheet, [rows[0], *rows[half - 1 :]], half + 1)


def _epoch_1904(book: Workbook, _: Worksheet) -> None:
    book.epoch = CALENDAR_MAC_1904


def _formulas(_: Workbook, sheet: Worksheet) -> None:
    at = columns(sheet)
    put(sheet.cell(2, at["answer"]), '=IF(1=1,"実施済","")', text=False)
    put(sheet.cell(3, at["explanation"]), "=H2", text=False)


def _remarks(_: Workbook, sheet: Worksheet) -> None:
    sheet.cell(2, columns(sheet)["answer"]).comment = Comment("これでよいですか。", "青空")


def _token_sheet_gone(book: Workbook, _: Worksheet) -> None:
    del book[TOKEN]


def _properties_gone(book: Workbook, _: Worksheet) -> None:
    book.custom_doc_props.props.clear()  # type: ignore[attr-defined]  # the stubs do not know it


def _all_three_gone(book: Workbook, sheet: Worksheet) -> None:
    _token_sheet_gone(book, sheet)
    _properties_gone(book, sheet)
    del book[COVER]


def _older_keys(_: Workbook, sheet: Worksheet) -> None:
    for row in range(FIRST_ROW, sheet.max_row + 1):
        cell = sheet.cell(row, columns(sheet)["key"])
        put(cell, "#".join(str(cell.value).split("#")[:2]))


def _pasted(*, hidden: bool) -> Edit:
    """Return what somebody gets who copies the sheet into a new workbook: cells, and no more."""

    def edit(content: bytes) -> bytes:
        source, target = load_workbook(BytesIO(content)), Workbook()
        sheet, new = source[QUESTIONS], target.worksheets[0]
        put_rows(new, [row[0 if hidden else 1 :] for row in rows_of(sheet, HEADING_ROW)], HEADING_ROW)
        source.close()
        return saved(target)

    return edit


def half(content: bytes, *, second: bool) -> bytes:
    """Return what one department sends back: its half of the rows, the others deleted."""

    def delete(_: Workbook, sheet: Worksheet) -> None:
        middle = FIRST_ROW + (sheet.max_row - HEADING_ROW) // 2
        if second:
            sheet.delete_rows(FIRST_ROW, middle - FIRST_ROW)
        else:
            sheet.delete_rows(middle, sheet.max_row)

    return edited(content, delete)


def _by_hand(change: Change) -> Edit:
    return lambda content: edited(content, change)


EDITS: Final[Mapping[str, Edit]] = {
    "rows_inserted": _by_hand(_rows_inserted),
    "rows_deleted": _by_hand(lambda _, sheet: sheet.delete_rows(4)),
    "rows_moved": _by_hand(_rows_moved),
    "rows_sorted": _by_hand(_rows_sorted),
    "sorted_beside_key": _by_hand(_sorted_beside_key),
    "rows_filtered": _by_hand(_rows_filtered),
    "row_twice": _by_hand(_row_twice),
    "column_added": _by_hand(_column_added),
    "columns_reordered": _by_hand(_columns_reordered),
    "column_removed": _by_hand(_column_removed("respondent")),
    "column_copied": _by_hand(_column_copied),
    "column_twice": _by_hand(_column_twice),
    "key_column_removed": _by_hand(_column_removed("key")),
    "sheet_renamed": _by_hand(lambda _, sheet: setattr(sheet, "title", "回答（最終版）")),
    "title_above": _by_hand(_title_above),
    "columns_before": _by_hand(_beside),
    "cells_merged": _by_hand(_merged),
    "pasted_whole": _pasted(hidden=True),
    "pasted_visible": _pasted(hidden=False),
    "first_half": lambda content: half(content, second=False),
    "second_half": lambda content: half(content, second=True),
    "copied_sheet": _by_hand(_copied_sheet),
    "stacked": _by_hand(_stacked),
    "numbers_like": _by_hand(_numbers_like),
    "epoch_1904": _by_hand(_epoch_1904),
    "formulas_without_values": _by_hand(_formulas),
    "remarks": _by_hand(_remarks),
    "token_sheet_gone": _by_hand(_token_sheet_gone),
    "properties_gone": _by_hand(_properties_gone),
    "all_three_gone": _by_hand(_all_three_gone),
    "older_keys": _by_hand(_older_keys),
}
