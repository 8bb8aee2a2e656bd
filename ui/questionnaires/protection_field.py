"""The field for the protection of questionnaires: none, a password for each, or a typed one for all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from assessor.operations.questionnaires.planning import WorkbookProtection
from ui.widgets.calm_fields import CalmComboBox
from ui.widgets.labels import GAP, Quiet

LONGEST = 255  # longest password of spreadsheet programs, in characters


class ProtectionField(QWidget):
    """A list of the kinds of protection with the fields of the chosen one; nothing of it is saved."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = CalmComboBox()
        for way in WorkbookProtection:
            self.way.addItem("", way)
        self.typed, self.again, self.seen = QLineEdit(), QLineEdit(), QCheckBox()
        self._typed_label, self._again_label = QLabel(), QLabel()
        self._typed_label.setBuddy(self.typed)
        self._again_label.setBuddy(self.again)
        self.about = Quiet()
        self._lay_out()
        self.setFocusProxy(self.way)
        self.way.currentIndexChanged.connect(self._on_way_chosen)
        self.seen.toggled.connect(self._show_or_hide)
        for field in (self.typed, self.again):
            field.setMaxLength(LONGEST)
            field.textChanged.connect(self.changed)
        self._show_or_hide()
        self._on_way_chosen()

    @property
    def protection(self) -> WorkbookProtection:
        """The chosen kind of protection."""
        return WorkbookProtection(self.way.currentData())

    @property
    def made_up(self) -> bool:
        """Whether passwords are generated, so that they have to be saved."""
        return self.protection is WorkbookProtection.EACH

    @property
    def password(self) -> str:
        """The typed password for all files; empty for other kinds of protection."""
        return self.typed.text() if self.protection is WorkbookProtection.ONE else ""

    def choose(self, way: WorkbookProtection) -> None:
        """Choose a kind of protection."""
        self.way.setCurrentIndex(list(WorkbookProtection).index(way))

    def lacking(self) -> str:
        """Return what is missing as a sentence, or nothing."""
        if self.protection is not WorkbookProtection.ONE:
            return ""
        typed = self.typed.text()
        if not typed:
            return self.tr("共通のパスワードを入力してください。")
        if typed != typed.strip():
            return self.tr("パスワードの先頭と末尾に空白は使えません。")
        if not self.again.text():
            return self.tr("確認のため、パスワードをもう一度入力してください。")
        if typed != self.again.text():
            return self.tr("2つの欄のパスワードが一致しません。")
        return ""

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        texts = {
            WorkbookProtection.NONE: self.tr("パスワードなし"),
            WorkbookProtection.EACH: self.tr("ファイルごとに自動作成"),
            WorkbookProtection.ONE: self.tr("共通のパスワードを指定"),
        }
        for number, way in enumerate(WorkbookProtection):
            self.way.setItemText(number, texts[way])
        self._typed_label.setText(self.tr("パスワード"))
        self._again_label.setText(self.tr("もう一度入力"))
        self.seen.setText(self.tr("入力した文字を表示する"))
        self._show_state()

    def _lay_out(self) -> None:
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        for row, (label, field) in enumerate(
            ((self._typed_label, self.typed), (self._again_label, self.again))
        ):
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.seen, 0, 2)
        grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._fields)
        column.addWidget(self.about)

    def _on_way_chosen(self) -> None:
        self._fields.setVisible(self.protection is WorkbookProtection.ONE)
        self.about.setVisible(self.protection is not WorkbookProtection.NONE)
        self._show_state()
        self.changed.emit()

    def _show_or_hide(self) -> None:
        """Show or hide the typed password; a hidden field accepts no Japanese input."""
        shown = QLineEdit.EchoMode.Normal if self.seen.isChecked() else QLineEdit.EchoMode.Password
        self.typed.setEchoMode(shown)
        self.again.setEchoMode(shown)

    def _show_state(self) -> None:
        if self.protection is WorkbookProtection.EACH:
            text = self.tr(
                "ファイルごとに異なるパスワードを作成します。パスワードは書き出した後に一覧として保存してください。"
                "案件には保存されません。"
            )
        else:
            text = self.tr(
                "パスワードは案件にも設定にも保存されません。日本語を入力するときは、文字の表示を有効にしてください。"
            )
        self.about.setText(text)
