"""A returned workbook in memory, decrypted where it needs a password, with its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessor.excel.reading.container import OFFICE, Container, examined, require_readable
from assessor.excel.reading.package import Package
from assessor.excel.reading.passwords import decrypted, is_locked_xls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.excel.reading.archive import Archive


@dataclass(frozen=True)
class Workbook:
    """A file that can be read as a workbook, with the archive that stays open while it is read."""

    file: str
    content: bytes = field(repr=False)
    kind: Container
    archive: Archive | None = field(default=None, repr=False, compare=False)
    package: Package | None = field(default=None, repr=False, compare=False)


def opened(content: bytes, file: str, passwords: Sequence[str] = ()) -> Workbook:
    """Return the workbook in this content; raises InputError with the reason when it cannot be read."""
    kind, archive = examined(content, file)
    if kind is Container.ENCRYPTED or (kind is Container.XLS and is_locked_xls(content)):
        content = decrypted(content, file, passwords)
        kind, archive = examined(content, file)
    require_readable(content, file, kind)
    if archive is not None:
        archive.require_each_once()
    package = Package(archive) if archive is not None and kind in OFFICE else None
    return Workbook(file, content, kind, archive, package)
