"""The actions of menus, toolbar and keys; the flows of the rooms connect them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.menus.entries import BAR, BARRED, ENTRIES, GROUPS, MENUS, TOOLBAR, WHILE_LOCKED, WITH_DETAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QMenuBar, QToolBar, QWidget

    from assessor.domain.vocabulary import Verdict
    from ui.menus.entries import ActionEntry


class Actions(QObject):
    """The actions by name, the menus by name, and their texts in the language of the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions = {name: self._made(entry, window) for name, entry in ENTRIES.items()}
        self.menus = {name: QMenu(window) for name in MENUS}
        self.verdicts: dict[Verdict, QAction] = {}  # the verdicts; empty before the first paint
        self._undo_texts = ("", "")
        self._barred: frozenset[str] = frozenset()
        for names in GROUPS:
            group = QActionGroup(self)
            for name in names:
                group.addAction(self._actions[name])
        self["items"].setChecked(True)
        for name, (_, entries) in MENUS.items():
            self._fill(self.menus[name], entries)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> Iterator[QAction]:
        """Yield every action, the verdicts first."""
        yield from self.verdicts.values()
        yield from self._actions.values()

    def named(self) -> Iterator[QAction]:
        """Yield every action but the verdicts."""
        yield from self._actions.values()

    def build(self, bar: QMenuBar) -> None:
        """Add the menus to the menu bar."""
        for name in BAR:
            bar.addMenu(self.menus[name])

    def fill(self, toolbar: QToolBar, icon: Callable[[str], QIcon]) -> None:
        """Add the actions of the toolbar, with their icons."""
        for name, entry in ENTRIES.items():
            if entry.icon:
                self[name].setIcon(icon(entry.icon))
                self[name].setIconVisibleInMenu(False)
        self._fill(toolbar, TOOLBAR)

    def enable(
        self,
        *,
        case: bool,
        item: bool,
        undo: str,
        redo: str,
        read_only: bool,
        locked: bool,
        barred: frozenset[str],
    ) -> None:
        """Enable the possible actions, and name the next undo and redo.

        `item` is whether there is a current item, `locked` whether the shown subject is locked, and `barred`
        which of undo and redo are forbidden by a signature.
        """
        for name, entry in ENTRIES.items():
            self[name].setEnabled(case or not entry.needs_case)
        for name, what in (("undo", undo), ("redo", redo)):
            self[name].setEnabled(bool(what) and not read_only and name not in barred)
        for name in ("proposals", "export", "properties", "sign", "reopen", "purge", "compact"):
            self[name].setEnabled(case and not read_only)
        for action in (self["attach"], *self.verdicts.values()):
            action.setEnabled(case and item and not locked)
        self["passphrase"].setEnabled(case and not read_only)
        self._undo_texts, self._barred = (undo, redo), barred
        self._name_undo()

    def allow(self, *, protected: bool, secured: bool) -> None:
        """Disable actions that need an encrypted case or an unlocked one; must be called after `enable`."""
        for name in ("lock", "sheet"):
            self[name].setEnabled(self[name].isEnabled() and protected)
        for name in ("recent", "language", "autolock"):
            self.menus[name].menuAction().setEnabled(not secured)
        if secured:
            for name in ENTRIES.keys() - WHILE_LOCKED:
                self[name].setEnabled(False)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        for name, entry in ENTRIES.items():
            self[name].setText(_without_mnemonic(entry.text))
            if entry.short:
                self[name].setIconText(_without_mnemonic(entry.short))
                self[name].setToolTip(self._tip(name))
        for name, (title, _) in MENUS.items():
            self.menus[name].setTitle(_without_mnemonic(title))
        self._name_undo()

    def _made(self, entry: ActionEntry, window: QWidget) -> QAction:
        action = QAction(self)
        action.setShortcuts([QKeySequence(keys) for keys in entry.keys.split("; ") if keys])
        action.setCheckable(entry.checkable)
        action.setEnabled(not entry.needs_case)
        window.addAction(action)
        return action

    def _fill(self, place: QMenu | QToolBar, entries: tuple[str, ...]) -> None:
        for name in entries:
            if name == "-":
                place.addSeparator()
            elif name.startswith("["):
                place.addAction(self.menus[name.strip("[]")].menuAction())
            else:
                place.addAction(self[name])

    def _name_undo(self) -> None:
        for name, what in zip(("undo", "redo"), self._undo_texts, strict=True):
            text = _without_mnemonic(ENTRIES[name].text)
            told = _without_mnemonic(WITH_DETAIL).format(action=text, what=what.replace("&", "&&"))
            self[name].setText(told if what else text)
            why = _without_mnemonic(BARRED) if name in self._barred else ""
            self[name].setStatusTip(why)
            self[name].setToolTip("\n".join(filter(None, (self._tip(name), why))))

    def _tip(self, name: str) -> str:
        keys = self[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        short = _without_mnemonic(ENTRIES[name].short)
        return f"{short} ({keys})" if keys else short


def _without_mnemonic(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
