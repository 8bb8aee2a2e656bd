"""A tree of groups and subjects with check boxes, for dialogs that do something with several subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTreeView, QWidget

from assessor.words.terms import named
from ui.widgets.lists.roomy import RoomyDelegate
from ui.widgets.lists.spoken import spoken
from ui.widgets.lists.two_levels import NOWHERE, Index, TwoLevelModel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from assessor.domain.outcome import GroupResult, SubjectResult
    from assessor.words import Language

    Notes = Callable[[SubjectResult], list[str]]

CHECK: Final = Qt.ItemDataRole.CheckStateRole
SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
ROOM: Final = 24  # pixels around the words of a column
# Flags of rows, cached because a tree asks for them several times at each layout.
GREY: Final = Qt.ItemFlag.ItemNeverHasChildren
LEAF: Final = GREY | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
HEAD: Final = Qt.ItemFlag.ItemIsEnabled
OPEN_HEAD: Final = HEAD | Qt.ItemFlag.ItemIsUserCheckable


class SubjectTreeModel(TwoLevelModel):
    """Groups and their subjects; a group's check box stands for those of its subjects that can be checked."""

    chosen_changed = Signal()

    def __init__(
        self, groups: tuple[GroupResult, ...], language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._groups = groups
        self._language = language
        self._titles: list[str] = [""]
        self._possible: frozenset[str] = frozenset()
        self._chosen: set[str] = set()
        self._notes: dict[str, list[str]] = {}

    def offer(self, possible: Collection[str], notes: Notes, columns: int) -> None:
        """Offer these subjects with notes in further columns; uncheck those that are not possible."""
        self.beginResetModel()
        self._titles = (self._titles + [""] * columns)[: 1 + columns]
        self._possible = frozenset(possible)
        self._chosen &= self._possible
        self._notes = {r.subject.subject: notes(r) for group in self._groups for r in group.subjects}
        self.endResetModel()

    def name_columns(self, titles: Sequence[str]) -> None:
        """Set the titles of the columns."""
        self._titles = list(titles)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._titles) - 1)

    def choose(self, wanted: Collection[str]) -> None:
        """Check these subjects and no others, as far as they are possible; emits one signal."""
        chosen = set(self._possible & frozenset(wanted))
        if chosen == self._chosen:
            return
        self._chosen, others = chosen, chosen ^ self._chosen
        for row, group in enumerate(self._groups):
            changed = [n for n, r in enumerate(group.subjects) if r.subject.subject in others]
            if changed:
                head = self.index(row, 0)
                self.dataChanged.emit(head, head, [CHECK])
                first, last = self.index(changed[0], 0, head), self.index(changed[-1], 0, head)
                self.dataChanged.emit(first, last, [CHECK])
        self.chosen_changed.emit()

    @property
    def chosen(self) -> list[str]:
        """The subjects that are checked, in the order of the tree."""
        return [key for key in self._notes if key in self._chosen]

    @property
    def possible(self) -> frozenset[str]:
        """The subjects that can be checked."""
        return self._possible

    def notes(self, subject: str) -> list[str]:
        """Return the texts of the columns beside a subject's name."""
        return self._notes[subject]

    def words_of(self, column: int) -> set[str]:
        """Return the different texts of a column, with its title."""
        return {self._titles[column], *(notes[column - 1] for notes in self._notes.values())}

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of groups, or of subjects in a group."""
        if not parent.isValid():
            return len(self._groups)
        is_group = parent.internalId() == 0 and parent.column() == 0
        return len(self._groups[parent.row()].subjects) if is_group else 0

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        """Return the number of columns: the name and the notes."""
        return len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell, or the check state of its row."""
        if not index.isValid():
            return None
        above, column = int(index.internalId()), index.column()
        if not above:
            is_named = column == 0 or role == SPOKEN  # the name of a group spans the columns
            return self._group_data(self._groups[index.row()], role) if is_named else None
        subject = self._groups[above - 1].subjects[index.row()].subject
        name, notes = named(subject.name, subject.name_en, self._language), self._notes[subject.subject]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return notes[column - 1] if column else name
        if role == SPOKEN:
            return f"{self._titles[column]} {spoken(notes[column - 1])}".strip() if column else name
        if role == CHECK and column == 0 and subject.subject in self._possible:
            return Qt.CheckState.Checked if subject.subject in self._chosen else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check a subject, or every possible one of a group."""
        if role != CHECK or not index.isValid():
            return False
        above = int(index.internalId())
        subjects = self._groups[(above or index.row() + 1) - 1].subjects
        if above:
            subjects = subjects[index.row() : index.row() + 1]
        meant = self._possible & {result.subject.subject for result in subjects}
        checked = Qt.CheckState(value) is not Qt.CheckState.Unchecked
        self.choose(self._chosen | meant if checked else self._chosen - meant)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that possible rows can be checked and the others are disabled."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        above = int(index.internalId())
        if not above:
            return OPEN_HEAD if self._may_choose(self._groups[index.row()]) else HEAD
        key = self._groups[above - 1].subjects[index.row()].subject.subject
        return LEAF if key in self._possible else GREY

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        here = orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._titles)
        return self._titles[section] if here and role == Qt.ItemDataRole.DisplayRole else None

    def _group_data(self, group: GroupResult, role: int) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, SPOKEN}:
            return named(group.group.name, group.group.name_en, self._language)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == CHECK and self._may_choose(group):
            return self._state_of(group)
        return None

    def _may_choose(self, group: GroupResult) -> bool:
        return any(result.subject.subject in self._possible for result in group.subjects)

    def _state_of(self, group: GroupResult) -> Qt.CheckState:
        keys = [r.subject.subject for r in group.subjects if r.subject.subject in self._possible]
        checked = sum(key in self._chosen for key in keys)
        if not checked:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if checked == len(keys) else Qt.CheckState.PartiallyChecked


class SubjectTree(QTreeView):
    """A view of groups and their subjects, of which only the possible ones can be checked."""

    chosen_changed = Signal()

    def __init__(
        self,
        groups: tuple[GroupResult, ...],
        language: Language,
        *,
        possible: Collection[str],
        notes: Notes,
        columns: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.subjects = SubjectTreeModel(groups, language, self)
        self.setModel(self.subjects)
        self.setUniformRowHeights(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.header().setStretchLastSection(False)
        self.offer(possible, notes, columns)
        self.subjects.chosen_changed.connect(self.chosen_changed)

    def offer(self, possible: Collection[str], notes: Notes, columns: int) -> None:
        """Offer these subjects with their notes in further columns."""
        self.subjects.offer(possible, notes, columns)
        for row in range(self.subjects.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self.expandAll()
        header = self.header()
        for column in range(self.subjects.columnCount()):
            stretched = QHeaderView.ResizeMode.Interactive if column else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, stretched)
        self._fit()

    def name_columns(self, titles: Sequence[str]) -> None:
        """Set the titles of the columns."""
        self.subjects.name_columns(titles)
        self._fit()

    @property
    def chosen(self) -> list[str]:
        """The subjects that are checked, in the order of the tree."""
        return self.subjects.chosen

    def choose(self, wanted: Collection[str]) -> None:
        """Check these subjects and no others."""
        self.subjects.choose(wanted)

    def choose_all(self) -> None:
        """Check every subject that is possible."""
        self.choose(self.subjects.possible)

    def choose_none(self) -> None:
        """Check no subject."""
        self.choose(())

    def _fit(self) -> None:
        """Set the width of each note column to its longest text."""
        metrics = self.fontMetrics()
        for column in range(1, self.subjects.columnCount()):
            widest = max(metrics.horizontalAdvance(words) for words in self.subjects.words_of(column))
            self.header().resizeSection(column, widest + ROOM)
