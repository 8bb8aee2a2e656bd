"""Tables as text that a mail shows in lines and a spreadsheet program takes apart into cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows as lines, their cells parted by tabs."""
    return "".join("\t".join(_plain(cell) for cell in row) + "\n" for row in rows)


def _plain(text: str) -> str:
    """Return a text that stays one cell, and that no spreadsheet takes for a formula."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in {"=", "+", "-", "@"} else flat
