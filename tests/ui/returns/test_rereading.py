"""Files that are read again: set against all others, opened as before, and decided on as before."""

import shutil
from collections.abc import Collection
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor.domain.difference import CellKind
from assessor.errors import Code
from assessor.excel.writing import protecting
from assessor.operations.returns.returned import OTHERS, AcceptedReturn, FileState, ReturnedFile
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, codes_of
from tests.ui.returned_steps import PLAIN, Cells, Post, file_of, fill, strip, turn
from ui.returns.dialog import ReturnsDialog
from ui.returns.password_dialog import PasswordDialog
from ui.session.returns import FileToRead

SECRET = "返却 ひみつ2020"
WORDS = (FIRST, "explanation")
FIRST_SAYS: Cells = {WORDS: "甲部の説明"}
SECOND_SAYS: Cells = {WORDS: "乙部の説明", (SECOND, "explanation"): "乙部だけの説明"}
ELSEWHERE: Cells = {**PLAIN, WORDS: "", (SECOND, "answer"): "おおむね", (FIRST, "evidence_names"): "規程"}


def lock(path: Path) -> None:
    path.write_bytes(protecting.locked(path.read_bytes(), SECRET))


def sent_back(post: Post, *answers: Cells, stripped: Collection[int] = (), locked: bool = True) -> Path:
    """What several departments of one subject send back, each in a file of its own."""
    (sent,) = post.send(PROVIDER)
    box = post.folder / "返却"
    box.mkdir()
    for number, typed in enumerate(answers):
        path = box / f"{number}.xlsx"
        shutil.copy(sent, path)
        fill(path, typed)
        if number in stripped:
            strip(path)
        if locked:
            lock(path)
    return box


def unlock(dialog: ReturnsDialog, post: Post, qtbot: QtBot) -> None:
    """Type the password for all files that are locked."""
    dialog.overview.passwords.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PasswordDialog))
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, PasswordDialog)
    asking.typed.setPlainText(SECRET)
    asking.yes.click()
    qtbot.waitUntil(lambda: not isinstance(QApplication.activeModalWidget(), PasswordDialog))
    post.settle(dialog)


def name_them(dialog: ReturnsDialog, post: Post) -> None:
    """Say whose the files are that name nobody."""
    for file in dialog.model.files:
        if file.state is FileState.UNNAMED:
            dialog.jobs.read_as_of(file, PROVIDER)
            post.settle(dialog)


def number_of(file: ReturnedFile, item: str, field: str) -> int:
    assert file.preview is not None
    (number,) = [n for n, p in enumerate(file.preview.proposals) if (p.item, p.field) == (item, field)]
    return number


def accepted(file: ReturnedFile) -> dict[tuple[str, str], str]:
    assert file.decision is not None
    return {(p.item, p.field): p.returned for p in file.decision.chosen}


def states(dialog: ReturnsDialog) -> list[FileState]:
    return [file.state for file in dialog.model.files if file.state not in OTHERS]


@pytest.mark.parametrize(
    ("stripped", "locked"),
    [((), True), ((0, 1), False), ((0, 1), True), ((1,), True), ((1,), False)],
)
def test_that_files_that_contradict_each_other_are_told_however_they_were_opened(
    post: Post, qtbot: QtBot, stripped: tuple[int, ...], locked: bool
):
    codes = codes_of(post.session)
    dialog = post.dialog(sent_back(post, FIRST_SAYS, SECOND_SAYS, stripped=stripped, locked=locked))
    if locked:
        unlock(dialog, post, qtbot)
    name_them(dialog, post)
    assert states(dialog) == [FileState.ATTENTION, FileState.ATTENTION]
    assert [file.count(CellKind.CONFLICT) for file in dialog.model.files] == [1, 1]
    assert [file.checked for file in dialog.model.files] == [False, False]
    assert not dialog.overview.take_clean.isEnabled()
    first, second = dialog.model.files
    assert (accepted(first), accepted(second)) == ({}, {(SECOND, "explanation"): "乙部だけの説明"})
    assert codes == []


def test_that_what_was_read_before_is_set_against_what_opens_later(post: Post, qtbot: QtBot):
    box = sent_back(post, FIRST_SAYS, SECOND_SAYS, locked=False)
    lock(box / "1.xlsx")
    dialog = post.dialog(box)
    assert states(dialog) == [FileState.CLEAN, FileState.PASSWORD]
    unlock(dialog, post, qtbot)
    assert states(dialog) == [FileState.ATTENTION, FileState.ATTENTION]
    assert accepted(file_of(dialog, "0.xlsx")) == {}


