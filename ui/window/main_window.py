"""The main window: at first an empty frame with menus, then start page or case; its parts are in `desk`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMessageBox, QStackedWidget

from ui.menus.actions import Actions
from ui.paths import NAME
from ui.widgets.dialogs import fitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

    from assessor.errors import AssessorError
    from assessor.words import Language
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.start.page import StartPage
    from ui.window.desk import Desk

SIZE = (1400, 860)
LEAST = (560, 380)
NEXT_MS = 1  # ms: in a later turn of the event loop; 0 could come before events that are already queued
LATER_MS = 250  # ms: after the present page was painted


class MainWindow(QMainWindow):
    """The window with one case at a time; at first only the parts of the first paint are created.

    Factories for the other parts are passed in, since they are imported after the first paint.
    """

    completed = Signal()  # all panels were created
    going = Signal()  # right before destruction

    def __init__(
        self,
        language: Language,
        settings: Settings,
        expected: Path | None,
        *,
        start_page: Callable[[], type[StartPage]],
        furnish: Callable[[MainWindow], Desk],
    ) -> None:
        super().__init__()
        self._language = language
        self.settings = settings
        self._kind_of_start_page = start_page
        self._furnish = furnish
        self._begun = False  # created after the first paint
        self._opening = expected.stem if expected else ""
        self._desk: Desk | None = None
        self._start_page: StartPage | None = None
        self._waiting_errors: list[AssessorError] = []  # errors that came while the case was locked
        self._question: QMessageBox | None = None  # the question whether to stop the running job
        self._leaving = False  # called when the job has stopped
        self._showing = QTimer(self)  # shows the page, after the panels were created
        self._showing.setSingleShot(True)
        self._showing.setInterval(NEXT_MS)
        self._showing.timeout.connect(self._show_page)
        self._unasked = False  # the system ends the program
        self.choices = Actions(self)
        self.choices.build(self.menuBar())
        self.choices["quit"].triggered.connect(self.close)
        self.waiting = QLabel()
        self.waiting.setMargin(24)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.waiting)
        self.setCentralWidget(self.pages)
        self.statusBar().setSizeGripEnabled(False)
        # The panes can be hidden and scroll, so their preferred sizes must not limit the window.
        self.setMinimumSize(*LEAST)
        fitting.resize(self, *SIZE)
        if self.restoreGeometry(settings.geometry):
            fitting.bring_in(self)
        self.retranslate()

    @property
    def desk(self) -> Desk:
        """The working parts, created on first use."""
        if self._desk is None:
            self.setAcceptDrops(True)
            self._desk = self._furnish(self)
            self._desk.cases.opening_changed.connect(self._on_opening_changed)
            self.pages.addWidget(self._desk.view)
            if self._start_page is not None:
                self._desk.listen_to(self._start_page)
        return self._desk

    @property
    def session(self) -> Session:
        """The session, created with the working parts."""
        return self.desk.session

    @property
    def start_page(self) -> StartPage:
        """The start page, created when it is first shown."""
        if self._start_page is None:
            self._start_page = self._kind_of_start_page()(self.settings, self._language)
            self.pages.addWidget(self._start_page)
            if self._desk is not None:
                self._desk.listen_to(self._start_page)
        return self._start_page

    def give_up(self, error: Exception) -> None:
        """Show that the program could not be loaded, and quit."""
        told = self.tr("プログラムを読み込めませんでした。もう一度インストールしてください。")
        QMessageBox.critical(self, NAME, f"{told}\n\n{type(error).__name__}: {error}")
        QApplication.exit(1)

    def listen_to(self, session: Session) -> None:
        """Connect the signals of the session and take its language."""
        session.language_changed.connect(self._on_language_changed)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._show_page)
        session.secured_changed.connect(self._on_secured_changed)
        session.case_changed.connect(self._show_state)
        session.history_changed.connect(self._show_state)
        session.current_changed.connect(self._show_state)  # the subjects may differ in their signatures
        session.failed.connect(self._on_failed)
        session.said.connect(self._on_said)
        session.jobs.idle.connect(self._on_idle)

    def begin(self) -> None:
        """Show the start page after the first paint, unless a case is being opened."""
        self._begun = True
        self._show_page()

    def complete(self) -> None:
        """Create the panels, one in each turn of the event loop, and show the case if it is open."""
        view = self.desk.view
        if view.ready:
            view.take_keys(self.choices["reason"], self.choices.verdicts.values())
            self.desk.drops.watch_panel()
            self.begin()
            self.completed.emit()
        else:
            view.build_next()
            QTimer.singleShot(NEXT_MS, self.complete)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.choices.retranslate()
        if self._desk is not None:
            self._desk.retranslate()
        self.choices[self._language.value].setChecked(True)
        self._show_page()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.statusBar().clearMessage()  # it was shown in the former language
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show the hint for a drag that enters the window."""
        self.desk.drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Update the hint."""
        self.desk.drops.move(event, event.position().toPoint())

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Hide the hint."""
        self.desk.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Drop as the hint said."""
        self.desk.drops.drop(event, event.position().toPoint())

    def leave_unasked(self) -> None:
        """Quit without a question on a signal of the system, after recording as much input as possible."""
        self._unasked = True
        self.close()
        QApplication.exit(0)  # also out of dialogs with their own event loop

    def keep_what_is_typed(self) -> None:
        """Record as much input as possible before the system ends the user's session."""
        if self._desk is not None:
            self._desk.view.commit()

    def let_go(self) -> None:
        """Close the case, if one is open."""
        if self._desk is not None:
            self._desk.session.cases.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a running job is stopped; otherwise save the settings and close."""
        self._unasked = self._unasked or _session_ends()
        if self._unasked or self._may_close():
            self._leave()
            super().closeEvent(event)
        else:
            event.ignore()

    def _may_close(self) -> bool:
        """Tell whether the window may close; otherwise show or ask about the reason."""
        desk = self._desk
        if desk is None:
            return True
        jobs = desk.session.jobs
        running = jobs.titled
        if desk.session.secured and jobs.busy:
            desk.protection.show_running()  # no question, since the job's title may name locked contents
            return False
        if desk.keeping.closing.dialog is not None:
            desk.keeping.closing.dialog.raise_()
            return False
        if running is not None:
            self._ask_to_stop(running.title)
            return False
        return desk.protection.may_leave(self.close)

    def _leave(self) -> None:
        """Save the settings, and close the case when no job runs any more."""
        self.settings.geometry = self.saveGeometry()
        if self._desk is not None:
            self._desk.view.remember()
            if self._unasked and self._desk.view.ready:
                self._desk.view.commit()
                self._desk.view.drafts.keep_all = True
        self.settings.save()
        if self._desk is not None and self._desk.session.jobs.wait():
            self._desk.session.cases.close()

    def _show_page(self) -> None:
        """Show the case when it is open and its panels exist, and the start page when none is open."""
        desk = self._desk
        is_open = desk is not None and desk.session.is_open
        if desk is not None and desk.session.secured:
            self.pages.addWidget(desk.protection.page)
            self.pages.setCurrentWidget(desk.protection.page)
        elif desk is not None and is_open and desk.view.ready:
            before = self.pages.currentWidget()
            self.pages.setCurrentWidget(desk.view)
            if before not in (desk.view, desk.protection.covered_by):
                if not desk.view.shows_overview:
                    desk.view.show_items()
                QTimer.singleShot(LATER_MS, desk.view.complete)
        elif self._opening or is_open:
            self.waiting.setText(self.tr("「{case}」を開いています…").format(case=self._opening))
            self.pages.setCurrentWidget(self.waiting)
        elif self._begun:
            self.pages.setCurrentWidget(self.start_page)
            self.start_page.show_recent()
        self._show_state()

    def _show_state(self) -> None:
        """Update title and actions to the open case."""
        if self._desk is None:
            self.setWindowTitle(NAME)
            return
        session = self._desk.session
        visible = session.is_open and not session.secured
        self.setWindowTitle(f"{session.case.title} — {NAME}" if visible else NAME)
        shown = self.pages.currentWidget() is self._desk.view
        self._desk.toolbar.setVisible(shown)
        self._desk.read_only_sign.setText(self.tr("読み取り専用") if session.read_only else "")
        self.choices.enable(
            case=shown,
            item=bool(session.current_item),
            undo=session.undo_text,
            redo=session.redo_text,
            read_only=session.read_only,
            locked=session.locked,
            barred=session.barred,
        )
        self.choices.allow(protected=session.protected, secured=session.secured)
        self.setAcceptDrops(not session.secured)

    def _ask_to_stop(self, job: str) -> None:
        self._question = self.desk.ask_to_stop(job, self._cancel_and_close)
        self._question.finished.connect(self._on_answered)

    def _cancel_and_close(self) -> None:
        jobs = self.session.jobs
        self._leaving = jobs.busy
        if jobs.busy:
            jobs.cancel_all()
        else:
            self.close()

    def _on_answered(self) -> None:
        self._question = None

    def _on_idle(self) -> None:
        """Close the question whether to stop the running job, since none runs any more."""
        if self._question is not None:
            self._question.reject()
        if self._leaving:
            self._leaving = False
            self.close()

    def _on_language_changed(self) -> None:
        """Update the language before the widgets are told."""
        self._language = self.session.language
        if self._start_page is not None:
            self._start_page.language = self._language

    def _on_opening_changed(self, name: str) -> None:
        self._opening = name
        if name:
            self._show_page()
        else:
            self._showing.start()

    def _on_opened(self) -> None:
        self._showing.start()

    def _on_said(self, text: str) -> None:
        if not self.session.secured:
            self.desk.show_said(text)

    def _on_secured_changed(self) -> None:
        self.statusBar().clearMessage()
        self._show_page()
        held_back, self._waiting_errors = self._waiting_errors, []
        for error in held_back:
            self._on_failed(error)

    def _on_failed(self, error: AssessorError) -> None:
        if self.session.secured:
            self._waiting_errors.append(error)
            return
        if self.desk.show_error(error) and self._start_page is not None:
            self._start_page.note_damage(Path(error.problems[0].place.file))


def _session_ends() -> bool:
    """Tell whether the system is ending the session and waits for no answer."""
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()
