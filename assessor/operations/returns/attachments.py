"""Files that came with a returned workbook, matched with the names in its evidence column."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assessor.domain.difference import CellKind
from assessor.errors import Code, InputError, Place, Problem
from assessor.excel.reading import container, ours, workbook
from assessor.excel.reading.container import Container
from assessor.operations.returns import unpacking
from assessor.operations.returns.archive_safety import ENTRIES_LIMIT, is_junk
from assessor.operations.returns.named_files import NamedFiles, name_key
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import FoundAttachments, Link, Missing
from assessor.progress import quiet
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessor.operations.returns.values import Preview
    from assessor.progress import Progress

_NAMING: Final = frozenset({CellKind.CHANGED, CellKind.CONFLICT, CellKind.UNCHANGED})
_JUNCTION: Final = 0xA0000003  # the mark of a Windows folder that is really another one


def look(
    preview: Preview, place: Path, progress: Progress, passwords: Sequence[str] = ()
) -> FoundAttachments:
    """Return the files that a workbook names, found in an archive or in a folder and the archives in it."""
    if place.is_dir():
        found, problems = files_in(place, passwords, progress)
    else:
        found, problems = _inside(place, passwords, progress)
    files = []
    for received in progress.over(found):
        try:
            is_workbook = container.ending_of(received.file) in container.WORKBOOK_ENDINGS
            if _is_itself(received, preview) or (is_workbook and is_questionnaire(received, passwords)):
                continue
            files.append(received)
        except InputError as error:
            problems += error.problems
    return replace(matched(preview, files), problems=tuple(problems))


def _inside(
    place: Path, passwords: Sequence[str], progress: Progress
) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return what lies in an archive or mail; what is neither is refused as a damaged archive."""
    received = ReceivedFile.at(place)
    kind = unpacking.kind_of(received, by_content=True) or Container.ZIP
    found, problems = unpacking.contents(received, kind, passwords, progress)
    return found[1:], problems


def matched(preview: Preview, files: Sequence[ReceivedFile]) -> FoundAttachments:
    """Match files with the names in the evidence column without opening any."""
    index = NamedFiles([received.name for received in files])
    links: dict[tuple[str, int], Link] = {}
    missing: dict[Missing, None] = {}
    for item, cell in _cells(preview):
        parts = index.parts(cell)
        for part in parts:
            if not (part.certain or part.offered) and part.is_name:
                missing[Missing(item, part.text)] = None
        for certain in (True, False):
            for part in parts:
                for number in part.certain if certain else part.offered:
                    link = Link(item, files[number], part.text, certain)
                    links.setdefault((item, number), link)
    named = {number for _, number in links}
    unnamed = tuple(received for number, received in enumerate(files) if number not in named)
    return FoundAttachments(tuple(files), tuple(links.values()), tuple(missing), unnamed)


def _cells(preview: Preview) -> Iterator[tuple[str, str]]:
    for proposal in preview.proposals:
        if proposal.field == "evidence_names" and proposal.kind in _NAMING:
            yield proposal.item, proposal.returned or proposal.current


def files_in(
    place: Path, passwords: Sequence[str] = (), progress: Progress | None = None
) -> tuple[list[ReceivedFile], list[Problem]]:
    """Return the files in a folder and below it with those in archives and mails, and what cannot be read.

    Problems name a file from the folder's inside on. Links to other places are told and not followed. A
    folder with more files than an archive may have is refused.
    """
    received: list[ReceivedFile] = []
    problems: list[Problem] = []
    folders, progress = [place], progress or quiet()
    while folders:
        progress.step(0, 0)
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
            for entry in ordered:
                problems += _sort_in(entry, place, folders, received)
        except OSError as error:
            facts = {"message": error.strerror or ""}
            problems.append(Problem(Code.CANNOT_READ, Place(file=for_workbook(folder.name)), facts))
        if len(received) > ENTRIES_LIMIT:
            return [], [_too_many(place)]
    files, odd = unpacking.unpacked(received, passwords, progress)
    return ([], [_too_many(place)]) if len(files) > ENTRIES_LIMIT else (files, problems + odd)


