"""Theme: every text can be read in both looks, and colour is never the only sign."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessor.domain.vocabulary import Outcome, Verdict
from ui.item.verdict_bar import VerdictButton
from ui.settings import Scheme
from ui.start.cards import Card
from ui.widgets.calm_fields import CalmSpinBox
from ui.widgets.choice import Choice
from ui.widgets.lists.row_table import RowTable
from ui.widgets.looks import theme
from ui.widgets.text_area import TextArea

WORDS = [*Verdict, *Outcome]
Role = QPalette.ColorRole
PAIRS = [
    (Role.WindowText, Role.Window),
    (Role.Text, Role.Base),
    (Role.Text, Role.AlternateBase),
    (Role.ButtonText, Role.Button),
    (Role.PlaceholderText, Role.Window),
    (Role.PlaceholderText, Role.Base),
    (Role.HighlightedText, Role.Highlight),
    (Role.Link, Role.Window),
    (Role.Link, Role.Base),
    (Role.ToolTipText, Role.ToolTipBase),
    (Role.Text, Role.Window),
    (Role.PlaceholderText, Role.AlternateBase),
    (Role.PlaceholderText, Role.Button),
    (Role.Link, Role.AlternateBase),
]
GROUNDS = [Role.Window, Role.Base, Role.AlternateBase, Role.Button]


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK])
def scheme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Scheme]:
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, Scheme.LIGHT)


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0].name} on {pair[1].name}")
def test_that_text_stands_out_from_its_ground(scheme: Scheme, pair: tuple[Role, Role]):
    palette = theme.palette(dark=scheme is Scheme.DARK)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):  # also without the focus
        assert contrast(palette.color(group, pair[0]), palette.color(group, pair[1])) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS, ids=lambda ground: ground.name)
def test_that_borders_focus_and_marks_stand_out_from_their_ground(scheme: Scheme, ground: Role):
    palette = theme.palette(dark=scheme is Scheme.DARK)
    below = palette.color(ground)
    assert contrast(theme.edge(), below) >= 3
    assert contrast(theme.ring(), below) >= 3
    assert contrast(palette.color(Role.WindowText), below) >= 3  # icons are drawn in it
    for word in WORDS:
        assert contrast(theme.tone(word).text, below) >= 3  # marks, bars and frames of a state


def test_that_what_is_chosen_stands_out(scheme: Scheme):
    palette = theme.palette(dark=scheme is Scheme.DARK)
    for ground in (Role.Window, Role.Base):  # a pressed button, a chosen row
        assert contrast(palette.color(Role.Highlight), palette.color(ground)) >= 3


def bordered(kind: str) -> QWidget:
    """Return a field or button, or a list with a box, as the style draws it with nothing else around it."""
    if kind == "box in a list":
        tree = QTreeWidget()
        entry = QTreeWidgetItem([""])
        entry.setCheckState(0, Qt.CheckState.Unchecked)
        tree.addTopLevelItem(entry)
        return tree
    made: dict[str, Callable[[], QWidget]] = {
        "line": QLineEdit,
        "text": TextArea,
        "combo": QComboBox,
        "number": CalmSpinBox,
        "button": lambda: QPushButton("保存"),
        "tool": QToolButton,
        "box": QCheckBox,
        "radio": QRadioButton,
        "card": lambda: Card("開く", "続けます"),
        "choice": lambda: Choice("1"),
        "verdict": lambda: VerdictButton(Verdict.MET, "4"),
    }
    return made[kind]()


def strongest(picture: QImage, ground: QColor, width: int) -> float:
    """Return how much the strongest sign of the left edge stands out, along its middle."""
    middle = range(picture.height() // 2 - 2, picture.height() // 2 + 3)
    return max(contrast(picture.pixelColor(x, y), ground) for x in range(width) for y in middle)


FIELDS = [
    *("line", "text", "combo", "number", "button", "tool", "box", "radio", "card", "choice", "verdict"),
    "box in a list",
]


@pytest.mark.parametrize("kind", FIELDS)
def test_that_the_edge_of_what_is_typed_into_or_pressed_stands_out(qtbot: QtBot, scheme: Scheme, kind: str):
    widget = bordered(kind)
    qtbot.addWidget(widget)
    ground = theme.palette(dark=scheme is Scheme.DARK).color(Role.Window)
    assert strongest(widget.grab().toImage(), ground, 4) >= 3


@pytest.mark.parametrize("kind", ["line", "text", "card"])
def test_that_the_field_with_the_focus_has_another_edge(qtbot: QtBot, scheme: Scheme, kind: str):
    frame, widget = QWidget(), bordered(kind)
    qtbot.addWidget(frame)
    column = QVBoxLayout(frame)
    column.addWidget(QPushButton("1"))
    column.addWidget(widget)
    with qtbot.waitExposed(frame):
        frame.show()
    without = widget.grab().toImage()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    picture = widget.grab().toImage()
    edge = [picture.pixelColor(x, picture.height() // 2) for x in range(2)]
    assert picture != without
    assert max(contrast(one, frame.palette().color(Role.Window)) for one in edge) >= 3
    assert scheme


def test_that_tables_that_paint_headings_have_the_ground_of_the_window(qtbot: QtBot, scheme: Scheme):
    table = RowTable()
    qtbot.addWidget(table)
    ground = theme.palette(dark=scheme is Scheme.DARK).color(Role.Window)
    qtbot.waitUntil(lambda: table.palette().color(Role.Window) == ground)


def test_that_a_box_in_a_chosen_row_is_seen(qtbot: QtBot, scheme: Scheme):
    tree = bordered("box in a list")
    assert isinstance(tree, QTreeWidget)
    qtbot.addWidget(tree)
    entry = tree.topLevelItem(0)
    assert entry is not None
    tree.setCurrentItem(entry)
    picture = tree.viewport().grab().toImage()
    row = tree.visualItemRect(entry)
    seen = {picture.pixelColor(x, row.center().y()).rgb() for x in range(row.left(), row.left() + 20)}
    assert scheme
    shades = [QColor(rgb) for rgb in seen]
    assert max(contrast(one, other) for one in shades for other in shades) >= 3


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.value}")
def test_that_every_tone_can_be_read(scheme: Scheme, word: Verdict | Outcome):
    tone = theme.tone(word)
    assert contrast(tone.text, tone.background) >= 4.5
    assert len(tone.mark) == 1
    assert theme.is_dark() is (scheme is Scheme.DARK)


@pytest.mark.parametrize("kind", [Verdict, Outcome])
def test_that_marks_tell_the_words_of_a_kind_apart(kind: type[Verdict] | type[Outcome]):
    marks = [theme.tone(word).mark for word in kind]
    assert len(set(marks)) == len(marks)


def test_that_no_sheet_is_matched_for_every_widget_and_that_of_the_toolbar_has_its_colours(
    qapp: QApplication, scheme: Scheme
):
    assert scheme
    assert not qapp.styleSheet()
    assert "@" not in theme.toolbar_sheet().partition("*/")[2]
    assert qapp.palette().color(Role.Window) == theme.palette(dark=theme.is_dark()).color(Role.Window)


def test_that_the_system_decides_unless_a_look_is_chosen(qapp: QApplication):
    theme.apply(qapp, Scheme.SYSTEM)
    assert not theme.differs_from_system(qapp)
    theme.apply(qapp, Scheme.LIGHT)


def test_that_a_japanese_font_is_chosen_where_there_is_one(qapp: QApplication):
    assert qapp
    there = [family for family in theme.FAMILIES if QFontDatabase.hasFamily(family)]
    assert theme.font().families()[:1] == there[:1] or not there
    assert theme.font().pointSizeF() >= 10


@pytest.mark.parametrize("state", [Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked])
def test_that_a_box_that_is_grey_still_shows_its_tick(scheme: Scheme, state: Qt.CheckState):
    assert scheme
    box = QCheckBox()
    box.setTristate()
    box.setCheckState(state)
    box.setEnabled(False)
    picture = box.grab().toImage()
    found = {picture.pixelColor(x, y).rgb() for x in range(2, 14) for y in range(2, picture.height() - 2)}
    shades = sorted(luminance(QColor(rgb)) for rgb in found)
    assert (shades[-1] + 0.05) / (shades[0] + 0.05) > 2.5
