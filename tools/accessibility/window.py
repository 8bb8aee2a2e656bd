"""The walked window: shows the next view for each line that it reads, and prints which.

    python -m tools.accessibility.window CASE ja|en

Each reply is a line with tabs: the view, `window` or `dialog`, and the text to be announced.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from assessor.domain.vocabulary import Verdict
from assessor.words import Language
from tools.pictures.views import Studio, on_qt_message, settle
from ui.app.application import Options, start
from ui.settings import Settings
from ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stepper(QObject):
    """Shows the next view on each request."""

    def __init__(self, views: Iterator[tuple[str, bool, str]]) -> None:
        super().__init__()
        self._views = views
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._asked.activated.connect(self._on_asked)

    def _on_asked(self) -> None:
        """Handle one request; the walker never sends another before the reply."""
        self._asked.setEnabled(False)  # showing a view runs the event loop
        going_on = os.read(sys.stdin.fileno(), 4096)
        view = next(self._views, None) if going_on else None
        if view is None:
            QApplication.quit()
            return
        name, whole, announced = view
        sys.stdout.write(f"{name}\t{'window' if whole else 'dialog'}\t{announced}\n")
        sys.stdout.flush()
        self._asked.setEnabled(True)


def views(window: MainWindow, case: Path, folder: Path) -> Iterator[tuple[str, bool, str]]:
    """Yield each view with whether it is the window itself, and what it announces."""
    studio = Studio(window, case, folder)
    for name, widget in studio.views(everything=True):
        settle()
        yield name, isinstance(widget, MainWindow), "たぶん" if name == "problems" else ""
        if name == "items":
            session = window.session
            session.reviews.mark([session.current_item], verdict=Verdict.DISCUSSING)
            yield "verdict", True, session.current_item
            session.reviews.undo()
            window.choices["larger"].trigger()
            yield "larger", True, "110 %"
            window.choices["usual_size"].trigger()


def main(case: str, language: str) -> int:
    """Show the window until the walker has seen every view."""
    qInstallMessageHandler(on_qt_message)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(shutil.copy(case, Path(scratch) / "case.assess"))
        window = start(
            application, Settings(Path(scratch) / "settings.ini"), Options(None, Language(language))
        )
        window.show()
        stepper = Stepper(views(window, copy, Path(scratch)))
        code = application.exec()
        del stepper
        window.session.jobs.wait()
        window.session.cases.close()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
