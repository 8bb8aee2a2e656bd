"""From a case through a real LibreOffice and back: every answer typed there is in the case afterwards."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from assessor.catalog import default_folder, load
from assessor.domain.change import Actor
from assessor.domain.records import Response
from assessor.domain.sheet_mark import MarkKind
from assessor.domain.vocabulary import Answer
from assessor.errors import Code, Place
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.operations import cases
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending, WorkbookProtection
from assessor.operations.returns import accepting, batch
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.values import Preview, RefusedFile
from assessor.progress import quiet
from tests.files.workbooks import make, marks
from tests.office.marking import mark_up
from tests.office.provider import Provider, convert

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.operations.questionnaires.planning import ExportedFile

pytestmark = pytest.mark.office

SUBJECT: Final = "cp_minamo"
Held = dict[tuple[str, str], str]
FORMATS: Final = ("xlsx", "ods", "xls")
WORDS: Final = {
    "実施済": Answer.IMPLEMENTED,
    "一部実施": Answer.PARTIAL,
    "×": Answer.NOT_IMPLEMENTED,
    "該当なし": Answer.OUT_OF_SCOPE,
}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where LibreOffice keeps its profile, one for all."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture
def inspection(tmp_path: Path) -> Iterator[Inspection]:
    """A case nobody has worked on yet."""
    actor = Actor("評価 太郎", "laptop-1")
    made = cases.create(tmp_path / "case.assess", load(default_folder()), "sample", actor)
    yield made
    made.close()


def items_of(inspection: Inspection) -> list[str]:
    with inspection.file.read() as work:
        return [state.item.id for state in inspection.states(work, inspection.subject(work, SUBJECT))]


def typed(items: Sequence[str]) -> dict[str, dict[str, str | date]]:
    """Return an answer to every question, with all that a spreadsheet likes to change."""
    texts = ("=SUM(1) と書く", "+81-3-0000-0000", "-", "@社内", "'引用", "00123", "1/2", "1E5", "TRUE")
    return {
        item: {
            "answer": list(WORDS)[number % len(WORDS)],
            "explanation": f"{texts[number % len(texts)]}\n{item} の2行目　全角空白と  二つの空白",
            "alternative": texts[number % len(texts)],
            "due_on": date(2021, 1 + number % 12, 1 + number % 28),
            "evidence_names": f"{item}_仕様書 第2版.pdf",
            "respondent": f"{number:05}",
            "answered_on": "令和2年12月1日",
        }
        for number, item in enumerate(items)
    }


def held(answers: Mapping[str, Mapping[str, str | date]]) -> Held:
    """Return answers as the case must hold them, by item and field."""
    found: Held = {}
    for item, fields in answers.items():
        word = str(fields["answer"])
        texts = {name: str(value) for name, value in fields.items()}
        texts |= {"answer": WORDS[word].value, "answered_on": "2020-12-01"}
        texts |= {"answer_written": "" if word in {"実施済", "一部実施"} else word}
        texts |= {"answered_written": str(fields["answered_on"])}
        found |= {(item, name): text for name, text in texts.items() if text}
    return found


def sent(inspection: Inspection, folder: Path, sending: Sending | None = None) -> ExportedFile:
    return exporting.export(inspection, [SUBJECT], folder, quiet(), sending or Sending()).files[0]


def taken(inspection: Inspection, path: Path, passwords: Sequence[str] = ()) -> Preview:
    """Take a returned file over as the window does, all that is changed in it."""
    (seen,) = batch.read(inspection, [path], quiet(), passwords=passwords).files
    assert isinstance(seen, Preview), seen.problems
    accepting.accept(inspection, [Decision(seen)], quiet())
    return seen


def holds(inspection: Inspection) -> Held:
    """Return what the case holds of the provider's answers, by item and field."""
    with inspection.file.read() as work:
        responses = work.records.all(Response, subject=SUBJECT)
    return {
        (response.item, name): str(value)
        for response in responses
        for name, value in asdict(response).items()
        if value and name not in {*Response.KEY, "received_at"}
    }


def codes(seen: Preview) -> set[Code]:
    return {problem.code for problem in seen.problems}


def of_format(ending: str) -> set[Code]:
    """Return what is told of every file of a format."""
    of_xls = {Code.OLD_FORMAT_UNSURE} if ending == "xls" else set()
    return of_xls if ending == "xlsx" else {Code.OTHER_FORMAT, *of_xls}


@pytest.mark.parametrize("ending", FORMATS)
def test_that_every_answer_typed_at_libreoffice_comes_back(
    inspection: Inspection, office: Path, tmp_path: Path, ending: str
):
    answers = typed(items_of(inspection))
    returned = tmp_path / f"返却 された.{ending}"
    provider = Provider(office)
    provider.opens(sent(inspection, tmp_path).path)
    provider.fills(answers)
    provider.saves(returned)
    provider.work()
    seen = taken(inspection, returned)
    assert holds(inspection) == held(answers)
    assert codes(seen) == of_format(ending)


