"""The sheets of a workbook in the window: gone through by key and mouse, drawn as they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from assessor.domain.sheet_look import (
    CellFormat,
    CellLook,
    Corner,
    Edge,
    FontLook,
    SheetLook,
    SheetNote,
    SheetObject,
    SheetPicture,
    TextRun,
    Undrawn,
    WorkbookLook,
)
from assessor.domain.sheet_mark import MarkKind
from assessor.words import Language
from tests.ui.panel_steps import show
from ui.settings import Scheme
from ui.widgets.looks import theme
from ui.widgets.sheets.colours import contrast, readable
from ui.widgets.sheets.panel import SheetsPanel
from ui.widgets.sheets.prepared import MOST, drawn, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FILL = CellFormat(fill="#fff2cc")
STRUCK = FontLook(struck=True)


def png(width: int = 40, height: int = 20, colour: str = "#00aa00") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its types say bytes, which it refuses
    return bytes(content.data())


def first_sheet() -> SheetLook:
    return SheetLook(
        "質問票",
        rows=9,
        columns=5,
        cells={
            (1, 1): CellLook("題", FILL),
            (2, 2): CellLook("旧新", runs=(TextRun("旧", STRUCK), TextRun("新", FontLook()))),
            (3, 2): CellLook("全部", CellFormat(font=STRUCK)),
            (4, 1): CellLook("結合", CellFormat(fill="#d5dce4", bottom=Edge("double", "#ff0000"))),
            (9, 5): CellLook("端", is_number=True),
        },
        widths={1: 80.0, 3: 60.0},
        heights={1: 30.0},
        hidden_rows=frozenset({6}),
        hidden_columns=frozenset({4}),
        merged=((4, 1, 5, 3),),
        notes=(SheetNote(2, 2, "一部です", "青空"),),
        pictures=(SheetPicture(Corner(7, 2), Corner(8, 4), name="画面", content=png()),),
        objects=(SheetObject(MarkKind.TEXT_BOX, 2, 5, 2, 5, "箱です"),),
        undrawn={Undrawn.SHAPES: 1, Undrawn.ROWS: 5000},
    )


@pytest.fixture
def panel(qtbot: QtBot) -> SheetsPanel:
    """A panel with a sheet, a second one, and a hidden one."""
    made = SheetsPanel(Language.JA)
    show(qtbot, made, (700, 600))
    others = (
        SheetLook("補足", rows=1, columns=1, cells={(1, 1): CellLook("説明")}),
        SheetLook("控え", is_hidden=True),
    )
    made.show_workbook(prepared(WorkbookLook((first_sheet(), *others))))
    return made


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[None]:
    """The dark look."""
    theme.apply(qapp, Scheme.DARK)
    yield
    theme.apply(qapp, Scheme.LIGHT)


def click(panel: SheetsPanel, row: int, column: int) -> None:
    rect = panel.table.visualRect(panel.table.grid.index(row - 1, column - 1))
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def colour_at(panel: SheetsPanel, row: int, column: int) -> str:
    """Return the colour near the upper right corner of a cell."""
    rect = panel.table.visualRect(panel.table.grid.index(row - 1, column - 1))
    image = panel.table.viewport().grab().toImage()
    return image.pixelColor(rect.topRight() + QPoint(-6, 5)).name()


def test_that_cells_are_gone_through_by_keys_and_each_is_shown_in_full(panel: SheetsPanel):
    QAbstractItemModelTester(panel.table.grid, QAbstractItemModelTester.FailureReportingMode.Fatal)
    went: list[tuple[str, int, int]] = []
    panel.chosen.connect(lambda *at: went.append(at))
    panel.table.setFocus()
    assert panel.table.current == (1, 1)
    QTest.keyClick(panel.table, Key.Key_Down)
    QTest.keyClick(panel.table, Key.Key_Right)
    assert went == [("質問票", 2, 1), ("質問票", 2, 2)]
    assert panel.caption.text() == "B2"
    assert panel.detail.toPlainText() == "旧新\nメモ（青空）：一部です"
    block = panel.detail.document().firstBlock()
    struck = [one.format.fontStrikeOut() for one in block.textFormats()]
    assert struck == [True, False]
    QTest.keyClick(panel.table, Key.Key_End, CTRL)
    assert panel.table.current[0] == panel.table.grid.rowCount()
    QTest.keyClick(panel.table, Key.Key_Tab)
    assert not panel.table.hasFocus()


def test_that_a_click_goes_to_a_cell_and_what_the_program_goes_to_is_outlined(panel: SheetsPanel):
    went: list[tuple[str, int, int]] = []
    panel.chosen.connect(lambda *at: went.append(at))
    panel.go_to("質問票", 9, 5)
    assert (panel.table.current, panel.table.marked, went) == ((9, 5), (9, 5, 9, 5), [])
    click(panel, 2, 5)
    assert (panel.table.marked, went) == (None, [("質問票", 2, 5)])
    assert panel.detail.toPlainText() == "箱です"


def test_that_tabs_show_the_other_sheets_and_hidden_parts_come_on_request(panel: SheetsPanel):
    names = [panel.tabs.tabText(number) for number in range(panel.tabs.count())]
    assert names == ["質問票", "補足"]
    assert panel.table.isRowHidden(5)
    assert panel.table.isColumnHidden(3)
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Key.Key_Right)
    assert panel.table.grid.sheet.name == "補足"
    assert panel.undrawn.text() == "このシートの内容はすべて描いています。"
    QTest.keyClick(panel.tabs, Key.Key_Left)
    panel.hidden.setFocus()
    QTest.keyClick(panel.hidden, Key.Key_Space)
    assert panel.tabs.count() == 3
    assert not panel.table.isRowHidden(5)
    QTest.keyClick(panel.hidden, Key.Key_Space)
    assert (panel.tabs.count(), panel.table.isRowHidden(5)) == (2, True)


def test_that_going_to_a_hidden_cell_or_sheet_brings_it_out(panel: SheetsPanel):
    panel.go_to("質問票", 6, 1)
    assert panel.hidden.isChecked()
    assert not panel.table.isRowHidden(5)
    panel.go_to("控え", 1, 1)
    assert panel.table.grid.sheet.name == "控え"
    panel.go_to("ない", 1, 1)
    assert panel.table.grid.sheet.name == "控え"


def test_that_what_is_not_drawn_is_named_in_one_line(panel: SheetsPanel):
    assert panel.undrawn.text() == "描いていないもの：図形（位置と文字のみ） 1、下の行（5,000まで表示）"
    panel.retranslate(Language.EN)
    assert "shapes (place and text only) 1" in panel.undrawn.text()


def test_that_the_size_follows_keys_wheel_and_the_text_of_the_window(panel: SheetsPanel, qapp: QApplication):
    table, before = panel.table, qapp.font()
    qapp.setFont(theme.font(100))
    QApplication.sendPostedEvents()
    table.setFocus()
    usual = table.columnWidth(0)
    QTest.keyClick(table, Key.Key_Plus, CTRL)
    assert (table.zoom, table.columnWidth(0) > usual) == (110, True)
    place = QPointF(table.viewport().rect().center())
    turn = QWheelEvent(
        place,
        QPointF(table.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(table.viewport(), turn)
    assert table.zoom == 100
    QTest.keyClick(table, Key.Key_Minus, CTRL)
    QTest.keyClick(table, Key.Key_0, CTRL)
    assert (table.zoom, table.columnWidth(0)) == (100, usual)
    qapp.setFont(theme.font(150))
    QApplication.sendPostedEvents()
    assert table.columnWidth(0) == pytest.approx(1.5 * usual, abs=2)
    qapp.setFont(before)


def test_that_fills_merged_cells_and_pictures_are_drawn_in_their_colours(panel: SheetsPanel):
    assert colour_at(panel, 1, 1) == "#fff2cc"
    assert colour_at(panel, 4, 1) == "#d5dce4"
    merged = panel.table.visualRect(panel.table.grid.index(3, 0))
    assert merged.width() == sum(panel.table.columnWidth(column) for column in range(3))
    assert colour_at(panel, 7, 2) == "#00aa00"
    assert colour_at(panel, 9, 1) == panel.palette().base().color().name()


def test_that_fills_of_the_sheet_stay_in_the_dark_and_every_text_can_be_read(dark: None, panel: SheetsPanel):
    assert colour_at(panel, 1, 1) == "#fff2cc"
    ground = panel.palette().base().color()
    assert colour_at(panel, 9, 1) == ground.name()
    assert ground.lightness() < 60
    for colour in ("#000000", "#333333", "#ffffff", "#c00000", "#808080"):
        for behind in ("#fff2cc", "#ffffff", "#000000", ground.name(), "#7f7f7f"):
            assert contrast(readable(colour, behind), QColor(behind)) >= 4.5


def test_that_a_screen_reader_is_told_text_strikes_notes_and_what_lies_over_a_cell(panel: SheetsPanel):
    def said(row: int, column: int) -> str:
        return str(panel.table.grid.index(row - 1, column - 1).data(Qt.ItemDataRole.AccessibleTextRole))

    assert said(2, 2) == "B2 旧新 取消線：旧 メモ（青空）：一部です"
    assert said(3, 2) == "B3 全部 取消線：全部"
    assert said(2, 5) == "E2 なし 箱です"
    assert said(7, 2) == "B7 なし 画面"
    for part in (panel.table, panel.tabs, panel.detail):
        face = QAccessible.queryAccessibleInterface(part)
        assert face.text(QAccessible.Text.Name)
    tip = panel.table.grid.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "一部です" in str(tip)


def test_that_a_sheet_of_unknown_sizes_is_measured(qtbot: QtBot):
    wrapped = CellFormat(wraps=True)
    sheet = SheetLook(
        "古い",
        rows=2,
        columns=2,
        cells={(1, 1): CellLook("短", wrapped), (2, 2): CellLook("長い説明です。" * 20, wrapped)},
        undrawn={Undrawn.SIZES: 0},
    )
    panel = SheetsPanel(Language.JA)
    show(qtbot, panel)
    panel.show_workbook(prepared(WorkbookLook((sheet,))))
    assert panel.table.columnWidth(1) > panel.table.columnWidth(0)
    assert panel.table.rowHeight(1) > 3 * panel.table.rowHeight(0)
    assert panel.tabs.isHidden()


def test_that_a_cell_asked_for_while_reading_is_seen_whole_below_the_headings(qtbot: QtBot):
    sheet = SheetLook("長い", rows=200, columns=5, heights={1: 60.0, 2: 70.0, 3: 70.0}, frozen=(1, 1))
    panel = SheetsPanel(Language.JA)
    show(qtbot, panel, (600, 500))
    for row in (2, 150):
        panel.clear()
        panel.go_to("長い", row, 3)
        panel.show_workbook(prepared(WorkbookLook((sheet,))))
        qtbot.waitUntil(lambda: panel.table.viewport().height() > 200)
        rect = panel.table.visualRect(panel.table.currentIndex())
        assert rect.top() >= panel.table.rowHeight(0)
        assert rect.bottom() <= panel.table.viewport().height()


def test_that_waiting_and_failing_are_said_and_a_wish_is_kept_until_the_workbook_is_there(qtbot: QtBot):
    panel = SheetsPanel(Language.JA)
    show(qtbot, panel)
    assert panel.message.text() == "シートを読み込んでいます。"
    panel.go_to("質問票", 9, 5)
    panel.show_workbook(prepared(WorkbookLook((first_sheet(),))))
    assert panel.table.current == (9, 5)
    panel.show_failure("開けません。")
    assert panel.message.text() == "開けません。"
    assert panel.table.isHidden()


def test_that_pictures_are_decoded_small_enough_and_broken_ones_keep_their_frame(qtbot: QtBot):
    assert drawn(png(4000, 100)).width() == MOST.width()
    assert drawn(b"nothing").isNull()
    many = tuple(
        SheetPicture(Corner(1, 1), None, 50, 50, content=png(1700, 900, f"#0000{n:02x}")) for n in range(30)
    )
    broken = SheetPicture(Corner(2, 1), Corner(4, 3), name="壊れた画像", content=b"nothing")
    ready = prepared(WorkbookLook((SheetLook("絵", rows=4, columns=3, pictures=(*many, broken)),)))
    sizes = [ready.image(one).width() * ready.image(one).height() for one in many]
    assert sum(sizes) <= 24_000_000
    panel = SheetsPanel(Language.JA)
    show(qtbot, panel)
    panel.show_workbook(ready)
    assert colour_at(panel, 3, 2) == panel.palette().base().color().name()


def test_that_the_language_and_the_colours_change_while_it_is_shown(panel: SheetsPanel, qapp: QApplication):
    QApplication.sendEvent(panel.table, QEvent(QEvent.Type.PaletteChange))
    panel.retranslate(Language.EN)
    assert panel.table.current == (1, 1)


def test_that_frozen_rows_and_columns_stay_in_sight_and_cover_no_cell_that_is_gone_to(qtbot: QtBot):
    head = CellFormat(fill="#123456")
    cells = {(1, column): CellLook("見出し", head) for column in range(1, 31)}
    cells |= {(row, 1): CellLook(f"番号{row}", head) for row in range(2, 201)}
    sheet = SheetLook("長い", rows=200, columns=30, cells=cells, frozen=(1, 1))
    panel = SheetsPanel(Language.JA)
    show(qtbot, panel, (500, 400))
    panel.show_workbook(prepared(WorkbookLook((sheet,))))
    table = panel.table
    panel.go_to("長い", 120, 20)
    picture = table.viewport().grab().toImage()
    width, height = table.columnWidth(0), table.rowHeight(0)
    assert picture.pixelColor(picture.width() - 3, 3).name() == "#123456"
    assert picture.pixelColor(3, picture.height() - 3).name() == "#123456"
    table.setFocus()
    for key in (Key.Key_Up, Key.Key_Left):
        for _ in range(15):
            QTest.keyClick(table, key)
            rect = table.visualRect(table.currentIndex())
            assert rect.top() >= height or table.current[0] == 1
            assert rect.left() >= width or table.current[1] == 1
    panel.go_to("長い", 60, 10)
    panel.resize(420, 300)
    qtbot.waitUntil(lambda: table.viewport().width() < 420)
    rect = table.visualRect(table.currentIndex())
    assert table.viewport().rect().contains(rect.topLeft())
    assert (rect.top() >= height, rect.left() >= width) == (True, True)
    went: list[tuple[str, int, int]] = []
    panel.chosen.connect(lambda *at: went.append(at))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(width + 30, 3))
    assert went[0][1] == 1
    assert went[0][2] > 1
