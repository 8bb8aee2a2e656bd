"""Sent and filled in questionnaires of any number and length, for benchmarks."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import load_workbook

from assessor.catalog import Library
from assessor.domain.change import Actor
from assessor.excel import layout
from assessor.excel.writing import filling
from assessor.operations import cases
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.progress import quiet

LIST: Final = "code_payment"
ACTOR: Final = Actor("山田", "bench")
_HEADINGS: Final = {column.field: column.heading for column in layout.COLUMNS}


@dataclass
class Sending:
    """A case with sent questionnaires, the sent files, and the filled in files."""

    blank: Path  # the case before the export
    case: Path
    sent: list[Path]
    returned: list[Path]


def case_of(path: Path, library: Library, *, subjects: int, items: int = 0) -> Inspection:
    """Create a case whose subjects have all items of one list, repeated up to a number of items."""
    checklist, plan = library.checklists[LIST], library.plans["sample"]
    if items:
        several = [checklist.items[n % len(checklist.items)] for n in range(items)]
        numbered = tuple(replace(item, id=f"{item.id}-{n:05}") for n, item in enumerate(several))
        checklist = replace(checklist, items=numbered)
    first = next(subject for subject in plan.subjects if subject.checklist == LIST)
    ours = tuple(
        replace(first, subject=f"s{n:03}", name=f"決済サービス{n:03}", position=n) for n in range(subjects)
    )
    plans = {**library.plans, "bench": replace(plan, id="bench", subjects=ours)}
    lists = {**library.checklists, LIST: checklist}
    return cases.create(path, replace(library, checklists=lists, plans=plans), "bench", ACTOR)


def answers_of(items: Sequence[str], subject: int) -> dict[str, dict[str, str]]:
    """Return answers for every text cell of every row, of ordinary length."""
    words = ("実施済", "一部実施", "○", "実施済", "未実施")
    return {
        item: {
            "answer": words[(subject + n) % len(words)],
            "explanation": (
                f"社内規程（第{subject + 1}版）第{n + 1}条に定め、本番環境で運用しています。"
                f"{item}については、四半期ごとに記録を確認し、結果をリスク管理委員会に報告しています。"
            ),
            "alternative": f"{n % 12 + 1}月までに対象を全ての取引に広げる予定です。",
            "evidence_names": f"規程_{item}.pdf 第{n + 1}章",
            "respondent": f"山田 太郎（決済推進{subject % 7 + 1}課）",
        }
        for n, item in enumerate(items)
    }


def fill(path: Path, items: Sequence[str], subject: int) -> None:
    """Fill in a questionnaire, with dates as real date values."""
    filling.fill(path, answers_of(items, subject))
    book = load_workbook(path)
    sheet = book[layout.QUESTIONS]
    headings = [cell.value for cell in sheet[layout.HEADING_ROW]]
    due, answered = (headings.index(_HEADINGS[field]) + 1 for field in ("due_on", "answered_on"))
    for n, row in enumerate(range(layout.FIRST_ROW, layout.FIRST_ROW + len(items))):
        sheet.cell(row, due).value = date(2020, 12, n % 28 + 1)
        sheet.cell(row, answered).value = date(2020, 10, subject % 28 + 1)
    book.save(path)


def sending(folder: Path, library: Library, *, subjects: int, items: int = 0) -> Sending:
    """Export questionnaires and fill in all of them."""
    folder.mkdir()
    case, out, back = folder / "case.assess", folder / "sent", folder / "returned"
    out.mkdir()
    inspection = case_of(case, library, subjects=subjects, items=items)
    shutil.copy(case, folder / "blank.assess")
    exported = exporting.export(inspection, exporting.sendable(inspection), out, quiet())
    keys = [item.id for item in inspection.checklists[LIST].items]
    inspection.close()
    shutil.copytree(out, back)
    returned = sorted(back.iterdir())
    for number, path in enumerate(returned):
        fill(path, keys, number)
    assert [file.rows for file in exported.files] == [len(keys)] * subjects
    return Sending(folder / "blank.assess", case, sorted(out.iterdir()), returned)
