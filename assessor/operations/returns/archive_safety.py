"""Checks of an archive's directory: total size, paths that lead outside, links, files left by programs."""

from __future__ import annotations

import re
import stat
import unicodedata
from typing import TYPE_CHECKING, Final

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading.container import FILE_LIMIT
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zipfile import ZipInfo

# The evidence of one provider is some dozen documents. The limits leave room for a hundred times that.
ENTRIES_LIMIT: Final = 10_000
UNPACKED_LIMIT: Final = 2_000_000_000  # bytes of all files together
MEMBER_LIMIT: Final = FILE_LIMIT  # bytes of one file, which is read into memory
RATIO_LIMIT: Final = 300  # documents shrink to a 20th, logs to a 100th, archive bombs to a 1,000th
RATIO_FROM: Final = 5_000_000  # below this size no ratio is harmful
DIRECTORY_LIMIT: Final = 5_000_000  # bytes of the directory: 10,000 entries take 3 MB
DEPTH_LIMIT: Final = 100  # folders in one another; no system takes names of 4,096 characters
LENGTH_LIMIT: Final = 4_096

_UTF8: Final = 0x800  # flag of an entry
_NO_FILES: Final = frozenset({stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK})
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_JUNK: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_JUNK_STARTS: Final = ("~$", "._", ".~lock.")


def check_sizes(entries: Sequence[ZipInfo], place: Place) -> None:
    """Raise InputError when the sizes in the directory exceed a limit."""
    if len(entries) > ENTRIES_LIMIT:
        raise too_large(place, "parts", f"{len(entries):,}", f"{ENTRIES_LIMIT:,}")
    if (total := sum(info.file_size for info in entries)) > UNPACKED_LIMIT:
        raise too_large(place, "unpacked", megabytes(total), megabytes(UNPACKED_LIMIT))
    for info in entries:
        if (size := max(info.file_size, info.compress_size)) > MEMBER_LIMIT:
            raise too_large(place, "member", megabytes(size), megabytes(MEMBER_LIMIT))
        if info.file_size > RATIO_FROM and info.file_size > RATIO_LIMIT * info.compress_size:
            ratio = info.file_size // max(1, info.compress_size)
            raise too_large(place, "ratio", f"× {ratio:,}", f"× {RATIO_LIMIT:,}")


def check_names(entries: Iterable[ZipInfo], place: Place) -> None:
    """Raise InputError when a name leads outside of the archive, or an entry is a link or a device."""
    for info in entries:
        if _leaves(name_of(info)) or stat.S_IFMT(info.external_attr >> 16) in _NO_FILES:
            raise unsafe(info, place)


def name_of(info: ZipInfo) -> str:
    """Return the intended name of an entry; Japanese Windows writes cp932, which zipfile decodes as cp437."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        name = _decoded(name.encode("cp437"))
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def is_junk(name: str) -> bool:
    """Tell whether a file was left by a program: a thumbnail list, a lock file, metadata of macOS."""
    *folders, file = name.lower().split("/")
    return "__macosx" in folders or file in _JUNK or file.startswith(_JUNK_STARTS)


def unsafe(info: ZipInfo, place: Place) -> InputError:
    """Return the error that refuses an archive because of one entry."""
    return InputError(Problem(Code.ARCHIVE_UNSAFE, place, {"name": for_workbook(name_of(info))}))


def too_large(place: Place, what: str, size: str, expected: str) -> InputError:
    """Return the error that refuses an archive because of its size."""
    facts = {"what": what, "found": size, "expected": expected}
    return InputError(Problem(Code.ARCHIVE_TOO_LARGE, place, facts))


def megabytes(size: int) -> str:
    """Return a size in bytes as text in megabytes."""
    return f"{size / 1_000_000:,.1f} MB"


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp932", "replace")


def _leaves(name: str) -> bool:
    """Tell whether a path leads outside of its folder on any system, or is too deep."""
    if len(name) > LENGTH_LIMIT or name.count("/") > DEPTH_LIMIT:
        return True
    parts = [part.strip() for part in name.split("/")]
    up = any(len(part) > 1 and not part.strip(".") for part in parts)  # Windows ignores further dots
    return up or "\0" in name or name.startswith("/") or _DRIVE.match(name) is not None
