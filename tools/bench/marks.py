"""The time of a mark in the window, from the key to what it paints: `marks RUNS CASE…`; each in turn.

Prints a line for each mark: the seconds of the window on each case, and last those of the same mark in the
core alone, without a window, on a copy of the first case.
"""

import gc
import shutil
import sys
import time
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessor.domain.vocabulary import Verdict
from assessor.operations import reviewing, viewing
from assessor.operations.inspection import Inspection, this_actor
from tools.bench.opening import TIME_LIMIT, wait
from ui.app.application import Options, start
from ui.settings import Settings
from ui.window.main_window import MainWindow

REVIEWER = "評価 太郎"
DIGITS = (Qt.Key.Key_4, Qt.Key.Key_5)  # alternating, so that each mark is a change
VERDICTS = (Verdict.CONFIRMING, Verdict.DISCUSSING)


class Painted(QObject):
    """Notices when the list of items has painted a change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.seen = False
        self._view = window.desk.view.items.table.viewport()
        self._view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        """Note a paint event."""
        if watched is self._view and event.type() is QEvent.Type.Paint:
            self.seen = True
        return super().eventFilter(watched, event)


def in_window(application: QApplication, window: MainWindow, painted: Painted, digit: Qt.Key) -> float:
    """Press a digit in the list of items and return the seconds until it is painted."""
    application.processEvents()
    painted.seen, deadline = False, QDeadlineTimer(TIME_LIMIT)
    started = time.perf_counter()
    QTest.keyClick(window.desk.view.items.table, digit)
    while not painted.seen:
        application.processEvents()
        if deadline.hasExpired():
            raise TimeoutError("nothing was painted")
    return time.perf_counter() - started


def in_core(inspection: Inspection, place: tuple[str, str], verdict: Verdict) -> float:
    """Mark an item and read its subject anew, and return the seconds."""
    started = time.perf_counter()
    inspection.apply(reviewing.mark(inspection, reviewing.Mark(*place, verdict=verdict)))
    viewing.item_detail(inspection, *place)
    return time.perf_counter() - started


def settle(application: QApplication, milliseconds: int) -> None:
    """Process postponed events, so that they are not measured as part of a mark."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        application.processEvents()


def main(runs: int, cases: list[Path]) -> None:
    """Mark in each case `runs` times, then in the core, and print the seconds."""
    gc.disable()
    application = QApplication(sys.argv[:1])
    window = start(application, Settings(cases[0].with_name("settings.ini")), Options(reviewer=REVIEWER))
    window.show()
    while not window.desk.view.ready:
        window.complete()
        application.processEvents()
    columns: list[list[float]] = []
    place = ("", "")
    alone = cases[0].with_name("alone.assess")
    shutil.copyfile(cases[0], alone)
    for case in cases:
        window.desk.cases.open(case)
        wait(application, window, opened=True)
        settle(application, 1500)
        session, painted = window.session, Painted(window)
        window.desk.view.items.take_focus()
        place = place if all(place) else (session.current_subject, session.current_item)
        found = [in_window(application, window, painted, DIGITS[n % 2]) for n in range(runs + 4)]
        columns.append(found[4:])  # the first ones are a warm-up
        window.desk.cases.close()
        wait(application, window, opened=False)
    with closing(Inspection.open(alone, this_actor(REVIEWER))) as inspection:
        columns.append([in_core(inspection, place, VERDICTS[n % 2]) for n in range(runs + 4)][4:])
    for took in zip(*columns, strict=True):
        sys.stdout.write(" ".join(map(str, took)) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
