"""How cells and pages look: the shared formats, and the print set-up of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties

from assessor.excel.layout import CLASSIFICATION, CellTint, Colour

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

# On every Windows and Mac with Excel, and the lowest lines of the Japanese fonts there: with 游ゴシック or
# メイリオ the heights estimated for one program would cut the text in another.
FONT_NAME: Final = "ＭＳ Ｐゴシック"
SIZE: Final = 10
A4: Final = 9  # the number the file format gives this paper
TEXT_FORMAT: Final = "@"
DATE_FORMAT: Final = "yyyy/mm/dd"


def font(size: float = SIZE, *, bold: bool = False, colour: str = Colour.INK) -> Font:
    """Return the workbook's font."""
    return Font(name=FONT_NAME, size=size, bold=bold, color=colour, family=3, charset=128)


def filled(colour: str) -> PatternFill:
    """Return a plain fill."""
    return PatternFill("solid", fgColor=colour)


_THIN: Final = Side(style="thin", color=Colour.LINE)
BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
RULED: Final = Border(bottom=Side(style="medium", color=Colour.NAVY))
NO_BORDER: Final = Border()
NO_FILL: Final = PatternFill()
WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
MIDDLE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
INDENTED: Final = Alignment("left", "center", indent=1, wrap_text=True)
TOP_MIDDLE: Final = Alignment(horizontal="center", vertical="top", wrap_text=True)


@dataclass(frozen=True, eq=False)  # compared by identity: a sheet keeps one cell for each
class Look:
    """The shared formats of all cells that look alike."""

    font: Font
    fill: PatternFill = NO_FILL
    border: Border = NO_BORDER
    alignment: Alignment = WRAPPED
    number_format: str = "General"
    locked: bool = True

    @property
    def protection(self) -> Protection:
        """Whether the cell can be edited while the sheet is protected."""
        return Protection(locked=self.locked)


PLAIN: Final = Look(font())
SMALL: Final = Look(font(7, colour=Colour.QUIET), alignment=Alignment(vertical="center"))
STAMP: Final = Look(font(bold=True, colour=Colour.INPUT_HEADING), alignment=Alignment("right", "center"))
TITLE: Final = Look(font(16, bold=True, colour=Colour.NAVY), alignment=Alignment(vertical="center"))
SUBTITLE: Final = Look(
    font(12, colour=Colour.NAVY), border=RULED, alignment=Alignment(vertical="center", wrap_text=True)
)
SECTION: Final = Look(
    font(11, bold=True, colour=Colour.NAVY), border=RULED, alignment=Alignment(vertical="center")
)
LABEL: Final = Look(font(bold=True), filled(Colour.LOCKED_HEADING), BOX, INDENTED)
LABELLED: Final = Look(font(), border=BOX, alignment=INDENTED)
STEP: Final = Look(font(bold=True, colour=Colour.NAVY), alignment=Alignment("right", "top", indent=1))
COUNT: Final = replace(LABELLED, number_format='0" 件"')

HEADING: Final = Look(font(bold=True), filled(Colour.LOCKED_HEADING), BOX, MIDDLE)
INPUT_HEADING: Final = Look(font(bold=True, colour=Colour.WHITE), filled(Colour.INPUT_HEADING), BOX, MIDDLE)
LOCKED: Final = Look(font(), filled(Colour.LOCKED), BOX)
LOCKED_MIDDLE: Final = replace(LOCKED, alignment=TOP_MIDDLE)
LOCKED_BOLD: Final = replace(LOCKED, font=font(bold=True))
INPUT: Final = Look(font(), filled(Colour.INPUT), BOX, number_format=TEXT_FORMAT, locked=False)
INPUT_LIST: Final = replace(INPUT, alignment=TOP_MIDDLE)
INPUT_DATE: Final = replace(INPUT, alignment=TOP_MIDDLE, number_format=DATE_FORMAT)

CELL: Final = Look(font(), border=BOX)
CELL_MIDDLE: Final = replace(CELL, alignment=TOP_MIDDLE)
NUMBER: Final = Look(font(), border=BOX, alignment=TOP_MIDDLE, number_format="#,##0")
TONED: Final[Mapping[CellTint, Look]] = {
    tone: Look(font(bold=True), filled(colour), BOX, TOP_MIDDLE) for tone, colour in Colour.TONES.items()
}


class GrowingRow(RowDimension):
    """A row with an initial height that the program adapts when somebody types a longer text."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """Always False: a height marked as custom would stay fixed."""
        return False


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the columns from the first on."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def set_page(
    sheet: Worksheet, *, landscape: bool = True, stamp: str = CLASSIFICATION, repeat: str = ""
) -> None:
    """Set up printing: A4, one page wide, page n/m below, the classification above, heading rows repeated."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.7, 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.right.text = stamp or None
    footer.left.text, footer.center.text = "&A", "&P / &N"
    sheet.oddHeader, sheet.oddFooter = header, footer
    if repeat:
        sheet.print_title_rows = repeat
