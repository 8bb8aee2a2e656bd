"""The cover: who asks whom what until when, and how to fill in the questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from assessor.excel import layout
from assessor.excel.writing import questionnaire_writer
from assessor.excel.writing.cover import japanese_date
from tests.unit.excel.forms import questionnaire

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=[1, 2])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A questionnaire of the first and of the second round."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(request.param, 5))
    return path


def lines(path: Path) -> list[str]:
    """Return the texts of the cover, row by row."""
    rows = load_workbook(path)[layout.COVER].iter_rows(values_only=True)
    return [" ".join(str(value) for value in row if value is not None) for row in rows]


def test_that_the_cover_says_who_what_until_when_and_how(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(1, 5))
    told = "\n".join(lines(path))
    for part in (
        *(
            "キャッシュレス決済セキュリティ総点検",
            "取扱注意",
            "対象 あおぞらペイ",
            "回 第1回",
            "回答期限 2020年12月25日（金）",
        ),
        *(
            "連絡先 点検事務局 03-0000-0000",
            "点検基準 対策実施後",
            "チェックリスト コード決済事業者",
            "空欄の項目は「未回答」",
        ),
        *(
            "実施済 点検項目",
            "一部実施 一部の",
            "未実施 実施して",
            "対象外 該当する",
            "項目の数 5",
            "独自に構成したものです。",
        ),
        *("「No.」の列", ".xlsx", "ご提案", "識別子 v2/5f0c2c1ab7d94f0e/payment-a/1/code_payment/"),
    ):
        assert part in told
    assert "変更なし" not in told


def test_that_from_round_two_a_blank_means_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(2))
    told = "\n".join(lines(path))
    assert "「前回の回答」のある項目で空欄のものは「変更なし」" in told
    assert "「前回の回答」のない項目の空欄は「未回答」" in told
    assert "追加確認への回答" in told
    assert "空欄の項目は「未回答」" not in told


@pytest.mark.parametrize(("number", "said"), [(1, False), (2, True), (3, True)])
def test_that_a_later_round_says_that_it_holds_only_what_is_still_asked(
    tmp_path: Path, number: int, *, said: bool
) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(number))
    told = "\n".join(lines(path))
    assert ("引き続きご回答をお願いしたい項目のみを記載しています。" in told) is said
    assert ("記載のない項目については、今回のご回答は不要です。" in told) is said


def test_that_the_cover_has_a_word_where_date_and_contact_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, replace(questionnaire(), due_on="", contact=""))
    assert {"回答期限 別途ご連絡いたします", "連絡先 本ファイルをお送りした担当者"} <= set(lines(path))


def test_that_the_progress_counts_answers_and_open_mandatory_items(sent: Path) -> None:
    cells = [cell.value for row in load_workbook(sent)[layout.COVER].iter_rows() for cell in row]
    assert "=COUNTA('質問票'!$G$2:$G$6)" in cells
    open_ones = "'質問票'!$D$2:$D$6,\"必須\",'質問票'!$G$2:$G$6,\"\""
    former = ",'質問票'!$N$2:$N$6,\"\""  # in a later round the former answer counts
    assert any(f"=COUNTIFS({open_ones}{more})" in cells for more in ("", former))


def test_that_a_date_is_told_with_its_weekday_and_what_is_no_date_is_left() -> None:
    assert japanese_date("2020-11-09") == "2020年11月9日（月）"
    assert japanese_date("別途") == "別途"


def test_that_the_token_stands_in_three_places(sent: Path) -> None:
    book = load_workbook(sent)
    hidden = {row[0].value: row[1].value for row in book[layout.TOKEN].iter_rows()}
    with ZipFile(sent) as package:
        custom = package.read("docProps/custom.xml").decode()
    assert hidden["AssessorSubject"] == "payment-a"
    assert hidden["AssessorLayout"] == "2"
    assert all(f'name="{name}"' in custom and f">{value}<" in custom for name, value in hidden.items())
    assert any(line.startswith("識別子 v2/") for line in lines(sent))


@pytest.mark.parametrize("number", [1, 2])
def test_that_the_texts_of_a_workbook_around_its_questions_are_known(number: int, tmp_path: Path):
    sent = questionnaire(number, 3)
    questionnaire_writer.write(tmp_path / "a.xlsx", sent)
    book = load_workbook(tmp_path / "a.xlsx")
    shown = {
        value
        for sheet in book.worksheets
        if sheet.title != layout.QUESTIONS
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str) and not value.startswith("=")
    }
    book.close()
    assert shown <= questionnaire_writer.texts_around(sent)
