"""A file stands there only when it has been read again and holds everything."""

from __future__ import annotations

import errno
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.workbook import Workbook

from assessor.errors import Code, InputError
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable

REAL_SAVE = Workbook.save


def tampered(part: str, change: Callable[[bytes], bytes]) -> Callable[[Workbook, BytesIO], None]:
    """Return a save that leaves something out, as a full disk or a faulty library might."""

    def save(book: Workbook, stream: BytesIO) -> None:
        whole = BytesIO()
        REAL_SAVE(book, whole)
        with ZipFile(whole) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, change(content) if name == part else content)

    return save


def half(book: Workbook, stream: BytesIO) -> None:
    whole = BytesIO()
    REAL_SAVE(book, whole)
    stream.write(whole.getvalue()[: len(whole.getvalue()) // 2])


def older(path: Path) -> bytes:
    """Put a workbook where one is to be written, and return what is in it."""
    REAL_SAVE(Workbook(), str(path))
    return path.read_bytes()


SHEET = "xl/worksheets/sheet2.xml"
BROKEN = {
    "a cell is missing": tampered(SHEET, lambda xml: xml.replace("着眼点 2".encode(), b"")),
    "a cell is different": tampered(SHEET, lambda xml: xml.replace("着眼点 2".encode(), "着眼点 8".encode())),
    "a cell is in another place": tampered(SHEET, lambda xml: xml.replace(b'r="F3"', b'r="G3"')),
    "a cell is too many": tampered(
        SHEET, lambda xml: xml.replace(b'<c r="G2"', b'<c r="G2" t="str"><v>1</v></c><c r="Z9"')
    ),
    "the sheet is gone": tampered(
        "xl/workbook.xml", lambda xml: xml.replace('質問票"'.encode(), "別".encode() + b'"')
    ),
    "the token is different": tampered(
        "docProps/custom.xml", lambda xml: xml.replace(b"payment-a", b"payment-b")
    ),
    "the token is gone": tampered("docProps/custom.xml", lambda _: b"<broken"),
    "the sheet is no XML": tampered(SHEET, lambda xml: xml[: len(xml) // 2]),
    "the file ends early": half,
}


@pytest.mark.parametrize("kind", BROKEN)
def test_that_a_file_that_holds_less_or_other_is_refused_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "a.xlsx"
    before = older(path)
    monkeypatch.setattr(Workbook, "save", BROKEN[kind])
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(path, questionnaire())
    assert [p.code for p in caught.value.problems] == [Code.SHORT_FILE]
    assert caught.value.problems[0].place.file == "a.xlsx"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == before


def test_that_a_short_file_says_how_many_cells_were_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workbook, "save", BROKEN["a cell is missing"])
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire())
    values = caught.value.problems[0].values
    assert values["found"] == int(str(values["expected"])) - 1


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, Code.DISK_FULL), (errno.EROFS, Code.READ_ONLY), (errno.EACCES, Code.CANNOT_WRITE)],
)
def test_that_a_disk_that_refuses_is_named_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: Code
) -> None:
    def refuse(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(number, str(len(content)))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire())
    assert [p.code for p in caught.value.problems] == [code]
    assert not list(tmp_path.iterdir())


def test_that_a_target_that_cannot_be_replaced_keeps_its_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    before = older(path)

    def refuse(_: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(path, questionnaire())
    assert [p.code for p in caught.value.problems] == [Code.CANNOT_WRITE]
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == before


def test_that_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "gone" / "a.xlsx", questionnaire())
    assert [(p.code, p.place.file) for p in caught.value.problems] == [
        (Code.NO_FOLDER, str(tmp_path / "gone"))
    ]


def test_that_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire())
    assert [p.code for p in caught.value.problems] == [Code.IS_FOLDER]


def test_that_a_file_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire())
    before = path.read_bytes()
    shutil.copy(path, tmp_path / "b.xlsx")
    questionnaire_writer.write(path, questionnaire(2))
    assert path.read_bytes() != before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
