"""Theme: every text can be read in both looks, and colour is never the only sign."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox

from assessor.domain.vocabulary import Outcome, Verdict
from ui.settings import Scheme
from ui.widgets import theme

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


def test_that_what_is_chosen_stands_out_and_no_border_is_fainter_than_the_theme_says(scheme: Scheme):
    palette = theme.palette(dark=scheme is Scheme.DARK)
    for ground in (Role.Window, Role.Base):  # a checked box, a pressed button, a chosen row
        assert contrast(palette.color(Role.Highlight), palette.color(ground)) >= 3
    named = {theme.edge().name(), theme.ring().name(), palette.color(Role.Highlight).name()}
    sheet = QApplication.instance().styleSheet()  # type: ignore[union-attr]  # there is one in every test
    fields = re.findall(r"^Q(?:LineEdit|CheckBox|RadioButton|PushButton)[^{]*\{([^}]*)", sheet, re.MULTILINE)
    borders = [found for part in fields for found in re.findall(r"border[^;]*?(#[0-9a-f]{6})", part)]
    assert borders
    assert set(borders) - named <= {palette.color(Role.Mid).name()}  # of what is disabled


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


def test_that_the_style_sheet_names_no_colour_the_theme_does_not_have(qapp: QApplication, scheme: Scheme):
    assert scheme
    assert "@" not in qapp.styleSheet().replace("@2x", "")
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