def _sort_in(
    entry: os.DirEntry[str], place: Path, folders: list[Path], files: list[ReceivedFile]
) -> Iterator[Problem]:
    """Put an entry of a folder where it belongs; yield why it belongs nowhere."""
    path = Path(entry.path)
    name = unicodedata.normalize("NFC", for_workbook(path.relative_to(place.parent).as_posix()))
    facts = entry.stat(follow_symlinks=False)
    if is_junk(name):
        return
    shown = unicodedata.normalize("NFC", for_workbook(path.relative_to(place).as_posix()))
    if entry.is_symlink() or getattr(facts, "st_reparse_tag", 0) == _JUNCTION:
        yield Problem(Code.IS_SHORTCUT, Place(file=shown))
    elif stat.S_ISDIR(facts.st_mode):
        folders.append(path)
    elif stat.S_ISREG(facts.st_mode):
        files.append(ReceivedFile(name, facts.st_size, path.read_bytes, path, shown))
    else:
        yield Problem(Code.CANNOT_READ, Place(file=shown))


def _too_many(place: Path) -> Problem:
    facts = {"what": "parts", "found": f"> {ENTRIES_LIMIT:,}", "expected": f"{ENTRIES_LIMIT:,}"}
    return Problem(Code.ARCHIVE_TOO_LARGE, Place(file=for_workbook(place.name)), facts)


def _is_itself(received: ReceivedFile, preview: Preview) -> bool:
    if received.size != preview.received.size:
        return False
    return hashlib.sha256(received.content()).hexdigest() == preview.sha256


def is_questionnaire(received: ReceivedFile, passwords: Sequence[str]) -> bool:
    """Tell whether it is a questionnaire of ours, whatever its round; a table of another kind is evidence."""
    if received.size > container.FILE_LIMIT:
        return False
    content = received.content()
    try:
        return ours.is_ours(workbook.opened(content, received.file, passwords))
    except InputError:
        return False


def beside(path: Path, questionnaires: Sequence[Path], others: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that belong to one workbook by their paths."""
    return belonging((*questionnaires, path), others).get(path, ())


def belonging(questionnaires: Sequence[Path], others: Sequence[Path]) -> dict[Path, tuple[Path, ...]]:
    """Return the files that belong to each workbook by their paths, which `where` gives.

    They are in a folder or archive with the name of the workbook. When there is none and no other workbook is
    in its folder, all files in and below the folder belong to it, except those nearer to another workbook.
    """
    homes, stems = _Homes(questionnaires), defaultdict(list)
    for path in dict.fromkeys(questionnaires):
        stems[name_key(path.stem)].append(path)
    by_name: dict[Path, list[Path]] = defaultdict(list)
    by_place: dict[Path, list[Path]] = defaultdict(list)
    for other in others:
        named = homes.named(other.parent)
        if named is None:
            by_place[homes.nearest(other.parent)].append(other)
            continue
        stem, folder = named
        for path in stems[stem]:
            if len(stems[stem]) == 1 or path.parent in (folder, folder.parent):
                by_name[path].append(other)
    lone = {path: by_place[path.parent] for path in homes.alone if path not in by_name}
    return {path: tuple(files) for path, files in (by_name | lone).items()}


class _Homes:
    """Finds, for the path of a file, the folder of the workbook to which it belongs."""

    def __init__(self, questionnaires: Sequence[Path]) -> None:
        homes = Counter(path.parent for path in dict.fromkeys(questionnaires))
        self.alone = [path for path in dict.fromkeys(questionnaires) if homes[path.parent] == 1]
        self._homes = homes
        self._above: dict[Path, set[str]] = defaultdict(set)
        self._stems = {name_key(path.stem) for path in questionnaires}
        for path in questionnaires:
            for folder in path.parents:
                self._above[folder].add(name_key(path.stem))
        self._named: dict[Path, tuple[str, Path] | None] = {}
        self._nearest: dict[Path, Path] = {}

    def named(self, folder: Path) -> tuple[str, Path] | None:
        """Return the name of a workbook that the nearest folder bears, with that folder, or None."""
        if folder not in self._named:
            self._named[folder] = next(filter(None, map(self._name, (folder, *folder.parents))), None)
        return self._named[folder]

    def nearest(self, folder: Path) -> Path:
        """Return the nearest folder in which a workbook lies, or the folder itself when there is none."""
        if folder not in self._nearest:
            above = (near for near in (folder, *folder.parents) if near in self._homes)
            self._nearest[folder] = next(above, folder)
        return self._nearest[folder]

    def _name(self, folder: Path) -> tuple[str, Path] | None:
        stem = name_key(folder.stem if folder.suffix.lower() == ".zip" else folder.name)
        fits = stem in self._stems and self._above.get(folder, set()) <= {stem}
        return (stem, folder) if fits else None
