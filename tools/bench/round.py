"""One round through the window on a case, with a watch on how long it stands still: `round CASE`.

The watch is a timer that is due at every return to the event loop: the time between two of its turns is how
long a key or a click would have waited. Prints for each step the longest such time in milliseconds, by the
clock and of this thread's own processor time, which other programs do not lengthen.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assessor.words import Language
from ui.app.application import FirstPaint, Options, go_on, start
from ui.app.ending import Ending
from ui.settings import Folder, Settings
from ui.window.main_window import MainWindow

if TYPE_CHECKING:  # at run time they are loaded when they are first shown, which counts
    from ui.questionnaires.collection_dialog import CollectionDialog
    from ui.questionnaires.export_dialog import ExportDialog
    from ui.signing.sign_dialog import SigningDialog
    from ui.start.properties_dialog import CaseDialog

BEAT_MS: Final = 1
QUIET_MS: Final = 400  # so long nothing happens before a step counts as done: longer than what is put off
LIMIT_S: Final = 120


class Step(NamedTuple):
    """Something a user does, and what tells that the window has done it."""

    name: str
    act: Callable[[], object]
    done: Callable[[], bool] = lambda: True


class Stall(NamedTuple):
    """The longest time between two returns to the event loop, in milliseconds."""

    wall: float = 0.0
    cpu: float = 0.0


class Watch(QObject):
    """Goes through steps one after the other and notes the longest stall of each."""

    def __init__(self, steps: Iterator[Step]) -> None:
        super().__init__()
        self.found: dict[str, Stall] = {}
        self._steps = steps
        self._step: Step | None = None
        self._began = self._busy = self._wall = time.perf_counter()
        self._cpu = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        """Note how long it took to come here again, and go on when the step is done and all is quiet."""
        wall, cpu = time.perf_counter(), time.thread_time()
        stall = Stall((wall - self._wall) * 1000, (cpu - self._cpu) * 1000)
        self._wall, self._cpu = wall, cpu
        if self._step is not None:
            before = self.found.get(self._step.name, Stall())
            self.found[self._step.name] = Stall(max(before.wall, stall.wall), max(before.cpu, stall.cpu))
        if stall.cpu > 2 * BEAT_MS:
            self._busy = wall
        if wall - self._began > LIMIT_S:
            raise TimeoutError(self._step)
        if self._step is not None and not self._step.done():
            self._busy = wall
        elif (wall - self._busy) * 1000 > QUIET_MS:
            self._go_on()

    def _go_on(self) -> None:
        """Do the next step within this turn: what it takes counts until the next one."""
        self._step = next(self._steps, None)
        if self._step is None:
            self._timer.stop()
            QCoreApplication.quit()
            return
        self._began = self._busy = time.perf_counter()
        self._step.act()


class Round:
    """The steps of one round."""

    def __init__(self, window: MainWindow, case: Path, folder: Path) -> None:
        self._window, self._case, self._folder = window, case, folder

    def steps(self) -> Iterator[Step]:
        """Yield them; each is made when the one before is done."""
        window, complete = self._window, []
        window.completed.connect(lambda: complete.append(True))
        # Not a look at the desk: to ask for it before it is loaded is to wait for that.
        yield Step("start page", lambda: None, lambda: bool(complete) and not window.session.jobs.busy)
        yield Step("open", lambda: window.desk.cases.open(self._case), self._is_shown)
        yield from self._moving()
        yield from self._judging()
        yield from self._dialogs()
        yield from self._looks()

    def _moving(self) -> Iterator[Step]:
        view, session = self._window.desk.view, self._window.session
        last = session.results.subjects[-1].subject.subject
        yield Step("choose a subject with the arrow", lambda: _press(view.subjects.tree, Qt.Key.Key_Down))
        yield Step("choose the last subject", lambda: session.select(last))
        yield Step("next subject (Ctrl+PgUp)", self._window.choices["previous_subject"].trigger)
        yield Step("next unreviewed (Ctrl+↓)", self._window.choices["next"].trigger)
        yield from _typed("filter the subjects", view.subjects.search, "サービス7")
        yield Step("clear that filter", view.subjects.search.clear)
        yield from _typed("filter the items", view.items.search, "認証")
        yield Step("clear that filter of items", view.items.search.clear)
        yield Step("filter by verdict", lambda: view.items.verdict_filter.setCurrentIndex(2))
        yield Step("show all verdicts", lambda: view.items.verdict_filter.setCurrentIndex(0))

    def _judging(self) -> Iterator[Step]:
        choices, view = self._window.choices, self._window.desk.view
        verdicts = list(choices.verdicts.values())
        yield Step("mark an item", verdicts[4].trigger)
        yield Step("undo", choices["undo"].trigger)
        yield Step("redo", choices["redo"].trigger)
        yield Step("select all items", view.items.table.selectAll)
        yield Step("mark all of them", verdicts[1].trigger, self._asked_for_several)
        yield Step("undo all of them", choices["undo"].trigger)
        yield Step("overview, first time", choices["overview"].trigger)
        yield Step("undo in the overview", choices["undo"].trigger)
        yield Step("redo in the overview", choices["redo"].trigger)
        yield Step("advanced items in the overview", lambda: view.overview.advanced.setChecked(True))
        yield Step("scroll the overview", view.overview.table.scrollToBottom)
        yield Step("back to the items", choices["items"].trigger)
        yield Step("overview again", choices["overview"].trigger)
        yield Step("items again", choices["items"].trigger)

    def _dialogs(self) -> Iterator[Step]:
        choices = self._window.choices
        yield Step("export dialog", choices["export"].trigger, self._has_dialog)
        export = cast("ExportDialog", self._dialog)
        yield Step("choose no subject there", lambda: export.tree.choose_none())  # noqa: PLW0108 - it may be another tree
        yield Step("include answered items", lambda: export.everything.setChecked(True))
        yield Step("choose all subjects there", lambda: export.tree.choose_all())  # noqa: PLW0108 - same
        yield Step("clear its folder", export.place.clear)
        yield from _typed("type its folder", export.place, str(self._folder / "x"))
        yield from self._closed("export dialog")
        yield Step("collection status", choices["collection"].trigger, self._has_dialog)
        status = cast("CollectionDialog", self._dialog)
        yield Step("sort it", lambda: status.table.sortByColumn(3, Qt.SortOrder.DescendingOrder))
        yield from self._closed("collection status")
        yield Step("sign dialog", choices["sign"].trigger, self._has_dialog)
        signing = cast("SigningDialog", self._dialog)
        yield Step("sign: the whole inspection", lambda: signing.scope.setCurrentIndex(1))
        yield from self._closed("sign dialog")
        yield Step("proposals", choices["proposals"].trigger, self._has_dialog)
        yield from self._closed("proposals")
        yield Step("properties", choices["properties"].trigger, self._has_dialog)
        properties = cast("CaseDialog", self._dialog)
        yield from _typed("type another title", properties.title, " 2")
        yield Step("save the properties", properties.accept, self._has_no_dialog)

    def _looks(self) -> Iterator[Step]:
        window, session = self._window, self._window.session
        speak = window.desk.looks.speak
        yield Step("English", lambda: speak(Language.EN))
        yield Step("Japanese", lambda: speak(Language.JA))
        yield Step("dark", window.choices["dark"].trigger)
        yield Step("light", window.choices["light"].trigger)
        yield Step("close the case, start page", window.desk.cases.close, lambda: not session.is_open)
        yield Step("open again", lambda: window.desk.cases.open(self._case), self._is_shown)
        yield Step("close the window", window.close, lambda: not session.is_open)

    def _closed(self, name: str) -> Iterator[Step]:
        yield Step(f"close: {name}", self._dialog.reject, self._has_no_dialog)

    def _is_shown(self) -> bool:
        window = self._window
        shown = window.pages.currentWidget() is window.desk.view
        return shown and not window.session.jobs.busy

    @property
    def _dialog(self) -> QDialog:
        """The dialog in front."""
        found = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        return found[-1]

    def _has_dialog(self) -> bool:
        found = any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
        return found and not self._window.session.jobs.busy

    def _has_no_dialog(self) -> bool:
        return not self._has_dialog() and not self._window.session.jobs.busy

    def _asked_for_several(self) -> bool:
        """Say yes to the question whether several are meant, if it comes."""
        if self._has_dialog():
            _press(self._dialog, Qt.Key.Key_Return)
        return True


def _typed(name: str, field: QWidget, text: str) -> Iterator[Step]:
    """Yield a step for each sign typed; all count as one."""
    for sign in text:
        yield Step(name, lambda sign=sign: _press(field, Qt.Key.Key_unknown, sign))  # type: ignore[misc]  # bound above


def _press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Press a key; QTest's own knows no sign beyond ASCII."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def main(case: Path) -> int:
    """Go through one round and print what was found, as JSON."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(folder / "settings.ini")
        settings.remember_folder(Folder.QUESTIONNAIRES, folder)
        window = start(application, settings, Options(reviewer="評価 太郎"))
        watches: list[Watch] = []

        def painted() -> None:
            go_on(window, None, Ending())
            watches.append(Watch(Round(window, case, folder).steps()))

        FirstPaint(window, painted)
        window.show()
        application.exec()
    sys.stdout.write(json.dumps(watches[0].found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
