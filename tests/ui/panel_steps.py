"""What the tests of the panels share: showing a widget, finishing jobs, finding telling items."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.checklist import Item
from assessor.domain.outcome import ItemState
from assessor.domain.vocabulary import Verdict
from assessor.errors import AssessorError, Code
from assessor.operations.questionnaires import collection
from assessor.operations.questionnaires.collection import Outlook
from assessor.progress import quiet
from ui.session.jobs import Job
from ui.session.session import Session

PROVIDER = "cp_minamo"  # a code payment provider of the sample, all mandatory items met
ASKED = "cp_haneusagi"  # one that is still under evaluation, with inquiries
FIRST, SECOND = "CP-1-01", "CP-1-02"


def show(qtbot: QtBot, widget: QWidget, size: tuple[int, int] = (700, 700)) -> None:
    """Show a widget as the active window."""
    qtbot.addWidget(widget)
    widget.resize(*size)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def finish(qtbot: QtBot, job: Job | None) -> list[object]:
    """Wait for a job and return what it succeeded with."""
    assert job is not None
    results: list[object] = []
    job.succeeded.connect(results.append)
    with qtbot.waitSignal(job.finished):
        pass
    return results


def outlook_of(session: Session) -> Outlook:
    """Return what a sending can choose from, as the job of the window reads it."""
    return collection.outlook(session.inspection, quiet())


def wait_idle(qtbot: QtBot, session: Session) -> None:
    """Wait until no job runs any more."""
    qtbot.waitUntil(lambda: not session.jobs.busy)


def codes_of(session: Session) -> list[Code]:
    """Return the list in which the codes of all failures from now on are kept."""
    codes: list[Code] = []

    def on_failed(error: AssessorError) -> None:
        codes.extend(problem.code for problem in error.problems)

    session.failed.connect(on_failed)
    return codes


def state_of(session: Session, item: str, subject: str = "") -> ItemState:
    """Return where an item stands."""
    states = session.results.subject(subject or session.current_subject).states
    return next(state for state in states if state.item.id == item)


def find_state(session: Session, wanted: Callable[[ItemState], bool]) -> tuple[str, ItemState]:
    """Return the first item of the case that is as wanted, and its subject."""
    return next(
        (result.subject.subject, state)
        for result in session.results.subjects
        for state in result.states
        if wanted(state)
    )


def unmet(state: ItemState) -> bool:
    """Tell whether an item is not implemented or insufficient."""
    return state.verdict in {Verdict.INSUFFICIENT, Verdict.NOT_IMPLEMENTED}


def mandatory(item: Item) -> bool:
    """Tell whether an item counts for the outcome."""
    return item.mandatory


def mime_of(*files: Path) -> QMimeData:
    """Return what is dragged when files are."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return mime


def drag_and_drop(target: QWidget, mime: QMimeData) -> tuple[bool, bool]:
    """Drag onto a widget and drop; tell whether each was accepted."""
    action, left, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, mime, left, keys)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    drop = QDropEvent(QPointF(5, 5), action, mime, left, keys)
    drop.ignore()
    if enter.isAccepted():
        QApplication.sendEvent(target, drop)
    return enter.isAccepted(), drop.isAccepted()
