"""The main window: an empty frame with menus at first, then start page or case; its parts are in `desk`."""

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
NEXT_MS = 1  # in another turn of the event loop; with 0 it could come before what waits there
LATER_MS = 250  # when what is shown has been painted


class MainWindow(QMainWindow):
    """One window, one case at a time; only what the first paint shows is made at once.

    What makes the rest comes from outside, since it is loaded behind the first paint.
    """

    completed = Signal()  # the panels are there
    going = Signal()  # about to be taken apart

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
        self._begun = False  # what comes after the first paint
        self._opening = expected.stem if expected else ""
        self._desk: Desk | None = None
        self._start_page: StartPage | None = None
        self._waiting_errors: list[AssessorError] = []  # what came up while the case was locked
        self._question: QMessageBox | None = None  # whether to stop what runs
        self._leaving = False  # as soon as it has stopped
        self._showing = QTimer(self)  # the page, after the panels had their turn
        self._showing.setSingleShot(True)
        self._showing.setInterval(NEXT_MS)
        self._showing.timeout.connect(self._show_page)
        self._unasked = False  # the system wants the program to end
        self.choices = Actions(self)
        self.choices.build(self.menuBar())
        self.choices["quit"].triggered.connect(self.close)
        self.waiting = QLabel()
        self.waiting.setMargin(24)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.waiting)
        self.setCentralWidget(self.pages)
        self.statusBar().setSizeGripEnabled(False)
        # The panes fold and scroll: what they would like must not bind the window.
        self.setMinimumSize(*LEAST)
        fitting.resize(self, *SIZE)
        if self.restoreGeometry(settings.geometry):
            fitting.bring_in(self)
        self.retranslate()

    @property
    def desk(self) -> Desk:
        """The working parts, made when they are first needed."""
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
        """The open case and its verbs, made with the working parts."""
        return self.desk.session

    @property
    def start_page(self) -> StartPage:
        """The start page, made when it is first shown."""
        if self._start_page is None:
            self._start_page = self._kind_of_start_page()(self.settings, self._language)
            self.pages.addWidget(self._start_page)
            if self._desk is not None:
                self._desk.listen_to(self._start_page)
        return self._start_page

    def give_up(self, error: Exception) -> None:
        """Tell that the program is not whole, and end."""
        told = self.tr("プログラムを読み込めませんでした。もう一度インストールしてください。")
        QMessageBox.critical(self, NAME, f"{told}\n\n{type(error).__name__}: {error}")
        QApplication.exit(1)

    def listen_to(self, session: Session) -> None:
        """Show from now on what the session tells, in its language."""
        session.language_changed.connect(self._on_language_changed)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._show_page)
        session.secured_changed.connect(self._on_secured_changed)
        session.case_changed.connect(self._show_state)
        session.history_changed.connect(self._show_state)
        session.current_changed.connect(self._show_state)  # one subject may be signed, another not
        session.failed.connect(self._on_failed)
        session.said.connect(self._on_said)
        session.jobs.idle.connect(self._on_idle)

    def begin(self) -> None:
        """Show what comes after the first paint: the start page, unless a case is on its way."""
        self._begun = True
        self._show_page()

    def complete(self) -> None:
        """Make the panels, one in each turn of the event loop, and show the case if it is there."""
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
            self.statusBar().clearMessage()  # it was said in the other language
            self.retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say where what is dragged would go."""
        self.desk.drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Say where it would go now."""
        self.desk.drops.move(event, event.position().toPoint())

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Say nothing any more."""
        self.desk.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do what was said."""
        self.desk.drops.drop(event, event.position().toPoint())

    def leave_unasked(self) -> None:
        """Go as the system wants, with no question: what is being typed is recorded as far as it can be."""
        self._unasked = True
        self.close()
        QApplication.exit(0)  # also from the dialogs that have an event loop of their own

    def keep_what_is_typed(self) -> None:
        """Record what is being typed as far as it can be: the session of the user is about to end."""
        if self._desk is not None:
            self._desk.view.commit()

    def let_go(self) -> None:
        """Let go of the case, if one is open."""
        if self._desk is not None:
            self._desk.session.cases.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before work in progress is stopped; else keep what is to be remembered and go."""
        self._unasked = self._unasked or _session_ends()
        if self._unasked or self._may_close():
            self._leave()
            super().closeEvent(event)
        else:
            event.ignore()

    def _may_close(self) -> bool:
        """Tell whether nothing stands in the way; what does is told or asked about."""
        desk = self._desk
        if desk is None:
            return True
        jobs = desk.session.jobs
        running = jobs.titled
        if desk.session.secured and jobs.busy:
            desk.protection.show_running()  # and no question: what runs may name what is locked
            return False
        if desk.keeping.closing.dialog is not None:
            desk.keeping.closing.dialog.raise_()
            return False
        if running is not None:
            self._ask_to_stop(running.title)
            return False
        return desk.protection.may_leave(self.close)

    def _leave(self) -> None:
        """Keep what is to be remembered, and let the case go once nothing runs any more."""
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
        """Show the case once it and its panels are there, the start page when nothing is open."""
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
        """Show what is open, and what can be done now."""
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
        """Take back the question whether to stop what runs: nothing runs any more."""
        if self._question is not None:
            self._question.reject()
        if self._leaving:
            self._leaving = False
            self.close()

    def _on_language_changed(self) -> None:
        """Know the language before the widgets hear of it."""
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
    """Tell whether the system closes every program, and waits for no answer."""
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()
