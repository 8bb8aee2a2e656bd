"""Struck-out answers in the list of returned cells: struck through as on the sheet, run by run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tests.files.workbooks import marks
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND
from tests.ui.returned_steps import PLAIN, Post, fill, row_of
from ui.returns.cells_model import CellColumn
from ui.returns.struck_delegate import STRUCK

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QImage

    from ui.returns.cells_panel import CellsPanel
    from ui.returns.dialog import ReturnsDialog


def marked(post: Post, edit: Callable[[bytes], bytes]) -> ReturnsDialog:
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    path.write_bytes(edit(path.read_bytes()))
    return post.dialog(path)


def returned(panel: CellsPanel, item: str, field: str) -> QModelIndex:
    row = row_of(panel.model, item, field)
    return panel.model.index(row.row(), CellColumn.RETURNED, row.parent())


def struck_in_detail(panel: CellsPanel) -> list[tuple[str, bool]]:
    document = panel.details[1].document()
    block, found = document.firstBlock(), []
    while block.isValid():
        text = block.text()
        found += [
            (text[one.start : one.start + one.length], one.format.fontStrikeOut())
            for one in block.textFormats()
        ]
        block = block.next()
    return found


def line_of_ink(image: QImage, middle: int) -> int:
    """Return how many points beside each other are not of the ground at most, around a height."""
    ground = image.pixelColor(image.width() - 2, 2)
    longest = 0
    for y in range(middle - 3, middle + 4):
        run = 0
        for x in range(image.width()):
            run = run + 1 if image.pixelColor(x, y) != ground else 0
            longest = max(longest, run)
    return longest


def test_that_a_partly_struck_text_is_shown_run_by_run(post: Post):
    dialog = marked(post, marks.struck_run("H2", "全利用者に適用しています。", "Web版は未対応です。"))
    panel = dialog.page.cells
    index = returned(panel, FIRST, "explanation")
    assert index.data(STRUCK) == (("全利用者に適用しています。", True), ("Web版は未対応です。", False))
    assert "取消線：全利用者に適用しています。" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    panel.go_to(FIRST, "explanation")
    assert struck_in_detail(panel) == [("全利用者に適用しています。", True), ("Web版は未対応です。", False)]
    panel.go_to(SECOND, "answer")
    assert [struck for _, struck in struck_in_detail(panel)] == [False]


def test_that_a_struck_answer_is_drawn_struck_through_until_it_is_read_as_something(post: Post):
    dialog = marked(post, marks.with_font("G3", "<strike/>"))
    panel = dialog.page.cells
    index = returned(panel, SECOND, "answer")
    ((text, struck),) = index.data(STRUCK)
    assert (text, struck) == (index.data(), True)
    panel.go_to(FIRST, "explanation")
    panel.tree.scrollTo(index)
    rect = panel.tree.visualRect(index)
    image = panel.tree.viewport().grab(rect).toImage()
    width = panel.tree.fontMetrics().horizontalAdvance(text)
    assert line_of_ink(image, image.height() // 2) >= width - 2
    panel.go_to(SECOND, "answer")
    panel.read_chosen_as("implemented")
    assert returned(panel, SECOND, "answer").data(STRUCK) == ()
    assert [struck for _, struck in struck_in_detail(panel)] == [False]
