"""The questionnaire that is sent: what stands in it, how it behaves, and what it must not tell."""

from __future__ import annotations

import getpass
import platform
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from assessor import text
from assessor.domain.questionnaire import INPUT_FIELDS
from assessor.errors import Code, InputError
from assessor.excel import layout
from assessor.excel.reading import questionnaire_reader
from assessor.excel.reading.workbook import opened as opened_workbook
from assessor.excel.writing import questionnaire_writer
from tests.unit.excel.forms import columns, questionnaire

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

FIRST = [
    *("行キー", "No.", "フェーズ", "区分", "点検項目", "着眼点・エビデンス例", "回答", "対応状況の説明"),
    *("代替策・対応予定", "対応予定日", "エビデンス名", "回答者", "回答日"),
]
LATER = [*FIRST, "前回の回答", "当行からの追加確認", "追加確認への回答"]


@pytest.fixture(params=[1, 2])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A questionnaire of the first and of the second round."""
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(request.param, 5))
    return path


def opened(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.mark.parametrize(("number", "headings"), [(1, FIRST), (2, LATER), (7, LATER)])
def test_that_a_round_has_its_columns(tmp_path: Path, number: int, headings: list[str]) -> None:
    questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire(number))
    sheet = opened(tmp_path / "a.xlsx")[layout.QUESTIONS]
    assert [cell.value for cell in sheet[1]] == headings


@pytest.mark.parametrize("due_on", ["2027-03-31", ""])
def test_that_examples_of_dates_are_of_the_year_of_the_deadline(tmp_path: Path, due_on: str) -> None:
    sending = replace(questionnaire(), due_on=due_on)
    years = {2027} if due_on else {datetime.now(UTC).year, datetime.now(UTC).year - 1}
    questionnaire_writer.write(tmp_path / "a.xlsx", sending)
    rules = opened(tmp_path / "a.xlsx")[layout.QUESTIONS].data_validations.dataValidation
    told = "".join(f"{rule.prompt}{rule.error or ''}" for rule in rules)
    found = {int(year) for year in re.findall(r"(20[0-9][0-9])[/年]", told)}
    assert len(found) == 1
    assert found <= years
    months = [str(rule.promptTitle) for rule in rules if "年12月末" in (rule.error or "")]
    assert months == ["対応予定日"]


def test_that_every_input_field_has_a_column_and_only_those_are_input() -> None:
    assert tuple(column.field for column in layout.COLUMNS if column.input) == INPUT_FIELDS
    assert all(0 < len(column.prompt) <= 255 for column in layout.COLUMNS if column.input)


def test_that_a_row_shows_its_item_and_carries_item_and_wording_as_its_key(tmp_path: Path) -> None:
    form = questionnaire(2, 2)
    questionnaire_writer.write(tmp_path / "a.xlsx", form)
    sheet = opened(tmp_path / "a.xlsx")[layout.QUESTIONS]
    asked = form.questions[0]
    assert [cell.value for cell in sheet[2]] == [
        f"CP-1-01#{text.fingerprint(asked.requirement)}#{form.token.print}",
        *("CP-1-01", "①アカウント作成", "必須", asked.requirement, asked.guidance, *[None] * 7),
        *(asked.previous, asked.inquiry, None),
    ]


def test_that_written_tells_rows_and_cells(tmp_path: Path) -> None:
    written = questionnaire_writer.write(tmp_path / "a.xlsx", questionnaire(1, 4))
    assert written.rows == 4
    sheets = opened(tmp_path / "a.xlsx")
    values = [
        cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert written.cells == sum(not str(value).startswith("=") for value in values)


def test_that_sheets_are_shown_hidden_and_locked_as_designed(sent: Path) -> None:
    book = opened(sent)
    states = [(sheet.title, sheet.sheet_state) for sheet in book]
    assert states == [
        ("はじめに", "visible"),
        ("質問票", "visible"),
        ("選択肢", "hidden"),
        ("_assessor", "veryHidden"),
    ]
    assert book.security.lockStructure
    assert all(sheet.protection.sheet for sheet in book)
    assert book.active is not None
    assert book.active.title == "はじめに"


@pytest.mark.long
def test_that_only_input_cells_can_be_typed_into(sent: Path) -> None:
    book = opened(sent)
    sheet = book[layout.QUESTIONS]
    open_columns = {at for field, at in columns(sheet).items() if field in INPUT_FIELDS}
    for row in sheet.iter_rows():
        for cell in row:
            expected = cell.row != layout.HEADING_ROW and cell.column in open_columns
            assert cell.protection.locked is not expected
            assert (cell.fill.fgColor.rgb == f"00{layout.Colour.INPUT}") is expected
    assert all(cell.protection.locked for row in book[layout.COVER].iter_rows() for cell in row)


def test_that_protection_allows_filter_sort_and_sizes(sent: Path) -> None:
    protection = opened(sent)[layout.QUESTIONS].protection
    allowed = (protection.autoFilter, protection.sort, protection.formatColumns, protection.formatRows)
    assert allowed == (False, False, False, False)  # False: not forbidden
    assert protection.deleteRows
    assert protection.insertRows
    assert protection.password is None


def test_that_the_table_is_flat_filtered_frozen_and_its_key_hidden(sent: Path) -> None:
    sheet = opened(sent)[layout.QUESTIONS]
    last = sheet.cell(6, sheet.max_column).coordinate
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{last}"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.print_area == f"'質問票'!$B$1:${get_column_letter(sheet.max_column)}$6"


def test_that_it_prints_on_a4_landscape_one_page_wide_with_heading_and_page_numbers(sent: Path) -> None:
    sheet = opened(sent)[layout.QUESTIONS]
    setup = sheet.page_setup
    assert (setup.orientation, str(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == (
        "landscape",
        "9",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    assert (sheet.oddHeader.right.text, sheet.oddFooter.center.text) == ("取扱注意", "&P / &N")


def test_that_the_answer_is_a_list_from_a_defined_name_with_hint_and_error(sent: Path) -> None:
    book = opened(sent)
    rules = {str(rule.sqref): rule for rule in book[layout.QUESTIONS].data_validations.dataValidation}
    rule = rules["G2:G6"]
    assert (rule.type, rule.formula1, rule.errorStyle) == ("list", "AssessorAnswers", "stop")
    assert all((rule.showInputMessage, rule.prompt, rule.showErrorMessage, rule.error, rule.allow_blank))
    assert book.defined_names["AssessorAnswers"].attr_text == "'選択肢'!$A$1:$A$4"
    assert [cell.value for cell in book[layout.CHOICES]["A"]] == ["実施済", "一部実施", "未実施", "対象外"]


def test_that_dates_are_dates_of_this_time_and_a_month_in_words_is_only_warned_of(sent: Path) -> None:
    sheet = opened(sent)[layout.QUESTIONS]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for letter in ("J", "M"):
        rule = rules[f"{letter}2:{letter}6"]
        assert (rule.type, rule.operator, rule.errorStyle) == ("date", "between", "warning")
        days = [from_excel(int(str(day))) for day in (rule.formula1, rule.formula2)]
        assert [str(day)[:10] for day in days] == ["1989-01-08", "2100-12-31"]
        assert sheet[f"{letter}2"].number_format == "yyyy/mm/dd"


def test_that_every_input_column_explains_itself_when_a_cell_is_chosen(sent: Path) -> None:
    sheet = opened(sent)[layout.QUESTIONS]
    prompts = {
        str(rule.sqref): rule.promptTitle for rule in sheet.data_validations.dataValidation if rule.prompt
    }
    at = columns(sheet)
    letters = {field: get_column_letter(at[field]) for field in INPUT_FIELDS if field in at}
    assert set(prompts) == {f"{letter}2:{letter}6" for letter in letters.values()}


def test_that_an_unanswered_mandatory_item_is_marked_by_colour_and_pattern(sent: Path) -> None:
    (area,) = opened(sent)[layout.QUESTIONS].conditional_formatting
    (rule,) = area.rules
    assert str(area.sqref) == "G2:G6"
    # From round 2 on a former answer counts until there is another.
    former = ",LEN(TRIM($N2))=0" if opened(sent)[layout.QUESTIONS]["N1"].value == "前回の回答" else ""
    assert rule.formula == [f'AND($D2="必須",LEN(TRIM($G2))=0{former})']
    assert rule.dxf is not None
    assert rule.dxf.fill is not None
    assert rule.dxf.fill.patternType == "lightUp"


def test_that_rows_have_a_first_height_for_their_text_and_may_still_grow(sent: Path) -> None:
    with ZipFile(sent) as package:
        root = ElementTree.fromstring(package.read("xl/worksheets/sheet2.xml"))
    rows = [element for element in root.iter() if element.tag.endswith("}row")]
    assert len(rows) == 6
    assert all(float(row.get("ht", "0")) >= 15 for row in rows)
    assert not any(row.get("customHeight") for row in rows)


def test_that_no_part_names_a_person_a_machine_or_a_place(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    questionnaire_writer.write(path, questionnaire(2))
    secrets = {
        str(tmp_path),
        str(Path.home()),
        tmp_path.name,
        platform.node(),
        "openpyxl",
        "file://",
        "/tmp",
        "absPath",
    }
    if len(getpass.getuser()) > 4:  # "root" is a word of the file format
        secrets.add(getpass.getuser())
    with ZipFile(path) as package:
        assert not package.comment
        for part in package.infolist():
            content = part.filename + package.read(part).decode()
            assert not [secret for secret in secrets if secret and secret in content]
            assert not part.comment
            assert not part.extra
        core = ElementTree.fromstring(package.read("docProps/core.xml"))
        app = package.read("docProps/app.xml").decode()
    told = {element.tag.rpartition("}")[2]: element.text for element in core}
    assert told.pop("created")
    assert told.pop("modified")
    assert told == {"creator": "Assessor", "title": "キャッシュレス決済セキュリティ総点検"}
    assert "Company" not in app
    assert "Manager" not in app


def test_that_a_questionnaire_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(tmp_path / "a.xlsx", replace(questionnaire(), questions=()))
    assert [(p.code, p.place.subject) for p in caught.value.problems] == [(Code.NOTHING_TO_SEND, "payment-a")]
    assert not list(tmp_path.iterdir())


def test_that_every_text_that_is_too_long_is_named_at_once(tmp_path: Path) -> None:
    form = questionnaire(2, 2)
    long = "長" * 32_768
    wide = replace(form.questions[1], requirement=long, inquiry=long)
    with pytest.raises(InputError) as caught:
        questionnaire_writer.write(
            tmp_path / "a.xlsx", replace(form, notice=long, questions=(form.questions[0], wide))
        )
    found = [
        (p.code, p.place.sheet, p.place.cell, p.place.item, p.place.field) for p in caught.value.problems
    ]
    cover, *rows = found
    assert cover[:2] == (Code.TOO_LONG, "はじめに")
    assert rows == [
        (Code.TOO_LONG, "質問票", "E3", "CP-1-02", "requirement"),
        (Code.TOO_LONG, "質問票", "O3", "CP-1-02", "inquiry"),
    ]
    assert caught.value.problems[1].values["field"] == "点検項目"
    assert not list(tmp_path.iterdir())


def test_that_what_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    form = questionnaire(2, 12)
    questionnaire_writer.write(tmp_path / "a.xlsx", form)
    returned = questionnaire_reader.read(opened_workbook((tmp_path / "a.xlsx").read_bytes(), "a.xlsx"))
    assert (returned.token, returned.print) == (form.token, form.token.print)
    assert returned.sheet == "質問票"
    assert not returned.problems
    at = returned.columns
    assert [values[at["requirement"]] for _, values in returned.rows] == [
        q.requirement for q in form.questions
    ]
    assert not any(values[at[field]] for _, values in returned.rows for field in INPUT_FIELDS)
    assert date.fromisoformat(form.due_on)
