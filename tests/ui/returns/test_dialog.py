"""The dialog on returned questionnaires: all files at once, one file, and that nothing is written before."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from assessor.domain.records import Response
from assessor.errors import Code
from assessor.excel import layout
from assessor.operations.returns.returned import AcceptedReturn, FileState
from assessor.words import Language
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, SECOND, codes_of
from tests.ui.returned_steps import CHECK, CHECKED, PLAIN, Post, file_of, fill, places, turn
from tests.unit.operations.returns import mails
from ui.returns.dialog import ReturnsDialog
from ui.returns.files_model import FileColumn
from ui.session.session import Session

ODD = {**PLAIN, (SECOND, "answer"): "おおむね"}


@pytest.fixture
def mixed(post: Post) -> ReturnsDialog:
    """A folder with a clean file, one to be looked at, and one that is none of ours."""
    clean, odd = post.send(PROVIDER, ASKED)
    fill(clean, PLAIN)
    fill(odd, ODD)
    (post.folder / "壊れた.xlsx").write_bytes(b"PK\x03\x04 cut off")
    return post.dialog(post.folder)


def response(session: Session, item: str, subject: str = PROVIDER) -> Response:
    return session.reviews.item_detail(subject, item).responses[-1]


def rows(dialog: ReturnsDialog) -> list[list[str]]:
    shown = dialog.overview.shown
    return [
        [str(shown.index(row, column).data()) for column in FileColumn] for row in range(shown.rowCount())
    ]


def test_that_several_files_are_listed_with_what_was_found_in_each(mixed: ReturnsDialog):
    assert mixed.pages.currentWidget() is mixed.overview
    attention, refused, clean = rows(mixed)
    assert attention[FileColumn.STATE] == "要確認"
    assert attention[FileColumn.FLAGGED] == "1"
    assert attention[FileColumn.PROBLEMS] == "1"
    assert refused[:3] == ["—", "—", "取り込み不可"]
    assert refused[FileColumn.FILE] == "壊れた.xlsx"
    assert clean[:4] == ["みなもペイ", "第2回", "問題なし", "3"]
    assert clean[FileColumn.CONFLICT] == ""


def test_that_a_single_file_is_shown_at_once(post: Post):
    dialog = post.answered(PROVIDER, PLAIN)
    assert dialog.pages.currentWidget() is dialog.page
    assert dialog.page.title.text() == "みなもペイ　第2回　問題なし"
    assert "SHA-256" in dialog.page.origin.text()
    assert "行 38、一致 38" in dialog.page.origin.text()
    assert not dialog.page.back.isVisible()


def test_that_the_list_is_narrowed_by_state_and_by_text(mixed: ReturnsDialog):
    overview = mixed.overview
    told = [button.text() for button in overview.filters.buttons.values()]
    assert told == [
        "すべて 3",
        "問題なし 1",
        "要確認 1",
        "取り込み不可 1",
        "取り込み済み・重複 0",
        "質問票以外 0",
    ]
    assert not overview.filters.buttons[4].isEnabled()
    overview.filters.buttons[3].click()
    assert [row[FileColumn.FILE] for row in rows(mixed)] == ["壊れた.xlsx"]
    overview.filters.choose(0)
    overview.search.setText("ﾐﾅﾓ")
    assert rows(mixed) == []
    overview.search.setText("みなも")
    assert len(rows(mixed)) == 1


def test_that_the_list_is_sorted_by_any_heading(mixed: ReturnsDialog):
    mixed.overview.table.sortByColumn(FileColumn.CHANGED, Qt.SortOrder.DescendingOrder)
    assert next(row[FileColumn.STATE] for row in rows(mixed)) == "問題なし"


def test_that_all_clean_files_are_taken_at_once_and_nothing_else(mixed: ReturnsDialog, post: Post):
    assert mixed.overview.take_clean.text() == "問題のない1件をまとめて取り込む"
    mixed.overview.take_clean.click()
    post.settle(mixed)
    assert response(post.session, FIRST).explanation == "回答を改めました。"
    assert response(post.session, FIRST, ASKED).explanation != "回答を改めました。"
    assert mixed.pages.currentWidget() is mixed.outcome
    assert "反映 3欄、見送り 0欄、添付 0件" in mixed.outcome.text.toPlainText()
    assert "まだ取り込んでいないファイル：2件" in mixed.outcome.text.toPlainText()
    assert mixed.isVisible()


def test_that_several_files_are_one_step_to_be_undone(post: Post):
    for path in post.send(PROVIDER, ASKED):
        fill(path, PLAIN)
    dialog = post.dialog(post.folder)
    before, asked_before = (response(post.session, FIRST, one).explanation for one in (PROVIDER, ASKED))
    dialog.overview.take_clean.click()
    post.settle(dialog)
    assert {file.done for file in dialog.model.files} == {AcceptedReturn(3, 0, 0, 0)}
    assert response(post.session, FIRST, ASKED).explanation != asked_before
    assert post.session.reviews.undo()
    assert response(post.session, FIRST).explanation == before
    assert response(post.session, FIRST, ASKED).explanation == asked_before


def test_that_clean_files_are_marked_and_the_space_bar_marks_the_selected_ones(mixed: ReturnsDialog):
    overview = mixed.overview
    assert overview.take_checked.text() == "選択した1件を取り込む"
    overview.table.selectAll()
    QTest.keyClick(overview.table, Qt.Key.Key_Space)
    assert overview.take_checked.text() == "選択した2件を取り込む"
    QTest.keyClick(overview.table, Qt.Key.Key_Space)
    assert not overview.take_checked.isEnabled()
    clean = mixed.model.files.index(file_of(mixed, "みなもペイ"))
    assert mixed.model.setData(mixed.model.index(clean, 0), CHECKED.value, CHECK)
    assert overview.take_checked.isEnabled()
    broken = mixed.model.index(mixed.model.files.index(file_of(mixed, "壊れた")), 0)
    assert not mixed.model.setData(broken, CHECKED.value, CHECK)


def test_that_enter_opens_a_file_and_the_files_are_gone_through_in_the_order_of_the_list(
    mixed: ReturnsDialog,
):
    mixed.overview.focus()
    QTest.keyClick(mixed.overview.table, Qt.Key.Key_Return)
    page = mixed.page
    assert mixed.pages.currentWidget() is page
    assert page.title.text().endswith("要確認")
    assert not page.before.isEnabled()
    page.after.click()
    assert page.title.text() == "取り込み不可　壊れた.xlsx"
    assert "壊れた.xlsx" in page.reasons.text()
    assert not page.take.isEnabled()
    page.after.click()
    assert not page.after.isEnabled()
    page.back.click()
    assert mixed.pages.currentWidget() is mixed.overview


def test_that_nothing_is_written_before_it_is_accepted(mixed: ReturnsDialog, post: Post):
    undo, before = post.session.undo_text, response(post.session, FIRST)
    mixed.open_file(file_of(mixed, "みなもペイ"))
    cells = mixed.page.cells
    cells.none.click()
    cells.all.click()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(cells.tree, key)
        QTest.keyClick(mixed.overview.search, key)
    mixed.reject()
    assert post.session.undo_text == undo
    assert response(post.session, FIRST) == before


def test_that_what_was_refused_is_told_and_the_next_file_is_one_key_away(mixed: ReturnsDialog, post: Post):
    mixed.open_file(file_of(mixed, "みなもペイ"))
    turn(mixed.page.cells.model, FIRST, "explanation", on=False)
    assert "取り込む欄 2" in mixed.page.message.text()
    post.take(mixed)
    assert "反映 2欄、見送り 1欄" in mixed.outcome.text.toPlainText()
    mixed.outcome.copy()
    assert "みなもペイ" in QGuiApplication.clipboard().text()
    assert mixed.outcome.next_button.hasFocus()
    QTest.keyClick(mixed.outcome.next_button, Qt.Key.Key_Return)
    assert mixed.page.title.text().endswith("要確認")
    assert file_of(mixed, "みなもペイ").state is FileState.DONE


def test_that_refusing_every_cell_still_records_that_the_round_came_back(post: Post):
    before_round = response(post.session, FIRST).round
    dialog = post.answered(PROVIDER, PLAIN)
    dialog.page.cells.none.click()
    post.take(dialog)
    assert file_of(dialog, "みなもペイ").done == AcceptedReturn(0, 3, 0, 0)
    assert response(post.session, FIRST).round == before_round
    assert "回答の取り込み" in post.session.undo_text


def test_that_the_report_tells_problems_first_then_notes_and_can_be_copied(post: Post):
    (path,) = post.send(PROVIDER)
    fill(path, {(SECOND, "answer"): "おおむね"})
    book = openpyxl.load_workbook(path)
    sheet = book[layout.QUESTIONS]
    columns, _ = places(sheet)
    sheet.cell(sheet.max_row + 1, columns["requirement"]).value = "追加の質問"
    sheet.title = "回答"
    book.save(path)
    dialog = post.dialog(path)
    model = dialog.page.report.model
    sorts = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert sorts == sorted(sorts, key=["問題", "項目不明の行", "対応済みの指摘"].index)
    assert {"問題", "対応済みの指摘"} <= set(sorts)
    dialog.page.report.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("みなもペイ　第2回　要確認\n")
    assert "おおむね" in copied
    assert "追加の質問" in copied
    assert f"報告（問題 {model.problems}・対応済み" in dialog.page.tabs.tabText(0)


def test_that_a_line_of_the_report_leads_to_its_cell(post: Post):
    dialog = post.answered(PROVIDER, {(SECOND, "answer"): "おおむね"})
    table = dialog.page.report.table
    row = next(n for n in range(table.model().rowCount()) if table.model().index(n, 3).data() == SECOND)
    table.activated.emit(table.model().index(row, 0))
    proposal = dialog.page.cells.model.proposal_at(dialog.page.cells.tree.currentIndex())
    assert proposal is not None
    assert (proposal.item, proposal.field) == (SECOND, "answer")


def test_that_the_very_same_file_is_recognised_after_it_was_taken(post: Post):
    dialog = post.answered(PROVIDER, PLAIN)
    post.take(dialog)
    dialog.reject()
    again = post.dialog(post.folder)
    (file,) = again.model.files
    assert file.state is FileState.TAKEN
    assert not file.checked
    assert "取り込んでいます" in again.page.banner.text.text()


def test_that_a_file_that_is_there_twice_is_taken_once(post: Post):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    shutil.copy(path, post.folder / "もう一度.xlsx")
    dialog = post.dialog(post.folder)
    assert sorted(file.state for file in dialog.model.files) == [FileState.CLEAN, FileState.TWICE]
    dialog.overview.take_clean.click()
    post.settle(dialog)
    assert sum(file.state is FileState.DONE for file in dialog.model.files) == 1


def test_that_a_late_return_can_be_looked_at_only(post: Post, tmp_path: Path):
    (first,) = post.send(PROVIDER)
    fill(first, PLAIN)
    late = tmp_path / "遅れて届いた.xlsx"
    shutil.copy(first, late)
    dialog = post.dialog(first)
    post.take(dialog)
    dialog.reject()
    post.send(PROVIDER)
    fill(late, {(SECOND, "explanation"): "遅れて書いた説明"})
    dialog = post.dialog(late)
    assert dialog.model.files[0].state is FileState.LATE
    assert dialog.page.banner.text.text().startswith("以前の回の返却です")
    assert not dialog.page.take.isEnabled()
    assert not dialog.page.cells.all.isEnabled()
    assert dialog.page.cells.model.rowCount()


def test_that_the_other_file_of_a_subject_is_compared_anew_once_one_is_taken(post: Post, tmp_path: Path):
    (one,) = post.send(PROVIDER)
    other = post.folder / "別部署.xlsx"
    shutil.copy(one, other)
    fill(one, {(FIRST, "explanation"): "甲部の説明"})
    fill(other, {(FIRST, "explanation"): "乙部の説明"})
    dialog = post.dialog(post.folder)
    dialog.open_file(file_of(dialog, "別部署"))
    turn(dialog.page.cells.model, FIRST, "explanation", on=True)
    post.take(dialog)
    (left,) = [file for file in dialog.model.files if file.takeable]
    dialog.open_file(left)
    shown = dialog.page.cells.model
    index = shown.place_of(FIRST, "explanation")
    assert shown.index(index.row(), 3, index.parent()).data() == "乙部の説明"


def test_that_a_file_that_changed_after_it_was_read_is_read_again_and_not_written(post: Post):
    before_round = response(post.session, FIRST).round
    codes = codes_of(post.session)
    dialog = post.answered(PROVIDER, PLAIN)
    fill(next(post.folder.iterdir()), {(SECOND, "answer"): "おおむね"})
    post.take(dialog)
    assert set(codes) == {Code.FILE_CHANGED}
    assert dialog.pages.currentWidget() is dialog.page
    assert dialog.page.title.text().endswith("要確認")
    assert response(post.session, FIRST).round == before_round


def test_that_a_case_that_changed_meanwhile_is_compared_anew(post: Post, tmp_path: Path):
    codes = codes_of(post.session)
    (path,) = post.send(PROVIDER)
    other = tmp_path / "別部署.xlsx"
    shutil.copy(path, other)
    fill(path, {(FIRST, "explanation"): "甲部の説明"})
    fill(other, {(FIRST, "explanation"): "乙部の説明"})
    first, second = post.dialog(path), post.dialog(other)
    post.take(first)
    post.take(second)
    assert set(codes) == {Code.CHANGED_MEANWHILE}
    assert second.page.title.text().endswith("要確認")
    assert response(post.session, FIRST).explanation == "甲部の説明"


def test_that_the_models_stay_sound_while_files_are_taken(
    mixed: ReturnsDialog, post: Post, qtmodeltester: ModelTester
):
    qtmodeltester.check(mixed.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    mixed.overview.search.setText("みなも")
    mixed.overview.take_clean.click()
    post.settle(mixed)
    mixed.show_list()
    mixed.overview.search.clear()
    qtmodeltester.check(mixed.page.report.model)  # type: ignore[no-untyped-call]  # same
    assert mixed.overview.shown.rowCount() == 3


def test_that_the_dialog_speaks_both_languages(mixed: ReturnsDialog, post: Post):
    mixed.open_file(file_of(mixed, "みなもペイ"))
    post.session.set_language(Language.EN)
    assert mixed.model.index(0, FileColumn.STATE).data()
    assert mixed.page.file is file_of(mixed, "みなもペイ")


def test_that_nothing_can_be_taken_into_a_case_that_is_read_only(
    mixed: ReturnsDialog, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(Session, "read_only", property(lambda _: True))
    mixed.overview.refresh()
    assert not mixed.overview.take_clean.isEnabled()
    mixed.open_file(file_of(mixed, "みなもペイ"))
    assert not mixed.page.take.isEnabled()


def test_that_every_file_of_a_folder_has_its_row_and_a_mail_is_opened(post: Post):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    (post.folder / "送付.eml").write_bytes(mails.mail(("a.xlsx", path.read_bytes()), ("体制図.pdf", b"%PDF")))
    path.unlink()
    (post.folder / "写真.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (post.folder / "回答_ほか.numbers").write_bytes(b"PK\x03\x04")
    dialog = post.dialog(post.folder)
    told = {row[FileColumn.FILE]: row[FileColumn.STATE] for row in rows(dialog)}
    assert told == {
        "回答_ほか.numbers": "取り込み不可",
        "送付.eml/a.xlsx": "問題なし",
        "送付.eml": "開いて確認済み",
        "写真.png": "証跡の候補",
        "送付.eml/体制図.pdf": "証跡の候補",
    }
    overview = dialog.overview
    overview.filters.buttons[5].click()
    assert overview.filters.buttons[5].text() == "質問票以外 3"
    assert len(rows(dialog)) == 3
    QTest.keyClick(overview.table, Qt.Key.Key_Return)
    assert dialog.pages.currentWidget() is dialog.page
    assert "開いて確認済み" in dialog.page.title.text()
    assert not dialog.page.take.isEnabled()
    dialog.page.back.click()
    overview.filters.choose(0)
    overview.take_clean.click()
    post.settle(dialog)
    assert response(post.session, FIRST).explanation == "回答を改めました。"
    left = dialog.outcome.text.toPlainText()
    assert "まだ取り込んでいないファイル：1件" in left
    assert "写真.png" not in left


def test_that_a_single_return_is_shown_at_once_whatever_else_lies_there(post: Post):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    (post.folder / "写真.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    dialog = post.dialog(post.folder)
    assert dialog.pages.currentWidget() is dialog.page
    assert dialog.page.title.text() == "みなもペイ　第2回　問題なし"
    assert dialog.page.back.isVisible()
