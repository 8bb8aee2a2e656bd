"""The flows of reviewing: verdicts by key, moving to unreviewed items, attaching, accepting proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from assessor.domain.vocabulary import Verdict
from ui.case.proposals_dialog import ProposalsDialog
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.domain.outcome import ItemState, SubjectResult
    from ui.case.view import CaseView
    from ui.menus.actions import Actions
    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser


class ReviewFlows(QObject):
    """The actions of the review menu."""

    def __init__(
        self, window: QWidget, session: Session, actions: Actions, chooser: Chooser, view: CaseView
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._actions = actions
        self._chooser = chooser
        self._view = view
        actions["undo"].triggered.connect(self.undo)
        actions["redo"].triggered.connect(self.redo)
        actions["find"].triggered.connect(self.find)
        actions["reason"].triggered.connect(self.reason)
        actions["previous"].triggered.connect(lambda: self.step_unreviewed(-1))
        actions["next"].triggered.connect(lambda: self.step_unreviewed(1))
        actions["previous_subject"].triggered.connect(lambda: self.step_subject(-1))
        actions["next_subject"].triggered.connect(lambda: self.step_subject(1))
        actions["attach"].triggered.connect(self.attach)
        actions["proposals"].triggered.connect(self.proposals)
        for verdict, action in actions.verdicts.items():
            action.triggered.connect(lambda _=False, chosen=verdict: self.mark(chosen))

    def undo(self) -> None:
        """Record the input and undo the last change, which may be that input."""
        if self._recorded():
            self._session.reviews.undo()

    def redo(self) -> None:
        """Redo the last undone change, unless there is new input."""
        if self._recorded():
            self._session.reviews.redo()

    def _recorded(self) -> bool:
        if not self._view.commit():
            return False
        shown = self._view.ready and self._session.is_open and not self._view.shows_overview
        return not (shown and self._view.item.ask_for_rest())  # a waiting 該当なし comes last

    def mark(self, verdict: Verdict) -> None:
        """Mark the selected items with a verdict, together with the input for them."""
        # A key may come before a question that was just opened has the focus.
        asked = QApplication.activeModalWidget() is not None
        if self._view.ready and not self._view.shows_overview and not asked:
            self._view.item.choose(verdict)
            self._view.items.show_current()

    def find(self) -> None:
        """Put the cursor into the search field of the items."""
        self._actions["items"].trigger()
        self._view.items.focus_search()

    def reason(self) -> None:
        """Put the cursor into the reason of the current item."""
        self._actions["items"].trigger()
        self._view.item.focus_reason()

    def step_unreviewed(self, way: int) -> None:
        """Go to the next unreviewed item of this subject, continuing from the first after the last."""
        session, items = self._session, self._view.items if self._view.ready else None
        if items is None or not session.current_subject:
            return
        subject = session.current_subject
        states = _as_listed(session.results.subject(subject))[::way]
        ids = [state.item.id for state in states]
        passed = ids.index(session.current_item) + 1 if session.current_item in ids else 0
        left = [s for s in (*states[passed:], *states[:passed]) if s.verdict is Verdict.UNREVIEWED]
        listed = [state.item.id for state in left if items.would_list(subject, state)]
        self._actions["items"].trigger()
        if listed:
            session.select(subject, listed[0])
        elif any(state.applicability.applies for state in left):
            session.said.emit(self.tr("絞り込みの条件に合う未評価の項目はありません。"))
        else:
            text = self.tr(
                "この点検対象に未評価の項目はありません。次の点検対象へは Ctrl+PageDown で移れます。"
            )
            session.said.emit(text)
        items.take_focus()

    def step_subject(self, way: int) -> None:
        """Go to the next or previous subject."""
        keys = [result.subject.subject for result in self._session.results.subjects]
        if self._session.current_subject in keys:
            at = keys.index(self._session.current_subject) + way
            if 0 <= at < len(keys):
                self._session.select(keys[at])
                if self._view.ready and not self._view.shows_overview:
                    self._view.items.take_focus()

    def attach(self) -> None:
        """Ask for files and attach them to the current item."""
        files = self._chooser.evidence()
        if files:
            self._session.evidence.attach(files)

    def proposals(self) -> None:
        """Show the proposals of the rules, to be accepted."""
        dialog = ProposalsDialog(self._session, self._window)
        if dialog.empty:
            dialog.deleteLater()
            messages.show_message(self._window, self.tr("承認を待つ該当なしの提案はありません。"))
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _as_listed(result: SubjectResult) -> list[ItemState]:
    """Return the items of a subject section by section, as they stand in the list."""
    place = {section: number for number, section in enumerate(result.sections)}
    return sorted(result.states, key=lambda state: place[state.item.section])
