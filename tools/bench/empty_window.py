"""The smallest PySide6 window, to compare with: `empty_window.py --first-paint FILE`."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class EmptyWindow(QWidget):
    """A window without content that notes when it was first painted."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._painted = False
        self.resize(1200, 800)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Write the time of the first paint and quit."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._file.write_text(repr(time.time()), encoding="ascii")
            QTimer.singleShot(0, QApplication.quit)


def main(argv: list[str]) -> int:
    """Open the window until it is painted."""
    application = QApplication(argv)
    window = EmptyWindow(Path(argv[argv.index("--first-paint") + 1]))
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
