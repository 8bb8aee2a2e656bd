"""Loading the core and the panels' modules on a worker thread, after the first paint."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from ui.session.jobs import Job

if TYPE_CHECKING:
    from assessor.progress import Progress
    from ui.session.session import Session

_MODULES: Final = (
    "ui.session.parts",
    "ui.subjects.panel",
    "ui.items.panel",
    "ui.item.panel",
    "ui.overview.panel",
)


# What a click asks for later; each would take some hundredths of a second when it is first shown.
_LATER: Final = (
    "ui.widgets.messages",
    "ui.questionnaires.export_dialog",
    "ui.questionnaires.exported_dialog",
    "ui.questionnaires.collection_dialog",
    "ui.returns.dialog",
    "ui.signing.sign_dialog",
    "ui.signing.signatures_dialog",
    "ui.signing.verify_dialog",
    "ui.case.proposals_dialog",
    "ui.item.reason_dialog",
    "ui.subjects.features_dialog",
    "ui.start.properties_dialog",
    "ui.evidence.package_dialog",
    "ui.evidence.purge_dialog",
    "ui.backups.settings_dialog",
    "ui.backups.restore_dialog",
    "ui.start.new_case_dialog",
    "ui.window.help_dialogs",
)


class WarmUp(QObject):
    """Loads, as soon as nothing else is under way, what later clicks need; it gives way to everything."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        session.jobs.idle.connect(self._begin)

    def _begin(self) -> None:
        self._session.jobs.idle.disconnect(self._begin)
        job = Job("", load_rest, yielding=True)
        job.cancelled.connect(self._on_cancelled)
        job.failed.connect(self._session.report_failure)
        self._session.jobs.start(job)

    def _on_cancelled(self) -> None:
        """Go on when there is time again."""
        self._session.jobs.idle.connect(self._begin)


def load_rest(progress: Progress) -> None:
    """Import what is not needed for a case to be shown."""
    for module in progress.over(_LATER):
        import_module(module)


def load(progress: Progress) -> None:
    """Import what every case needs; the modules only define things."""
    for module in progress.over(_MODULES):
        import_module(module)
    import_module("assessor.operations.evidence.copies").sweep()  # what a crash left of the copies to look at
