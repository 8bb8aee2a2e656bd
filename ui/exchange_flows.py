"""Questionnaires out, answers in, and the results workbook: from a choice to what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui import desktop, messages
from ui.settings import Folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from assessor.excel.writing.results_writer import Written
    from assessor.operations.exchange import Exported
    from assessor.operations.returns import Preview
    from ui.actions import Actions
    from ui.choosing import Chooser
    from ui.export_dialog import ExportDialog
    from ui.session import Refused, Session
    from ui.settings import Settings


class ExchangeFlows(QObject):
    """What the questionnaire and results menus do."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, actions: Actions, chooser: Chooser
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._chooser = chooser
        actions["export"].triggered.connect(self.export)
        actions["import"].triggered.connect(self.ask_and_import)
        actions["report"].triggered.connect(self.report)

    def export(self) -> None:
        """Ask what to send, write it, and show what was written."""
        from ui.export_dialog import ExportDialog  # noqa: PLC0415 - not before the first paint

        dialog = ExportDialog(self._session, self._chooser, self._settings, self._window)
        dialog.accepted.connect(lambda: self._on_export_accepted(dialog))
        self._show(dialog)

    def ask_and_import(self) -> None:
        """Ask for returned questionnaires and show what they would change."""
        self.read(self._chooser.workbooks())

    def read(self, files: Sequence[Path]) -> None:
        """Read returned questionnaires and show what they would change."""
        if files and self._session.is_open:
            job = self._session.preview(files)
            if job is not None:
                job.succeeded.connect(self._on_read)

    def report(self) -> None:
        """Ask where the results are to lie, and write them."""
        path = self._chooser.results_to_make(
            self.tr("点検結果_{title}").format(title=self._session.case.title)
        )
        if path is None:
            return
        job = self._session.report(path)
        if job is not None:
            job.succeeded.connect(lambda written: self._on_reported(path, written))

    def _on_export_accepted(self, dialog: ExportDialog) -> None:
        folder = dialog.folder
        self._settings.remember_folder(Folder.QUESTIONNAIRES, folder)
        job = self._session.export(dialog.tree.chosen, folder, dialog.due_on, dialog.contact.text().strip())
        if job is not None:
            job.succeeded.connect(lambda exported: self.show_exported(folder, exported))

    def show_exported(self, folder: Path, exported: Exported) -> None:
        """Show what was written where."""
        from assessor.words.terms import named  # noqa: PLC0415 - not before the first paint
        from ui.export_dialog import ExportedDialog  # noqa: PLC0415 - same

        subjects = [result.subject for result in self._session.results.subjects]
        names = {s.subject: named(s.name, s.name_en, self._session.language) for s in subjects}
        self._show(ExportedDialog(exported, names, folder, self._window))

    def _on_read(self, previews: list[Preview | Refused]) -> None:
        from ui.import_preview import ImportPreview  # noqa: PLC0415 - not before the first paint

        self._show(ImportPreview(self._session, previews, self._window))

    def _on_reported(self, path: Path, written: Written) -> None:
        messages.tell(
            self._window,
            self.tr("結果ブックを作成しました。"),
            more=self.tr(
                "{file}\n書き出した後に読み直して確認しました（{rows}行、{cells}セルが一致）。"
            ).format(file=path.name, rows=written.rows, cells=written.cells),
            offers=(
                (self.tr("開く"), lambda: desktop.show(path)),
                (self.tr("フォルダーを開く"), lambda: desktop.show(path.parent)),
            ),
        )

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
