"""The hands and eyes of a reviewer in the real window: keys, clicks, and what they changed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from assessor.domain.vocabulary import Verdict
from ui.window.main_window import MainWindow

ASKED = "cp_haneusagi"  # はねうさぎコード
KOKAGE = "op_kokage"  # こかげ払込サービス
Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
Verdicts = dict[tuple[str, str], Verdict]


class Desk:
    """Hands and eyes of the reviewer."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.session = window.session
        self.view = window.desk.view
        self.panel = window.desk.view.items
        self.table = self.panel.table
        self.bar = self.view.item.editor.bar

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)

    def click(self, item: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        index = self.panel.model.index(self.panel.model.line_of(item), 2)
        assert index.isValid(), item
        self.table.scrollTo(index)
        place = self.table.visualRect(index).center()
        QTest.mouseClick(self.table.viewport(), LEFT, modifiers, place)

    def verdicts(self) -> Verdicts:
        return {
            (result.subject.subject, state.item.id): state.verdict
            for result in self.session.results.subjects
            for state in result.states
        }

    def changed_since(self, before: Verdicts) -> set[tuple[str, str]]:
        return {place for place, verdict in self.verdicts().items() if verdict is not before[place]}

    def is_at(self, widget: QWidget | None) -> bool:
        return QApplication.focusWidget() is widget
