"""The colours of the window, light and dark, and the tones of verdicts and outcomes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6 import QtCore  # its `Qt` takes 10 ms to come to life, which the first paint saves
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from ui.paths import TOOLBAR_STYLE
from ui.settings import Scheme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from assessor.domain.vocabulary import Outcome, Verdict

FAMILIES: Final = (
    "Yu Gothic UI",
    "Meiryo UI",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "IPAPGothic",
    "TakaoPGothic",
)
POINT_SIZE: Final = 10.0

Role = QPalette.ColorRole
# Name in the style sheet, role in the palette, light colour, dark colour.
_SHADES: Final = (
    ("window", Role.Window, "#f4f5f7", "#22262b"),
    ("text", Role.WindowText, "#1d2329", "#e6e9ed"),
    ("base", Role.Base, "#ffffff", "#1a1d21"),
    ("alternate", Role.AlternateBase, "#f7f8fa", "#1f2327"),
    ("button", Role.Button, "#fbfbfc", "#2e343b"),
    ("line", Role.Mid, "#c9ced6", "#454d57"),
    ("quiet", Role.PlaceholderText, "#5b6571", "#a3adb8"),
    ("accent", Role.Highlight, "#2a5d9c", "#3b77b6"),
    ("pale", None, "#d3dfee", "#303d4d"),
    ("on_accent", Role.HighlightedText, "#ffffff", "#ffffff"),
    ("link", Role.Link, "#1f5fa8", "#84b6ee"),
)
# Colours of no palette role: the borders of fields, and the frame of the focus.
_LINES: Final = (
    ("edge", "#7f8894", "#77818d"),
    ("ring", "#2a5d9c", "#84b6ee"),
)
# Widgets whose border has to be visible in both schemes. Fusion draws it as a darker window colour, which it
# uses for nothing else in them; the numbers say how much darker, in hundredths.
_FIELDS: Final = {
    "QLineEdit": 140,
    "QPlainTextEdit": 130,
    "QTextEdit": 130,
    "QComboBox": 140,
    "QAbstractSpinBox": 140,
    "QPushButton": 140,
    "QToolButton": 140,
    "QCheckBox": 127,
    "QRadioButton": 140,
}
# Lists with check boxes; others use the window colour for backgrounds.
_LISTS: Final = {"SubjectTree": 127, "CellsTree": 127, "ReturnsTable": 127, "QTreeWidget": 127}


class Tone(NamedTuple):
    """The colours of a verdict or an outcome, and a mark that says the same without colour."""

    background: QColor
    text: QColor
    mark: str


# Mark, light background and text, dark background and text, by the value, shared by both enumerations.
_TONES: Final = {
    "unreviewed": ("・", "#e9ecf0", "#4a525c", "#343a42", "#c3cad3"),
    "awaiting": ("・", "#e9ecf0", "#4a525c", "#343a42", "#c3cad3"),
    "confirming": ("？", "#dde9f8", "#1b4f8a", "#1f3a5a", "#a9cdf5"),
    "discussing": ("⇔", "#ebe1f6", "#5a3591", "#3c2d57", "#d0b8f2"),
    "met": ("✓", "#dcf0e1", "#1c6135", "#1d4029", "#9fdcb3"),
    "insufficient": ("△", "#fdeccd", "#7d4a00", "#4d3812", "#f3cd86"),
    "not_implemented": ("×", "#fbdedb", "#9b2318", "#552724", "#f7b3ac"),
    "unmet": ("△", "#fbdedb", "#9b2318", "#552724", "#f7b3ac"),
    "not_applicable": ("－", "#eff0f2", "#565e68", "#2b3036", "#a9b2bd"),
    "none_applicable": ("－", "#eff0f2", "#565e68", "#2b3036", "#a9b2bd"),
}


class _Look:
    """The colour set in use, one for the application."""

    dark = False


def tone(word: Verdict | Outcome) -> Tone:
    """Return the present colours and the mark of a verdict or an outcome."""
    return _tone(word.value, dark=_Look.dark)


def edge() -> QColor:
    """Return the present colour of the borders of fields and buttons."""
    return _shades(dark=_Look.dark)["edge"]


def ring() -> QColor:
    """Return the present colour of the focus frame."""
    return _shades(dark=_Look.dark)["ring"]


def accent() -> QColor:
    """Return the present background colour of chosen buttons."""
    return _shades(dark=_Look.dark)["accent"]


def on_accent() -> QColor:
    """Return the present text colour of chosen buttons."""
    return _shades(dark=_Look.dark)["on_accent"]


def is_dark() -> bool:
    """Tell whether the dark colours are shown."""
    return _Look.dark


def differs_from_system(application: QApplication) -> bool:
    """Tell whether the system's scheme differs from the shown one."""
    return _Look.dark is not _system_is_dark(application)


