"""Marks on a returned sheet beside the text of its cells, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class MarkKind(StrEnum):
    """The kinds of marks that people leave on a sheet."""

    STRUCK = "struck"  # text that was struck out, all of a cell or a part
    NOTE = "note"  # a note, or a thread of comments with its replies
    TEXT_BOX = "text_box"  # a shape with text
    SHAPE = "shape"  # a shape, line or chart without text
    PICTURE = "picture"
    CHECK_BOX = "check_box"
    OPTION_BUTTON = "option_button"
    EMBEDDED = "embedded"  # a whole file in the sheet
    LINK = "link"
    INK = "ink"  # written by hand
    COLUMN_HIDDEN = "column_hidden"
    SHEET_ADDED = "sheet_added"
    TEXT_ADDED = "text_added"  # on the cover, above, below or beside the table
    OTHER = "other"  # content that no program of ours knows


class MarkState(StrEnum):
    """What a check box or an option button says."""

    ON = "on"
    OFF = "off"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SheetMark:
    """One mark on a sheet; rows and columns count from 1, and 0 is a mark that no cell holds.

    `text` is what it says (of struck text that part alone), `rest` what else stands in the cell, `runs` both
    in their order, each struck or not; none where all of the cell is struck. `part` names where its content
    lies within the file, for pictures and embedded files.
    """

    kind: MarkKind
    sheet: str
    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    text: str = ""
    rest: str = ""
    author: str = ""
    address: str = ""
    name: str = ""
    part: str = ""
    state: MarkState | None = None
    runs: tuple[tuple[str, bool], ...] = field(default=(), compare=False)

    @property
    def cells(self) -> Iterator[tuple[int, int]]:
        """The cells that it lies on."""
        for row in range(self.row, max(self.row, self.last_row) + 1) if self.row else ():
            for column in range(self.column, max(self.column, self.last_column) + 1):
                yield row, column
