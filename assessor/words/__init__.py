"""Every sentence of the core in Japanese and English; the window's own labels are Qt translations.

Everybody but storage and catalog may import it; it reads values of `domain` and nothing else.
"""

from enum import StrEnum


class Language(StrEnum):
    """The languages the application speaks."""

    JA = "ja"
    EN = "en"
