"""Drag and drop on the window: a hint during the drag, and the action of the drop.

On the row of an item, and on the panel of the item shown, files become evidence of that item. On a subject,
in the list or in the overview, the item is asked for, as it is for pictures and their folders elsewhere.
A case is opened and returned workbooks are read wherever they land; over the row of an item it is asked
whether a workbook is an answer or evidence.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.evidence.attach_dialog import AttachDialog
from ui.session.jobs import Job
from ui.subjects.model import SubjectRole
from ui.widgets.dialogs import messages
from ui.widgets.dialogs.file_chooser import CASE_SUFFIX, PACKED_SUFFIXES, WORKBOOK_SUFFIXES
from ui.widgets.lists.natural_order import natural_key
from ui.window.drop_hint import DropHint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import QMainWindow

    from assessor.progress import Progress
    from ui.case.view import CaseView
    from ui.session.session import Session
    from ui.start.flows import CaseFlows

# Files that systems leave in folders, to be ignored.
_LEFT: Final = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
MOST: Final = 1000  # files that become evidence of one item; nobody means more
_NAMED: Final = 10  # files that are named in a question
_DRAGGING: Final = frozenset(
    {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop}
)


class DropTarget(NamedTuple):
    """The action of a drop at a place of the window; a drop without an action is refused."""

    words: str
    place: QRect
    act: Callable[[], object] | None


class Dragged(NamedTuple):
    """The dragged data, classified by names only, since a folder may be on a slow share."""

    files: list[Path]
    cases: list[Path]
    answers: bool  # whether some of the files may be returned workbooks

    @classmethod
    def of(cls, source: QMimeData) -> Dragged:
        """Return the classified data of a drag."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        cases = [path for path in files if path.suffix.lower() == CASE_SUFFIX]
        return cls(files, cases, any(_may_be_answer(path) for path in files))


class FoundFiles(NamedTuple):
    """The dropped files and those of dropped folders, in the order of their names."""

    files: list[Path]
    folders: bool  # whether there were folders
    whole: bool  # whether these are all; beyond MOST nobody looks any further


