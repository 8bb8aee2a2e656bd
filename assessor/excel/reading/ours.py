"""Whether a workbook is one of our questionnaires, whatever was done to its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import InputError
from assessor.excel import tokens
from assessor.excel.reading.contents import contents
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.table import KEY_END

if TYPE_CHECKING:
    from assessor.excel.reading.workbook import Workbook


def is_ours(workbook: Workbook) -> bool:
    """Tell whether a token is in one of its places or the key of a row in any cell."""
    try:
        content = contents(workbook)
    except (InputError, NotXml):
        return False
    if tokens.candidates(content.properties, content.sheets):
        return True
    return any(
        isinstance(value, str) and KEY_END.search(value)
        for sheet in content.sheets
        for row in sheet.rows
        for value in row
    )
