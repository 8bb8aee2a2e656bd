"""The tree with check boxes: groups follow their subjects, and however many they are, it is told once."""

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from assessor.domain.outcome import GroupResult, subject_result
from assessor.domain.records import Group, Subject
from assessor.words import Language
from tests.ui.panel_steps import show
from ui.widgets.lists.subject_tree import SubjectTree

CHECK = Qt.ItemDataRole.CheckStateRole
ON, PARTLY, OFF = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


def group(key: str, subjects: int) -> GroupResult:
    """Return a group of so many subjects without any item."""
    made = (Subject(subject=f"{key}{n}", name=f"サービス{key}{n}", group=key) for n in range(subjects))
    results = (subject_result(one, (), evidence=0, latest_round=0, answered=0) for one in made)
    return GroupResult(Group(group=key, name=f"グループ{key}"), tuple(results))


@pytest.fixture
def tree(qtbot: QtBot) -> SubjectTree:
    made = SubjectTree(
        (group("a", 3), group("b", 2), group("c", 1)),
        Language.JA,
        possible={"a0", "a1", "b0"},
        notes=lambda result: [result.subject.subject],
        columns=1,
    )
    made.name_columns(["点検対象", "キー"])
    show(qtbot, made)
    return made


def head(tree: SubjectTree, row: int) -> QModelIndex:
    return tree.subjects.index(row, 0)


def click_on_check(tree: SubjectTree, index: QModelIndex) -> None:
    """Click on the box of a row, as a user does."""
    option = QStyleOptionViewItem()
    option.initFrom(tree)
    option.rect = tree.visualRect(index)
    option.features = QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box: QWidget = tree
    place = tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, box)
    QTest.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place.center())
    )


def test_that_the_tree_is_sound(tree: SubjectTree):
    QAbstractItemModelTester(tree.subjects, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tree.choose_all()
    tree.offer({"a2"}, lambda result: [result.subject.name, "—"], 2)
    tree.choose_all()
    assert tree.chosen == ["a2"]


def test_that_a_group_is_checked_by_those_of_its_subjects_that_are_possible(tree: SubjectTree):
    click_on_check(tree, tree.subjects.index(1, 0, head(tree, 0)))
    assert tree.chosen == ["a1"]
    assert head(tree, 0).data(CHECK) is PARTLY
    click_on_check(tree, head(tree, 0))
    assert tree.chosen == ["a0", "a1"]
    assert head(tree, 0).data(CHECK) is ON
    click_on_check(tree, head(tree, 0))
    assert tree.chosen == []
    assert head(tree, 0).data(CHECK) is OFF


def test_that_what_is_not_possible_cannot_be_checked(tree: SubjectTree):
    shut = tree.subjects.index(2, 0, head(tree, 0))
    click_on_check(tree, shut)
    assert tree.chosen == []
    assert shut.data(CHECK) is None
    assert head(tree, 2).data(CHECK) is None
    tree.choose(["a2", "c0"])
    assert tree.chosen == []


def test_that_the_space_bar_checks_the_current_row(tree: SubjectTree):
    tree.setCurrentIndex(tree.subjects.index(0, 0, head(tree, 1)))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert tree.chosen == ["b0"]


@pytest.mark.parametrize("subjects", [10, 200])
def test_that_choosing_all_is_told_once_however_many_there_are(subjects: int, qtbot: QtBot):
    groups = (group("x", subjects),)
    keys = [result.subject.subject for result in groups[0].subjects]
    tree = SubjectTree(groups, Language.JA, possible=keys, notes=lambda _: [""], columns=1)
    qtbot.addWidget(tree)
    told: list[list[str]] = []
    tree.chosen_changed.connect(lambda: told.append(tree.chosen))
    tree.choose_all()
    tree.choose_all()
    tree.choose_none()
    assert told == [keys, []]
