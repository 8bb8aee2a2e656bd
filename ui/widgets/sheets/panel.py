"""The sheets of a workbook as tabs over a grid, the current cell in full, and a line of what is not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from assessor.domain.sheet_look import Undrawn
from assessor.errors import Place
from assessor.words.terms import term
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP, Caption, Quiet, listed
from ui.widgets.sheets.table import SheetTable
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from assessor.domain.sheet_look import SheetLook
    from assessor.words import Language
    from ui.widgets.sheets.prepared import PreparedWorkbook

_LINES: Final = 3
_LIMITS: Final = frozenset({Undrawn.ROWS, Undrawn.COLUMNS, Undrawn.CELLS})


class SheetsPanel(QWidget):
    """Shows a workbook, and goes to a cell of it on request."""

    chosen = Signal(str, int, int)  # sheet, row and column of a cell that the user went to

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._workbook: PreparedWorkbook | None = None
        self._shown: list[SheetLook] = []
        self._wanted: tuple[str, int, int, int, int] | None = None
        self._failure = ""
        self.tabs, self.table = QTabBar(), SheetTable()
        self.caption, self.detail = Caption(), TextArea()
        self.hidden, self.undrawn, self.message = QCheckBox(), Quiet(), Quiet()
        self._lay_out()
        self._connect()
        self.retranslate(language)
        self.clear()

    def clear(self) -> None:
        """Show that the workbook is being read."""
        self._workbook, self._wanted, self._failure = None, None, ""
        self._show_parts()

    def show_failure(self, sentence: str) -> None:
        """Say why the workbook cannot be shown."""
        self._workbook, self._failure = None, sentence
        self._show_parts()

    def show_workbook(self, workbook: PreparedWorkbook) -> None:
        """Show a workbook, at the cell that was asked for meanwhile."""
        self._workbook, self._failure = workbook, ""
        wanted, self._wanted = self._wanted, None
        self._fill_tabs()
        self._show_parts()
        if wanted is not None:
            self.go_to(*wanted)

    def go_to(self, sheet: str, row: int, column: int, last_row: int = 0, last_column: int = 0) -> None:
        """Show a cell of a sheet and outline it; a hidden one is brought out. Waits for the workbook."""
        if self._workbook is None:
            self._wanted = (sheet, row, column, last_row, last_column)
            return
        known = next((one for one in self._workbook.look.sheets if one.name == sheet), None)
        if known is None:
            return
        lies_hidden = row in known.hidden_rows or column in known.hidden_columns
        if known.is_hidden or lies_hidden:
            self.hidden.setChecked(True)
        if known in self._shown:
            self.tabs.setCurrentIndex(self._shown.index(known))
        if row:
            self.table.go_to(row, column, last_row, last_column)
            self._show_detail()

    def retranslate(self, language: Language) -> None:
        """Show all texts in a language."""
        self._language = language
        self.tabs.setAccessibleName(self.tr("シートの一覧"))
        self.table.setAccessibleName(self.tr("シートの表示"))
        self.table.setAccessibleDescription(self.tr("矢印キーで移動し、Ctrl と＋／－で拡大・縮小します。"))
        self.detail.setAccessibleName(self.tr("選択中のセルの全文"))
        self.hidden.setText(self.tr("非表示の行・列・シートも表示"))
        self._show_parts()
        self._show_detail()
        self._show_undrawn()

    def _lay_out(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        fitting.LineHeight(self.detail, _LINES)
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.hidden, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.message)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.caption)
        column.addWidget(self.detail)
        column.addWidget(self.undrawn)
        self._filler = QWidget()  # takes the room of the grid while there is none
        column.addWidget(self._filler, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self.hidden.toggled.connect(self._on_hidden_toggled)
        self.table.chosen.connect(self._on_chosen)

    def _show_parts(self) -> None:
        there = self._workbook is not None
        self.tabs.setVisible(there and len(self._shown) > 1)
        for part in (self.table, self.caption, self.detail, self.undrawn):
            part.setVisible(there)
        sheets = self._workbook.look.sheets if self._workbook is not None else ()
        has_hidden = any(one.is_hidden or one.hidden_rows or one.hidden_columns for one in sheets)
        self.hidden.setVisible(has_hidden)
        self._filler.setVisible(not there)
        self.message.setVisible(not there)
        self.message.setText(self._failure or self.tr("シートを読み込んでいます。"))

    def _fill_tabs(self) -> None:
        """Make a tab of each sheet, and keep the one that is shown."""
        if self._workbook is None:
            return
        before = self.table.grid.sheet
        sheets = self._workbook.look.sheets
        reveals = self.hidden.isChecked()
        self._shown = [one for one in sheets if reveals or not one.is_hidden] or list(sheets)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for one in self._shown:
            self.tabs.addTab(one.name.replace("&", "&&"))
        at = self._shown.index(before) if before in self._shown else 0
        self.tabs.setCurrentIndex(at)
        self.tabs.blockSignals(False)
        if self._shown and self._shown[at] is not before:
            self._on_tab_changed(at)

    def _on_tab_changed(self, at: int) -> None:
        if self._workbook is not None and 0 <= at < len(self._shown):
            self.table.show_sheet(self._workbook, self._shown[at], self._language)
            self._show_detail()
            self._show_undrawn()

    def _on_hidden_toggled(self, on: bool) -> None:
        self.table.reveal(on=on)
        self._fill_tabs()

    def _on_chosen(self, row: int, column: int) -> None:
        self._show_detail()
        self.chosen.emit(self.table.grid.sheet.name, row, column)

    def _show_detail(self) -> None:
        """Show the current cell in full, with what is struck out, its notes, and what lies over it."""
        row, column = self.table.current
        self.detail.clear()
        if not row:
            self.caption.clear()
            return
        grid = self.table.grid
        cell = grid.cell(row, column)
        self.caption.setText(Place(row=row, column=column).cell)
        cursor = QTextCursor(self.detail.document())
        for text, font in [(run.text, run.font) for run in cell.runs] or [(cell.text, cell.format.font)]:
            look = QTextCharFormat()
            look.setFontStrikeOut(font.struck)
            cursor.insertText(text, look)
        more = [text for text in (grid.notes_text(row, column), grid.objects_text(row, column)) if text]
        if more:
            cursor.insertText(("\n" if cell.text else "") + "\n".join(more), QTextCharFormat())
        self.detail.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_undrawn(self) -> None:
        """Name in one line what the sheet has and the grid does not draw, and where it ends."""
        sheet = self.table.grid.sheet
        parts = []
        for what, count in sheet.undrawn.items():
            word = term(what, self._language)
            if what in _LIMITS:
                parts.append(self.tr("{what}（{n}まで表示）").format(what=word, n=f"{count:,}"))
            else:
                parts.append(self.tr("{what} {n}").format(what=word, n=count) if count else word)
        text = self.tr("描いていないもの：{parts}").format(parts=listed(parts, self._language))
        self.undrawn.setText(text if parts else self.tr("このシートの内容はすべて描いています。"))
