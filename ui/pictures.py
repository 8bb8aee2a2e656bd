"""Pictures of every view in both languages and both looks: `python -m ui.pictures CASE OUTDIR`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assessor.words import Language
from ui import theme
from ui.application import Options, start
from ui.settings import Scheme, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from assessor.operations.viewing import ItemRow
    from ui.jobs import Job
    from ui.main_window import MainWindow

SIZE = (1400, 860)
WAIT_MS = 60_000


def take_all(case: Path, folder: Path) -> list[Path]:
    """Write every picture and return where they are; the case itself is left alone."""
    application = QApplication.instance() or QApplication([])
    if not isinstance(application, QApplication):
        raise TypeError("pictures need an application with widgets")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / case.name
        shutil.copy(case, copy)
        settings = Settings(Path(scratch) / "settings.ini")
        window = start(application, settings, Options())
        window.resize(*SIZE)
        window.show()
        studio = Studio(window, copy, Path(scratch))
        for language in Language:
            window.session.set_language(language)
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                theme.apply(application, scheme)
                for name, widget in studio.views():
                    path = folder / f"{name}_{language}_{scheme}.png"
                    settle()
                    widget.grab().save(str(path))
                    written.append(path)
        window.session.set_language(Language.JA)  # the application goes on as it was
        theme.apply(application, Scheme.SYSTEM)
        window.close()
        window.deleteLater()
    return written


class Studio:
    """Brings one view after the other before the camera."""

    def __init__(self, window: MainWindow, case: Path, scratch: Path) -> None:
        self._window = window
        self._session = window.session
        self._case = case
        self._scratch = scratch
        self._returned: list[Path] = []
        wait_for(self._session.load_library())
        window.complete()
        until(lambda: window.desk.view.ready)

    def views(self) -> Iterator[tuple[str, QWidget]]:
        """Yield each view, in the state worth a picture."""
        window, session = self._window, self._session
        session.close()
        yield "start", window
        job = session.open(self._case)
        if job is not None:
            wait_for(job)
        session.select(*self._telling())
        yield "items", window
        window.choices["overview"].trigger()
        yield "overview", window
        window.choices["items"].trigger()
        yield from self._dialogs()

    def _dialogs(self) -> Iterator[tuple[str, QWidget]]:
        desk, choices = self._window.desk, self._window.choices
        openers: dict[str, Callable[[], object]] = {
            "import": self._import,
            "problems": self._problems,
            "export": choices["export"].trigger,
            "exported": self._export,
            "new": lambda: desk.cases.new("published_2020"),
            "keys": choices["keys"].trigger,
            "notice": choices["notice"].trigger,
        }
        for name, act in openers.items():
            act()
            until(lambda: QApplication.activeModalWidget() is not None)
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                yield name, dialog
                dialog.reject()
                settle()

    def _telling(self) -> tuple[str, str]:
        """Return a subject and an item with an unmet verdict, where there is one, and evidence."""
        from assessor.domain.vocabulary import UNMET  # noqa: PLC0415 - loaded with the case

        def told(row: ItemRow) -> int:
            unmet = row.state.verdict in UNMET
            return 3 * unmet + 2 * row.evidence + 2 * row.inquiries + (row.response is not None)

        rows = [
            (told(row), result.subject.subject, row.state.item.id)
            for result in self._session.results.subjects
            for row in self._session.item_rows(result.subject.subject)
        ]
        _, subject, item = max(rows, key=lambda found: found[0])
        return subject, item

    def _export(self) -> None:
        subjects = self._session.sendable()[:3]
        job = self._session.export(subjects, self._scratch, "", "")
        if job is not None:
            job.succeeded.connect(lambda done: self._window.desk.exchange.show_exported(self._scratch, done))
            wait_for(job)

    def _import(self) -> None:
        """Read a questionnaire that was answered well, badly, and one that is refused."""
        if not self._returned:
            self._returned = self._answered()
        self._window.desk.exchange.read(self._returned)

    def _answered(self) -> list[Path]:
        from assessor.excel.writing import filling  # noqa: PLC0415 - only the pictures play the provider

        subject = self._session.current_subject
        files: list[Path] = []
        job = self._session.export([subject], self._scratch, "", "")
        if job is not None:
            job.succeeded.connect(lambda done: files.extend(file.path for file in done.files))
            wait_for(job)
        items = [row.state.item.id for row in self._session.item_rows(subject)][:9]
        answers = {
            item: {"answer": word, "explanation": "規程を改め、10月から運用しています。", "due_on": due}
            for item, word, due in zip(
                items,
                ("実施済", "一部実施", "済み", "未実施", "対応中", "○", "実施済", "対象外", "実施済"),
                ("", "2020/12/31", "", "令和2年12月", "年末", "", "", "", ""),
                strict=False,
            )
        }
        filling.fill(files[0], answers)
        other = self._scratch / "見積書.xlsx"
        other.write_bytes(b"not a workbook at all")
        return [files[0], other]

    def _problems(self) -> None:
        from assessor.errors import Code, InputError, Place, Problem  # noqa: PLC0415 - loaded with the case

        file, sheet = "質問票_みなもペイ_第1回.xlsx", "質問票"
        self._session.failed.emit(
            InputError(
                Problem(Code.UNKNOWN_ANSWER, Place(file, sheet, 7, 7, item="CP-1-03"), {"found": "たぶん"}),
                Problem(Code.BAD_DATE, Place(file, sheet, 9, 10, item="CP-1-05"), {"found": "年末"}),
                Problem(Code.MISSING_ROW, Place(file, sheet, item="CP-2-02")),
                Problem(Code.UNKNOWN_ROW, Place(file, sheet, 41), {"found": "追加の質問"}),
            )
        )


def wait_for(job: Job) -> None:
    """Let the event loop run until a job is done."""
    loop = QEventLoop()
    job.finished.connect(loop.quit)
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()
    settle()


def until(holds: Callable[[], bool]) -> None:
    """Let the event loop run until something holds."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    timer.start(5)
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()


def settle() -> None:
    """Let what was asked for be laid out and painted."""
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()


def on_qt_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt has to say, but for what the offscreen platform says of every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def main(arguments: list[str]) -> int:
    """Write the pictures and print their names."""
    if len(arguments) != 2:
        sys.stderr.write("python -m ui.pictures CASE OUTDIR\n")
        return 2
    qInstallMessageHandler(on_qt_message)
    for path in take_all(Path(arguments[0]), Path(arguments[1])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
