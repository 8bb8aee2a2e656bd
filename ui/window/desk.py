"""The working parts of the main window, created right after the first paint: toolbar, view, flows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolBar, QToolButton

from ui.backups.flows import KeepingFlows
from ui.case.flows import ReviewFlows
from ui.case.view import CaseView
from ui.evidence.flows import EvidenceFlows
from ui.menus.verdicts import add_verdicts, name_verdicts
from ui.passphrase.flows import ProtectFlows
from ui.questionnaires.flows import ExchangeFlows
from ui.returns.flows import ReturnsFlows
from ui.signing.flows import SigningFlows
from ui.start.flows import CaseFlows
from ui.start.reviewer_flows import ReviewerFlows
from ui.widgets.announce import announce
from ui.widgets.dialogs import messages
from ui.widgets.dialogs.file_chooser import Chooser
from ui.widgets.dialogs.problem_list import show_problems
from ui.widgets.job_bar import JobBar
from ui.widgets.looks import theme
from ui.widgets.looks.icons import icon
from ui.window.done_strip import DoneStrip
from ui.window.drops import Drops
from ui.window.view_flows import ViewFlows

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMessageBox

    from assessor.errors import AssessorError
    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.start.page import StartPage


SAID_MS: Final = 8000
ICON: Final = 16


class _Toolbar(QToolBar):
    """The toolbar with the most frequent actions."""

    def __init__(self) -> None:
        super().__init__()
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._dress()
        self._size_icons()
        self._fitted: tuple[object, ...] = ()  # the width, and what the texts' widths depend on
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the texts when they do not fit, before actions are moved to the extension button."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the palette of the window, since a widget with a style sheet is not told of changes."""
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        """Set the style sheet with the present colours."""
        sheet = theme.toolbar_sheet()
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _size_icons(self) -> None:
        """Set the size of the icons to the size of the text."""
        side = round(ICON * self.font().pointSizeF() / theme.POINT_SIZE)
        self.setIconSize(QSize(side, side))

    def fit(self) -> None:
        """Show all texts if they fit, else only icons for the actions that have one."""
        shown = [action for action in self.actions() if action.isVisible()]
        now = (self.width(), self.font().key(), *(action.iconText() for action in shown))
        if now == self._fitted:
            return
        self._fitted = now
        with_texts = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(with_texts)
        self.ensurePolished()
        if self.sizeHint().width() > self.width():
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def draw_more(self) -> None:
        """Draw the extension button in the text colour, since Qt's own is always black."""
        for more in self.findChildren(QToolButton, "qt_toolbar_ext_button"):
            more.setIcon(icon("more"))

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.setWindowTitle(self.tr("ツールバー"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.FontChange:
            self._size_icons()

    def event(self, event: QEvent) -> bool:
        """Fit the texts again when they, their size or the actions change."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return done


class Desk(QObject):
    """The working parts of one main window."""

    def __init__(self, window: QMainWindow, session: Session, settings: Settings, actions: Actions) -> None:
        super().__init__(window)
        self.session = session
        self._window = window
        self._start_page: StartPage | None = None
        session.library_loaded.connect(self._show_plans)
        add_verdicts(actions)
        name_verdicts(actions, session.language)
        self.chooser = Chooser(window, settings)
        self.view = CaseView(session, settings)
        self.toolbar = _Toolbar()
        self.toolbar.hide()
        window.addToolBar(self.toolbar)
        window.installEventFilter(self.toolbar)
        actions.fill(self.toolbar, icon)
        self.toolbar.draw_more()
        self._actions = actions
        self.view.splitter.folded_changed.connect(self._offer_subjects)
        self.read_only_sign = QLabel()
        self.done = DoneStrip(session, actions)
        window.statusBar().addPermanentWidget(self.done)
        self.job_bar = JobBar(session)
        window.statusBar().addPermanentWidget(self.job_bar)
        window.statusBar().addPermanentWidget(self.read_only_sign)
        common = (window, session, settings, actions, self.chooser)
        self.cases = CaseFlows(*common, view=self.view)
        self.protection = ProtectFlows(*common, view=self.view, leave=self.cases.leave)
        self.cases.sheet_wanted.connect(self.protection.show_sheet)
        self.exchange = ExchangeFlows(*common)
        self.returns = ReturnsFlows(window, session, actions, self.chooser)
        self.reviews = ReviewFlows(window, session, actions, self.chooser, self.view)
        self.evidence = EvidenceFlows(*common)
        self.signing = SigningFlows(window, session, actions, self.view)
        self.keeping = KeepingFlows(*common)
        self.keeping.open_wanted.connect(self.cases.open)
        self.keeping.close_wanted.connect(self.cases.close)
        self.cases.copy_first = self.keeping.closing.first
        self.looks = ViewFlows(window, session, settings, actions, self.view)
        self.reviewer = ReviewerFlows(window, session, settings, actions)
        self.drops = Drops(window, session, self.view, self.cases)
        self.cases.name_known = self.reviewer.known
        self.cases.workbooks_dropped.connect(self.returns.read)

    def _show_plans(self) -> None:
        if self._start_page is not None:
            self._start_page.show_plans(self.session.library)

    def _offer_subjects(self) -> None:
        """Show the action for the subjects in the toolbar while their list is hidden."""
        to_subjects = self._actions["subjects"]
        if self.view.ready and self.view.subjects in self.view.splitter.folded:
            self.toolbar.insertAction(self._actions["items"], to_subjects)
        else:
            self.toolbar.removeAction(to_subjects)

    def retranslate(self) -> None:
        """Set the texts of the verdicts in the language of the window."""
        name_verdicts(self._actions, self.session.language)

    def show_said(self, text: str) -> None:
        """Show a text in the status bar for a while, and announce it to screen readers."""
        bar = self._window.statusBar()
        bar.showMessage(text, SAID_MS)
        announce(bar, text)

    def ask_to_stop(self, job: str, then: Callable[[], object]) -> QMessageBox:
        """Ask whether to stop the running job and leave."""
        return messages.ask(
            self._window,
            self.tr("処理が終わっていません：{job}").format(job=job),
            more=self.tr("中止して閉じますか。ここまでに記録した評価は失われません。"),
            yes=self.tr("中止して閉じる"),
            then=then,
        )

    def show_error(self, error: AssessorError) -> bool:
        """Show the problems of an error; returns True when a way to solve them is offered."""
        parent = QApplication.activeModalWidget() or self._window
        offers = self.keeping.offers(error)
        show_problems(parent, error.problems, self.session.language, offers)
        return bool(offers)

    def listen_to(self, page: StartPage) -> None:
        """Connect the signals of the start page."""
        self._start_page = page
        self._show_plans()
        page.new_chosen.connect(self.cases.new)
        page.open_chosen.connect(self.cases.ask_and_open)
        page.recent_chosen.connect(self.cases.open)
        page.sample_chosen.connect(self.cases.sample)
        page.recovery_chosen.connect(self.keeping.recover)
        page.language_chosen.connect(self.looks.speak)
