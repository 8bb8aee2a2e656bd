"""Looks: the colours chosen are shown at once and again at the next start; every view has its picture."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QImage, QPalette
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tools.pictures.views import SIZE, take_all
from ui.settings import Scheme, Settings
from ui.widgets.looks import theme
from ui.window.help_dialogs import NoticeDialog
from ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Scheme.LIGHT)


def test_that_dark_is_dark_at_once_and_at_the_next_start(
    case_window: MainWindow, settings: Settings, shown: Callable[[], MainWindow], qtbot: QtBot
):
    case_window.choices["dark"].trigger()
    assert theme.is_dark()
    qtbot.waitUntil(lambda: case_window.palette().color(QPalette.ColorRole.Window).lightness() < 80)
    assert settings.scheme is Scheme.DARK
    assert shown().choices["dark"].isChecked()


class Dressed(QObject):
    """Counts what reaches widgets when the look changes."""

    def __init__(self) -> None:
        super().__init__()
        self.restyled: list[QWidget] = []
        self.coloured: Counter[QWidget] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(watched, QWidget):
            if event.type() is QEvent.Type.StyleChange:
                self.restyled.append(watched)
            elif event.type() is QEvent.Type.PaletteChange:
                self.coloured[watched] += 1
        return super().eventFilter(watched, event)


def test_that_another_look_colours_every_widget_a_few_times_and_restyles_the_toolbar_alone(
    case_window: MainWindow, qapp: QApplication
):
    """A sheet for all restyles each widget once for every widget above it, 400 ms in all."""
    seen = Dressed()
    toolbar = case_window.desk.toolbar
    qapp.installEventFilter(seen)
    try:
        for name in ("dark", "light"):
            case_window.choices[name].trigger()
            qapp.processEvents()
            picture = toolbar.grab().toImage()
            ground = picture.pixelColor(picture.width() - 4, picture.height() // 2)
            assert ground == case_window.palette().color(QPalette.ColorRole.Window)
    finally:
        qapp.removeEventFilter(seen)
    below = {toolbar, *toolbar.findChildren(QWidget)}
    assert set(seen.restyled) <= below
    assert len(seen.restyled) <= 4 * len(below)  # two changes
    assert case_window in seen.coloured
    assert seen.coloured.total() <= 8 * len(qapp.allWidgets())


def test_that_the_system_may_change_its_mind(window: MainWindow, qapp: QApplication):
    window.choices["dark"].trigger()
    window.choices["system"].trigger()
    assert not theme.differs_from_system(qapp)


def test_that_the_language_can_be_chosen_on_the_start_page(window: MainWindow, qtbot: QtBot):
    buttons = {button.text(): button for button in window.start_page.findChildren(QToolButton)}
    buttons["English"].click()
    qtbot.waitUntil(lambda: window.choices["open"].text() == "&Open…")
    assert buttons["English"].isChecked()
    buttons["日本語"].click()
    qtbot.waitUntil(lambda: window.choices["open"].text() == "開く(&O)…")


def test_that_the_notice_is_shown_without_a_case_too(
    window: MainWindow, in_front: Callable[[type[NoticeDialog]], NoticeDialog]
):
    window.choices["notice"].trigger()
    assert "独自に構成" in in_front(NoticeDialog).page.toPlainText()


@pytest.mark.parametrize(
    ("name", "taken"), [("a.assess", True), ("A.ASSESS", True), ("a.xlsx", True), ("a.pdf", True)]
)
def test_that_files_may_be_dragged_over_the_window(
    case_window: MainWindow, tmp_path: Path, name: str, taken: bool
):
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    case_window.dragEnterEvent(event)
    assert event.isAccepted() is taken


def test_that_every_view_has_a_picture_in_both_languages_and_looks(
    sample: Path, tmp_path: Path, english: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("ui.app.translators.TRANSLATIONS", english)
    written = take_all(sample, tmp_path / "pictures")
    views = {path.stem.partition("_")[0] for path in written}
    assert views >= {"start", "items", "overview", "import", "problems", "export", "exported", "new"}
    assert len(written) == 4 * len(views)
    for path in written:
        if path.stem.startswith(("start", "items", "overview")):
            assert (QImage(str(path)).width(), QImage(str(path)).height()) == SIZE
