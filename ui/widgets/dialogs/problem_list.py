"""All problems of a file or an input at once, each with its place and a way to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from assessor.words.problems.sentences import line, sentence
from ui.widgets.announce import announce
from ui.widgets.dialogs import fitting, messages
from ui.widgets.lists.roomy import RoomyDelegate
from ui.widgets.lists.spoken import name_blanks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

    from assessor.errors import Place, Problem
    from assessor.words import Language

_READ: Final = 3  # sentences that are announced at once; the rest is in the list
_WIDTHS: Final = (170, 90, 60, 90)
_WRAPPED_ROWS: Final = 300  # with more rows, measuring each would be too slow


def show_problems(
    parent: QWidget,
    problems: Sequence[Problem],
    language: Language,
    offers: tuple[tuple[str, Callable[[], object]], ...] = (),
) -> QDialog:
    """Show a single problem as a message with a button for each offer, several as a list."""
    if len(problems) == 1:
        problem = problems[0]
        place = _where(problem.place)
        box = messages.show_message(
            parent, sentence(problem, language), more=place, icon=messages.Icon.Warning, offers=offers
        )
        announce(box, sentence(problem, language), assertive=True)
        return box
    dialog = ProblemDialog(problems, language, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    announce(dialog, " ".join(sentence(problem, language) for problem in problems[:_READ]), assertive=True)
    return dialog


def _where(place: Place) -> str:
    """Return the place inside a workbook; the file name is in the sentence already."""
    if not (place.sheet or place.cell):
        return ""
    return " ".join(part for part in (place.file, place.sheet, place.cell, place.item) if part)


class _Cell(QTableWidgetItem):
    """A cell with its own sort key, so that G10 comes after G9."""

    def __init__(self, text: str, key: tuple[object, ...]) -> None:
        super().__init__(text)
        self._key = key
        self.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setToolTip(text if len(text) > 20 else "")

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return isinstance(other, _Cell) and self._key < other._key


class ProblemTable(QTableWidget):
    """A table of problems that can be sorted by any column."""

    def __init__(
        self, problems: Sequence[Problem], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, 5, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setItemDelegate(RoomyDelegate(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self._fill(sorted(problems, key=lambda problem: problem.place), language)
        if len(problems) <= _WRAPPED_ROWS:
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # sorted by place until a heading is clicked
        self.setSortingEnabled(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the columns in the language of the window."""
        self.setAccessibleName(self.tr("問題の一覧"))
        name_blanks(self)
        self.setHorizontalHeaderLabels(
            [self.tr("ファイル"), self.tr("シート"), self.tr("セル"), self.tr("項目"), self.tr("内容と対処")]
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self, problems: Sequence[Problem], language: Language) -> None:
        self.setRowCount(len(problems))
        for row, problem in enumerate(problems):
            place = problem.place
            text = sentence(problem, language)
            cells = (
                _Cell(place.file, (place.file, row)),
                _Cell(place.sheet, (place.sheet, row)),
                _Cell(place.cell, (place.column, place.row, row)),
                _Cell(place.item, (place.item, row)),
                _Cell(text, (text, row)),
            )
            for column, cell in enumerate(cells):
                self.setItem(row, column, cell)


class ProblemDialog(QDialog):
    """A dialog with the table and a button to copy all of it."""

    def __init__(
        self, problems: Sequence[Problem], language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = [line(p, language) for p in sorted(problems, key=lambda problem: problem.place)]
        self._head = QLabel()
        self.table = ProblemTable(problems, language)
        self._buttons = QDialogButtonBox()
        self._copy = self._button(QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.clicked.connect(self.copy)
        self._copy.setAutoDefault(False)
        self._close = self._button(QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self._head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._buttons)
        self._close.setDefault(True)
        self._close.setFocus()
        fitting.resize(self, 900, 420)
        self.retranslate()

    def copy(self) -> None:
        """Copy all problems to the clipboard, one in each line."""
        QGuiApplication.clipboard().setText("\n".join(self._lines))

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.setWindowTitle(self.tr("問題の一覧"))
        self._head.setText(self.tr("{count}件の問題があります。").format(count=len(self._lines)))
        self._copy.setText(self.tr("すべてコピー"))
        self._close.setText(self.tr("閉じる"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _button(self, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        return self._buttons.addButton("", role)
