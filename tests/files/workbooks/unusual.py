"""Sound questionnaires in forms that few programs write, made of one of our own; nothing is random."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tests.files.workbooks.parts import packed, parts_of, question_part, with_cells
from tests.files.workbooks.sheets import columns, edited, put

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.files.workbooks.sheets import Edit

LONG: Final = "長" * 40_000
UNSEEN: Final = ("\u200b", "\u2800", "\u3164", "\ufeff", "\u00ad", "\u200e\u200f", "\u115f\u1160", "\uffa0")
UNSEEN_TOO: Final = ("\u2060", "\ufe0f", "\u180e", "\u2066\u2069", "\u3000\u200b ", "\U000e0001")
_MARK: Final = b"\xef\xbb\xbf"
_DECLARED: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_X14: Final = (
    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidations count="1">'
    b"<x14:dataValidation type=\"list\"><x14:formula1><xm:f>'\xe9\x81\xb8\xe6\x8a\x9e\xe8\x82\xa2'!$A$1:$A$4"
    b"</xm:f></x14:formula1><xm:sqref>G2:G13</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


def _each_part(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return packed({name: change(part) for name, part in parts_of(content).items()})


def shared(content: bytes) -> bytes:
    """Return the questionnaire as programs save it that keep every text once."""
    return edited(content, lambda _book, _sheet: None)


def utf16(part: bytes) -> bytes:
    """Return a part in UTF-16 with its mark."""
    text = part.decode().partition("?>")[2] if part.startswith(b"<?xml") else part.decode()
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


def marked(part: bytes) -> bytes:
    """Return a part with a mark and a declaration ahead of it."""
    return _MARK + (part if part.startswith(b"<?xml") else _DECLARED + part)


def _shared_with_mark(content: bytes) -> bytes:
    """Every text in one table that begins with a mark, most of them long."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in range(2, 14):
            put(sheet.cell(row, columns(sheet)["guidance"]), f"{row}" + "着" * 20_000)

    return _each_part(edited(content, fill), lambda part: marked(part) if b"<sst" in part[:400] else part)


def _at_root(content: bytes) -> bytes:
    """The workbook at the package's root, where only the package's own list says that it is."""
    parts = {name.removeprefix("xl/"): part for name, part in parts_of(content).items()}
    for name in ("[Content_Types].xml", "_rels/.rels", "_rels/workbook.xml.rels"):
        parts[name] = parts[name].replace(b"/xl/", b"/").replace(b'"xl/', b'"')
    return packed(parts)


def _last_row_set(content: bytes) -> bytes:
    """The height of the very last row, and behind the cells a list that newer programs write."""
    parts = parts_of(content)
    name = question_part(parts)
    part = parts[name].replace(b"</sheetData>", b'<row r="1048576" ht="3" customHeight="1"/></sheetData>')
    parts[name] = part.replace(b"</worksheet>", _X14 + b"</worksheet>")
    return packed(parts)


def _unknown_errors(content: bytes) -> bytes:
    """Errors of Excel's newer functions, of LibreOffice and of Google, also outside the question table."""
    error = '<c r="{0}" s="{{style}}" t="e"><f>X()</f><v>{1}</v></c>'
    cells = {
        "H2": error.format("H2", "#SPILL!").encode(),
        "G5": error.format("G5", "Err:508").encode(),
        "H5": error.format("H5", "#ERROR!").encode(),
    }
    parts = parts_of(with_cells(content, cells))
    cover = "xl/worksheets/sheet1.xml"
    parts[cover] = re.sub(
        rb"</sheetData>", b'<row r="90"><c t="e" r="B90"><v>#CALC!</v></c></row></sheetData>', parts[cover]
    )
    return packed(parts)


def _error_texts(content: bytes) -> bytes:
    text = '<c r="{0}" s="{{style}}" t="{1}">{2}</c>'
    return with_cells(
        content,
        {
            "H2": text.format("H2", "str", "<v>#ERROR!</v>").encode(),
            "G5": text.format("G5", "inlineStr", "<is><t>#N/A</t></is>").encode(),
        },
    )


def _unseen(content: bytes) -> bytes:
    """Signs that nobody sees alone in cells that are blank to everybody."""

    def fill(_: Workbook, sheet: Worksheet) -> None:
        at = columns(sheet)
        for row, sign in enumerate(UNSEEN, 2):
            put(sheet.cell(row, at["reply" if row == 3 else "alternative" if row < 13 else "reply"]), sign)
        for row, sign in enumerate(UNSEEN_TOO, 5):
            put(sheet.cell(row, at["evidence_names"]), sign)

    return edited(content, fill)


def _too_long(content: bytes) -> bytes:
    text = f'<c r="H4" s="{{style}}" t="inlineStr"><is><t>{LONG}</t></is></c>'
    return with_cells(content, {"H4": text.encode()})


EDITS: Final[Mapping[str, Edit]] = {
    "utf16_parts": lambda content: _each_part(shared(content), utf16),
    "marks_before_parts": lambda content: _each_part(shared(content), marked),
    "shared_with_mark": _shared_with_mark,
    "workbook_at_root": _at_root,
    "last_row_set": _last_row_set,
    "unknown_errors": _unknown_errors,
    "error_texts": _error_texts,
    "unseen_signs": _unseen,
    "too_long": _too_long,
}


def twice(content: bytes, name: str = "") -> bytes:
    """Return the package with the part of the question table once more, under a name that differs in case."""
    parts = parts_of(content)
    part = question_part(parts)
    return packed({**parts, name or part.replace("sheet", "Sheet"): parts[part]})
