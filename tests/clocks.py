"""The clocks that tell whether a window is used, standing still until a test lets time pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from ui.passphrase.idle_watch import IdleWatch


class Clocks:
    """Both clocks of one watch: the one that sleeps with the computer, and the one on the wall."""

    def __init__(self, watch: IdleWatch, monkeypatch: pytest.MonkeyPatch) -> None:
        self._awake = self._wall = 0.0
        monkeypatch.setattr(watch, "moment", lambda: (self._awake, self._wall))
        watch.note_use()

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self._awake += seconds
        self._wall += seconds

    def sleep(self, seconds: float) -> None:
        """Let time pass while the computer sleeps."""
        self._wall += seconds
