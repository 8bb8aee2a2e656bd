"""The token of a returned workbook: one place of three is enough, and they must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assessor.errors import Code, InputError
from assessor.excel import layout
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import cells, edit, fill, questionnaire, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A questionnaire of round 2 with five questions."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(2, 5))
    return path


def codes(path: Path) -> list[Code]:
    """Return why a file is refused."""
    with pytest.raises(InputError) as caught:
        read(path)
    assert all(problem.place.file == path.name for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def drop_properties(book: Workbook) -> None:
    for name in layout.TOKEN_NAMES.values():
        del book.custom_doc_props[name]  # type: ignore[attr-defined]  # the stubs do not know it


def drop_sheet(book: Workbook) -> None:
    del book[layout.TOKEN]


def drop_line(book: Workbook) -> None:
    for row in book[layout.COVER].iter_rows():
        for cell in row:
            if str(cell.value).startswith(layout.TOKEN_MARK):
                cell.value = None


DROPS = {"properties": drop_properties, "sheet": drop_sheet, "line": drop_line}


@pytest.mark.parametrize("kept", DROPS)
def test_that_one_place_of_the_token_is_enough(sent: Path, kept: str) -> None:
    def drop(book: Workbook, _: Worksheet) -> None:
        for name, change in DROPS.items():
            if name != kept:
                change(book)

    edit(sent, drop)
    assert read(sent).token == questionnaire(2).token


def test_that_a_file_without_any_token_says_whose_it_is_by_its_row_keys(sent: Path) -> None:
    def drop(book: Workbook, _: Worksheet) -> None:
        for change in DROPS.values():
            change(book)

    edit(sent, drop)
    returned = read(sent)
    assert (returned.token, returned.print, returned.problems) == (None, questionnaire(2).token.print, ())


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({2: "CP-1-01#0123456789ab"}, True),
        ({row: f"CP-1-0{row - 1}#0123456789ab" for row in range(2, 7)}, False),
        ({2: "CP-1-01#0123456789ab#cccccccccccc"}, False),
        ({2: "", 3: "写し"}, True),
    ],
    ids=["one older", "all older", "of two workbooks", "some lost"],
)
def test_that_row_keys_name_one_workbook_or_none(sent: Path, keys: dict[int, str], found: bool) -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        for row, key in keys.items():
            sheet.cell(row, 1, key)

    edit(sent, change)
    assert read(sent).print == (questionnaire(2).token.print if found else "")


def in_line(book: Workbook, old: str, new: str) -> None:
    for row in book[layout.COVER].iter_rows():
        for cell in row:
            if str(cell.value).startswith(layout.TOKEN_MARK):
                cell.value = str(cell.value).replace(old, new)


def in_sheet(book: Workbook, name: str, value: str | int) -> None:
    for row in book[layout.TOKEN].iter_rows():
        if row[0].value == name:
            row[1].value = value


CHANGES: list[tuple[Callable[[Workbook], None], list[Code]]] = [
    (lambda book: in_line(book, "payment-a", "payment-b"), [Code.TOKENS_DISAGREE]),
    (lambda book: in_sheet(book, "AssessorRound", "3"), [Code.TOKENS_DISAGREE]),
    (lambda book: in_sheet(book, "AssessorRoundId", "3"), [Code.TOKENS_DISAGREE]),
    (lambda book: in_sheet(book, "AssessorLayout", 1), [Code.TOKENS_DISAGREE]),
    (lambda book: in_line(book, "v2/", "v3/"), [Code.NEWER_LAYOUT]),
    (lambda book: in_sheet(book, "AssessorLayout", 3), [Code.NEWER_LAYOUT]),
]


@pytest.mark.long
@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_that_tokens_that_disagree_or_are_newer_are_refused(
    sent: Path, change: Callable[[Workbook], None], expected: list[Code]
) -> None:
    edit(sent, lambda book, _: change(book))
    assert codes(sent) == expected


def test_that_a_newer_layout_names_both_versions(sent: Path) -> None:
    edit(sent, lambda book, _: in_line(book, "v2/", "v12/future"))
    with pytest.raises(InputError) as caught:
        read(sent)
    assert dict(caught.value.problems[0].values) == {"found": 12, "known": 2}


SPOILT = [(part, value) for part in ("AssessorRound", "AssessorLayout") for value in ("", "x", "9" * 5000)]
SPOILT.append(("AssessorRoundId", ""))


@pytest.mark.parametrize(
    ("part", "value"), [*SPOILT, ("AssessorSubject", "%FF"), ("AssessorSubject", "%ED%A0")]
)
def test_that_a_place_whose_parts_are_spoilt_does_not_count(sent: Path, part: str, value: str) -> None:
    edit(sent, lambda book, _: in_sheet(book, part, value))
    assert read(sent).token == questionnaire(2).token


def test_that_a_number_another_program_made_of_the_round_is_understood(sent: Path) -> None:
    def change(book: Workbook, _: Worksheet) -> None:
        in_sheet(book, "AssessorRound", 2)
        drop_properties(book)
        drop_line(book)

    edit(sent, change)
    assert read(sent).token == questionnaire(2).token


def test_that_a_token_pasted_into_an_answer_is_only_a_text(sent: Path) -> None:
    other = f"{layout.TOKEN_MARK} v9/a/b/1/c/d"
    fill(sent, {"CP-1-01": {"explanation": other}})
    returned = read(sent)
    assert returned.token == questionnaire(2).token
    assert cells(returned)[0]["explanation"] == other
