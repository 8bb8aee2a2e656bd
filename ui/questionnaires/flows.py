"""The flows of exporting questionnaires, their collection, and the results workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from assessor.words.terms import named
from ui import desktop
from ui.questionnaires.collection_dialog import CollectionDialog
from ui.questionnaires.export_dialog import ExportDialog
from ui.questionnaires.exported_dialog import ExportedDialog
from ui.settings import Folder
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from assessor.excel.writing.results_writer import WrittenCounts
    from assessor.operations.questionnaires.collection import Outlook, RoundState
    from assessor.operations.questionnaires.planning import ExportResult
    from ui.menus.actions import Actions
    from ui.session.jobs import Job
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser


NEXT_MS = 1  # ms: in a later turn of the event loop; 0 could come before events that are already queued


class ExchangeFlows(QObject):
    """The actions of the questionnaire and results menus."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, actions: Actions, chooser: Chooser
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._actions = actions
        self._chooser = chooser
        self._looking: Job | None = None  # the job that reads the data of a dialog
        self._coming: QDialog | None = None  # created, to be shown in the next turn
        actions["export"].triggered.connect(self.export)
        actions["collection"].triggered.connect(self.collection)
        actions["report"].triggered.connect(self.report)

    def export(self) -> None:
        """Ask what to export, write it, and show the result."""
        if self._looking is None and self._coming is None:
            self._look(self._session.questionnaires.outlook(), self._ask_what_to_send)

    def report(self) -> None:
        """Ask for a path and write the results workbook."""
        path = self._chooser.results_to_make(
            self.tr("点検結果_{title}").format(title=self._session.case.title)
        )
        if path is None:
            return
        job = self._session.reviews.report(path)
        if job is not None:
            job.succeeded.connect(lambda written: self._on_reported(path, written))

    def _on_export_accepted(self, dialog: ExportDialog) -> None:
        folder = dialog.folder
        self._settings.remember_folder(Folder.QUESTIONNAIRES, folder)
        made_up = dialog.protection.made_up
        job = self._session.questionnaires.export(dialog.tree.chosen, folder, dialog.sending)
        job.succeeded.connect(lambda exported: self.show_exported(folder, exported, made_up=made_up))

    def show_exported(self, folder: Path, exported: ExportResult, *, made_up: bool = False) -> None:
        """Show the exported files; `made_up` is whether their passwords are generated and to be saved."""
        session, settings = self._session, self._settings
        subjects = [result.subject for result in session.results.subjects]
        names = {s.subject: named(s.name, s.name_en, session.language) for s in subjects}
        self._show(
            ExportedDialog(session, settings, exported, names, folder, made_up=made_up, parent=self._window)
        )

    def collection(self) -> None:
        """Show the collection; a subject opened there is shown in the window."""
        if self._looking is None and self._coming is None:
            self._look(self._session.questionnaires.read_rounds(), self._show_collection)

    def _look(self, job: Job, then: Callable[..., None]) -> None:
        """Call `then` with the result of a job that reads the data of a dialog; only one runs at a time."""
        self._looking = job
        job.succeeded.connect(then)
        job.finished.connect(self._on_looked)

    def _on_looked(self) -> None:
        self._looking = None

    def _ask_what_to_send(self, outlook: Outlook) -> None:
        dialog = ExportDialog(self._session, self._chooser, self._settings, outlook, self._window)
        dialog.accepted.connect(lambda: self._on_export_accepted(dialog))
        self._show_soon(dialog)

    def _show_collection(self, rounds: tuple[RoundState, ...]) -> None:
        dialog = CollectionDialog(self._session, self._chooser, rounds, self._window)
        dialog.subject_chosen.connect(self._on_subject_chosen)
        self._show_soon(dialog)

    def _on_subject_chosen(self, subject: str) -> None:
        self._session.select(subject)
        self._actions["items"].trigger()

    def _on_reported(self, path: Path, written: WrittenCounts) -> None:
        messages.show_message(
            self._window,
            self.tr("点検結果表を作成しました。"),
            more=self.tr(
                "{file}\n書き出した後に読み直して確認しました（{rows}行、{cells}セルが一致）。"
            ).format(file=path.name, rows=written.rows, cells=written.cells),
            offers=(
                (self.tr("開く"), lambda: desktop.show(path)),
                (self.tr("フォルダーを開く"), lambda: desktop.show(path.parent)),
            ),
        )

    def _show_soon(self, dialog: QDialog) -> None:
        """Show a dialog in the next turn, since creating and showing its rows in one turn would be slow."""
        self._coming = dialog
        QTimer.singleShot(NEXT_MS, dialog, self._show_coming)

    def _show_coming(self) -> None:
        """Show the created dialog, unless its case was closed or locked meanwhile."""
        dialog, self._coming = self._coming, None
        if dialog is None:
            return
        if self._session.is_open and not self._session.secured:
            self._show(dialog)
        else:
            dialog.deleteLater()

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
