"""The dialog of returned questionnaires: all files, one file, the results; it writes only on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from assessor.operations.returns.returned import OTHERS, FileState, ReturnedFile, files_of
from ui.returns.file_page import ReturnsPage
from ui.returns.files_model import ReturnsModel
from ui.returns.files_page import ReturnsOverview
from ui.returns.jobs import ReturnsJobs
from ui.returns.outcome_page import ReturnsOutcome
from ui.returns.subject_dialog import WhoseDialog
from ui.widgets.dialogs import fitting
from ui.widgets.job_bar import JobBar
from ui.widgets.labels import GAP, MARGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.operations.returns.values import Batch
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser

SIZE: Final = (1340, 740)
_LIST, _FILE, _DONE = range(3)


class ReturnsDialog(QDialog):
    """The overview first when several returns came, else the file itself."""

    def __init__(
        self,
        session: Session,
        chooser: Chooser,
        batch: Batch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.model = ReturnsModel(session, files_of(batch), self)
        self.jobs = ReturnsJobs(session, chooser, self.model, batch, self)
        self.overview = ReturnsOverview(session, self.model)
        self.page = ReturnsPage(session, self.model)
        self.outcome = ReturnsOutcome(self.model)
        self.bar, self.close_button = JobBar(session), QPushButton()
        self._lay_out()
        self._connect()
        self.retranslate()
        returned = [file for file in self.model.files if file.state not in OTHERS]
        if len(returned) == 1:
            self.open_file(returned[0])
        else:
            self.show_list()

    def show_list(self) -> None:
        """Show all files."""
        self.overview.refresh()
        self.pages.setCurrentIndex(_LIST)
        self._focus()

    def open_file(self, file: ReturnedFile) -> None:
        """Show one file."""
        shown = self._in_sight(file)
        self.page.show_file(file, (shown.index(file) + 1, len(shown)))
        self.pages.setCurrentIndex(_FILE)
        self._focus()

    def take_over(self, files: Sequence[ReturnedFile]) -> None:
        """Take over what is accepted of these files, as one change set."""
        self.jobs.take_over(files)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.setWindowTitle(self.tr("返却された質問票の確認"))
        self.close_button.setText(self.tr("閉じる"))
        for part in (self.overview, self.page, self.outcome):
            part.retranslate()
        if self.pages.currentIndex() == _FILE and self.page.file is not None:
            self.open_file(self.page.file)

    def reject(self) -> None:
        """Close the dialog; running work is stopped first instead."""
        if self.jobs.busy:
            self.jobs.stop()
        else:
            super().reject()

    def changeEvent(self, event: QEvent) -> None:
        """Update all texts when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        fitting.resize(self, *SIZE)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.close_button.setAutoDefault(False)
        self.pages = QStackedWidget()
        for page in (self.overview, self.page, self.outcome):
            self.pages.addWidget(page)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.bar)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        whole.setSpacing(MARGIN)
        whole.addWidget(self.pages, 1)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.overview.opened.connect(self.open_file)
        self.overview.accepted.connect(self.take_over)
        self.page.accepted.connect(lambda file: self.take_over([file]))
        self.page.stepped.connect(self._on_stepped)
        self.page.list_wanted.connect(self.show_list)
        self.page.folder_wanted.connect(self.jobs.look_in_folder)
        self.page.archive_wanted.connect(self.jobs.look_in_archive)
        for part in (self.overview, self.page):
            part.passwords_wanted.connect(self.jobs.ask_for_passwords)
            part.subject_wanted.connect(self._on_subject_wanted)
        self.outcome.list_wanted.connect(self.show_list)
        self.outcome.next_wanted.connect(self._on_next_wanted)
        self.jobs.busy_changed.connect(self._on_busy_changed)
        self.jobs.taken.connect(self._on_taken)
        self.jobs.read_again.connect(self._on_read_again)
        self.jobs.looked.connect(self._on_looked)
        self.close_button.clicked.connect(self.reject)
        self._session.language_changed.connect(self.retranslate)

    def _focus(self) -> None:
        """Give the keyboard focus to the main field of the current page."""
        page = self.pages.currentIndex()
        (self.overview.focus, self.page.focus, self.outcome.focus)[page]()

    def _in_sight(self, file: ReturnedFile) -> list[ReturnedFile]:
        """Return the files to step through: those in the list, and the one that is shown."""
        shown = self.overview.shown.shown
        return shown if file in shown else [file, *shown]

    def _on_stepped(self, step: int) -> None:
        if self.page.file is not None:
            shown = self._in_sight(self.page.file)
            number = shown.index(self.page.file) + step
            if 0 <= number < len(shown):
                self.open_file(shown[number])

    def _on_next_wanted(self) -> None:
        """Show the file that needs attention most, of those that can be taken over."""
        left = [file for file in self.model.files if file.takeable]
        waiting = [file for file in left if file.state in {FileState.ATTENTION, FileState.CLEAN}]
        self.open_file(min(waiting or left, key=lambda file: file.state))

    def _on_subject_wanted(self, file: ReturnedFile) -> None:
        dialog = WhoseDialog(self._session, file.result.file, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.jobs.read_as_of(file, dialog.chosen))
        dialog.open()

    def _on_busy_changed(self) -> None:
        self.pages.setEnabled(not self.jobs.busy)
        if not self.jobs.busy:  # a widget loses the focus when it is disabled
            self._focus()

    def _on_taken(self, files: list[ReturnedFile]) -> None:
        self.outcome.show_taken(files)
        self.pages.setCurrentIndex(_DONE)
        self._focus()
        self.overview.refresh()

    def _on_read_again(self) -> None:
        self.overview.refresh()
        self.overview.table.fit()
        if self.pages.currentIndex() == _FILE and self.page.file is not None:
            if self.page.file in self.model.files:
                self.open_file(self.page.file)
            else:  # an archive, which was replaced by its files
                self.show_list()

    def _on_looked(self, file: ReturnedFile) -> None:
        if file is self.page.file:
            self.page.refresh()
            self.page.tabs.setCurrentWidget(self.page.evidence)
        self.model.refresh()
