"""What kind of file is this: by its content, whatever its name says."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from assessor.errors import Code, InputError, Place
from assessor.excel.reading import archive, container, workbook
from assessor.excel.reading.container import Container, identify

if TYPE_CHECKING:
    from collections.abc import Mapping

OVERRIDE = '<Types><Override PartName="/xl/workbook.xml" ContentType="application/{}"/></Types>'
SHEETML = "vnd.openxmlformats-officedocument.spreadsheetml"


def packed(parts: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def office(content_type: str, workbook: str = "<workbook/>") -> bytes:
    return packed({"[Content_Types].xml": OVERRIDE.format(content_type), "xl/workbook.xml": workbook})


def entry(name: str, kind: int = 2) -> bytes:
    """Return a directory entry of a compound file."""
    written = name.encode("utf-16-le")
    return written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little") + bytes([kind]) + b"\0" * 61


def compound(*names: str, before: int = 0) -> bytes:
    header = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    return header + b"\0" * before + b"".join(entry(name) for name in ("Root Entry", *names))


OFFICE = {
    f"{SHEETML}.sheet.main+xml": Container.XLSX,
    f"{SHEETML}.template.main+xml": Container.XLSX,
    "vnd.ms-excel.sheet.macroEnabled.main+xml": Container.XLSM,
    "vnd.ms-excel.template.macroEnabled.main+xml": Container.XLSM,
    "vnd.ms-excel.sheet.binary.macroEnabled.main": Container.XLSB,
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Container.DOCUMENT,
    "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": Container.DOCUMENT,
}


@pytest.mark.parametrize("content_type", OFFICE)
def test_that_an_office_file_is_known_by_its_main_part(content_type: str) -> None:
    assert identify(office(content_type)) is OFFICE[content_type]


PLAIN = {
    b"": Container.EMPTY,
    b"%PDF-1.7\n": Container.PDF,
    b"<!DOCTYPE html><html>": Container.HTML,
    b"\xef\xbb\xbf\r\n <HTML><body>": Container.HTML,
    b"<table><tr><td>1": Container.HTML,
    b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>": Container.XML,
    "No.,回答\r\n1,実施済".encode(): Container.CSV,
    "No.\t回答\r\n1\t実施済".encode("cp932"): Container.CSV,
    '\ufeffNo.;回答\n\n1;"実施済"'.encode(): Container.CSV,
    "No.\t回答\n1\t実施済".encode("utf-16"): Container.CSV,
    "拝啓\n点検の件、承知しました。".encode("cp932"): Container.TEXT,
    "回答".encode("utf-16"): Container.TEXT,
    b"\n\n": Container.TEXT,
    b"\x81 \x81 no letters": Container.UNKNOWN,
    b"x" + ("あ" * 3000).encode(): Container.TEXT,
    b"\x89PNG\r\n\x1a\n\x00\x00": Container.IMAGE,
    b"\xff\xd8\xff\xe0\0\x10JFIF": Container.IMAGE,
    b"\0\0\0\x18ftypheic": Container.IMAGE,
    b"7z\xbc\xaf\x27\x1c\0\x04": Container.SEVEN_ZIP,
    b"Rar!\x1a\x07\x01\0": Container.RAR,
    b"Rar!\x1a\x07\0\xcf": Container.RAR,
    b"\x21\x3b-lh5-\0\0\0\0": Container.LZH,
    b"\x21\x3b-lz4-\0\0\0\0": Container.LZH,
    b"MSCF\0\0\0\0\x2c": Container.CAB,
    b"\x1f\x8b\x08\0": Container.GZIP,
    b"\x78\x9f\x3e\x22\x01\0": Container.TNEF,
    b"{\\rtf1\\ansi": Container.DOCUMENT,
    b"MZ" + b"\0" * 58 + b"\xf8\0\0\0PE": Container.PROGRAM,
    b"\x4c\0\0\0\x01\x14\x02\0\0": Container.SHORTCUT,
    b"[InternetShortcut]\r\nURL=https://example.jp": Container.SHORTCUT,
    b"From: a@example.jp\r\nSubject: x\r\n y\r\n\r\nhello": Container.MAIL,
    b"From - Mon Jan  1\nReceived: from x\n\tby y\nDate: z\n\n": Container.MAIL,
    b"Received: from x\nMessage-ID: <1>\nX-Long: " + b"y" * 5000: Container.MAIL,
    b"Note: one\nRemark: two\n": Container.TEXT,
    b"Subject: only one field\n\nhello": Container.TEXT,
    b"PK\x03\x04 no archive": Container.DAMAGED_ZIP,
    bytes.fromhex("D0CF11E0A1B11AE1"): Container.COMPOUND,
}


@pytest.mark.parametrize("content", PLAIN)
def test_that_other_files_are_known_by_how_they_begin(content: bytes) -> None:
    assert identify(content) is PLAIN[content]


def test_that_an_archive_of_anything_is_only_an_archive() -> None:
    assert identify(packed({"証跡.pdf": b"%PDF-"})) is Container.ZIP
    assert identify(packed({})) is Container.ZIP


ODS = "application/vnd.oasis.opendocument.spreadsheet"


def test_that_an_open_document_is_known_by_its_type_and_its_lock_by_the_manifest() -> None:
    parts = {"mimetype": ODS, "content.xml": "<x/>", "META-INF/manifest.xml": "<manifest/>"}
    locked = {**parts, "META-INF/manifest.xml": "<manifest:encryption-data/>"}
    assert identify(packed(parts)) is Container.ODS
    assert identify(packed(locked)) is Container.ENCRYPTED
    assert identify(packed({**parts, "mimetype": "application/zip"})) is Container.ZIP


STREAMS = {
    ("Workbook",): Container.XLS,
    ("Book",): Container.XLS,
    ("EncryptionInfo", "EncryptedPackage"): Container.ENCRYPTED,
    ("EncryptedPackage", "\x06DataSpaces", "DRMEncryptedDataSpace"): Container.RIGHTS_MANAGED,
    ("WordDocument",): Container.DOCUMENT,
    ("PowerPoint Document",): Container.DOCUMENT,
    ("VisioDocument",): Container.COMPOUND,
    ("__nameid_version1.0", "__properties_version1.0"): Container.OUTLOOK,
    ("MyWorkbook", "Workbooks"): Container.COMPOUND,
}


@pytest.mark.parametrize("names", STREAMS)
@pytest.mark.parametrize("before", [0, 512, 3 << 20])
def test_that_old_locked_and_managed_files_are_told_apart(names: tuple[str, ...], before: int) -> None:
    assert identify(compound(*names, before=before)) is STREAMS[names]


def test_that_a_word_in_the_text_of_an_old_file_is_no_stream() -> None:
    content = compound("VisioDocument") + b"\0" * 10 + "Workbook".encode("utf-16-le") * 3 + b"\1" * 77
    assert identify(content) is Container.COMPOUND


def refusal(content: bytes) -> tuple[Code, dict[str, object]]:
    """Return why opening refuses it."""
    with pytest.raises(InputError) as caught:
        workbook.opened(content, "a.xlsx")
    (problem,) = caught.value.problems
    assert problem.place == Place(file="a.xlsx")
    return problem.code, dict(problem.values)


def test_that_a_workbook_is_let_through_under_any_name() -> None:
    for content_type, kind in (*list(OFFICE.items())[:1], *list(OFFICE.items())[2:3]):
        assert workbook.opened(office(content_type), "a.pdf").kind is kind
    assert workbook.opened(packed({"mimetype": ODS}), "a.doc").kind is Container.ODS
    assert workbook.opened(compound("Workbook"), "a.doc").kind is Container.XLS
    binary = office("vnd.ms-excel.sheet.binary.macroEnabled.main")
    assert workbook.opened(binary, "a.doc").kind is Container.XLSB


STRICT = '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" conformance="strict"/>'
REFUSED = {
    b"": (Code.FILE_EMPTY, "empty"),
    b"%PDF-1.7": (Code.IS_PDF, "pdf"),
    b"<html><table>": (Code.IS_HTML, "html"),
    b"a,b\n1,2": (Code.IS_CSV, "csv"),
    packed({"a": b""}): (Code.IS_ZIP, "zip"),
    compound("VisioDocument"): (Code.IS_OLD_OFFICE, "compound"),
    compound("WordDocument"): (Code.IS_DOCUMENT, "document"),
    compound("__properties_version1.0"): (Code.IS_MAIL, "outlook"),
    packed({"mimetype": "application/vnd.oasis.opendocument.text"}): (Code.IS_DOCUMENT, "document"),
    packed({"Index/Document.iwa": b"x"}): (Code.IS_NUMBERS, "iwork"),
    b"7z\xbc\xaf\x27\x1c": (Code.IS_ARCHIVE, "7z"),
    b"To: a@example.jp\nSubject: b\n\n": (Code.IS_MAIL, "mail"),
    b"\x78\x9f\x3e\x22": (Code.IS_TNEF, "tnef"),
    b"MZ" + b"\0" * 62: (Code.IS_PROGRAM, "program"),
    b"\x4c\0\0\0\x01\x14\x02\0": (Code.IS_SHORTCUT, "shortcut"),
    b"\x9a\x00 sealed by a program": (Code.UNKNOWN_BYTES, "unknown"),
    compound("EncryptedPackage", "DRMEncryptedDataSpace"): (Code.RIGHTS_MANAGED, "rights_managed"),
    office(f"{SHEETML}.sheet.main+xml", STRICT): (Code.STRICT_FORMAT, "strict"),
    b"\x89PNG\r\n\x1a\n\0": (Code.IS_IMAGE, "image"),
    b"<?xml version='1.0'?><Workbook/>": (Code.NOT_A_WORKBOOK, "xml"),
    "拝啓".encode(): (Code.NOT_A_WORKBOOK, "text"),
}


@pytest.mark.parametrize("content", REFUSED, ids=[code for code, _ in REFUSED.values()])
def test_that_every_other_kind_is_refused_with_its_name(content: bytes) -> None:
    code, kind = REFUSED[content]
    assert refusal(content) == (code, {"kind": kind})


def test_that_half_an_archive_is_damage() -> None:
    assert refusal(office(f"{SHEETML}.sheet.main+xml")[:-30]) == (Code.WORKBOOK_DAMAGED, {})


def test_that_a_file_that_is_too_big_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "FILE_LIMIT", 100)
    code, values = refusal(office(f"{SHEETML}.sheet.main+xml"))
    assert (code, values["what"], values["expected"]) == (Code.WORKBOOK_TOO_LARGE, "file", "0.0 MB")


def test_that_an_archive_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = office(f"{SHEETML}.sheet.main+xml")
    monkeypatch.setattr(archive, "PARTS_LIMIT", 1)
    assert refusal(content) == (Code.WORKBOOK_TOO_LARGE, {"what": "parts", "found": "2", "expected": "1"})
