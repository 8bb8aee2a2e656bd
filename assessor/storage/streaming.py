"""Reading a content in many short scopes, so that a mark never waits until all is read."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage.stores import outgoing
from assessor.storage.stores.hashing import Hashing

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from assessor.progress import Progress
    from assessor.storage.case_file import CaseFile

_TOGETHER: Final = 4  # pieces per scope
_READERS: Final = 2


def stream(case: CaseFile, name: str) -> Generator[bytes]:
    """Yield the content with this SHA-256; it is complete only if no exception follows the last piece.

    A content never changes, so other writes between two pieces do not matter. Raises CONTENT_MISSING if it is
    purged meanwhile.
    """
    with case.read() as work:
        size = work.contents.size(name)
    done = 0
    with Hashing() as hashing:
        for block in _in_turn(case, name) if case.key is None else _side_by_side(case, name):
            done += len(block)
            hashing.take(block, last=done >= size)
            yield block
        if hashing.name() != name:
            raise CaseFileError(Problem(Code.CONTENT_DAMAGED, Place(file=str(case.path)), {"sha256": name}))


def write_file(case: CaseFile, name: str, target: Path, progress: Progress) -> None:
    """Write the content with this SHA-256 to a file, which appears only when it is complete."""
    with case.read() as work:
        size = work.contents.size(name)
    outgoing.write(stream(case, name), size, target, progress)


def _in_turn(case: CaseFile, name: str) -> Iterator[bytes]:
    for first in count(0, _TOGETHER):
        with case.read() as work:
            blocks = 0
            for block in work.contents.some(name, first, _TOGETHER):
                blocks += 1
                yield block
        if blocks < _TOGETHER:
            return


def _read(case: CaseFile, name: str, first: int) -> list[bytes]:
    with case.read() as work:
        return list(work.contents.some(name, first, _TOGETHER))


def _side_by_side(case: CaseFile, name: str) -> Iterator[bytes]:
    """Yield the pieces, read ahead on further connections: decrypting is four times slower than hashing."""
    coming: deque[Future[list[bytes]]] = deque()
    numbers = count(0, _TOGETHER)
    with ThreadPoolExecutor(_READERS, "streaming") as readers:
        try:
            coming.extend(readers.submit(_read, case, name, next(numbers)) for _ in range(_READERS))
            while True:
                blocks = coming.popleft().result()
                coming.append(readers.submit(_read, case, name, next(numbers)))
                yield from blocks
                if len(blocks) < _TOGETHER:
                    return
        finally:
            for future in coming:
                future.cancel()
