"""Text as people and programs write it: comparing, fingerprints, safe file names, workbook cells."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from hashlib import sha256
from typing import Final

CELL_LIMIT: Final = 32_767  # characters in one spreadsheet cell
NAME_LIMIT: Final = 200  # bytes of a file name without its ending; file systems allow 255 in all
_RESERVED: Final = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# XML 1.0 has no place for these; openpyxl lets some of them through and the file cannot be opened again.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\uff70\ufe63\u2500]")


def same_lines(text: str) -> str:
    """Return the text with line ends as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def folded(text: str) -> str:
    """Return the form in which two texts are compared: width, case, dashes and outer blanks do not count."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", same_lines(text))).casefold().strip()


def fingerprint(text: str) -> str:
    """Return 12 hexadecimal digits that stay the same when only blanks, width or line ends differ."""
    return sha256("".join(folded(for_workbook(text)).split()).encode()).hexdigest()[:12]


def for_workbook(text: str) -> str:
    """Return the text as cells and the case can hold it: line feeds only, the rest shown as U+FFFD."""
    if text.isprintable():  # nothing to change then, and seen several times faster
        return text
    return _NOT_XML.sub("\ufffd", same_lines(text))


def shortened(text: str) -> str:
    """Return a text that we composed ourselves so that a cell can hold it, saying where it was cut."""
    mark = "\n…（以下略）"
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(mark)] + mark


def file_name(text: str) -> str:
    """Return a name that every file system takes: no path, no reserved name, not too long."""
    stem, dot, ending = unicodedata.normalize("NFC", text).rpartition(".")
    if not dot or not stem.strip(". ") or len(ending.encode()) > 20:
        stem, dot, ending = unicodedata.normalize("NFC", text), "", ""
    stem = _FORBIDDEN.sub("_", stem).strip(". ")
    ending = _FORBIDDEN.sub("_", ending).strip(". ")
    while len(stem.encode()) > NAME_LIMIT:
        stem = stem[:-1]
    if stem.split(".")[0].strip().lower() in _RESERVED or not stem:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}" if ending else stem


def local_time(moment: str) -> str:
    """Return a recorded moment (UTC, ISO 8601) as this machine's clock shows it, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M") if moment else ""
