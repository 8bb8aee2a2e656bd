"""What the program is behind its first paint: importing this module imports all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.operations.evidence import copies
from ui.app.garbage import GarbageCollector
from ui.app.hooks import Hooks, start_log
from ui.app.waking import Waking
from ui.session.session import Session
from ui.window.desk import Desk

if TYPE_CHECKING:
    from ui.app.ending import Ending
    from ui.app.translators import Translation
    from ui.window.main_window import MainWindow


class Behind:
    """What the seam hands over: functions that make the parts of the window behind its empty frame.

    They stand in a class because the seam returns them as one value: a class keeps their types, a module
    would lose them.
    """

    @staticmethod
    def furnish(window: MainWindow, translation: Translation, reviewer: str) -> Desk:
        """Make the session and the working parts, after connecting the window's own signals."""
        session = Session(translation.language, reviewer)
        translation.follow(session)
        window.listen_to(session)
        return Desk(window, session, window.settings, window.choices)

    @staticmethod
    def sweep() -> None:
        """Remove temporary copies of evidence that a crash left; runs on a worker thread."""
        copies.sweep()

    @staticmethod
    def watch_over(window: MainWindow, ending: Ending) -> None:
        """Connect logging, handling of unexpected errors and of the system's end, and garbage collection."""
        start_log(window.session)
        hooks = Hooks(window)
        hooks.install()
        window.going.connect(hooks.take_back)
        Waking(ending, window, window.leave_unasked)
        window.session.opened.connect(GarbageCollector(window).spare)
