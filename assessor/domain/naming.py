"""Names in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BilingualName:
    """A name, and its English where there is one; which of them is told is the reader's language."""

    name: str
    name_en: str = ""
