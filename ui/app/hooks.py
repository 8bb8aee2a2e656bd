"""The last resort for errors nobody expected: they are logged and shown, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion

from assessor import VERSION

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QWidget

    from ui.app.crash_dialog import CrashDialog

log = logging.getLogger("assessor")

LOG_BYTES: Final = 1_000_000
LOG_FILES: Final = 5
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def write_log(file: Path) -> None:
    """Write what is logged from now on into a file that never grows large; without it, go on."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - the first paint does not wait for it

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)


class Hooks(QObject):
    """Takes what no code caught, from any thread and from Qt, and shows it in one dialog."""

    reported = Signal(str)

    def __init__(self, log_file: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window  # what covers its dialogs while it is locked covers this one too
        self._log_file = log_file
        self.dialog: CrashDialog | None = None
        # Queued: the error may come from another thread, or from the middle of painting.
        self.reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the handler of the process."""
        sys.excepthook = self.on_exception
        threading.excepthook = lambda args: self.on_exception(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(self.on_qt_message)

    def take_back(self) -> None:
        """Let the process handle errors as it did before: this object is about to go."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def on_exception(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log and show an error that nobody caught; Ctrl+C and exit are none."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        told = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", told)
        if sys.stderr is not None:  # as it is in a program without a console
            sys.stderr.write(told)
        python = ".".join(map(str, sys.version_info[:3]))
        self.reported.emit(f"Assessor {VERSION} / Python {python} / Qt {qVersion()} / {sys.platform}\n{told}")

    def on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Log what Qt has to say; its errors are ours to fix and are shown as well."""
        log.log(_LEVELS[kind], "Qt %s: %s", context.category, text)
        if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
            self.reported.emit(f"Assessor {VERSION} / Qt {qVersion()}\n{text}")

    def _on_reported(self, report: str) -> None:
        if self.dialog is not None and shiboken6.isValid(self.dialog):  # else it went while it was covered
            self.dialog.add(report)
            return
        from ui.app.crash_dialog import CrashDialog  # noqa: PLC0415 - hardly ever needed

        self.dialog = CrashDialog(report, self._log_file, self._window)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.setModal(True)
        self.dialog.show()

    def _on_dialog_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
