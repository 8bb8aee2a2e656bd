"""Old and binary workbooks are read by a second run of the program: their damage ends only that one."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

import main
from assessor.errors import Code, InputError
from assessor.excel.reading import apart
from tests.places import LOCKED
from tests.unit.excel.binary import Value, xlsb

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.errors import Problem
    from assessor.excel.reading.grid import Raw

OLD = (LOCKED / "open.xls").read_bytes()
SHEETS: dict[str, dict[tuple[int, int], Value]] = {
    "はじめに": {(0, 0): "表紙"},
    "質問票": {
        (0, 0): "No.",
        (0, 1): "回答",
        (1, 0): "CP-1-01",
        (1, 1): "実施済",
        (2, 1): 12.5,
        (2, 3): True,
    },
}
# Where changed bytes made calamine ask for more memory than there is, which ends a program.
ABORTING = {10024: 220, 21439: 92, 22105: 144}


def refusal(content: bytes) -> Problem:
    with pytest.raises(InputError) as caught:
        apart.read(content, "a.xls")
    (problem,) = caught.value.problems
    assert problem.place.file == "a.xls"
    return problem


def outcome(content: bytes) -> Code | None:
    try:
        apart.read(content, "a.xls")
    except InputError as error:
        return error.problems[0].code
    return None


def changed(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    found = bytearray(content)
    for _ in range(chance.choice([1, 3, 10, 40])):
        at = chance.randrange(512, len(found)) if chance.random() < 0.8 else chance.randrange(8, 512)
        found[at] = chance.randrange(256)
    return bytes(found)


def with_kinds(rows: list[list[Raw]]) -> list[list[tuple[type, Raw]]]:
    return [[(type(value), value) for value in row] for row in rows]


def test_that_an_old_workbook_is_read_cell_by_cell_as_in_this_process() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(OLD))
    found = apart.read(OLD, "a.xls").sheets
    assert [sheet.name for sheet in found] == book.sheet_names
    for sheet in found:
        direct = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        assert with_kinds([list(row) for row in sheet.rows]) == with_kinds(direct)


def test_that_a_binary_workbook_is_read() -> None:
    first, second = apart.read(xlsb(SHEETS), "a.xlsb").sheets
    assert (first.name, first.rows) == ("はじめに", [["表紙"]])
    assert (second.name, second.rows) == (
        "質問票",
        [["No.", "回答", "", ""], ["CP-1-01", "実施済", "", ""], ["", 12.5, "", True]],
    )


def test_that_every_kind_of_value_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    values: list[Raw] = [
        *("", "=1+1\n\u3000全角😀", 1, -2.5, 1e300, True, False),
        *(
            date(2020, 12, 1),
            datetime.fromisoformat("2020-12-01T09:30"),
            time(23, 59, 59, 1000),
            timedelta(days=-1, seconds=3),
        ),
    ]
    said = json.dumps({"sheets": [["質問票", [values], [[2, 7, 3, 7]]]]}, default=apart.encoded)
    monkeypatch.setattr(apart, "ask", lambda _: (0, said.encode()))
    (sheet,) = apart.read(b"", "a.xls").sheets
    assert with_kinds([list(row) for row in sheet.rows]) == with_kinds([values])
    assert sheet.merged == [(2, 7, 3, 7)]


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0", OLD[:700], b"PK\x03\x04", bytes(5_000_000)])
def test_that_what_is_no_workbook_is_damaged(content: bytes) -> None:
    assert refusal(content).code == Code.WORKBOOK_DAMAGED


def test_that_damage_that_would_end_the_program_is_only_damage() -> None:
    content = bytearray(OLD)
    for at, value in ABORTING.items():
        content[at] = value
    assert refusal(bytes(content)).code == Code.WORKBOOK_DAMAGED


def test_that_two_hundred_damaged_workbooks_harm_nobody() -> None:
    with ThreadPoolExecutor(2) as pool:
        found = set(pool.map(lambda seed: outcome(changed(OLD, seed)), range(200)))
    assert found <= {None, Code.WORKBOOK_DAMAGED, Code.WORKBOOK_TOO_LARGE}


def test_that_too_many_cells_are_told_with_their_sheet() -> None:
    problem = refusal(xlsb({"広い": {(0, 0): "a", (19_999, 250): "b"}}))
    assert (problem.code, problem.place.sheet, problem.values["what"]) == (
        Code.WORKBOOK_TOO_LARGE,
        "広い",
        "cells",
    )


def test_that_a_cell_in_the_last_corner_costs_this_process_nothing() -> None:
    problem = refusal(xlsb({"広い": {(0, 0): "a", (1_048_575, 16_383): "b"}}))
    assert problem.code in {Code.WORKBOOK_DAMAGED, Code.WORKBOOK_TOO_LARGE}


def test_that_a_run_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    endless = tmp_path / "main.py"
    endless.write_text("while True: pass", "utf-8")
    monkeypatch.setattr(apart, "MAIN", endless)
    monkeypatch.setattr(apart, "TIME_LIMIT", 0.0)
    assert refusal(OLD).code == Code.WORKBOOK_DAMAGED


def test_that_a_run_that_says_too_much_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    talker = tmp_path / "main.py"
    talker.write_text("import os\nwhile True: os.write(1, bytes(100_000))", "utf-8")
    monkeypatch.setattr(apart, "MAIN", talker)
    problem = refusal(OLD)
    assert (problem.code, problem.values["what"]) == (Code.WORKBOOK_TOO_LARGE, "cells")


def test_that_a_run_that_ends_before_it_has_read_everything_is_damage(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    short = tmp_path / "main.py"
    short.write_text("raise SystemExit(3)", "utf-8")
    monkeypatch.setattr(apart, "MAIN", short)
    assert refusal(bytes(5_000_000)).code == Code.WORKBOOK_DAMAGED


NONSENSE = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b"\xff\xfe\xfa",
    "a list": b"[]",
    "no sheets": b"{}",
    "sheets that are none": b'{"sheets": [1]}',
    "rows that are none": b'{"sheets": [["a", 1]]}',
    "a cell that is none": b'{"sheets": [["a", [[null]]]]}',
    "an unknown kind": b'{"sheets": [["a", [[["path", "/"]]]]]}',
    "no date": b'{"sheets": [["a", [[["day", "2020-13-01"]]]]]}',
    "no problem": b'{"refused": []}',
    "an unknown problem": b'{"refused": [["nonsense", "a", {}]]}',
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("kind", NONSENSE)
def test_that_an_answer_of_no_sense_is_damage(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "ask", lambda _: (0, NONSENSE[kind]))
    assert refusal(OLD).code == Code.WORKBOOK_DAMAGED


def test_that_the_second_run_knows_nothing_of_the_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    teller = tmp_path / "main.py"
    teller.write_text("import os\nprint(*os.environ)", "utf-8")
    monkeypatch.setattr(apart, "MAIN", teller)
    monkeypatch.setenv("ASSESSOR_SECRET", "1")
    code, said = apart.ask(b"")
    assert code == 0
    assert set(said.decode().split()) <= {"SYSTEMROOT", "LC_CTYPE"}  # the second is Python's own


def test_that_both_runs_mean_the_same_word() -> None:
    assert main.READ_APART == apart.WORD
