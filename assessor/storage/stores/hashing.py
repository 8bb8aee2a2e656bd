"""SHA-256 of pieces, computed on a thread while the next piece is read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType


class Hashing:
    """A running digest, for which at most one piece waits, so that memory is constant."""

    def __init__(self) -> None:
        self._digest = sha256()
        self._helper: ThreadPoolExecutor | None = None
        self._pending: Future[None] | None = None

    def __enter__(self) -> Hashing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._helper is not None:
            self._helper.shutdown()

    def take(self, block: bytes, *, last: bool = False) -> None:
        """Add the next piece; the last one is hashed directly, since nothing is read meanwhile."""
        self._wait()
        if last:
            self._digest.update(block)
            return
        if self._helper is None:
            self._helper = ThreadPoolExecutor(1, "hashing")
        self._pending = self._helper.submit(self._digest.update, block)  # releases the GIL

    def name(self) -> str:
        """Return the SHA-256 of all pieces as hexadecimal digits."""
        self._wait()
        return self._digest.hexdigest()

    def _wait(self) -> None:
        if self._pending is not None:
            self._pending.result()
            self._pending = None
