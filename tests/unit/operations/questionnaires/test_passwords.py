"""The list of passwords: made up, written apart from the workbooks, and read in whatever form it comes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.change import ChangeSet
from assessor.domain.vocabulary import Action
from assessor.errors import Code, InputError
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.password_list import nearest_first, new_password
from assessor.operations.questionnaires.planning import ExportedFile, ExportResult

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = {"a": "あおぞらペイ", "b": "=cmd|' /C calc'!A0"}


def exported(*passwords: str) -> ExportResult:
    files = tuple(
        ExportedFile("ab"[number % 2], Path(f"/somewhere/質問票_{number}.xlsx"), 1, 3, 48, password)
        for number, password in enumerate(passwords)
    )
    return ExportResult(ChangeSet(Action.EXPORT, "", ()), files, ())


def listed(folder: Path, content: str | bytes, coding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(coding))
    return path


def refusal(path: Path) -> list[Code]:
    with pytest.raises(InputError) as error:
        exporting.read_passwords(path)
    assert all(problem.place.file == path.name for problem in error.value.problems)
    return [problem.code for problem in error.value.problems]


def test_that_made_up_passwords_differ_and_can_be_read_out() -> None:
    made = {new_password() for _ in range(500)}
    assert len(made) == 500
    for password in made:
        assert len(password) == 16
        assert password.isalnum()
        assert password.isascii()
        assert password[0].isalpha()
        assert not set(password) & set("0Oo1Il2Z5S8B")


def test_that_the_list_says_whom_which_file_and_which_password(tmp_path: Path) -> None:
    path = tmp_path / "一覧.csv"
    exporting.write_passwords(path, exported("Kp7xRt4wQd9fGh3m", "", "点検 2020"), NAMES)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert path.stat().st_mode & 0o077 == 0 or path.drive
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows == [
        ["点検対象", "ファイル", "パスワード"],
        ["あおぞらペイ", "質問票_0.xlsx", "Kp7xRt4wQd9fGh3m"],
        ["あおぞらペイ", "質問票_2.xlsx", "点検 2020"],
    ]
    assert exporting.read_passwords(path) == ("Kp7xRt4wQd9fGh3m", "点検 2020")


def test_that_what_looks_like_a_formula_is_a_text_in_the_list_and_comes_back_as_it_was(
    tmp_path: Path,
) -> None:
    path = tmp_path / "一覧.csv"
    exporting.write_passwords(path, exported("x", "=1+1", "'=1", "@a"), NAMES)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))[1:]
    assert [row[0] for row in rows[:2]] == ["あおぞらペイ", "'=cmd|' /C calc'!A0"]
    assert [row[2] for row in rows] == ["x", "'=1+1", "''=1", "'@a"]
    assert exporting.read_passwords(path) == ("x", "=1+1", "'=1", "@a")


def test_that_a_list_never_replaces_a_file(tmp_path: Path) -> None:
    path = listed(tmp_path, "earlier")
    with pytest.raises(InputError) as error:
        exporting.write_passwords(path, exported("x"), NAMES)
    assert [p.code for p in error.value.problems] == [Code.EXISTS]
    assert path.read_text() == "earlier"
    with pytest.raises(InputError) as error:
        exporting.write_passwords(tmp_path / "none" / "list.csv", exported("x"), NAMES)
    assert [p.code for p in error.value.problems] == [Code.NO_FOLDER]


def test_that_a_list_that_could_not_be_written_whole_is_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(InputError) as error:
        exporting.write_passwords(tmp_path / "list.csv", exported("x"), NAMES)
    assert [p.code for p in error.value.problems] == [Code.DISK_FULL]
    assert list(tmp_path.iterdir()) == []


def test_that_a_password_never_shows_in_what_is_logged() -> None:
    assert "secret" not in repr(exported("secret"))
    assert "secret" not in repr(exporting.Sending(password="secret"))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize(
    ("content", "passwords"),
    [
        ("点検2020\r\nabc\r\n\r\n  間 \n点検2020\n", ("点検2020", "abc", "間")),
        ("a,b;c\td\n", ("a,b;c\td",)),
        ("password\nabc\n", ("password", "abc")),
        ("送付先,ﾊﾟｽﾜｰﾄﾞ,備考\nあ,ひらけ ごま,x\nい\nう,,\n", ("ひらけ ごま",)),
        ("一覧\t\n\nPassword\tFile\nabc,d\t1.xlsx\n", ("abc,d",)),
        ('ファイル;パスワード\n1.xlsx;"a;b"\n', ("a;b",)),
        ('"unclosed\nabc', ('"unclosed', "abc")),
    ],
)
def test_that_a_list_is_read_in_the_forms_people_keep_it(
    tmp_path: Path, content: str, passwords: Sequence[str], coding: str
) -> None:
    assert exporting.read_passwords(listed(tmp_path, content, coding)) == passwords


def test_that_a_quotation_mark_nothing_closes_leaves_plain_lines(tmp_path: Path) -> None:
    long = '"' + "x\n" * 200_000
    assert exporting.read_passwords(listed(tmp_path, long)) == ('"x', "x")


def test_that_what_holds_no_passwords_is_told_with_its_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv") == [Code.CANNOT_READ]
    assert refusal(listed(tmp_path, "")) == [Code.NOT_A_PASSWORD_LIST]
    assert refusal(listed(tmp_path, "点検対象,ファイル,パスワード\n")) == [Code.NOT_A_PASSWORD_LIST]
    assert refusal(listed(tmp_path, b"PK\x03\x04\x00\x00")) == [Code.NOT_A_PASSWORD_LIST]
    assert refusal(listed(tmp_path, b"\x81")) == [Code.NOT_A_PASSWORD_LIST]
    assert refusal(listed(tmp_path, b"\xff\xfea")) == [Code.NOT_A_PASSWORD_LIST]
    assert refusal(listed(tmp_path, b"x\n" * (1 << 20))) == [Code.NOT_A_PASSWORD_LIST]


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)


@given(st.lists(_TEXT.map(str.strip).filter(bool), min_size=1, unique=True))
def test_that_every_password_comes_back_from_our_list(
    tmp_path_factory: pytest.TempPathFactory, passwords: list[str]
) -> None:
    path = tmp_path_factory.mktemp("list") / "list.csv"
    exporting.write_passwords(path, exported(*passwords), NAMES)
    assert exporting.read_passwords(path) == tuple(passwords)


def test_that_the_password_a_list_names_for_a_file_is_tried_first(tmp_path: Path):
    found = exporting.read_passwords(
        listed(tmp_path, "点検対象,ファイル,パスワード\n甲,質問票_甲.xlsx,aaa\n乙,質問票_乙.xlsx,bbb\n")
    )
    assert list(nearest_first(found, "質問票_乙.XLSX")) == ["bbb", "aaa"]
    assert list(nearest_first(found, "改名.xlsx")) == ["aaa", "bbb"]
    assert list(nearest_first(("x", "y"), "質問票_乙.xlsx")) == ["x", "y"]
