"""A tree of groups and subjects with check boxes, for dialogs that do something with several subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from assessor.words.terms import named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from assessor.domain.outcome import GroupResult, SubjectResult
    from assessor.words import Language

KEY = Qt.ItemDataRole.UserRole


class SubjectTree(QTreeWidget):
    """Groups and their subjects; only those that are possible can be checked."""

    chosen_changed = Signal()

    def __init__(
        self,
        groups: tuple[GroupResult, ...],
        language: Language,
        *,
        possible: Collection[str],
        notes: Callable[[SubjectResult], list[str]],
        columns: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._subjects: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(1 + columns)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        for group in groups:
            top = QTreeWidgetItem([named(group.group.name, group.group.name_en, language)])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.font()
            font.setBold(True)
            top.setFont(0, font)
            self.addTopLevelItem(top)
            top.setFirstColumnSpanned(True)
            if any(result.subject.subject in possible for result in group.subjects):
                top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            for result in group.subjects:
                self._add(top, result, language, notes(result), can=result.subject.subject in possible)
        self.expandAll()
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self.chosen_changed)

    @property
    def chosen(self) -> list[str]:
        """The subjects that are checked, in the order of the tree."""
        checked = Qt.CheckState.Checked
        return [key for key, item in self._subjects.items() if item.checkState(0) is checked]

    def choose(self, wanted: Collection[str]) -> None:
        """Check these subjects and no others."""
        for key, item in self._subjects.items():
            item.setCheckState(0, Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked)

    def choose_all(self) -> None:
        """Check every subject that is possible."""
        self.choose(self._subjects)

    def choose_none(self) -> None:
        """Check no subject."""
        self.choose(())

    def _add(
        self, top: QTreeWidgetItem, result: SubjectResult, language: Language, notes: list[str], *, can: bool
    ) -> None:
        subject = result.subject
        item = QTreeWidgetItem(top, [named(subject.name, subject.name_en, language), *notes])
        item.setData(0, KEY, subject.subject)
        if can:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            self._subjects[subject.subject] = item
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
