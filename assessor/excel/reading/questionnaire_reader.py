"""Reading a returned questionnaire, recognised by its content wherever parts were moved or renamed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel import layout, tokens
from assessor.excel.questions import item_of
from assessor.excel.reading.around import SheetText, around
from assessor.excel.reading.contents import contents
from assessor.excel.reading.deviations import Deviations
from assessor.excel.reading.error_values import with_error_texts
from assessor.excel.reading.grid import Grid, shown, shown_text
from assessor.excel.reading.marked_table import MarkedTable
from assessor.excel.reading.marks.finding import found_marks, numbers_as_shown
from assessor.excel.reading.markup import NotXml
from assessor.excel.reading.table import chosen, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from assessor.domain.questionnaire import Token
    from assessor.domain.sheet_mark import SheetMark
    from assessor.excel.reading.container import Container
    from assessor.excel.reading.contents import WorkbookContents
    from assessor.excel.reading.grid import Raw
    from assessor.excel.reading.table import QuestionTable
    from assessor.excel.reading.workbook import Workbook

    Rows = tuple[tuple[int, Sequence[Raw]], ...]
    Cell = tuple[int, int]


@dataclass(frozen=True)
class ReturnedWorkbook:
    """A returned workbook as it is: its token, its rows, and a problem for every deviation."""

    token: Token | None  # from any of its three places; None when all three are gone
    print: str  # the print of the token in the row keys; empty when they have none or disagree
    prints: frozenset[str]  # all prints in the row keys
    sheet: str
    heading: int  # row number from 1
    columns: Mapping[str, int]  # the column of each field, from 0
    rows: Rows  # row numbers from 1 and the raw values of the whole row; blank rows are left out
    unreadable: Mapping[
        Cell, Code
    ]  # by row and column from 1: cells that must not be read as they are, and why
    problems: tuple[Problem, ...]
    kind: Container
    marks: tuple[SheetMark, ...] = ()  # on all sheets
    around: tuple[SheetText, ...] = ()  # texts outside the table


def read(workbook: Workbook) -> ReturnedWorkbook:
    """Read a returned questionnaire; raises InputError with everything that makes it unusable."""
    try:
        return _read(workbook)
    except NotXml as error:
        raise InputError(Problem(Code.WORKBOOK_DAMAGED, Place(file=workbook.file))) from error


def _read(workbook: Workbook) -> ReturnedWorkbook:
    content, place = contents(workbook), Place(file=workbook.file)
    question_tables = tables(content.sheets)
    token, problems = _token(content, question_tables, place)
    table = chosen(question_tables, token.print if token else "")
    if table is None:
        problems += content.passed_over or (_no_table(content, place),)
    if problems or table is None:
        raise InputError(*problems)
    returned = _returned(workbook, token, question_tables, table, content)
    # A sheet that was skipped may be the copy that was filled in.
    passed_over = (
        replace(one, place=replace(one.place, subject=token.subject if token else ""))
        for one in content.passed_over
    )
    return replace(returned, problems=(*returned.problems, *passed_over))


def _token(
    content: WorkbookContents, question_tables: Sequence[QuestionTable], place: Place
) -> tuple[Token | None, list[Problem]]:
    heads = {
        id(table.grid): Grid(table.grid.name, table.grid.rows[: table.heading]) for table in question_tables
    }
    # A token pasted into a cell of a question table does not count.
    outside = [heads.get(id(grid), grid) for grid in content.sheets]
    try:
        return tokens.agreed(tokens.candidates(content.properties, outside), place), []
    except InputError as error:
        return None, list(error.problems)


def _no_table(content: WorkbookContents, place: Place) -> Problem:
    if not content.sheets:
        return Problem(Code.NO_SHEETS, place)
    headings = [column.heading for column in layout.columns(1) if not column.hidden]
    return Problem(Code.NO_HEADING, place, {"expected": "、".join(headings)})


def _returned(
    workbook: Workbook,
    token: Token | None,
    question_tables: Sequence[QuestionTable],
    table: QuestionTable,
    content: WorkbookContents,
) -> ReturnedWorkbook:
    place = Place(workbook.file, table.grid.name, subject=token.subject if token else "")
    survey = with_error_texts(content.survey(table.grid.name), table)
    odd = survey.errors.keys() | survey.unsaved
    rows = tuple(_rows(table, odd))
    columns = _columns(table, rows, odd)
    unreadable = _unreadable(odd, columns, rows)
    found = found_marks(workbook, content)
    marked = MarkedTable(table, rows, columns, content.sheets, found.marks)
    if numbers := marked.numbers:
        marked.show_numbers(numbers_as_shown(workbook, content, table.grid.name, numbers))
    deviations = Deviations(table, rows, place)
    expected = token.round if token else max(layout.SINCE[field] for field in table.columns)
    problems = [
        *deviations.of_file(workbook.kind),
        *_several(table, question_tables, place),
        *deviations.of_columns(columns, expected),
        *deviations.of_rows(survey),
        *_of_cells(table, columns, unreadable, survey.errors, place),
        *found.problems,
    ]
    errors = {at: Code.CELL_ERROR if at in survey.errors else Code.FORMULA_WITHOUT_VALUE for at in unreadable}
    return ReturnedWorkbook(
        token=token,
        print=next(iter(table.prints)) if len(table.prints) == 1 else "",
        prints=table.prints,
        sheet=table.grid.name,
        heading=table.heading + 1,
        columns=columns,
        rows=marked.rows,
        unreadable={**marked.unreadable, **errors},
        problems=tuple(problems),
        kind=workbook.kind,
        marks=marked.marks,
        around=tuple(around(content.sheets, table, question_tables, {number for number, _ in rows})),
    )


def _rows(table: QuestionTable, odd: Set[Cell]) -> Iterator[tuple[int, Sequence[Raw]]]:
    """Yield the rows that are not blank in all columns that are read."""
    ours = [index for several in table.columns.values() for index in several]
    for number, values in table.below():
        for index in ours:
            value = values[index]
            if (value != "" and shown(value) is not None) or (odd and (number, index + 1) in odd):
                yield number, values
                break


def _columns(table: QuestionTable, rows: Rows, odd: Set[Cell]) -> dict[str, int]:
    """Return one column for each field; when several columns of a field differ, none of them."""

    def cells(index: int) -> list[str | None]:
        return [None if (number, index + 1) in odd else shown_text(values[index]) for number, values in rows]

    return {
        field: several[0]
        for field, several in table.columns.items()
        if len(several) == 1 or all(cells(index) == cells(several[0]) for index in several[1:])
    }


def _unreadable(odd: Set[Cell], columns: Mapping[str, int], rows: Rows) -> frozenset[Cell]:
    if not odd:
        return frozenset()
    numbers, ours = {number for number, _ in rows}, {index + 1 for index in columns.values()}
    return frozenset((row, column) for row, column in odd if row in numbers and column in ours)


def _several(table: QuestionTable, question_tables: Sequence[QuestionTable], place: Place) -> list[Problem]:
    others = [other.grid.name for other in question_tables if other is not table and other.is_filled]
    others += table.beside
    if not others:
        return []
    facts = {"found": "、".join(others), "expected": table.grid.name}
    return [Problem(Code.SEVERAL_TABLES, place, facts)]


def _of_cells(
    table: QuestionTable,
    columns: Mapping[str, int],
    unreadable: Set[Cell],
    errors: Mapping[Cell, str],
    place: Place,
) -> Iterator[Problem]:
    """Yield a problem for each cell that shows an error or a formula without a saved result."""
    fields = {index + 1: field for field, index in columns.items()}
    for row, column in sorted(unreadable):
        values = table.grid.rows[row - 1]
        key, number = (
            shown_text(values[columns[field]]) if field in columns else "" for field in ("key", "number")
        )
        cell = replace(
            place, row=row, column=column, item=item_of(key) or number.strip(), field=fields[column]
        )
        if (row, column) in errors:
            yield Problem(Code.CELL_ERROR, cell, {"found": errors[row, column]})
        else:
            yield Problem(Code.FORMULA_WITHOUT_VALUE, cell)