@pytest.mark.parametrize("ending", FORMATS)
def test_that_answers_survive_what_is_done_to_the_sheet_at_libreoffice(
    inspection: Inspection, office: Path, tmp_path: Path, ending: str
):
    items = items_of(inspection)
    answers = typed(items)
    returned = tmp_path / f"returned.{ending}"
    provider = Provider(office)
    provider.opens(sent(inspection, tmp_path).path)
    provider.fills(answers)
    provider.does("unprotect", "")
    provider.does("sort", "回答")
    provider.does("hide", items[5])
    provider.does("insert_row", items[7])
    provider.does("delete_row", items[9])
    provider.does("insert_column", "対応予定日")
    provider.does("top_row", "2")
    provider.does("rename", "回答（最終版）")
    provider.saves(returned)
    provider.work()
    seen = taken(inspection, returned)
    del answers[items[9]]
    assert holds(inspection) == held(answers)
    told = {Code.ROWS_MOVED, Code.MISSING_ROW, Code.UNANSWERED, Code.HEADING_MOVED, Code.SHEET_RENAMED}
    assert codes(seen) == told | {Code.ROWS_HIDDEN} | of_format(ending)


def test_that_answers_survive_the_way_through_an_open_document_and_back(
    inspection: Inspection, office: Path, tmp_path: Path
):
    answers = typed(items_of(inspection))
    first = tmp_path / "first.xlsx"
    provider = Provider(office)
    provider.opens(sent(inspection, tmp_path).path)
    provider.fills(answers)
    provider.saves(first)
    provider.work()
    returned = convert(convert(first, "ods", office), "xlsx", office)
    assert taken(inspection, returned).changed == len(answers) * 7
    assert holds(inspection) == held(answers)


def test_that_a_workbook_with_a_password_goes_to_libreoffice_and_comes_back_with_it(
    inspection: Inspection, office: Path, tmp_path: Path
):
    answers = typed(items_of(inspection))
    file = sent(inspection, tmp_path, Sending(protection=WorkbookProtection.EACH))
    assert file.password
    returned = tmp_path / "returned.xlsx"
    provider = Provider(office)
    provider.opens(file.path, file.password)
    provider.fills(answers)
    provider.saves(returned, file.password)
    provider.work()
    (locked,) = batch.read(inspection, [returned], quiet()).files
    assert isinstance(locked, RefusedFile)
    assert [problem.code for problem in locked.problems] == [Code.PASSWORD_PROTECTED]
    taken(inspection, returned, ("違うパスワード", file.password))
    assert holds(inspection) == held(answers)


def test_that_a_second_round_is_answered_at_libreoffice_too(
    inspection: Inspection, office: Path, tmp_path: Path
):
    items = items_of(inspection)
    answers = typed(items[:-1])
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    provider = Provider(office)
    provider.opens(sent(inspection, tmp_path).path)
    provider.fills(answers)
    provider.saves(first)
    provider.work()
    taken(inspection, first)
    again = sent(inspection, tmp_path)
    assert again.round == 2
    provider = Provider(office)
    provider.opens(again.path)
    provider.fills(typed(items[-1:]))
    provider.saves(second)
    provider.work()
    taken(inspection, second)
    assert holds(inspection) == held(typed(items[:-1])) | held(typed(items[-1:]))


@pytest.mark.parametrize("ending", FORMATS)
def test_that_marks_left_at_libreoffice_are_told(office: Path, tmp_path: Path, ending: str):
    source, picture, marked = (tmp_path / name for name in ("a.xlsx", "p.png", f"marked.{ending}"))
    source.write_bytes(make.returned())
    picture.write_bytes(marks.PNG)
    provider = Provider(office)
    provider.opens(source)
    mark_up(provider, picture)
    provider.saves(marked)
    provider.work()
    returned = questionnaire_reader.read(workbook.opened(marked.read_bytes(), marked.name))
    places = {
        *((MarkKind.NOTE, "G3"), (MarkKind.STRUCK, "H3"), (MarkKind.STRUCK, "H4"), (MarkKind.LINK, "K12")),
        (MarkKind.COLUMN_HIDDEN, "I1"),
    }
    drawn = {(MarkKind.TEXT_BOX, "H5"), (MarkKind.SHAPE, "G6"), (MarkKind.PICTURE, "H7")}
    drawn |= {(MarkKind.CHECK_BOX, "G10"), (MarkKind.OPTION_BUTTON, "G11")}
    if ending == "xlsx":  # of an option button it writes the label alone, and no place
        drawn = drawn - {(MarkKind.OPTION_BUTTON, "G11")} | {(MarkKind.TEXT_BOX, "A1")}
    told = [(mark.kind, Place(row=mark.row, column=mark.column).cell) for mark in returned.marks]
    assert sorted(told) == sorted(places | drawn)
    assert {number: values[7] for number, values in returned.rows if number in {11, 12}} == {
        11: "95%",
        12: "007",
    }
