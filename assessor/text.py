"""Text as people and programs write it: comparing, names, fingerprints, safe file names, workbook cells."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

CELL_LIMIT: Final = 32_767  # characters in one spreadsheet cell
PERSON_LIMIT: Final = 200  # characters of a person's name
NAME_LIMIT: Final = 200  # bytes of a file name without its ending; file systems allow 255 in all
# The names of devices; Windows takes the raised digits of Latin-1 for digits, too.
_RESERVED: Final = {
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{device}{digit}" for device in ("com", "lpt") for digit in "123456789¹²³"),
}
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# XML 1.0 has no place for these; openpyxl lets some of them through and the file cannot be opened again.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What shows nothing: control characters that are no blanks, all that Unicode calls ignorable by default
# (selectors, joiners, fillers, tags), and the blank pattern of Braille.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065"
    "\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# A sign that somebody sees, so that most texts are known by their first one: `visible` in one search.
_SEEN: Final = re.compile(
    "[^\\s\x00-\x20\x7f-\xa0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what openpyxl takes for an escaped character
_CUT: Final = "\n…（以下略）"
_FORMULA: Final = (*"=+-@＝＋－＠", "\t", "\r", "\n")  # Japanese Excel takes the wide signs for the others
_SHIELD: Final = "'"
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\uff70\ufe63\u2500]")


def same_lines(text: str) -> str:
    """Return the text with line ends as line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def folded(text: str) -> str:
    """Return the form in which two texts are compared: width, case, dashes and outer blanks do not count."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", same_lines(text))).casefold().strip()


def visible(text: str) -> str:
    """Return the visible part of a text, without invisible characters and outer blanks."""
    if text.isascii() and text.isprintable():
        return text.strip()
    seen = _UNSEEN.sub("", text)
    return "".join(sign for sign in seen if unicodedata.category(sign) != "Cf").strip()


def is_blank(text: str) -> bool:
    """Tell whether nobody sees anything of a text: `visible` leaves nothing of it."""
    if "!" <= text[:1] <= "~" or "\u3041" <= text[:1] <= "\u30ff" or "\u3400" <= text[:1] <= "\u9fff":
        return False  # as nearly all texts begin
    return _SEEN.search(text) is None


def same_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's: blanks, width, case and what cannot be seen do not count."""
    return _compared(one) == _compared(other)


def typed(text: str) -> str:
    """Return what was typed or pasted as case and workbooks can hold it; nothing when none of it is seen."""
    return "" if is_blank(text) else for_workbook(text).strip()


def person(text: str) -> str:
    """Return a person's name as records hold it: on one line, else as typed; nothing when none is seen."""
    return "" if is_blank(text) else for_workbook(_CONTROLS.sub("", " ".join(text.split())))


def fingerprint(text: str) -> str:
    """Return 12 hexadecimal digits that stay the same when only blanks, width or line ends differ."""
    return sha256("".join(folded(for_workbook(text)).split()).encode()).hexdigest()[:12]


def for_workbook(text: str) -> str:
    """Return the text as cells and the case can hold it: line feeds only, the rest shown as U+FFFD."""
    if text.isprintable():  # nothing to change then, and seen several times faster
        return text
    return _NOT_XML.sub("\ufffd", same_lines(text))


def escaped(text: str) -> str:
    """Return a text in which nothing looks like an escaped character to the programs that read a workbook."""
    return _ESCAPED.sub("_x005F_", text)


def cell_length(text: str) -> int:
    """Count as Excel does, in UTF-16 units; escapes count because openpyxl would cut them."""
    if len(text) * 8 <= CELL_LIMIT:  # no way to exceed it, and nearly always so
        return len(text)
    return max(len(text.encode("utf-16-le", "surrogatepass")) // 2, len(escaped(text)))


def shortened(text: str) -> str:
    """Return a text so that a cell can hold it, saying where it was cut."""
    if cell_length(text) <= CELL_LIMIT:
        return text
    kept, room = text[:CELL_LIMIT], CELL_LIMIT - len(_CUT)
    while (over := cell_length(kept) - room) > 0:
        kept = kept[: -(over // 8 or 1)]  # one sign takes eight units at most
    return kept + _CUT


def shielded(text: str) -> str:
    """Return a cell of a CSV file that no spreadsheet program takes for a formula."""
    return f"{_SHIELD}{text}" if text.startswith((*_FORMULA, _SHIELD)) else text


def unshielded(cell: str) -> str:
    """Return the text of a shielded cell."""
    bare = cell.removeprefix(_SHIELD)
    return bare if bare.startswith((*_FORMULA, _SHIELD)) else cell


def file_name(text: str) -> str:
    """Return a name that every file system takes: no path, no reserved name, not too long."""
    stem, dot, ending = unicodedata.normalize("NFC", text).rpartition(".")
    if not dot or not stem.strip(". ") or len(ending.encode()) > 20:
        stem, dot, ending = unicodedata.normalize("NFC", text), "", ""
    stem = _FORBIDDEN.sub("_", stem).strip(". ")
    ending = _FORBIDDEN.sub("_", ending).strip(". ")
    while len(stem.encode()) > NAME_LIMIT:
        stem = stem[:-1]
    stem = stem.rstrip(". ")  # where it was cut
    if stem.split(".")[0].strip().lower() in _RESERVED or not stem:
        stem = f"_{stem}"
    return f"{stem}{dot}{ending}" if ending else stem


def local_time(moment: str) -> str:
    """Return a recorded moment (UTC, ISO 8601) as this machine's clock shows it, to the minute.

    What is no moment, which is in a file that was altered, stays as it stands there.
    """
    try:
        read = datetime.fromisoformat(moment)
        aware = read if read.tzinfo else read.replace(tzinfo=UTC)
        return aware.astimezone().isoformat(" ", "minutes")[: len("2026-01-31 09:00")]
    except (ValueError, TypeError, OverflowError, OSError):  # the last where a system has no such year
        return str(moment)


def _compared(name: str) -> str:
    return "".join(visible(folded(visible(name))).split())
