"""Writing a questionnaire: one workbook for one subject and round, without the bank's own verdicts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel import layout, tokens
from assessor.excel.layout import ANSWER_WORDS, FIRST_ROW, Colour, InputKind, QuestionColumn, excel_text
from assessor.excel.questions import locked_cells
from assessor.excel.writing import cover, heights, looks
from assessor.excel.writing.pages import Line, Page, PageCell
from assessor.excel.writing.saving import WorkbookPlan, WrittenCounts, save

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from assessor.domain.questionnaire import Question, Questionnaire

__all__ = ["WrittenCounts", "write"]

_INPUT_LOOKS: Final = {
    InputKind.TEXT: looks.INPUT,
    InputKind.LIST: looks.INPUT_LIST,
    InputKind.DATE: looks.INPUT_DATE,
}
_LOCKED_LOOKS: Final = {"number": looks.LOCKED_BOLD, "class": looks.LOCKED_MIDDLE}
_FIRST_DAY: Final = "32516"  # 1989-01-08 and 2100-12-31 as the file format counts days
_LAST_DAY: Final = "73415"
# A pattern besides the colour: it shows on a grey print and to those who do not see the colour.
_MISSING: Final = PatternFill("lightUp", fgColor=Colour.MISSING_LINES, bgColor=Colour.MISSING)


def write(path: Path, questionnaire: Questionnaire, *, password: str = "") -> WrittenCounts:
    """Write the workbook and check it by reading; raises InputError and leaves no file when it differs."""
    if not questionnaire.questions:
        place = Place(file=path.name, subject=questionnaire.token.subject)
        raise InputError(Problem(Code.NOTHING_TO_SEND, place))
    pages = (
        cover.page(questionnaire),
        _question_page(questionnaire),
        _choice_page(),
        _token_page(questionnaire),
    )
    properties = tokens.as_properties(questionnaire.token)
    contents = WorkbookPlan(questionnaire.title, pages, properties, _finish, locked=True)
    return WrittenCounts(len(questionnaire.questions), save(path, contents, password))


def texts_around(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the texts that a sent workbook of any version has outside its questions."""
    token = tokens.as_properties(questionnaire.token)
    names = (layout.COVER, layout.QUESTIONS, layout.CHOICES, layout.TOKEN)  # Numbers writes them into cells
    return cover.texts(questionnaire) | {*token, *token.values(), *ANSWER_WORDS.values(), *names}


def _finish(book: Workbook) -> None:
    reference = f"'{layout.CHOICES}'!$A$1:$A${len(ANSWER_WORDS)}"
    book.defined_names[layout.ANSWER_LIST] = DefinedName(layout.ANSWER_LIST, attr_text=reference)


def _question_page(questionnaire: Questionnaire) -> Page:
    number = questionnaire.token.round
    columns = layout.columns(number)
    headings = Line(
        tuple(
            PageCell(c.heading, looks.INPUT_HEADING if c.input else looks.HEADING, c.field) for c in columns
        ),
        height=heights.LINE * 2 + 6,
    )
    token_print = questionnaire.token.print
    lines = (
        headings,
        *(_question_line(question, columns, number, token_print) for question in questionnaire.questions),
    )
    prepare = partial(_prepare_questions, questionnaire=questionnaire, columns=columns, last=len(lines))
    return Page(layout.QUESTIONS, lines, prepare, questionnaire.token.subject)


def _question_line(
    question: Question, columns: tuple[QuestionColumn, ...], number: int, token_print: str
) -> Line:
    texts = {
        "key": layout.row_key(question.item, question.requirement, token_print),
        **locked_cells(question),
    }
    seen = (column for column in columns if column.field in texts and not column.hidden)
    height = heights.height((texts[column.field], column.width_in(number)) for column in seen)
    cells = tuple(
        PageCell(texts.get(column.field, ""), _look(column), column.field, column.heading)
        for column in columns
    )
    return Line(cells, height, question.item)


def _look(column: QuestionColumn) -> looks.Look:
    return _INPUT_LOOKS[column.kind] if column.input else _LOCKED_LOOKS.get(column.field, looks.LOCKED)


