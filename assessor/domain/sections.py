"""What a checklist is divided into: sections, classes of items, themes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """分類: a named part of a checklist. Two lists have a section in common only within one scheme."""

    key: str
    name: str
    name_en: str
    scheme: str  # the scheme that several lists share, else the id of the one list
    position: int  # its place within the scheme or list

    def __hash__(self) -> int:
        """Return the hash of the key alone, which Python remembers: items are counted by it."""
        return hash(self.key)


@dataclass(frozen=True)
class RequirementClass:
    """区分: a class of items; only the items of classes that decide count for an outcome."""

    key: str
    name: str
    name_en: str
    decides: bool

    def __hash__(self) -> int:
        """Return the hash of the key alone, as of a section."""
        return hash(self.key)


@dataclass(frozen=True)
class Theme:
    """点検事項: what items of several sections have in common."""

    key: str
    name: str
    name_en: str
