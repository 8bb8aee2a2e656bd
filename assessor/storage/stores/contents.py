"""ContentStore: files kept by their SHA-256, in pieces, with constant memory."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, func, insert, select

from assessor.errors import Code, InputError
from assessor.progress import Cancelled
from assessor.storage.prepared import PreparedStatement
from assessor.storage.stores import outgoing
from assessor.storage.stores.hashing import Hashing
from assessor.storage.stores.source import PIECE, EvidenceSource
from assessor.storage.tables import content, piece

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from assessor.progress import Progress
    from assessor.storage.scope import Scope

__all__ = ["PIECE", "Content", "ContentStore"]

_NEXT: Final = select(func.coalesce(func.max(content.c.id), 0) + 1)
_NAMED: Final = select(content.c.id, content.c.size).where(content.c.sha256 == bindparam("hash"))
_SIZED: Final = select(content.c.id).where(content.c.size == bindparam("size"))
_BYTES: Final = select(piece.c.bytes).where(
    piece.c.content == bindparam("kept"), piece.c.number == bindparam("place")
)
_INSERT: Final = insert(content)
_INSERT_PIECE: Final = insert(piece)
_DELETE: Final = delete(content).where(content.c.id == bindparam("kept"))
_DELETE_PIECES: Final = delete(piece).where(piece.c.content == bindparam("kept"))
_DELETE_SOME: Final = _DELETE_PIECES.where(
    piece.c.number >= bindparam("first"), piece.c.number < bindparam("end")
)
_OVERWRITE: Final = "PRAGMA secure_delete={}"
_AT_ONCE: Final = 16  # pieces deleted between two steps of the progress
# For contents in memory; a batch of returned workbooks keeps a hundred.
_FIND_CONTENT: Final = PreparedStatement(_NAMED)
_KEEP: Final = PreparedStatement(_INSERT, ["sha256", "size"])
_KEEP_PIECE: Final = PreparedStatement(_INSERT_PIECE)


@dataclass(frozen=True)
class Content:
    """The content of a file, named by its hash."""

    sha256: str
    size: int


class ContentStore:
    """The contents of evidence and returned workbooks, each kept once."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def put(self, source: Path, progress: Progress) -> Content:
        """Keep the content of a file; an existing content is not written again.

        A file that disappears or changes while it is read leaves no pieces, even if the scope is committed.
        """
        file = EvidenceSource(source)
        connection, leftovers = self._scope.to_write(), self._scope.leftovers
        if leftovers:
            leftovers.expect(file.size)
        incoming = _Incoming(connection, file.size)
        savepoint = connection.begin_nested()
        try:
            with Hashing() as hashing:
                for block in file.pieces(progress):
                    hashing.take(block, last=len(block) == file.size)
                    incoming.take(block)
                kept = Content(hashing.name(), file.size)
        except (InputError, Cancelled):  # after errors of the case, SQLite has rolled back
            if leftovers:
                leftovers.lose(incoming.written)
            savepoint.rollback()
            raise
        if incoming.finish(kept) and leftovers:
            leftovers.free(file.size)
        savepoint.commit()
        return kept

    def keep(self, whole: bytes) -> Content:
        """Keep a content from memory, such as a returned workbook."""
        connection = self._scope.to_write()
        if self._scope.leftovers:
            self._scope.leftovers.expect(len(whole))
        kept = Content(sha256(whole).hexdigest(), len(whole))
        if _FIND_CONTENT.run(connection, {"hash": kept.sha256}).first() is None:
            target = _KEEP.run(connection, {"sha256": kept.sha256, "size": kept.size}).lastrowid
            rows: list[dict[str, int | bytes]] = [
                {"content": target, "number": number, "bytes": whole[start : start + PIECE]}
                for number, start in enumerate(range(0, len(whole), PIECE))
            ]
            if rows:
                _KEEP_PIECE.run(connection, *rows)
        return kept

    def size(self, name: str) -> int:
        """Return the size in bytes of the content with this SHA-256."""
        return self._find(name)[1]

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the content with this SHA-256; it is complete only if no exception follows the last piece."""
        kept, size = self._find(name)
        done = number = 0
        with Hashing() as hashing:
            while done < size:
                block = _bytes(self._scope.connection, kept, number)
                if not block:
                    break
                done, number = done + len(block), number + 1
                hashing.take(block, last=done >= size)
                yield block
            if hashing.name() != name:
                raise self._scope.failure(Code.CONTENT_DAMAGED, sha256=name)

    def write_to(self, name: str, target: Path, progress: Progress) -> None:
        """Write the content with this SHA-256 to a file, which appears only when it is complete."""
        outgoing.write(self.pieces(name), self.size(name), target, progress)

    def some(self, name: str, first: int, count: int) -> Iterator[bytes]:
        """Yield `count` pieces of the content with this SHA-256 from `first` on, fewer at its end."""
        kept = self._find(name)[0]
        pieces = (_bytes(self._scope.connection, kept, first + number) for number in range(count))
        return takewhile(bool, pieces)

    def drop(self, name: str, progress: Progress) -> None:
        """Delete and overwrite the content with this SHA-256; the commit fails while it is linked."""
        kept, size = self._find(name)
        connection = self._scope.to_write()
        connection.exec_driver_sql(_OVERWRITE.format("ON"))  # otherwise the bytes would stay in the file
        try:
            for first in range(0, -(-size // PIECE), _AT_ONCE):
                progress.step(first * PIECE, size)
                connection.execute(_DELETE_SOME, {"kept": kept, "first": first, "end": first + _AT_ONCE})
            connection.execute(_DELETE_PIECES, {"kept": kept})  # the size column may have been altered
            connection.execute(_DELETE, {"kept": kept})
        finally:  # marks need no overwriting
            if not connection.invalidated:
                connection.exec_driver_sql(_OVERWRITE.format("OFF"))
        progress.step(size, size)

    def _find(self, name: str) -> tuple[int, int]:
        row = self._scope.connection.execute(_NAMED, {"hash": name}).first()
        if row is None:
            raise self._scope.failure(Code.CONTENT_MISSING, sha256=name)
        return row[0], row[1]


class _Incoming:
    """A file that is being read into the store.

    Whether a content exists already is known only at its end, but a file is read once. So nothing is written
    as long as the file equals a kept content of the same size; from the first difference on it is a new one.
    """

    def __init__(self, connection: Connection, size: int) -> None:
        self._connection = connection
        self._twins = list(connection.execute(_SIZED, {"size": size}).scalars())
        self._target: int | None = None
        self._number = 0

    @property
    def written(self) -> int:
        """The largest number of bytes that were written."""
        return 0 if self._target is None else self._number * PIECE

    def take(self, block: bytes) -> None:
        """Take the next piece."""
        if self._target is None:
            same = [twin for twin in self._twins if _bytes(self._connection, twin, self._number) == block]
            if same:
                self._twins = same
            else:
                self._target = self._begin()
        if self._target is not None:
            self._insert(self._target, self._number, block)
        self._number += 1

    def finish(self, kept: Content) -> bool:
        """Set the hash as the name of the content; returns True when it replaces a damaged one."""
        named = self._connection.execute(_NAMED, {"hash": kept.sha256}).first()
        if self._target is None and named is not None:
            return False
        target = self._begin() if self._target is None else self._target
        if named is not None:  # a damaged content of this name, which is replaced
            self._connection.execute(_DELETE_PIECES, {"kept": named.id})
            self._connection.execute(_DELETE, {"kept": named.id})
        self._connection.execute(_INSERT, {"id": target, "sha256": kept.sha256, "size": kept.size})
        return named is not None

    def _begin(self) -> int:
        target: int = self._connection.execute(_NEXT).scalar_one()
        for number in range(self._number):
            self._insert(target, number, _bytes(self._connection, self._twins[0], number))
        return target

    def _insert(self, target: int, number: int, block: bytes) -> None:
        self._connection.execute(_INSERT_PIECE, {"content": target, "number": number, "bytes": block})


def _bytes(connection: Connection, kept: int, number: int) -> bytes:
    content = connection.execute(_BYTES, {"kept": kept, "place": number}).scalar()
    return content or b""