def _prepare_questions(
    sheet: Worksheet, questionnaire: Questionnaire, columns: tuple[QuestionColumn, ...], last: int
) -> None:
    number = questionnaire.token.round
    looks.set_widths(sheet, [column.width_in(number) for column in columns])
    letters = {column.field: get_column_letter(at) for at, column in enumerate(columns, 1)}
    final = get_column_letter(len(columns))
    for column in columns:
        if column.hidden:
            sheet.column_dimensions[letters[column.field]].hidden = True
    sheet.freeze_panes = f"{letters['phase']}{FIRST_ROW}"
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_properties.tabColor = Colour.TAB_INPUT
    sheet.auto_filter.ref = f"A{layout.HEADING_ROW}:{final}{last}"
    looks.set_page(sheet, repeat=f"{layout.HEADING_ROW}:{layout.HEADING_ROW}")
    sheet.print_area = f"{letters['number']}{layout.HEADING_ROW}:{final}{last}"
    _protect(sheet)
    year = _year(questionnaire)
    for column in columns:
        if column.input:
            letter = letters[column.field]
            sheet.data_validations.append(_rule(column, f"{letter}{FIRST_ROW}:{letter}{last}", year))
    _mark_missing(sheet, letters, last, questionnaire.deciding)


def _mark_missing(sheet: Worksheet, letters: Mapping[str, str], last: int, deciding: Sequence[str]) -> None:
    """Hatch the empty answers of items whose class decides; an earlier answer counts as one."""
    if not deciding:
        return
    answer = letters["answer"]
    blank = [letters[field] for field in ("answer", "previous") if field in letters]
    theirs = [f"${letters['class']}{FIRST_ROW}={excel_text(name)}" for name in deciding]
    parts = [theirs[0] if len(theirs) == 1 else f"OR({','.join(theirs)})"]
    parts += [f"LEN(TRIM(${letter}{FIRST_ROW}))=0" for letter in blank]
    formula = f"AND({','.join(parts)})"
    rule = Rule("expression", dxf=DifferentialStyle(fill=_MISSING), formula=[formula])
    sheet.conditional_formatting.add(f"{answer}{FIRST_ROW}:{answer}{last}", rule)


def _protect(sheet: Worksheet) -> None:
    """Lock the cells that are not for input, without a password; a flag of False allows something."""
    sheet.protection.sheet = True
    sheet.protection.autoFilter = False
    sheet.protection.sort = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _year(questionnaire: Questionnaire) -> int:
    """Return the year for examples of dates: that of the deadline, or the current one."""
    try:
        return date.fromisoformat(questionnaire.due_on).year
    except ValueError:
        return datetime.now(UTC).year


def _rule(column: QuestionColumn, cells: str, year: int) -> DataValidation:
    """Return the validation of a column, with the hint that is shown when a cell is selected."""
    rule = DataValidation(
        sqref=cells,
        allow_blank=True,
        showInputMessage=True,
        promptTitle=column.heading,
        prompt=column.prompt.format(year=year),
    )
    if column.kind is InputKind.LIST:
        rule.type = "list"
        rule.formula1 = layout.ANSWER_LIST
        rule.showErrorMessage, rule.errorStyle = True, "stop"
        rule.errorTitle = "回答の区分"
        words = "・".join(ANSWER_WORDS.values())
        rule.error = f"{words}の中からお選びください。補足は「対応状況の説明」にご記入ください。"
    elif column.kind is InputKind.DATE:
        rule.type, rule.operator = "date", "between"
        rule.formula1, rule.formula2 = _FIRST_DAY, _LAST_DAY
        rule.showErrorMessage, rule.errorStyle = True, "warning"  # a month in words is welcome too
        rule.errorTitle = "日付の確認"
        rule.error = f"日付ではない値です。日付をご記入ください（例 {year}/12/25）。"
        if column.field == "due_on":
            rule.error += f"「{year}年12月末」のような月までの予定は、このままで差し支えありません。"
    return rule


def _choice_page() -> Page:
    lines = tuple(Line((PageCell(word, looks.PLAIN),)) for word in ANSWER_WORDS.values())
    return Page(layout.CHOICES, lines, partial(_hide, state="hidden"))


def _token_page(questionnaire: Questionnaire) -> Page:
    properties = tokens.as_properties(questionnaire.token)
    plain = looks.PLAIN
    lines = tuple(Line((PageCell(name, plain), PageCell(value, plain))) for name, value in properties.items())
    return Page(layout.TOKEN, lines, partial(_hide, state="veryHidden"), questionnaire.token.subject)


def _hide(sheet: Worksheet, state: str) -> None:
    sheet.sheet_state = "veryHidden" if state == "veryHidden" else "hidden"
    sheet.sheet_properties.tabColor = Colour.TAB_HIDDEN
    sheet.protection.sheet = True
    looks.set_widths(sheet, (28, 70))
