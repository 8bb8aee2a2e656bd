"""Loading the core and the panels' modules on a worker thread, after the first paint."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assessor.progress import Progress

_MODULES: Final = (
    "ui.session_case",
    "ui.subjects_panel",
    "ui.items_panel",
    "ui.item_panel",
    "ui.overview",
    "assessor.operations.exchange",
    "assessor.operations.returns",
    "assessor.operations.reporting",
)


def load(progress: Progress) -> None:
    """Import what every case needs; the modules only define things."""
    for module in progress.over(_MODULES):
        import_module(module)
    import_module("assessor.operations.copies").sweep()  # what a crash left of the copies to look at
