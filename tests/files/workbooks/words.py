"""Words that people paste over the lists and dates of a questionnaire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.excel.layout import FIRST_ROW
from tests.files.workbooks.sheets import columns, edited, put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.files.workbooks.sheets import Edit

SIGNS: Final = ("○", "×", "はい", "－", "一部", "済", "Ｎ／Ａ", "△", "いいえ", "ＹＥＳ", "有", "該当なし")
NO_ANSWERS: Final = (
    "同上",
    "別紙参照",
    "〃",
    "上記のとおり",
    "確認中",
    "別添資料をご参照ください",
    "未定",
    "？",
)
DATES: Final = (
    *("2020-12-01", "2020/12", "2020年12月", "令和2年12月", "R2.12.1", "２０２０／１２／０１"),
    *("2020.12.1", "2020年12月末", "令和２年１２月１日（火）", "20201201", "2020/12/01 09:30", "12月中"),
)


def _pasted_over(field: str, words: Sequence[str]) -> Edit:
    def paste(_: Workbook, sheet: Worksheet) -> None:
        for row, word in enumerate(words, FIRST_ROW):
            put(sheet.cell(row, columns(sheet)[field]), word)

    return lambda content: edited(content, paste)


EDITS: Final[Mapping[str, Edit]] = {
    "signs": _pasted_over("answer", SIGNS),
    "no_answers": _pasted_over("answer", NO_ANSWERS),
    "dates": _pasted_over("due_on", DATES),
}
