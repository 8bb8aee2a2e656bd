"""The flows of the view and help menus: items or overview, language, colours, help pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from assessor import log
from assessor.words import Language
from ui import desktop
from ui.menus.verdicts import name_verdicts
from ui.settings import Scheme
from ui.widgets.dialogs import messages
from ui.widgets.looks import theme
from ui.window.help_dialogs import AboutDialog, KeysDialog, NoticeDialog
from ui.window.zoom import Zoom

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from ui.case.view import CaseView
    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.settings import Settings

NEXT_MS = 1  # in another turn of the event loop; with 0 it could come before what waits there


class ViewFlows(QObject):
    """The actions of the view and help menus."""

    def __init__(
        self, window: QWidget, session: Session, settings: Settings, actions: Actions, view: CaseView
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._actions = actions
        self._view = view
        actions["items"].triggered.connect(self._on_view_chosen)
        actions["overview"].triggered.connect(self._on_view_chosen)
        actions["next_pane"].triggered.connect(lambda: view.step_pane(1))
        actions["previous_pane"].triggered.connect(lambda: view.step_pane(-1))
        for language in Language:
            actions[language].triggered.connect(lambda _=False, chosen=language: self.speak(chosen))
        for scheme in Scheme:
            actions[scheme].triggered.connect(lambda _=False, chosen=scheme: self.paint(chosen))
        actions[settings.scheme].setChecked(True)
        actions["subjects"].triggered.connect(self._on_subjects_wanted)
        self.zoom = Zoom(window, settings, actions)
        self.zoom.changed.connect(self._on_zoomed)
        actions["keys"].triggered.connect(self.show_keys)
        actions["notice"].triggered.connect(self.show_notice)
        actions["log"].triggered.connect(self.show_log)
        actions["about"].triggered.connect(self.show_about)
        view.item_chosen.connect(self._on_item_chosen)
        session.library_loaded.connect(self._on_library_loaded)
        self._notice_wanted = False

    def speak(self, language: Language) -> None:
        """Change the language and save it.

        All of it is painted at once in the turn after its words were changed: one turn for both is felt.
        """
        self._settings.language = language
        window = self._window
        window.setUpdatesEnabled(False)
        self._session.set_language(language)
        QTimer.singleShot(NEXT_MS, window, lambda: window.setUpdatesEnabled(True))

    def paint(self, scheme: Scheme) -> None:
        """Change the colour scheme and save it."""
        self._settings.scheme = scheme
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, scheme)
        name_verdicts(self._actions, self._session.language)

    def show_keys(self) -> None:
        """Show all keys."""
        self._show(KeysDialog(self._actions, self._window))

    def show_notice(self) -> None:
        """Show the notice on wording of the open case, else of the library."""
        session = self._session
        if session.is_open:
            rules = session.rules
        elif session.library is not None:
            rules = session.library.rules
        else:
            self._notice_wanted = True
            session.cases.load_library()
            return
        self._show(NoticeDialog(rules, session.language, self._window))

    def show_log(self) -> None:
        """Open the folder of the log, which holds no contents of a case."""
        folder = log.folder()
        if not (folder.is_dir() and desktop.show(folder)):
            messages.show_message(
                self._window,
                self.tr("ログのフォルダーを開けませんでした。"),
                more=self.tr("場所：{folder}").format(folder=folder),
            )

    def show_about(self) -> None:
        """Show the version."""
        self._show(AboutDialog(self._window))

    def _on_subjects_wanted(self) -> None:
        self._actions["items"].setChecked(True)
        self._view.show_subjects()

    def _on_zoomed(self, zoom: int) -> None:
        self._session.said.emit(self.tr("文字の大きさ：{zoom} %").format(zoom=zoom))

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_library_loaded(self) -> None:
        if self._notice_wanted:
            self._notice_wanted = False
            self.show_notice()

    def _on_item_chosen(self, subject: str, item: str) -> None:
        if item:
            self._view.items.make_way(subject, item)
        self._session.select(subject, item)
        self._actions["items"].trigger()

    def _on_view_chosen(self) -> None:
        if self._actions["overview"].isChecked():
            self._view.show_overview()
        else:
            self._view.show_items()
