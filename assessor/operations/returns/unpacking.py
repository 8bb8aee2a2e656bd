"""What lies in received files: the members of archives and the attachments of mails, in one another too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import container
from assessor.excel.reading.container import Container
from assessor.operations.returns import archive, mail
from assessor.operations.returns.archive_safety import ENTRIES_LIMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessor.operations.returns.received import ReceivedFile
    from assessor.progress import Progress

DEPTH_LIMIT: Final = 3  # such as a mail in an archive that came by mail; no archive lies in another one
_ARCHIVES: Final = frozenset({".zip", ".zi_"})  # the latter where a mail server takes no archives
_MAILS: Final = frozenset({".eml", ".msg"})
_LOCKED: Final = frozenset({Code.ARCHIVE_PROTECTED, Code.ARCHIVE_AES})  # may be evidence all the same
_HEAD: Final = 4096
_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")


def unpacked(
    found: Sequence[ReceivedFile], passwords: Sequence[str], progress: Progress
) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return files with those that lie in each after it, and what cannot be opened, by the file's shown name.

    What was opened is marked so. An archive or mail that is not safe is left out, and told.
    """
    files: list[ReceivedFile] = []
    problems: list[Problem] = []
    for received in progress.over(found):
        more, odd = _with_contents(received, kind_of(received), passwords, progress)
        files += more
        problems += odd
        if len(files) > ENTRIES_LIMIT:
            break
    return files, problems


def contents(
    received: ReceivedFile, kind: Container, passwords: Sequence[str], progress: Progress
) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return an archive or mail that was chosen itself, and all that lies in it."""
    return _with_contents(received, kind, passwords, progress)


def kind_of(received: ReceivedFile, *, by_content: bool = False) -> Container | None:
    """Return which kind of archive or mail a file is, None when it is neither.

    What only lies somewhere is one by its name and content, what was chosen by its content alone.
    """
    ending = container.ending_of(received.file)
    if ending == ".zip" and received.path is not None:
        return Container.ZIP if archive.holds_files(received.path) else None
    if not by_content and ending not in _ARCHIVES | _MAILS:
        return None
    if ending in container.WORKBOOK_ENDINGS or received.size > container.FILE_LIMIT:
        return None
    try:
        kind = container.identify(looked_at(received))
    except InputError:
        return None  # told by whoever reads it
    return kind if kind in container.MAILS | {Container.ZIP} else None


def looked_at(received: ReceivedFile) -> bytes:
    """Return as much of a file as tells what it is: its beginning, or the whole."""
    if received.path is not None and received.path.is_file():
        try:
            with received.path.open("rb") as file:
                head = file.read(_HEAD)
        except OSError:
            return b""
        if not head.startswith((b"PK", _COMPOUND)):
            return head
    return received.content()


def _with_contents(
    received: ReceivedFile,
    kind: Container | None,
    passwords: Sequence[str],
    progress: Progress,
    above: tuple[Container, ...] = (),
) -> tuple[list[ReceivedFile], list[Problem]]:
    if kind is None:
        return [received], []
    if len(above) >= DEPTH_LIMIT or (kind is Container.ZIP and Container.ZIP in above):
        facts = {"name": received.file}
        return [], [Problem(Code.ARCHIVE_NESTED, Place(file=received.shown.rpartition("/")[0]), facts)]
    progress.step(0, 0)
    if kind is Container.ZIP:
        members, odd = archive.members_of(received, passwords)
    else:
        members, odd = mail.attachments(received, kind, progress)
    problems = [replace(problem, place=replace(problem.place, file=received.shown)) for problem in odd]
    locked = bool(odd) and all(problem.code in _LOCKED for problem in odd)
    files = [replace(received, opened=bool(members))] if members or locked or not odd else []
    folder, shown = (name.rpartition("/")[0] for name in (received.name, received.shown))
    for member in members:
        placed = replace(member, name=_below(folder, member.name), shown_as=_below(shown, member.shown))
        more, worse = _with_contents(placed, kind_of(placed), passwords, progress, (*above, kind))
        files += more
        problems += worse
    return files, problems


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
