"""Locked workbooks open with their password, in memory; whatever else is in them is told, in bounded time."""

from __future__ import annotations

import logging
import random
import tempfile
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from msoffcrypto.format.xls97 import Xls97File
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted
from python_calamine import CalamineWorkbook

from assessor.errors import Code, InputError
from assessor.excel.reading import locks, passwords, questionnaire_reader
from assessor.excel.reading.passwords import decrypted, forms, is_locked_xls
from assessor.excel.reading.workbook import opened
from assessor.excel.writing import protecting
from tests.places import LOCKED
from tests.unit.excel.locking import (
    compound,
    locked_by_excel_97,
    locked_by_excel_2003,
    locked_by_excel_2010,
    workbook_stream,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = LOCKED
OLD = (FILES / "open.xls").read_bytes()
PLAIN = (FILES / "open.xlsx").read_bytes()
OLD_LOCKED = (FILES / "libreoffice.xls").read_bytes()
STANDARD = (FILES / "libreoffice.xlsx").read_bytes()
PASSWORD = "点検2020"
AGILE = locked_by_excel_2010(PLAIN, PASSWORD, "sha512", 256)
ASCII = "secret201"
WHOLE = normalize("NFC", "パスワードが第1版")
PIECES = normalize("NFD", WHOLE)
OLD_FORMS: dict[str, Callable[[], tuple[bytes, str]]] = {
    "RC4 of LibreOffice": lambda: (OLD_LOCKED, PASSWORD),
    "RC4 of Excel 2003": lambda: (locked_by_excel_2003(OLD, PASSWORD), PASSWORD),
    "RC4 of Excel 2003 with 40 bits": lambda: (locked_by_excel_2003(OLD, PASSWORD, 40), PASSWORD),
    "XOR of Excel 97, odd": lambda: (locked_by_excel_97(OLD, ASCII), ASCII),
    "XOR of Excel 97, even": lambda: (locked_by_excel_97(OLD, ASCII[:-1]), ASCII[:-1]),
}


def refusal(content: bytes, *words: str) -> tuple[Code, dict[str, object]]:
    with pytest.raises(InputError) as caught:
        decrypted(content, "a.xlsx", words)
    (problem,) = caught.value.problems
    assert problem.place.file == "a.xlsx"
    return problem.code, dict(problem.values)


def cells(content: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


@pytest.mark.parametrize("form", OLD_FORMS)
def test_that_an_old_workbook_opens_as_the_library_opens_it(form: str) -> None:
    content, password = OLD_FORMS[form]()
    plain = decrypted(content, "a.xls", [password])
    office, theirs = Xls97File(BytesIO(content)), BytesIO()
    office.load_key(password)
    office.decrypt(theirs)
    assert plain == theirs.getvalue()
    assert cells(plain) == cells(OLD)
    assert is_locked_xls(content)
    assert not is_locked_xls(plain)


def test_that_an_old_workbook_is_never_written_to_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert decrypted(OLD_LOCKED, "a.xls", [PASSWORD])


def test_that_a_workbook_of_excel_2007_and_of_today_opens() -> None:
    assert cells(decrypted(STANDARD, "a.xlsx", [PASSWORD])) == cells(PLAIN)
    assert decrypted(AGILE, "a.xlsx", [PASSWORD]).startswith(b"PK")


@pytest.mark.parametrize(("made", "bits"), [("sha1", 128), ("sha1", 256), ("sha384", 192), ("sha512", 256)])
def test_that_every_hash_and_key_length_of_excel_opens(made: str, bits: int) -> None:
    content = locked_by_excel_2010(PLAIN, PASSWORD, made, bits)
    assert decrypted(content, "a.xlsx", [PASSWORD]) == PLAIN
    assert refusal(content, "wrong")[0] == Code.WRONG_PASSWORD


@pytest.mark.long
def test_that_what_we_lock_opens_again() -> None:
    assert decrypted(protecting.locked(PLAIN, PASSWORD), "a.xlsx", [PASSWORD]) == PLAIN


@pytest.mark.parametrize("content", [OLD_LOCKED, STANDARD, AGILE], ids=["old", "standard", "agile"])
def test_that_a_password_is_asked_for_and_a_wrong_one_told(content: bytes) -> None:
    kind = {"kind": "xls" if content is OLD_LOCKED else "encrypted"}
    assert refusal(content) == (Code.PASSWORD_PROTECTED, kind)
    assert refusal(content, "") == (Code.PASSWORD_PROTECTED, kind)
    assert refusal(content, "点検2021", "x" * 300, "\ud800") == (Code.WRONG_PASSWORD, kind)


def test_that_the_right_password_of_several_is_found() -> None:
    assert decrypted(STANDARD, "a.xlsx", ["一", "二", PASSWORD, "三"]).startswith(b"PK")


@pytest.mark.parametrize("written", [WHOLE, PIECES], ids=["whole", "pieces"])
@pytest.mark.parametrize("typed", [WHOLE, PIECES], ids=["whole", "pieces"])
def test_that_a_japanese_password_opens_however_its_letters_are_put_together(
    written: str, typed: str
) -> None:
    assert decrypted(locked_by_excel_2010(PLAIN, written), "a.xlsx", [typed]) == PLAIN


def test_that_wide_letters_are_tried_as_narrow_ones_too() -> None:
    content = locked_by_excel_2010(PLAIN, "Secret2020")
    assert decrypted(content, "a.xlsx", ["Ｓｅｃｒｅｔ２０２０"]) == PLAIN


def test_that_passwords_are_tried_as_typed_before_any_other_form() -> None:
    assert forms(["Ａ", "b", "が", "b"])[:3] == ("Ａ", "b", "が")
    assert forms(["b"]) == ("b",)


def test_that_the_password_excel_uses_by_itself_needs_no_typing() -> None:
    content = locked_by_excel_97(OLD, "VelvetSweatshop")
    assert cells(decrypted(content, "a.xls", [])) == cells(OLD)


def test_that_a_locked_old_workbook_is_read_like_an_open_one() -> None:
    locked = questionnaire_reader.read(opened(OLD_LOCKED, "a.xls", [PASSWORD]))
    assert locked == questionnaire_reader.read(opened(OLD, "a.xls"))
    with pytest.raises(InputError) as caught:
        opened(OLD_LOCKED, "a.xls")
    assert [p.code for p in caught.value.problems] == [Code.PASSWORD_PROTECTED]


def test_that_a_locked_workbook_of_excel_95_asks_and_is_not_called_damaged() -> None:
    book = bytes.fromhex("0908080000050500bb0dcc072f000400") + bytes(5000)
    content = compound("Book", book)
    for words in ((), ("secret",)):
        with pytest.raises(InputError) as caught:
            opened(content, "a.xls", words)
        assert caught.value.problems[0].code is Code.PASSWORD_PROTECTED


def test_that_a_locked_ods_is_refused_by_name() -> None:
    content = (FILES / "libreoffice.ods").read_bytes()
    assert refusal(content, PASSWORD) == (Code.PASSWORD_PROTECTED, {"kind": "ods"})


def test_that_a_changed_workbook_is_damaged_though_the_password_fits() -> None:
    content = bytearray(locked_by_excel_2010(PLAIN, PASSWORD))
    content[len(content) // 2] ^= 1
    assert refusal(bytes(content), PASSWORD)[0] == Code.WORKBOOK_DAMAGED


def with_info(text: str, version: bytes = pack("<HHL", 4, 4, 0x40)) -> bytes:
    whole = BytesIO()
    ECMA376Encrypted(bytes(8000), version + text.encode()).write_to(whole)
    return whole.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "more spins than the standard allows": lambda: locked_by_excel_2010(PLAIN, PASSWORD, told=10_000_001),
    "fewer spins than none": lambda: locked_by_excel_2010(PLAIN, PASSWORD, told=-1),
    "an unknown hash": lambda: locked_by_excel_2010(PLAIN, PASSWORD, "md5"),
    "a bomb of entities": lambda: with_info(
        f'<!DOCTYPE e [<!ENTITY l0 "ha">{LAUGHS}]><encryption>&l9;</encryption>'
    ),
    "no XML": lambda: with_info("spinCount"),
    "no key for a password": lambda: with_info('<encryption><keyData saltValue=""/></encryption>'),
    "a long description": lambda: compound("EncryptionInfo", pack("<HHL", 4, 4, 0x40) + b" " * 70_000),
    "an unknown version": lambda: with_info("", pack("<HHL", 9, 9, 0)),
    "an extensible encryption": lambda: with_info("", pack("<HHL", 4, 3, 0)),
    "an open workbook": lambda: OLD,
    "a small stream": lambda: compound("Workbook", bytes(600)),
    "another stream": lambda: compound("WordDocument", bytes(5000)),
    "half a file": lambda: AGILE[: len(AGILE) // 2],
    "a header only": lambda: AGILE[:512],
    "its first bytes only": lambda: AGILE[:8],
}
LIES = {
    "sector size": 30,
    "sectors of folders": 40,
    "sectors": 44,
    "small sectors": 64,
    "sectors of sectors": 72,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_that_a_hostile_file_is_damaged(kind: str) -> None:
    assert refusal(HOSTILE[kind](), PASSWORD)[0] == Code.WORKBOOK_DAMAGED


@pytest.mark.parametrize("lie", LIES)
def test_that_a_header_that_claims_more_than_there_is_is_damaged(lie: str) -> None:
    content = AGILE[: LIES[lie]] + b"\xff\xff\xff\x7f" + AGILE[LIES[lie] + 4 :]
    assert refusal(content, PASSWORD)[0] == Code.WORKBOOK_DAMAGED


def test_that_a_stream_longer_than_the_file_is_not_read_in_circles() -> None:
    content = bytearray(compound("Workbook", workbook_stream(OLD_LOCKED)))
    at = content.index("Workbook".encode("utf-16-le"))
    content[at + 120 : at + 124] = b"\xff\xff\xff\x7f"
    assert refusal(bytes(content), PASSWORD)[0] == Code.WORKBOOK_DAMAGED


def test_that_too_many_passwords_for_a_slow_lock_are_refused_before_the_first() -> None:
    content = locked_by_excel_2010(PLAIN, PASSWORD, told=10_000_000)
    code, values = refusal(content, *map(str, range(11)))
    assert (code, values) == (
        Code.TOO_MANY_PASSWORDS,
        {"found": 11, "expected": locks.SPINS_TOGETHER // 10_000_000},
    )


def test_that_a_locked_file_beyond_the_limit_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "LOCKED_LIMIT", len(AGILE) - 1)
    code, values = refusal(AGILE, PASSWORD)
    assert (code, values["what"]) == (Code.WORKBOOK_TOO_LARGE, "file")


@pytest.mark.parametrize("seed", range(60))
def test_that_changed_bytes_open_or_are_told(seed: int) -> None:
    chance = random.Random(seed)
    name, password = chance.choice([(AGILE, PASSWORD), (STANDARD, PASSWORD), (OLD_LOCKED, PASSWORD)])
    content = bytearray(name)
    for _ in range(chance.choice([1, 5, 40])):
        at = chance.randrange(8, 512) if chance.random() < 0.3 else chance.randrange(8, len(content))
        content[at : at + 4] = chance.choice(
            [chance.randbytes(1), b"\xff\xff\xff\x7f", b"", chance.randbytes(300)]
        )
    found = None
    try:
        decrypted(bytes(content), "a", [password])
    except InputError as error:
        (found,) = error.problems
    assert found is None or found.code in {Code.WORKBOOK_DAMAGED, Code.WRONG_PASSWORD}


def test_that_no_password_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    decrypted(STANDARD, "a.xlsx", [PASSWORD])
    assert PASSWORD not in caplog.text
