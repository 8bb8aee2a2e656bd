"""What the window leaves that is stopped at any piece: by the button, by Esc, by closing the window."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from assessor.domain.records import Evidence
from assessor.excel.writing import filling
from assessor.operations import protecting
from assessor.operations.evidence import attaching, purging
from assessor.operations.inspection import Inspection, this_actor
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.progress import Progress, quiet
from tests.small_pieces import PIECE
from tests.traces import MARK, found_in, marked
from ui.returns.dialog import ReturnsDialog
from ui.secrets.ask_dialog import PassphraseDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from assessor.storage.keys import Key
    from tests.journeys.conftest import Shown
    from tests.journeys.fake_chooser import FakeChooser
    from ui.session.jobs import Job
    from ui.window.main_window import MainWindow

SUBJECT, ITEM = "cp_minamo", "CP-1-04"
PIECES: Final = 10  # more than SQLite keeps in memory
SECRET: Final = "秋の点検の合言葉"


class Gate:
    """Holds the work up at one of its steps until the user has done something."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._step = Progress.step
        self._left = -1
        self._here = threading.Event()
        self._on = threading.Event()

        def step(progress: Progress, done: int, total: int) -> None:
            self._count(progress, done, total)

        patch.setattr(Progress, "step", step)

    def set(self, at: int) -> None:
        """Close before a step that is yet to come."""
        self._here.clear()
        self._on.clear()
        self._left = at

    @property
    def reached(self) -> bool:
        """Whether the work has come so far."""
        return self._here.is_set()

    def open(self) -> None:
        """Let the work go on."""
        self._left = -1
        self._on.set()

    def _count(self, progress: Progress, done: int, total: int) -> None:
        if self._left == 0 and threading.current_thread() is not threading.main_thread():
            self._here.set()
            assert self._on.wait(60)
        self._left -= 1
        self._step(progress, done, total)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.open()


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files would be."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture(scope="module", params=["plain", "encrypted"])
def with_room(
    request: pytest.FixtureRequest, small: None, sample_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Key | None]:
    """The sample with free pages, and a content that nothing links; with its key."""
    folder = tmp_path_factory.mktemp("room")
    case = folder / "sample.assess"
    shutil.copy(sample_file, case)
    inspection = Inspection.open(case, this_actor("t"))
    if request.param == "encrypted":
        protecting.protect(inspection, SECRET, quiet())
    names = []
    for name, size in (("kept.bin", PIECES * PIECE), ("purged.bin", 6 * PIECE)):
        (folder / name).write_bytes(os.urandom(size))
        attaching.attach(inspection, SUBJECT, ITEM, [folder / name], quiet())
        (mine,) = [one for one in attaching.all_evidence(inspection) if one.name == name]
        inspection.apply(attaching.detach(inspection, mine))
        names.append(mine.sha256)
    purging.purge(inspection, names[-1:], quiet())
    key = inspection.file.key
    inspection.close()
    return case, key


@pytest.fixture
def key(with_room: tuple[Path, Key | None]) -> Key | None:
    """What decrypts the pages of the case."""
    return with_room[1]


@pytest.fixture
def sample(with_room: tuple[Path, Key | None], tmp_path: Path) -> Path:
    """What the window has open."""
    return Path(shutil.copy(with_room[0], tmp_path / "見本 の 案件.assess"))


@pytest.fixture
def case_window(
    window: MainWindow,
    sample: Path,
    key: Key | None,
    in_front: Shown[PassphraseDialog],
    qtbot: QtBot,
) -> MainWindow:
    """The window with the sample open, by its passphrase when it has one."""
    window.desk.cases.open(sample)
    if key:
        dialog = in_front(PassphraseDialog)
        dialog.edit.typed.setText(SECRET)
        QTest.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.is_open)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    qtbot.waitUntil(lambda: not window.session.jobs.busy)
    return window


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "secret.bin"
    path.write_bytes(marked(PIECES * PIECE - 3))
    return path


def held(window: MainWindow) -> tuple[object, ...]:
    with window.session.inspection.file.read() as work:
        contents = work.scope.connection.exec_driver_sql("SELECT * FROM content").all()
        return work.journal.head(), work.records.all(Evidence), contents


def press_stop(window: MainWindow, qtbot: QtBot) -> None:
    """Press the button that stops the work, once it is there."""
    bar = window.desk.job_bar
    qtbot.waitUntil(bar.isVisible)
    QTest.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)


def _succeeded(ended: list[str], _: object) -> None:
    ended.append("succeeded")


def _comes(gate: Gate, ended: list[str]) -> bool:
    return gate.reached or bool(ended)


