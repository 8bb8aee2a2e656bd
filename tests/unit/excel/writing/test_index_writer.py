"""The index of a package: what stands in it, and that its links lead to the files."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessor.errors import Code, InputError
from assessor.excel.writing import index_writer
from assessor.excel.writing.index_writer import Index

INDEX = Index(
    title="証跡パッケージ",
    name="証跡一覧",
    lines=("点検案件：試行", "証跡：2件"),
    headings=("点検対象", "ファイル", "サイズ"),
    rows=(("みなもペイ", "01_みなも/① 作成/a #1%.pdf", 5), ("=1+1", "02/x.pdf", 7)),
    widths=(20, 60, 10),
    linked=1,
)


def test_that_the_index_holds_every_row_and_is_compared(tmp_path: Path):
    written = index_writer.write(tmp_path / "index.xlsx", INDEX)
    assert (written.rows, written.cells) == (2, 12)
    sheet = load_workbook(tmp_path / "index.xlsx")["証跡一覧"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert values == [list(INDEX.headings), *(list(row) for row in INDEX.rows)]
    assert sheet["A7"].data_type == "s"
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A5:C7", "A6", "$5:$5")


def test_that_each_file_is_linked_as_spreadsheet_programs_write_it(tmp_path: Path):
    index_writer.write(tmp_path / "index.xlsx", INDEX)
    sheet = load_workbook(tmp_path / "index.xlsx")["証跡一覧"]
    assert [sheet[at].hyperlink.target for at in ("B6", "B7")] == [
        "01_みなも/①%20作成/a%20%231%25.pdf",
        "02/x.pdf",
    ]
    with zipfile.ZipFile(tmp_path / "index.xlsx") as package:
        links = package.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert links.count(b'TargetMode="External"') == links.count(b"<Relationship ") == 2


def test_that_an_index_that_cannot_be_held_leaves_no_file(tmp_path: Path):
    long = replace(INDEX, rows=(("x" * 40_000, "a", 1),))
    with pytest.raises(InputError) as caught:
        index_writer.write(tmp_path / "index.xlsx", long)
    assert caught.value.problems[0].code is Code.TOO_LONG
    assert list(tmp_path.iterdir()) == []
