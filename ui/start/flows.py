"""The flows of cases: new, open, recent, sample, properties, close."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from ui.secrets.ask_dialog import PassphraseDialog
from ui.start.cards import places
from ui.start.new_case_dialog import NewCaseDialog
from ui.start.properties_dialog import CaseDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.menus.actions import Actions
    from ui.session.jobs import Job
    from ui.session.screen import CaseScreen
    from ui.session.session import Session
    from ui.settings import Settings
    from ui.widgets.dialogs.file_chooser import Chooser


class CaseFlows(QObject):
    """The actions on cases of the file menu and the start page."""

    opening_changed = Signal(str)  # the name of the case being opened, or an empty text
    workbooks_dropped = Signal(object)  # list[Path]
    sheet_wanted = Signal()  # a new case with a passphrase was created and opened

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        actions: Actions,
        chooser: Chooser,
        *,
        view: CaseScreen,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._actions = actions
        self._chooser = chooser
        self._view = view
        self._plan: str | None = None  # a new case was requested while the library is being loaded
        self._asking: PassphraseDialog | None = None
        self._trying: Job | None = None  # the input for the new case
        # Tells whether the reviewer's name is known; otherwise asks for it and then calls `then`.
        self.name_known: Callable[[Callable[[], object]], bool] = lambda _then: True
        # Tells whether the open case needs no backup before closing; else takes one and then calls `then`.
        self.copy_first: Callable[[Callable[[], object]], bool] = lambda _then: True
        actions["new"].triggered.connect(lambda _=False: self.new())
        actions["open"].triggered.connect(self.ask_and_open)
        actions["sample"].triggered.connect(self.sample)
        actions["properties"].triggered.connect(self.properties)
        actions["close"].triggered.connect(lambda _=False: self.close())
        actions.menus["recent"].aboutToShow.connect(self.fill_recent)
        session.opened.connect(self._on_opened)
        session.case_changed.connect(self._remember)
        session.current_changed.connect(self._keep_place)
        actions["overview"].toggled.connect(self._keep_place)
        session.closed.connect(self._on_closed)
        session.passphrase_wanted.connect(self._ask_for_passphrase)
        session.passphrase_settled.connect(self._on_passphrase_settled)
        session.library_loaded.connect(self._on_library_loaded)

    def new(self, plan: str = "") -> None:
        """Ask for a new case, with a plan selected if given, and create it after closing the open case."""
        if not self.name_known(lambda: self.new(plan)):
            return
        library = self._session.library
        if library is None:
            self._plan = plan
            self._session.cases.load_library()
            return
        if not self.leave(lambda: self.new(plan)):
            return

        dialog = NewCaseDialog(library, self._session.language, self._chooser, self._settings, self._window)
        dialog.choose(plan)
        dialog.accepted.connect(lambda: self._create(dialog))
        self._show(dialog)

    def ask_and_open(self) -> None:
        """Ask for a case and open it."""
        path = self._chooser.case_to_open()
        if path is not None:
            self.open(path)

    def open(self, path: Path, passphrase: str = "") -> None:
        """Open a case, after recording the input in the open one."""
        if not self.name_known(lambda: self.open(path, passphrase)):
            return
        if not self._session.cases.has_open(path) and not self.leave(lambda: self.open(path, passphrase)):
            return
        left = self._settings.left(path)
        job = self._session.cases.open(path, passphrase, left.subject, left.item)
        if job is not None:
            self._follow(job, path.stem)

    def sample(self) -> None:
        """Ask for the path of the sample, and build and open it; an existing one is opened."""
        if not self.name_known(self.sample):
            return
        path = self._chooser.case_to_make(self.tr("サンプルの点検案件"))
        if path is None:
            return
        if path.exists():
            self.open(path)
        else:
            self._build(path)

    def properties(self) -> None:
        """Show the properties of the open case to be edited."""
        self._show(CaseDialog(self._session, self._window))

    def close(self, then: Callable[[], object] | None = None) -> None:
        """Close the case after recording the input, if needed after a question, and then call `then`."""
        if self._session.jobs.give_way(partial(self.close, then)):
            return
        if self._session.jobs.busy:
            self._session.cases.close()  # which says why it cannot be closed
            return
        if self.leave(then or self.close):
            self._session.cases.close()

    def leave(self, then: Callable[[], object]) -> bool:
        """Tell whether the case is recorded and backed up; otherwise do that first and then call `then`."""
        return self._view.commit() and self.copy_first(then) and self._view.leave(then)

    def fill_recent(self) -> None:
        """Fill the menu of recent cases."""
        menu = self._actions.menus["recent"]
        menu.clear()
        entries = self._settings.recent
        for number, (entry, place) in enumerate(zip(entries, places(entries), strict=True), start=1):
            title, place_text = (text.replace("&", "&&") for text in (entry.title, str(place)))
            action = menu.addAction(f"&{number}　{title}　{place_text}")
            action.triggered.connect(lambda _=False, path=entry.path: self.open(path))
        if menu.isEmpty():
            menu.addAction(self.tr("まだありません")).setEnabled(False)

    def _build(self, path: Path) -> None:
        if self.leave(lambda: self._build(path)):
            self._follow(self._session.cases.build_sample(path), path.stem)

    def _create(self, dialog: NewCaseDialog) -> None:
        passphrase = dialog.passphrase
        job = self._session.cases.create(dialog.chosen, passphrase)
        if passphrase:
            job.succeeded.connect(lambda _: self.sheet_wanted.emit())
        self._follow(job, dialog.title.text())
        dialog.protection.clear()

    def _ask_for_passphrase(self, path: Path, wrong: bool) -> None:
        if self._asking is not None:
            if wrong:
                self._asking.show_wrong()
            return

        self._asking = PassphraseDialog(path, self._window)
        self._asking.tried.connect(lambda passphrase: self._try(path, passphrase))
        self._asking.finished.connect(self._on_asked)
        self._show(self._asking)

    def _try(self, path: Path, passphrase: str) -> None:
        self._trying = self._session.cases.open(path, passphrase)
        if self._trying is not None:
            self._trying.succeeded.connect(self._on_tried)

    def _on_tried(self) -> None:
        """Close the passphrase dialog, unless it was cancelled meanwhile and asks for another case."""
        if self._asking is not None and self.sender() is self._trying:
            self._trying = None
            self._asking.done(QDialog.DialogCode.Accepted)

    def _on_passphrase_settled(self) -> None:
        """Close the passphrase dialog, since the error is shown elsewhere."""
        self._trying = None
        if self._asking is not None:
            self._asking.reject()

    def _on_asked(self) -> None:
        """Cancel the opening when the dialog was cancelled."""
        self._asking = None
        if self._trying is not None:
            self._trying.cancel()
            self._trying = None

    def _follow(self, job: Job, name: str) -> None:
        self.opening_changed.emit(name)
        job.finished.connect(lambda: self.opening_changed.emit(""))

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_opened(self) -> None:
        """Show the last page of the case."""
        overview = self._settings.left(self._session.path).overview
        self._remember()
        self._actions["overview" if overview else "items"].setChecked(True)
        if overview:
            self._view.show_overview()
        else:
            self._view.show_items()

    def _remember(self) -> None:
        """Add the case to the recent ones; an encrypted one by its file name instead of its title."""
        path = self._session.path
        self._settings.remember_case(path, path.stem if self._session.protected else self._session.case.title)
        self._keep_place()

    def _keep_place(self) -> None:
        """Save the shown place in the case; nothing is saved outside of an encrypted case."""
        session = self._session
        if session.is_open:
            known = not session.protected
            subject, item = (session.current_subject, session.current_item) if known else ("", "")
            overview = self._actions["overview"].isChecked()
            self._settings.keep_place(session.path, subject, item, overview=overview)

    def _on_closed(self) -> None:
        """Load the library, whose plans the start page shows."""
        if self._asking is not None:  # of another case, below the lock page of this one
            self._asking.reject()
        if self._session.library is None and not self._session.jobs.busy:
            self._session.cases.load_library()

    def _on_library_loaded(self) -> None:
        if self._plan is not None:
            plan, self._plan = self._plan, None
            self.new(plan)
