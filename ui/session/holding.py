"""Who has the open case: one writer at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.errors import AssessorError

if TYPE_CHECKING:
    from assessor.operations.holding import LockHolder
    from ui.session.change_gate import ChangeGate
    from ui.session.signals import Signals
    from ui.session.state import SessionState


class SessionHolding:
    """Keeps the lock of the open case, and takes it after somebody else had it."""

    def __init__(self, state: SessionState, gate: ChangeGate, signals: Signals) -> None:
        self._state = state
        self._gate = gate
        self._signals = signals

    def holder_now(self) -> LockHolder | None:
        """Return who else has the open case now, or None."""
        return self._state.open_case.holder_now()

    def beat(self) -> None:
        """Refresh the lock, and notice when somebody took the case over."""
        if self._state.case is not None and not self._state.case.beat():
            self._signals.holder_changed.emit()
            self._signals.history_changed.emit()

    def edit(self, over: LockHolder | None = None) -> bool:
        """Make a read-only case writable; `over` is a silent holder to be replaced."""
        try:
            self._state.open_case.take_over(over)
        except AssessorError as error:
            self._signals.failed.emit(error)
            return False
        self._gate.show_everything()
        self._signals.case_changed.emit()
        self._signals.holder_changed.emit()
        return True
