"""One large piece of work on a case, in a process of its own, timed: `evidence VERB FILE CASE KEY`.

Prints the seconds it took, and by how many bytes the greatest memory of the process had grown, -1 where
the system does not tell.
"""

import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from assessor.progress import quiet
from assessor.storage import engines
from assessor.storage.backups import copies
from assessor.storage.case_file import CaseFile
from assessor.storage.files.new_file import new_file
from assessor.storage.keys import Key
from assessor.storage.streaming import stream

PIECE = 1024 * 1024
_STATUS = Path("/proc/self/status")


def text_of(key: Key | None) -> str:
    """Write a key as an argument; the cases here hold nothing that is secret."""
    return f"{key.raw.hex()}:{key.salt.hex()}" if key else ""


def key_of(text: str) -> Key | None:
    """Return the key that `text_of` wrote."""
    raw, _, salt = text.partition(":")
    return Key(bytes.fromhex(raw), bytes.fromhex(salt)) if raw else None


def hashed(file: Path) -> str:
    """Return the SHA-256 of a file, as plain Python reads it."""
    digest = sha256()
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def greatest_memory() -> int:
    """Return the most bytes this process has had, or -1."""
    if not _STATUS.exists():
        return -1
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="ascii").splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


def do(verb: str, case: CaseFile, file: Path, name: str) -> None:
    """Attach the file, read it back, or copy the whole case to it, with or without the check."""
    match verb:
        case "attach":
            with case.write() as work:
                work.contents.put(file, quiet())
        case "read":
            for _ in stream(case, name):
                pass
        case "copy":
            with (
                new_file(file) as part,
                closing(engines.connect(case.path, case.key)) as connection,
                case.raw() as raw,
            ):
                copies.whole(connection, raw, part, case.key, quiet())
        case "backup":
            copies.copy_to(case, file, quiet())
        case _:
            raise ValueError(verb)


def main(verb: str, file: Path, path: Path, key: Key | None) -> None:
    """Do it and print what it took."""
    case = CaseFile.open(path, key)
    with case.read() as work:
        work.records.all  # noqa: B018 - the connection is there before the clock starts
    name = hashed(file) if verb == "read" else ""
    idle, started = greatest_memory(), time.perf_counter()
    do(verb, case, file, name)
    seconds = time.perf_counter() - started
    grown = greatest_memory() - idle if idle >= 0 else -1
    case.close()
    sys.stdout.write(f"{seconds} {grown}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), key_of(sys.argv[4]))
