"""Pictures and embedded files of a returned workbook, as files that can be looked at and attached."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from assessor.domain.sheet_mark import MarkKind
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import workbook
from assessor.excel.reading.marks import embedded
from assessor.operations.returns.received import ReceivedFile
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.domain.sheet_mark import SheetMark
    from assessor.operations.returns.values import Preview

WITH_CONTENT: Final = frozenset({MarkKind.PICTURE, MarkKind.EMBEDDED})


def file_of(preview: Preview, mark: SheetMark, passwords: Sequence[str] = ()) -> ReceivedFile:
    """Return the picture or the embedded file of a mark.

    Raises InputError when the workbook has changed since it was read, or holds nothing there.
    """
    content = preview.received.again(preview.sha256)
    opened = workbook.opened(content, preview.file, passwords)
    if opened.archive is None or mark.part not in opened.archive:
        place = Place(preview.file, mark.sheet, mark.row, mark.column)
        raise InputError(Problem(Code.NO_CONTENT, place))
    part = embedded.unwrapped(opened.archive.read(mark.part))
    cell = Place(row=mark.row, column=mark.column).cell
    stem = PurePosixPath(preview.file).stem
    name = part.name or f"{stem}_{mark.sheet}{f'_{cell}' if cell else ''}{_ending(mark.part, part.content)}"
    return ReceivedFile(for_workbook(name), len(part.content), lambda: part.content)


def _ending(part: str, content: bytes) -> str:
    known = embedded.ending_of(content)
    return known or PurePosixPath(part).suffix or ".bin"
