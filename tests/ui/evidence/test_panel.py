"""Evidence in the item panel: dropped, pasted, attached, linked, written out, taken away."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from assessor.errors import Code
from tests.ui.panel_steps import FIRST, PROVIDER, SECOND, codes_of, drag_and_drop, mime_of, show, wait_idle
from ui import desktop
from ui.evidence.link_dialog import EvidenceDialog
from ui.item.panel import ItemPanel
from ui.session.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Nothing is left on the clipboard that would outlive the application."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def panel(open_session: Session, qtbot: QtBot) -> ItemPanel:
    open_session.select(PROVIDER, "CP-1-04")  # without evidence
    made = ItemPanel(open_session)
    show(qtbot, made, (460, 900))
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("登録フロー図.pdf", "画面の写し.png")]
    for number, file in enumerate(made):
        file.write_bytes(bytes([number]) * 2000)
    return made


def names(session: Session) -> list[str]:
    detail = session.reviews.item_detail(session.current_subject, session.current_item)
    return sorted(evidence.name for evidence in detail.evidence)


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#2a5d9c"))
    return image


def test_that_dropped_files_become_evidence(
    panel: ItemPanel, open_session: Session, files: list[Path], qtbot: QtBot
):
    assert drag_and_drop(panel.evidence, mime_of(*files)) == (True, True)
    wait_idle(qtbot, open_session)
    assert names(open_session) == sorted(file.name for file in files)
    assert panel.evidence.list.topLevelItemCount() == 2
    told = panel.evidence.list.topLevelItem(0)
    assert told is not None
    assert told.text(1) == "2 KB"
    assert told.text(2).startswith("評価 太郎")


def test_that_files_can_be_dropped_anywhere_on_the_panel(
    panel: ItemPanel, open_session: Session, files: list[Path], qtbot: QtBot
):
    assert drag_and_drop(panel, mime_of(files[0])) == (True, True)
    wait_idle(qtbot, open_session)
    assert names(open_session) == [files[0].name]


def test_that_the_reason_does_not_swallow_dropped_files(panel: ItemPanel, files: list[Path]):
    assert not panel.editor.reason.canInsertFromMimeData(mime_of(*files))
    text = QMimeData()
    text.setText("理由")
    assert panel.editor.reason.canInsertFromMimeData(text)


def test_that_text_is_no_evidence(panel: ItemPanel):
    text = QMimeData()
    text.setText("ただの文")
    assert drag_and_drop(panel, text) == (False, False)
    assert drag_and_drop(panel.evidence, text) == (False, False)
    assert not panel.evidence.take(text)


def test_that_a_pasted_picture_becomes_a_png_of_a_telling_name_and_leaves_no_copy(
    panel: ItemPanel,
    open_session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    QGuiApplication.clipboard().setImage(picture())
    panel.evidence.list.setFocus()
    panel.setFocus()
    QTest.keyClick(panel, Qt.Key.Key_V, CONTROL)
    wait_idle(qtbot, open_session)
    (name,) = names(open_session)
    assert name.startswith("貼付け_")
    assert name.endswith(".png")
    assert len(name) == len("貼付け_20201109_101530.png")
    assert list(aside.rglob("*.png")) == []


def test_that_a_picture_pasted_into_the_reason_becomes_evidence(
    panel: ItemPanel, open_session: Session, qtbot: QtBot
):
    QGuiApplication.clipboard().setImage(picture())
    panel.focus_reason()
    before = panel.editor.reason.toPlainText()
    QTest.keyClick(panel.editor.reason, Qt.Key.Key_V, CONTROL)
    wait_idle(qtbot, open_session)
    assert len(names(open_session)) == 1
    assert panel.editor.reason.toPlainText() == before


def test_that_pasted_text_stays_text(panel: ItemPanel, open_session: Session):
    QGuiApplication.clipboard().setText("貼り付けた理由")
    panel.focus_reason()
    panel.editor.reason.selectAll()
    QTest.keyClick(panel.editor.reason, Qt.Key.Key_V, CONTROL)
    assert panel.editor.reason.toPlainText() == "貼り付けた理由"
    assert names(open_session) == []
    assert not panel.paste()


def test_that_pasted_files_become_evidence(
    panel: ItemPanel, open_session: Session, files: list[Path], qtbot: QtBot
):
    QGuiApplication.clipboard().setMimeData(mime_of(*files))
    assert panel.paste()
    wait_idle(qtbot, open_session)
    assert len(names(open_session)) == 2


def test_that_a_picture_without_content_is_not_taken(panel: ItemPanel):
    empty = QMimeData()
    empty.setImageData(QImage())
    assert not panel.evidence.take(empty)


def test_that_a_file_attached_before_is_told_and_not_attached_again(
    panel: ItemPanel, open_session: Session, files: list[Path], qtbot: QtBot
):
    codes = codes_of(open_session)
    for _ in range(2):
        panel.evidence.take(mime_of(files[0]))
        wait_idle(qtbot, open_session)
    assert codes == [Code.ALREADY_ATTACHED]
    assert names(open_session) == [files[0].name]


def test_that_the_attach_button_asks_for_files(
    panel: ItemPanel,
    open_session: Session,
    files: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
):
    chosen = [str(file) for file in files]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    panel.evidence.attach.click()
    wait_idle(qtbot, open_session)
    assert len(names(open_session)) == 2


def test_that_evidence_is_opened_as_a_copy_written_out_and_taken_away(
    panel: ItemPanel,
    open_session: Session,
    files: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
):
    opened: list[bytes] = []

    def show_copy(path: Path) -> bool:
        opened.append(path.read_bytes())
        return True

    monkeypatch.setattr(desktop, "show", show_copy)
    view = panel.evidence
    view.take(mime_of(files[0]))
    wait_idle(qtbot, open_session)
    assert view.open.isEnabled()  # the only one is selected
    view.open.click()
    wait_idle(qtbot, open_session)
    assert opened == [files[0].read_bytes()]
    target = files[0].parent / "書き出し"
    target.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    view.export.click()
    wait_idle(qtbot, open_session)
    assert (target / files[0].name).read_bytes() == files[0].read_bytes()
    view.list.setFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert names(open_session) == []
    assert open_session.reviews.undo()
    assert names(open_session) == [files[0].name]


@pytest.mark.parametrize("by", ["button", "key"])
def test_that_several_files_are_taken_and_taken_away_in_one_step_each(
    panel: ItemPanel, open_session: Session, files: list[Path], qtbot: QtBot, by: str
):
    before = open_session.backups.entries()
    open_session.evidence.attach(files)
    wait_idle(qtbot, open_session)
    assert open_session.backups.entries() == (before or 0) + 1
    rows = panel.evidence.list
    rows.setFocus()
    rows.selectAll()
    if by == "button":
        QTest.mouseClick(panel.evidence.detach, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert names(open_session) == []
    assert open_session.backups.entries() == (before or 0) + 2
    assert "2件" in open_session.undo_text
    open_session.reviews.undo()
    assert names(open_session) == sorted(file.name for file in files)


def test_that_cancelled_file_dialogs_do_nothing(
    panel: ItemPanel, open_session: Session, monkeypatch: pytest.MonkeyPatch
):
    undo = open_session.undo_text
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    open_session.select(PROVIDER, FIRST)
    panel.evidence.attach.click()
    panel.evidence.export.click()
    assert not open_session.jobs.busy
    assert open_session.undo_text == undo


def test_that_evidence_of_another_item_can_be_linked(panel: ItemPanel, open_session: Session):
    panel.evidence.choose.click()
    dialog = panel.evidence.findChild(EvidenceDialog)
    assert isinstance(dialog, EvidenceDialog)
    assert dialog.list.topLevelItemCount() >= 2
    dialog.search.setText("みなもペイ CP-1-01")
    shown = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    assert all(entry is not None and entry.isHidden() for entry in shown)
    dialog.search.setText("cp-1-01")
    wanted = next(entry for entry in shown if entry is not None and not entry.isHidden())
    assert not dialog.chosen
    wanted.setSelected(True)
    name = wanted.text(0)
    dialog.accept()
    assert names(open_session) == [name]
    assert open_session.reviews.undo()
    assert names(open_session) == []


def test_that_the_dialog_does_not_offer_what_the_item_has(open_session: Session, qtbot: QtBot):
    open_session.select(PROVIDER, SECOND)
    here = {e.sha256 for e in open_session.reviews.item_detail(PROVIDER, SECOND).evidence}
    assert here
    dialog = EvidenceDialog(open_session)
    show(qtbot, dialog)
    dialog.list.selectAll()
    assert not here & {evidence.sha256 for evidence in dialog.chosen}
    undo = open_session.undo_text
    dialog.reject()
    assert open_session.undo_text == undo


def test_that_nothing_is_taken_without_a_case(session: Session, files: list[Path], qtbot: QtBot):
    panel = ItemPanel(session)
    show(qtbot, panel)
    assert drag_and_drop(panel, mime_of(*files)) == (False, False)
    assert not panel.paste()
