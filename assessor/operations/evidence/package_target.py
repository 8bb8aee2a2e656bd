"""The target of a package: a folder or a zip file, both readable again afterwards."""

from __future__ import annotations

import zlib
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from assessor.operations.evidence.copies import mark_as_foreign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BLOCK: Final = 1024 * 1024
SUFFIX: Final = ".zip"
_FIRST_YEAR: Final = 1980  # zip has no earlier time
_FAST: Final = 1
_SAMPLE: Final = 64 * 1024
_GAIN: Final = 0.9


class PackageTarget(Protocol):
    """A container for files with paths separated by slashes."""

    def add(self, path: str, blocks: Iterable[bytes], size: int, at: str) -> None:
        """Write a file; `at` is the time when it was attached."""

    def read(self, path: str) -> Iterator[bytes]:
        """Yield what was written."""

    def close(self) -> None:
        """Finish the container."""


class FolderTarget:
    """A folder with the files as they are."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def add(self, path: str, blocks: Iterable[bytes], size: int, at: str) -> None:  # noqa: ARG002 - see PackageTarget
        """Write a file, with the folders above it."""
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for block in blocks:
                file.write(block)
        mark_as_foreign(target)

    def read(self, path: str) -> Iterator[bytes]:
        """Yield what was written."""
        with (self._folder / path).open("rb") as file:
            while block := file.read(BLOCK):
                yield block

    def close(self) -> None:
        """Do nothing: every file is complete already."""


class ZipTarget:
    """One zip file, its names in UTF-8, larger than 4 GiB when need be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zip = ZipFile(path, "x", ZIP_DEFLATED, compresslevel=_FAST)

    def add(self, path: str, blocks: Iterable[bytes], size: int, at: str) -> None:
        """Write a file."""
        coming = iter(blocks)
        first = next(coming, b"")
        info = ZipInfo(path, _local(at))
        info.compress_type = ZIP_DEFLATED if _is_worth_it(first) else ZIP_STORED
        info.external_attr = 0o644 << 16
        info.file_size = size  # tells whether it needs the format for large files
        with self._zip.open(info, "w", force_zip64=size >= 1 << 31) as file:
            for block in chain((first,), coming):
                file.write(block)

    def read(self, path: str) -> Iterator[bytes]:
        """Yield what was written."""
        with ZipFile(self._path) as written, written.open(path) as file:
            while block := file.read(BLOCK):
                yield block

    def close(self) -> None:
        """Write the directory of the zip, without which it cannot be read."""
        self._zip.close()


def _is_worth_it(first: bytes) -> bool:
    """Tell by its first bytes whether compressing makes a file smaller; most formats are compressed."""
    sample = first[:_SAMPLE]
    return len(zlib.compress(sample, _FAST)) < _GAIN * len(sample)


def _local(at: str) -> tuple[int, int, int, int, int, int]:
    moment = datetime.fromisoformat(at).astimezone() if at else datetime.now().astimezone()
    return max(moment.year, _FIRST_YEAR), moment.month, moment.day, moment.hour, moment.minute, moment.second
