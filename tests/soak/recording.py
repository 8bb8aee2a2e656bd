"""Does a story under the shim, for its log: `recording STORY CASE KEY`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import event

from assessor.progress import quiet
from assessor.storage import rekeying
from assessor.storage.case_file import CaseFile
from assessor.storage.keys import Key
from tests.soak.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

TOLD: Final = "told"  # a file beside the case: what was said stands in the log where it was said
SMALL_CACHE: Final = 16  # pages: a transaction that does not fit writes to the case before its commit
STEPS: Final = ("mark", "attach", "mark", "undo", "many", "export", "detach", "mark")
RECORDED: Final = 256 * 1024


def key_of(text: str) -> Key | None:
    """Return the key that `text_of` wrote."""
    raw, _, salt = text.partition(":")
    return Key(bytes.fromhex(raw), bytes.fromhex(salt)) if raw else None


def text_of(key: Key | None) -> str:
    """Write a key as an argument."""
    return f"{key.raw.hex()}:{key.salt.hex()}" if key else ""


def teller(folder: Path) -> Callable[[str], None]:
    """Return what writes a line into a file of this folder at once."""
    file = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT, 0o600)

    def tell(line: str) -> None:
        os.write(file, f"{line}\n".encode())

    return tell


def work(path: Path, key: Key | None, *, small: bool) -> None:
    """Do each kind of work once."""
    tell = teller(path.parent)
    case = CaseFile.open(path, key)
    if small:
        event.listen(case.engine, "begin", lambda c: c.exec_driver_sql(f"PRAGMA cache_size={SMALL_CACHE}"))
    writer = Writer(case, 1, path.parent.parent / "scratch", RECORDED)
    for kind in STEPS:
        writer.step(kind, tell)
    case.close()


def main(story: str, path: Path, key: Key | None) -> None:
    """Do the story."""
    match story:
        case "work" | "tight":
            work(path, key, small=story == "tight")
        case "open":  # brings an older case up
            CaseFile.open(path, key).close()
        case "rekey":
            rekeying.rekey(path, None, key, quiet())
        case "unlock":
            rekeying.rekey(path, key, None, quiet())
        case _:
            raise ValueError(story)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), key_of(sys.argv[3]))
