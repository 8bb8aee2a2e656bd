"""What may do harm when it is opened, told by names and by beginnings."""

import pytest

from assessor.domain.danger import Danger, danger_of, facing_right, may_hold_macros, names_macros

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("danger", "names"),
    [
        (Danger.PROGRAM, ["a.exe", "A.EXE", "b.scr", "c.msi", "d.jar", "e.com", "f.dll"]),
        (Danger.SCRIPT, ["a.bat", "b.CMD", "c.ps1", "d.vbs", "e.js", "f.hta", "g.wsf", "h.reg"]),
        (Danger.MACROS, ["a.docm", "b.xlsm", "c.pptm", "d.xlam", "e.xlsb"]),
        (Danger.SHORTCUT, ["a.lnk", "b.url", "c.desktop"]),
    ],
)
def test_that_endings_tell_what_a_file_may_do(danger: Danger, names: list[str]):
    assert {danger_of(name, b"") for name in names} == {danger}


@pytest.mark.parametrize("name", ["請求書.pdf.exe", "a.exe.", "a.exe ", "a.exe. .", "a.exe\u3000"])
def test_that_an_ending_is_not_hidden_by_what_windows_drops(name: str):
    assert danger_of(name, b"") is Danger.PROGRAM


@pytest.mark.parametrize(
    ("head", "danger"),
    [
        (b"MZ\x90\x00", Danger.PROGRAM),
        (b"\x7fELF\x02", Danger.PROGRAM),
        (b"\xcf\xfa\xed\xfe", Danger.PROGRAM),
        (b"\xca\xfe\xba\xbe", Danger.PROGRAM),
        (b"\x4c\x00\x00\x00\x01\x14\x02\x00", Danger.SHORTCUT),
        (b"#!/bin/sh\n", Danger.SCRIPT),
    ],
)
def test_that_a_harmless_name_does_not_hide_a_program(head: bytes, danger: Danger):
    assert danger_of("登録フロー図.pdf", head) is danger


def test_that_a_name_that_turns_round_is_a_disguise():
    assert danger_of("報告書\u202efdp.exe", b"") is Danger.DISGUISED
    assert danger_of("報告書\u202ecod.pdf", b"%PDF-1.7") is Danger.DISGUISED
    assert facing_right("報告書\u202efdp.exe") == "報告書fdp.exe"


@pytest.mark.parametrize("name", ["a.pdf", "b.docx", "c.xlsx", "画面.png", "README", ".txt", "a.tar.gz"])
def test_that_ordinary_evidence_is_not_warned_about(name: str):
    assert danger_of(name, b"PK\x03\x04") is None
    assert danger_of(name, b"") is None


def test_that_an_old_office_document_is_looked_through_for_macros():
    assert may_hold_macros(OLD_OFFICE + b"\0" * 20)
    assert not may_hold_macros(b"%PDF-1.4")
    assert names_macros(b"\0" * 9 + "_VBA_PROJECT".encode("utf-16-le"))
    assert not names_macros(b"_VBA_PROJECT")


@pytest.mark.parametrize("name", ["領収書. bat", "x. hta", "a.\u3000exe ", "b.\u00a0lnk"])
def test_that_an_ending_is_not_hidden_by_blanks_before_it(name: str):
    assert danger_of(name, b"") is not None


@pytest.mark.parametrize(
    ("danger", "endings"),
    [
        (Danger.PROGRAM, "diagcab application appinstaller msu wll"),
        (
            Danger.SCRIPT,
            "msc settingcontent-ms hlp ps2xml psdm1 crt cer pyo pl vbp printerexport terminal "
            "html htm mht mhtml svg",
        ),
        (Danger.MACROS, "slk one mdt"),
        (Danger.SHORTCUT, "search-ms rdp iqy fileloc inetloc webloc library-ms theme themepack scf"),
    ],
)
def test_that_what_mail_programs_keep_back_is_warned_about(danger: Danger, endings: str):
    assert {ending: danger_of(f"a.{ending}", b"") for ending in endings.split()} == dict.fromkeys(
        endings.split(), danger
    )


@pytest.mark.parametrize("ending", ["doc", "DOT", "xls", "xlt", "ppt", "pps", "pot", "rtf"])
def test_that_a_document_of_today_under_an_old_name_may_have_macros(ending: str):
    assert danger_of(f"a.{ending}", b"PK\x03\x04") is Danger.MACROS
    assert danger_of(f"a.{ending}", OLD_OFFICE) is None
