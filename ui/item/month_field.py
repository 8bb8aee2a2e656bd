"""A field for a month, typed as YYYY-MM or picked from a popup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.moments import month_of
from ui.widgets.dialogs import fitting
from ui.widgets.labels import GAP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class MonthPopup(QFrame):
    """A popup with the months of a year, buttons for other years, and one for no month."""

    chosen = Signal(str)  # YYYY-MM or empty

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._year = QDate.currentDate().year()
        self.year = QLabel()
        self.year.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back, forth = QToolButton(), QToolButton()
        back.setArrowType(Qt.ArrowType.LeftArrow)
        forth.setArrowType(Qt.ArrowType.RightArrow)
        back.clicked.connect(lambda: self.show_year(self._year - 1))
        forth.clicked.connect(lambda: self.show_year(self._year + 1))
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self.year, 1)
        head.addWidget(forth)
        grid = QGridLayout()
        grid.setSpacing(2)
        self.months: list[QPushButton] = []
        for number in range(1, 13):
            button = QPushButton(QLocale().standaloneMonthName(number, QLocale.FormatType.ShortFormat))
            button.clicked.connect(lambda _=False, month=number: self._on_month_clicked(month))
            grid.addWidget(button, (number - 1) // 4, (number - 1) % 4)
            self.months.append(button)
        self.none = QPushButton(self.tr("予定未定（空欄にする）"))
        self.none.clicked.connect(lambda: self._choose(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self.none)

    def show_year(self, year: int) -> None:
        """Show the months of a year."""
        self._year = year
        self.year.setText(self.tr("{year}年").format(year=year))

    def _on_month_clicked(self, month: int) -> None:
        self._choose(f"{self._year}-{month:02}")

    def _choose(self, month: str) -> None:
        self.close()
        self.chosen.emit(month)


class MonthField(QWidget):
    """A typed or picked month; an unreadable one stays in the field with a message."""

    committed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("YYYY-MM")
        self.edit.setMaxLength(20)
        self.edit.setFixedWidth(self.edit.fontMetrics().horizontalAdvance("YYYY-MM") + 32)
        self.edit.setClearButtonEnabled(True)
        self.edit.editingFinished.connect(self._on_editing_finished)
        self.pick = QToolButton()
        self.pick.setArrowType(Qt.ArrowType.DownArrow)
        self.pick.clicked.connect(self.open_popup)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.edit)
        row.addWidget(self.pick)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        self.edit.setAccessibleName(self.tr("対応予定月"))
        self.edit.setToolTip(self.tr("2026-12 の形式で入力します。"))
        self.pick.setToolTip(self.tr("月を選ぶ"))
        self.pick.setAccessibleName(self.tr("月を選ぶ"))

    @property
    def month(self) -> str | None:
        """The month as YYYY-MM, empty for none, or None when it cannot be read."""
        return month_of(self.edit.text())

    def show_month(self, month: str) -> None:
        """Show a month."""
        if self.month != month:
            self.edit.setText(month)

    def open_popup(self) -> None:
        """Open the popup with the year of the field."""
        popup = MonthPopup(self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self._on_chosen)
        popup.show_year(int(self.month[:4]) if self.month else QDate.currentDate().year())
        fitting.place(popup, self)
        popup.show()
        fitting.place(popup, self)  # when shown, it is a little larger than its size hint

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the popup on Alt+Down, as in a combo box."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_popup()
            return
        super().keyPressEvent(event)

    def _on_editing_finished(self) -> None:
        if self.month is not None:
            self.edit.setText(self.month)
        self.committed.emit()

    def _on_chosen(self, month: str) -> None:
        self.edit.setText(month)
        self.committed.emit()
