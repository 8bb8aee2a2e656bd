"""Starting the window: paint its frame first, then load everything else, then open the case."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from assessor import VERSION, log
from assessor.words import Language
from ui.app import seam, warm_up
from ui.app.translators import Translation
from ui.paths import NAME
from ui.session.jobs import Job, Jobs, stop_all
from ui.settings import Scheme, Settings
from ui.widgets.looks import theme
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from ui.app.ending import Ending

# Seconds after which a job's thread gives way to the window's. The window waits that long each time it comes
# back from Qt, some hundred times for one dialog: with Python's 5 ms it stood still for half a second.
SWITCH_S: Final = 0.0002
PASSPHRASE = "ASSESSOR_PASSPHRASE"  # given on the command line only


class Options(NamedTuple):
    """The options of the command line for the window."""

    case: Path | None = None
    language: Language | None = None
    reviewer: str = ""
    first_paint: Path | None = None


def options(case: str = "", lang: str = "", reviewer: str = "", first_paint: str = "") -> Options:
    """Return the options from the arguments of the command line."""
    return Options(
        case=Path(case).absolute() if case else None,
        language=Language(lang) if lang else None,
        reviewer=reviewer,
        first_paint=Path(first_paint) if first_paint else None,
    )


class FirstPaint(QObject):
    """Calls a function once, when a window and everything in it was painted."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the window's first paint; its children are painted in the same turn of the event loop."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)


def run(options: Options, ending: Ending) -> int:
    """Open the window and return the exit code when it is closed."""
    os.environ.pop(PASSPHRASE, None)  # programs started by the window would inherit it
    application = QApplication(sys.argv[:1])
    settings = Settings()
    window = start(application, settings, options)
    application.commitDataRequest.connect(lambda _: window.keep_what_is_typed())
    if options.first_paint is not None:
        FirstPaint(window, lambda file=options.first_paint: _note_and_quit(file))  # type: ignore[misc]  # bound above
    else:
        FirstPaint(window, lambda: go_on(window, options.case, ending))
    window.show()
    code = application.exec()
    ending.settle()
    _let_go(window, code)
    return code


def _let_go(window: MainWindow, code: int) -> None:
    """Destroy the window while the application still exists and no job can send it signals."""
    ended = stop_all()
    window.going.emit()
    if not ended:
        # A system call that never returns can be ended only with the process. Recorded changes are in the
        # file; an unfinished one is undone when the case is opened next.
        log.note("window", "leave", "stuck")
        os._exit(code)
    window.let_go()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def start(application: QApplication, settings: Settings, options: Options) -> MainWindow:
    """Create the window, ready to be painted, and return it."""
    sys.setswitchinterval(SWITCH_S)
    application.setApplicationName(NAME)
    application.setApplicationVersion(VERSION)
    application.setFont(theme.font(settings.zoom))
    application.setStyle("Fusion")
    theme.apply(application, settings.scheme)
    translation = Translation(application, options.language or settings.language)
    reviewer = options.reviewer or settings.reviewer
    window = MainWindow(
        translation.language,
        settings,
        options.case,
        start_page=seam.start_page,
        furnish=lambda window: seam.behind().furnish(window, translation, reviewer),
    )
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda: _follow_system(application, settings))
    return window


def go_on(window: MainWindow, case: Path | None, ending: Ending) -> None:
    """Load and create everything that the first paint did not need."""
    loading = Jobs(window)
    if case is None:
        loading.start(Job("", lambda _: seam.start_page())).succeeded.connect(window.begin)
    loaded = loading.start(Job("", warm_up.load))
    loaded.succeeded.connect(lambda: _furnish(window, case, ending))
    loaded.failed.connect(window.give_up)


def _furnish(window: MainWindow, case: Path | None, ending: Ending) -> None:
    """Create the loaded parts, and open the case."""
    seam.behind().watch_over(window, ending)
    # One after the other, since work on two threads at once would make the window stutter.
    if case is not None:
        window.completed.connect(lambda: window.desk.cases.open(case))
        window.complete()
    else:
        window.session.cases.load_library().finished.connect(window.complete)


def _note_and_quit(file: Path) -> None:
    file.write_text(repr(time.time()), encoding="ascii")
    QApplication.quit()


def _follow_system(application: QApplication, settings: Settings) -> None:
    if settings.scheme is Scheme.SYSTEM and theme.differs_from_system(application):
        theme.apply(application, Scheme.SYSTEM)
