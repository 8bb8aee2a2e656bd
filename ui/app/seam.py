"""The one late import of the window: here everything is imported that the first paint does not need.

All other modules import at the top. A thread calls both functions right after the first paint; later calls
take no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app.behind import Behind
    from ui.start.page import StartPage


def start_page() -> type[StartPage]:
    """Return the class of the start page, which imports a few light modules without the core."""
    from ui.start.page import StartPage

    return StartPage


def behind() -> type[Behind]:
    """Return the class that creates everything else, which imports everything else."""
    from ui.app.behind import Behind

    return Behind
