"""Importing answers: from choosing returned files to the dialog that decides on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from ui.returns.dialog import ReturnsDialog
from ui.settings import Folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from assessor.operations.returns.values import Batch
    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser


class ReturnsFlows(QObject):
    """The menu entries for returned workbooks, and what happens to files dropped on the window."""

    def __init__(self, window: QWidget, session: Session, actions: Actions, chooser: Chooser) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._chooser = chooser
        actions["import"].triggered.connect(self.ask_and_import)
        actions["import_folder"].triggered.connect(self.ask_and_import_folder)

    def ask_and_import(self) -> None:
        """Ask for returned questionnaires and show what they would change."""
        self.read(self._chooser.workbooks())

    def ask_and_import_folder(self) -> None:
        """Ask for a folder of returned questionnaires and show what they would change."""
        folder = self._chooser.folder(Folder.RETURNED)
        if folder is not None:
            self.read([folder])

    def read(self, places: Sequence[Path]) -> None:
        """Read files and folders of returned questionnaires and show what they would change."""
        if places and self._session.is_open:
            job = self._session.returns.read(places)
            job.succeeded.connect(self._on_read)

    def _on_read(self, batch: Batch) -> None:
        dialog = ReturnsDialog(self._session, self._chooser, batch, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
