"""The evidence package for an evaluator: the files by subject, phase and item, an index and their hashes.

Verdicts are not in it, so that the evaluator sees the evidence without the bank's judgement, which is in the
results workbook.
"""

from __future__ import annotations

import csv
import io
import sys
from collections import deque
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from assessor.domain.records import Evidence, Subject
from assessor.errors import CaseFileError, Code, InputError, Place, Problem, code_of_system
from assessor.excel.writing import index_writer
from assessor.excel.writing.index_writer import Index
from assessor.operations.evidence.package_layout import PlacedFile, place, units
from assessor.operations.evidence.package_target import SUFFIX, FolderTarget, PackageTarget, ZipTarget
from assessor.operations.inspection import now
from assessor.operations.temporary_folder import temporary_folder_in
from assessor.storage.streaming import stream
from assessor.text import local_time, shielded
from assessor.words.packages import PACKAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress
    from assessor.words import Language

SUMS: Final = "SHA256SUMS"
INDEX: Final = "index"
ABOUT: Final = "README.txt"
_WIDTHS: Final = (24, 18, 11, 46, 60, 36, 12, 68, 14, 17)
_FILE: Final = 4  # the column with the path
# What is wrong with one piece of evidence, while the case as a whole can be read.
_OF_CONTENTS: Final = {
    Code.CONTENT_MISSING: Code.CONTENT_MISSING,
    Code.CONTENT_DAMAGED: Code.CONTENT_DAMAGED,
    Code.DAMAGED: Code.CONTENT_DAMAGED,
}
LONGEST: Final = 259 if sys.platform == "win32" else 4095  # characters of a whole path


@dataclass(frozen=True)
class WrittenPackage:
    """A package that was written, read again and found to be what its hashes say."""

    path: Path
    files: int
    size: int
    sums: str  # the SHA-256 of the list of hashes; sent separately, it proves the whole package


@dataclass(frozen=True)
class _Contents:
    """The data of a package, read at one moment."""

    title: str
    placed: tuple[PlacedFile, ...]
    lines: tuple[str, ...]

    @property
    def size(self) -> int:
        return sum(one.evidence.size for one in self.placed)


def countable(inspection: Inspection) -> dict[str, tuple[int, int]]:
    """Return the number of files and of bytes that each subject would add to a package."""
    counts: dict[str, tuple[int, int]] = {}
    with inspection.file.read() as work:
        for one in work.records.all(Evidence):
            files, size = counts.get(one.subject, (0, 0))
            counts[one.subject] = (files + 1, size + one.size)
    return counts


def package(
    inspection: Inspection,
    target: Path,
    language: Language,
    progress: Progress,
    *,
    subjects: Sequence[str] = (),
) -> WrittenPackage:
    """Write the package of some subjects, or of all, into a new folder, or into a zip file for such a name.

    It gets its name only after all of it was read again; cancelled or failed, nothing is left. Raises
    InputError when there is no evidence, the name is taken, or a path would be too long.
    """
    contents = _contents(inspection, language, subjects)
    _check(target, contents)
    try:
        with temporary_folder_in(target.parent) as folder:
            made = folder / "package"
            sums = _write(inspection, contents, made, target, language=language, progress=progress)
            _require_free(target)
            made.rename(target)
    except OSError as error:
        place = Place(file=str(target))
        raise InputError(Problem(code_of_system(error, Code.CANNOT_WRITE), place)) from error
    return WrittenPackage(target, len(contents.placed), contents.size, sums)


def _contents(inspection: Inspection, language: Language, chosen: Sequence[str]) -> _Contents:
    with inspection.file.read() as work:
        everybody = work.records.all(Subject)
        subjects = [inspection.subject(work, key) for key in chosen] or everybody
        keys = {subject.subject for subject in subjects}
        evidence = [one for one in work.records.all(Evidence) if one.subject in keys]
        head = work.journal.head()
    if not evidence:
        raise InputError(Problem(Code.NOTHING_TO_PACKAGE))
    in_order = [subject for subject in everybody if subject.subject in keys]
    items = {subject.subject: inspection.items(subject) for subject in in_order}
    placed = place(in_order, items, evidence, language)
    words = PACKAGES[language]
    facts = {
        "title": inspection.case.title,
        "made_at": local_time(now()),
        "made_by": inspection.actor.reviewer,
        "files": f"{len(placed):,}",
        "size": f"{sum(one.evidence.size for one in placed):,}",
        "entries": f"{head.entries:,}",
        "digest": head.digest,
    }
    return _Contents(words.title, placed, tuple(line.format(**facts) for line in words.about))


