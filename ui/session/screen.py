"""The open case on the screen, as the flows of other rooms know it; `ui.case.view` is what they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class CaseScreen(Protocol):
    """What is shown of the open case, and what is typed there and not recorded yet."""

    @property
    def shows_overview(self) -> bool:
        """Whether the overview is shown."""

    def show_items(self) -> None:
        """Show subjects, items and the item, ready for the keys that judge."""

    def show_overview(self) -> None:
        """Show the overview."""

    def commit(self) -> bool:
        """Record what is being typed, before the case goes; False when that is not possible."""

    def leave(self, then: Callable[[], object]) -> bool:
        """Tell whether the case can go; otherwise ask whether to lose what is not recorded, for `then`."""

    def sign(self, then: Callable[[], object]) -> bool:
        """Tell whether everything typed is recorded; otherwise ask whether to sign without, by `then`."""
