"""All that the user chose at once: files, folders and archives; each workbook recognised by its content."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from assessor.domain.difference import CellKind
from assessor.errors import Code, InputError
from assessor.excel.reading import container
from assessor.excel.reading.container import Container
from assessor.operations.questionnaires.password_list import nearest_first
from assessor.operations.returns import archive, attachments
from assessor.operations.returns.case_snapshot import CaseSnapshot
from assessor.operations.returns.garbage import uncollected
from assessor.operations.returns.previewing import conflict, previewed
from assessor.operations.returns.received import ReceivedFile
from assessor.operations.returns.values import Batch, Preview, RefusedFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assessor.errors import Problem
    from assessor.operations.inspection import Inspection
    from assessor.operations.returns.values import FoundAttachments
    from assessor.progress import Progress

_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm"})
_DOCUMENTS: Final = frozenset(
    {
        *(".pdf", ".docx", ".doc", ".pptx", ".ppt", ".txt", ".csv", ".msg", ".eml", ".zip"),
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"),
    }
)
# What says something of a cell, whether it changes the case or not.
_SAYING: Final = frozenset({CellKind.CHANGED, CellKind.CONFLICT, CellKind.UNCHANGED})
Cell = tuple[str, str, str, str]  # subject, round, item, field
_OF_ANY_NAME: Final = 20_000_000  # bytes; what is larger is looked at only when its name says workbook
_STARTS: Final = (b"PK", bytes.fromhex("D0CF11E0"))
_KINDS: Final = frozenset(
    {Container.XLSX, Container.XLSM, Container.XLS, Container.XLSB, Container.ODS, Container.ENCRYPTED}
)
# Of a file that only lies in a folder, these say that it is no questionnaire but something that came along.
_OTHER: Final = frozenset(
    {Code.NO_HEADING, Code.NO_SHEETS, Code.IS_ZIP, Code.IS_OLD_OFFICE, Code.NOT_A_WORKBOOK}
)


@uncollected()
def read(
    inspection: Inspection, places: Sequence[Path], progress: Progress, *, passwords: Sequence[str] = ()
) -> Batch:
    """Read all workbooks that lie at these places and compare each with the case; writes nothing.

    What was chosen itself and is no workbook is refused with its reason; what only lies in a chosen
    folder or archive is offered as evidence.
    """
    chosen, lying, problems = _files_of(places, passwords, progress)
    files: list[Preview | RefusedFile] = []
    others: list[ReceivedFile] = []
    total = len(chosen) + len(lying)
    with inspection.file.read() as work:
        snapshot = CaseSnapshot(inspection, work)
        for done, received in enumerate((*chosen, *lying)):
            progress.step(done, total)
            if done >= len(chosen) and not _may_be_workbook(received):
                others.append(received)
                continue
            seen = _read(inspection, snapshot, received, passwords)
            if done >= len(chosen) and isinstance(seen, RefusedFile) and _is_other(seen):
                others.append(received)
            else:
                files.append(seen)
    progress.step(total, total)
    files_compared = compared(files)
    return Batch(files_compared, tuple(others), beside(files_compared, others), tuple(problems))


@uncollected()
def read_one(
    inspection: Inspection, received: ReceivedFile, *, passwords: Sequence[str] = (), subject: str = ""
) -> Preview | RefusedFile:
    """Read one file again, with other passwords or as the workbook of a subject the reviewer names."""
    with inspection.file.read() as work:
        return _read(inspection, CaseSnapshot(inspection, work), received, passwords, subject)


def _read(
    inspection: Inspection,
    snapshot: CaseSnapshot,
    received: ReceivedFile,
    passwords: Sequence[str],
    subject: str = "",
) -> Preview | RefusedFile:
    try:
        likely = nearest_first(passwords, received.file)
        return previewed(inspection, snapshot, received, passwords=likely, subject=subject)
    except InputError as error:
        return RefusedFile(received, error.problems)


def _files_of(
    places: Sequence[Path], passwords: Sequence[str], progress: Progress
) -> tuple[list[ReceivedFile], list[ReceivedFile], list[Problem]]:
    """Return the files chosen themselves, those lying in folders and archives, and what went wrong."""
    chosen: list[ReceivedFile] = []
    lying: list[ReceivedFile] = []
    problems: list[Problem] = []
    near = _of_the_same_name(places)
    for place in (*places, *near):
        if place.is_dir():
            files, odd = attachments.files_in(place, passwords, progress)
        elif place.is_file() and _is_archive(place):
            files, odd = archive.members(place, passwords)
        else:
            chosen.append(ReceivedFile.at(place))
            continue
        lying += files
        if place not in near:  # nobody chose those, so what cannot be read there is no loss
            problems += odd
    return chosen, lying, problems


def _of_the_same_name(places: Sequence[Path]) -> list[Path]:
    """Return the folders and archives beside chosen workbooks that have their names."""
    files = [place for place in places if place.suffix.lower() in _WORKBOOKS and place.is_file()]
    near = [path for file in files for path in (file.with_suffix(""), file.with_suffix(".zip"))]
    chosen = set(places)
    return [path for path in near if path not in chosen and path.exists()]


def _is_archive(place: Path) -> bool:
    if place.suffix.lower() in _WORKBOOKS or place.stat().st_size > container.FILE_LIMIT:
        return place.suffix.lower() == ".zip"
    with place.open("rb") as file:
        return file.read(2) == b"PK" and container.identify(place.read_bytes()) is Container.ZIP


def _may_be_workbook(received: ReceivedFile) -> bool:
    """Tell whether a file in a folder is worth reading, whatever its name; evidence may be of any size."""
    ending = PurePosixPath(received.file).suffix.lower()
    if ending in _WORKBOOKS:
        return True
    if ending in _DOCUMENTS or not 0 < received.size <= _OF_ANY_NAME:
        return False
    try:
        content = received.content()
    except InputError:
        return False  # told when somebody wants it as evidence
    return content.startswith(_STARTS) and container.identify(content) in _KINDS


def _is_other(refused: RefusedFile) -> bool:
    return any(problem.code in _OTHER for problem in refused.problems)


def compared(files: Sequence[Preview | RefusedFile]) -> tuple[Preview | RefusedFile, ...]:
    """Mark as conflicts what several files for the same round say apart; run again after any is read again.

    A blank in one of them clears nothing that another one says.
    """
    said: dict[Cell, set[str]] = defaultdict(set)
    several = _answered_by_several(files)
    for seen in files:
        if isinstance(seen, Preview) and seen.acceptable and (seen.subject, seen.round_id) in several:
            for p in seen.proposals:
                if p.kind in _SAYING:
                    said[seen.subject, seen.round_id, p.item, p.field].add(p.returned)
    return tuple(
        _among(seen, said) if isinstance(seen, Preview) and (seen.subject, seen.round_id) in several else seen
        for seen in files
    )


def _answered_by_several(files: Sequence[Preview | RefusedFile]) -> set[tuple[str, str]]:
    """Return the subjects and ids of rounds that more than one file answers; nearly always there is none."""
    times = Counter((seen.subject, seen.round_id) for seen in files if isinstance(seen, Preview))
    return {answered for answered, count in times.items() if count > 1}


def _among(seen: Preview, said: Mapping[Cell, set[str]]) -> Preview:
    proposals, marked = [], []
    for p in seen.proposals:
        values = said.get((seen.subject, seen.round_id, p.item, p.field), ())
        if p.kind is CellKind.CLEARED and values:
            continue
        if p.kind is CellKind.CHANGED and len(values) > 1:
            p = p._replace(kind=CellKind.CONFLICT)  # noqa: PLW2901 - the same cell
            marked.append(p)
        proposals.append(p)
    if len(proposals) == len(seen.proposals) and not marked:
        return seen
    blank = seen.blank + len(seen.proposals) - len(proposals)
    return replace(seen, proposals=tuple(proposals), blank=blank).with_problems(
        (*seen.problems, *(conflict(seen, proposal) for proposal in marked))
    )


def beside(
    files: Sequence[Preview | RefusedFile], others: Sequence[ReceivedFile]
) -> dict[str, FoundAttachments]:
    """Return for each workbook what lies beside it and belongs to it."""
    if not others:
        return {}
    by_place = {attachments.where(received): received for received in others}
    questionnaires = [attachments.where(seen.received) for seen in files]
    near = attachments.belonging(questionnaires, list(by_place))
    return {
        seen.sha256: attachments.matched(seen, [by_place[path] for path in near[place]])
        for seen, place in zip(files, questionnaires, strict=True)
        if isinstance(seen, Preview) and place in near
    }
