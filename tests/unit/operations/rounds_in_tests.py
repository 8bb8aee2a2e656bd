"""Rounds for the tests of operations: sent for real, answered by change sets as an import makes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from assessor.domain.change import ChangeSet, between, creation
from assessor.domain.records import Response, Round
from assessor.domain.vocabulary import Action, Answer
from assessor.excel import layout
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending
from assessor.progress import quiet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.operations.questionnaires.planning import ExportedFile

SUBJECT = "cp_minamo"
RETURNED_AT = "2020-11-20T01:00:00+00:00"


def sent(
    inspection: Inspection, folder: Path, *subjects: str, sending: Sending | None = None
) -> ExportedFile:
    """Send the next round to one subject or several and return the first file."""
    chosen = subjects or (SUBJECT,)
    return exporting.export(inspection, chosen, folder, quiet(), sending or Sending()).files[0]


def held_round(inspection: Inspection, number: int, subject: str = SUBJECT) -> Round:
    """Return a round as the case holds it."""
    with inspection.file.read() as work:
        found = [one for one in work.records.all(Round, subject=subject) if one.number == number]
    return found[0] if found else Round(subject=subject, id=str(number))


def returned(inspection: Inspection, number: int, *responses: Response, subject: str = SUBJECT) -> None:
    """Record that a round came back with these responses, which may name it by its number."""
    before = held_round(inspection, number, subject)
    responses = tuple(replace(one, round=before.id) if one.round == str(number) else one for one in responses)
    after = replace(before, returned_at=RETURNED_AT)
    changes = [change for response in responses for change in creation(response)]
    inspection.apply(ChangeSet(Action.IMPORT, "", (*between(before, after), *changes)))


def answers(items: Iterable[str], number: int = 1, subject: str = SUBJECT) -> list[Response]:
    """Return that all these items are answered as implemented."""
    said = {"answer": Answer.IMPLEMENTED, "explanation": "実施しています。"}
    return [Response(subject=subject, item=item, round=str(number), **said) for item in items]  # type: ignore[arg-type]  # each of its type


def table(path: Path) -> dict[str, dict[str, str]]:
    """Return the question table of a workbook by item and field."""
    rows = load_workbook(path)[layout.QUESTIONS].iter_rows(values_only=True)
    headings = [str(heading) for heading in next(rows)]
    fields = {column.heading: column.field for column in layout.COLUMNS}
    found = [
        {fields[heading]: str(value or "") for heading, value in zip(headings, row, strict=True)}
        for row in rows
    ]
    return {row["number"]: row for row in found}
