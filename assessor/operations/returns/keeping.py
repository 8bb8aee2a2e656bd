"""Returns that were recorded: the file as it came, and what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.domain.records import Return, Round
from assessor.domain.rounds import RoundNumbers
from assessor.errors import Code, InputError, Place, Problem
from assessor.operations.evidence.attaching import free_name
from assessor.operations.returns.report import Report
from assessor.text import file_name

if TYPE_CHECKING:
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.progress import Progress


@dataclass(frozen=True)
class KeptReturn:
    """One return, with the number of its round."""

    returned: Return
    round: int


def returns(inspection: Inspection, subject: str) -> tuple[KeptReturn, ...]:
    """Return the recorded returns of a subject, round by round."""
    with inspection.file.read() as work:
        records = work.records.all(Return, subject=subject)
        numbers = RoundNumbers(work.records.all(Round, subject=subject))
    records.sort(key=lambda one: (numbers.order(one.round), one.order))
    return tuple(KeptReturn(one, numbers.of(one.round)) for one in records)


def write_file(inspection: Inspection, returned: Return, folder: Path, progress: Progress) -> Path:
    """Write the file as it came into a folder under a free name, and return its path."""
    if not folder.is_dir():
        raise InputError(Problem(Code.NO_FOLDER, Place(file=str(folder))))
    target = free_name(folder / file_name(returned.file))
    with inspection.file.read() as work:
        work.contents.write_to(returned.sha256, target, progress)
    return target


def report(inspection: Inspection, returned: Return) -> Report:
    """Return what was decided on a return; raises CaseFileError when the report is lost or unreadable."""
    with inspection.file.read() as work:
        return Report.from_json(work.documents.get(returned.report))
