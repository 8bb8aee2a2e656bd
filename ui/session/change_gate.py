"""The one gate through which all changes of the open case go."""

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
    """Applies change sets to the open case; emits the touched records, or the error when that fails."""

    tr = staticmethod(texts_of("ChangeGate"))

    def __init__(self, state: SessionState, signals: Signals, jobs: Jobs) -> None:
        self._state = state
        self._signals = signals
        self._jobs = jobs

    def do(self, propose: Callable[[Inspection], ChangeSet]) -> bool:
        """Apply a proposed change set as a step of undo; returns False and emits the error if that fails."""
        case = self._state.open_case
        return self.attempt(lambda: case.history.do(propose(case.inspection)), propose) is not None

    def undo(self) -> ChangeSet | None:
        """Undo the last change set and return the applied one; None when that fails."""
        return self.attempt(self._state.open_case.history.undo)

    def redo(self) -> ChangeSet | None:
        """Redo the change set that was undone last and return it; None when that fails."""
        return self.attempt(self._state.open_case.history.redo)

    def attempt(
        self, act: Callable[[], ChangeSet], asked: Callable[..., object] | None = None
    ) -> ChangeSet | None:
        """Call a function that applies a change set; returns the set, or None after emitting the error.

        The log names the method that defines `asked`, or else `act`.
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
        """Take over a change set that a job applied, as a step of undo."""
        self._state.open_case.history.record(applied)
        self._follow(applied)

    def reread(self) -> None:
        """Read everything again after somebody else changed the file, and update the views."""
        self._state.open_case.reread()
        self.show_everything()

    def show_everything(self) -> None:
        """Tell the views that everything may have changed."""
        self._tell(self._state.open_case.everything())

    def read(self, read: Callable[[], T], otherwise: Callable[[], T]) -> T:
        """Read from the case; when that fails, emit the error and return `otherwise`."""
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
