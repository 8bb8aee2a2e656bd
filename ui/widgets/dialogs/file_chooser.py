"""Asking for files and folders, starting in the folder last used for the same purpose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from assessor.text import file_name
from ui.paths import documents
from ui.settings import Folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.settings import Settings

CASE_SUFFIX = ".assess"
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
PACKED_SUFFIXES = frozenset({".zip", ".eml", ".msg"})  # formats of returned questionnaires


class Chooser(QObject):
    """The file dialogs of one window; tests replace it."""

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        super().__init__(parent)
        self._parent = parent
        self._settings = settings

    def case_to_open(self) -> Path | None:
        """Ask for an existing case."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, self.tr("点検案件を開く"), self._start(Folder.CASES), self._cases()
        )
        return self._chosen(Folder.CASES, chosen)

    def case_to_make(self, suggested: str) -> Path | None:
        """Ask for the path of a new case."""
        start = str(Path(self._start(Folder.CASES)) / file_name(suggested + CASE_SUFFIX))
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, self.tr("点検案件の保存先"), start, self._cases()
        )
        path = self._chosen(Folder.CASES, chosen)
        return path and with_suffix(path, CASE_SUFFIX)

    def workbooks(self) -> list[Path]:
        """Ask for returned questionnaires."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._parent,
            self.tr("返却された質問票を選ぶ"),
            self._start(Folder.RETURNED),
            self.tr(
                "質問票・ZIP・メール (*.xlsx *.xlsm *.xls *.xlsb *.ods *.zip *.eml *.msg);;"
                "すべてのファイル (*)"
            ),
        )
        return [path for name in chosen if (path := self._chosen(Folder.RETURNED, name))]

    def archive(self) -> Path | None:
        """Ask for an archive with files that came with a questionnaire."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent,
            self.tr("証跡のZIPを選ぶ"),
            self._start(Folder.RETURNED),
            self.tr("ZIPファイル (*.zip);;すべてのファイル (*)"),
        )
        return self._chosen(Folder.RETURNED, chosen)

    def password_list(self) -> Path | None:
        """Ask for a list of passwords."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent,
            self.tr("パスワード一覧を選ぶ"),
            self._start(Folder.PASSWORDS),
            self.tr("パスワード一覧 (*.csv *.txt);;すべてのファイル (*)"),
        )
        return self._chosen(Folder.PASSWORDS, chosen)

    def evidence(self) -> list[Path]:
        """Ask for files to attach."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._parent, self.tr("添付する証跡を選ぶ"), self._start(Folder.EVIDENCE)
        )
        return [path for name in chosen if (path := self._chosen(Folder.EVIDENCE, name))]

    def folder(self, purpose: Folder, start: Path | None = None) -> Path | None:
        """Ask for an existing folder."""
        begin = str(start) if start and start.is_dir() else self._start(purpose)
        chosen = QFileDialog.getExistingDirectory(self._parent, self.tr("フォルダーを選ぶ"), begin)
        if chosen:
            self._settings.remember_folder(purpose, Path(chosen))
        return Path(chosen) if chosen else None

    def results_to_make(self, suggested: str) -> Path | None:
        """Ask for the path of the results workbook."""
        start = str(Path(self._start(Folder.RESULTS)) / file_name(suggested + ".xlsx"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, self.tr("点検結果表の保存先"), start, self.tr("Excelブック (*.xlsx)")
        )
        path = self._chosen(Folder.RESULTS, chosen)
        return path and with_suffix(path, ".xlsx")

    def sheet_to_make(self, suggested: str) -> Path | None:
        """Ask for the path of a recovery sheet."""
        start = str(Path(self._start(Folder.PASSWORDS)) / file_name(suggested + ".pdf"))
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, self.tr("復旧用紙の保存先"), start, self.tr("PDFファイル (*.pdf)")
        )
        path = self._chosen(Folder.PASSWORDS, chosen)
        return path and with_suffix(path, ".pdf")

    def _start(self, purpose: Folder) -> str:
        return str(self._settings.folder(purpose) or documents())

    def _cases(self) -> str:
        return self.tr("点検案件 (*.assess);;すべてのファイル (*)")

    def _chosen(self, purpose: Folder, name: str) -> Path | None:
        if not name:
            return None
        self._settings.remember_folder(purpose, Path(name).parent)
        return Path(name)


def typed_path(text: str, suffix: str = "") -> Path | None:
    """Return the typed path with its suffix; None when no file can exist there."""
    if not text.strip():
        return None
    try:
        path = Path(text.strip()).expanduser()
        if suffix and path.name in {"", ".."}:  # a folder, not a file
            return None
        path = with_suffix(path, suffix) if suffix else path
        path.exists()
    except (OSError, RuntimeError):  # it cannot be accessed, or begins with "~" and an unknown user
        return None
    return path


def is_typed_folder(text: str) -> bool:
    """Tell whether a typed text is an existing folder; checks once, since a share may answer slowly."""
    try:
        return bool(text.strip()) and Path(text.strip()).expanduser().is_dir()
    except (OSError, RuntimeError):  # as for `typed_path`
        return False


def is_folder(path: Path | None) -> bool:
    """Tell whether a typed path is an existing folder."""
    return path is not None and path.is_dir()


def with_suffix(path: Path, suffix: str) -> Path:
    """Return the path with the suffix appended, unless it has it."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