def stopped_everywhere(
    window: MainWindow, gate: Gate, begin: Callable[[], Job | None], qtbot: QtBot
) -> Iterator[int]:
    """Begin and stop by the button at the first step, then at the second, until it comes to its end."""
    for at in count():
        gate.set(at)
        job = begin()
        assert job is not None
        ended: list[str] = []
        job.cancelled.connect(partial(ended.append, "cancelled"))
        job.succeeded.connect(partial(_succeeded, ended))
        qtbot.waitUntil(partial(_comes, gate, ended))
        if gate.reached:
            press_stop(window, qtbot)
            gate.open()
        qtbot.waitUntil(lambda: not window.session.jobs.busy)
        if ended == ["succeeded"]:
            return
        assert ended == ["cancelled"]
        yield at


def test_that_attaching_that_is_stopped_at_any_piece_leaves_nothing(
    case_window: MainWindow, gate: Gate, secret: Path, temp: Path, qtbot: QtBot
):
    session, case = case_window.session, case_window.session.inspection.path
    key = session.inspection.file.key
    session.select(SUBJECT, ITEM)
    before, size = held(case_window), case.stat().st_size
    steps = list[int]()
    for at in stopped_everywhere(case_window, gate, lambda: session.evidence.attach([secret]), qtbot):
        assert found_in(case.parent, case, key) == [], at
        assert (held(case_window), case.stat().st_size) == (before, size)
        steps.append(at)
    assert len(steps) > PIECES
    assert list(temp.iterdir()) == []
    assert found_in(case.parent, case, key) == [case.name]  # the last one was not stopped


def test_that_purging_and_packaging_that_are_stopped_leave_the_case_and_nothing_else(
    case_window: MainWindow, gate: Gate, temp: Path, tmp_path: Path, qtbot: QtBot
):
    session, case = case_window.session, case_window.session.inspection.path
    (one,) = session.evidence.unlinked()
    before, target = held(case_window), tmp_path / "out" / "package.zip"
    target.parent.mkdir()
    for _ in stopped_everywhere(
        case_window, gate, lambda: session.evidence.package(target, [SUBJECT]), qtbot
    ):
        assert list(target.parent.iterdir()) == []
    assert target.exists()
    for _ in stopped_everywhere(case_window, gate, lambda: session.evidence.purge([one.sha256]), qtbot):
        assert held(case_window) == before
        assert not case.with_name(f"{case.name}-journal").exists()
    assert list(temp.iterdir()) == []


@pytest.fixture
def returns(
    case_window: MainWindow,
    secret: Path,
    chooser: FakeChooser,
    in_front: Callable[[type[ReturnsDialog]], ReturnsDialog],
) -> ReturnsDialog:
    """The dialog with a workbook that came back, and with it the file that it names."""
    returned = secret.parent
    exporting.export(case_window.session.inspection, [SUBJECT], returned, quiet(), Sending(everything=True))
    (workbook,) = returned.glob("*.xlsx")
    answer = {"answer": "一部実施", "explanation": MARK.decode(), "evidence_names": secret.name}
    filling.fill(workbook, {ITEM: answer})
    chooser.files = [returned]
    case_window.choices["import_folder"].trigger()
    return in_front(ReturnsDialog)


def test_that_taking_over_that_is_stopped_by_esc_at_any_piece_leaves_nothing(
    case_window: MainWindow, gate: Gate, returns: ReturnsDialog, qtbot: QtBot
):
    file = case_window.session.inspection.file
    case, key, dialog = file.path, file.key, returns
    before, size = held(case_window), case.stat().st_size
    (returned,) = (file for file in dialog.model.files if file.preview is not None)
    dialog.open_file(returned)
    for at in count():
        gate.set(at)
        QTest.mouseClick(dialog.page.take, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: gate.reached or not dialog.jobs.busy)
        if not gate.reached:
            break
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        gate.open()
        qtbot.waitUntil(lambda: not dialog.jobs.busy)
        assert dialog.isVisible()
        if held(case_window) != before:  # what comes after the taking over: reading the subject again
            break
        assert found_in(case.parent, case, key) == [], at
        assert case.stat().st_size == size
    assert at > PIECES
    dialog.close()


def test_that_closing_the_window_while_it_attaches_leaves_nothing(
    case_window: MainWindow,
    gate: Gate,
    secret: Path,
    in_front: Callable[[type[QMessageBox]], QMessageBox],
    qtbot: QtBot,
):
    session, case = case_window.session, case_window.session.inspection.path
    key = session.inspection.file.key
    session.select(SUBJECT, ITEM)
    size = case.stat().st_size
    gate.set(9)
    session.evidence.attach([secret])
    qtbot.waitUntil(lambda: gate.reached)
    case_window.close()
    box = in_front(QMessageBox)
    next(button for button in box.buttons() if "中止" in button.text()).click()
    gate.open()
    qtbot.waitUntil(lambda: not case_window.isVisible())
    assert found_in(case.parent, case, key) == []
    assert case.stat().st_size == size
    assert sorted(path.name for path in case.parent.glob("*assess*")) == [case.name]
