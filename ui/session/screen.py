"""The protocol by which other rooms use the view of the open case, implemented by `ui.case.view`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class CaseScreen(Protocol):
    """The view of the open case, and its unrecorded input."""

    @property
    def shows_overview(self) -> bool:
        """Whether the overview is shown."""

    def show_items(self) -> None:
        """Show subjects, items and the item, with the focus on the items."""

    def show_overview(self) -> None:
        """Show the overview."""

    def commit(self) -> bool:
        """Record the present input before the case is closed; returns False when that fails."""

    def leave(self, then: Callable[[], object]) -> bool:
        """Tell whether nothing is unrecorded; otherwise ask whether to discard it, and on yes call `then`."""

    def sign(self, then: Callable[[], object]) -> bool:
        """Tell whether nothing is unrecorded; otherwise ask whether to sign anyway, and then call `then`."""
