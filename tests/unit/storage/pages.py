"""Pages of a plain case as they lie in the file, for tests that damage just one of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGE = 4096
INNER = 5  # what a page begins with that leads to others


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT rootpage FROM sqlite_schema WHERE name=?"
        return int(connection.execute(asked, (table,)).fetchone()[0])


def leaves_of(path: Path, table: str) -> list[int]:
    """Return the pages that hold the rows of a small table."""
    root = root_of(path, table)
    page = path.read_bytes()[(root - 1) * PAGE : root * PAGE]
    if page[0] != INNER:
        return [root]
    places = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n]) for n in range(int.from_bytes(page[3:5]))]
    return [int.from_bytes(page[at : at + 4]) for at in places] + [int.from_bytes(page[8:12])]


def wipe(path: Path, *pages: int, behind: int = 0) -> None:
    """Fill pages, counted from 1, with zeros; their first bytes may stay."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE + behind)
            file.write(bytes(PAGE - behind))
