"""The preview of returned questionnaires: accepting per cell, and that nothing is written before."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor.domain.difference import Kind
from assessor.domain.records import Response
from assessor.domain.vocabulary import Answer
from assessor.errors import Code
from assessor.excel import layout
from assessor.operations.exchange import Exported
from assessor.operations.returns import Preview
from assessor.words import Language
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, SECOND, codes_of, finish, show
from ui.import_preview import ImportPreview
from ui.preview_model import PreviewColumn, PreviewModel
from ui.problem_list import ProblemTable
from ui.session import Refused, Session

CHECK = Qt.ItemDataRole.CheckStateRole
CONTROL = Qt.KeyboardModifier.ControlModifier
Cells = dict[tuple[str, str], str]  # item and field: what the provider types
Read = Callable[[dict[str, Cells]], list[Preview | Refused]]

TYPED: Cells = {
    (FIRST, "answer"): "○",
    (FIRST, "explanation"): "回答を改めました。",
    (SECOND, "answer"): "一部実施",
    (SECOND, "explanation"): "旧版アプリを除き実施しています。",
    (SECOND, "due_on"): "来年の春ごろ",
}


def fill(path: Path, typed: Cells) -> None:
    """Type into a questionnaire as a provider does."""
    book = openpyxl.load_workbook(path)
    sheet = book[layout.QUESTIONS]
    headings = {str(cell.value): number for number, cell in enumerate(sheet[layout.HEADING_ROW], start=1)}
    columns = {
        column.field: headings[column.heading] for column in layout.COLUMNS if column.heading in headings
    }
    rows = {
        str(sheet.cell(row, columns["number"]).value): row
        for row in range(layout.FIRST_ROW, sheet.max_row + 1)
    }
    for (item, field), text in typed.items():
        sheet.cell(rows[item], columns[field]).value = text
    book.save(path)


@pytest.fixture
def read(open_session: Session, qtbot: QtBot, tmp_path: Path) -> Read:
    """Send questionnaires, have them filled in, and read what came back."""
    folder = tmp_path / "質問票"
    folder.mkdir()

    def send_and_read(typed: dict[str, Cells]) -> list[Preview | Refused]:
        (exported,) = finish(qtbot, open_session.export(list(typed), folder, "2020-12-10", ""))
        assert isinstance(exported, Exported)
        for file in exported.files:
            fill(file.path, typed[file.subject])
        return reread(open_session, qtbot, [file.path for file in exported.files])

    return send_and_read


def reread(session: Session, qtbot: QtBot, files: list[Path]) -> list[Preview | Refused]:
    (found,) = finish(qtbot, session.preview(files))
    assert isinstance(found, list)
    return found


def dialog_on(session: Session, qtbot: QtBot, previews: list[Preview | Refused]) -> ImportPreview:
    dialog = ImportPreview(session, previews)
    show(qtbot, dialog, (1120, 720))
    return dialog


def row_of(model: PreviewModel, item: str, field: str = "") -> QModelIndex:
    """Return the row of an item, or of one of its cells."""
    for number in range(model.rowCount()):
        above = model.index(number, 0)
        if str(above.data()).startswith(item):
            cells = [model.index(n, 0, above) for n in range(model.rowCount(above))]
            found = [cell for cell in cells if (p := model.proposal_at(cell)) and p.difference.field == field]
            return found[0] if field else above
    raise AssertionError(f"{item} {field} is not shown")


def response(session: Session, item: str, subject: str = PROVIDER) -> Response:
    return session.item_detail(subject, item).responses[-1]


def state(model: PreviewModel, item: str, field: str = "") -> Qt.CheckState:
    return Qt.CheckState(model.data(row_of(model, item, field), CHECK))


def test_that_the_preview_shows_each_cell_in_three_states_and_its_kind(
    open_session: Session, qtbot: QtBot, read: Read
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    model = dialog.page.model
    row = row_of(model, SECOND, "answer")
    texts = [model.index(row.row(), column, row.parent()).data() for column in PreviewColumn]
    assert texts == ["回答", "—", "一部実施", "—", "変更"]
    row = row_of(model, FIRST, "answer")
    assert model.index(row.row(), PreviewColumn.RETURNED, row.parent()).data() == "実施済（原文「○」）"
    spoken = model.index(row.row(), PreviewColumn.KIND, row.parent()).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "種別 変更"


def test_that_the_counts_and_the_problems_are_told(open_session: Session, qtbot: QtBot, read: Read):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    assert "行 38、一致 38、変更 4、変更なし 0" in dialog.page.counts.text()
    assert "競合 0" in dialog.page.counts.text()
    table = dialog.page.findChild(ProblemTable)
    assert isinstance(table, ProblemTable)
    assert table.rowCount() == 1
    told = table.item(0, 4)
    assert told is not None
    assert "来年の春ごろ" in told.text()
    assert dialog.files.item(0).text().startswith("みなもペイ　第2回\n変更あり 4・問題 1")


def test_that_nothing_is_written_before_it_is_accepted(open_session: Session, qtbot: QtBot, read: Read):
    previews = read({PROVIDER: TYPED})
    undo, before = open_session.undo_text, response(open_session, FIRST)
    dialog = dialog_on(open_session, qtbot, previews)
    dialog.page.none.click()
    dialog.page.all.click()
    dialog.files.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(dialog.files, key)
        QTest.keyClick(dialog.page.tree, key)
    dialog.reject()
    assert open_session.undo_text == undo
    assert response(open_session, FIRST) == before


def test_that_accepting_writes_what_is_checked_as_one_step(open_session: Session, qtbot: QtBot, read: Read):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    model = dialog.page.model
    assert state(model, FIRST) is Qt.CheckState.Checked
    model.setData(row_of(model, FIRST, "explanation"), Qt.CheckState.Unchecked.value, CHECK)
    assert state(model, FIRST) is Qt.CheckState.PartiallyChecked
    assert "3（1ファイル）" in dialog.told.text()
    dialog.accept_button.click()
    found = response(open_session, FIRST)
    assert (found.round, found.answer, found.answer_written, found.explanation) == (
        2,
        Answer.IMPLEMENTED,
        "○",
        "",
    )
    assert response(open_session, SECOND).explanation == "旧版アプリを除き実施しています。"
    assert "3欄を取り込みました" in dialog.outcome.text()
    assert not dialog.accept_button.isVisible()
    assert open_session.undo()
    assert response(open_session, SECOND).round == 1


def test_that_each_file_is_a_step_of_its_own(open_session: Session, qtbot: QtBot, read: Read):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED, ASKED: TYPED}))
    dialog.take_over()
    assert len(dialog.outcome.text().splitlines()) == 2
    assert open_session.undo()
    rounds = {response(open_session, SECOND, subject).round for subject in (PROVIDER, ASKED)}
    assert rounds == {1, 2}


def test_that_a_file_can_be_left_out(open_session: Session, qtbot: QtBot, read: Read):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED, ASKED: TYPED}))
    row = next(n for n in range(2) if "みなもペイ" in dialog.files.item(n).text())
    dialog.files.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert "（1ファイル）" in dialog.told.text()
    dialog.take_over()
    assert response(open_session, SECOND).round == 1
    assert response(open_session, SECOND, ASKED).round == 2
    assert "は取り込んでいません" in dialog.outcome.text()


def test_that_refusing_every_cell_still_records_that_the_round_came_back(
    open_session: Session, qtbot: QtBot, read: Read
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    dialog.page.none.click()
    dialog.take_over()
    assert "返却を記録しました" in dialog.outcome.text()
    assert response(open_session, FIRST).round == 1


def test_that_a_conflict_is_off_until_it_is_chosen(open_session: Session, qtbot: QtBot, read: Read):
    (first,) = read({PROVIDER: TYPED})
    assert isinstance(first, Preview)
    assert open_session.accept(first, [p for p in first.proposals if p.item == SECOND])
    fill(first.path, {(SECOND, "explanation"): "差し替えた説明"})
    dialog = dialog_on(open_session, qtbot, reread(open_session, qtbot, [first.path]))
    model = dialog.page.model
    proposal = model.proposal_at(row_of(model, SECOND, "explanation"))
    assert proposal is not None
    assert proposal.difference.kind is Kind.CONFLICT
    assert state(model, SECOND, "explanation") is Qt.CheckState.Unchecked
    assert "競合 1" in dialog.files.item(0).text()
    dialog.page.tree.setCurrentIndex(row_of(model, SECOND, "explanation"))
    assert [detail.toPlainText() for detail in dialog.page.details] == [
        "",
        "差し替えた説明",
        "旧版アプリを除き実施しています。",
    ]
    model.setData(row_of(model, SECOND, "explanation"), Qt.CheckState.Checked.value, CHECK)
    dialog.take_over()
    assert response(open_session, SECOND).explanation == "差し替えた説明"


def test_that_unchanged_cells_are_folded_away_and_cannot_be_accepted(
    open_session: Session, qtbot: QtBot, read: Read
):
    (first,) = read({PROVIDER: TYPED})
    assert isinstance(first, Preview)
    assert open_session.accept(first, [p for p in first.proposals if p.item == SECOND])
    dialog = dialog_on(open_session, qtbot, reread(open_session, qtbot, [first.path]))
    model = dialog.page.model
    assert model.rowCount() == 1
    dialog.page.unchanged_too.setChecked(True)
    assert model.rowCount() == 2
    row = row_of(model, SECOND, "answer")
    assert model.data(row, CHECK) is None
    assert not model.flags(row) & Qt.ItemFlag.ItemIsUserCheckable
    assert "変更なし 2" in dialog.page.counts.text()


def test_that_the_space_bar_turns_everything_that_is_selected(
    open_session: Session, qtbot: QtBot, read: Read
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    tree, model = dialog.page.tree, dialog.page.model
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert {state(model, FIRST), state(model, SECOND)} == {Qt.CheckState.Unchecked}
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert {state(model, FIRST), state(model, SECOND)} == {Qt.CheckState.Checked}
    tree.setCurrentIndex(row_of(model, SECOND, "answer"))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert state(model, SECOND) is Qt.CheckState.PartiallyChecked
    assert state(model, FIRST) is Qt.CheckState.Checked


def test_that_selected_rows_or_the_same_field_everywhere_can_be_turned(
    open_session: Session, qtbot: QtBot, read: Read
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    page, model = dialog.page, dialog.page.model
    accept_rows, refuse_rows, accept_field, refuse_field = page.menu.actions()
    page.tree.setCurrentIndex(row_of(model, FIRST, "explanation"))
    refuse_field.trigger()
    assert state(model, FIRST, "explanation") is Qt.CheckState.Unchecked
    assert state(model, SECOND, "explanation") is Qt.CheckState.Unchecked
    assert state(model, SECOND, "answer") is Qt.CheckState.Checked
    accept_rows.trigger()
    assert state(model, FIRST, "explanation") is Qt.CheckState.Checked
    refuse_rows.trigger()
    assert state(model, FIRST, "explanation") is Qt.CheckState.Unchecked
    accept_field.trigger()
    assert state(model, SECOND, "explanation") is Qt.CheckState.Checked


def test_that_a_click_on_the_box_of_an_item_turns_all_its_cells(
    open_session: Session, qtbot: QtBot, read: Read
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    model = dialog.page.model
    model.setData(row_of(model, SECOND), Qt.CheckState.Unchecked.value, CHECK)
    assert state(model, SECOND, "answer") is Qt.CheckState.Unchecked
    assert state(model, SECOND, "explanation") is Qt.CheckState.Unchecked
    assert not model.setData(row_of(model, SECOND), "anders")


def test_that_a_refused_file_says_why_and_cannot_be_taken(
    open_session: Session, qtbot: QtBot, tmp_path: Path
):
    odd = tmp_path / "別の帳票.xlsx"
    book = openpyxl.Workbook()
    book.save(odd)
    dialog = dialog_on(open_session, qtbot, reread(open_session, qtbot, [odd]))
    assert dialog.stack.currentIndex() == 1
    assert "別の帳票.xlsx" in dialog.refused.text()
    assert "取込不可" in dialog.files.item(0).text()
    assert not dialog.accept_button.isEnabled()


def test_that_a_file_overtaken_by_another_change_is_told_and_not_written(
    open_session: Session, qtbot: QtBot, read: Read
):
    codes = codes_of(open_session)
    previews = read({PROVIDER: TYPED})
    first = previews[0]
    assert isinstance(first, Preview)
    dialog = dialog_on(open_session, qtbot, previews)
    assert open_session.accept(first, first.proposals)
    dialog.take_over()
    assert set(codes) == {Code.CHANGED_MEANWHILE}
    assert "取り込めませんでした" in dialog.outcome.text()


def test_that_the_model_stays_sound_while_cells_are_turned_and_files_change(
    open_session: Session, qtmodeltester: ModelTester, read: Read, qtbot: QtBot
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED, ASKED: TYPED}))
    qtmodeltester.check(dialog.page.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    dialog.page.all.click()
    dialog.files.setCurrentRow(1)
    dialog.page.unchanged_too.setChecked(True)
    dialog.page.none.click()
    select = QItemSelectionModel.SelectionFlag.ClearAndSelect
    dialog.page.tree.selectionModel().select(QModelIndex(), select)
    assert dialog.page.model.rowCount() == 2


def test_that_the_dialog_speaks_both_languages_and_keeps_its_decisions(
    open_session: Session, qtbot: QtBot, read: Read
):
    dialog = dialog_on(open_session, qtbot, read({PROVIDER: TYPED}))
    model = dialog.page.model
    model.setData(row_of(model, FIRST), Qt.CheckState.Unchecked.value, CHECK)
    open_session.set_language(Language.EN)
    row = row_of(model, SECOND, "answer")
    texts = [model.index(row.row(), column, row.parent()).data() for column in PreviewColumn]
    assert texts == ["Answer", "—", "Partly implemented", "—", "Changed"]
    assert state(model, FIRST) is Qt.CheckState.Unchecked
