"""The dialogs of the help menu: all keys, the notice on wording, the version."""

from __future__ import annotations

import platform
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout

from assessor import VERSION, log
from assessor.words.terms import named
from ui.widgets.dialogs import fitting
from ui.widgets.labels import unmarked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assessor.domain.rulebook import Rulebook
    from assessor.words import Language
    from ui.menus.actions import Actions


class PageDialog(QDialog):
    """A dialog with a page of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = QTextBrowser()
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(14)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("閉じる"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(buttons)
        self.windowTitleChanged.connect(self.page.setAccessibleName)


class KeysDialog(PageDialog):
    """Every action that has a key, in the order of the menus."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("キー操作一覧"))
        native = QKeySequence.SequenceFormat.NativeText
        keys = [
            (plain(action.text()), " / ".join(keys.toString(native) for keys in action.shortcuts()))
            for action in actions.named()
            if action.shortcuts()
        ]
        keys += [
            (self.tr("評価区分の選択（項目の一覧と評価欄）"), "1～7"),
            (self.tr("評価区分の間の移動／選択（評価欄）"), "← → ↑ ↓ / Space, Enter"),
            (self.tr("複数の項目を選択（項目の一覧）"), "Shift+↑ ↓ / Ctrl+A"),
            (self.tr("検索欄から一覧へ"), "↓ / Enter"),
            (self.tr("点検対象を選び、項目の一覧へ"), "Enter"),
            (self.tr("入力欄から項目の一覧へ戻る"), "Esc"),
            (self.tr("評価理由を記録（入力中）"), "Ctrl+Enter"),
            (self.tr("証跡を貼り付け（項目の欄）"), "Ctrl+V"),
        ]
        rows = "".join(f"<tr><td>{escape(what)}</td><td><b>{escape(key)}</b></td></tr>" for what, key in keys)
        self.page.setHtml(f'<table cellpadding="5" cellspacing="0" width="100%">{rows}</table>')
        fitting.resize(self, 520, 620)


class NoticeDialog(PageDialog):
    """The notice on the wording of the checklists, and the sources they name."""

    def __init__(self, rules: Rulebook, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("文言についての注意"))
        notice = escape(named(rules.notice, rules.notice_en, language))
        sources = escape(self.tr("出典の略号"))
        rows = "".join(
            f"<tr><td><b>{escape(key)}</b></td><td>{escape(source)}</td></tr>"
            for key, source in rules.references
        )
        self.page.setHtml(
            f'<p>{notice}</p><h3>{sources}</h3><table cellpadding="3" cellspacing="0">{rows}</table>'
        )
        fitting.resize(self, 760, 560)


class AboutDialog(PageDialog):
    """The version and the path of the log."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("バージョン情報"))
        lines = (
            self.tr("決済サービスのセキュリティ点検"),
            self.tr("バージョン {version}").format(version=VERSION),
            f"Python {platform.python_version()} / Qt {qVersion()}",
            self.tr("ログ：{file}").format(file=log.folder() / log.NAME),
        )
        html = "".join(f"<p>{escape(line)}</p>" for line in lines)
        self.page.setHtml(f"<h2>Assessor</h2>{html}")
        fitting.resize(self, 480, 300)


def plain(text: str) -> str:
    """Return a menu text without its access key, its dots and the part after a colon."""
    return unmarked(text).partition("：")[0].partition(":")[0].rstrip("…")
