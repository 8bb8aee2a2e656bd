"""The report on a returned workbook that was taken over: the decision on each cell, as kept in the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from assessor.domain.difference import CellKind
from assessor.domain.vocabulary import Answer, Verdict
from assessor.errors import Place
from assessor.words.problems.sentences import line
from assessor.words.records import label
from assessor.words.terms import term
from ui.moments import local
from ui.widgets.dialogs import fitting
from ui.widgets.dialogs.problem_list import ProblemTable
from ui.widgets.labels import GAP, MARGIN, Heading, Quiet, Text, Title, listed, tip
from ui.widgets.lists.fitted_table import FittedTable
from ui.widgets.lists.spoken import spoken
from ui.widgets.lists.tab_text import tab_separated
from ui.widgets.lists.tone_delegate import TONE, ToneDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.domain.records import Return
    from assessor.operations.returns.report import DecidedCell, Report
    from assessor.words import Language

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SIZE = (1040, 640)
LEAST_TEXT = 100
ROOM = 14  # pixels around the text of a cell
LABEL_ROOM = 30  # pixels around the text of a coloured label
DECISION = 7
TEXTS = (3, 5, 4)  # the sent value, the value in the case, and the returned value


class DecidedCellsModel(QAbstractTableModel):
    """One row for each cell that differed from the case."""

    def __init__(self, report: Report, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells = report.cells
        self._language = language

    def as_text(self) -> str:
        """Return the headings and every row as tab-separated text."""
        return tab_separated([self._titles(), *(self._words(cell) for cell in self._cells)])

    def words_by_column(self) -> list[set[str]]:
        """Return the different texts of each column."""
        shown = [[" ".join(words.split()) for words in self._words(cell)] for cell in self._cells]
        return [{row[column] for row in shown} for column in range(DECISION + 1)]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of cells."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else DECISION + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the data of a cell for a role."""
        if not index.isValid():
            return None
        cell = self._cells[index.row()]
        words = self._words(cell)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(words.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words) if len(words) > 10 else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles()[index.column()]} {spoken(words)}"
        if role == TONE and index.column() == DECISION:
            return (Verdict.MET if cell.accepted else Verdict.NOT_APPLICABLE).value
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column."""
        here = orientation is Qt.Orientation.Horizontal and 0 <= section <= DECISION
        return self._titles()[section] if here and role == Qt.ItemDataRole.DisplayRole else None

    def _titles(self) -> list[str]:
        return [
            self.tr("セル"),
            self.tr("項目"),
            self.tr("欄"),
            self.tr("送付時"),
            self.tr("返却"),
            self.tr("取り込み前の案件"),
            self.tr("種別"),
            self.tr("扱い"),
        ]

    def _words(self, cell: DecidedCell) -> list[str]:
        returned = self._value(cell, cell.returned)
        if cell.written and cell.written != cell.returned:
            returned = self.tr("{reading}（原文：{written}）").format(reading=returned, written=cell.written)
        return [
            Place(row=cell.row, column=cell.column).cell,
            cell.item,
            label(cell.field, self._language),
            self._value(cell, cell.sent),
            returned,
            self._value(cell, cell.current),
            term(CellKind(cell.kind), self._language),
            self.tr("反映") if cell.accepted else self.tr("見送り"),
        ]

    def _value(self, cell: DecidedCell, value: str) -> str:
        """Return a value in words; an unknown answer is returned as it was written."""
        is_word = cell.field == "answer" and value in set(Answer)
        return term(Answer(value), self._language) if is_word and value else value


class ReturnReport(QDialog):
    """The table with the counts above it, and below it other findings and attachments."""

    def __init__(
        self, returned: Return, report: Report, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._returned = returned
        self._report = report
        self._language = language
        self.model = DecidedCellsModel(report, language, self)
        self.table = FittedTable()
        self.file, self.message, self.more = Title(larger=1), Text(), Quiet()
        self.problems_title = Heading()
        self.copy_button, self.close_button = QPushButton(), QPushButton()
        self._set_table_up()
        self._lay_out()
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.reject)
        self._show_counts()
        fitting.resize(self, *SIZE)

    def copy(self) -> None:
        """Copy the whole report as text."""
        odd = [line(problem, self._language) for problem in self._report.problems]
        parts = [self.file.text(), self.message.text(), self.model.as_text().rstrip(), self.more.text(), *odd]
        QGuiApplication.clipboard().setText("\n".join(part for part in parts if part) + "\n")

    def _set_table_up(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(ToneDelegate(self.table))
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().lineSpacing() + 12)
        self._fit()

    def _fit(self) -> None:
        """Set each column to the width of its texts; long texts share the rest, empty columns are narrow."""
        metrics, header = self.table.fontMetrics(), self.table.horizontalHeader()
        needs = []
        for column, words in enumerate(self.model.words_by_column()):
            widest = max(map(metrics.horizontalAdvance, words), default=0)
            widest += LABEL_ROOM if column == DECISION else ROOM
            needs.append(max(widest, header.sectionSizeHint(column)))
        self.table.fit(needs, dict.fromkeys(TEXTS, LEAST_TEXT))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        column.setSpacing(MARGIN)
        for part in (self.file, self.message):
            column.addWidget(part)
        column.addWidget(self.table, 3)
        column.addWidget(self.more)
        if self._report.problems:
            column.addWidget(self.problems_title)
            column.addWidget(ProblemTable(self._report.problems, self._language), 2)
        column.addLayout(foot)
        self.copy_button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def _show_counts(self) -> None:
        report, returned = self._report, self._returned
        self.setWindowTitle(self.tr("取り込み記録"))
        self.table.setAccessibleName(self.tr("返却された欄の一覧"))
        self.file.setText(returned.file)
        text = self.tr(
            "{at}　取り込み：{by}　行 {rows}（一致 {matched}）、"
            "反映 {accepted}、見送り {refused}、変更なし {unchanged}、空欄 {blank}"
        ).format(
            at=local(returned.received_at),
            by=returned.received_by,
            rows=report.rows,
            matched=report.matched,
            accepted=report.accepted,
            refused=report.refused,
            unchanged=report.unchanged,
            blank=report.blank,
        )
        if report.blank_clears:
            text += "\n" + self.tr("空欄は消去として扱いました。")
        self.message.setText(f"{text}\nSHA-256 {returned.sha256}")
        self.more.setText("\n".join(self._others()))
        self.more.setVisible(bool(self.more.text()))
        self.problems_title.setText(self.tr("ファイルの問題と指摘"))
        self.copy_button.setText(self.tr("記録をコピー"))
        self.close_button.setText(self.tr("閉じる"))

    def _others(self) -> list[str]:
        """Return a line on the attachments, and one for each row of no item."""
        lines = []
        if self._report.attached:
            names = listed((f"{item} {name}" for item, name in self._report.attached), self._language)
            lines.append(self.tr("添付した証跡：{names}").format(names=names))
        stray = self.tr("項目に対応しない行 {row}：{text}")
        lines += [stray.format(row=row, text=" ".join(text.split())) for row, text in self._report.strangers]
        return lines
