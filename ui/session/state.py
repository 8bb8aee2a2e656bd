"""What is open and what is shown of it: the session's signals, its reading side, and how a change is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from assessor.words import Language
from ui.session.jobs import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.change import ChangeSet
    from assessor.domain.checklist import Rulebook
    from assessor.domain.naming import BilingualName
    from assessor.domain.records import Case, Evidence, Signoff
    from assessor.domain.signing import Signatures
    from assessor.operations.inspection import Inspection
    from assessor.operations.open_case import OpenCase, Touched
    from assessor.operations.viewing import CaseResults, ItemDetail, ItemRow

T = TypeVar("T")


class SessionState(QObject):
    """The open case as the views read it; the verbs are in the classes derived from this one."""

    opened = Signal()
    closing = Signal()  # the case is still there, for the last time
    closed = Signal()
    reviews_changed = Signal(object)  # frozenset[tuple[str, str]]: (subject, item)
    subjects_changed = Signal(object)  # frozenset[str]
    case_changed = Signal()  # title or contact
    current_changed = Signal()
    selection_changed = Signal()  # of the items, while the current one stays
    changed = Signal(object)  # ChangeSet that was applied
    pointed_at = Signal(object)  # frozenset[tuple[str, str]]: what undo or redo changed, to be seen
    history_changed = Signal()
    failed = Signal(object)  # AssessorError, to be shown
    said = Signal(str)  # a line for the status bar
    job_started = Signal(object)  # ui.session.jobs.Job
    library_loaded = Signal()
    language_changed = Signal()
    reviewer_changed = Signal()
    secured_changed = Signal()  # the case was locked, or unlocked again
    passphrase_wanted = Signal(object, bool)  # Path of the case to be opened; whether one was wrong
    passphrase_settled = Signal()  # another one would not help

    def __init__(self, language: Language = Language.JA, reviewer: str = "") -> None:
        super().__init__()
        self.language = language
        self.reviewer = reviewer
        self.jobs = Jobs(self)
        self.jobs.started.connect(self.job_started)
        self.library: Library | None = None
        self.current_subject = ""
        self.current_item = ""
        self.selected_items: tuple[str, ...] = ()  # of the current subject; they are judged together
        self.item_sought = False  # whether the current item was asked for, and not only its subject
        self.secured = False  # locked until the passphrase is given again
        self._case: OpenCase | None = None

    def set_language(self, language: Language) -> None:
        """Speak another language from now on."""
        if language is not self.language:
            self.language = language
            self.language_changed.emit()

    def call_reviewer(self, name: str) -> None:
        """Record whatever is changed from now on under another name."""
        from assessor.operations.backups import actor_of  # noqa: PLC0415 - not before the first paint

        self.reviewer = name
        if self._case is not None:
            self._case.inspection.actor = actor_of(name)
        self.reviewer_changed.emit()

    def select(self, subject: str, item: str = "", items: Sequence[str] = ()) -> None:
        """Make a subject and one of its items the current ones; without an item, its first.

        `items` are those selected together with it; without any, it is selected alone.
        """
        case = self._open_case()
        sought = bool(item)
        if not item:
            item = self.current_item if subject == self.current_subject else case.first_item(subject)
        selected = tuple(items) or tuple(filter(None, (item,)))
        if (subject, item) != (self.current_subject, self.current_item):
            self.current_subject, self.current_item = subject, item
            self.selected_items, self.item_sought = selected, sought
            self.current_changed.emit()
        elif selected != self.selected_items:
            self.selected_items = selected
            self.selection_changed.emit()

    def select_no_item(self) -> None:
        """Leave the current subject without a current item: none of its items is listed."""
        if self.current_item:
            self.current_item, self.selected_items, self.item_sought = "", (), False
            self.current_changed.emit()

    def item_rows(self, subject: str) -> tuple[ItemRow, ...]:
        """Return the item list of a subject; when the file cannot be read, that is told and it is empty."""
        from assessor.operations import viewing  # noqa: PLC0415 - loaded with the case

        return self._read(lambda: viewing.item_rows(self.inspection, subject), tuple)

    def item_detail(self, subject: str, item: str) -> ItemDetail:
        """Return everything about an item; when the file cannot be read, what is known without it."""
        from assessor.operations import viewing  # noqa: PLC0415 - loaded with the case

        def known() -> ItemDetail:
            result = self.results.subject(subject)
            state = next(state for state in result.states if state.item.id == item)
            row = viewing.ItemRow(state, None, 0, 0, 0, None)
            return viewing.ItemDetail(result.subject, row, (), (), (), ())

        return self._read(lambda: viewing.item_detail(self.inspection, subject, item), known)

    def all_evidence(self) -> list[Evidence]:
        """Return every link to evidence in the case; when the file cannot be read, that is told."""
        from assessor.operations.evidence import attaching  # noqa: PLC0415 - loaded with the case

        return self._read(lambda: attaching.all_evidence(self.inspection), list)

    def sendable(self) -> list[str]:
        """Return the subjects that have something to be asked; when the file cannot be read, none."""
        from assessor.operations.questionnaires import export  # noqa: PLC0415 - loaded with the case

        return self._read(lambda: export.sendable(self.inspection), list)

    @property
    def is_open(self) -> bool:
        """Whether a case is open."""
        return self._case is not None

    @property
    def read_only(self) -> bool:
        """Whether the open case cannot be written."""
        return self._case is not None and self._case.inspection.read_only

    @property
    def signatures(self) -> Signatures:
        """The sign-offs that stand in the open case."""
        return self._open_case().signatures

    @property
    def lock(self) -> Signoff | None:
        """The sign-off that makes the current subject read-only, if there is one."""
        known = self._case is not None and bool(self.current_subject)
        return self.signatures.lock(self.current_subject) if known else None

    @property
    def locked(self) -> bool:
        """Whether the current subject cannot be changed: the file is read-only, or the subject is signed."""
        return self.read_only or self.lock is not None

    def scope_name(self, scope: str) -> str:
        """Return the name of what is signed: a subject's, or the title of the whole inspection."""
        from assessor.words.naming import name_in  # noqa: PLC0415 - not before the first paint

        return name_in(self.named(scope), self.language)

    def named(self, scope: str) -> BilingualName:
        """Return the names of what is signed, for sentences in any language."""
        from assessor.domain.naming import BilingualName  # noqa: PLC0415 - not before the first paint
        from assessor.domain.records import WHOLE_CASE  # noqa: PLC0415 - same

        if scope == WHOLE_CASE:
            return BilingualName(self.case.title)
        subject = self.results.subject(scope).subject
        return BilingualName(subject.name, subject.name_en)

    @property
    def path(self) -> Path:
        """Where the open case lies."""
        return self.inspection.path

    @property
    def case(self) -> Case:
        """The open case's own record."""
        return self.inspection.case

    @property
    def rules(self) -> Rulebook:
        """The rulebook frozen into the open case."""
        return self.inspection.rules

    @property
    def results(self) -> CaseResults:
        """The results of the open case, up to date."""
        return self._open_case().results

    @property
    def inspection(self) -> Inspection:
        """The open case for the verbs of the core; panels have no use for it."""
        return self._open_case().inspection

    def _open_case(self) -> OpenCase:
        if self._case is None:
            raise RuntimeError("no case is open")
        return self._case

    def _read(self, read: Callable[[], T], otherwise: Callable[[], T]) -> T:
        """Read from the case; tell when that is not possible, and go on with something else."""
        from assessor.errors import AssessorError  # noqa: PLC0415 - not before the first paint

        try:
            return read()
        except AssessorError as error:
            self.failed.emit(error)
            return otherwise()

    def _try(self, act: Callable[[], ChangeSet]) -> bool:
        """Do something that applies a change set, tell everybody, or tell why it could not be done."""
        from assessor.errors import AssessorError, CaseConflict  # noqa: PLC0415 - not before the first paint

        if self.secured:
            self.said.emit(self.tr("ロックを解除してから操作してください。"))
            return False
        running = self.jobs.running
        if running is not None and running.exclusive:
            self.said.emit(self.tr("処理が終わるまで変更できません：{job}").format(job=running.title))
            return False
        try:
            applied = act()
        except AssessorError as error:
            if isinstance(error, CaseConflict):
                self._open_case().reread()
                self._tell(self._open_case().everything())
            self.failed.emit(error)
            return False
        self._followed(applied)
        return True

    def _followed(self, applied: ChangeSet) -> None:
        if applied.changes:
            self._tell(self._open_case().follow(applied))
            if any(change.record == self.case.KIND for change in applied.changes):
                self.case_changed.emit()
            self.changed.emit(applied)

    def _tell(self, touched: Touched) -> None:
        self.reviews_changed.emit(touched.reviews)
        self.subjects_changed.emit(touched.subjects)
        self.history_changed.emit()
