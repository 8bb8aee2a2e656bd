"""The time from choosing a case to a window that shows it: `opening RUNS CASE…`; each in turn."""

import gc
import sys
import time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from ui.app.application import Options, start
from ui.settings import Settings
from ui.window.main_window import MainWindow

TIME_LIMIT = 60_000


def wait(application: QApplication, window: MainWindow, *, opened: bool) -> None:
    """Process events until a case is shown, or none is, and no job runs."""
    deadline = QDeadlineTimer(TIME_LIMIT)
    while (window.pages.currentWidget() is window.desk.view) is not opened or window.session.jobs.busy:
        if deadline.hasExpired():
            raise TimeoutError("the window did not get that far")
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
    application.processEvents()


def main(runs: int, cases: list[Path]) -> None:
    """Open each case in turn, `runs` times, and print the seconds of each turn in one line."""
    gc.disable()
    application = QApplication(sys.argv[:1])
    window = start(application, Settings(cases[0].with_name("settings.ini")), Options(reviewer="評価 太郎"))
    window.show()
    while not window.desk.view.ready:
        window.complete()
        application.processEvents()
    for _ in range(runs + 1):  # the first turn is a warm-up
        took = []
        for case in cases:
            started = time.perf_counter()
            window.desk.cases.open(case)
            wait(application, window, opened=True)
            took.append(time.perf_counter() - started)
            window.desk.cases.close()
            wait(application, window, opened=False)
        sys.stdout.write(" ".join(map(str, took)) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(argument) for argument in sys.argv[2:]])
