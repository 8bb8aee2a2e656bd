"""The texts of the locked cells of a question's row, to be written when sent and compared when returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor import text
from assessor.excel import layout

if TYPE_CHECKING:
    from assessor.domain.questionnaire import Question


def locked_cells(question: Question) -> dict[str, str]:
    """Return the texts of the visible locked columns by field."""
    return {
        "number": question.item,
        "phase": question.section.name,
        "class": question.requirement_class.name,
        "requirement": question.requirement,
        "guidance": question.guidance,
        "previous": question.previous,
        "inquiry": question.inquiry,
    }


def stored(value: str) -> str:
    """Return a text as reading the file gives it back; a cell cannot hold blanks alone."""
    value = text.for_workbook(value)
    return value if value.strip() else ""


def item_of(key: str) -> str:
    """Return the item that a row key names."""
    return key.partition(layout.KEY_MARK)[0].strip()
