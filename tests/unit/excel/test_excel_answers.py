"""What providers type, and how it is read."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.vocabulary import Answer
from assessor.errors import Code
from assessor.excel.layout import ANSWER_WORDS
from assessor.excel.reading.answers import AnswerReading, read_answer, read_date

ANSWERS = {
    Answer.IMPLEMENTED: "実施済 実施済み 対応済み はい 有 あり 済 実施済。 「実施済」"
    " Yes YES Ｙｅｓ y Y ○ 〇 ◯ o O Ｏ",
    Answer.PARTIAL: "一部実施 一部 部分的 対応中 △ ▲ Partial （一部実施）",
    Answer.NOT_IMPLEMENTED: "未実施 いいえ 無 未 No NO ｎｏ × ✕ ✖ ☓ x X Ｘ",
    Answer.OUT_OF_SCOPE: "対象外 該当なし 非該当 N/A n/a Ｎ／Ａ N.A. － ‐ ― ー - – — ─ ｰ −",
}


@pytest.mark.parametrize(
    ("written", "answer"), [(word, answer) for answer, words in ANSWERS.items() for word in words.split()]
)
def test_that_every_known_form_of_an_answer_is_read(written: str, answer: Answer) -> None:
    assert read_answer(written) == AnswerReading(answer)


@pytest.mark.parametrize("answer", ANSWER_WORDS)
def test_that_the_words_of_the_list_are_answers_also_with_blanks_around_and_inside(answer: Answer) -> None:
    word = ANSWER_WORDS[answer]
    assert read_answer(f"　{word[:1]} {word[1:]}\n").answer is answer


@pytest.mark.parametrize("written", ["", "  ", "\n", "　"])
def test_that_a_blank_cell_is_no_answer_and_no_problem(written: str) -> None:
    assert read_answer(written) == AnswerReading()


@pytest.mark.parametrize(
    "written",
    [
        *(
            "同上",
            "別紙参照",
            "別紙のとおり",
            "別紙１の通り",
            "添付資料参照",
            "〃",
            "？",
            "確認中",
            "前回と同じ",
            "未定",
        )
    ],
)
def test_that_a_pointer_elsewhere_is_not_an_answer(written: str) -> None:
    assert read_answer(written) == AnswerReading(problem=Code.NOT_AN_ANSWER)


@pytest.mark.parametrize("written", ["たぶん", "1", "実施済/未実施", "◎", "。", "TRUE", "未実施の予定"])
def test_that_an_unknown_word_is_left_to_the_preview(written: str) -> None:
    assert read_answer(written) == AnswerReading(problem=Code.UNKNOWN_ANSWER)


DATES = [
    *[
        (written, "2020-12-01")
        for written in ("2020-12-01", "2020/12/1", "2020.12.1", "2020年12月1日", "20201201")
    ],
    *[
        (written, "2020-12-01")
        for written in ("令和2年12月1日", "令2年12月1日", "R2.12.1", "Ｒ２．１２．１", "r2/12/1")
    ],
    *[
        (written, "2020-12-01")
        for written in (
            "2020年12月1日（火）",
            "2020-12-01 00:00:00",
            "2020年12月1日予定",
            "令和２年１２月１日",
        )
    ],
    *[
        (written, "2020-12")
        for written in ("2020/12", "2020-12", "2020.12", "2020年12月", "令和2年12月", "R2.12")
    ],
    *[
        (written, "2020-12")
        for written in (
            "2020年12月末",
            "2020年 12月 末",
            "2020年12月末までに対応予定",
            "2020/12末",
            "２０２０年１２月中旬",
        )
    ],
    *[(written, "2019-05-01") for written in ("令和元年5月1日", "R元.5.1", "㋿元年5月1日", "R1.5.1")],
    ("令和元年12月", "2019-12"),
    ("平成32年12月", "2020-12"),
    ("H31.4.30", "2019-04-30"),
    ("平成元年1月8日", "1989-01-08"),
    ("2100/12/31", "2100-12-31"),
    (date(2020, 12, 1), "2020-12-01"),
    (datetime(2020, 12, 1, 9, 30), "2020-12-01"),  # noqa: DTZ001 - cells know no zone
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_that_every_known_form_of_a_date_is_read(written: str | date, expected: str) -> None:
    assert read_date(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "未定",
            "12月末",
            "2020年",
            "2020年度末",
            "2020/13",
            "2020/11/31",
            "2020/00",
            "2020/12/0",
            "2020年2月30日",
        ),
        *(
            "令和0年1月",
            "R83.1",
            "1988/12/31",
            "2101/01",
            "20201301",
            "44166",
            "2020-12/01",
            "0000/01/01",
            "12/1",
        ),
        *(date(1988, 12, 31), date(2101, 1, 1)),
    ],
)
def test_that_what_is_no_date_is_not_guessed(written: str | date) -> None:
    assert read_date(written) is None


@given(st.dates(date(1989, 1, 1), date(2100, 12, 31)))
def test_that_a_date_is_the_same_in_every_form(day: date) -> None:
    era = day.year - 2018
    forms = [f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"]
    forms += [f"令和{era}年{day.month}月{day.day}日", f"R{era}.{day.month}.{day.day}"] if 0 < era < 83 else []
    assert {read_date(day), *map(read_date, forms)} == {day.isoformat()}


@given(st.text())
def test_that_any_text_is_read_without_failing(written: str) -> None:
    read_date(written)
    assert (read_answer(written) == AnswerReading()) == (not written.strip())
