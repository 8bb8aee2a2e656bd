"""Texts of tables, marked so that they are found and translated."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark a text of a table for lupdate, which knows this name; Qt's own is not typed."""
    return text
