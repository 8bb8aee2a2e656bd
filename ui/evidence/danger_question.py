"""The question before dangerous evidence is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from assessor.domain.danger import Danger
from ui.translation import QT_TRANSLATE_NOOP
from ui.widgets.dialogs import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMessageBox, QWidget

_WHY = {
    Danger.PROGRAM: QT_TRANSLATE_NOOP(
        "DangerQuestion",
        "プログラム（実行ファイル）です。開くと、このパソコンの上で動作します。",
    ),
    Danger.SCRIPT: QT_TRANSLATE_NOOP(
        "DangerQuestion",
        "スクリプトまたは設定を書き換えるファイルです。開くと、書かれている命令が実行されるおそれがあります。",
    ),
    Danger.MACROS: QT_TRANSLATE_NOOP(
        "DangerQuestion",
        "マクロを含む、または含むことのできる文書です。開いた後も、マクロは有効にしないでください。",
    ),
    Danger.SHORTCUT: QT_TRANSLATE_NOOP(
        "DangerQuestion",
        "ショートカットです。開くと、別のプログラムやウェブサイトが開くおそれがあります。",
    ),
    Danger.DISGUISED: QT_TRANSLATE_NOOP(
        "DangerQuestion",
        "名前に文字の向きを変える記号が入っています。本当の種類と違う名前に見せているおそれがあります。",
    ),
}


_QUESTION = QT_TRANSLATE_NOOP("DangerQuestion", "「{file}」を開くと、危険なおそれがあります。")
_ADVICE = QT_TRANSLATE_NOOP(
    "DangerQuestion",
    "中身を確かめる必要がある場合は、開かずに「書き出し」で取り出し、セキュリティ担当の手順に従ってください。",
)
_ANYWAY = QT_TRANSLATE_NOOP("DangerQuestion", "それでも開く")


def ask(parent: QWidget, name: str, danger: Danger, then: Callable[[], object]) -> QMessageBox:
    """Show what opening the file may do, and call `then` only when the user agrees."""
    box = messages.ask(
        parent,
        _as_shown(_QUESTION).format(file=name),
        more=f"{_as_shown(_WHY[danger])}\n\n{_as_shown(_ADVICE)}",
        yes=_as_shown(_ANYWAY),
        then=then,
    )
    box.setIcon(messages.Icon.Warning)
    return box


def _as_shown(text: str) -> str:
    return QCoreApplication.translate("DangerQuestion", text)
