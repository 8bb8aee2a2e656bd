"""Keys: one passphrase on every machine, the derivation of SQLCipher, and the sheet of paper."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from assessor.errors import CaseFileError, Code
from assessor.storage import keys
from assessor.storage.keys import Key
from tests.unit.storage.samples import code

if TYPE_CHECKING:
    from pathlib import Path

SALT = bytes(range(200, 216))
KEY = Key(bytes(range(32)), SALT)


@pytest.mark.long
def test_that_the_derivation_is_the_one_of_sqlcipher(real_rounds: None, tmp_path: Path) -> None:
    place = tmp_path / "made elsewhere"
    with closing(dbapi2.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA key='がっこう 「秘密」'")
        connection.execute("CREATE TABLE note(body)")
    key = keys.of_file(place, "がっこう 「秘密」")
    assert key.salt == place.read_bytes()[:16]
    with closing(dbapi2.connect(place)) as connection:
        connection.execute(f'PRAGMA key="{key.pragma}"')
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("note",)]


def test_that_a_passphrase_is_the_same_however_a_machine_composes_it() -> None:
    composed, parted = normalize("NFC", "がっこうé"), normalize("NFD", "がっこうé")
    assert composed != parted
    assert keys.derive(composed, SALT) == keys.derive(parted, SALT)


@pytest.mark.parametrize("other", ["pass ", " pass", "Pass", "ｐａｓｓ", "pass\n", "pas"])
def test_that_nothing_else_is_made_equal(other: str) -> None:
    assert keys.derive("pass", SALT) != keys.derive(other, SALT)


def test_that_what_the_derivation_would_not_count_is_refused() -> None:
    for given_passphrase in ("pass\0", "\0", "pa\0ss"):
        with pytest.raises(CaseFileError) as caught:
            keys.fresh(given_passphrase)
        assert code(caught.value) is Code.PASSPHRASE_WITH_NUL


def test_that_half_a_character_is_a_passphrase_too() -> None:
    assert keys.derive("\udcff", SALT) != keys.derive("\ud800", SALT)


def test_that_every_new_key_has_a_salt_of_its_own() -> None:
    first, second = keys.fresh("同じ"), keys.fresh("同じ")
    assert first.salt != second.salt
    assert first.raw != second.raw
    assert keys.derive("同じ", first.salt) == first


def test_that_a_salt_never_looks_like_another_kind_of_file(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [b"SQLite format 3\0", b"sixteen letters.", b"PK\x03\x04" + b"\xff" * 12, b"\xff" * 16]
    monkeypatch.setattr(keys.secrets, "token_bytes", lambda _count: drawn.pop(0))  # type: ignore[attr-defined]
    assert keys.fresh("x").salt == b"\xff" * 16


def test_that_no_passphrase_is_no_protection() -> None:
    with pytest.raises(ValueError, match="nothing"):
        keys.fresh("")


def test_that_a_key_shows_nothing_of_itself() -> None:
    for shown in (repr(KEY), str(KEY), f"{KEY}"):
        assert shown == "Key()"
    assert KEY.pragma == f"x'{KEY.raw.hex()}{SALT.hex()}'"
    with pytest.raises(ValueError, match="32"):
        Key(b"short", SALT)


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 15])
def test_that_a_file_too_short_for_a_salt_is_no_case(tmp_path: Path, content: bytes) -> None:
    short = tmp_path / "short"
    short.write_bytes(content)
    assert not keys.is_locked(short)
    with pytest.raises(CaseFileError) as caught:
        keys.of_file(short, "x")
    assert code(caught.value) is Code.NOT_A_CASE


def test_that_a_file_that_is_not_there_has_no_salt(tmp_path: Path) -> None:
    for place, expected in ((tmp_path / "none", Code.NOT_FOUND), (tmp_path, Code.CANNOT_READ)):
        with pytest.raises(CaseFileError) as caught:
            keys.salt_of(place)
        assert code(caught.value) is expected
        assert not keys.is_locked(place)
        assert not keys.is_plain(place)


@pytest.mark.parametrize(
    ("head", "locked"),
    [
        (SALT, True),
        (SALT + bytes(9000), True),
        (b"SQLite format 3\0", False),
        (b"subject,item,verdict", False),
        ("番号,回答,説明".encode("utf-8-sig"), False),
        (b"PK\x03\x04\x14\0\6\0\x08\0\xff\xff\xff\xff\xff\xff", False),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(8), False),
        (bytes(4096), False),
    ],
)
def test_that_nobody_is_asked_for_the_passphrase_of_what_is_evidently_something_else(
    tmp_path: Path, head: bytes, locked: bool
) -> None:
    file = tmp_path / "file"
    file.write_bytes(head)
    assert keys.is_locked(file) is locked
    assert keys.is_plain(file) is head.startswith(b"SQLite")


@given(st.binary(min_size=32, max_size=32))
def test_that_a_key_comes_back_from_its_sheet(raw: bytes) -> None:
    sheet = keys.to_recovery(Key(raw, SALT))
    assert [len(group) for group in sheet.split(" ")] == [4] * 14
    assert keys.from_recovery(sheet, SALT) == Key(raw, SALT)


def test_that_a_sheet_may_be_typed_as_people_type() -> None:
    sheet = keys.to_recovery(KEY)
    wide = sheet.translate({ord(c): ord(c) + 0xFEE0 for c in sheet if c != " "} | {ord(" "): "\u3000"})
    misread = sheet.translate(str.maketrans("OIB", "018"))
    for typed in (
        sheet.lower(),
        sheet.replace(" ", ""),
        sheet.replace(" ", "-"),
        f"\n{sheet}\n",
        wide,
        misread,
    ):
        assert keys.from_recovery(typed, SALT) == KEY


def test_that_every_letter_misread_and_every_group_swapped_is_told() -> None:
    sheet = keys.to_recovery(KEY)
    for place, letter in enumerate(sheet):
        if letter != " ":
            other = "A" if letter != "A" else "Z"
            assert keys.from_recovery(sheet[:place] + other + sheet[place + 1 :], SALT) is None
    groups = sheet.split(" ")
    for place in range(13):
        swapped = [*groups[:place], groups[place + 1], groups[place], *groups[place + 2 :]]
        assert swapped == groups or keys.from_recovery(" ".join(swapped), SALT) is None


@given(st.text())
@example("")
@example("A" * 56)
@example("あ" * 56)
@example("A" * 64)
def test_that_any_other_text_is_no_key(text: str) -> None:
    assert keys.from_recovery(text, os.urandom(16)) is None
