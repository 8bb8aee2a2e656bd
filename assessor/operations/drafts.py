"""Unrecorded input, kept on this computer so that a crash does not lose it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage.files import sealed

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.operations.inspection import Inspection

_SUFFIX: Final = ".draft"
_NAME: Final = 32  # digits


@dataclass(frozen=True)
class UnrecordedInput:
    """What was typed for one item; None for a field that was not touched."""

    subject: str
    item: str
    reason: str | None = None
    due: str | None = None
    approver: str | None = None
    not_applicable: bool = False  # 該当なし was chosen and waits
    question: str | None = None
    before: str = ""  # the reason that was recorded when this was typed


@dataclass(frozen=True)
class SavedDrafts:
    """The unrecorded input of a case, and the item that was shown."""

    subject: str = ""
    item: str = ""
    typed: tuple[UnrecordedInput, ...] = ()
    dialogs: tuple[tuple[str, str], ...] = ()  # what stood in them, by what it was for


def keep(inspection: Inspection, folder: Path, kept: SavedDrafts) -> None:
    """Replace what is kept of a case; with nothing to keep, the file is deleted.

    Raises CaseFileError when it cannot be written.
    """
    path = file_of(inspection, folder)
    if kept == SavedDrafts():
        sealed.remove(path)
    else:
        sealed.write(path, inspection.file.key, json.dumps(asdict(kept), ensure_ascii=False))


def kept_of(inspection: Inspection, folder: Path) -> SavedDrafts:
    """Return what is kept of the open case; raises CaseFileError when it cannot be read."""
    path = file_of(inspection, folder)
    text = sealed.read(path, inspection.file.key)
    if not text:
        return SavedDrafts()
    try:
        content = json.loads(text)
        typed = tuple(UnrecordedInput(**one) for one in content["typed"])
        dialogs = tuple((str(key), str(text)) for key, text in content.get("dialogs", ()))
        return SavedDrafts(str(content["subject"]), str(content["item"]), typed, dialogs)
    except (ValueError, TypeError, KeyError) as error:
        raise CaseFileError(Problem(Code.CANNOT_READ, Place(file=str(path)))) from error


def file_of(inspection: Inspection, folder: Path) -> Path:
    """Return the path of the drafts of a case; its name reveals neither title nor path."""
    known = f"{inspection.case.id}\n{os.path.realpath(inspection.path)}"
    digest = sha256(known.encode("utf-8", "surrogateescape")).hexdigest()
    return folder / f"{digest[:_NAME]}{_SUFFIX}"
