"""The help menu: all keys, the notice on wording, the version."""

from __future__ import annotations

import platform
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout

from assessor import VERSION
from assessor.words.terms import named
from ui.paths import log_file

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from assessor.domain.checklist import Rulebook
    from assessor.words import Language
    from ui.actions import Actions


class PageDialog(QDialog):
    """A page of text to read."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.page = QTextBrowser()
        self.page.setHtml(html)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(14)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("閉じる"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)


class KeysDialog(PageDialog):
    """Every action that has a key, in the order of the menus."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        rows = [self._row(action) for action in actions.all() if action.shortcuts()]
        super().__init__(
            self.tr("キー操作一覧"),
            f'<table cellpadding="5" cellspacing="0" width="100%">{"".join(rows)}</table>',
            parent,
        )
        self.resize(520, 620)

    @staticmethod
    def _row(action: QAction) -> str:
        native = QKeySequence.SequenceFormat.NativeText
        keys = "、".join(f"<b>{escape(keys.toString(native))}</b>" for keys in action.shortcuts())
        return f"<tr><td>{escape(plain(action.text()))}</td><td>{keys}</td></tr>"


class NoticeDialog(PageDialog):
    """The notice on the wording of the checklists, and the sources they name."""

    def __init__(self, rules: Rulebook, language: Language, parent: QWidget | None = None) -> None:
        notice = escape(named(rules.notice, rules.notice_en, language))
        rows = [
            f"<tr><td><b>{escape(key)}</b></td><td>{escape(source)}</td></tr>"
            for key, source in rules.references
        ]
        super().__init__(
            self.tr("表現についての注意"),
            f"<p>{notice}</p><h3>{escape(self.tr('出典の略号'))}</h3>"
            f'<table cellpadding="3" cellspacing="0">{"".join(rows)}</table>',
            parent,
        )
        self.resize(760, 560)


class AboutDialog(PageDialog):
    """Version and where the log is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        lines = (
            self.tr("決済サービスのセキュリティ点検"),
            self.tr("バージョン {version}").format(version=VERSION),
            f"Python {platform.python_version()} / Qt {qVersion()}",
            self.tr("ログ：{file}").format(file=log_file()),
        )
        told = "".join(f"<p>{escape(line)}</p>" for line in lines)
        super().__init__(self.tr("バージョン情報"), f"<h2>Assessor</h2>{told}", parent)
        self.resize(480, 300)


def plain(text: str) -> str:
    """Return the text of a menu without its access key, its dots and what stands after a colon."""
    bare = text.partition("(&")[0] if "(&" in text else text.replace("&", "")
    return bare.partition("：")[0].rstrip("…")
