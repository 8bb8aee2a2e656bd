"""What providers type, and how it is read."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from assessor.catalog import answer_words, default_folder
from assessor.domain.answer_words import AnswerWords
from assessor.domain.vocabulary import Answer
from assessor.errors import Code
from assessor.excel.layout import ANSWER_WORDS
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.excel.reading.answers import LONGEST, AnswerReading, read_answer, read_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DataObject

WORDS: Final = answer_words(default_folder())
NOT_AN_ANSWER: Final = AnswerReading(problem=Code.NOT_AN_ANSWER)
UNKNOWN: Final = AnswerReading(problem=Code.UNKNOWN_ANSWER)
ANSWERS = {
    Answer.IMPLEMENTED: "実施済 実施済み 対応済み はい ﾊｲ 有 あり ｱﾘ 済 実施済。 「実施済」 【済】 (○) ・○"
    " Yes YES Ｙｅｓ y Y Implemented ○ 〇 ◯ ⭕ ⭕️ o O Ｏ",
    Answer.PARTIAL: "一部実施 一部 部分的 対応中 △ ▲ Partial Partially （一部実施）",
    Answer.NOT_IMPLEMENTED: "未実施 いいえ ｲｲｴ 無 未 No NO ｎｏ × ✕ ✖ ✖️ ☓ ❌ x X Ｘ 未実施．",
    Answer.OUT_OF_SCOPE: "対象外 該当なし 該当ﾅｼ 非該当 N/A n/a Ｎ／Ａ N.A. NA"
    " － ‐ ‑ ‒ – — ― ー - ─ ━ ｰ − ⁃ ﹣ ﹘ ⸺ ➖ ⁻ −− ーーー （－） 「―」 －。",
}
READ = [(word, answer) for answer, words in ANSWERS.items() for word in words.split()]


@pytest.mark.parametrize(("written", "answer"), READ)
def test_that_every_known_form_of_an_answer_is_read(written: str, answer: Answer) -> None:
    assert read_answer(written, WORDS) == AnswerReading(answer)


@pytest.mark.parametrize("answer", ANSWER_WORDS)
def test_that_the_words_of_the_list_are_answers_also_with_blanks_around_and_inside(answer: Answer) -> None:
    word = ANSWER_WORDS[answer]
    assert read_answer(f"　{word[:1]} {word[1:]}\n", WORDS).answer is answer


@pytest.mark.parametrize("answer", ANSWER_WORDS)
def test_that_the_words_of_the_list_mean_what_they_say_whatever_the_table_says(answer: Answer) -> None:
    empty = AnswerWords.of({}, ())
    turned = AnswerWords.of({Answer.PARTIAL: ANSWER_WORDS.values()}, ANSWER_WORDS.values())
    for words in (empty, turned):
        assert read_answer(ANSWER_WORDS[answer], words).answer is answer
        assert read_answer(f"（{ANSWER_WORDS[answer]}）", words).answer is answer


def test_that_a_word_added_to_the_table_is_read_in_all_its_forms() -> None:
    words = AnswerWords.of({Answer.IMPLEMENTED: ["レ点 (OK)"]}, ["社内で"])
    assert read_answer("レ点（ｏｋ）", words).answer is Answer.IMPLEMENTED
    assert read_answer("社内で確認します", words) == NOT_AN_ANSWER
    assert read_answer("はい", words) == UNKNOWN


@pytest.mark.parametrize("written", ["", "  ", "\n", "　", "\u00a0"])
def test_that_a_blank_cell_is_no_answer_and_no_problem(written: str) -> None:
    assert read_answer(written, WORDS) == AnswerReading()


@pytest.mark.parametrize(
    "written",
    [
        *(
            "同上",
            "（同上）",
            "同 上",
            "別紙参照",
            "別紙のとおり",
            "別紙１の通り",
            "添付資料参照",
            "〃",
            "々",
            "？",
        ),
        *("確認中", "前回と同じ", "未定", "See attached", "Ｓａｍｅ　ａｓ above", "TBD"),
    ],
)
def test_that_a_pointer_elsewhere_is_not_an_answer(written: str) -> None:
    assert read_answer(written, WORDS) == NOT_AN_ANSWER


@pytest.mark.parametrize(
    "written",
    [
        *("たぶん", "1", "0", "実施済/未実施", "未実施の予定", "実施済?", "なし", "n", "TRUE", "○×"),
        *("◎", "✓", "。", '"', "一", "二", "〜", "／", "\u200b"),
    ],
)
def test_that_an_unknown_word_is_left_to_the_preview(written: str) -> None:
    assert read_answer(written, WORDS) == UNKNOWN


def test_that_a_long_text_is_no_answer_even_if_it_begins_like_one() -> None:
    assert read_answer("-" * LONGEST, WORDS).answer is Answer.OUT_OF_SCOPE
    assert read_answer("-" * (LONGEST + 1), WORDS) == UNKNOWN
    assert read_answer("済" + " " * LONGEST + "ではない", WORDS) == UNKNOWN
    assert read_answer(" " * 40_000 + "済" + " " * 40_000, WORDS).answer is Answer.IMPLEMENTED
    assert read_answer("別紙のとおり" + "長い説明" * 8_000, WORDS) == NOT_AN_ANSWER


BLANKS: Final = ["", " ", "　", "\t", "\n", "\u00a0", "\u200b", "\ufeff"]
WIDE: Final = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


@given(st.sampled_from([word for word, _ in READ] + ["同上", "別紙参照", "◎", "実施?"]), st.data())
def test_that_width_case_blanks_and_brackets_do_not_change_what_is_read(
    written: str, data: DataObject
) -> None:
    forms: list[Callable[[str], str]] = [
        str,
        str.upper,
        str.lower,
        str.swapcase,
        lambda word: word.translate(WIDE),
    ]
    changed = data.draw(st.sampled_from(forms))(written)
    changed = "".join(data.draw(st.sampled_from(BLANKS)) + sign for sign in changed)
    before, after = data.draw(st.sampled_from([("", ""), ("(", ")"), ("「", "」"), ("【", "】"), ("", "。")]))
    assert read_answer(f"{before}{changed}{after} ", WORDS) == read_answer(written, WORDS)


@given(st.text())
@example("\ud800")
def test_that_any_text_is_read_as_an_answer_without_failing(written: str) -> None:
    assert (read_answer(written, WORDS) == AnswerReading()) == (not written.strip())


DATES = [
    *[
        (written, "2020-12-01")
        for written in (
            *("2020-12-01", "2020/12/1", "2020.12.1", "2020年12月1日", "20201201", "２０２０／１２／０１"),
            *("2020 年 12 月 1 日", "2020 / 12 / 1", "2020ー12ー1", "'2020/12/1", "「2020/12/1」"),
            *(
                "令和2年12月1日",
                "令2年12月1日",
                "R2.12.1",
                "Ｒ２．１２．１",
                "r2/12/1",
                "R2-12-1",
                "R02.12.01",
            ),
            *("令和２年１２月１日", "令和 2年12月 1日", "H32.12.1"),
        )
    ],
    *[
        (written, "2020-12-01")
        for written in (
            *("2020年12月1日（火）", "2020年12月1日（火曜日）", "2020年12月1日 火曜日", "2020/12/1(火・祝)"),
            *("2020-12-01 00:00:00", "2020-12-01T09:30", "2020-12-01 09:30:15.250", "2020/12/1 9:30"),
            *(
                "2020年12月1日 9:30",
                "2020/12/1(火) 9:30",
                "2020年12月1日予定",
                "2020/12/1（予定）",
                "2020/12/1頃",
            ),
        )
    ],
    *[
        (written, "2020-12")
        for written in (
            *("2020/12", "2020-12", "2020.12", "2020年12月", "令和2年12月", "R2.12", "２０２０年１２月"),
            *(
                "2020年12月末",
                "2020年 12月 末",
                "2020年12月末までに対応予定",
                "2020/12末",
                "２０２０年１２月中旬",
            ),
            *("2020年12月（予定）", "2020年12月末日まで", "R2/12頃", "2020.12末"),
        )
    ],
    *[(written, "2019-05-01") for written in ("令和元年5月1日", "R元.5.1", "㋿元年5月1日", "R1.5.1")],
    ("2020/1/12 1:00", "2020-01-12"),
    ("2020/1/1 12:00", "2020-01-01"),
    ("2020.10", "2020-10"),
    ("2020.1.1", "2020-01-01"),
    ("2020/1", "2020-01"),
    ("R2.1", "2020-01"),
    ("令和元年12月", "2019-12"),
    ("平成32年12月", "2020-12"),
    ("H31.4.30", "2019-04-30"),
    ("平成元年1月8日", "1989-01-08"),
    ("2020/2/29", "2020-02-29"),
    ("2100/12/31", "2100-12-31"),
    (date(2020, 12, 1), "2020-12-01"),
    (datetime(2020, 12, 1, 9, 30), "2020-12-01"),  # noqa: DTZ001 - cells know no zone
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_that_every_known_form_of_a_date_is_read(written: str | date, expected: str) -> None:
    assert read_date(written) == expected


NO_DATES = [
    *("", "未定", "同上", "12月末", "2020年", "2020年度末", "年度末", "2020年末", "2020年12月以降"),
    *("2020/13", "2020/11/31", "2019/2/29", "2020/00", "2020/12/0", "2020年2月30日"),
    *("令和0年1月", "R83.1", "1988/12/31", "2101/01", "20201301", "2020-12/01", "0000/01/01"),
    # Which is the day, which the month, and of which year?
    *("12/1", "12/25/2020", "01/02/2020", "25.12.2020", "20/12/1", "2020/12/1-5", "2020/1/2、2020/1/3"),
    # A number of days, 2020.10 as a number, and digits that a blank parts.
    *(
        "44166",
        "44190",
        "44190.5",
        "2020.1",
        "202012",
        "2020/1 2",
        "2020/1　 2",
        "2020 12 01",
        "2020/12/1\n2",
        "2020/12/ 1 2",
    ),
    *("2020-12-01T15:00:00Z", "2020-12-01 15:00+09:00"),
    *(date(1988, 12, 31), date(2101, 1, 1), date(1900, 1, 1), date(9999, 12, 31)),
]


@pytest.mark.parametrize("written", NO_DATES)
def test_that_what_is_no_date_is_not_guessed(written: str | date) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_that_a_date_cell_is_the_same_day_in_workbooks_of_both_epochs(epoch: datetime) -> None:
    book = Workbook()
    book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append(["No.", "点検項目", "回答", "対応予定日", "回答日"])
    typed = [date(2020, 12, 1), datetime(2020, 12, 1, 9, 30), date(2020, 2, 29), 44190]  # noqa: DTZ001 - cells know no zone
    for day in typed:
        sheet.append(["CP-1-01", "確かめている。", "一部実施", day, day])
    content = BytesIO()
    book.save(content)
    returned = questionnaire_reader.read(workbook.opened(content.getvalue(), "returned.xlsx"))
    days = [values[returned.columns["due_on"]] for _, values in returned.rows]
    expected = ["2020-12-01", "2020-12-01", "2020-02-29", None]
    assert [read_date(day if isinstance(day, date) else str(day)) for day in days] == expected


def forms_of(day: date) -> list[str]:
    """Return the day in every form that people write."""
    y, m, d = day.year, day.month, day.day
    forms = [f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{y}/{m}/{d}"]
    forms += [
        f"{y}.{m}.{d}",
        f"{y}-{m}-{d}",
        f"{y}年{m}月{d}日",
        f"{y}年{m:02}月{d:02}日",
        f"{y} 年 {m} 月 {d} 日",
    ]
    eras = [(name, y - 2018) for name in ("令和", "令", "R", "r") if day >= date(2019, 5, 1)]
    eras += [(name, y - 1988) for name in ("平成", "平", "H") if date(1989, 1, 8) <= day < date(2019, 5, 1)]
    for name, count in eras:
        for year in (str(count), f"{count:02}", *(["元"] if count == 1 else [])):
            forms += [f"{name}{year}年{m}月{d}日", *(f"{name}{year}{s}{m}{s}{d}" for s in "./-")]
    forms += [form.translate(WIDE) for form in forms]
    forms += [
        f"{form}{time}" for form in forms[:8] if len(form) != 8 for time in (" 0:00", " 23:59", " 09:30:00")
    ]
    return forms


@given(st.dates(date(1989, 1, 1), date(2100, 12, 31)))
@example(date(2019, 4, 30))
@example(date(2019, 5, 1))
@example(date(2020, 1, 12))
def test_that_a_date_is_the_same_in_every_form(day: date) -> None:
    assert {form: read_date(form) for form in forms_of(day)} == dict.fromkeys(forms_of(day), day.isoformat())
    assert read_date(day) == day.isoformat()


@given(st.dates(date(1989, 1, 1), date(2100, 12, 31)))
def test_that_a_month_is_the_same_in_every_form(day: date) -> None:
    y, m = day.year, day.month
    forms = [f"{y}/{m}", f"{y}/{m:02}", f"{y}-{m:02}", f"{y}.{m:02}", f"{y}年{m}月", f"{y}年 {m}月 末"]
    forms += [f"令和{y - 2018}年{m}月", f"R{y - 2018}.{m}"] if 2018 < y < 2100 else []
    assert {read_date(form) for form in (*forms, *(form.translate(WIDE) for form in forms))} == {
        f"{y}-{m:02}"
    }


@given(st.text() | st.text("0123456789年月日令和平成元RH/.-: (火)頃末予定までに ０１２", max_size=24))
@example("\ud800")
@example("9" * 5000)
def test_that_any_text_is_read_as_a_date_without_failing(written: str) -> None:
    found = read_date(written)
    assert found is None or (len(found) in (7, 10) and read_date(found) == found)
    assert read_date(f" {unicodedata.normalize('NFKC', written)}\u3000") == found


def test_that_what_follows_a_date_may_be_several_words_of_a_plan_but_no_others() -> None:
    # Tried in every way in which it could be split, this would take thousands of times as long.
    assert read_date("2020年12月" + "までに予定" * 18 + "?") is None
    assert read_date("2020年12月" + "までに予定" * 18) == "2020-12"
    assert read_date("2020年12月" + "までに予定" * 8_000) is None
    assert read_date("2020年12月に社長が承認する予定") is None
