"""The problem list: a single problem as a message, several as a table that sorts and copies."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from assessor.errors import Code, Place, Problem
from assessor.words import Language
from assessor.words.problems.sentences import line, sentence
from ui.widgets.dialogs import messages
from ui.widgets.dialogs.problem_list import ProblemDialog, show_problems

PROBLEMS = [
    Problem(Code.UNKNOWN_ANSWER, Place("b.xlsx", "質問票", 10, 7, item="CP-1-02"), {"found": "対応中"}),
    Problem(Code.BAD_DATE, Place("b.xlsx", "質問票", 9, 7, item="CP-1-01"), {"found": "年末"}),
    Problem(Code.MISSING_ROW, Place("a.xlsx", "質問票", item="CP-2-01")),
]


def column(dialog: ProblemDialog, number: int) -> list[str]:
    cells = [dialog.table.item(row, number) for row in range(dialog.table.rowCount())]
    return [cell.text() for cell in cells if cell is not None]


@pytest.fixture
def dialog(qtbot: QtBot) -> ProblemDialog:
    made = ProblemDialog(PROBLEMS, Language.JA)
    qtbot.addWidget(made)
    return made


def test_that_every_problem_has_its_place_and_its_sentence(dialog: ProblemDialog):
    assert column(dialog, 0) == ["a.xlsx", "b.xlsx", "b.xlsx"]
    assert column(dialog, 2) == ["", "G9", "G10"]
    assert set(column(dialog, 4)) == {sentence(problem, Language.JA) for problem in PROBLEMS}


def test_that_cells_sort_as_a_spreadsheet_counts_them(dialog: ProblemDialog):
    dialog.table.sortItems(2, Qt.SortOrder.DescendingOrder)
    assert column(dialog, 2) == ["G10", "G9", ""]


def test_that_copy_takes_every_line(dialog: ProblemDialog):
    dialog.copy()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [line(problem, Language.JA) for problem in sorted(PROBLEMS, key=lambda p: p.place)]


def test_that_a_single_problem_is_a_plain_message(qtbot: QtBot):
    parent = QWidget()
    qtbot.addWidget(parent)
    box = show_problems(parent, [PROBLEMS[0]], Language.EN)
    assert isinstance(box, QMessageBox)
    assert box.text() == sentence(PROBLEMS[0], Language.EN)
    assert "G10" in box.informativeText()
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()


def test_that_several_problems_are_a_list(qtbot: QtBot):
    parent = QWidget()
    qtbot.addWidget(parent)
    shown = show_problems(parent, PROBLEMS, Language.EN)
    assert isinstance(shown, ProblemDialog)
    shown.close()


@pytest.mark.parametrize("language", list(Language))
def test_that_a_message_of_one_line_comes_in_a_small_dialog(qtbot: QtBot, language: Language):
    parent = QWidget()
    parent.resize(1400, 860)
    qtbot.addWidget(parent)
    one = Problem(Code.NO_TOKEN, Place("a.xlsx"))
    boxes = [
        messages.show_message(parent, "承認を待つ該当なしの提案はありません。"),
        messages.ask(parent, "続けますか。", yes="続ける", then=lambda: None),
        show_problems(parent, [one], language),
    ]
    for box in boxes:
        qtbot.waitUntil(box.isVisible)
        line = box.fontMetrics().lineSpacing()
        assert box.height() < 9 * line, box.windowTitle()
        assert box.width() < 45 * line
        box.close()
