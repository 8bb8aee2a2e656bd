"""Signatures for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.vocabulary import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from ui.window.main_window import MainWindow

PEOPLE: Final = ("作成 花子", "検証 太郎", "承認 次郎")


class Signers:
    """Three people who sign one subject, and withdraw the signatures at the end."""

    def __init__(self, window: MainWindow, subject: str, item: str) -> None:
        self._window = window
        self._session = window.session
        self._place = (subject, item)

    def ask(self) -> None:
        """Open the dialog for the second signature."""
        self._sign(1)
        self._window.choices["sign"].trigger()

    def reopen(self) -> None:
        """Open the dialog that withdraws signatures."""
        self._sign(2)
        self._window.choices["reopen"].trigger()

    def list(self) -> None:
        """Open the list of signatures."""
        self._sign(2)
        self._window.choices["signatures"].trigger()

    def views(self) -> Iterator[tuple[str, QWidget]]:
        """Yield the window with the subject approved, and withdraw the signatures afterwards."""
        self._sign(3)
        yield "signed", self._window
        self._window.choices["overview"].trigger()
        yield "approved", self._window
        self._window.choices["items"].trigger()
        self._session.signing.reopen(self._place[0], "評価理由の誤りを訂正するため")

    def _sign(self, stages: int) -> None:
        self._session.select(*self._place)
        for stage, signer in list(zip(Stage, PEOPLE, strict=True))[:stages]:
            if not self._session.signatures.reached(self._place[0], stage):
                self._session.signing.sign(self._place[0], stage, signer, "所見")
