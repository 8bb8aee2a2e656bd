"""The grid of one sheet, drawn as its sheet looks: fills, borders, texts, notes and pictures."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPalette, QPen, QPolygon
from PySide6.QtWidgets import QFrame, QTableView

from assessor.domain.sheet_look import Undrawn
from assessor.words.terms import term
from ui.widgets.looks import theme
from ui.widgets.sheets.cell_text import CellText
from ui.widgets.sheets.colours import contrast
from ui.widgets.sheets.headers import SheetHeader
from ui.widgets.sheets.model import SheetModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from assessor.domain.sheet_look import CellLook, Corner, Edge, SheetLook, SheetPicture
    from assessor.words import Language
    from ui.widgets.sheets.prepared import PreparedWorkbook

Cell = tuple[int, int]
Area = tuple[int, int, int, int]  # first row and column, last row and column, from 1

ZOOMS: Final = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200)
_PIXELS_A_POINT: Final = 96 / 72
_PAD: Final = 3.0  # pixels between a border and a text
_INDENT: Final = 9.0  # points
_KEPT: Final = 3_000  # texts whose lines are kept
_REACH: Final = 30  # columns over which a long text may run
_MEASURED: Final = 5_000  # cells that are measured for rows and columns whose size is not told
_AUTO_WIDTHS: Final = (48.0, 240.0)  # points
_MOST_HELD: Final = 0.5  # share of the room that what stays in sight may take
_NOTCH: Final = 120
_WEIGHTS: Final = {"thin": 1, "dashed": 1, "dotted": 1, "double": 1, "medium": 2, "thick": 3}
_PENS: Final = {"dashed": Qt.PenStyle.DashLine, "dotted": Qt.PenStyle.DotLine}
_LARGE: Final = 11.0  # points from which letters need a higher row than the usual one
_CHOOSE: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect
_FAINT: Final = 1.6  # contrast of a border that would not be seen
_NOTE: Final = "#d0312d"
_MARKED: Final = "#e07b00"


class HeldPart(NamedTuple):
    """Rows and columns that stay in sight: which, where, and how far they are moved there."""

    area: Area
    room: QRect
    shift: QPoint


class SheetTable(QTableView):
    """Shows one sheet; cells are chosen by mouse and keys, or by the program."""

    chosen = Signal(int, int)  # row and column from 1, of a cell that the user went to
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = SheetModel(self)
        self._workbook: PreparedWorkbook | None = None
        self._language: Language | None = None
        self._texts: OrderedDict[Cell, CellText] = OrderedDict()
        self._marked: Area | None = None
        self._zoom = 100
        self._turned = 0
        self._going = False
        self._reveals = False
        self._across = SheetHeader(Qt.Orientation.Horizontal, self)
        self._down = SheetHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setModel(self.grid)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)  # drawn with the cells, for those that have no fill
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for header in (self._across, self._down):
            header.sectionResized.connect(self._texts.clear)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_sheet(self, workbook: PreparedWorkbook, sheet: SheetLook, language: Language) -> None:
        """Show a sheet from its upper left corner."""
        self._workbook, self._language, self._marked = workbook, language, None
        self._going = True
        self.clearSpans()
        self.grid.show_sheet(sheet)
        self._size()
        for top, left, bottom, right in sheet.merged:
            self.setSpan(top - 1, left - 1, bottom - top + 1, right - left + 1)
        self.selectionModel().setCurrentIndex(
            self._first_shown(), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)
        self._going = False

    def go_to(self, row: int, column: int, last_row: int = 0, last_column: int = 0) -> None:
        """Scroll to a cell, make it the current one, and outline it or the cells up to the last one."""
        row, column = max(1, row), max(1, column)
        if row > self.grid.rowCount() or column > self.grid.columnCount():
            return
        self._marked = (row, column, max(row, last_row), max(column, last_column))
        index = self.grid.index(row - 1, column - 1)
        self._going = True
        self.selectionModel().setCurrentIndex(index, _CHOOSE)
        self.scrollTo(index)
        self._going = False
        self.viewport().update()

    def reveal(self, *, on: bool) -> None:
        """Show hidden rows and columns too, or not."""
        self._reveals = on
        self._hide()

    @property
    def current(self) -> Cell:
        """Row and column of the current cell, from 1; zeros without one."""
        index = self.currentIndex()
        return (index.row() + 1, index.column() + 1) if index.isValid() else (0, 0)

    @property
    def marked(self) -> Area | None:
        """The cells that are outlined: first row and column, last row and column."""
        return self._marked

    @property
    def zoom(self) -> int:
        """The size of the sheet in percent of the text of the window."""
        return self._zoom

    def zoom_by(self, steps: int) -> None:
        """Show the sheet larger or smaller; nothing beyond the largest and smallest size."""
        at = max(0, min(len(ZOOMS) - 1, ZOOMS.index(self._zoom) + steps)) if steps else ZOOMS.index(100)
        self._zoom = ZOOMS[at]
        self._size()
        self.scrollTo(self.currentIndex())
        self.zoomed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the size by Ctrl with plus, minus and 0; move by all other keys."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Semicolon: 1, Qt.Key.Key_Minus: -1}
            if event.key() in steps or event.key() == Qt.Key.Key_0:
                self.zoom_by(steps.get(Qt.Key(event.key()), 0))
                return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the size by the wheel while Ctrl is held."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        if abs(self._turned) >= _NOTCH:
            self.zoom_by(1 if self._turned > 0 else -1)
            self._turned = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what the program went to in sight."""
        super().resizeEvent(event)
        if self._marked is not None:
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the colours of the window."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self._size()
        elif event.type() is QEvent.Type.PaletteChange:
            self._texts.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is visible of the sheet."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._base)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_cells(painter, self._window())
        self._draw_pictures(painter)
        self._draw_objects(painter)
        self._draw_chosen(painter)
        for part in self._held_parts():
            self._paint_held(painter, part)
        painter.end()

    def _paint_cells(self, painter: QPainter, area: Area) -> None:
        cells = [(at, rect, self.grid.cell(*at)) for at, rect in self._visible(area)]
        for _, rect, cell in cells:
            self._draw_ground(painter, rect, cell)
        for at, rect, cell in cells:
            if cell.text:
                self._draw_text(painter, at, rect, cell)
        for _, rect, cell in cells:
            self._draw_edges(painter, rect, cell)
        for at, rect, _ in cells:
            if self.grid.has_note(*at):
                _draw_corner(painter, rect)

    def _paint_held(self, painter: QPainter, part: HeldPart) -> None:
        """Paint rows and columns that stay in sight over what is scrolled below them."""
        painter.save()
        painter.setClipRect(part.room)
        painter.fillRect(part.room, self._base)
        painter.translate(part.shift)
        self._paint_cells(painter, part.area)
        self._draw_chosen(painter)
        painter.restore()
        painter.setPen(QPen(self._colour(QPalette.ColorRole.PlaceholderText), 1))
        if part.room.height() < self.viewport().height():
            painter.drawLine(part.room.bottomLeft(), part.room.bottomRight())
        if part.room.width() < self.viewport().width():
            painter.drawLine(part.room.topRight(), part.room.bottomRight())

    # --- rows and columns that stay in sight

    @property
    def _held(self) -> QSize:
        """How wide and high what stays in sight is; nothing where it would take most of the room."""
        rows, columns = self.grid.sheet.frozen
        size = self.viewport().size()
        height = sum(self.rowHeight(row) for row in range(min(rows, self.grid.rowCount())))
        width = sum(self.columnWidth(column) for column in range(min(columns, self.grid.columnCount())))
        return QSize(
            width if width <= size.width() * _MOST_HELD else 0,
            height if height <= size.height() * _MOST_HELD else 0,
        )

    def _held_parts(self) -> list[HeldPart]:
        """Return what stays in sight although the sheet is scrolled: rows, columns, and their corner."""
        held, size = self._held, self.viewport().size()
        down, across = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        rows, columns = self.grid.sheet.frozen
        self._down.hold(rows if held.height() else 0)
        self._across.hold(columns if held.width() else 0)
        top, left, bottom, right = self._window()
        parts = []
        if held.height() and down:
            room = QRect(0, 0, size.width(), held.height())
            parts.append(HeldPart((1, left, rows, right), room, QPoint(0, down)))
        if held.width() and across:
            room = QRect(0, 0, held.width(), size.height())
            parts.append(HeldPart((top, 1, bottom, columns), room, QPoint(across, 0)))
        if len(parts) == 2:
            room = QRect(0, 0, held.width(), held.height())
            parts.append(HeldPart((1, 1, rows, columns), room, QPoint(across, down)))
        return parts

    def indexAt(self, place: QPoint) -> QModelIndex:
        """Return the cell that is seen at a place, also one that stays in sight."""
        for part in reversed(self._held_parts()):
            if part.room.contains(place):
                return super().indexAt(place - part.shift)
        return super().indexAt(place)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a cell, so that what stays in sight does not cover it."""
        super().scrollTo(index, hint)
        held, rect = self._held, self.visualRect(index)
        rows, columns = self.grid.sheet.frozen
        if index.row() >= rows and rect.top() < held.height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - held.height() + rect.top())
        if index.column() >= columns and rect.left() < held.width():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - held.width() + rect.left())

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Scroll, and paint what stays in sight anew."""
        super().scrollContentsBy(across, down)
        if self.grid.sheet.frozen != (0, 0):
            for part in (self.viewport(), self._down.viewport(), self._across.viewport()):
                part.update()

    # --- sizes

    @property
    def _scale(self) -> float:
        """Pixels a point."""
        text = QGuiApplication.font().pointSizeF() / theme.POINT_SIZE
        return _PIXELS_A_POINT * max(0.1, text) * self._zoom / 100

    def _size(self) -> None:
        """Set the sizes of rows and columns."""
        self._texts.clear()
        sheet, scale = self.grid.sheet, self._scale
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        widths = dict(sheet.widths)
        if Undrawn.SIZES in sheet.undrawn:
            widths = self._measured_widths()
        rows.setDefaultSectionSize(round(sheet.height * scale))
        columns.setDefaultSectionSize(round(sheet.width * scale))
        for column, width in widths.items():
            if column <= self.grid.columnCount():
                self.setColumnWidth(column - 1, round(width * scale))
        for row, height in (self._measured_heights(widths) | dict(sheet.heights)).items():
            if row <= self.grid.rowCount():
                self.setRowHeight(row - 1, round(height * scale))
        self._hide()
        # As wide as the largest number, also in the size of text that was set just now.
        rows.setFixedWidth(
            QFontMetrics(self.font()).horizontalAdvance("0" * len(str(self.grid.rowCount()))) + 18
        )

    def _hide(self) -> None:
        sheet = self.grid.sheet
        for row in range(1, self.grid.rowCount() + 1):
            hidden = not self._reveals and row in sheet.hidden_rows
            if hidden is not self.isRowHidden(row - 1):
                self.setRowHidden(row - 1, hidden)
        for column in range(1, self.grid.columnCount() + 1):
            hidden = not self._reveals and column in sheet.hidden_columns
            if hidden is not self.isColumnHidden(column - 1):
                self.setColumnHidden(column - 1, hidden)

    def _measured_widths(self) -> dict[int, float]:
        """Return widths by the texts of a sheet that does not tell any."""
        metrics, scale = QFontMetrics(self.font()), self._scale
        widths: dict[int, float] = {}
        for (_, column), cell in list(self.grid.sheet.cells.items())[:_MEASURED]:
            longest = max(map(metrics.horizontalAdvance, cell.text[:200].split("\n")), default=0)
            widths[column] = max(widths.get(column, 0), longest / scale + 2 * _PAD)
        least, most = _AUTO_WIDTHS
        return {column: min(most, max(least, width)) for column, width in widths.items()}

    def _measured_heights(self, widths: dict[int, float]) -> dict[int, float]:
        """Return the heights of rows that do not tell theirs and hold texts of several lines."""
        sheet, heights = self.grid.sheet, dict[int, float]()
        unknown = (
            (at, cell)
            for at, cell in sheet.cells.items()
            if at[0] not in sheet.heights and (cell.format.wraps or cell.format.font.points > _LARGE)
        )
        merged = {one[:2] for one in sheet.merged}
        for ((row, column), cell), _ in zip(unknown, range(_MEASURED), strict=False):
            if (row, column) not in merged:
                room = widths.get(column, sheet.width) * self._scale - 2 * _PAD
                text = CellText(cell, room, self._scale, "#ffffff", "#000000")
                needed = (text.height + 2) / self._scale
                heights[row] = min(409.0, max(heights.get(row, sheet.height), needed))
        return heights

    # --- where things are

    def _first_shown(self) -> QModelIndex:
        sheet = self.grid.sheet
        row = next((n for n in range(1, sheet.rows + 1) if n not in sheet.hidden_rows), 1)
        column = next((n for n in range(1, sheet.columns + 1) if n not in sheet.hidden_columns), 1)
        return self.grid.index(row - 1, column - 1)

    def _window(self) -> Area:
        """Return the rows and columns that are visible, from 1, with some to the left for long texts."""
        size = self.viewport().rect()
        top, bottom = self.rowAt(0), self.rowAt(size.bottom())
        left, right = self.columnAt(0), self.columnAt(size.right())
        return (
            max(0, top) + 1,
            max(1, max(0, left) + 1 - _REACH),
            (bottom if bottom >= 0 else self.grid.rowCount() - 1) + 1,
            (right if right >= 0 else self.grid.columnCount() - 1) + 1,
        )

    def _visible(self, area: Area) -> Iterator[tuple[Cell, QRect]]:
        """Yield the cells to be drawn with their rectangles; merged ones once, with that of all."""
        top, left, bottom, right = area
        covered: set[Cell] = set()
        for one in self.grid.sheet.merged:
            if one[0] <= bottom and one[2] >= top and one[1] <= right and one[3] >= left:
                covered.update(
                    (row, column)
                    for row in range(max(one[0], top), min(one[2], bottom) + 1)
                    for column in range(max(one[1], left), min(one[3], right) + 1)
                )
                yield one[:2], self._rect(one)
        for row in range(top, bottom + 1):
            if self.isRowHidden(row - 1):
                continue
            for column in range(left, right + 1):
                if (row, column) in covered or self.isColumnHidden(column - 1):
                    continue
                rect = self._rect((row, column, row, column))
                if rect.right() >= 0 or column <= self.grid.sheet.frozen[1] or self._runs_over(row, column):
                    yield (row, column), rect

    def _runs_over(self, row: int, column: int) -> bool:
        """Tell whether the text of a cell may run over those at its right."""
        cell = self.grid.cell(row, column)
        return bool(cell.text) and not cell.format.wraps and not self.grid.cell(row, column + 1).text

    def _rect(self, area: Area) -> QRect:
        """Return the rectangle of some cells in the viewport."""
        top, left, bottom, right = area
        x, y = self.columnViewportPosition(left - 1), self.rowViewportPosition(top - 1)
        width = sum(self.columnWidth(column - 1) for column in range(left, right + 1))
        height = self.rowViewportPosition(bottom - 1) + self.rowHeight(bottom - 1) - y
        return QRect(x, y, width, height)

    def _point(self, corner: Corner) -> tuple[float, float]:
        """Return where a corner lies in the viewport."""
        rows, columns = self.grid.rowCount(), self.grid.columnCount()
        row, column = min(corner.row, rows), min(corner.column, columns)
        x = self.columnViewportPosition(column - 1) + (
            self.columnWidth(column - 1) if corner.column > columns else 0
        )
        y = self.rowViewportPosition(row - 1) + (self.rowHeight(row - 1) if corner.row > rows else 0)
        return x + corner.across * self._scale, y + corner.down * self._scale

    # --- drawing

    @property
    def _base(self) -> QColor:
        return self._colour(QPalette.ColorRole.Base)

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _draw_ground(self, painter: QPainter, rect: QRect, cell: CellLook) -> None:
        if cell.format.fill:
            painter.fillRect(rect, QColor(cell.format.fill))
        elif self.grid.sheet.has_lines:
            painter.setPen(self._colour(QPalette.ColorRole.Mid))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def _draw_text(self, painter: QPainter, at: Cell, rect: QRect, cell: CellLook) -> None:
        look, indent = cell.format, cell.format.indent * _INDENT * self._scale
        horizontal = look.horizontal or ("right" if cell.is_number else "left")
        inner = QRectF(rect).adjusted(_PAD, 1, -_PAD, -1)
        if horizontal == "right":
            inner.setRight(inner.right() - indent)
        else:
            inner.setLeft(inner.left() + indent)
        text = self._text(at, cell, inner.width())
        spare = inner.height() - text.height
        share = {"top": 0.0, "center": 0.5}.get(look.vertical, 1.0)
        top = inner.top() + max(0.0, spare * share)
        room = (
            rect
            if look.wraps or text.width <= inner.width()
            else self._over(at, rect, text.width, horizontal)
        )
        painter.save()
        painter.setClipRect(room)
        text.draw(painter, inner.left(), top, inner.width(), horizontal)
        painter.restore()

    def _text(self, at: Cell, cell: CellLook, width: float) -> CellText:
        found = self._texts.get(at)
        if found is None:
            ground = cell.format.fill or self._base.name()
            usual = "#000000" if cell.format.fill else self._colour(QPalette.ColorRole.Text).name()
            found = self._texts[at] = CellText(cell, width, self._scale, ground, usual)
            if len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        return found

    def _over(self, at: Cell, rect: QRect, width: float, horizontal: str) -> QRect:
        """Return the room of a long text: it runs over the blank cells beside it."""
        room = QRect(rect)
        row, column = at
        if horizontal in {"left", "center"}:
            after = column + 1
            while room.width() < width + 2 * _PAD and after <= min(column + _REACH, self.grid.columnCount()):
                if self.grid.cell(row, after).text:
                    break
                room.setRight(room.right() + self.columnWidth(after - 1))
                after += 1
        if horizontal in {"right", "center"}:
            before = column - 1
            while room.width() < width + 2 * _PAD and before >= max(1, column - _REACH):
                if self.grid.cell(row, before).text:
                    break
                room.setLeft(room.left() - self.columnWidth(before - 1))
                before -= 1
        return room

    def _draw_edges(self, painter: QPainter, rect: QRect, cell: CellLook) -> None:
        look, last = cell.format, rect.translated(-1, -1)
        self._draw_edge(painter, look.top, (last.topLeft(), last.topRight() + QPoint(1, 0)))
        self._draw_edge(painter, look.left, (last.topLeft(), last.bottomLeft() + QPoint(0, 1)))
        self._draw_edge(painter, look.bottom, (rect.bottomLeft(), rect.bottomRight()))
        self._draw_edge(painter, look.right, (rect.topRight(), rect.bottomRight()))

    def _draw_edge(self, painter: QPainter, edge: Edge, ends: tuple[QPoint, QPoint]) -> None:
        if not edge.style:
            return
        (start, end), usual = ends, self._colour(QPalette.ColorRole.Text)
        colour = QColor(edge.colour) if edge.colour else usual
        if contrast(colour, self._base) < _FAINT:  # as black is on the dark ground
            colour = usual
        pen = QPen(colour, _WEIGHTS[edge.style], _PENS.get(edge.style, Qt.PenStyle.SolidLine))
        painter.setPen(pen)
        painter.drawLine(start, end)
        if edge.style == "double":
            away = QPoint(0, -2) if start.y() == end.y() else QPoint(-2, 0)
            painter.drawLine(start + away, end + away)

    def _draw_pictures(self, painter: QPainter) -> None:
        if self._workbook is None:
            return
        for picture in self.grid.sheet.pictures:
            rect = self._picture_rect(picture)
            if not rect.intersects(QRectF(self.viewport().rect())):
                continue
            image = self._workbook.image(picture)
            if image.isNull():
                self._draw_frame(painter, rect, self.tr("［画像］{name}").format(name=picture.name))
            else:
                painter.drawImage(rect, image)

    def _picture_rect(self, picture: SheetPicture) -> QRectF:
        left, top = self._point(picture.start)
        if picture.end is not None:
            right, bottom = self._point(picture.end)
        else:
            right, bottom = left + picture.width * self._scale, top + picture.height * self._scale
        width, height = max(4.0, right - left), max(4.0, bottom - top)
        share = picture.share
        return QRectF(
            left + share.left * width, top + share.top * height, share.width * width, share.height * height
        )

    def _draw_objects(self, painter: QPainter) -> None:
        """Draw a dashed frame with its text at the place of each thing that is not drawn itself."""
        for one in self.grid.sheet.objects:
            area = one.row, one.column, max(one.row, one.last_row), max(one.column, one.last_column)
            rect = QRectF(self._rect(area)).adjusted(3, 3, -3, -3)
            if self._language is not None and rect.intersects(QRectF(self.viewport().rect())):
                kind = term(one.kind, self._language)
                self._draw_frame(painter, rect, self.tr("［{kind}］{text}").format(kind=kind, text=one.text))

    def _draw_frame(self, painter: QPainter, rect: QRectF, text: str) -> None:
        """Draw a dashed frame with a text at its lower edge; what is below stays to be read."""
        painter.save()
        painter.setClipRect(rect.adjusted(-1, -1, 1, 1))
        painter.setPen(QPen(self._colour(QPalette.ColorRole.PlaceholderText), 1, Qt.PenStyle.DashLine))
        painter.drawRect(rect)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
        inner = rect.adjusted(3, 1, -3, -1)
        needed = painter.boundingRect(inner, int(flags), text)
        if needed.height() < inner.height():
            needed.moveBottom(inner.bottom())
        painter.fillRect(needed.adjusted(-2, 0, 2, 0) & rect, self._base)
        painter.setPen(self._colour(QPalette.ColorRole.Text))
        painter.drawText(needed, int(flags), text)
        painter.restore()

    def _draw_chosen(self, painter: QPainter) -> None:
        """Outline what the program went to, and the current cell."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._marked is not None:
            top, left, bottom, right = self._marked
            bottom, right = min(bottom, self.grid.rowCount()), min(right, self.grid.columnCount())
            rect = self._rect((top, left, bottom, right)) | self.visualRect(
                self.grid.index(top - 1, left - 1)
            )
            painter.setPen(QPen(QColor(_MARKED), 3))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        if self.currentIndex().isValid():
            colour = theme.ring() if self.hasFocus() else self._colour(QPalette.ColorRole.PlaceholderText)
            painter.setPen(QPen(colour, 2))
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1))

    def _on_current_changed(self, index: QModelIndex) -> None:
        self.viewport().update()
        if not self._going and index.isValid():
            self._marked = None
            self.chosen.emit(index.row() + 1, index.column() + 1)


def _draw_corner(painter: QPainter, rect: QRect) -> None:
    """Draw the mark of a note: a corner, as Excel does."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_NOTE))
    corner, size = rect.topRight() + QPoint(1, 0), 9
    painter.drawPolygon(QPolygon([corner, corner - QPoint(size, 0), corner + QPoint(0, size)]))
    painter.restore()
