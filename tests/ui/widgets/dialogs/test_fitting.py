"""Dialogs on small screens and with long texts: as high as needed, and never higher than the screen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.dialogs import fitting
from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Text

SENTENCE = "証跡を含む案件全体を暗号化します。開くときにパスフレーズが必要になります。"


class Made(FormDialog):
    """A dialog with as many fields as a test wants, and texts that wrap."""

    def __init__(self, fields: int, texts: int = 1, size: tuple[int, int] = (400, 0)) -> None:
        super().__init__()
        self.texts = [Text(SENTENCE * 3) for _ in range(texts)]
        self.fields = [QLineEdit() for _ in range(fields)]
        for part in (*self.texts, *self.fields):
            self.body.addWidget(part)
        self.finish()
        self.yes.setText("実行")
        self.resize(*size)


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()


def in_sight(dialog: QDialog, part: QWidget) -> bool:
    return dialog.rect().contains(part.mapTo(dialog, part.rect().bottomRight())) and not (
        part.visibleRegion().isEmpty()
    )


@pytest.mark.parametrize("texts", [0, 1])  # with none there is nothing that wraps
def test_that_a_dialog_with_too_much_for_the_screen_scrolls_and_keeps_its_buttons(qtbot: QtBot, texts: int):
    dialog = Made(60, texts)
    opened(qtbot, dialog)
    room = fitting.room(dialog)
    assert dialog.height() == room.height()
    assert dialog.width() <= room.width()
    assert dialog.minimumSizeHint().height() < room.height() // 2
    assert in_sight(dialog, dialog.yes)
    assert in_sight(dialog, dialog.no)
    assert not in_sight(dialog, dialog.fields[-1])
    dialog.fields[0].setFocus()
    QTest.keyClick(dialog.fields[0], Qt.Key.Key_Backtab)  # round the buttons to the last field
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    assert in_sight(dialog, next(field for field in dialog.fields if field.hasFocus()))


def test_that_a_dialog_that_asks_for_more_than_the_screen_gets_what_there_is(qtbot: QtBot):
    dialog = Made(2, size=(4000, 3000))
    opened(qtbot, dialog)
    assert dialog.size() == fitting.room(dialog)
    other = QDialog()
    fitting.resize(other, 4000, 200)
    assert (other.width(), other.height()) == (fitting.room(other).width(), 200)


def test_that_a_dialog_is_as_high_as_its_texts_at_its_width_and_not_half_empty(qtbot: QtBot):
    dialog = Made(1, texts=3)
    opened(qtbot, dialog)
    for text in dialog.texts:
        assert text.height() == text.heightForWidth(text.width())
    last = dialog.fields[-1]
    below = dialog.missing.mapTo(dialog, QPoint(0, 0)).y() - last.mapTo(dialog, QPoint(0, last.height())).y()
    assert below <= dialog.body.spacing() + 1


def test_that_a_dialog_of_fields_alone_cuts_none_of_them(qtbot: QtBot):
    dialog = Made(3, texts=0)
    opened(qtbot, dialog)
    for field in dialog.fields:
        assert field.height() >= field.sizeHint().height()
    assert in_sight(dialog, dialog.fields[-1])


def test_that_a_list_gives_way_before_anything_scrolls(qtbot: QtBot):
    dialog = Made(9)
    entries = QPlainTextEdit()
    dialog.body.addWidget(entries, 1)
    dialog.resize(400, 3000)
    opened(qtbot, dialog)
    tall = entries.height()
    dialog.resize(400, dialog.height() - 100)
    qtbot.waitUntil(lambda: entries.height() == tall - 100)
    assert in_sight(dialog, dialog.fields[0])


def test_that_a_dialog_grows_with_its_parts_but_leaves_who_made_it_smaller_in_peace(qtbot: QtBot):
    dialog = Made(3)
    opened(qtbot, dialog)
    before = dialog.height()
    dialog.texts[0].setText(SENTENCE * 9)
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert in_sight(dialog, dialog.fields[-1])
    dialog.resize(dialog.width(), 200)
    dialog.fields[0].setText("入力")
    dialog.missing.setText("案件名を入力してください。")
    QApplication.sendPostedEvents()
    assert dialog.height() == 200
