"""Files made to do harm: refused or read as what they are, in bounded memory, and nothing in them is run."""

from __future__ import annotations

import subprocess
import sys
import zlib
from io import BytesIO
from struct import pack_into
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from assessor.errors import Code, InputError, Problem
from assessor.excel import layout
from assessor.excel.reading import archive, grid, package
from assessor.excel.reading.archive import Archive
from assessor.excel.reading.texts import LONGEST
from tests.places import ROOT
from tests.unit.excel.forms import TOKEN
from tests.unit.excel.packages import (
    MAIN,
    answer,
    book,
    cell,
    document,
    heading,
    line,
    listed,
    packed,
    read,
    relations,
    sheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHEET: Final = "xl/worksheets/sheet1.xml"
OTHER: Final = "xl/worksheets/sheet2.xml"
BOMB: Final = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
)
# Reads one file as the application does, and says how that ended and how much memory it took at most.
APART: Final = """
import re, sys
from pathlib import Path
from assessor.errors import InputError
from assessor.excel.reading import questionnaire_reader, workbook
try:
    path = Path(sys.argv[1])
    end = len(questionnaire_reader.read(workbook.opened(path.read_bytes(), path.name)).rows)
except InputError as error:
    end = error.problems[0].code
peak = re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())
print(end, int(peak[1]) // 1000)
"""


def refusal(content: bytes) -> Problem:
    with pytest.raises(InputError) as caught:
        read(content)
    assert all(problem.place.file == "a.xlsx" for problem in caught.value.problems)
    return caught.value.problems[0]


def replaced(content: bytes, parts: dict[str, str | bytes]) -> bytes:
    """Return the package with other parts, or more."""
    with ZipFile(BytesIO(content)) as old:
        return packed({name: old.read(name) for name in old.namelist()} | parts)


def poured(path: Path, content: bytes, part: str, pieces: Iterable[bytes]) -> Path:
    """Write the package with one part poured into it piece by piece."""
    with ZipFile(BytesIO(content)) as old, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w") as stream:
            for piece in pieces:
                stream.write(piece)
    return path


def apart(path: Path) -> tuple[str, int]:
    """Return how reading ended in a process of its own, and how many megabytes it took."""
    if not sys.platform.startswith("linux"):
        pytest.skip("memory is measured where /proc tells it")
    done = subprocess.run(
        [sys.executable, "-c", APART, str(path)], check=True, capture_output=True, text=True, cwd=ROOT
    )
    end, megabytes = done.stdout.split()
    return end, int(megabytes)


def rows(count: int, row: bytes) -> Iterable[bytes]:
    """Yield a sheet of our heading, an answer and then many equal rows."""
    start, _, end = sheet(heading() + answer(2) + "|").encode().partition(b"|")
    yield start
    for _ in range(count // 1000):
        yield row * 1000
    yield end


@pytest.mark.long
def test_that_a_sheet_of_200_megabytes_is_refused_in_little_memory(tmp_path: Path) -> None:
    row = b'<row r="3"><c r="B3" t="str"><v>' + b"x" * 955 + b"</v></c></row>"
    path = poured(tmp_path / "a.xlsx", book(), SHEET, rows(200_000, row))
    with ZipFile(path) as made:
        assert made.getinfo(SHEET).file_size > 200_000_000
    end, megabytes = apart(path)
    assert end == Code.WORKBOOK_TOO_LARGE
    assert megabytes < 300


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b""), (b"<![CDATA[<", b"]]>"), (b"</t></r><r><t>&#65;", b"")]
)
def test_that_one_cell_of_60_megabytes_is_refused_with_its_place_in_little_memory(
    before: bytes, after: bytes, tmp_path: Path
) -> None:
    start, _, end = sheet(heading() + answer(2) + "|").encode().partition(b"|")
    opening = b'<row r="3"><c r="B3" t="inlineStr"><is><r><t>' + before
    closing = after + b"</t></r></is></c></row>" + end
    pieces = [start, opening, *[b"x" * 1_000_000] * 60, closing]
    path = poured(tmp_path / "a.xlsx", book(), SHEET, pieces)
    assert path.stat().st_size < 300_000
    ended, megabytes = apart(path)
    assert ended == Code.WORKBOOK_TOO_LARGE
    assert megabytes < 250
    problem = refusal(path.read_bytes())
    assert (problem.place.cell, problem.values["what"]) == ("B3", "text")


