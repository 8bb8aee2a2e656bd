"""The results workbook: a summary, and tables to sort, filter, print and copy from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from assessor.excel.layout import CellTint, Colour
from assessor.excel.writing import results_writer
from assessor.excel.writing.results_writer import ResultsBook, ResultsTable
from assessor.text import CELL_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

SUMMARY = ResultsTable(
    "点検結果一覧",
    ("グループ", "点検結果", "充足"),
    (("コード決済", "必須項目を全て充足", 27), ("その他", "未充足あり", 20), ("その他", "=見出し", 0)),
    (24, 20, 8),
    {"必須項目を全て充足": "good", "未充足あり": CellTint.BAD},
)
REVIEWS = ResultsTable("評価一覧", ("No.", "理由"), (("CP-1-01", "あ" * 300), ("CP-1-02", "")))
BOOK = ResultsBook(
    "点検結果", ("6社中5社は必須項目を全て充足、1社は評価実施中", "二段落目"), (SUMMARY, REVIEWS)
)


def written(tmp_path: Path, book: ResultsBook = BOOK) -> Workbook:
    results_writer.write(tmp_path / "a.xlsx", book)
    return load_workbook(tmp_path / "a.xlsx")


def test_that_rows_and_cells_are_counted(tmp_path: Path) -> None:
    assert results_writer.write(tmp_path / "a.xlsx", BOOK) == results_writer.WrittenCounts(5, 3 + 1 + 12 + 5)


def test_that_the_first_sheet_says_the_result_and_then_the_first_table(tmp_path: Path) -> None:
    sheet = written(tmp_path)["概要"]
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ["点検結果"],
        ["6社中5社は必須項目を全て充足、1社は評価実施中"],
        ["二段落目"],
        [],
        ["点検結果一覧"],
        ["グループ", "点検結果", "充足"],
        ["コード決済", "必須項目を全て充足", 27],
        ["その他", "未充足あり", 20],
        ["その他", "=見出し", 0],
    ]
    assert sheet.auto_filter.ref == "A6:C9"
    assert sheet.print_title_rows == "$6:$6"
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A2:C2", "A3:C3"}
    assert sheet["B9"].data_type == "s"


def test_that_verdict_words_are_tinted_and_numbers_stay_numbers(tmp_path: Path) -> None:
    sheet = written(tmp_path)["概要"]
    assert sheet["B7"].fill.fgColor.rgb == f"00{Colour.TONES[CellTint.GOOD]}"
    assert sheet["B8"].fill.fgColor.rgb == f"00{Colour.TONES[CellTint.BAD]}"
    assert sheet["B9"].fill.patternType is None
    assert (sheet["C7"].value, sheet["C7"].number_format) == (27, "#,##0")


def test_that_every_other_table_has_its_sheet_with_heading_filter_and_print(tmp_path: Path) -> None:
    sheet = written(tmp_path)["評価一覧"]
    assert [cell.value for cell in sheet[1]] == ["No.", "理由"]
    assert sheet["A1"].font.b
    assert sheet["B2"].alignment.wrap_text
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B2", "A1:B3", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "&P / &N"
    assert not sheet.merged_cells.ranges
    assert sheet.column_dimensions["A"].width == 16
    heights = [float(str(sheet.row_dimensions[row].height)) for row in (2, 3)]
    assert heights[0] > heights[1]


def test_that_sheet_names_are_made_fit_for_excel_and_different(tmp_path: Path) -> None:
    names = (
        "一",
        "A/B:[C]*?",
        "長" * 40,
        "長" * 40,
        "概要",
        "履歴",
        "'引用'",
        "",
        "a",
        "A",
        "\x00",
        "😀" * 20,
    )
    tables = tuple(ResultsTable(name, ("h",), (("x",),)) for name in names)
    assert written(tmp_path, ResultsBook("題", (), tables)).sheetnames == [
        *(
            "概要",
            "A_B__C___",
            "長" * 31,
            f"{'長' * 27} (2)",
            "概要 (2)",
            "履歴_",
            "引用",
            "Sheet",
            "a",
            "A (2)",
            "\ufffd",
        ),
        "😀" * 15,
    ]


def test_that_a_book_without_tables_or_with_empty_ones_is_written(tmp_path: Path) -> None:
    assert written(tmp_path, ResultsBook("題", ("段落",), ())).sheetnames == ["概要"]
    empty = (ResultsTable("一", ("h",), ()), ResultsTable("二", ("h", "i"), ()), ResultsTable("三", (), ()))
    book = written(tmp_path, ResultsBook("題", ("段落",), empty))
    assert book.sheetnames == ["概要", "二", "三"]
    assert book["二"].auto_filter.ref == "A1:B1"
    assert book["三"].auto_filter.ref is None
    assert book["三"].freeze_panes is None


def test_that_a_row_of_another_length_than_its_heading_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        results_writer.write(
            tmp_path / "a.xlsx", ResultsBook("題", (), (ResultsTable("一", ("h",), (("x", "y"),)),))
        )


@pytest.mark.parametrize("sign", ["長", "😀", "_x000D_"], ids=["letters", "pairs", "escapes"])
def test_that_a_text_that_no_cell_holds_is_cut_and_says_so(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = (("CP-1-01", sign * 40_000), ("CP-1-02", "長" * CELL_LIMIT))
    table = ResultsTable("評価", ("No.", "説明"), rows)
    results_writer.write(path, ResultsBook("題", (sign * 40_000,), (SUMMARY, table)))
    sheet = load_workbook(path)["評価"]
    cut, whole = str(sheet["B2"].value).replace("_x005F_", "_"), sheet["B3"].value
    assert cut.startswith(sign * 1_000)
    assert cut.endswith("\n…（以下略）")
    assert whole == "長" * CELL_LIMIT


def test_that_it_names_nobody(tmp_path: Path) -> None:
    properties = written(tmp_path).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == ("Assessor", None, "点検結果")
