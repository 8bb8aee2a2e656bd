"""Marking texts of tables for translation."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text of a table for lupdate, which looks for this name; Qt's own function has no types."""
    return text
