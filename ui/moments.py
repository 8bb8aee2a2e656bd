"""Moments, months and sizes as the panels show and read them."""

from __future__ import annotations

import re
import unicodedata

from assessor.text import local_time

_MONTH = re.compile(r"((?:19|20)\d\d)\s*(?:[-/.]|年)\s*(0?[1-9]|1[0-2])\s*月?")


def local(moment: str) -> str:
    """Return a UTC moment of a record in local time, to the minute."""
    return local_time(moment)


def month_of(text: str) -> str | None:
    """Return a typed month as YYYY-MM: empty for an empty text, None when it cannot be read."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return ""
    match = _MONTH.fullmatch(plain)
    return f"{match[1]}-{int(match[2]):02}" if match else None


def size_of(octets: int) -> str:
    """Return a size in bytes as a text with a unit."""
    if octets < 1024:
        return f"{octets} B"
    if octets < 1024 * 1024:
        return f"{octets / 1024:.0f} KB"
    return f"{octets / 1024 / 1024:.1f} MB"
