"""Questionnaires for the tests, and filling them in as a provider does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from assessor.domain import cashless
from assessor.domain.questionnaire import Question, Questionnaire, Token
from assessor.domain.vocabulary import AsOf
from assessor.excel import layout, tokens
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.excel.reading.grid import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy
    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.excel.reading.grid import Shown
    from assessor.excel.reading.questionnaire_reader import ReturnedWorkbook

TOKEN: Final = Token("5f0c2c1ab7d94f0e", "payment-a", 1, "code_payment", "9f86d081884c7d65" * 4)


def question(number: int, *, later: bool = False) -> Question:
    """Return one question; from round 2 on with what was answered and asked."""
    return Question(
        item=f"CP-1-{number:02}",
        section=cashless.PHASE[number % 6],
        requirement_class=cashless.MANDATORY if number % 3 else cashless.ADVANCED,
        requirement=f"登録された電話番号や端末を、申込者本人が実際に使えることを確かめている（{number}）。",
        guidance=f"着眼点 {number}\n（エビデンス例）登録フロー図、認証画面の写し",
        previous=f"第1回\n一部実施\nWeb 版は未対応（{number}）" if later else "",
        inquiry=f"完了予定日をお知らせください（{number}）。" if later and number % 2 else "",
    )


def questionnaire(round_number: int = 1, count: int = 3) -> Questionnaire:
    """Return a questionnaire of a round."""
    return Questionnaire(
        token=replace(TOKEN, round=round_number, round_id=str(round_number)),
        title="キャッシュレス決済セキュリティ総点検",
        subject_name="あおぞらペイ",
        checklist_title="コード決済事業者",
        as_of=AsOf.AFTER_MEASURES,
        due_on="2020-12-25",
        contact="点検事務局 03-0000-0000",
        notice="本チェックリストの項目と文言は、独自に構成したものです。",
        questions=tuple(question(n + 1, later=round_number > 1) for n in range(count)),
    )


def read(path: Path) -> ReturnedWorkbook:
    """Read a file as it came back."""
    return questionnaire_reader.read(workbook.opened(path.read_bytes(), path.name))


def cells(returned: ReturnedWorkbook) -> list[dict[str, Shown]]:
    """Return what each row holds, by field."""
    return [
        {field: shown(values[column]) for field, column in returned.columns.items()}
        for _, values in returned.rows
    ]


def edit(path: Path, change: Callable[[Workbook, Worksheet], object]) -> None:
    """Open our own workbook, change it as somebody would by hand, and save it."""
    book = load_workbook(path)
    change(book, book[layout.QUESTIONS])
    book.save(path)
    book.close()


def columns(sheet: Worksheet) -> dict[str, int]:
    """Return where each field stands in our own sheet, counted from 1."""
    headings = {cell.value: number for number, cell in enumerate(sheet[layout.HEADING_ROW], 1)}
    return {c.field: headings[c.heading] for c in layout.COLUMNS if c.heading in headings}


def fill(path: Path, answers: Mapping[str, Mapping[str, str | date]]) -> None:
    """Type answers, by item and field, into the input cells."""

    def typed(_: Workbook, sheet: Worksheet) -> None:
        at = columns(sheet)
        for row in range(layout.FIRST_ROW, sheet.max_row + 1):
            for field, value in answers.get(str(sheet.cell(row, at["number"]).value), {}).items():
                cell = sheet.cell(row, at[field])
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"

    edit(path, typed)


def table(path: Path) -> list[list[object]]:
    """Return the cells of our own question table, row by row."""
    found: list[list[object]] = []

    def look(_: Workbook, sheet: Worksheet) -> None:
        found.extend([list(row) for row in sheet.iter_rows(values_only=True)])

    edit(path, look)
    return found


def rebuilt(path: Path, rows: list[list[object]], sheet: str = "Sheet1", token: Token = TOKEN) -> None:
    """Write a workbook as another program would: only values, one sheet for the table, one for the token."""
    book = Workbook()
    table = book.create_sheet(sheet, 0)
    for row in rows:
        table.append([None if value == "" else value for value in row])
    book[book.sheetnames[1]].append([tokens.as_line(token)])
    book.save(path)
    book.close()


_SPECIAL: Final = st.sampled_from(
    [
        *(
            "=1+1",
            "+1",
            "-1",
            "@x",
            "'",
            "_x0041_",
            "_x005F_",
            "_",
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\x00",
            "\x0b",
            "\x1f",
        ),
        *(
            "\ud800",
            "\udfff",
            "\ufffe",
            "\uffff",
            "😀",
            "𠮷",
            "㈱",
            "\u3000",
            " ",
            "]]>",
            "<&>",
            "#REF!",
            "TRUE",
            "1",
        ),
        *("\x7f", "\x85", "\u2028", "\ufeff", "e\u0301", "実施済", "＝", "#"),
    ]
)


def any_text(max_size: int = 40) -> SearchStrategy[str]:
    """Return texts of every kind of character, those included that no workbook can hold."""
    letters = st.characters(exclude_categories=())
    return st.lists(_SPECIAL | letters, max_size=max_size).map("".join)


def any_token() -> SearchStrategy[Token]:
    """Return tokens whose parts are any text that is not empty."""
    part = any_text(8).filter(bool)
    return st.builds(Token, part, part, st.integers(1, 99), part, part)


def any_questionnaire() -> SearchStrategy[Questionnaire]:
    """Return questionnaires of any texts."""
    word = any_text()
    questions = st.builds(
        Question,
        item=word,
        section=st.sampled_from(cashless.PHASES),
        requirement_class=st.sampled_from(cashless.CLASSES),
        requirement=word,
        guidance=word,
        previous=word,
        inquiry=word,
    )
    return st.builds(
        Questionnaire,
        token=any_token(),
        title=word,
        subject_name=word,
        checklist_title=word,
        as_of=st.sampled_from(AsOf),
        due_on=st.dates().map(str) | word,
        contact=word,
        notice=word,
        questions=st.lists(questions, min_size=1, max_size=4).map(tuple),
    )
