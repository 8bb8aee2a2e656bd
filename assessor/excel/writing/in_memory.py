"""Writing a workbook into memory, so that no sheet of it lies in a temporary folder that others can read.

openpyxl writes each sheet into a named file of the temporary folder and packs it afterwards; the file stays
when the process is killed. Here each sheet is compressed into the package while it is written.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.excel.writing.pages import Page


def packed(book: Workbook, pages: Sequence[Page]) -> bytes:
    """Return the file content of a write-only workbook, whose sheets were added in this order."""
    whole = BytesIO()
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        _Packer(book, archive, pages).write_data()
    return whole.getvalue()


class _Packer(ExcelWriter):
    """Writes the lines of a page when its sheet is written into the package."""

    def __init__(self, book: Workbook, archive: ZipFile, pages: Sequence[Page]) -> None:
        super().__init__(book, archive)
        self._package = archive
        self._lines = dict(zip(book.worksheets, pages, strict=True))

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet into the package."""
        sheet = cast("Any", ws)  # openpyxl's own parts, which the stubs do not know
        with self._package.open(sheet.path[1:], "w") as out:
            writer: Any = WorksheetWriter(sheet, out)
            sheet._writer = writer  # noqa: SLF001 - in place of its file
            writer.write_top()
            self._lines[sheet].fill(sheet)
            sheet._drawing = SpreadsheetDrawing()  # noqa: SLF001 - the writer expects one, an empty one too
            sheet.close()
        sheet._rels = writer._rels  # noqa: SLF001 - the links of the sheet, which the package lists
        self.manifest.append(ws)
