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
from assessor.excel.reading import questionnaire_reader, workbook
from assessor.excel.reading.container import FILE_LIMIT
from assessor.operations.returns import archive
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
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_JUNCTION: Final = 0xA0000003  # the mark of a Windows folder that is really another one


def look(
    preview: Preview, place: Path, progress: Progress, passwords: Sequence[str] = ()
) -> FoundAttachments:
    """Look for the files that a workbook names in a folder, with the archives in it, or in one archive."""
    if place.is_dir():
        found, problems = files_in(place, passwords, progress)
    else:
        found, problems = archive.members(place, passwords)
    files = []
    for received in progress.over(found):
        try:
            if not (_is_itself(received, preview) or _is_questionnaire(received, passwords)):
                files.append(received)
        except InputError as error:
            problems += error.problems
    return replace(matched(preview, files), problems=tuple(problems))


def matched(preview: Preview, files: Sequence[ReceivedFile]) -> FoundAttachments:
    """Match files with the names in the evidence column; no file is opened for it."""
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
    """Return the files in a folder and below it, those in its zip archives too, and what cannot be read.

    Links to other places are not followed. A folder with more files than an archive may have is refused.
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
                _sort_in(entry, place, folders, received)
        except OSError as error:
            facts = {"message": error.strerror or ""}
            problems.append(Problem(Code.CANNOT_READ, Place(file=for_workbook(folder.name)), facts))
        if len(received) > ENTRIES_LIMIT:
            return [], [_too_many(place)]
    files = _with_archives(received, passwords, problems, progress)
    return ([], [_too_many(place)]) if len(files) > ENTRIES_LIMIT else (files, problems)


def _sort_in(entry: os.DirEntry[str], place: Path, folders: list[Path], files: list[ReceivedFile]) -> None:
    path = Path(entry.path)
    name = unicodedata.normalize("NFC", for_workbook(path.relative_to(place.parent).as_posix()))
    facts = entry.stat(follow_symlinks=False)
    if entry.is_symlink() or getattr(facts, "st_reparse_tag", 0) == _JUNCTION or is_junk(name):
        return
    if stat.S_ISDIR(facts.st_mode):
        folders.append(path)
    elif stat.S_ISREG(facts.st_mode):
        files.append(ReceivedFile(name, facts.st_size, path.read_bytes, path))


def _with_archives(
    found: Sequence[ReceivedFile], passwords: Sequence[str], problems: list[Problem], progress: Progress
) -> list[ReceivedFile]:
    """Return the files with those of each archive after it; an archive that is not safe is left out."""
    files: list[ReceivedFile] = []
    for received in progress.over(found):
        path = received.path
        if path is None or not archive.holds_files(path):
            files.append(received)
            continue
        members, odd = archive.members(path, passwords)
        problems += odd
        if members or all(problem.code is Code.ARCHIVE_PROTECTED for problem in odd):
            files.append(received)
        folder = received.name.rpartition("/")[0]
        files += [replace(member, name=f"{folder}/{member.name}") for member in members]
        if len(files) > ENTRIES_LIMIT:
            break
    return files


def _too_many(place: Path) -> Problem:
    facts = {"what": "parts", "found": f"> {ENTRIES_LIMIT:,}", "expected": f"{ENTRIES_LIMIT:,}"}
    return Problem(Code.ARCHIVE_TOO_LARGE, Place(file=for_workbook(place.name)), facts)


def _is_itself(received: ReceivedFile, preview: Preview) -> bool:
    if received.size != preview.received.size:
        return False
    return hashlib.sha256(received.content()).hexdigest() == preview.sha256


def _is_questionnaire(received: ReceivedFile, passwords: Sequence[str]) -> bool:
    """Tell whether it is a questionnaire of ours, whatever its round; a table of another kind is evidence."""
    if not received.file.lower().endswith(_WORKBOOKS) or received.size > FILE_LIMIT:
        return False
    content = received.content()
    try:
        returned = questionnaire_reader.read(workbook.opened(content, received.file, passwords))
    except InputError:
        return False
    return returned.token is not None or bool(returned.print)


def where(received: ReceivedFile) -> Path:
    """Return where a file lies, as if the archive it is in were a folder."""
    if isinstance(received, archive.Member):
        return received.place
    return received.path or Path(received.name)


def beside(path: Path, questionnaires: Sequence[Path], others: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that belong to one workbook by where they lie."""
    return belonging((*questionnaires, path), others).get(path, ())


def belonging(questionnaires: Sequence[Path], others: Sequence[Path]) -> dict[Path, tuple[Path, ...]]:
    """Return the files that belong to each workbook by where they lie; `where` tells that of each.

    They are in a folder or archive with the name of the workbook. When there is none and no other workbook
    in its folder, everything there and below belongs to it but what is nearer to another workbook.
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
    """The folders of workbooks, as other files see them from where they lie."""

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
        """Return the name of a workbook that the nearest folder has, and that folder; it holds no other."""
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
