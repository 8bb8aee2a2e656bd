"""Evidence of the whole case in the window: packages, what is purged, and files that may do harm."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.errors import Code
from tests.journeys.fake_chooser import FakeChooser
from tests.ui.panel_steps import PROVIDER, codes_of, mime_of, show, wait_idle
from ui import desktop
from ui.app.behind import Behind
from ui.evidence.flows import EvidenceFlows
from ui.evidence.package_dialog import PackageDialog
from ui.evidence.purge_dialog import PurgeDialog
from ui.item.panel import ItemPanel
from ui.menus.actions import Actions
from ui.session.session import Session
from ui.settings import Folder, Settings

ITEM = "CP-1-04"  # without evidence
MIB = 1024 * 1024


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def flows(open_session: Session, settings: Settings, parent: QWidget, tmp_path: Path) -> EvidenceFlows:
    settings.remember_folder(Folder.RESULTS, tmp_path)
    chooser: object = FakeChooser()
    return EvidenceFlows(parent, open_session, settings, Actions(parent), chooser)  # type: ignore[arg-type]  # a fake


@pytest.fixture
def attach(open_session: Session, tmp_path: Path, qtbot: QtBot) -> Callable[[str, bytes], None]:
    """Attaches a file to an item that has none."""

    def do(name: str, content: bytes) -> None:
        open_session.select(PROVIDER, ITEM)
        (tmp_path / name).write_bytes(content)
        open_session.evidence.attach([tmp_path / name])
        wait_idle(qtbot, open_session)

    return do


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the desktop."""
    shown: list[Path] = []

    def show_file(path: Path) -> bool:
        shown.append(path)
        return True

    monkeypatch.setattr(desktop, "show", show_file)
    return shown


def detach_all(session: Session) -> None:
    for evidence in session.reviews.item_detail(PROVIDER, ITEM).evidence:
        assert session.evidence.detach(evidence)


def message(parent: QWidget) -> QMessageBox:
    found = [box for box in parent.findChildren(QMessageBox) if box.isVisible()]
    assert len(found) == 1
    return found[0]


def press(box: QMessageBox, text: str) -> None:
    (button,) = [button for button in box.buttons() if button.text() == text]
    button.click()


def test_that_a_package_is_made_of_what_is_chosen_and_its_hash_is_shown(
    flows: EvidenceFlows, open_session: Session, parent: QWidget, tmp_path: Path, qtbot: QtBot
):
    flows.package()
    dialog = parent.findChild(PackageDialog)
    assert isinstance(dialog, PackageDialog)
    assert dialog.yes.isEnabled()
    dialog.none.click()
    assert not dialog.yes.isEnabled()
    dialog.tree.choose([PROVIDER])
    dialog.name.setText("渡す証跡")
    assert dialog.target == tmp_path / "渡す証跡.zip"
    dialog.accept()
    wait_idle(qtbot, open_session)
    assert (tmp_path / "渡す証跡.zip").stat().st_size > 0
    told = message(parent)
    assert "SHA256SUMS" in told.informativeText()
    told.close()


def test_that_a_package_goes_into_a_folder_and_replaces_nothing(
    flows: EvidenceFlows, open_session: Session, parent: QWidget, tmp_path: Path, qtbot: QtBot
):
    flows.package()
    dialog = parent.findChild(PackageDialog)
    assert isinstance(dialog, PackageDialog)
    dialog.folder.click()
    (tmp_path / "taken").mkdir()
    for name in ("taken", " "):
        dialog.name.setText(name)
        assert not dialog.yes.isEnabled()
        assert dialog.missing.text()
    dialog.name.setText("package")
    dialog.accept()
    wait_idle(qtbot, open_session)
    assert (tmp_path / "package" / "SHA256SUMS").is_file()
    message(parent).close()


def test_that_what_nothing_uses_is_purged_and_the_file_gets_smaller(
    flows: EvidenceFlows,
    open_session: Session,
    parent: QWidget,
    attach: Callable[[str, bytes], None],
    qtbot: QtBot,
):
    attach("誤添付.bin", b"x" * (2 * MIB))
    detach_all(open_session)
    size = open_session.path.stat().st_size
    flows.purge()
    dialog = parent.findChild(PurgeDialog)
    assert isinstance(dialog, PurgeDialog)
    assert [one.name for one in dialog.contents] == ["誤添付.bin"]
    assert not dialog.yes.isEnabled()  # nothing is checked before somebody does
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()  # Enter has cancelled
    assert len(open_session.evidence.unlinked()) == 1
    flows.purge()
    dialog = parent.findChildren(PurgeDialog)[-1]
    dialog.all.click()
    assert "1件" in dialog.yes.text()
    dialog.accept()
    wait_idle(qtbot, open_session)
    assert open_session.evidence.unlinked() == ()
    assert open_session.path.stat().st_size < size - MIB
    codes = codes_of(open_session)
    assert not open_session.reviews.undo()
    assert codes == [Code.CONTENT_PURGED]
    attach("戻す.bin", b"x" * (2 * MIB))  # the window goes on with the new file
    assert open_session.reviews.item_detail(PROVIDER, ITEM).evidence


