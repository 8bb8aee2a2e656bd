"""The log of the window, and the handler of unexpected errors: they are shown and the program goes on."""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion

from assessor import VERSION, log
from ui.app.crash_dialog import CrashDialog

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QWidget

    from ui.session.session import Session

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "fatal",
}


def start_log(session: Session) -> None:
    """Start the log of this window; a failure is said in the status bar."""
    folder = log.folder()

    def say() -> None:
        told = QCoreApplication.translate("Log", "ログを書き込めません：{folder}")
        session.said.emit(told.format(folder=folder))

    log.start(folder, say)
    log.note("window", "start", f"Python {platform.python_version()} Qt {qVersion()} {sys.platform}")


class Hooks(QObject):
    """Shows uncaught errors of all threads and messages of Qt in one dialog."""

    reported = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window  # so that the lock page covers this dialog too
        self.dialog: CrashDialog | None = None
        # Queued, since the error may come from another thread or in the middle of painting.
        self.reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Install the handlers of this process."""
        sys.excepthook = self.on_exception
        threading.excepthook = lambda args: self.on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(self.on_qt_message)

    def take_back(self) -> None:
        """Restore the former handlers, since this object is about to be deleted."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Show an uncaught error and log its place; ignores Ctrl+C and exit."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        log.note("window", "crash", f"{kind.__name__} {log.places_of(trace)}".rstrip())
        if sys.stderr is not None:  # as it is in a program without a console
            sys.stderr.write(text)
        where = f"Assessor {VERSION} / Python {platform.python_version()} / Qt {qVersion()} / {sys.platform}"
        self.reported.emit(f"{where}\n{text}")

    def on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Log and print a message of Qt; critical ones are bugs and are shown as well."""
        log.note("window", "qt", f"{_LEVELS[kind]} {context.category or 'default'}")
        if sys.stderr is not None:  # as it is in a program without a console
            sys.stderr.write(f"Qt {context.category}: {text}\n")
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            self.reported.emit(f"Assessor {VERSION} / Qt {qVersion()}\n{text}")

    def _on_reported(self, report: str) -> None:
        if self.dialog is not None and shiboken6.isValid(self.dialog):  # else it went while it was covered
            self.dialog.add(report)
            return

        self.dialog = CrashDialog(report, log.folder() / log.NAME, self._window)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.setModal(True)
        self.dialog.show()

    def _on_dialog_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