def _check(target: Path, contents: _Contents) -> None:
    _require_free(target)
    if not target.parent.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(target.parent))))
    longest = units(str(target.absolute())) + 1
    if target.suffix.lower() != SUFFIX:
        longest += max(units(one.path) for one in contents.placed)
    if longest > LONGEST:
        values = {"found": longest, "expected": LONGEST}
        raise InputError(Problem(Code.PATH_TOO_LONG, Place(file=str(target)), values))


def _require_free(target: Path) -> None:
    if target.exists():  # a folder would be merged, a file replaced
        raise InputError(Problem(Code.EXISTS, Place(file=str(target))))


def _write(
    inspection: Inspection,
    contents: _Contents,
    made: Path,
    target: Path,
    *,
    language: Language,
    progress: Progress,
) -> str:
    """Write everything, read it again, and return the SHA-256 of the list of hashes."""
    total, done = 2 * contents.size, 0

    def counted(blocks: Iterable[bytes]) -> Iterator[bytes]:
        nonlocal done
        for block in blocks:
            yield block
            done += len(block)
            progress.step(min(done, total), total)

    place = ZipTarget(made) if target.suffix.lower() == SUFFIX else FolderTarget(made)
    sums = {one.path: one.evidence.sha256 for one in contents.placed}
    with closing(place):
        progress.step(0, total)
        _write_evidence(inspection, contents, place, counted)
        beside = _beside(contents, made.parent, language)
        sums |= {name: sha256(whole).hexdigest() for name, whole in beside.items()}
        listed = "".join(f"{digest}  {path}\n" for path, digest in sums.items()).encode()
        for name, whole in (beside | {SUMS: listed}).items():
            place.add(name, [whole], len(whole), now())
    for path, digest in (sums | {SUMS: sha256(listed).hexdigest()}).items():
        _expect(place, path, digest, counted)
    return sha256(listed).hexdigest()


def _write_evidence(
    inspection: Inspection,
    contents: _Contents,
    place: PackageTarget,
    counted: Callable[[Iterable[bytes]], Iterator[bytes]],
) -> None:
    """Write the files; after a damaged one the others are only read, so that all damage is reported."""
    damaged: list[Problem] = []
    for one in contents.placed:
        evidence = one.evidence
        try:
            with closing(stream(inspection.file, evidence.sha256)) as stored:
                blocks = counted(stored)
                if damaged:
                    deque(blocks, maxlen=0)
                else:
                    place.add(one.path, blocks, evidence.size, evidence.attached_at)
        except CaseFileError as error:
            code = _OF_CONTENTS.get(error.problems[0].code)
            if code is None:
                raise
            damaged.append(Problem(code, Place(file=evidence.name, subject=one.subject, item=evidence.item)))
    if damaged:
        raise CaseFileError(*damaged)


def _expect(
    place: PackageTarget, path: str, digest: str, counted: Callable[[Iterable[bytes]], Iterator[bytes]]
) -> None:
    found = sha256()
    for block in counted(place.read(path)):
        found.update(block)
    if found.hexdigest() != digest:
        raise InputError(Problem(Code.SHORT_FILE, Place(file=path)))


def _beside(contents: _Contents, aside: Path, language: Language) -> dict[str, bytes]:
    """Return the files besides the evidence: the index in both forms, and instructions for checking."""
    words = PACKAGES[language]
    rows = tuple(_row(one) for one in contents.placed)
    workbook = aside / f"{INDEX}.xlsx"
    lines = (*contents.lines, *words.how_to_check)
    index_writer.write(
        workbook, Index(contents.title, words.sheet, lines, words.headings, rows, _WIDTHS, _FILE)
    )
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(words.headings)
    table.writerows([shielded(str(cell)) for cell in row] for row in rows)
    about = "\r\n".join((contents.title, "", *contents.lines, "", *words.how_to_check, ""))
    return {
        f"{INDEX}.xlsx": workbook.read_bytes(),
        f"{INDEX}.csv": text.getvalue().encode("utf-8-sig"),
        ABOUT: about.encode("utf-8-sig"),
    }


def _row(one: PlacedFile) -> tuple[str | int, ...]:
    evidence = one.evidence
    return (
        *(one.subject, one.phase, evidence.item, one.requirement, one.path, evidence.name),
        *(evidence.size, evidence.sha256, evidence.attached_by, local_time(evidence.attached_at)),
    )
