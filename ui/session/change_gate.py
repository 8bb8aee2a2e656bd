"""The one gate for changes: whatever is recorded in the open case comes through it, and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from assessor import log
from assessor.errors import AssessorError, CaseConflict
from ui.session.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.change import ChangeSet
    from assessor.operations.inspection import Inspection
    from assessor.operations.open_case import ChangedRecords
    from ui.session.jobs import Jobs
    from ui.session.signals import Signals
    from ui.session.state import SessionState

T = TypeVar("T")


class ChangeGate:
    """Applies change sets to the open case; tells what they touched, or why they could not be applied."""

    tr = staticmethod(texts_of("ChangeGate"))

    def __init__(self, state: SessionState, signals: Signals, jobs: Jobs) -> None:
        self._state = state
        self._signals = signals
        self._jobs = jobs

    def do(self, propose: Callable[[Inspection], ChangeSet]) -> bool:
        """Apply what is proposed as one step of undo; False when that is not possible, which is told."""
        case = self._state.open_case
        return self.attempt(lambda: case.history.do(propose(case.inspection)), propose) is not None

    def undo(self) -> ChangeSet | None:
        """Take the last change set back and return what was applied; None when that is not possible."""
        return self.attempt(self._state.open_case.history.undo)

    def redo(self) -> ChangeSet | None:
        """Do the change set again that was taken back last, and return it; None when not possible."""
        return self.attempt(self._state.open_case.history.redo)

    def attempt(
        self, act: Callable[[], ChangeSet], asked: Callable[..., object] | None = None
    ) -> ChangeSet | None:
        """Do something that applies a change set and return that; None when not possible, which is told.

        The log names the method in which `asked`, or else the act itself, was made.
        """
        if self._state.secured:
            self._signals.said.emit(self.tr("ロックを解除してから操作してください。"))
            return None
        running = self._jobs.running
        if running is not None and running.exclusive:
            text = self.tr("処理が終わるまで変更できません：{job}")
            self._signals.said.emit(text.format(job=running.title))
            return None
        try:
            with log.measured("window", log.verb_of(asked or act)):
                applied = act()
        except AssessorError as error:
            if isinstance(error, CaseConflict):
                self.reread()
            self._signals.failed.emit(error)
            return None
        self._follow(applied)
        return applied

    def record(self, applied: ChangeSet) -> None:
        """Follow a change set that a job applied, and make it a step of undo."""
        self._state.open_case.history.record(applied)
        self._follow(applied)

    def reread(self) -> None:
        """Take everything from the file again, after somebody else changed it, and tell the views."""
        self._state.open_case.reread()
        self.show_everything()

    def show_everything(self) -> None:
        """Tell the views that anything may be different."""
        self._tell(self._state.open_case.everything())

    def read(self, read: Callable[[], T], otherwise: Callable[[], T]) -> T:
        """Read from the case; tell when that is not possible, and go on with something else."""
        try:
            return read()
        except AssessorError as error:
            self._signals.failed.emit(error)
            return otherwise()

    def _follow(self, applied: ChangeSet) -> None:
        if applied.changes:
            self._tell(self._state.open_case.follow(applied))
            if any(change.record == self._state.case_record.KIND for change in applied.changes):
                self._signals.case_changed.emit()
            self._signals.changed.emit(applied)

    def _tell(self, touched: ChangedRecords) -> None:
        self._signals.reviews_changed.emit(touched.reviews)
        self._signals.subjects_changed.emit(touched.subjects)
        self._signals.history_changed.emit()