def test_that_names_stay_readable_where_hash_and_person_give_way(
    open_session: Session, attach: Callable[[str, bytes], None], qtbot: QtBot
):
    attach("入退室記録_2026年度.xlsx", b"x")
    detach_all(open_session)
    dialog = PurgeDialog(open_session)
    show(qtbot, dialog, (980, 480))
    header, least = dialog.list.header(), dialog.list.fontMetrics().horizontalAdvance("M" * 8)
    roomy = [header.sectionSize(at) for at in range(5)]
    assert sum(roomy) == dialog.list.viewport().width()
    dialog.resize(620, 480)
    qtbot.waitUntil(lambda: dialog.width() == 620)
    narrow = [header.sectionSize(at) for at in range(5)]
    assert narrow[0] >= 2 * least
    assert narrow[4] < roomy[4]
    assert (narrow[1], narrow[3]) == (roomy[1], roomy[3])
    assert narrow[2] == roomy[2] or narrow[4] == least  # the hash first


def test_that_the_dialog_says_when_there_is_nothing_to_purge(open_session: Session, parent: QWidget):
    dialog = PurgeDialog(open_session, parent)
    assert dialog.none.text()
    assert not dialog.yes.isEnabled()
    assert dialog.list.isHidden()


def test_that_compacting_is_offered_with_how_much_it_frees(
    flows: EvidenceFlows,
    open_session: Session,
    parent: QWidget,
    attach: Callable[[str, bytes], None],
    qtbot: QtBot,
):
    attach("誤添付.bin", b"x" * (2 * MIB))
    detach_all(open_session)
    (one,) = open_session.evidence.unlinked()
    open_session.evidence.purge([one.sha256])
    wait_idle(qtbot, open_session)
    size = open_session.path.stat().st_size
    flows.compact()
    asked = message(parent)
    assert "2.0 MB" in asked.text()
    press(asked, "最適化する")
    wait_idle(qtbot, open_session)
    assert open_session.path.stat().st_size < size - MIB
    flows.compact()
    assert "ありません" in message(parent).text()


def test_that_a_file_that_may_do_harm_is_opened_only_after_a_question(
    open_session: Session,
    attach: Callable[[str, bytes], None],
    opened: list[Path],
    qtbot: QtBot,
):
    attach("報告書.pdf", b"MZ\x90\0 a program")
    panel = ItemPanel(open_session)
    show(qtbot, panel, (460, 900))
    panel.evidence.open.click()
    wait_idle(qtbot, open_session)
    assert opened == []
    asked = message(panel.evidence)
    assert "報告書.pdf" in asked.text()
    assert "プログラム" in asked.informativeText()
    press(asked, "キャンセル")
    assert opened == []
    panel.evidence.open.click()
    wait_idle(qtbot, open_session)
    press(message(panel.evidence), "それでも開く")
    wait_idle(qtbot, open_session)
    assert [path.read_bytes()[:2] for path in opened] == [b"MZ"]
    folder = opened[0].parents[1]
    open_session.cases.close()
    assert not folder.exists()


def test_that_dropped_evidence_can_be_purged_after_it_was_undone(
    open_session: Session, tmp_path: Path, qtbot: QtBot
):
    open_session.select(PROVIDER, ITEM)
    panel = ItemPanel(open_session)
    show(qtbot, panel, (460, 900))
    (tmp_path / "a.txt").write_bytes(b"a")
    assert panel.evidence.take(mime_of(tmp_path / "a.txt"))
    wait_idle(qtbot, open_session)
    assert open_session.reviews.undo()
    (one,) = open_session.evidence.unlinked()
    open_session.evidence.purge([one.sha256])
    wait_idle(qtbot, open_session)
    codes = codes_of(open_session)
    assert not open_session.reviews.redo()
    assert codes == [Code.CONTENT_PURGED]


def test_that_a_start_sweeps_the_copies_of_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    left = tmp_path / f"assessor-evidence-{gone.pid}-abc"
    (left / "in").mkdir(parents=True)
    (left / "in" / "copy.pdf").write_bytes(b"x")
    Behind.sweep()
    assert not left.exists()
