"""Pictures of every view in both languages and both looks: `python -m tools.pictures.views CASE OUTDIR`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assessor.domain.vocabulary import UNMET
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.questionnaires import collection, exporting
from assessor.operations.questionnaires.planning import Sending, WorkbookProtection
from assessor.operations.returns.returned import FileState
from assessor.words import Language
from tools.pictures import dialogs, locking
from tools.pictures.returned import Provider
from tools.pictures.signing import Signers
from ui.app.application import Options, start
from ui.questionnaires.collection_dialog import CollectionDialog
from ui.questionnaires.decided_dialog import ReturnReport
from ui.questionnaires.export_dialog import ExportDialog
from ui.returns.dialog import SIZE as RETURNS_SIZE
from ui.returns.dialog import ReturnsDialog
from ui.returns.password_dialog import PasswordDialog
from ui.settings import Scheme, Settings
from ui.signing.verify_dialog import VerifyDialog
from ui.widgets.looks import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QMessageLogContext, QtMsgType

    from assessor.operations.viewing import ItemRow
    from ui.session.jobs import Job
    from ui.window.main_window import MainWindow

SIZE = (1400, 860)
WAIT_MS = 60_000


def take_all(case: Path, folder: Path) -> list[Path]:
    """Write all pictures and return their paths; works on a copy of the case."""
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
        window.session.set_language(Language.JA)  # restore the language and colours of the application
        theme.apply(application, Scheme.SYSTEM)
        window.close()
        window.deleteLater()
    return written


class Studio:
    """Shows one view after the other for the pictures."""

    def __init__(self, window: MainWindow, case: Path, scratch: Path) -> None:
        self._window = window
        self._session = window.session
        self._case = case
        self._scratch = scratch
        self._returned: Path | None = None
        self._everything = False
        wait_for(self._session.cases.load_library())
        window.complete()
        until(lambda: window.desk.view.ready)

    def views(self, *, everything: bool = False) -> Iterator[tuple[str, QWidget]]:
        """Yield each view in a state for a picture; with `everything` also rare dialogs."""
        window, session = self._window, self._session
        self._everything = everything
        session.cases.close()
        yield "start", window
        job = session.cases.open(self._case)
        if job is not None:
            wait_for(job)
        session.select(*self._telling())
        yield "items", window
        window.choices["overview"].trigger()
        yield "overview", window
        window.choices["items"].trigger()
        signers = Signers(window, *self._telling())
        yield from self._shown(self._openers(signers))
        if everything:
            session.select(*self._telling())
            yield from self._shown(dialogs.openers(window, self._scratch))
        yield from signers.views()
        yield from locking.views(window, self._scratch, wait_for)

    def _openers(self, signers: Signers) -> dict[str, Callable[[], object]]:
        desk, choices = self._window.desk, self._window.choices
        return {
            "import": self._import,
            "importfile": lambda: self._import(one=True),
            "importmarks": lambda: self._import(one=True, marks=True),
            "importevidence": lambda: self._import(one=True, evidence=True),
            "password": self._ask_for_passwords,
            "problems": self._problems,
            "export": self._ask_to_export,
            "exported": self._export,
            "collection": self._collect,
            "record": self._record,
            "sign": signers.ask,
            "signatures": signers.list,
            "reopen": signers.reopen,
            "verify": self._verify,
            "new": lambda: desk.cases.new("published_2020"),
            "keys": choices["keys"].trigger,
            "notice": choices["notice"].trigger,
        }

    def _shown(self, openers: dict[str, Callable[[], object]]) -> Iterator[tuple[str, QWidget]]:
        for name, act in openers.items():
            act()
            until(lambda: QApplication.activeModalWidget() is not None)
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog):
                yield name, dialog
                dialog.done(QDialog.DialogCode.Rejected)  # reject() may ask first
                settle()

    def _verify(self) -> None:
        """Verify the case, and compare a printed digest."""
        self._window.choices["verify"].trigger()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, VerifyDialog):
            until(lambda: dialog.seen is not None)
            dialog.digest.setText(next(iter(self._session.signatures.by_scope.values()))[0].digest)

    def _telling(self) -> tuple[str, str]:
        """Return a subject and an item with an unmet verdict if possible, and with evidence."""

        def told(row: ItemRow) -> int:
            unmet = row.state.verdict in UNMET
            return 3 * unmet + 2 * row.evidence + 2 * row.inquiries + (row.response is not None)

        rows = [
            (told(row), result.subject.subject, row.state.item.id)
            for result in self._session.results.subjects
            for row in self._session.reviews.item_rows(result.subject.subject)
        ]
        _, subject, item = max(rows, key=lambda found: found[0])
        return subject, item

    def _ask_to_export(self) -> None:
        """Open the export dialog with a typed password."""
        self._window.choices["export"].trigger()
        until(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ExportDialog):
            dialog.tree.choose_all()
            dialog.protection.choose(WorkbookProtection.ONE)
            dialog.protection.typed.setText("ひみつ")

    def _export(self) -> None:
        """Export three questionnaires, each with its own password."""
        shown = self._window.desk.exchange.show_exported
        job = self._send(slice(0, 3), 5, WorkbookProtection.EACH)
        job.succeeded.connect(lambda done: shown(self._scratch, done, made_up=True))
        wait_for(job)

    def _collect(self) -> None:
        """Show the collection when two questionnaires are overdue."""
        wait_for(self._send(slice(3, 5), -3, WorkbookProtection.NONE))
        self._window.choices["collection"].trigger()
        until(lambda: QApplication.activeModalWidget() is not None)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CollectionDialog):
            dialog.choose(
                next(s.subject.subject for s in collection.rounds(self._session.inspection) if s.returns)
            )

    def _send(self, which: slice, days: int, protection: WorkbookProtection) -> Job:
        due = QDate.currentDate().addDays(days).toString(Qt.DateFormat.ISODate)
        subjects = list(exporting.open_counts(self._session.inspection, everything=True))[which]
        sending = Sending(due_on=due, everything=True, protection=protection)
        return self._session.questionnaires.export(subjects, self._scratch, sending)

    def _record(self) -> None:
        """Show the report of the return with the most cells."""
        session = self._session
        returns = [returned for state in collection.rounds(session.inspection) for returned in state.returns]
        most = max(returns, key=lambda returned: (returned.refused, returned.accepted))
        report = session.returns.report(most)
        if report is not None:
            dialog = ReturnReport(most, report, session.language, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _import(self, *, one: bool = False, evidence: bool = False, marks: bool = False) -> None:
        """Import a folder of questionnaires that were answered well, badly, late, or not at all."""
        if self._returned is None:
            provider = Provider(self._session, self._scratch, wait_for)
            self._returned = provider.return_all(self._session.current_subject)
        self._window.desk.returns.read([self._returned])
        until(lambda: isinstance(QApplication.activeModalWidget(), ReturnsDialog))
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ReturnsDialog):
            if not self._everything:
                dialog.resize(*RETURNS_SIZE)  # independent of the screen
            if one:
                odd = [file for file in dialog.model.files if file.state is FileState.ATTENTION]
                dialog.open_file(odd[0])
                page = dialog.page
                tab = page.marks if marks else page.evidence if evidence else page.report
                page.tabs.setCurrentWidget(tab)
                if marks:
                    page.marks.table.choose(page.marks.model.index(0, 0))
                until(lambda: not self._session.jobs.busy)  # the sheet beside the cells is read

    def _ask_for_passwords(self) -> None:
        dialog = PasswordDialog(self._session, self._window.desk.chooser, 3, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _problems(self) -> None:
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
    """Process events until a job is done."""
    loop = QEventLoop()
    job.finished.connect(loop.quit)
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()
    settle()


def until(holds: Callable[[], bool]) -> None:
    """Process events until a condition holds."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    timer.start(5)
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()


def settle() -> None:
    """Process events until the window is laid out and painted."""
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()


def on_qt_message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Print messages of Qt, except those of the offscreen platform about every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def main(arguments: list[str]) -> int:
    """Write the pictures and print their names."""
    if len(arguments) != 2:
        sys.stderr.write("python -m tools.pictures.views CASE OUTDIR\n")
        return 2
    qInstallMessageHandler(on_qt_message)
    for path in take_all(Path(arguments[0]), Path(arguments[1])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
