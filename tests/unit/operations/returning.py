"""Steps of tests on returned questionnaires: send, fill in, look, take over."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessor.domain.difference import CellKind
from assessor.errors import Code
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.returns.accepting import accept
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.previewing import preview as look
from assessor.operations.returns.values import Preview
from assessor.progress import quiet

__all__ = ["SUBJECT", "change_sheet", "codes", "look", "sent", "take"]

SUBJECT = "cp_minamo"


def sent(inspection: Inspection, folder: Path, subject: str = SUBJECT) -> Path:
    return exporting.export(inspection, [subject], folder, quiet()).files[0].path


def take(inspection: Inspection, path: Path, kind: CellKind = CellKind.CHANGED) -> Preview:
    """Take over the cells of one kind."""
    seen = look(inspection, path)
    decision = Decision(seen)
    decision.accepted = {number for number, p in enumerate(seen.proposals) if p.kind is kind}
    accept(inspection, [decision], quiet())
    return seen


def codes(seen: Preview) -> list[Code]:
    """Return what the report says, without what is only not answered yet."""
    open_ones = {Code.UNANSWERED, Code.NOT_FILLED_IN}
    return [problem.code for problem in seen.problems if problem.code not in open_ones]


def change_sheet(path: Path, change: Callable[[Worksheet], None], target: Path | None = None) -> Path:
    """Change the question sheet of our own workbook as a provider would."""
    book = load_workbook(path)
    change(book["質問票"])
    book.save(target or path)
    return target or path