def palette(*, dark: bool) -> QPalette:
    """Return the palette of the light or the dark scheme."""
    shades = _shades(dark=dark)
    made = QPalette(shades["button"], shades["window"])  # Qt derives the shades we do not name
    for name, role, _, _ in _SHADES:
        if role is not None:
            made.setColor(role, shades[name])
    for role in (Role.Text, Role.ButtonText, Role.ToolTipText):
        made.setColor(role, shades["text"])
    made.setColor(Role.ToolTipBase, shades["base"])
    made.setColor(Role.LinkVisited, shades["link"])
    made.setColor(Role.Accent, shades["ring"])
    made.setColor(QPalette.ColorGroup.Inactive, Role.Highlight, shades["pale"])
    made.setColor(QPalette.ColorGroup.Inactive, Role.HighlightedText, shades["text"])
    off = QPalette.ColorGroup.Disabled
    faint = _between(shades["quiet"], shades["window"])
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.PlaceholderText):
        made.setColor(off, role, faint)
    made.setColor(off, Role.Highlight, shades["line"])
    made.setColor(off, Role.HighlightedText, shades["on_accent"])
    return made


def apply(application: QApplication, scheme: Scheme) -> None:
    """Set the palette of a scheme for the application; widgets get a palette change event.

    There is no global style sheet, since matching it to every widget takes some 400 ms at each switch.
    """
    hints = QGuiApplication.styleHints()
    if scheme is Scheme.SYSTEM:
        hints.unsetColorScheme()
        _Look.dark = _system_is_dark(application)
    else:
        _Look.dark = scheme is Scheme.DARK
        hints.setColorScheme(QtCore.Qt.ColorScheme.Dark if _Look.dark else QtCore.Qt.ColorScheme.Light)
    application.setPalette(palette(dark=_Look.dark))
    for kind, darker in _FIELDS.items():
        _colour(application, _field(darker, dark=_Look.dark), kind)
    for kind, darker in _LISTS.items():
        _colour(application, _edged(darker, dark=_Look.dark), kind)


def _colour(application: QApplication, made: QPalette, kind: str) -> None:
    application.setPalette(made, kind)  # type: ignore[arg-type]  # its types say bytes, which it refuses


def toolbar_sheet() -> str:
    """Return the style sheet of the toolbar in the present colours."""
    sheet = TOOLBAR_STYLE.read_text(encoding="utf-8")
    for name, shade in _shades(dark=_Look.dark).items():
        sheet = sheet.replace(f"@{name};", f"{shade.name()};")
    return sheet


def font(zoom: int = 100) -> QFont:
    """Return an installed font with Japanese characters at a size in hundredths."""
    chosen = QFont()
    there = [family for family in FAMILIES if QFontDatabase.hasFamily(family)]
    if there:
        chosen.setFamilies([*there[:1], *chosen.families()])
    chosen.setPointSizeF(POINT_SIZE * zoom / 100)
    return chosen


def _system_is_dark(application: QApplication) -> bool:
    """Tell whether the system is dark, from the style's own palette, which follows the system."""
    return application.style().standardPalette().color(Role.Window).lightness() < 128


def _edged(darker: int, *, dark: bool) -> QPalette:
    """Return the palette of widgets whose edge Fusion draws as a darker window colour."""
    made, shades = palette(dark=dark), _shades(dark=dark)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        made.setColor(group, Role.Window, shades["edge"].lighter(darker))
    made.setColor(QPalette.ColorGroup.Disabled, Role.Window, shades["line"].lighter(darker))
    return made


def _field(darker: int, *, dark: bool) -> QPalette:
    """Return the palette of fields and buttons, whose edge is strong while they have the focus."""
    made, shades = _edged(darker, dark=dark), _shades(dark=dark)
    made.setColor(QPalette.ColorGroup.Active, Role.Highlight, shades["ring"])
    made.setColor(QPalette.ColorGroup.Active, Role.HighlightedText, shades["base"])
    made.setColor(QPalette.ColorGroup.Disabled, Role.Text, shades["quiet"])  # check marks are drawn in it
    return made


@cache  # asked for each painted cell
def _tone(word: str, *, dark: bool) -> Tone:
    mark, light_back, light_text, dark_back, dark_text = _TONES[word]
    pair = (dark_back, dark_text) if dark else (light_back, light_text)
    return Tone(QColor(pair[0]), QColor(pair[1]), mark)


@cache
def _shades(*, dark: bool) -> dict[str, QColor]:
    grounds = {name: QColor(dark_shade if dark else light) for name, _, light, dark_shade in _SHADES}
    return grounds | {name: QColor(dark_shade if dark else light) for name, light, dark_shade in _LINES}


def _between(one: QColor, other: QColor) -> QColor:
    return QColor(
        (one.red() + other.red()) // 2,
        (one.green() + other.green()) // 2,
        (one.blue() + other.blue()) // 2,
    )
