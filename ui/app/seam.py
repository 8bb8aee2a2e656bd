"""The one seam of the window's imports: whatever stands behind the first paint is imported here, late.

Everything else imports at the top. A thread calls both functions right after the first paint;
from then on they take no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app.behind import Behind
    from ui.start.page import StartPage


def start_page() -> type[StartPage]:
    """Return what makes the start page: a few light modules, without the core."""
    from ui.start.page import StartPage

    return StartPage


def behind() -> type[Behind]:
    """Return what makes all the rest, which imports all the rest."""
    from ui.app.behind import Behind

    return Behind
