"""What comes with returned questionnaires: passwords, files that name nobody, evidence beside them."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.operations.questionnaires.exporting import WorkbookProtection
from assessor.operations.returns.returned import FileState
from tests.ui.panel_steps import ASKED, FIRST, PROVIDER, SECOND, codes_of
from tests.ui.returned_steps import CHECKED, PLAIN, UNCHECKED, Post, file_of, fill, strip
from tests.unit.operations.returns.test_archive import Entry, made
from ui.returns.dialog import ReturnsDialog
from ui.returns.password_dialog import PasswordDialog
from ui.returns.subject_dialog import WhoseDialog

SECRET = "返却 ひみつ2020"


@pytest.fixture
def protected(post: Post) -> ReturnsDialog:
    """Two questionnaires under one password."""
    post.send(PROVIDER, ASKED, protection=WorkbookProtection.ONE, password=SECRET)
    return post.dialog(post.folder)


def in_front(qtbot: QtBot, kind: type) -> object:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def gone(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not isinstance(QApplication.activeModalWidget(), PasswordDialog))


def ask(qtbot: QtBot, dialog: ReturnsDialog) -> PasswordDialog:
    dialog.overview.passwords.click()
    asking = in_front(qtbot, PasswordDialog)
    assert isinstance(asking, PasswordDialog)
    return asking


def test_that_protected_files_open_with_one_password_for_all(
    protected: ReturnsDialog, post: Post, qtbot: QtBot
):
    assert {file.state for file in protected.model.files} == {FileState.PASSWORD}
    assert protected.overview.passwords.text() == "パスワードを入力…（2件）"
    asking = ask(qtbot, protected)
    assert not asking.yes.isEnabled()
    asking.typed.setPlainText(f"ちがう\n {SECRET} ")
    asking.yes.click()
    gone(qtbot)
    post.settle(protected)
    assert all(file.preview for file in protected.model.files)
    assert not protected.overview.passwords.isVisible()


def test_that_a_wrong_password_is_asked_for_again_and_giving_up_changes_nothing(
    protected: ReturnsDialog, post: Post, qtbot: QtBot
):
    codes = codes_of(post.session)
    asking = ask(qtbot, protected)
    asking.typed.setPlainText("ちがう")
    asking.yes.click()
    qtbot.waitUntil(lambda: "開けませんでした" in asking.about.text())
    assert asking.isVisible()
    assert "2件" in asking.about.text()
    asking.reject()
    assert {file.state for file in protected.model.files} == {FileState.PASSWORD}
    assert codes == []


def test_that_a_list_of_passwords_opens_what_fits(protected: ReturnsDialog, post: Post, qtbot: QtBot):
    listed = post.folder.parent / "一覧.txt"
    listed.write_text(f"ほかの\n{SECRET}\n", encoding="utf-8")
    post.chooser.files = [listed]
    asking = ask(qtbot, protected)
    asking.load.click()
    assert "一覧の2件" in asking.note.text()
    asking.yes.click()
    gone(qtbot)
    assert all(file.preview for file in protected.model.files)


def test_that_a_workbook_that_names_nobody_is_read_as_the_subject_that_is_chosen(post: Post, qtbot: QtBot):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    strip(path)
    dialog = post.dialog(path)
    assert dialog.model.files[0].state is FileState.UNNAMED
    dialog.page.subject.click()
    asking = in_front(qtbot, WhoseDialog)
    assert isinstance(asking, WhoseDialog)
    assert not asking.yes.isEnabled()
    asking.search.setText("みなも")
    (entry,) = [asking.list.item(n) for n in range(asking.list.count()) if not asking.list.item(n).isHidden()]
    entry.setSelected(True)
    asking.yes.click()
    qtbot.waitUntil(lambda: dialog.page.title.text().startswith("みなもペイ"))
    post.settle(dialog)
    assert dialog.page.take.isEnabled()


def named(post: Post) -> Path:
    """A returned questionnaire whose evidence column names three files, in a folder of its own."""
    (path,) = post.send(PROVIDER)
    fill(path, {(FIRST, "evidence_names"): "設計書.pdf", (SECOND, "evidence_names"): "規程.docx、未着.pdf"})
    home = post.folder / "返却"
    home.mkdir()
    return path.rename(home / path.name)


def test_that_files_beside_a_workbook_are_offered_and_attached_in_the_same_step(post: Post):
    path = named(post)
    for name in ("設計書.pdf", "規程.docx", "送付状.pdf"):
        (path.parent / name).write_bytes(name.encode())
    dialog = post.dialog(path.parent)
    evidence = dialog.page.evidence
    told = {
        entry.text(0): entry.text(4)
        for n in range(evidence.list.topLevelItemCount())
        if (entry := evidence.list.topLevelItem(n))
    }
    assert sorted(told.values()) == ["ファイルなし", "一致", "一致", "記載なし"]
    assert "添付する 2件、ファイルなし 1件、記載なし 1件" in evidence.message.text()
    post.take(dialog)
    assert "添付 2件、未着 1件" in dialog.outcome.text.toPlainText()
    assert "設計書.pdf" in [e.name for e in post.session.reviews.item_detail(PROVIDER, FIRST).evidence]
    assert post.session.reviews.undo()
    assert "設計書.pdf" not in [e.name for e in post.session.reviews.item_detail(PROVIDER, FIRST).evidence]


def test_that_a_file_that_is_not_wanted_is_left_out(post: Post):
    path = named(post)
    (path.parent / "設計書.pdf").write_bytes(b"content")
    dialog = post.dialog(path.parent)
    entry = dialog.page.evidence.list.topLevelItem(0)
    assert entry is not None
    assert entry.checkState(0) is CHECKED
    entry.setCheckState(0, UNCHECKED)
    assert "添付 0件" in dialog.page.message.text()
    entry.setCheckState(0, Qt.CheckState.Checked)
    assert "添付 1件" in dialog.page.message.text()


def test_that_evidence_is_looked_for_in_a_folder_or_archive_that_is_named(post: Post, tmp_path: Path):
    path = named(post)
    archive = tmp_path / "添付.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("証跡/設計書.pdf", b"content")
    dialog = post.dialog(path)
    assert "指定されていません" in dialog.page.evidence.message.text()
    post.chooser.files = [archive]
    dialog.page.evidence.archive.trigger()
    post.settle(dialog)
    assert dialog.page.tabs.currentWidget() is dialog.page.evidence
    assert "添付する 1件" in dialog.page.evidence.message.text()
    post.take(dialog)
    assert "設計書.pdf" in [e.name for e in post.session.reviews.item_detail(PROVIDER, FIRST).evidence]


def test_that_closing_while_something_is_read_stops_that_first(protected: ReturnsDialog, post: Post):
    protected.jobs.read_anew(protected.model.files, ["ちがう"])
    assert protected.jobs.busy
    protected.reject()
    assert protected.isVisible()
    post.settle(protected)
    protected.reject()
    assert not protected.isVisible()
    assert file_of(protected, "みなも").state is FileState.PASSWORD


@pytest.mark.parametrize("lying", [True, False])
def test_that_a_protected_archive_becomes_the_files_in_it_once_it_is_opened(
    post: Post, qtbot: QtBot, lying: bool
):
    (path,) = post.send(PROVIDER)
    fill(path, PLAIN)
    locked = Entry("回答.xlsx".encode("cp932"), path.read_bytes()).packed().locked(SECRET.encode("cp932"))
    path.unlink()
    archive = made(post.folder / "回答一式.zip", locked)
    dialog = post.dialog(post.folder if lying else archive)
    (file,) = dialog.model.files
    assert (file.state, file.is_archive) == (FileState.PASSWORD, True)
    dialog.page.passwords.click()
    asking = in_front(qtbot, PasswordDialog)
    assert isinstance(asking, PasswordDialog)
    asking.typed.setPlainText(SECRET)
    asking.yes.click()
    gone(qtbot)
    post.settle(dialog)
    assert [(file.result.received.shown, file.state) for file in dialog.model.files] == [
        ("回答一式.zip/回答.xlsx", FileState.CLEAN),
        ("回答一式.zip", FileState.OPENED),
    ]
    assert dialog.pages.currentWidget() is dialog.overview


def test_that_a_protected_archive_of_evidence_asks_for_its_password(post: Post, qtbot: QtBot):
    path = named(post)
    locked = Entry("設計書.pdf".encode("cp932"), b"%PDF").packed().locked(SECRET.encode("cp932"))
    post.chooser.files = [made(post.folder / "添付.zip", locked)]
    dialog = post.dialog(path)
    dialog.page.evidence.archive.trigger()
    asking = in_front(qtbot, PasswordDialog)
    assert isinstance(asking, PasswordDialog)
    asking.typed.setPlainText("ちがう")
    asking.yes.click()
    qtbot.waitUntil(lambda: "開けませんでした" in asking.about.text())
    asking.typed.setPlainText(SECRET)
    asking.yes.click()
    gone(qtbot)
    post.settle(dialog)
    assert "添付する 1件" in dialog.page.evidence.message.text()
