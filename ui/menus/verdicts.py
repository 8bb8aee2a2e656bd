"""The actions of the seven verdicts, which are created after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from assessor.domain.vocabulary import Verdict
from assessor.words.terms import term
from ui.widgets.looks.theme import tone

if TYPE_CHECKING:
    from assessor.words import Language
    from ui.menus.actions import Actions


def add_verdicts(actions: Actions) -> None:
    """Create an action for each verdict, on the keys 1 to 7."""
    for number, verdict in enumerate(Verdict, start=1):
        action = QAction(actions)
        action.setShortcut(QKeySequence(str(number)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        actions.verdicts[verdict] = action
    actions.menus["verdict"].addActions(list(actions.verdicts.values()))


def name_verdicts(actions: Actions, language: Language) -> None:
    """Set the texts of the verdicts in a language, each with its mark."""
    for verdict, action in actions.verdicts.items():
        action.setText(f"{tone(verdict).mark} {term(verdict, language)}")
