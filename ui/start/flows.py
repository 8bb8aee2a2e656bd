"""From a choice to an open case: new, open, recent, sample, properties, close."""

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
    """What the file menu and the start page do."""

    opening_changed = Signal(str)  # the name of the case being opened, or nothing
    workbooks_dropped = Signal(object)  # list[Path]
    sheet_wanted = Signal()  # for the case that was created with a passphrase and is open now

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
        self._plan: str | None = None  # wanted, while the library is being loaded
        self._asking: PassphraseDialog | None = None
        self._trying: Job | None = None  # what was typed there
        # Whether the reviewer's name is known; otherwise it is asked for before `then`.
        self.name_known: Callable[[Callable[[], object]], bool] = lambda _then: True
        # Whether the open case can be closed as far as its copies go; otherwise that is done before `then`.
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
        """Ask for a new case, with a plan chosen already or not; the one that is open is left for it."""
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
        """Open a case; what is being typed in the one that is open is recorded first."""
        if not self.name_known(lambda: self.open(path, passphrase)):
            return
        if not self._session.cases.has_open(path) and not self.leave(lambda: self.open(path, passphrase)):
            return
        left = self._settings.left(path)
        job = self._session.cases.open(path, passphrase, left.subject, left.item)
        if job is not None:
            self._follow(job, path.stem)

    def sample(self) -> None:
        """Ask where the sample is to lie, build it, and open it; one that is there is opened."""
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
        """Ask for another title or contact of the open case."""
        self._show(CaseDialog(self._session, self._window))

    def close(self, then: Callable[[], object] | None = None) -> None:
        """Close the case, with what is being typed recorded; after a question about the rest, by `then`."""
        if self._session.jobs.give_way(partial(self.close, then)):
            return
        if self._session.jobs.busy:
            self._session.cases.close()  # which says why it cannot be
            return
        if self.leave(then or self.close):
            self._session.cases.close()

    def leave(self, then: Callable[[], object]) -> bool:
        """Tell whether the case can go: it is recorded and copied; otherwise see to that, then do `then`."""
        return self._view.commit() and self.copy_first(then) and self._view.leave(then)

    def fill_recent(self) -> None:
        """List the cases used before in their menu."""
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
        """Close what asked, unless that was cancelled meanwhile and perhaps asks for another case now."""
        if self._asking is not None and self.sender() is self._trying:
            self._trying = None
            self._asking.done(QDialog.DialogCode.Accepted)

    def _on_passphrase_settled(self) -> None:
        """Ask no more: what is wrong is told, and not by the dialog."""
        self._trying = None
        if self._asking is not None:
            self._asking.reject()

    def _on_asked(self) -> None:
        """Give up what is still being tried, when the dialog was cancelled."""
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
        """Show the page on which the case was left."""
        overview = self._settings.left(self._session.path).overview
        self._remember()
        self._actions["overview" if overview else "items"].setChecked(True)
        if overview:
            self._view.show_overview()
        else:
            self._view.show_items()

    def _remember(self) -> None:
        """Remember the case; what is encrypted is remembered by the name of its file, not by its title."""
        path = self._session.path
        self._settings.remember_case(path, path.stem if self._session.protected else self._session.case.title)
        self._keep_place()

    def _keep_place(self) -> None:
        """Remember what is shown of the case; of what is in an encrypted one nothing leaves it."""
        session = self._session
        if session.is_open:
            known = not session.protected
            subject, item = (session.current_subject, session.current_item) if known else ("", "")
            overview = self._actions["overview"].isChecked()
            self._settings.keep_place(session.path, subject, item, overview=overview)

    def _on_closed(self) -> None:
        """Load the library, whose plans the start page shows when it comes back."""
        if self._asking is not None:  # for another case, below the page of this one, which was locked
            self._asking.reject()
        if self._session.library is None and not self._session.jobs.busy:
            self._session.cases.load_library()

    def _on_library_loaded(self) -> None:
        if self._plan is not None:
            plan, self._plan = self._plan, None
            self.new(plan)
