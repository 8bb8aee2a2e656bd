"""Errors that cells show in place of a value: as such, or as texts that a program left of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.domain.questionnaire import INPUT_FIELDS

if TYPE_CHECKING:
    from assessor.excel.reading.survey import Survey
    from assessor.excel.reading.table import QuestionTable

# What calamine knows; for any other it gives up the whole workbook.
_KNOWN: Final = re.compile(
    rb"<((?:[\w.-]+:)?v)>(?:#DIV/0!|#N/A|#NAME\?|#NULL!|#NUM!|#REF!|#VALUE!)?</\1>|<(?:[\w.-]+:)?v ?/>"
)
_NAME: Final = rb"[\w:.-]+"
_FACT: Final = rb"(?:\s+%b\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))" % _NAME
_ERROR_CELL: Final = re.compile(
    rb"(<((?:[\w.-]+:)?c)%b*?\s+t\s*=\s*(?:\"e\"|'e')%b*\s*>)"
    # Up to its own end and never into another cell, so that a sheet made for it is not searched ever again.
    rb"([^<]*+(?:<(?!/?(?:[\w.-]+:)?c[\s/>])[^<]*+)*+)(</\2\s*>)" % (_FACT, _FACT)
)
_LONGEST: Final = 24  # letters of an error and the blanks around it
# Excel names them in English in a Japanese window too, other languages have names of their own; LibreOffice
# counts them. The last ones stand there while a program still fetches, or where the column is narrow.
_ERROR: Final = re.compile(
    r"#[¡¿]?(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9/_.]*[!?]|N/A(?: ?N/A)?|N/D|NV|GETTING_DATA)"
    r"|(?:ERR|エラー) ?: ?[0-9]{3}|#{3,}|LOADING\.{3}"
)
_STARTS: Final = frozenset("#＃eEＥｅエｴLlＬｌ \t\n\r\u3000")


def is_error_text(text: str) -> bool:
    """Tell whether a text alone in a cell is what is left of an error, such as #REF! or Err:508."""
    if len(text) > _LONGEST or text[:1] not in _STARTS:
        return False
    bare = unicodedata.normalize("NFKC", text).strip().upper()
    return _ERROR.fullmatch(bare) is not None and bare.isprintable()


def with_error_texts(survey: Survey, table: QuestionTable) -> Survey:
    """Return the survey of a table's sheet with the cells to be filled in that hold the text of an error.

    Our own questions may quote one, so that the locked columns are not looked at.
    """
    columns = [at for field in INPUT_FIELDS for at in table.columns.get(field, ())]
    texts = {
        (row, at + 1): value.strip()
        for row, values in table.below()
        for at in columns
        if (value := values[at]) and isinstance(value, str) and value[0] in _STARTS and is_error_text(value)
    }
    return replace(survey, errors={**texts, **survey.errors}) if texts else survey


def without_unknown_errors(sheet: bytes) -> bytes:
    """Return the XML of a sheet with the cells blank whose error calamine does not know.

    Only where no comment or the like may hide where a cell ends; the survey has told the errors before.
    """
    if b"<!" in sheet or sheet.rfind(b"<?") > 0:
        return sheet
    return _ERROR_CELL.sub(_blank, sheet)


def _blank(cell: re.Match[bytes]) -> bytes:
    start, _, inside, end = cell.groups()
    values = [*re.finditer(rb"<(?:[\w.-]+:)?v\b", inside)]
    if len(values) == len(_KNOWN.findall(inside)):
        return cell[0]
    return start + end
