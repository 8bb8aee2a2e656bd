"""Tables as tab-separated text, for mails and spreadsheet programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows as lines with their cells separated by tabs."""
    return "".join("\t".join(_plain(cell) for cell in row) + "\n" for row in rows)


def _plain(text: str) -> str:
    """Return a text that stays in one cell and is no formula for a spreadsheet program."""
    flat = " ".join(text.split())
    return f"'{flat}" if flat[:1] in {"=", "+", "-", "@"} else flat
