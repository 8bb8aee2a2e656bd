"""A returned workbook as its provider saw it: the sheets with fills, borders, notes and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.excel.looks import workbook_looks
from assessor.excel.reading import workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.domain.sheet_look import WorkbookLook
    from assessor.operations.returns.values import Preview
    from assessor.progress import Progress


def look_of(preview: Preview, progress: Progress, passwords: Sequence[str] = ()) -> WorkbookLook:
    """Return the sheets of a returned workbook.

    Raises InputError when the file has changed since it was read, Cancelled when it is no longer wanted.
    """
    content = preview.received.again(preview.sha256)
    progress.step(0, 1)
    return workbook_looks.look(workbook.opened(content, preview.file, passwords), progress)
