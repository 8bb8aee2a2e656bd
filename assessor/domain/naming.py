"""Names in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BilingualName:
    """A name with its English, if any; the language of the reader decides which is shown."""

    name: str
    name_en: str = ""
