"""Natural sort order of names: 2 before 11, full-width characters as half-width ones, カ as か."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

_NUMBERS: Final = re.compile(r"(\d+)")
# Katakana as hiragana, except the prolonged sound mark and the like.
_KANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts texts naturally; texts that compare equal are ordered by their characters."""
    folded = normalize("NFKC", text).casefold().translate(_KANA)
    parts = [part for part in _NUMBERS.split(folded) if part]
    keys = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
    return (*keys, (-1, 0, text))
