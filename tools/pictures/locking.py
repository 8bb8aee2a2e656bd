"""Pictures of passphrases: asking for one, setting one, the recovery sheet, and the lock page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QDialog

from ui.passphrase.protect_dialog import ProtectDialog
from ui.secrets.ask_dialog import PassphraseDialog
from ui.start.new_case_dialog import NewCaseDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.session.jobs import Job
    from ui.window.main_window import MainWindow

_WORDS: Final = "夜の鉄道 42 灯台 ねこ"


def views(
    window: MainWindow, scratch: Path, wait_for: Callable[[Job], None]
) -> Iterator[tuple[str, QWidget]]:
    """Yield each view; the case is encrypted at first and decrypted at the end."""
    session, flows = window.session, window.desk.protection
    openers: dict[str, Callable[[], object]] = {
        "passphrase": lambda: _ask(window, scratch, wrong=False),
        "passphrasewrong": lambda: _ask(window, scratch, wrong=True),
        "newencrypted": lambda: _new(window),
        "protect": lambda: _protect(window),
    }
    yield from _shown(openers)
    wait_for(session.passphrase.protect("", _WORDS))
    yield from _shown({"protected": window.choices["passphrase"].trigger, "recovery": flows.show_sheet})
    flows.lock()
    yield "locked", window
    wait_for(session.passphrase.unlock(_WORDS))
    wait_for(session.passphrase.protect(_WORDS, None))


def _shown(openers: dict[str, Callable[[], object]]) -> Iterator[tuple[str, QWidget]]:
    for name, act in openers.items():
        act()
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            yield name, dialog
            dialog.done(QDialog.DialogCode.Rejected)


def _ask(window: MainWindow, scratch: Path, *, wrong: bool) -> None:
    dialog = PassphraseDialog(scratch / "2026年度の点検.assess", window)
    dialog.open()
    if wrong:
        dialog.edit.typed.setText(_WORDS)
        dialog.show_wrong()


def _protect(window: MainWindow) -> None:
    window.choices["passphrase"].trigger()
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, ProtectDialog):
        dialog.field.typed.setText(_WORDS)
        dialog.field.again.setText(_WORDS)


def _new(window: MainWindow) -> None:
    window.desk.cases.new("published_2020")
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, NewCaseDialog):
        dialog.encrypt.setChecked(True)
        dialog.protection.typed.setText("password1")
