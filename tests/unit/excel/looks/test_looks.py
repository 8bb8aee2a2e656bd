"""A workbook as a person sees it: each feature of each format, within bounds, whatever the file says."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from assessor.domain.sheet_look import CellLook, Corner, Edge, SheetLook, Undrawn, WorkbookLook
from assessor.domain.sheet_mark import MarkKind
from assessor.errors import Code, InputError
from assessor.excel.looks import bounds, workbook_looks
from assessor.excel.looks.dates import date_as_shown
from assessor.excel.looks.office import OfficeLooks
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.progress import Cancelled, Progress, quiet
from tests.files.workbooks import make, marks, parts
from tests.unit.excel import packages

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.long

FOLDER = Path(make.__file__).parent
QUESTIONS = "質問票"


def look(content: bytes, file: str = "a.xlsx") -> WorkbookLook:
    return workbook_looks.look(workbook.opened(content, file), quiet())


def of_corpus(name: str) -> SheetLook:
    found = look((FOLDER / name).read_bytes(), name)
    return next(sheet for sheet in found.sheets if sheet.name == QUESTIONS)


def drawn_by(fill: Callable[[Worksheet], None]) -> SheetLook:
    """Return the look of a sheet that openpyxl writes."""
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    fill(sheet)
    stream = BytesIO()
    book.save(stream)
    return look(stream.getvalue()).sheets[0]


def struck(cell: CellLook) -> list[str]:
    return [run.text for run in cell.runs if run.font.struck]


def test_that_fills_borders_and_letters_are_those_of_the_sheet():
    def fill(sheet: Worksheet) -> None:
        cell = sheet["B2"]
        cell.value = "未対応"
        cell.font = Font(bold=True, italic=True, underline="single", strike=True, color="FFC00000", size=14)
        cell.fill = PatternFill("solid", fgColor="FFFFF2CC")
        cell.border = Border(left=Side("thin", color="FF0000FF"), bottom=Side("double"))
        cell.alignment = Alignment(horizontal="center", vertical="top", wrap_text=True, indent=2)
        sheet["C3"].fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
        sheet["C4"].fill = PatternFill("solid", fgColor=Color(indexed=10))

    cells = drawn_by(fill).cells
    shown = cells[2, 2]
    assert shown.text == "未対応"
    assert shown.format.font == (True, True, True, True, "#c00000", 14.0)
    assert (shown.format.fill, shown.format.left) == ("#fff2cc", Edge("thin", "#0000ff"))
    assert (shown.format.bottom.style, shown.format.top) == ("double", Edge())
    assert (shown.format.horizontal, shown.format.vertical) == ("center", "top")
    assert (shown.format.wraps, shown.format.indent) == (True, 2)
    assert cells[3, 3].format.fill == "#a7c0de"
    assert cells[4, 3].format.fill == "#ff0000"


def test_that_sizes_hidden_parts_merges_and_the_lines_between_cells_are_those_of_the_sheet():
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["D9"] = "題", "端"
        sheet.merge_cells("A1:C2")
        sheet.column_dimensions["B"].width = 20
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[4].height = 33
        sheet.row_dimensions[5].hidden = True
        sheet.sheet_view.showGridLines = False
        sheet.freeze_panes = "C2"

    sheet = drawn_by(fill)
    assert (sheet.rows, sheet.columns, sheet.merged) == (9, 4, ((1, 1, 2, 3),))
    assert sheet.widths[2] == pytest.approx(105)
    assert (sheet.heights[4], sheet.has_lines, sheet.frozen) == (33, False, (1, 2))
    assert (set(sheet.hidden_rows), set(sheet.hidden_columns)) == ({5}, {3})


def test_that_a_text_is_shown_run_by_run():
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText(
            "今は",
            TextBlock(InlineFont(strike=True), "旧"),
            TextBlock(InlineFont(b=True, color=Color(rgb="FF00B050")), "新"),
        )

    cell = drawn_by(fill).cells[1, 1]
    assert (cell.text, struck(cell)) == ("今は旧新", ["旧"])
    assert (cell.runs[2].font.bold, cell.runs[2].font.colour) == (True, "#00b050")


@pytest.mark.parametrize("edit", [marks.MARKS[name].edit for name in ("struck_run", "struck_shared")])
def test_that_struck_runs_are_struck_in_the_cell_and_in_shared_texts(edit: marks.Edit):
    sheet = look(edit(make.returned())).sheets[1]
    (cell,) = [cell for cell in sheet.cells.values() if struck(cell)]
    assert "".join(struck(cell)) != cell.text


def test_that_numbers_and_dates_are_shown_by_their_formats():
    def fill(sheet: Worksheet) -> None:
        values: list[tuple[float | date, str]] = [
            *((0.95, "0%"), (7, "000"), (date(2020, 12, 1), "yyyy/mm/dd"), (True, "General")),
            (12, "#,##0_);[Q]"),
        ]
        for row, (value, code) in enumerate(values, 1):
            sheet.cell(row, 1, value).number_format = code

    sheet = drawn_by(fill)
    assert [sheet.cells[row, 1].text for row in range(1, 6)] == ["95%", "007", "2020/12/01", "TRUE", "12"]
    assert sheet.undrawn == {Undrawn.FORMATS: 1}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", "2020-12-01"),
        ("14", "2020/12/1"),
        ('m"月"d"日"', "12月1日"),
        ('[$-411]ggge"年"m"月"d"日(aaa)"', "令和2年12月1日(aaa)"),
        ("aaaa", "火曜日"),
        ("d-mmm-yy", "1-Dec-20"),
        ("h:mm AM/PM", "3:05 PM"),
        ("yyyy/m/d h:mm:ss", "2020/12/1 15:05:00"),
        ("[h]:mm", "1059999:05"),
        ("0.00", None),
        ("General", None),
    ],
)
def test_that_a_date_is_shown_as_its_format_says(code: str, shown: str | None):
    days = (datetime(2020, 12, 1, 15, 5) - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001
    assert date_as_shown(days, code) == shown


def test_that_days_before_march_1900_and_those_of_old_macs_are_right():
    assert date_as_shown(1, "yyyy/m/d") == "1900/1/1"
    assert date_as_shown(61, "yyyy/m/d") == "1900/3/1"
    assert date_as_shown(0, "yyyy/m/d", since_1904=True) == "1904/1/1"
    assert date_as_shown(-1, "yyyy/m/d") is None
    assert date_as_shown(1e9, "yyyy/m/d") is None


def test_that_notes_pictures_and_hidden_sheets_are_there():
    drawing = marks.drawing(marks.anchored(marks.picture(), "D5", "E6"))
    (first, sheet, *_) = look(drawing(make.returned())).sheets
    (picture,) = sheet.pictures
    assert (picture.start, picture.end, picture.name) == (Corner(5, 4), Corner(7, 6), "設定画面")
    assert picture.content == marks.PNG
    noted = look(marks.note("G2", "一部です", "青空")(make.returned()))
    assert noted.sheets[1].notes == ((2, 7, "一部です", "青空"),)
    assert not first.is_hidden
    assert "_assessor" in [one.name for one in noted.sheets if one.is_hidden]


def test_that_pictures_of_a_group_share_its_anchor():
    def frame(left: int, kind: str = "spPr") -> str:
        return (
            f'<xdr:{kind}><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="50" cy="100"/>'
            '<a:chOff x="0" y="0"/><a:chExt cx="100" cy="100"/></a:xfrm></xdr:{kind}>'.replace("{kind}", kind)
        )

    inside = "".join(marks.picture().replace("</xdr:pic>", f"{frame(left)}</xdr:pic>") for left in (0, 50))
    group = f"<xdr:grpSp>{frame(0, 'grpSpPr')}{inside}</xdr:grpSp>"
    sheet = look(marks.drawing(marks.anchored(group, "H2"))(make.returned())).sheets[1]
    assert [one.share for one in sheet.pictures] == [(0, 0, 0.5, 1), (0.5, 0, 0.5, 1)]


@pytest.mark.parametrize("name", ["picture_of_wps", "picture_in_cell"])
def test_that_a_picture_in_a_cell_fills_it(name: str):
    sheet = look(marks.MARKS[name].edit(make.returned())).sheets[1]
    (picture,) = sheet.pictures
    assert (picture.start, picture.end) == (Corner(3, 11), Corner(4, 12))


@pytest.mark.parametrize("name", ["marked.xlsx", "marked.ods", "marked.xls"])
def test_that_the_marks_of_each_format_are_on_its_sheet(name: str):
    sheet = of_corpus(name)
    assert "ただし一部です。" in sheet.notes[0].text
    assert [struck(cell) for cell in sheet.cells.values() if struck(cell)] in ([["Web"]], [["Web "]])
    assert sheet.hidden_columns >= {1}
    assert {Undrawn.SHAPES, Undrawn.CONTROLS} <= sheet.undrawn.keys()
    assert {MarkKind.CHECK_BOX} <= {one.kind for one in sheet.objects}
    assert len(sheet.pictures) == 1
    tells = name != "marked.xls"
    assert bool(sheet.pictures[0].content) is tells
    assert (Undrawn.COLOURS in sheet.undrawn) is not tells
    assert any(cell.format.fill for cell in sheet.cells.values()) is tells


def test_that_the_same_questionnaire_looks_alike_as_xlsx_and_ods():
    office, document = of_corpus("resaved_by_libreoffice.xlsx"), of_corpus("resaved.ods")
    for at in ((1, 2), (2, 5), (2, 7), (3, 8)):
        one, other = office.cells[at], document.cells[at]
        assert one.text == other.text
        assert (one.format.fill, one.format.font.bold, one.format.wraps) == (
            other.format.fill,
            other.format.font.bold,
            other.format.wraps,
        )
        assert one.format.left.style == other.format.left.style
    assert office.heights[2] == pytest.approx(document.heights[2], rel=0.1)


def test_that_what_is_not_drawn_is_counted():
    content = marks.drawing(marks.anchored(marks.shape("Web版は未対応です。"), "G2"))(make.returned())
    sheet = look(content).sheets[1]
    assert sheet.undrawn[Undrawn.SHAPES] == 1
    assert sheet.undrawn[Undrawn.CONDITIONS] >= 1
    assert [one.text for one in sheet.objects] == ["Web版は未対応です。"]


def test_that_a_picture_that_cannot_be_read_keeps_its_place_and_is_counted():
    content = marks.drawing(marks.anchored(marks.picture("missing"), "H3"))(make.returned())
    sheet = look(content).sheets[1]
    assert [(one.start.row, one.content) for one in sheet.pictures] == [(3, b"")]
    assert sheet.undrawn[Undrawn.PICTURES] == 1


def test_that_only_so_many_bytes_of_pictures_are_taken():
    content = marks.drawing(marks.anchored(marks.picture() + marks.picture(), "H3"))(make.returned())
    opened = workbook.opened(content, "a.xlsx")
    assert opened.package is not None
    (sheet,) = [one for one in opened.package.sheets if one.name == QUESTIONS]
    room = bounds.Room(opened.archive, picture_bytes=len(marks.PNG), cells=7)
    seen = OfficeLooks(opened.package, room).read(sheet, opened.package.archive.read(sheet.part), [])
    assert [len(one.content) for one in seen.pictures] == [len(marks.PNG), 0]
    assert (len(seen.cells), seen.undrawn[Undrawn.CELLS]) == (7, bounds.CELLS)


def test_that_rows_columns_and_cells_beyond_the_bounds_are_named():
    far = "".join(
        f'<row r="{row}">{packages.cell(f"A{row}", "下")}</row>' for row in (bounds.ROWS + 1, bounds.ROWS + 2)
    )
    wide = f'<row r="3">{packages.cell("GS3", "右")}</row>'
    found = look(packages.book(packages.answer(2) + wide + far)).sheets
    # Column 201 exceeds what is read at all: the sheet is left out, as it is from the answers.
    assert [sheet.name for sheet in found] == ["はじめに"]
    sheet = look(packages.book(packages.answer(2) + far)).sheets[0]
    assert (sheet.rows, sheet.undrawn) == (2, {Undrawn.ROWS: bounds.ROWS})


def test_that_merged_ranges_over_one_another_and_without_end_do_no_harm():
    tail = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/></mergeCells>'
    assert look(packages.book(tail=tail)).sheets[0].merged == ((1, 1, 2, 13),)
    several = [(row, 1, row + 1, 5) for row in range(1, 4_000)]
    assert len(bounds.apart(several)) <= bounds.MERGED
    assert bounds.apart([(1, 1, 2, 2), (2, 2, 3, 3), (5, 5, 5, 5), (3, 1, 3, 2)]) == (
        (1, 1, 2, 2),
        (3, 1, 3, 2),
    )


def test_that_a_document_type_in_a_sheet_is_refused():
    sheet = packages.sheet(packages.heading() + packages.answer(2))
    bomb = f'<!DOCTYPE a [<!ENTITY b "{"x" * 100}">]>{sheet}'
    with pytest.raises(InputError) as refused:
        look(packages.book(whole=bomb))
    assert refused.value.problems[0].code is Code.WORKBOOK_DAMAGED


def test_that_formats_out_of_range_and_odd_sizes_are_the_usual_ones():
    odd = '<row r="2" ht="99999"><c r="A2" s="999999"><v>1</v></c><c r="B2" s="x" ><v>x</v></c></row>'
    sheet = look(packages.book(packages.answer(3) + odd)).sheets[0]
    assert (sheet.cells[2, 1].text, sheet.heights[2]) == ("1", bounds.HIGHEST)
    assert sheet.cells[2, 2].text == "x"


def test_that_repeated_cells_of_an_ods_stay_within_the_bounds():
    rows = packages.line(*packages.HEADINGS) + (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = look(packages.document(rows), "a.ods").sheets[0]
    assert (sheet.rows, sheet.columns) == (1, len(packages.HEADINGS))


def test_that_reading_stops_when_it_is_cancelled():
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        workbook_looks.look(workbook.opened(make.returned(), "a.xlsx"), progress)


@pytest.mark.parametrize("name", ["marked.xlsx", "marked.ods", "marked.xls"])
def test_that_a_partly_struck_text_is_told_run_by_run_in_its_order(name: str):
    opened = workbook.opened((FOLDER / name).read_bytes(), name)
    read = questionnaire_reader.read(opened)
    (mark,) = [one for one in read.marks if one.kind is MarkKind.STRUCK and one.rest]
    assert [text.strip() for text, is_struck in mark.runs if is_struck] == ["Web"]
    shown = of_corpus(name).cells[mark.row, mark.column]
    assert "".join(text for text, _ in mark.runs) == shown.text
    assert [(run.text, run.font.struck) for run in shown.runs] == list(mark.runs)


def test_that_a_damaged_part_is_named_and_the_rest_is_shown():
    drawn = marks.drawing(marks.anchored(marks.picture(), "H3"))(make.returned())
    package = parts.parts_of(drawn)
    package["xl/drawings/_rels/drawing1.xml.rels"] = b"<broken"
    sheet = look(parts.packed(package)).sheets[1]
    assert sheet.undrawn[Undrawn.UNREAD] == 0
    assert sheet.cells
    opened = workbook.opened(drawn, "a.xlsx")
    assert opened.package is not None
    damaged = OfficeLooks(opened.package, bounds.Room()).read(opened.package.sheets[1], b"<worksheet><a>", [])
    assert (damaged.cells, damaged.undrawn) == ({}, {Undrawn.UNREAD: 0, Undrawn.PICTURES: 1})
