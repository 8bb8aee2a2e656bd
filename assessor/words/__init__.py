"""Every sentence of the core in Japanese and English; the window's own labels are Qt translations."""

from enum import StrEnum


class Language(StrEnum):
    """The languages the application speaks."""

    JA = "ja"
    EN = "en"
