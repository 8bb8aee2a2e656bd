"""All that the user chose at once: files, folders and archives; each workbook recognised by its content."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from assessor.domain.difference import Kind
from assessor.errors import Code, InputError
from assessor.excel.reading import container
from assessor.excel.reading.container import Container
from assessor.operations.password_list import nearest_first
from assessor.operations.returns import alongside, archive
from assessor.operations.returns.garbage import uncollected
from assessor.operations.returns.held import Held
from assessor.operations.returns.previewing import conflict, previewed
from assessor.operations.returns.received import Received
from assessor.operations.returns.values import Batch, Preview, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assessor.errors import Problem
    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress

_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xltx", ".xltm"})
_DOCUMENTS: Final = frozenset(
    {
        *(".pdf", ".docx", ".doc", ".pptx", ".ppt", ".txt", ".csv", ".msg", ".eml", ".zip"),
        *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"),
    }
)
_OF_ANY_NAME: Final = 20_000_000  # bytes; what is larger is looked at only when its name says workbook
_STARTS: Final = (b"PK", bytes.fromhex("D0CF11E0"))
_KINDS: Final = frozenset(
    {Container.XLSX, Container.XLSM, Container.XLS, Container.XLSB, Container.ODS, Container.ENCRYPTED}
)
# Of a file that only lies in a folder, these say that it is no questionnaire but something that came along.
_OTHER: Final = frozenset(
    {Code.NO_HEADING, Code.NO_SHEETS, Code.IS_ZIP, Code.IS_OLD_OFFICE, Code.NOT_A_WORKBOOK}
)


def read(
    inspection: Inspection, places: Sequence[Path], progress: Progress, *, passwords: Sequence[str] = ()
) -> Batch:
    """Read all workbooks that lie at these places and compare each with the case; writes nothing.

    What was chosen itself and is no workbook is refused with its reason; what only lies in a chosen
    folder or archive is offered as evidence.
    """
    chosen, lying, problems = _found(places, passwords, progress)
    files: list[Preview | Refused] = []
    others: list[Received] = []
    total = len(chosen) + len(lying)
    with inspection.file.read() as work:
        held = Held(inspection, work)
        for done, received in enumerate((*chosen, *lying)):
            progress.step(done, total)
            if done >= len(chosen) and not _may_be_workbook(received):
                others.append(received)
                continue
            seen = _read(inspection, held, received, passwords)
            if done >= len(chosen) and isinstance(seen, Refused) and _is_other(seen):
                others.append(received)
            else:
                files.append(seen)
    progress.step(total, total)
    return Batch(_compared(files), tuple(others), _beside(files, others), tuple(problems))


def read_one(
    inspection: Inspection, received: Received, *, passwords: Sequence[str] = (), subject: str = ""
) -> Preview | Refused:
    """Read one file again, with other passwords or as the workbook of a subject the reviewer names."""
    with inspection.file.read() as work:
        return _read(inspection, Held(inspection, work), received, passwords, subject)


@uncollected()
def _read(
    inspection: Inspection, held: Held, received: Received, passwords: Sequence[str], subject: str = ""
) -> Preview | Refused:
    try:
        likely = nearest_first(passwords, received.file)
        return previewed(inspection, held, received, passwords=likely, subject=subject)
    except InputError as error:
        return Refused(received, error.problems)


def _found(
    places: Sequence[Path], passwords: Sequence[str], progress: Progress
) -> tuple[list[Received], list[Received], list[Problem]]:
    """Return the files chosen themselves, those lying in folders and archives, and what went wrong."""
    chosen: list[Received] = []
    lying: list[Received] = []
    problems: list[Problem] = []
    for place in (*places, *_of_the_same_name(places)):
        if place.is_dir():
            found, odd = alongside.files_in(place, passwords, progress)
        elif place.is_file() and _is_archive(place):
            found, odd = archive.members(place, passwords)
        else:
            chosen.append(Received.at(place))
            continue
        lying += found
        problems += odd
    return chosen, lying, problems


def _of_the_same_name(places: Sequence[Path]) -> list[Path]:
    """Return the folders and archives beside chosen workbooks that have their names."""
    files = [place for place in places if place.suffix.lower() in _WORKBOOKS and place.is_file()]
    near = [path for file in files for path in (file.with_suffix(""), file.with_suffix(".zip"))]
    return [path for path in near if path not in places and path.exists()]


def _is_archive(place: Path) -> bool:
    if place.suffix.lower() in _WORKBOOKS or place.stat().st_size > container.FILE_LIMIT:
        return place.suffix.lower() == ".zip"
    with place.open("rb") as file:
        return file.read(2) == b"PK" and container.identify(place.read_bytes()) is Container.ZIP


def _may_be_workbook(received: Received) -> bool:
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


def _is_other(refused: Refused) -> bool:
    return any(problem.code in _OTHER for problem in refused.problems)


def _compared(files: Sequence[Preview | Refused]) -> tuple[Preview | Refused, ...]:
    """Mark as conflicts what several files for the same round say apart."""
    said: dict[tuple[str, int, str, str], set[str]] = defaultdict(set)
    previews = [seen for seen in files if isinstance(seen, Preview)]
    times = Counter((seen.subject, seen.round) for seen in previews)
    for seen in previews:
        if times[seen.subject, seen.round] > 1:
            for p in seen.proposals:
                if p.kind is Kind.CHANGED:
                    said[seen.subject, seen.round, p.item, p.field].add(p.returned)
    apart = {cell for cell, values in said.items() if len(values) > 1}
    if not apart:
        return tuple(files)
    return tuple(_apart(seen, apart) if isinstance(seen, Preview) else seen for seen in files)


def _apart(seen: Preview, apart: set[tuple[str, int, str, str]]) -> Preview:
    proposals = tuple(
        p._replace(kind=Kind.CONFLICT)
        if p.kind is Kind.CHANGED and (seen.subject, seen.round, p.item, p.field) in apart
        else p
        for p in seen.proposals
    )
    marked = [p for was, p in zip(seen.proposals, proposals, strict=True) if was is not p]
    if not marked:
        return seen
    return replace(seen, proposals=proposals).with_problems(
        (*seen.problems, *(conflict(seen, proposal) for proposal in marked))
    )


def _beside(files: Sequence[Preview | Refused], others: Sequence[Received]) -> dict[str, alongside.Alongside]:
    """Return for each workbook what lies beside it and belongs to it."""
    if not others:
        return {}
    by_place = {alongside.where(received): received for received in others}
    questionnaires = [alongside.where(seen.received) for seen in files]
    near = alongside.belonging(questionnaires, list(by_place))
    return {
        seen.sha256: alongside.matched(seen, [by_place[path] for path in near[place]])
        for seen, place in zip(files, questionnaires, strict=True)
        if isinstance(seen, Preview) and place in near
    }
