"""Exporting contents to files, which appear only when they are complete."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from assessor.errors import Code
from assessor.storage import failures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assessor.progress import Progress


def write(blocks: Iterable[bytes], size: int, target: Path, progress: Progress) -> None:
    """Write pieces to a file, which appears only if no exception follows the last one."""
    done = 0
    temporary = target.with_name(f".{uuid4().hex}.part")
    with failures.system_errors_as_problems(target, Code.CANNOT_WRITE):
        file = temporary.open("xb")
    try:
        progress.step(0, size)
        for block in blocks:
            with failures.system_errors_as_problems(target, Code.CANNOT_WRITE):
                file.write(block)
            done += len(block)
            progress.step(done, size)
        with failures.system_errors_as_problems(target, Code.CANNOT_WRITE):
            file.close()
            temporary.replace(target)
    finally:
        with suppress(OSError):  # the first error was raised already
            file.close()
        temporary.unlink(missing_ok=True)
