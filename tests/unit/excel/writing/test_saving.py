"""A file stands there only when it has been read again and holds everything."""

from __future__ import annotations

import errno
import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from assessor.errors import Code, InputError
from assessor.excel.reading.container import Container, identify
from assessor.excel.reading.passwords import decrypted
from assessor.excel.writing import in_memory, protecting, questionnaire_writer, saving
from tests.places import LOCKED
from tests.unit.excel.forms import questionnaire

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessor.excel.writing.pages import Page

    Pack = Callable[[Workbook, Sequence[Page]], bytes]

REAL_PACK = in_memory.packed
REAL_WRITE = Path.write_bytes
REAL_LOCK = protecting.locked
FILES = LOCKED
PASSWORD = "点検2020"


def tampered(part: str, change: Callable[[bytes], bytes]) -> Pack:
    """Return a packing that leaves something out, as a faulty library might."""

    def packed(book: Workbook, pages: Sequence[Page]) -> bytes:
        whole, written = BytesIO(REAL_PACK(book, pages)), BytesIO()
        with ZipFile(whole) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, change(content) if name == part else content)
        return written.getvalue()

    return packed


def half(book: Workbook, pages: Sequence[Page]) -> bytes:
    whole = REAL_PACK(book, pages)
    return whole[: len(whole) // 2]


def older(path: Path) -> bytes:
    """Put a workbook where one is to be written, and return what is in it."""
    Workbook().save(str(path))
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
    monkeypatch.setattr(in_memory, "packed", BROKEN[kind])
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(path, questionnaire())
    assert [p.code for p in caught.value.problems] == [Code.SHORT_FILE]
    assert caught.value.problems[0].place.file == "a.xlsx"
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == before


def test_that_a_short_file_says_how_many_cells_were_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_memory, "packed", BROKEN["a cell is missing"])
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


def test_that_what_the_disk_kept_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "write_bytes", lambda path, content: REAL_WRITE(path, content[:-700]))
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire())
    assert [p.code for p in caught.value.problems] == [Code.SHORT_FILE]
    assert not list(tmp_path.iterdir())


@pytest.mark.long
def test_that_a_locked_workbook_holds_the_same_and_opens_with_its_password_only(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    written = questionnaire_writer.write(path, questionnaire(), password=PASSWORD)
    assert written == questionnaire_writer.write(tmp_path / "b.xlsx", questionnaire())
    assert identify(path.read_bytes()) is Container.ENCRYPTED
    book = load_workbook(BytesIO(decrypted(path.read_bytes(), "a.xlsx", [PASSWORD])))
    assert book.sheetnames == load_workbook(tmp_path / "b.xlsx").sheetnames
    with pytest.raises(InputError) as caught:
        decrypted(path.read_bytes(), "a.xlsx", ["点検2021"])
    assert [p.code for p in caught.value.problems] == [Code.WRONG_PASSWORD]


def test_that_no_plain_copy_of_a_locked_workbook_touches_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[bytes] = []

    def write(path: Path, content: bytes) -> int:
        touched.append(bytes(content))
        return REAL_WRITE(path, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire(), password=PASSWORD)
    assert touched == [(tmp_path / "a.xlsx").read_bytes()]
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert b"PK\x03\x04" not in touched[0]


LOCKS: dict[str, Callable[[bytes], bytes]] = {
    "a changed byte": lambda locked: locked[:9000] + bytes([locked[9000] ^ 1]) + locked[9001:],
    "half of it": lambda locked: locked[: len(locked) // 2],
    "nothing": lambda _: b"",
}


@pytest.mark.long
@pytest.mark.parametrize("kind", LOCKS)
def test_that_a_locked_file_that_would_not_open_is_refused_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / "a.xlsx"
    before = older(path)
    monkeypatch.setattr(protecting, "locked", lambda plain, word: LOCKS[kind](REAL_LOCK(plain, word)))
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(path, questionnaire(), password=PASSWORD)
    assert [p.code for p in caught.value.problems] == [Code.SHORT_FILE]
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == before


@pytest.mark.long
def test_that_a_file_locked_with_another_password_or_not_at_all_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others: list[Callable[[bytes, str], bytes]] = [
        lambda plain, _: REAL_LOCK(plain, "other"),
        lambda plain, _: plain[:-1],
    ]
    for lock in others:
        monkeypatch.setattr(protecting, "locked", lock)
        with pytest.raises(InputError) as caught:
            questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire(), password=PASSWORD)
        assert [p.code for p in caught.value.problems] == [Code.SHORT_FILE]
    assert not list(tmp_path.iterdir())


@pytest.mark.long
def test_that_a_password_in_pieces_is_locked_as_it_is_typed(tmp_path: Path) -> None:
    whole = normalize("NFC", "パスワードが")
    questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire(), password=normalize("NFD", whole))
    assert decrypted((tmp_path / "a.xlsx").read_bytes(), "a.xlsx", [whole])


@pytest.mark.long
def test_that_a_password_that_excel_does_not_take_is_refused(tmp_path: Path) -> None:
    questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire(), password="長" * 255)
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "b.xlsx", questionnaire(), password="長" * 256)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.field, problem.values["found"]) == (Code.TOO_LONG, "password", 256)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def assert_kept(path: Path) -> None:
    content = path.read_bytes()
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(path, questionnaire())
    assert [p.code for p in caught.value.problems] == [Code.EXISTS]
    assert path.read_bytes() == content


@pytest.mark.long
def test_that_a_locked_workbook_makes_way_and_nothing_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(), password=PASSWORD)
    questionnaire_writer.write(path, questionnaire())
    assert identify(path.read_bytes()) is Container.XLSX
    for content in (b"case", (FILES / "open.xls").read_bytes()):
        path.write_bytes(content)
        assert_kept(path)
    path.write_bytes((FILES / "libreoffice.xlsx").read_bytes())
    monkeypatch.setattr(saving, "FILE_LIMIT", 10_000)
    assert_kept(path)