@pytest.mark.parametrize("length", [2_100_000, 4_000_000, 4_000_001])
def test_that_a_text_up_to_the_limit_is_read_wherever_it_lies(length: int, tmp_path: Path) -> None:
    start, _, end = sheet(heading() + answer(2) + "|").encode().partition(b"|")
    row = b'<row r="3"><c r="B3" t="inlineStr"><is><t>' + b"x" * length + b"</t></is></c></row>"
    path = poured(tmp_path / "a.xlsx", book(), SHEET, [start, row, end])
    if length > LONGEST:
        assert refusal(path.read_bytes()).code is Code.WORKBOOK_TOO_LARGE
    else:
        assert read(path.read_bytes()).rows


def test_that_one_huge_cell_of_an_open_document_is_refused() -> None:
    problem = refusal(document(line("x" * 5_000_000)))
    assert (problem.code, problem.values["found"]) == (Code.WORKBOOK_TOO_LARGE, "5.0 MB")


def test_that_the_refusal_names_the_size(tmp_path: Path) -> None:
    path = poured(tmp_path / "a.xlsx", book(), SHEET, rows(70_000, b" " * 1000))
    problem = refusal(path.read_bytes())
    assert problem.values == {"what": "unpacked", "found": "70.0 MB", "expected": "64.0 MB"}


def test_that_a_million_blank_rows_do_no_harm(tmp_path: Path) -> None:
    end, megabytes = apart(poured(tmp_path / "a.xlsx", book(), SHEET, rows(1_000_000, b"<row ht='9'/>")))
    assert end == "1"
    assert megabytes < 300


@pytest.mark.long
def test_that_a_sheet_of_very_many_tags_is_refused(tmp_path: Path) -> None:
    path = poured(tmp_path / "a.xlsx", book(), SHEET, rows(4_000_000, b"<row ht='9'/>"))
    assert refusal(path.read_bytes()).values["what"] == "cells"


def test_that_16384_columns_are_refused_where_they_are_filled_and_read_where_not() -> None:
    far = '<c r="XFD{0}"{1}'
    for row in (1, 2):
        filled = f'<row r="{row + 5}">{far.format(row + 5, "><v>1</v></c>")}</row>'
        assert refusal(book(answer(2) + filled)).place.cell == f"XFD{row + 5}"
    blank = "".join(f'<c r="{chr(65 + n)}{chr(65 + n)}3" s="1"/>' for n in range(6)) + far.format(3, "/>")
    assert len(read(book(answer(2) + f'<row r="3">{blank}</row>')).rows) == 1


def test_that_many_cells_near_enough_one_by_one_are_too_many_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grid, "CELL_LIMIT", 26)
    assert refusal(book()).values == {"what": "cells", "found": "27", "expected": "26"}


def test_that_a_workbook_of_very_many_sheets_is_read_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "SHEET_LIMIT", 1)
    returned = read(book())
    assert (returned.token, len(returned.rows)) == (None, 1)


SHARED: Final = f'<sst xmlns="{MAIN}">{{}}</sst>'


