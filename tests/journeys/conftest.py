"""What the journeys do again and again: waiting for work, finding the dialog in front, choosing files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Outcome, Verdict
from tests.journeys.fake_chooser import QUESTIONS, FakeChooser
from ui.widgets.dialogs.file_chooser import Chooser
from ui.window.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
Shown = Callable[[type[W]], W]


@pytest.fixture(autouse=True)
def clean(tidy: None) -> None:
    """Delete the windows of a journey before the next one."""


@pytest.fixture
def chooser(monkeypatch: pytest.MonkeyPatch) -> FakeChooser:
    """What every question for a file or a folder is answered with."""
    fake = FakeChooser()
    for question in QUESTIONS:
        monkeypatch.setattr(Chooser, question, getattr(fake, question))
    return fake


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What would have been handed to other programs."""
    shown: list[Path] = []

    def show(path: Path) -> bool:
        shown.append(path)
        return True

    monkeypatch.setattr("ui.desktop.show", show)
    return shown


@pytest.fixture
def idle(qtbot: QtBot) -> Callable[[MainWindow], None]:
    """Waits until no job runs and the page that belongs to it is shown."""

    def settled(window: MainWindow) -> bool:
        shown = window.pages.currentWidget() is window.desk.view
        return not window.session.jobs.busy and shown is window.session.is_open

    return lambda window: qtbot.waitUntil(lambda: settled(window))


@pytest.fixture
def in_front(qtbot: QtBot) -> Iterator[Shown[QWidget]]:
    """Waits for a dialog of a kind and returns it."""

    def wait(kind: type[W]) -> W:
        def there() -> None:
            assert isinstance(QApplication.activeModalWidget(), kind)

        qtbot.waitUntil(there)
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    yield wait
    while (left := QApplication.activeModalWidget()) is not None:
        left.close()


@pytest.fixture
def open_item(case_window: MainWindow) -> tuple[str, str]:
    """A subject under evaluation and an item of it that nobody has judged; it is made the current one."""
    session = case_window.session
    subject, item = next(
        (result.subject.subject, state.item.id)
        for result in session.results.subjects
        for state in result.states
        if result.outcome is Outcome.CONFIRMING and state.verdict is Verdict.UNREVIEWED
    )
    session.select(subject, item)
    return subject, item
