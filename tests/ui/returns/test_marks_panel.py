"""Marks on a returned workbook in the window: looked at by key, made into something, taken back at once."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from assessor.domain.sheet_mark import MarkKind
from assessor.operations.returns.returned import FileState
from assessor.operations.returns.values import MarkUse
from assessor.words import Language
from tests.files.workbooks import marks
from tests.ui.panel_steps import FIRST, PROVIDER, wait_idle
from tests.ui.returned_steps import PLAIN, Post, fill, row_of
from ui.returns.dialog import ReturnsDialog
from ui.returns.files_model import FileColumn
from ui.returns.marks_model import MarkColumn
from ui.returns.question_dialog import QuestionDialog
from ui.returns.read_as_dialog import ReadAsDialog

Key = Qt.Key
TALL = marks.drawing(
    marks.anchored(marks.shape("Web版は未対応です。"), "G2").replace(
        "</xdr:wsDr>", marks.anchored(marks.picture(), "K2").partition(">")[2]
    )
)


def marked(post: Post, edit: Callable[[bytes], bytes]) -> ReturnsDialog:
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    path.write_bytes(edit(path.read_bytes()))
    return post.dialog(path)


def use(dialog: ReturnsDialog, row: int) -> str:
    return str(dialog.page.marks.model.index(row, MarkColumn.USE).data())


def test_that_marks_are_gone_through_by_key_made_an_inquiry_and_taken_back_by_one_undo(
    post: Post, qtbot: QtBot
):
    dialog = marked(post, TALL)
    page = dialog.page
    assert page.tabs.currentWidget() is page.marks
    assert page.tabs.tabText(1) == "書き込み（2）"
    assert [use(dialog, row) for row in range(2)] == ["要確認", "要確認"]
    bar = page.tabs.tabBar()
    bar.setFocus()
    QTest.keyClick(bar, Key.Key_Left)
    assert page.tabs.currentWidget() is page.report
    QTest.keyClick(bar, Key.Key_Right)
    assert page.tabs.currentWidget() is page.marks
    page.marks.table.setFocus()
    QTest.keyClick(page.marks.table, Key.Key_Home)
    assert use(dialog, 0) == "そのまま"
    QTest.keyClick(page.marks.table, Key.Key_Down)
    assert use(dialog, 1) == "そのまま"
    QTest.keyClick(page.marks.table, Key.Key_Up)
    assert page.marks.detail.text.toPlainText() == "Web版は未対応です。"
    QTest.keyClick(page.marks.table, Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QuestionDialog))
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, QuestionDialog)
    QTest.keyClick(asking.text, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(asking.text, " When?")
    asking.yes.setFocus()
    QTest.keyClick(asking.yes, Key.Key_Return)
    assert use(dialog, 0) == "追加確認にする"
    assert "追加確認 1件" in page.message.text()
    before = post.session.reviews.item_detail(PROVIDER, FIRST)
    post.take(dialog)
    after = post.session.reviews.item_detail(PROVIDER, FIRST)
    assert after.inquiries[-1].question == "Web版は未対応です。 When?"
    assert post.session.reviews.undo()
    again = post.session.reviews.item_detail(PROVIDER, FIRST)
    assert (again.inquiries, again.responses) == (before.inquiries, before.responses)


def test_that_a_text_is_added_to_the_explanation_with_its_kind_and_can_be_left_again(post: Post):
    dialog = marked(post, marks.note("G2", "ただし一部です。"))
    panel = dialog.page.marks
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place_of(dialog, 0))
    panel.buttons[MarkUse.EXPLANATION].click()
    assert use(dialog, 0) == "説明に追記"
    assert not panel.buttons[MarkUse.EVIDENCE].isEnabled()
    decision = panel.decision
    assert decision is not None
    (told,) = [p for p in decision.chosen if (p.item, p.field) == (FIRST, "explanation")]
    assert told.returned == "回答を改めました。\n〔メモ・コメント〕ただし一部です。"
    panel.buttons[MarkUse.LEFT].click()
    assert use(dialog, 0) == "そのまま"


def place_of(dialog: ReturnsDialog, row: int) -> QPoint:
    panel = dialog.page.marks
    return panel.table.visualRect(panel.model.index(row, 0)).center()


def test_that_a_picture_is_drawn_and_attached(post: Post, qtbot: QtBot):
    dialog = marked(post, marks.MARKS["picture"].edit)
    panel = dialog.page.marks
    panel.table.setFocus()
    QTest.keyClick(panel.table, Key.Key_Home)
    qtbot.waitUntil(lambda: not panel.detail.picture.pixmap().isNull())
    assert not panel.detail.message.isVisible()
    panel.buttons[MarkUse.EVIDENCE].click()
    qtbot.waitUntil(lambda: use(dialog, 0) == "証跡に添付")
    assert "添付 1件" in dialog.page.message.text()
    wait_idle(qtbot, post.session)


def test_that_kinds_narrow_the_marks_and_all_are_seen_at_once(post: Post, qtmodeltester: ModelTester):
    dialog = marked(post, TALL)
    panel = dialog.page.marks
    qtmodeltester.check(panel.model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    assert not panel.kinds.buttons[MarkKind.INK].isVisible()
    panel.kinds.buttons[MarkKind.PICTURE].click()
    assert panel.model.rowCount() == 1
    panel.all.click()
    panel.kinds.choose("every")
    assert [use(dialog, row) for row in range(2)] == ["そのまま", "そのまま"]
    assert not panel.all.isEnabled()


def test_that_what_was_seen_and_decided_stays_when_the_file_is_read_again(post: Post):
    dialog = marked(post, TALL)
    (file,) = dialog.model.files
    assert file.decision is not None
    file.decision.use(0, MarkUse.INQUIRY, text="いつですか。")
    dialog.jobs.read_anew([file])
    post.settle(dialog)
    assert file.state is FileState.ATTENTION
    assert (file.decision.seen, file.decision.use_of(0)) == ({0}, MarkUse.INQUIRY)


def test_that_the_panel_follows_the_language(post: Post):
    dialog = marked(post, TALL)
    post.session.set_language(Language.EN)
    assert dialog.page.marks.model.index(0, MarkColumn.KIND).data() == "Text box"


def test_that_struck_text_is_shown_struck_and_read_without_it_or_as_it_was(post: Post):
    dialog = marked(post, marks.struck_run("H2", "全利用者です。", "一部です。"))
    panel = dialog.page.cells
    panel.tree.setCurrentIndex(row_of(panel.model, FIRST, "explanation"))
    panel.menu.other.trigger()
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, ReadAsDialog)
    assert "<s>全利用者です。</s>一部です。" in asking.written.text()
    assert asking.value == "一部です。"
    asking.whole.click()
    assert asking.value == "全利用者です。一部です。"
    asking.without.click()
    asking.accept()
    assert dialog.model.index(0, FileColumn.MARKS).data() == "1/1"
    dialog.page.marks.all.click()
    assert dialog.model.index(0, FileColumn.MARKS).data() == "0/1"