def referring(number: int, count: int) -> str:
    """Return rows of cells that all show the same shared text."""
    one = "".join(cell(f"{letter}{{0}}", str(number), ' t="s"') for letter in "HIJKLMNOPQ")
    return answer(2) + "".join(f'<row r="{row}">{one.format(row)}</row>' for row in range(3, 3 + count // 10))


@pytest.mark.long
@pytest.mark.parametrize("hidden", ["", ' hidden="1"'])
def test_that_a_long_shared_text_that_is_shown_often_is_refused(hidden: str) -> None:
    shared = SHARED.format(f"<si><t>a</t></si><si><t>{'b' * 1_000_000}</t></si>")
    for number, count, refused in ((1, 90, False), (1, 110, True), (0, 1000, False)):
        content = book(referring(number, count).replace('<row r="3"', f'<row r="3"{hidden}'), shared=shared)
        if refused:
            assert refusal(content).values == {"what": "text", "found": "110.0 MB", "expected": "100.0 MB"}
        else:
            assert len(read(content).rows) == 1 + count // 10


def test_that_a_million_shared_texts_are_read_and_one_huge_one_is_refused(tmp_path: Path) -> None:
    start, end = f'<sst xmlns="{MAIN}"><si><t>'.encode(), b"</t></si></sst>"
    many = [start, *[b"x</t></si><si><t>" * 1000] * 1000, end]
    huge = [start, *[b"x" * 1_000_000] * 50, end]
    for pieces, expected in ((many, "2"), (huge, Code.WORKBOOK_TOO_LARGE)):
        content = book(referring(0, 10), shared="")
        found, megabytes = apart(poured(tmp_path / "a.xlsx", content, "xl/sharedStrings.xml", pieces))
        assert found == expected
        assert megabytes < 300


@pytest.mark.parametrize("part", [SHEET, OTHER, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_that_a_part_with_a_document_type_is_damage(part: str) -> None:
    content = book(answer(2), shared=SHARED.format("<si><t>a</t></si>"), styles="<styleSheet></styleSheet>")
    with ZipFile(BytesIO(content)) as old:
        plain = old.read(part).decode()
    for changed in (
        BOMB + plain.replace("</", "&a11;</", 1),
        BOMB + plain,
        f'<!DOCTYPE x SYSTEM "file:///etc/passwd">{plain}',
    ):
        assert refusal(replaced(content, {part: changed})).code is Code.WORKBOOK_DAMAGED


@pytest.mark.parametrize("hidden", ["", ' hidden="1"'])
def test_that_calamine_expands_nothing(hidden: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What our own refusal of document types keeps from it, given to it."""
    monkeypatch.setattr(package, "DOCUMENT_TYPE", b"nothing has this")
    shared = BOMB + SHARED.format("<si><t>&a11;</t></si>")
    rows = answer(2, more=cell("H2", "0", ' t="s"')).replace('r="2"', f'r="2"{hidden}', 1)
    assert refusal(book(rows, shared=shared)).code is Code.WORKBOOK_DAMAGED


def test_that_entities_of_an_open_document_are_never_expanded() -> None:
    for content in (f"{BOMB}<o>&a11;</o>", "<o>&a11;</o>", '<!DOCTYPE o SYSTEM "file:///etc/passwd"><o/>'):
        mimetype = "application/vnd.oasis.opendocument.spreadsheet"
        assert refusal(packed({"mimetype": mimetype, "content.xml": content})).code is Code.WORKBOOK_DAMAGED


def lying(content: bytes, part: str, size: int, crc: int) -> bytes:
    """Return the package with another size and checksum of a part in all its lists."""
    changed = bytearray(content)
    name = part.encode()
    at = changed.find(name)
    while at >= 0:
        if changed[at - 30 : at - 26] == b"PK\x03\x04":
            pack_into("<L", changed, at - 30 + 14, crc)
            pack_into("<L", changed, at - 30 + 22, size)
        elif changed[at - 46 : at - 42] == b"PK\x01\x02":
            pack_into("<L", changed, at - 46 + 16, crc)
            pack_into("<L", changed, at - 46 + 24, size)
        at = changed.find(name, at + 1)
    return bytes(changed)


@pytest.mark.parametrize("size", [0, 100, 2_000_000_000])
def test_that_a_part_of_another_size_than_the_directory_says_is_damage(size: int, tmp_path: Path) -> None:
    true = poured(tmp_path / "a.xlsx", book(), SHEET, rows(1000, b"<row/>")).read_bytes()
    problem = refusal(lying(true, SHEET, size, zlib.crc32(b"")))
    assert problem.code is (
        Code.WORKBOOK_TOO_LARGE if size > archive.UNPACKED_LIMIT else Code.WORKBOOK_DAMAGED
    )


@pytest.mark.long
def test_that_of_a_part_that_is_larger_than_the_directory_says_no_more_is_unpacked(tmp_path: Path) -> None:
    start = next(iter(rows(0, b"")))
    path = poured(tmp_path / "a.xlsx", book(), SHEET, rows(300_000, b" " * 1000))
    path.write_bytes(lying(path.read_bytes(), SHEET, len(start), zlib.crc32(start)))
    end, megabytes = apart(path)
    assert end == Code.WORKBOOK_DAMAGED
    assert megabytes < 200


@pytest.mark.parametrize(
    "name", [SHEET.replace("sheet1", "Sheet1"), SHEET.replace("/", "\\"), f"/{SHEET}", f"xl/./{SHEET[3:]}"]
)
def test_that_a_part_that_stands_there_twice_is_refused_by_its_name(name: str) -> None:
    """Which of the two counts is told by no rule, and programs differ."""
    stream = BytesIO(book())
    with ZipFile(stream, "a") as made:
        made.writestr(ZipInfo(name), sheet(heading() + answer(2, "CP-9-99")))
        made.mkdir("xl/worksheets")  # a folder of its own is no part
    problem = refusal(stream.getvalue())
    assert (problem.code, problem.values) == (Code.PART_TWICE, {"found": name})


def test_that_a_part_that_stands_there_twice_under_one_name_is_refused() -> None:
    stream = BytesIO(book())
    with ZipFile(stream, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr(SHEET, sheet(heading() + answer(2)))
    assert refusal(stream.getvalue()).values == {"found": SHEET}


@pytest.mark.long
def test_that_an_archive_of_very_many_parts_is_refused_before_they_are_listed() -> None:
    problem = refusal(packed({f"{n}": b"" for n in range(archive.PARTS_LIMIT + 1)}))
    assert problem.values == {"what": "parts", "found": "10,001", "expected": "10,000"}


@pytest.mark.long
def test_that_pictures_links_and_macros_are_never_unpacked(tmp_path: Path) -> None:
    """Each of them is damaged, or would take more memory than there is for it."""
    parts: dict[str, str | bytes] = {
        "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/>',
        "xl/vbaProject.bin": "no macros",
        "xl/media/image2.png": "no picture",
    }
    content = replaced(book(), parts)
    path = poured(tmp_path / "a.xlsx", content, "xl/media/image1.png", [b"\0" * 1_000_000] * 200)
    content = path.read_bytes()
    for name in parts:
        content = lying(content, name, 5, 5)
    path.write_bytes(content)
    end, megabytes = apart(path)
    assert end == "1"
    assert megabytes < 200


FORMULAS: Final = (
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1",
    "@SUM(A1)",
    "=HYPERLINK(&quot;http://example.invalid&quot;)",
)


def test_that_text_that_looks_like_a_formula_stays_text_and_of_a_formula_only_the_result_is_read() -> None:
    for formula in FORMULAS:
        text = cell("H2", formula)
        result = f'<c r="I2" t="str"><f>{formula.lstrip("=")}</f><v>結果</v></c>'
        ((_, values),) = read(book(answer(2, more=text + result))).rows
        assert values[7:9] == [formula.replace("&quot;", '"'), "結果"]


@pytest.mark.long
def test_that_elements_within_elements_without_end_are_only_damage_or_nothing() -> None:
    deep = "<a>" * 500_000
    assert refusal(book(whole=sheet(heading() + deep))).code is Code.WORKBOOK_DAMAGED
    assert refusal(document(deep)).code is Code.WORKBOOK_DAMAGED
    closed = deep + "</a>" * 500_000
    assert refusal(book(workbook=listed(head=closed))).code is Code.NO_SHEETS
    assert len(read(book(answer(2) + closed)).rows) == 1


STYLES: Final = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="{}"/></cellXfs></styleSheet>'


@pytest.mark.parametrize(
    ("number", "kind"), [("-1e300", 14), ("1e300", 46), ("1e18", 46), ("-1e300", 46)], ids=str
)
def test_that_what_calamine_stumbles_over_is_only_damage(number: str, kind: int) -> None:
    content = book(answer(2, more=cell("J2", number, ' s="1"')), styles=STYLES.format(kind))
    assert refusal(content).code is Code.WORKBOOK_DAMAGED


@pytest.mark.parametrize(
    "odd", ['<c r="J2" t="b"><v>7</v></c>', '<c r="J2" t="s"><v>9</v></c>', '<c r="J2" t="x"><v>9</v></c>']
)
def test_that_a_cell_that_calamine_refuses_is_damage(odd: str) -> None:
    assert refusal(book(answer(2, more=odd))).code is Code.WORKBOOK_DAMAGED


def test_that_a_large_sheet_of_the_provider_is_passed_over_when_ours_is_there() -> None:
    token = sheet(f'<row r="1">{cell("A1", "x")}{cell("ZZ1", "x")}</row>')
    returned = read(replaced(book(), {OTHER: token}))
    assert (returned.token, len(returned.rows)) == (None, 1)


def test_that_sheets_beyond_the_limit_of_all_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    content = book(
        workbook=listed(layout.QUESTIONS, layout.COVER, "記録"),
        relations=relations(
            r1="worksheets/sheet1.xml", r2="worksheets/sheet2.xml", r3="worksheets/sheet3.xml"
        ),
    )
    content = replaced(content, {"xl/worksheets/sheet3.xml": sheet(" " * 10_000)})
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 9_000)
    returned = read(content)
    assert returned.token == TOKEN
    assert [(p.code, p.place.sheet) for p in returned.problems] == [(Code.WORKBOOK_TOO_LARGE, "記録")]
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 1_500)
    assert refusal(content).values == {"what": "unpacked", "found": "0.0 MB", "expected": "0.0 MB"}


def test_that_a_part_that_does_not_fit_is_refused_by_the_archive_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "UNPACKED_LIMIT", 5)
    opened = Archive(packed({"a": b"123", "b": b"456"}), "a.xlsx")
    assert (opened.read("a"), opened.fits("b"), opened.size("c"), opened.read("c")) == (b"123", False, 0, b"")
    with pytest.raises(InputError):
        opened.read("b")


def test_that_an_open_document_with_a_far_cell_is_refused_before_it_is_read() -> None:
    far = '<table:table-row><table:table-cell table:number-columns-repeated="300"/>'
    problem = refusal(document(line("x") + far + line("x").removeprefix("<table:table-row>")))
    assert (problem.code, problem.place.sheet, problem.place.cell) == (
        Code.WORKBOOK_TOO_LARGE,
        layout.QUESTIONS,
        "KO2",
    )


@pytest.mark.long
def test_that_sheets_of_far_cells_take_little_memory_before_they_are_refused(tmp_path: Path) -> None:
    def far(row: int) -> str:
        return f'<row r="{row}"><c r="GR{row}"><v>1</v></c></row>'

    path = tmp_path / "a.xlsx"
    path.write_bytes(replaced(book(answer(2) + far(9_900)), {OTHER: sheet(far(20_000))}))
    end, megabytes = apart(path)
    assert end == Code.WORKBOOK_TOO_LARGE
    assert megabytes < 300


@pytest.mark.long
@pytest.mark.parametrize(
    "count",
    ['uniqueCount="4294967296"', "uniqueCount='+99999999999'", 'count="1" uniqueCount = "99999999999999"'],
)
def test_that_a_false_count_of_shared_texts_does_not_end_the_program(count: str, tmp_path: Path) -> None:
    shared = SHARED.format("<si><t>sst count=&quot;9999999&quot;</t></si>").replace("<sst ", f"<sst {count} ")
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(referring(0, 10), shared=shared))
    assert apart(path)[0] == "2"


def test_that_of_shared_texts_a_true_count_and_every_text_stay() -> None:
    shared = SHARED.format('<si><t>sst count="9999999"</t></si>').replace("<sst ", '<sst uniqueCount="1" ')
    assert package.with_credible_count(shared.encode()) == shared.encode()
