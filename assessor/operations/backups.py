"""Backups of a case: taken while it is open, listed, compared, restored; and recovery of a damaged case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.domain.spare_lists import LibraryLists
from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.operations.inspection import this_actor as actor_of
from assessor.storage import keys
from assessor.storage.backups import copies as backup_copies
from assessor.storage.backups import restoring, retention
from assessor.storage.backups.copies import Backup
from assessor.storage.backups.restoring import BackupDifference, RestoredProtection
from assessor.storage.files.lock_file import hold
from assessor.storage.recovery import recovery
from assessor.storage.recovery.recovery import RecoveryResult
from assessor.storage.recovery.rescue import Loss

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.catalog import Library
    from assessor.domain.change import Actor
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.storage.keys import Key
    from assessor.storage.stores.chain import Head

__all__ = [
    "KEPT",
    "Backup",
    "BackupDifference",
    "Loss",
    "RecoveryResult",
    "ReplacedCase",
    "RestoredProtection",
    "TakenBackup",
    "actor_of",
    "back_up",
    "copies",
    "difference",
    "is_copied",
    "is_locked",
    "on_same_volume",
    "plain_copies",
    "recover",
    "replace",
    "restore",
    "save_copy",
]

KEPT: Final = 30  # copies of one case, unless the settings say otherwise


@dataclass(frozen=True)
class TakenBackup:
    """A backup that was taken and checked, those deleted for it, and whether it is on the same volume."""

    backup: Backup
    thinned: tuple[Backup, ...]
    same_volume: bool


@dataclass(frozen=True)
class ReplacedCase:
    """The path of the case that a backup replaced, and what protects the case now."""

    kept: Path
    protection: RestoredProtection


def back_up(inspection: Inspection, folder: Path, progress: Progress, *, keep: int = KEPT) -> TakenBackup:
    """Copy the open case into a backup folder, check the copy, and delete surplus older ones."""
    case = inspection.case
    made = backup_copies.take(inspection.file, folder, case.title, case.id, progress)
    gone = retention.thin(inspection.file, made, keep)
    return TakenBackup(made, tuple(gone), backup_copies.on_same_volume(inspection.path, folder))


def save_copy(inspection: Inspection, target: Path, progress: Progress) -> Head:
    """Copy the open case to a new file and check it; return the head of its journal."""
    return backup_copies.copy_to(inspection.file, target, progress)


def copies(inspection: Inspection, folder: Path) -> list[Backup]:
    """Return the copies of a case in a folder, newest first."""
    return backup_copies.listed(folder, inspection.case.id)


def plain_copies(folder: Path, case: str) -> list[Backup]:
    """Return the unencrypted backups of a case, which exist when it was not encrypted at first."""
    return [one for one in backup_copies.listed(folder, case) if not one.locked]


def is_copied(inspection: Inspection, folder: Path) -> bool:
    """Tell whether a folder has a backup of the current state, judging by file names."""
    with inspection.file.read() as work:
        head = work.journal.head()
    anchored = (one for one in copies(inspection, folder) if one.digest)
    return any(one.entries == head.entries and head.digest.startswith(one.digest) for one in anchored)


def on_same_volume(case: Path, folder: Path) -> bool:
    """Tell whether a folder is on the disk or drive of the case, so that both would be lost together."""
    return backup_copies.on_same_volume(case, folder)


def is_locked(path: Path) -> bool:
    """Tell whether a file may be an encrypted case."""
    return keys.is_locked(path)


def difference(inspection: Inspection, copy: Path, passphrase: str | None = None) -> BackupDifference:
    """Compare the open case with a copy of it; the copy is only read."""
    key = _key_of(copy, inspection, passphrase)
    return restoring.difference(inspection.file, copy, key)


def restore(
    copy: Path, target: Path, progress: Progress, *, like: Inspection | None, passphrase: str | None = None
) -> RestoredProtection:
    """Write a backup of the open case into a new file, and return the protection of that.

    A plain backup is encrypted with the passphrase of the case, when it has one. Without an open case, which
    may be lost or too damaged, the backup may be of any case and is restored as it is.
    """
    if like is None:
        key = restoring.key_of(copy, passphrase)
        restoring.restore_to(copy, key, target, progress)
        return restoring.protection(key, None)
    key = _key_of(copy, like, passphrase)
    difference = restoring.difference(like.file, copy, key)  # of another case it is refused
    restoring.restore_to(copy, key, target, progress, like=like.file.key)
    return difference.protection


def replace(
    path: Path,
    copy: Path,
    actor: Actor,
    progress: Progress,
    *,
    like: Inspection,
    passphrase: str | None = None,
) -> ReplacedCase:
    """Replace a closed case by a backup; raises IN_USE when somebody else has it open.

    The case itself may be damaged. `like` is the inspection that was open: a backup with its key needs no
    passphrase, and a plain one is encrypted with its key.
    """
    if not path.exists():
        raise CaseFileError(Problem(Code.NOT_FOUND, Place(file=str(path))))
    mine = like.file.key
    key = restoring.key_of(copy, passphrase, like=mine)
    with hold(path, actor):
        kept = restoring.replace(path, copy, key, progress, like=mine)
    return ReplacedCase(kept, restoring.protection(key, mine))


def recover(
    path: Path,
    target: Path,
    actor: Actor,
    library: Library,
    progress: Progress,
    *,
    passphrase: str | None = None,
) -> RecoveryResult:
    """Read what can be read of a damaged case into a new one; the damaged file is not written to.

    Lost frozen lists are replaced from the library, by the same version or another.
    """
    key = restoring.key_of(path, passphrase)
    spares = LibraryLists(library.rules, library.checklists)
    return recovery.recover(path, key, target, actor, progress, spares=spares)


def _key_of(copy: Path, opened: Inspection, passphrase: str | None) -> Key | None:
    """Return the key of a backup; raises CaseFileError when it is the open case itself."""
    if copy.exists() and copy.samefile(opened.path):  # a look at its first bytes would give up its locks
        raise CaseFileError(Problem(Code.LOCKED, Place(file=str(copy))))
    return restoring.key_of(copy, passphrase, like=opened.file.key)
