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
    """Makes the parts of the window that are not in its empty frame."""

    @staticmethod
    def furnish(window: MainWindow, translation: Translation, reviewer: str) -> Desk:
        """Make the session and the working parts; the window hears of everything before its parts do."""
        session = Session(translation.language, reviewer)
        translation.follow(session)
        window.listen_to(session)
        return Desk(window, session, window.settings, window.choices)

    @staticmethod
    def sweep() -> None:
        """Remove what a crash left of the copies that were made to be looked at; on a worker thread."""
        copies.sweep()

    @staticmethod
    def watch_over(window: MainWindow, ending: Ending) -> None:
        """Hear of the end, log and show errors nobody expected, collect garbage where it does no harm."""
        start_log(window.session)
        hooks = Hooks(window)
        hooks.install()
        window.going.connect(hooks.take_back)
        Waking(ending, window, window.leave_unasked)
        window.session.opened.connect(GarbageCollector(window).spare)
