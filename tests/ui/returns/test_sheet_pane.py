"""The provider's sheet beside the cells of a returned workbook: read aside, gone to and gone from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.files.workbooks import marks
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND
from tests.ui.returned_steps import PLAIN, Post, fill, row_of
from ui.returns.marks_model import MarkColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from ui.returns.dialog import ReturnsDialog

Key = Qt.Key


def opened(
    post: Post, qtbot: QtBot, edit: Callable[[bytes], bytes] = lambda content: content
) -> ReturnsDialog:
    """Return the dialog on one returned file, with its sheet read."""
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    path.write_bytes(edit(path.read_bytes()))
    dialog = post.dialog(path)
    qtbot.waitUntil(lambda: not dialog.page.sheet.sheets.table.isHidden())
    return dialog


def reads(post: Post) -> bool:
    """Tell whether a job runs."""
    return post.session.jobs.busy


def click(dialog: ReturnsDialog, row: int, column: int) -> None:
    """Click on a cell of the sheet."""
    table = dialog.page.sheet.sheets.table
    index = table.grid.index(row - 1, column - 1)
    table.scrollTo(index)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def choose(dialog: ReturnsDialog, index: QModelIndex) -> None:
    """Click on a line of the cells."""
    tree = dialog.page.cells.tree
    tree.scrollTo(index)
    rect = tree.visualRect(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_that_the_line_of_a_cell_and_the_cell_of_the_sheet_lead_to_each_other(post: Post, qtbot: QtBot):
    dialog = opened(post, qtbot)
    page, sheets = dialog.page, dialog.page.sheet.sheets
    assert sheets.table.grid.sheet.name == "質問票"
    first = page.cells.current
    assert first is not None
    assert sheets.table.marked == (first.row, first.column, first.row, first.column)
    line = row_of(page.cells.model, SECOND, "answer")
    choose(dialog, line)
    at = sheets.table.current
    assert sheets.table.grid.cell(*at).text == "一部実施"
    assert sheets.table.marked == (*at, *at)
    click(dialog, first.row, first.column)
    assert page.cells.current == first
    assert sheets.table.current == (first.row, first.column)
    assert sheets.table.hasFocus()
    QTest.keyClick(sheets.table, Key.Key_Down)
    current = page.cells.current
    assert current is not None
    assert (current.item, current.row) == (SECOND, first.row + 1)


def test_that_a_mark_leads_to_its_cell_and_the_cell_to_its_mark(post: Post, qtbot: QtBot):
    dialog = opened(post, qtbot, marks.note("G2", "ただし一部です。"))
    page, sheets = dialog.page, dialog.page.sheet.sheets
    assert page.tabs.currentWidget() is page.marks
    page.marks.table.setFocus()
    QTest.keyClick(page.marks.table, Key.Key_Home)
    assert (sheets.table.current, sheets.caption.text()) == ((2, 7), "G2")
    assert "ただし一部です。" in sheets.detail.toPlainText()
    page.marks.table.clearSelection()
    page.marks.table.setCurrentIndex(page.marks.model.index(-1, -1))
    click(dialog, 3, 8)
    click(dialog, 2, 7)
    assert page.marks.table.currentIndex().row() == 0
    assert page.marks.model.index(0, MarkColumn.CELL).data() == "G2"


def test_that_the_sheet_is_read_only_where_it_is_looked_at(post: Post, qtbot: QtBot):
    paths = post.send(PROVIDER, "cp_haneusagi")
    for path in paths:
        fill(path, {(FIRST, "explanation"): "回答を改めました。"})
    dialog = post.dialog(*paths)
    sheets = dialog.page.sheet.sheets
    assert not reads(post)
    dialog.open_file(dialog.model.files[0])
    assert reads(post)
    qtbot.waitUntil(lambda: not sheets.table.isHidden())
    dialog.page.beside.click()
    dialog.open_file(dialog.model.files[1])
    assert not reads(post)
    QTest.keyClick(dialog.page.beside, Key.Key_Space)
    qtbot.waitUntil(lambda: not sheets.table.isHidden())
    dialog.open_file(dialog.model.files[1])
    assert not reads(post)


def test_that_closing_ends_the_reading_and_other_work_only_puts_it_off(post: Post, qtbot: QtBot):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    dialog = post.dialog(path)
    first = post.session.jobs.running
    assert first is not None
    dialog.page.sheet.hide()
    assert first.given_up
    qtbot.waitUntil(lambda: not post.session.jobs.busy)
    dialog.page.sheet.show()
    again = post.session.jobs.running
    assert again is not None
    again.cancel()  # as work of the user does
    qtbot.waitUntil(lambda: not dialog.page.sheet.sheets.table.isHidden())
    dialog.reject()
    qtbot.waitUntil(lambda: not post.session.jobs.busy)


def test_that_a_sheet_that_cannot_be_read_says_why(post: Post, qtbot: QtBot):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    batch = post.read(path)
    path.write_bytes(path.read_bytes() + b"x")
    dialog = post.dialog_on(batch)
    sheets = dialog.page.sheet.sheets
    qtbot.waitUntil(lambda: "読み込んで" not in sheets.message.text())
    assert path.name in sheets.message.text()


def test_that_an_added_sheet_is_brought_by_its_mark(post: Post, qtbot: QtBot):
    dialog = opened(post, qtbot, marks.note("G2", "ただし一部です。"))
    sheets = dialog.page.sheet.sheets
    QTest.mouseClick(sheets.tabs, Qt.MouseButton.LeftButton, pos=sheets.tabs.tabRect(0).center())
    assert sheets.table.grid.sheet.name == "はじめに"
    dialog.page.marks.table.setFocus()
    QTest.keyClick(dialog.page.marks.table, Key.Key_Home)
    assert sheets.table.grid.sheet.name == "質問票"