class Drops(QObject):
    """Decides on the action by the data and the place of a drag."""

    def __init__(self, window: QMainWindow, session: Session, view: CaseView, cases: CaseFlows) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._view = view
        self._cases = cases
        self.hint = DropHint(window)
        self._dragged: Dragged | None = None  # read when it comes in, and not again with each move

    def watch_panel(self) -> None:
        """Say where files go on the panel of the item too, which takes them by itself."""
        for part in (self._view.item, self._view.item.evidence):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the hint over the panel; what needs a question is taken here."""
        if event.type() not in _DRAGGING or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.DragLeave:
            self.leave()
            return False
        moved: QDropEvent = event  # type: ignore[assignment]  # each of the others is one
        position = watched.mapTo(self._window, moved.position().toPoint())
        if event.type() is QEvent.Type.DragEnter:
            self._dragged = None
        if event.type() is QEvent.Type.Drop:
            self.drop(moved, position)
        else:
            self.move(moved, position)
        return True

    def enter(self, event: QDropEvent) -> None:
        """Accept a drag that enters the window, so that the hint can be shown."""
        self._dragged = None
        if self._session.secured:
            event.ignore()
        elif self._read_dragged(event.mimeData()).files or event.mimeData().hasImage():
            self.move(event, event.position().toPoint())
            event.accept()

    def move(self, event: QDropEvent, position: QPoint) -> None:
        """Show what a drop here does."""
        target = self.target(event.mimeData(), position)
        self.hint.show_words(target.words, target.place, allowed=target.act is not None)
        if target.act is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def leave(self) -> None:
        """Hide the hint."""
        self._dragged = None
        self.hint.hide()

    def drop(self, event: QDropEvent, position: QPoint) -> None:
        """Do what the hint said."""
        target = self.target(event.mimeData(), position)
        self.leave()
        if target.act is None:
            event.ignore()
            self._session.said.emit(target.words)
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        target.act()

    def target(self, source: QMimeData, position: QPoint) -> DropTarget:
        """Return the action of a drop at a position of the window."""
        dragged, everywhere = self._read_dragged(source), self._window.rect()
        if dragged.cases:
            case = dragged.cases[0]
            text = self.tr("案件「{file}」を開きます").format(file=case.stem)
            return DropTarget(text, everywhere, partial(self._cases.open, case))
        if not self._session.is_open:
            return DropTarget(self.tr("先に点検案件を開いてください"), everywhere, None)
        return self._in_case(source, dragged, position)

    def _read_dragged(self, source: QMimeData) -> Dragged:
        if self._dragged is None:
            self._dragged = Dragged.of(source)
        return self._dragged

    def _in_case(self, source: QMimeData, dragged: Dragged, position: QPoint) -> DropTarget:
        session, everywhere = self._session, self._window.rect()
        subject, item, place = self._place_at(position)
        locked = self._locked(subject)
        if dragged.answers and not item:
            text = self.tr("回答として取り込みます")
            return DropTarget(text, everywhere, partial(self._read, dragged.files))
        if locked:
            return DropTarget(locked, place, None)
        if item:
            return self._on_item(source, dragged, subject, item, place)
        if not dragged.files:
            return DropTarget(self.tr("項目の行か右の項目欄にドロップしてください"), everywhere, None)
        text = self.tr("「{subject}」の項目を選んで添付します").format(subject=session.scope_name(subject))
        return DropTarget(text, place, partial(self._look_and_ask, dragged.files, subject, ""))

    def _on_item(
        self, source: QMimeData, dragged: Dragged, subject: str, item: str, place: QRect
    ) -> DropTarget:
        text = self.tr("{item} に添付します").format(item=item)
        files = dragged.files
        if not files:  # a picture from another program
            return DropTarget(text, place, partial(self._take_picture, source, subject, item))
        if dragged.answers:
            text = self.tr("{item}：回答の取り込みか証跡の添付かを選べます").format(item=item)
            return DropTarget(text, place, partial(self._ask_what, files, subject, item))
        return DropTarget(text, place, partial(self._look_and_ask, files, subject, item))

    def _place_at(self, position: QPoint) -> tuple[str, str, QRect]:
        """Return the subject and the item at a position, as far as there are, and the rectangle of both."""
        session, view, window = self._session, self._view, self._window
        subject = session.current_subject
        if not view.ready or not view.isVisible():
            return subject, "", window.rect()
        if view.shows_overview:
            row, index_at = _row_at(view.overview.table, window, position)
            key = view.overview.model.subject_at(index_at) if index_at >= 0 else ""
            return (key, "", row) if key else (subject, "", window.rect())
        if _over(view.item, window, position):
            return subject, session.current_item, _rect(view.item, window)
        row, line = _row_at(view.items.table, window, position)
        item = view.items.model.item_at(line) if line >= 0 else ""
        if item:
            return subject, item, row
        tree = view.subjects.tree
        if _over(tree.viewport(), window, position):
            index = tree.indexAt(tree.viewport().mapFrom(window, position))
            key = index.data(SubjectRole.KEY) if index.isValid() else ""
            if key:
                place = tree.visualRect(index)
                corner = tree.viewport().mapTo(window, place.topLeft())
                return str(key), "", QRect(corner, place.size())
        return subject, "", window.rect()

    def _locked(self, subject: str) -> str:
        """Return why nothing can be attached to a subject, or nothing."""
        if self._session.read_only:
            return self.tr("読み取り専用のため添付できません")
        if subject and self._session.signatures.lock(subject) is not None:
            return self.tr("署名済みのため添付できません")
        return ""

    def _read(self, places: Sequence[Path]) -> None:
        self._cases.workbooks_dropped.emit(list(places))

    def _take_picture(self, source: QMimeData, subject: str, item: str) -> None:
        self._session.select(subject, item)
        self._view.item.evidence.take(source)

    def _ask_what(self, files: list[Path], subject: str, item: str) -> None:
        names = [path.name for path in files[:_NAMED]]
        if len(files) > _NAMED:
            names.append(self.tr("ほか{count}件").format(count=len(files) - _NAMED))
        messages.show_message(
            self._window,
            self.tr("ドロップしたファイルを、どのように取り込みますか。"),
            more="\n".join(names),
            icon=messages.Icon.Question,
            offers=(
                (self.tr("回答として取り込む"), partial(self._read, files)),
                (
                    self.tr("{item} に証跡として添付").format(item=item),
                    partial(self._look_and_ask, files, subject, item),
                ),
            ),
        )

    def _look_and_ask(self, files: list[Path], subject: str, item: str) -> None:
        """List the folders on a worker thread; a folder with workbooks dropped on no item is imported."""

        def done(found: FoundFiles) -> None:
            chosen = found.files
            answers = any(_may_be_answer(path) for path in chosen)
            if found.folders and not item and (answers or not chosen):
                self._read(files)
            elif not found.whole:
                text = self.tr("ファイルが{most}件を超えています。分けて添付してください。")
                messages.show_message(self._window, text.format(most=MOST))
            elif not chosen:
                messages.show_message(self._window, self.tr("添付できるファイルがありません。"))
            elif item and not found.folders:
                self._session.evidence.attach(chosen, (subject, item))
            else:
                self._ask_item(chosen, subject, item)

        stopped = self.tr("ファイルの確認を中止しました。")
        job = Job(self.tr("ファイルを調べています"), partial(_inside, files), stopped=stopped)
        job.succeeded.connect(done)
        job.failed.connect(self._session.report_failure)
        job.cancelled.connect(lambda: self._session.said.emit(stopped))
        self._session.jobs.start(job)

    def _ask_item(self, files: list[Path], subject: str, item: str) -> None:
        likely = item or (self._session.current_item if subject == self._session.current_subject else "")
        dialog = AttachDialog(self._session, files, subject, likely, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._session.evidence.attach(files, (subject, dialog.chosen)))
        dialog.open()


def _inside(dropped: Sequence[Path], progress: Progress) -> FoundFiles:
    found: list[Path] = []
    folders = False
    for number, path in enumerate(dropped):
        progress.step(number, len(dropped))
        if not path.is_dir():
            found.append(path)  # also a missing one, which is reported on attaching
        else:
            folders = True
            for one in path.rglob("*"):
                progress.step(number, len(dropped))
                if one.is_file() and one.name.lower() not in _LEFT and not one.name.startswith("."):
                    found.append(one)
                if len(found) > MOST:
                    break
        if len(found) > MOST:
            return FoundFiles(found, folders, whole=False)
    return FoundFiles(sorted(found, key=lambda one: natural_key(str(one))), folders, whole=True)


def _may_be_answer(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOK_SUFFIXES | PACKED_SUFFIXES


def _over(part: QWidget, window: QWidget, position: QPoint) -> bool:
    return part.isVisible() and part.rect().contains(part.mapFrom(window, position))


def _rect(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint()), part.size())


def _row_at(table: QAbstractItemView, window: QWidget, position: QPoint) -> tuple[QRect, int]:
    """Return the rectangle and the number of the row at a position; -1 when there is none."""
    inside = table.viewport()
    if not _over(inside, window, position):
        return QRect(), -1
    index = table.indexAt(inside.mapFrom(window, position))
    if not index.isValid():
        return QRect(), -1
    place = table.visualRect(index)
    corner = inside.mapTo(window, QPoint(0, place.top()))
    return QRect(corner, QSize(inside.width(), place.height())), index.row()
