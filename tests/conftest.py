"""What tests with a window share: settings of their own, a copy of the sample, a session, a window."""

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor import catalog, log
from assessor.catalog import Library
from assessor.operations import sample as sample_case
from assessor.operations.inspection import this_actor
from assessor.progress import quiet
from assessor.storage import keys
from assessor.words import Language
from tests.few_rounds import REAL, take_few
from tests.once import Once, once_a_run
from tests.patience import PROCESS, be_patient
from tests.places import ROOT
from tests.small_pieces import make_small
from ui.app import translators
from ui.app.application import Options, start
from ui.session.session import Session
from ui.settings import Settings
from ui.window.main_window import MainWindow

pytest_plugins = ["tests.depth", "tests.display", "tests.memory", "tests.processes"]

REVIEWER = "評価 太郎"

be_patient()
take_few()
# A run that was started in the background may ignore Ctrl+C and the end of its terminal, and so would every
# program that a test starts and ends in that way.
for name, usual in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
    number = getattr(signal, name, None)
    if number is not None and signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ.get("QT_QPA_PLATFORM") == "offscreen" and sys.platform != "win32":
    # The screen that the platform makes up by itself, 800 by 800, is smaller than any there is.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={ROOT / 'tests/screen.json'}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    """Where a program keeps what is the user's: a place of each test's own, not that of whoever runs it."""
    folder = tmp_path.with_name(f"{tmp_path.name}-home")  # beside it: tests look at all of their own
    with pytest.MonkeyPatch.context() as patch:  # apart: what a test patches is undone before it is tidied
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder / name.lower()))
        yield folder
        log.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def small() -> Iterator[None]:
    """Every piece is met all the same, and the real size is in the tests of the storage."""
    with pytest.MonkeyPatch.context() as patch:
        make_small(patch.setattr)
        yield


@pytest.fixture
def real_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys as the program does: for cases that another process opens by their passphrase."""
    monkeypatch.setattr(keys, "ROUNDS", REAL)


@pytest.fixture
def tidy(qapp: QApplication) -> Iterator[None]:
    """Collect garbage between tests only: a widget deleted on a job's thread would crash."""
    gc.disable()
    gc.freeze()  # what was there before has nothing to be found in it, and is most of all there is
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.enable()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make what takes long once a run."""
    return once_a_run(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def library() -> Library:
    """The checklists and plans that are shipped."""
    return catalog.load(catalog.default_folder())


@pytest.fixture(scope="session")
def sample_file(once: Once, request: pytest.FixtureRequest) -> Path:
    """The sample case; tests work on copies."""

    def build(folder: Path) -> None:
        library = request.getfixturevalue("library")
        sample_case.build(folder / "sample.assess", library, this_actor("見本 花子"), quiet()).close()

    return once("sample", build) / "sample.assess"


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample case, at a path with blanks and Japanese in it."""
    return Path(shutil.copy(sample_file, tmp_path / "見本 の 案件.assess"))


@pytest.fixture(scope="session")
def english(once: Once) -> Path:
    """The folder with the English translation, compiled for this run."""
    ending = ".exe" if sys.platform == "win32" else ""
    lrelease = Path(PySide6.__file__).parent / f"lrelease{ending}"

    def compile_it(folder: Path) -> None:
        source, target = ROOT / "resources/i18n/en.ts", folder / "en.qm"
        subprocess.run([lrelease, "-silent", source, "-qm", target], check=True, timeout=PROCESS)

    return once("i18n", compile_it)


@pytest.fixture
def copying() -> bool:
    """Whether the window takes copies by itself; only tests of these give them a folder and wait for them."""
    return False


@pytest.fixture
def settings(tmp_path: Path, copying: bool) -> Settings:
    """Settings in a file of their own."""
    made = Settings(tmp_path / "settings.ini")
    if not copying:
        made.backup_minutes = 0
    return made


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    """A session without a case; whatever it has open at the end is closed."""
    made = Session(reviewer=REVIEWER)
    made.setParent(qapp)
    yield made
    made.jobs.wait()
    made.cases.close()
    made.setParent(None)


@pytest.fixture
def open_session(session: Session, sample: Path, qtbot: QtBot) -> Session:
    """A session with a copy of the sample open."""
    job = session.cases.open(sample)
    assert job is not None
    with qtbot.waitSignal(job.finished):
        pass
    assert session.is_open
    return session


@pytest.fixture
def shown(
    qapp: QApplication,
    qtbot: QtBot,
    settings: Settings,
    english: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], MainWindow]]:
    """Shows the real main window, complete, as often as it is called."""
    monkeypatch.setattr(translators, "TRANSLATIONS", english)
    windows: list[MainWindow] = []

    def show() -> MainWindow:
        window = start(qapp, settings, Options(reviewer=REVIEWER))
        windows.append(window)
        window.show()
        window.complete()
        qtbot.waitUntil(lambda: window.desk.view.ready)
        window.desk.view.complete()
        return window

    yield show
    settings.backup_minutes = 0
    for window in windows:
        window.session.jobs.wait()
        window.session.set_language(Language.JA)
        window.close()
        window.deleteLater()


@pytest.fixture
def window(shown: Callable[[], MainWindow]) -> MainWindow:
    """The real main window, without a case."""
    return shown()


@pytest.fixture
def case_window(window: MainWindow, sample: Path, qtbot: QtBot) -> MainWindow:
    """The real main window with a copy of the sample open."""
    window.desk.cases.open(sample)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.desk.view)
    qtbot.waitUntil(lambda: not window.session.jobs.busy)
    return window
