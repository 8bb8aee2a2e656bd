"""What kind of file is this: by its content, whatever its name says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from assessor.errors import Code, InputError, Place
from assessor.excel.reading import container
from assessor.excel.reading.container import Container, identify, require_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

OVERRIDE = '<Types><Override PartName="/xl/workbook.xml" ContentType="application/{}"/></Types>'
SHEETML = "vnd.openxmlformats-officedocument.spreadsheetml"


def packed(path: Path, parts: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def office(path: Path, content_type: str) -> Path:
    return packed(
        path, {"[Content_Types].xml": OVERRIDE.format(content_type), "xl/workbook.xml": "<workbook/>"}
    )


def entry(name: str, kind: int = 2) -> bytes:
    """Return a directory entry of a compound file."""
    written = name.encode("utf-16-le")
    return written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little") + bytes([kind]) + b"\0" * 61


def compound(path: Path, *names: str, before: int = 0) -> Path:
    header = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    path.write_bytes(header + b"\0" * before + b"".join(entry(name) for name in ("Root Entry", *names)))
    return path


OFFICE = {
    f"{SHEETML}.sheet.main+xml": Container.XLSX,
    f"{SHEETML}.template.main+xml": Container.XLSX,
    "vnd.ms-excel.sheet.macroEnabled.main+xml": Container.XLSM,
    "vnd.ms-excel.template.macroEnabled.main+xml": Container.XLSM,
    "vnd.ms-excel.sheet.binary.macroEnabled.main": Container.XLSB,
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Container.ZIP,
}


@pytest.mark.parametrize("content_type", OFFICE)
def test_that_an_office_file_is_known_by_its_main_part(tmp_path: Path, content_type: str) -> None:
    assert identify(office(tmp_path / "a.txt", content_type)) is OFFICE[content_type]


PLAIN = {
    b"": Container.EMPTY,
    b"%PDF-1.7\n": Container.PDF,
    b"<!DOCTYPE html><html>": Container.HTML,
    b"\xef\xbb\xbf\r\n <HTML><body>": Container.HTML,
    b"<table><tr><td>1": Container.HTML,
    b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>": Container.XML,
    "No.,回答\r\n1,実施済".encode(): Container.TEXT,
    "No.,回答\r\n1,実施済".encode("cp932"): Container.TEXT,
    "回答".encode("utf-16"): Container.TEXT,
    b"\x81 \x81 no letters": Container.UNKNOWN,
    b"x" + ("あ" * 3000).encode(): Container.TEXT,
    b"\x89PNG\r\n\x1a\n\x00\x00": Container.UNKNOWN,
    b"PK\x03\x04 no archive": Container.DAMAGED_ZIP,
    bytes.fromhex("D0CF11E0A1B11AE1"): Container.COMPOUND,
}


@pytest.mark.parametrize("content", PLAIN)
def test_that_other_files_are_known_by_how_they_begin(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert identify(tmp_path / "a.xlsx") is PLAIN[content]


def test_that_an_archive_of_anything_is_only_an_archive(tmp_path: Path) -> None:
    assert identify(packed(tmp_path / "a.xlsx", {"証跡.pdf": b"%PDF-"})) is Container.ZIP
    assert identify(packed(tmp_path / "b.xlsx", {})) is Container.ZIP


ODS = "application/vnd.oasis.opendocument.spreadsheet"


def test_that_an_open_document_is_known_by_its_type_and_its_lock_by_the_manifest(tmp_path: Path) -> None:
    parts = {"mimetype": ODS, "content.xml": "<x/>", "META-INF/manifest.xml": "<manifest/>"}
    locked = {**parts, "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert identify(packed(tmp_path / "a.xlsx", parts)) is Container.ODS
    assert identify(packed(tmp_path / "b.xlsx", locked)) is Container.ENCRYPTED
    assert identify(packed(tmp_path / "c.xlsx", {**parts, "mimetype": "application/zip"})) is Container.ZIP


STREAMS = {
    ("Workbook",): Container.XLS,
    ("Book",): Container.XLS,
    ("EncryptionInfo", "EncryptedPackage"): Container.ENCRYPTED,
    ("EncryptedPackage", "\x06DataSpaces", "DRMEncryptedDataSpace"): Container.RIGHTS_MANAGED,
    ("WordDocument",): Container.COMPOUND,
    ("MyWorkbook", "Workbooks"): Container.COMPOUND,
}


@pytest.mark.parametrize("names", STREAMS)
@pytest.mark.parametrize("before", [0, 512, 3 << 20])
def test_that_old_locked_and_managed_files_are_told_apart(
    tmp_path: Path, names: tuple[str, ...], before: int
) -> None:
    assert identify(compound(tmp_path / "a.xlsx", *names, before=before)) is STREAMS[names]


def test_that_a_word_in_the_text_of_an_old_file_is_no_stream(tmp_path: Path) -> None:
    path = compound(tmp_path / "a.doc", "WordDocument")
    path.write_bytes(path.read_bytes() + b"\0" * 10 + "Workbook".encode("utf-16-le") * 3 + b"\1" * 77)
    assert identify(path) is Container.COMPOUND


def refusal(path: Path) -> tuple[Code, dict[str, object]]:
    with pytest.raises(InputError) as caught:
        require_workbook(path)
    (problem,) = caught.value.problems
    assert problem.place == Place(file=path.name)
    return problem.code, dict(problem.values)


def test_that_a_workbook_is_let_through_under_any_name(tmp_path: Path) -> None:
    for content_type, kind in (*list(OFFICE.items())[:1], *list(OFFICE.items())[2:3]):
        assert require_workbook(office(tmp_path / "a.pdf", content_type)) is kind
    assert require_workbook(packed(tmp_path / "a.doc", {"mimetype": ODS})) is Container.ODS


def test_that_files_that_cannot_be_read_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(tmp_path / "gone.xlsx") == (Code.NOT_FOUND, {})
    assert refusal(tmp_path) == (Code.FILE_IS_FOLDER, {})
    (tmp_path / "a.xlsx").touch()
    assert refusal(tmp_path / "a.xlsx") == (Code.FILE_EMPTY, {})

    def deny(*_: object) -> object:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(tmp_path / "a.xlsx") == (Code.CANNOT_READ, {"message": "denied"})


def test_that_every_other_kind_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    assert refusal(tmp_path / "a.xlsx") == (Code.NOT_A_WORKBOOK, {"kind": "pdf"})
    assert refusal(packed(tmp_path / "b.xlsx", {"a": b""})) == (Code.NOT_A_WORKBOOK, {"kind": "zip"})
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04")
    assert refusal(tmp_path / "c.xlsx") == (Code.WORKBOOK_DAMAGED, {})
    locked = compound(tmp_path / "d.xlsx", "EncryptedPackage")
    assert refusal(locked) == (Code.PASSWORD_PROTECTED, {"kind": "encrypted"})
    managed = compound(tmp_path / "e.xlsx", "EncryptedPackage", "DRMEncryptedDataSpace")
    assert refusal(managed) == (Code.PASSWORD_PROTECTED, {"kind": "rights_managed"})
    assert refusal(compound(tmp_path / "f.xlsx", "Workbook")) == (Code.OLD_FORMAT, {"kind": "xls"})
    binary = office(tmp_path / "g.xlsx", "vnd.ms-excel.sheet.binary.macroEnabled.main")
    assert refusal(binary) == (Code.OLD_FORMAT, {"kind": "xlsb"})


def test_that_a_file_that_is_too_big_is_refused_unopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = office(tmp_path / "a.xlsx", f"{SHEETML}.sheet.main+xml")
    monkeypatch.setattr(container, "FILE_LIMIT", 100)
    code, values = refusal(path)
    assert (code, values["what"], values["expected"]) == (Code.WORKBOOK_TOO_LARGE, "file", "0.0 MB")


def test_that_an_archive_that_would_unpack_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types = {"[Content_Types].xml": OVERRIDE.format(f"{SHEETML}.sheet.main+xml")}
    path = packed(
        tmp_path / "a.xlsx", {**types, "xl/a.xml": b"a" * 1_500_000, "xl/b.xml": b"b" * 1_500_000}, ZIP_STORED
    )
    assert require_workbook(path) is Container.XLSX
    monkeypatch.setattr(container, "UNPACKED_LIMIT", 2_000_000)
    assert refusal(path) == (
        Code.WORKBOOK_TOO_LARGE,
        {"what": "unpacked", "found": "3.0 MB", "expected": "2.0 MB"},
    )


def test_that_a_part_made_to_burst_is_refused(tmp_path: Path) -> None:
    types = {"[Content_Types].xml": OVERRIDE.format(f"{SHEETML}.sheet.main+xml")}
    small = packed(tmp_path / "small.xlsx", {**types, "xl/a.xml": b"\0" * container.RATIO_FROM})
    large = packed(tmp_path / "large.xlsx", {**types, "xl/a.xml": b"\0" * (container.RATIO_FROM + 1)})
    dense = packed(
        tmp_path / "dense.xlsx", {**types, "xl/a.xml": b"\0" * (container.RATIO_FROM + 1)}, ZIP_STORED
    )
    assert require_workbook(small) is require_workbook(dense) is Container.XLSX
    code, values = refusal(large)
    assert (code, values["what"], values["expected"]) == (Code.WORKBOOK_TOO_LARGE, "ratio", "× 300")


def test_that_an_archive_of_too_many_parts_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "PARTS_LIMIT", 1)
    path = office(tmp_path / "a.xlsx", f"{SHEETML}.sheet.main+xml")
    assert refusal(path) == (Code.WORKBOOK_TOO_LARGE, {"what": "parts", "found": "2", "expected": "1"})