@pytest.mark.parametrize(("stripped", "locked"), [((), True), ((0, 1), False), ((0, 1), True)])
def test_that_the_others_of_a_subject_stay_open_and_decided_when_one_is_taken(
    post: Post, qtbot: QtBot, stripped: tuple[int, ...], locked: bool
):
    box = sent_back(post, FIRST_SAYS, ELSEWHERE, stripped=stripped, locked=locked)
    for name in ("規程.pdf", "規程集.pdf"):
        (box / name).write_bytes(name.encode())
    dialog = post.dialog(box)
    if locked:
        unlock(dialog, post, qtbot)
    name_them(dialog, post)
    other = file_of(dialog, "1.xlsx")
    post.chooser.files = [box]
    dialog.jobs.look_in_folder(other)
    post.settle(dialog)
    assert other.decision is not None
    links = {link: link in other.decision.links for link in other.decision.attachments.links}
    assert links
    other.decision.links = {link for link, on in links.items() if not on}
    other.decision.read_as(number_of(other, SECOND, "answer"), "partial")
    other.decision.accept([number_of(other, SECOND, "explanation")], on=False)
    other.decision.clear_blanks(on=True)
    decided = accepted(other)
    dialog.open_file(file_of(dialog, "0.xlsx"))
    post.take(dialog)
    assert states(dialog) == [FileState.DONE, FileState.ATTENTION]
    assert accepted(other) == decided
    assert (SECOND, "answer") in decided
    assert other.decision.blank_clears
    assert {link: link not in other.decision.links for link in other.decision.attachments.links} == links
    dialog.open_file(other)
    post.take(dialog)
    assert states(dialog) == [FileState.DONE, FileState.DONE]
    assert post.session.reviews.item_detail(PROVIDER, FIRST).responses[-1].explanation == "甲部の説明"


@pytest.mark.parametrize(("stripped", "locked"), [((), True), ((0, 1), False)])
def test_that_a_failure_costs_no_password_no_name_and_no_decision(
    post: Post, qtbot: QtBot, stripped: tuple[int, ...], locked: bool
):
    codes = codes_of(post.session)
    box = sent_back(post, FIRST_SAYS, SECOND_SAYS, stripped=stripped, locked=locked)
    dialog = post.dialog(box)
    if locked:
        unlock(dialog, post, qtbot)
    name_them(dialog, post)
    first, second = dialog.model.files
    for file in (first, second):  # both at once cannot be had
        assert file.decision is not None
        file.decision.accept([number_of(file, *WORDS)], on=True)
    decided = accepted(first), accepted(second)
    dialog.take_over([first, second])
    post.settle(dialog)
    assert codes == [Code.CONFLICT]
    assert states(dialog) == [FileState.ATTENTION, FileState.ATTENTION]
    assert (accepted(first), accepted(second)) == decided
    dialog.open_file(second)
    turn(dialog.page.cells.model, *WORDS, on=False)
    dialog.take_over([first, second])
    post.settle(dialog)
    assert (first.done, second.done) == (AcceptedReturn(1, 0, 0, 0), AcceptedReturn(1, 1, 0, 0))


def test_that_a_cell_that_says_something_else_by_now_is_decided_anew(post: Post):
    box = sent_back(post, PLAIN, locked=False)
    dialog = post.dialog(box)
    (file,) = dialog.model.files
    turn(dialog.page.cells.model, *WORDS, on=False)
    turn(dialog.page.cells.model, SECOND, "explanation", on=False)
    fill(box / "0.xlsx", {WORDS: "さらに改めました。"})
    post.take(dialog)
    assert file.state is FileState.CLEAN
    assert accepted(file) == {WORDS: "さらに改めました。", (SECOND, "answer"): "partial"}


def test_that_passwords_are_kept_by_the_files_of_the_dialog_and_nowhere_else(post: Post, qtbot: QtBot):
    box = sent_back(post, FIRST_SAYS, {(SECOND, "explanation"): "乙部だけの説明"})
    dialog = post.dialog(box)
    unlock(dialog, post, qtbot)
    for file in dialog.model.files:
        assert file.passwords
        assert SECRET not in repr(FileToRead(file.result.received, file.passwords))
    assert SECRET not in str(vars(dialog.jobs))
    assert dialog.jobs.password_dialog is None
    dialog.take_over(dialog.model.files)
    post.settle(dialog)
    assert states(dialog) == [FileState.DONE, FileState.DONE]
    case = post.session.path
    assert case is not None
    assert SECRET.encode() not in case.read_bytes()
