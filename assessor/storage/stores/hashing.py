"""Hashing: the SHA-256 of what comes in pieces, computed beside the reading of the next one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType


class Hashing:
    """A digest in the making; at most one piece waits for it, so that memory stays flat."""

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
        """Take the next piece; for the last one no thread is woken: nothing is left to be read meanwhile."""
        self._wait()
        if last:
            self._digest.update(block)
            return
        if self._helper is None:
            self._helper = ThreadPoolExecutor(1, "hashing")
        self._pending = self._helper.submit(self._digest.update, block)  # lets other threads run meanwhile

    def name(self) -> str:
        """Return the SHA-256 of all pieces, as contents are named."""
        self._wait()
        return self._digest.hexdigest()

    def _wait(self) -> None:
        if self._pending is not None:
            self._pending.result()
            self._pending = None
