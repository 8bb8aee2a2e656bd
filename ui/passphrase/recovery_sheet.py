"""The recovery sheet: a page to be printed and locked away, with a code that opens the case."""

from __future__ import annotations

import os
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QCoreApplication, QDate, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ui.widgets.dialogs.forms import FormDialog
from ui.widgets.labels import Quiet, Text
from ui.widgets.looks import theme
from ui.widgets.looks.fonts import fixed

if TYPE_CHECKING:
    from pathlib import Path

    from ui.session.session import Session
    from ui.widgets.dialogs.file_chooser import Chooser

_PER_LINE: Final = 7  # groups of letters in a line
_DPI: Final = 300
_MARGIN_MM: Final = 22
_POINTS: Final = 11.0


def lines_of(code: str) -> list[str]:
    """Return the code in short lines."""
    groups = code.split()
    return ["　".join(groups[at : at + _PER_LINE]) for at in range(0, len(groups), _PER_LINE)]


def page_of(title: str, file: str, code: str) -> str:
    """Return the sheet as a page of HTML."""
    date = QDate.currentDate().toString("yyyy-MM-dd")
    rows = (
        (QCoreApplication.translate("RecoverySheet", "点検案件"), title),
        (QCoreApplication.translate("RecoverySheet", "ファイル名"), file),
        (QCoreApplication.translate("RecoverySheet", "作成日"), date),
    )
    facts = "".join(
        f'<tr><td style="padding-right:24px">{escape(name)}</td><td>{escape(value)}</td></tr>'
        for name, value in rows
    )
    heading = QCoreApplication.translate("RecoverySheet", "復旧用紙")
    about = QCoreApplication.translate(
        "RecoverySheet", "パスフレーズを忘れたときに、下の点検案件を開くためのコードです。"
    )
    letters = "<br>".join(escape(line) for line in lines_of(code))
    notes = "".join(f"<li>{escape(note)}</li>" for note in _notes())
    return (
        f"<h1>{escape(heading)}</h1><p>{escape(about)}</p>"
        f'<table cellspacing="6">{facts}</table>'
        f'<p style="font-family:monospace; font-size:15pt; margin-top:24px; margin-bottom:24px">{letters}</p>'
        f"<ul>{notes}</ul>"
    )


def _notes() -> tuple[str, ...]:
    return (
        QCoreApplication.translate(
            "RecoverySheet",
            "パスフレーズの入力欄に、パスフレーズの代わりに入力します。空白や大文字・小文字は問いません。",
        ),
        QCoreApplication.translate(
            "RecoverySheet",
            "コードを知る人は誰でも案件を開けます。案件のファイルとは別に、施錠して保管してください。",
        ),
        QCoreApplication.translate(
            "RecoverySheet",
            "パスフレーズを変更または解除すると、この用紙は使えなくなります。古い用紙は破棄してください。",
        ),
        QCoreApplication.translate(
            "RecoverySheet", "変更前に取ったバックアップのファイルは、変更前の用紙でのみ開けます。"
        ),
    )


def pdf_of(html: str) -> bytes:
    """Return the page as a PDF made in memory."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margin = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margin, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = theme.font()
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(html)
    document.print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def write(path: Path, content: bytes) -> None:
    """Write the sheet to a file that only this user can read; raises OSError."""
    path.unlink(missing_ok=True)  # an existing file would keep its permissions
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


class SheetDialog(FormDialog):
    """Shows the code, to be noted or saved for printing."""

    def __init__(self, session: Session, chooser: Chooser, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chooser = chooser
        self._code = session.passphrase.recovery_code()
        self.saved: Path | None = None
        self.about, self.note, self.done_with = Text(), Quiet(), Text()
        self.code = QLabel("\n".join(lines_of(self._code)))
        self.code.setFont(fixed(2))
        self.code.setMargin(10)
        self.save = QPushButton()
        self.save.clicked.connect(self._on_save)
        for widget in (self.about, self.code, self.note, self.done_with):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._buttons.addButton(self.save, self._buttons.ButtonRole.ActionRole)
        self.finish()
        self.no.hide()
        self.yes.setAutoDefault(False)
        self.save.setDefault(True)  # so that Enter saves a sheet
        self.save.setFocus()
        self.resize(620, 0)

    def retranslate(self) -> None:
        """Show all texts in the language of the window."""
        super().retranslate()
        self.setWindowTitle(self.tr("復旧用紙"))
        self.about.setText(
            self.tr(
                "パスフレーズを忘れたときは、このコードで案件を開けます。"
                "紙に書き写し、案件のファイルとは別に施錠して保管してください。"
            )
        )
        self.code.setAccessibleName(self.tr("復旧コード"))
        self.note.setText(
            self.tr(
                "コードはどこにも保存されません。パスフレーズを変更すると使えなくなります。"
                "この画面は「ファイル」メニューの「復旧用紙」で再び表示できます。"
            )
        )
        self.save.setText(self.tr("印刷用のPDFを保存…"))
        self.yes.setText(self.tr("閉じる"))
        if self.saved is not None:
            text = self.tr("「{file}」に保存しました。印刷したら、このファイルは削除してください。")
            self.done_with.setText(text.format(file=self.saved))

    def _on_save(self) -> None:
        title = self._session.case.title
        path = self._chooser.sheet_to_make(self.tr("復旧用紙 {title}").format(title=title))
        if path is None:
            return
        try:
            write(path, pdf_of(page_of(title, self._session.path.name, self._code)))
        except OSError as error:
            text = self.tr("「{file}」に保存できません（{reason}）。別の場所を選んでください。")
            self.done_with.setText(text.format(file=path, reason=error.strerror))
            return
        self.saved = path
        self.yes.setDefault(True)
        self.yes.setFocus()
        self.retranslate()
