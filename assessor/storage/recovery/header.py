"""Restoring the lost list of tables at the beginning of a case.

Every case is created with the same tables in the same order, so that they begin on the same pages. This does
not hold for cases of older versions and compacted ones; these are recognised by the contents of the pages
and left unchanged.
"""

from __future__ import annotations

import os
import shutil
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from assessor.errors import Code
from assessor.storage import engines, failures
from assessor.storage.case_file import CaseFile
from assessor.storage.recovery.salvage import Salvage
from assessor.storage.schema import migrations
from assessor.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from assessor.progress import Progress
    from assessor.storage.keys import Key

_PAGE: Final = 4096
_MAGIC: Final = 16  # bytes that say what a file is
_CELLS: Final = slice(3, 5)  # of a page: how many there are
_COUNT: Final = slice(28, 32)  # of the header: how many pages there are
_HEADER: Final = 100  # in front of what the first page holds
_INNER, _LEAF = 5, 13  # what the pages of a table begin with
_TREES: Final = frozenset({2, _INNER, 10, _LEAF})
_DEEPEST: Final = 20
_ENOUGH: Final = 3  # tables that are recognised by what is in them
_WIDTHS: Final = {table.name: len(table.columns) for table in metadata.sorted_tables}


def is_lost(path: Path) -> bool:
    """Tell whether a file begins with zeros in place of the signature of SQLite."""
    with failures.system_errors_as_problems(path, Code.CANNOT_READ), path.open("rb") as file:
        head = file.read(_PAGE + 1)
    return len(head) > _PAGE and not any(head[:_MAGIC])


@contextmanager
def mended(source: Path, part: Path, key: Key | None, progress: Progress) -> Iterator[Path]:
    """Yield a copy with the list of tables if the source has lost it, else the source itself.

    The beginning of an encrypted case has the salt of its key, so it cannot be restored.
    """
    if key is not None:
        yield source
        return
    fresh, copy = part.with_name(f"{part.name}-fresh"), part.with_name(f"{part.name}-mended")
    try:
        with failures.system_errors_as_problems(part, Code.CANNOT_WRITE):
            header = _mend(source, fresh, copy, progress)
        yield header
    finally:
        fresh.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)


def _mend(source: Path, fresh: Path, copy: Path, progress: Progress) -> Path:
    known = None if is_lost(source) else _listed(source, progress)
    if known is not None and set(_WIDTHS) <= set(known):
        return source
    CaseFile.create(fresh).close()
    ours = _listed(fresh, progress) or {}
    if known is not None and not known.items() <= ours.items():
        return source
    with source.open("rb") as file:
        if not _begin_there(file, ours):
            return source
    shutil.copyfile(source, copy)
    _put_list(fresh, copy)
    return copy


def _listed(path: Path, progress: Progress) -> dict[str, int] | None:
    """Return the root pages of the tables listed in a case; for other files 0 for each of our tables."""
    with closing(Salvage(path, None, progress)) as salvage:
        ours = (engines.APPLICATION_ID, migrations.SCHEMA_VERSION)
        if (salvage.pragma("application_id"), salvage.pragma("user_version")) != ours:
            return dict.fromkeys(_WIDTHS, 0)
        rows = salvage.rows("sqlite_schema", "type", "name", "rootpage")
        return {row[2]: row[3] for row in rows if row[1] == "table"}


def _begin_there(file: BinaryIO, tables: Mapping[str, int]) -> bool:
    """Tell whether enough tables begin on the expected pages, and none of these has other contents."""
    recognised = 0
    for name, page in tables.items():
        kind, width = _width(file, page)
        if kind in _TREES - {_INNER, _LEAF} or (width is not None and width != _WIDTHS[name]):
            return False
        recognised += width is not None
    return recognised >= _ENOUGH


def _width(file: BinaryIO, number: int) -> tuple[int, int | None]:
    """Return the kind of a page, and the number of columns of the first row below it or None."""
    page = _page(file, number)
    kind = page[0]
    for _ in range(_DEEPEST):
        if page[0] != _INNER:
            break
        cell = int.from_bytes(page[12:14])
        page = _page(file, int.from_bytes(page[cell : cell + 4]))
    if page[0] != _LEAF or not any(page[_CELLS]):
        return kind, None
    place = int.from_bytes(page[8:10])
    _, place = _varint(page, place)  # the size of the row
    _, place = _varint(page, place)  # its number
    size, place_of_types = _varint(page, place)
    width, end, place = 0, place + size, place_of_types
    while place < min(end, _PAGE):
        _, place = _varint(page, place)
        width += 1
    return kind, width


def _varint(page: bytes, place: int) -> tuple[int, int]:
    """Return a number in SQLite's variable-length form, and the offset after it."""
    value = 0
    for byte in page[place : place + 8]:
        value, place = value << 7 | byte & 0x7F, place + 1
        if byte < 0x80:
            break
    return value, place


def _put_list(fresh: Path, copy: Path) -> None:
    """Write the pages of the list of tables into the copy, even beyond its end if it was truncated."""
    with fresh.open("rb") as ours, copy.open("r+b") as file:
        first = bytearray(_page(ours, 1))
        for number in _below(first):
            file.seek((number - 1) * _PAGE)
            file.write(_page(ours, number))
        first[_COUNT] = (-(-file.seek(0, os.SEEK_END) // _PAGE)).to_bytes(4)
        file.seek(0)
        file.write(first)


def _below(first: bytearray) -> Iterator[int]:
    """Yield the child pages of the first page; none if the list fits on one page."""
    page = first[_HEADER:]
    if page[0] != _INNER:
        return
    for cell in range(int.from_bytes(page[_CELLS])):
        place = int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell])
        yield int.from_bytes(first[place : place + 4])
    yield int.from_bytes(page[8:12])


def _page(file: BinaryIO, number: int) -> bytes:
    file.seek((number - 1) * _PAGE if number > 0 else 0)
    return file.read(_PAGE).ljust(_PAGE, b"\0")
