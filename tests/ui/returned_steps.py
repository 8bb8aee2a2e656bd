"""What the tests of returned questionnaires share: sending, filling in as a provider does, reading back."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from assessor.excel import layout
from assessor.operations.questionnaires.planning import ExportResult, Sending
from assessor.operations.returns.returned import ReturnedFile
from assessor.operations.returns.values import Batch
from tests.journeys.fake_chooser import FakeChooser
from tests.ui.panel_steps import FIRST, SECOND, finish, show
from ui.returns.cells_model import CellsModel
from ui.returns.dialog import ReturnsDialog
from ui.session.session import Session

CHECK = Qt.ItemDataRole.CheckStateRole
CHECKED, UNCHECKED, SOME = (
    Qt.CheckState.Checked,
    Qt.CheckState.Unchecked,
    Qt.CheckState.PartiallyChecked,
)
Cells = Mapping[tuple[str, str], str]  # item and field: what the provider types

# Nothing in it has to be decided.
PLAIN: Cells = {
    (FIRST, "explanation"): "回答を改めました。",
    (SECOND, "answer"): "一部実施",
    (SECOND, "explanation"): "旧版アプリを除き実施しています。",
}


class Post:
    """The way of a questionnaire to its provider and back."""

    def __init__(self, session: Session, qtbot: QtBot, folder: Path) -> None:
        self.session = session
        self.folder = folder
        self.chooser = FakeChooser()
        self._qtbot = qtbot
        folder.mkdir()

    def send(self, *subjects: str, **sending: object) -> list[Path]:
        """Send the questionnaires of the next round with every item in them."""
        facts = Sending(due_on="2020-12-10", everything=True, **sending)  # type: ignore[arg-type]  # by name
        (exported,) = finish(
            self._qtbot, self.session.questionnaires.export(list(subjects), self.folder, facts)
        )
        assert isinstance(exported, ExportResult)
        by_subject = {file.subject: file.path for file in exported.files}
        return [by_subject[subject] for subject in subjects]

    def read(self, *places: Path) -> Batch:
        """Read what came back."""
        (batch,) = finish(self._qtbot, self.session.returns.read(places))
        assert isinstance(batch, Batch)
        return batch

    def dialog(self, *places: Path) -> ReturnsDialog:
        """Read what came back and show it."""
        return self.dialog_on(self.read(*places))

    def dialog_on(self, batch: Batch) -> ReturnsDialog:
        """Show a batch."""
        dialog = ReturnsDialog(self.session, self.chooser, batch)  # type: ignore[arg-type]  # answers by itself
        show(self._qtbot, dialog, (1180, 720))
        return dialog

    def answered(self, subject: str, typed: Cells) -> ReturnsDialog:
        """Send, fill in, read back and show the file of one subject."""
        (path,) = self.send(subject)
        fill(path, typed)
        return self.dialog(path)

    def settle(self, dialog: ReturnsDialog) -> None:
        """Wait until the dialog does nothing any more."""
        self._qtbot.waitUntil(lambda: not dialog.jobs.busy)

    def take(self, dialog: ReturnsDialog) -> None:
        """Take over the file that is shown."""
        dialog.page.take.click()
        self.settle(dialog)


def fill(path: Path, typed: Cells) -> None:
    """Type into a questionnaire as a provider does."""
    book = openpyxl.load_workbook(path)
    sheet = book[layout.QUESTIONS]
    columns, rows = places(sheet)
    for (item, field), text in typed.items():
        sheet.cell(rows[item], columns[field]).value = text
    book.save(path)


def places(sheet: Worksheet) -> tuple[dict[str, int], dict[str, int]]:
    """Return the columns by field and the rows by item."""
    headings = {str(cell.value): number for number, cell in enumerate(sheet[layout.HEADING_ROW], start=1)}
    columns = {c.field: headings[c.heading] for c in layout.COLUMNS if c.heading in headings}
    rows = {
        str(sheet.cell(row, columns["number"]).value): row
        for row in range(layout.FIRST_ROW, sheet.max_row + 1)
    }
    return columns, rows


def strip(path: Path) -> None:
    """Paste the question table without its keys into a new workbook: nothing says whose it is."""
    sheet = openpyxl.load_workbook(path)[layout.QUESTIONS]
    columns, _ = places(sheet)
    book = openpyxl.Workbook()
    (fresh,) = book.worksheets
    for row in sheet.iter_rows(values_only=True):
        fresh.append([value for number, value in enumerate(row, start=1) if number != columns["key"]])
    book.save(path)


def file_of(dialog: ReturnsDialog, name: str) -> ReturnedFile:
    """Return the file with this in its name."""
    (found,) = [file for file in dialog.model.files if name in file.result.file]
    return found


def row_of(model: CellsModel, item: str, field: str = "") -> QModelIndex:
    """Return the row of an item, or of one of its cells."""
    index = model.place_of(item, field)
    assert index.isValid(), f"{item} {field} is not shown"
    if field:
        assert index.parent().isValid(), f"{item} {field} is not shown"
    return model.index(index.row(), 0, index.parent())


def texts(model: CellsModel, item: str, field: str) -> list[str]:
    """Return what the row of a cell says."""
    row = row_of(model, item, field)
    return [str(model.index(row.row(), column, row.parent()).data()) for column in range(model.columnCount())]


def state(model: CellsModel, item: str, field: str = "") -> Qt.CheckState | None:
    """Return whether a cell, or all of an item, is accepted; None when it cannot be."""
    found = model.data(row_of(model, item, field), CHECK)
    return None if found is None else Qt.CheckState(found)


def turn(model: CellsModel, item: str, field: str = "", *, on: bool) -> None:
    """Accept a cell or an item, or not."""
    wanted = CHECKED if on else UNCHECKED
    model.setData(row_of(model, item, field), wanted.value, CHECK)
