"""The settings of the window, with the recent cases: title, path and last place of each."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_dir
from PySide6.QtCore import QByteArray, QSettings

from assessor.words import Language
from ui.paths import NAME

RECENT_LIMIT = 12
BACKUP_MINUTES = 15
BACKUPS_KEPT = 30
LOCK_MINUTES = 15
ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)  # text sizes in percent


class Scheme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Folder(StrEnum):
    """The purposes whose last folder is remembered."""

    CASES = "cases"
    QUESTIONNAIRES = "questionnaires"
    RETURNED = "returned"
    RESULTS = "results"
    EVIDENCE = "evidence"
    PASSWORDS = "passwords"


class Recent(NamedTuple):
    """A case that was opened before."""

    path: Path
    title: str
    opened_at: str  # UTC, ISO 8601
    subject: str = ""  # shown last; empty for an encrypted case
    overview: bool = False  # whether that was in the overview
    item: str = ""  # shown last; empty for an encrypted case


def backup_folder() -> Path:
    """Return the default folder for backups on this computer, independent of the path of the case."""
    return Path(user_data_dir(NAME, appauthor=False)) / "backups"


class Settings:
    """Typed access to one ini file; all keys are defined here."""

    def __init__(self, file: Path | None = None) -> None:
        if file is None:
            self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, NAME, NAME.lower())
        else:
            self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def path(self) -> Path:
        """The path of the ini file."""
        return Path(self._store.fileName())

    def save(self) -> None:
        """Write everything to the file now."""
        self._store.sync()

    @property
    def language(self) -> Language:
        """The language of the window; Japanese by default."""
        return Language.EN if self._text("window/language") == Language.EN else Language.JA

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("window/language", language.value)

    @property
    def scheme(self) -> Scheme:
        """The colour scheme of the window; that of the system by default."""
        value = self._text("window/colours")
        return Scheme(value) if value in set(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._store.setValue("window/colours", scheme.value)

    @property
    def zoom(self) -> int:
        """The size of all text in percent of the default."""
        value = self._number("window/zoom", 100)
        return value if value in ZOOMS else 100

    @zoom.setter
    def zoom(self, zoom: int) -> None:
        self._store.setValue("window/zoom", str(zoom))

    @property
    def reviewer(self) -> str:
        """The name under which changes are recorded; empty until the user gave one."""
        return self._text("reviewer/name")

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._store.setValue("reviewer/name", name)

    @property
    def lock_minutes(self) -> int:
        """The minutes without use after which an encrypted case is locked; 0 for never."""
        value = self._text("cases/lock_minutes")
        return int(value) if value.isdecimal() else LOCK_MINUTES

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._store.setValue("cases/lock_minutes", str(minutes))

    @property
    def backup_minutes(self) -> int:
        """The minutes after which a changed case is backed up; 0 for never."""
        return self._number("backups/minutes", BACKUP_MINUTES)

    @backup_minutes.setter
    def backup_minutes(self, minutes: int) -> None:
        self._store.setValue("backups/minutes", str(minutes))

    @property
    def backups_kept(self) -> int:
        """The number of backups kept of one case."""
        return max(self._number("backups/kept", BACKUPS_KEPT), 1)

    @backups_kept.setter
    def backups_kept(self, count: int) -> None:
        self._store.setValue("backups/kept", str(count))

    @property
    def backup_folder(self) -> Path:
        """The folder of backups; one on this computer by default."""
        value = self._text("backups/folder")
        return Path(value) if value else backup_folder()

    @backup_folder.setter
    def backup_folder(self, folder: Path) -> None:
        self._store.setValue("backups/folder", "" if folder == backup_folder() else str(folder))

    @property
    def evidence_order(self) -> tuple[int, bool]:
        """The column by which evidence is sorted, and whether descending."""
        return self._number("evidence/sorted_by", 0), self._text("evidence/descending") == "yes"

    @evidence_order.setter
    def evidence_order(self, order: tuple[int, bool]) -> None:
        self._store.setValue("evidence/sorted_by", str(order[0]))
        self._store.setValue("evidence/descending", "yes" if order[1] else "no")

    @property
    def draft_folder(self) -> Path:
        """The folder of unrecorded input, beside the ini file."""
        return self.path.parent / "drafts"

    @property
    def geometry(self) -> QByteArray:
        """Size and position of the window."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    @property
    def splitter(self) -> QByteArray:
        """The widths of the panes of the case view."""
        return self._bytes("window/splitter")

    @splitter.setter
    def splitter(self, state: QByteArray) -> None:
        self._store.setValue("window/splitter", state)

    def folder(self, purpose: Folder) -> Path | None:
        """Return the folder last used for a purpose, if it still exists."""
        value = self._text(f"folders/{purpose}")
        return Path(value) if value and Path(value).is_dir() else None

    def remember_folder(self, purpose: Folder, folder: Path) -> None:
        """Save the folder last used for a purpose."""
        self._store.setValue(f"folders/{purpose}", str(folder))

    @property
    def recent(self) -> list[Recent]:
        """The cases opened last, newest first; an entry that cannot be read is left out."""
        value = self._text("cases/recent")
        if not value:
            return []
        try:
            entries = json.loads(value)
            return [_recent(*entry) for entry in entries]
        except (ValueError, TypeError):
            return []

    def remember_case(self, path: Path, title: str) -> None:
        """Add a case at the top of the recent ones; its last place is kept."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        others = [entry for entry in self.recent if entry.path != path]
        self._keep_recent([self.left(path)._replace(title=title, opened_at=at), *others])

    def left(self, path: Path) -> Recent:
        """Return the last place in a case, with empty fields if it is unknown."""
        return next((entry for entry in self.recent if entry.path == path), Recent(path, "", ""))

    def keep_place(self, path: Path, subject: str, item: str, *, overview: bool) -> None:
        """Save the shown subject and item of a recent case, and whether the overview is shown."""
        left = self.left(path)._replace(subject=subject, item=item, overview=overview)
        if left != self.left(path):
            self._keep_recent([left if entry.path == path else entry for entry in self.recent])

    def forget_case(self, path: Path) -> None:
        """Remove a case from the recent ones; the file itself is kept."""
        self._keep_recent([entry for entry in self.recent if entry.path != path])

    def _keep_recent(self, entries: list[Recent]) -> None:
        kept = [(str(entry.path), *entry[1:]) for entry in entries[:RECENT_LIMIT]]
        self._store.setValue("cases/recent", json.dumps(kept, ensure_ascii=False))

    def _number(self, key: str, otherwise: int) -> int:
        value = self._text(key)
        return int(value) if value.isdecimal() else otherwise

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _recent(path: str, title: str, at: str, *left: str | bool) -> Recent:
    subject, overview, item = (*left, *("", False, "")[len(left) :])  # earlier versions knew less
    return Recent(Path(path), str(title), str(at), str(subject), bool(overview), str(item))
