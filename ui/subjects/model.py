"""The tree of groups and subjects with their results, and its filter by name."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from assessor.text import folded
from assessor.words import Language
from assessor.words.counts import judged_phrase
from assessor.words.sentences import group_sentence, outcome_phrase, subject_sentence
from assessor.words.terms import named, term
from ui.widgets.labels import tip
from ui.widgets.weak_mark import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.outcome import GroupResult, SubjectResult
    from ui.session.session import Session

    Index = QModelIndex | QPersistentModelIndex


class SubjectRole(IntEnum):
    """The roles of a row beside Qt's own."""

    KEY = Qt.ItemDataRole.UserRole + 1  # the subject's key, empty for a group
    RESULT = Qt.ItemDataRole.UserRole + 2  # SubjectResult or GroupResult
    COUNT = Qt.ItemDataRole.UserRole + 3  # the count of a group, the progress of a subject
    WEAK = Qt.ItemDataRole.UserRole + 4  # the number of a subject's items to be checked


class SubjectsModel(QStandardItemModel):
    """The model of groups and their subjects, with the results of the session.

    It is a QStandardItemModel for speed: a view goes through all rows of a tree again and again, which a tree
    in Python would answer many times as slowly. Texts are made on request in the language of the session, so
    repainting suffices after a change of language.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: tuple[GroupResult, ...] = ()
        self._places: dict[str, tuple[int, int]] = {}  # row of the group and row in it, by subject
        session.opened.connect(self.reload)
        session.closed.connect(self.reload)
        session.subjects_changed.connect(self.refresh)
        self.reload()

    def reload(self) -> None:
        """Read the groups again."""
        self.beginResetModel()
        self._groups = self._session.results.groups if self._session.is_open else ()
        self._places = _places(self._groups)
        self.blockSignals(True)  # no row signals within the reset
        self.removeRows(0, self.rowCount())
        for group in self._groups:
            head = QStandardItem()
            head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            head.appendRows([_leaf() for _ in group.subjects])
            self.appendRow(head)
        self.blockSignals(False)
        self.endResetModel()

    def refresh(self, subjects: frozenset[str]) -> None:
        """Update the results of these subjects and of their groups."""
        groups = self._session.results.groups
        if _places(groups) != self._places:
            self.reload()
            return
        self._groups = groups
        touched = [self._places[key] for key in sorted(subjects) if key in self._places]
        for row, number in touched:
            changed = self.index(number, 0, self.index(row, 0))
            self.dataChanged.emit(changed, changed)
        for row in sorted({row for row, _ in touched}):
            above = self.index(row, 0)
            self.dataChanged.emit(above, above)

    def index_of(self, subject: str) -> QModelIndex:
        """Return the index of a subject, or an invalid one."""
        if subject not in self._places:
            return QModelIndex()
        row, number = self._places[subject]
        return self.index(number, 0, self.index(row, 0))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the data of a row for a role."""
        if not index.isValid():
            return None
        above = index.parent()
        if above.isValid():
            return self._subject_data(self._groups[above.row()].subjects[index.row()], role)
        return self._group_data(self._groups[index.row()], role)

    def _group_data(self, result: GroupResult, role: int) -> object:
        language = self._session.language
        name = named(result.group.name, result.group.name_en, language)
        number = len(result.subjects)
        count = f"{number}{result.group.counter or '件'}" if language is Language.JA else str(number)
        value: object = None
        if role == SubjectRole.RESULT:
            value = result
        elif role == SubjectRole.KEY:
            value = ""
        elif role == SubjectRole.COUNT:
            value = count
        elif role == Qt.ItemDataRole.DisplayRole:
            value = name
        elif role == Qt.ItemDataRole.ToolTipRole:
            value = tip(f"{name}\n{group_sentence(result, language)}")
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.tr("グループ {name}、{count}、{sentence}")
            value = text.format(name=name, count=count, sentence=group_sentence(result, language))
        return value

    def _subject_data(self, result: SubjectResult, role: int) -> object:
        """Return the data for one role without computing others, as a list asks for thousands of values."""
        language, subject = self._session.language, result.subject
        value: object = None
        if role == SubjectRole.RESULT:
            value = result
        elif role == SubjectRole.KEY:
            value = subject.subject
        elif role == SubjectRole.WEAK:
            value = len(result.weak)
        elif role == SubjectRole.COUNT:
            value = judged_phrase(result.mandatory, language)
        elif role == Qt.ItemDataRole.DisplayRole:
            value = named(subject.name, subject.name_en, language)
        elif role == Qt.ItemDataRole.ToolTipRole:
            name = named(subject.name, subject.name_en, language)
            as_of = self.tr("点検基準：{as_of}").format(as_of=term(subject.as_of, language))
            lines = (
                name,
                as_of,
                subject_sentence(result, language),
                counted(len(result.weak), result.new_answers),
            )
            value = tip("\n".join(line for line in lines if line))
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            total = result.mandatory.applicable
            text = self.tr("{name}、必須項目 {total}項目中 {done}項目を評価済み、{outcome}")
            text = text.format(
                name=named(subject.name, subject.name_en, language),
                total=total,
                done=total - result.mandatory.open,
                outcome=outcome_phrase(result, language),
            )
            value = f"{text} {counted(len(result.weak), result.new_answers)}".strip()
        return value


def _places(groups: Iterable[GroupResult]) -> dict[str, tuple[int, int]]:
    return {
        result.subject.subject: (row, number)
        for row, group in enumerate(groups)
        for number, result in enumerate(group.subjects)
    }


def _leaf() -> QStandardItem:
    leaf = QStandardItem()
    leaf.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
    return leaf


class SubjectsFilter(QSortFilterProxyModel):
    """Filters the subjects by a text in their name, ignoring width and case."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._texts: dict[tuple[int, int], str] = {}  # texts to be searched, by group and row
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def setSourceModel(self, model: QAbstractItemModel) -> None:
        """Set the model; the texts to be searched are cached until the rows change."""
        super().setSourceModel(model)
        model.modelReset.connect(self._texts.clear)
        model.dataChanged.connect(self._texts.clear)

    def want(self, text: str) -> None:
        """Show only subjects with this text."""
        self._wanted = folded(text)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether the row's name in either language or its key contains the text."""
        if not self._wanted:
            return True
        place = (parent.row(), row)
        if place not in self._texts:
            result = self.sourceModel().index(row, 0, parent).data(SubjectRole.RESULT)
            about = getattr(result, "subject", None) or result.group
            key = getattr(about, "subject", "")
            self._texts[place] = "\n".join(folded(text) for text in (about.name, about.name_en, key))
        return self._wanted in self._texts[place]
