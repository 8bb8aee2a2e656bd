"""The tree of groups and subjects with their results, and its filter by name."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from assessor.text import folded
from assessor.words import Language
from assessor.words.counts import judged_phrase
from assessor.words.sentences import group_sentence, outcome_phrase, subject_sentence
from assessor.words.terms import named, term
from ui.labels import tip
from ui.two_levels import NOWHERE, Index, TwoLevelModel
from ui.weak_mark import counted

if TYPE_CHECKING:
    from assessor.domain.outcome import GroupResult, SubjectResult
    from ui.session import Session


class SubjectRole(IntEnum):
    """What a row tells beyond Qt's own roles."""

    KEY = Qt.ItemDataRole.UserRole + 1  # the subject's key, empty for a group
    RESULT = Qt.ItemDataRole.UserRole + 2  # SubjectResult or GroupResult
    COUNT = Qt.ItemDataRole.UserRole + 3  # the count of a group, the progress of a subject
    WEAK = Qt.ItemDataRole.UserRole + 4  # how many items of a subject are to be checked


class SubjectsModel(TwoLevelModel):
    """Groups and below them their subjects, as the session's results have them."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: tuple[GroupResult, ...] = ()
        session.opened.connect(self.reload)
        session.closed.connect(self.reload)
        session.subjects_changed.connect(self.refresh)
        session.language_changed.connect(self._on_language_changed)
        self.reload()

    def reload(self) -> None:
        """Take the groups anew."""
        self.beginResetModel()
        self._groups = self._session.results.groups if self._session.is_open else ()
        self.endResetModel()

    def refresh(self, subjects: frozenset[str]) -> None:
        """Show the results of these subjects, and of their groups, as they are now."""
        before = [[r.subject.subject for r in group.subjects] for group in self._groups]
        groups = self._session.results.groups
        if before != [[r.subject.subject for r in group.subjects] for group in groups]:
            self.reload()
            return
        self._groups = groups
        for row, group in enumerate(groups):
            touched = [n for n, r in enumerate(group.subjects) if r.subject.subject in subjects]
            above = self.index(row, 0)
            for number in touched:
                changed = self.index(number, 0, above)
                self.dataChanged.emit(changed, changed)
            if touched:
                self.dataChanged.emit(above, above)

    def index_of(self, subject: str) -> QModelIndex:
        """Return where a subject stands, nowhere when it is not there."""
        for row, group in enumerate(self._groups):
            for number, result in enumerate(group.subjects):
                if result.subject.subject == subject:
                    return self.index(number, 0, self.index(row, 0))
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of groups, or of subjects in a group."""
        if not parent.isValid():
            return len(self._groups)
        is_group = parent.internalId() == 0 and parent.column() == 0
        return len(self._groups[parent.row()].subjects) if is_group else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return one: the delegate draws the parts of a row."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row tells."""
        if not index.isValid():
            return None
        above = int(index.internalId())
        if above:
            return self._subject_data(self._groups[above - 1].subjects[index.row()], role)
        return self._group_data(self._groups[index.row()], role)

    def _group_data(self, result: GroupResult, role: int) -> object:
        language = self._session.language
        name = named(result.group.name, result.group.name_en, language)
        sentence = group_sentence(result, language)
        number = len(result.subjects)
        count = f"{number}{result.group.counter or '件'}" if language is Language.JA else str(number)
        told = self.tr("グループ {name}、{count}、{sentence}")
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.ToolTipRole: tip(f"{name}\n{sentence}"),
            Qt.ItemDataRole.AccessibleTextRole: told.format(name=name, count=count, sentence=sentence),
            SubjectRole.KEY: "",
            SubjectRole.RESULT: result,
            SubjectRole.COUNT: count,
        }
        return values.get(role)

    def _subject_data(self, result: SubjectResult, role: int) -> object:
        language = self._session.language
        name = named(result.subject.name, result.subject.name_en, language)
        total = result.mandatory.applicable
        as_of = self.tr("点検基準：{as_of}").format(as_of=term(result.subject.as_of, language))
        outcome = outcome_phrase(result, language)
        told = self.tr("{name}、必須項目 {total}項目中 {done}項目を評価済み、{outcome}")
        weak = counted(len(result.weak))
        shown = (name, as_of, subject_sentence(result, language), weak)
        values: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.ToolTipRole: tip("\n".join(line for line in shown if line)),
            Qt.ItemDataRole.AccessibleTextRole: " ".join(
                part
                for part in (
                    told.format(name=name, total=total, done=total - result.mandatory.open, outcome=outcome),
                    weak,
                )
                if part
            ),
            SubjectRole.KEY: result.subject.subject,
            SubjectRole.RESULT: result,
            SubjectRole.WEAK: len(result.weak),
            SubjectRole.COUNT: judged_phrase(result.mandatory, language),
        }
        return values.get(role)

    def _on_language_changed(self) -> None:
        self.dataChanged.emit(QModelIndex(), QModelIndex())
        self.reload()


class SubjectsFilter(QSortFilterProxyModel):
    """The subjects whose name holds the wanted text; width and case do not count."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def want(self, text: str) -> None:
        """Show only what holds this text."""
        self._wanted = folded(text)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether the row's name, in either language, or its key holds the text."""
        if not self._wanted:
            return True
        result = self.sourceModel().index(row, 0, parent).data(SubjectRole.RESULT)
        about = getattr(result, "subject", None) or result.group
        key = getattr(about, "subject", "")
        return any(self._wanted in folded(text) for text in (about.name, about.name_en, key))
