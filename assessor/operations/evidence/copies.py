"""Copies of evidence: read-only ones in a private folder to be viewed, and exported ones."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.domain.danger import HEAD, Danger, danger_of, facing_right, may_hold_macros, names_macros
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.writing.leftovers import sweep_sheets
from assessor.progress import PartialProgress, Progress
from assessor.storage.files.processes import born, is_alive
from assessor.storage.streaming import stream, write_file
from assessor.text import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessor.domain.records import Evidence
    from assessor.operations.inspection import Inspection

PREFIX: Final = "assessor-"
_OURS: Final = re.compile(rf"{PREFIX}(?:evidence|paste)-(\d+)-(?:(\d+)-)?\w+")
_MARK: Final = "[ZoneTransfer]\r\nZoneId=3\r\n"  # 3: the Internet
_OVERLAP: Final = 64  # bytes; longer than any text searched for across two blocks
_made: Final[set[str]] = set()  # the names of the folders of this process


@dataclass(frozen=True)
class OpenedCopy:
    """A copy to be shown, or the danger because of which none was made."""

    path: Path | None
    danger: Danger | None


def private_folder(purpose: str = "evidence") -> Path:
    """Make a folder for temporary files that only this user can enter; the caller removes it.

    Its name holds the process id and its start time, so that a later start recognises what a crash left even
    when the id is in use again.
    """
    pid = os.getpid()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{purpose}-{pid}-{born(pid)}-"))
    _made.add(folder.name)
    return folder


def remove_copies(folder: Path) -> None:
    """Remove temporary copies, read-only ones too."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if not path.is_symlink():
                with suppress(OSError):
                    path.chmod(stat.S_IWRITE | stat.S_IREAD)  # Windows does not remove read-only files
    shutil.rmtree(folder, ignore_errors=True)


def sweep() -> int:
    """Remove what dead processes of this user left in the temporary folder, and return its number."""
    swept = sweep_sheets()
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).iterdir():
            match = _OURS.fullmatch(folder.name)
            if match and _is_own_folder(folder) and _is_left(folder.name, int(match[1]), int(match[2] or 0)):
                remove_copies(folder)
                swept += 1
    return swept


def _is_left(name: str, pid: int, began: int) -> bool:
    """Tell whether the process that made a folder is gone."""
    if pid == os.getpid():
        return name not in _made
    return not is_alive(pid) or 0 != began != born(pid) != 0


def _is_own_folder(folder: Path) -> bool:
    status = folder.lstat()
    # In a folder that everybody can write to, a name proves nothing.
    return stat.S_ISDIR(status.st_mode) and (not hasattr(os, "getuid") or status.st_uid == os.getuid())


def danger(inspection: Inspection, evidence: Evidence) -> Danger | None:
    """Return what opening evidence may do, judged by name and content; None when no danger is known.

    Both its name and the safe name that copies get are judged, since their endings may differ.
    """
    names = (evidence.name, safe_name(evidence.name))
    with closing(stream(inspection.file, evidence.sha256)) as blocks:
        first = next(blocks, b"")
        harm = next(filter(None, (danger_of(name, first[:HEAD]) for name in names)), None)
        if harm is None and may_hold_macros(first) and _names_macros(first, blocks):
            return Danger.MACROS
    return harm


def _names_macros(first: bytes, blocks: Iterable[bytes]) -> bool:
    before = first
    if names_macros(first):
        return True
    for block in blocks:
        if names_macros(before[-_OVERLAP:] + block):
            return True
        before = block
    return False


def open_copy(
    inspection: Inspection, evidence: Evidence, folder: Path, progress: Progress, *, anyway: bool = False
) -> OpenedCopy:
    """Write a read-only copy into a new folder inside `folder`.

    A file that may be dangerous is not copied unless `anyway`.
    """
    harm = danger(inspection, evidence)
    if harm is not None and not anyway:
        return OpenedCopy(None, harm)
    target = Path(tempfile.mkdtemp(dir=folder)) / safe_name(evidence.name)
    write_file(inspection.file, evidence.sha256, target, progress)
    mark_as_foreign(target)
    target.chmod(stat.S_IREAD)
    return OpenedCopy(target, harm)


def safe_name(name: str) -> str:
    """Return a name that is valid on every file system and hides nothing by its direction of writing."""
    return file_name(facing_right(name))


def mark_as_foreign(path: Path) -> None:
    """Mark a file as downloaded from outside, as browsers do on Windows.

    Office then opens it in protected view, and programs are not started without a question. The mark is an
    alternate stream of the file, which only NTFS has; it is no part of the evidence, so every copy gets it.
    Elsewhere nothing is done.
    """
    if sys.platform == "win32":  # pragma: no cover - on other systems the name would be a file
        with suppress(OSError):  # a stick with FAT
            Path(f"{path}:Zone.Identifier").write_text(_MARK, encoding="ascii", newline="")


def export_evidence(
    inspection: Inspection, evidence: Sequence[Evidence], folder: Path, progress: Progress
) -> list[Path]:
    """Write evidence unchanged under its own name, numbered if taken; returns the paths."""
    if not folder.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(folder))))
    written: list[Path] = []
    try:
        for one, part in parts(evidence, progress):
            target = free_name(folder / safe_name(one.name))
            write_file(inspection.file, one.sha256, target, part)
            written.append(target)
            mark_as_foreign(target)
    except BaseException:  # cancelled or failed: an incomplete set must not stay
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def parts(evidence: Sequence[Evidence], whole: Progress) -> Iterator[tuple[Evidence, Progress]]:
    """Yield each link with a part of the whole progress, in proportion to its bytes."""
    total, before = sum(one.size for one in evidence), 0
    for one in evidence:
        yield one, PartialProgress(whole, before, total)
        before += one.size


def free_name(path: Path) -> Path:
    """Return the path, or one with a number before its ending when it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return free
