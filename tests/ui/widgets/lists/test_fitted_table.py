"""Columns that share the width there is."""

import pytest
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from tests.ui.panel_steps import show
from ui.widgets.lists.fitted_table import FittedTable, shared

GIVING = {1: 50, 2: 80}


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (500, [100, 150, 250]),  # the last of those that give takes what is left over
        (430, [100, 150, 180]),
        (330, [100, 100, 130]),  # half of what each can spare
        (230, [100, 50, 80]),
        (200, [100, 50, 80]),  # nothing is narrower than it may be
    ],
)
def test_that_columns_give_way_by_what_they_can_spare(room: int, widths: list[int]):
    assert shared([100, 150, 180], GIVING, room) == widths


def test_that_what_needs_less_than_its_least_keeps_what_it_needs():
    assert shared([100, 20, 180], GIVING, 250) == [100, 20, 130]


def test_that_widths_follow_the_table_until_the_user_draws_one(qtbot: QtBot):
    table = FittedTable()
    model = QStandardItemModel(1, 3, table)
    table.setModel(model)
    show(qtbot, table, (430, 200))
    table.fit([100, 150, 180], GIVING)
    table.resize(330, 200)
    widths = [table.columnWidth(column) for column in range(3)]
    assert sum(widths) == table.viewport().width() == 330
    assert widths[0] == 100
    table.horizontalHeader().resizeSection(0, 60)
    table.resize(400, 200)
    assert [table.columnWidth(column) for column in range(3)] == [60, *widths[1:]]
    table.fit([100, 150, 180], GIVING)
    assert sum(table.columnWidth(column) for column in range(3)) == 400
