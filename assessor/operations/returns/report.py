"""The report on a returned workbook, kept with its round: every decided cell, and every problem."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from assessor.domain.difference import CellKind
from assessor.errors import Code, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.operations.returns.decision import Decision

# Cells of these kinds differ from the case: they were taken over or refused.
_DECIDED: Final = frozenset(
    {
        CellKind.CHANGED,
        CellKind.CONFLICT,
        CellKind.FLAGGED,
        CellKind.LOCKED,
        CellKind.WORDING,
        CellKind.CLEARED,
    }
)
_WHOLE: Final = "item"  # the column that is always kept in full, and so gives the number of cells


class DecidedCell(NamedTuple):
    """One cell that differed from the case, and whether it was taken over."""

    item: str
    field: str
    kind: str
    sent: str
    returned: str
    current: str
    written: str
    row: int
    column: int
    accepted: bool


class DecidedMark(NamedTuple):
    """A mark on a sheet, and what became of it."""

    kind: str
    sheet: str
    cell: str
    item: str
    text: str
    author: str
    use: str


# Called with the fields in their order: twice as fast, which counts for tens of thousands of cells.
_decided: Final = partial(tuple.__new__, DecidedCell)


@dataclass(frozen=True)
class Report:
    """The decisions on one workbook, as they are kept."""

    file: str
    sheet: str
    rows: int
    matched: int
    blank: int
    unchanged: int
    blank_clears: bool
    cells: tuple[DecidedCell, ...]
    strangers: tuple[tuple[int, str], ...]
    attached: tuple[tuple[str, str], ...]  # item and name of the file
    problems: tuple[Problem, ...]
    marks: tuple[DecidedMark, ...] = ()

    @cached_property
    def accepted(self) -> int:
        """How many cells were taken over."""
        return sum(cell.accepted for cell in self.cells)

    @property
    def refused(self) -> int:
        """How many cells differed from the case and were not taken over."""
        return len(self.cells) - self.accepted

    def to_json(self) -> str:
        """Return the report as the text that the case keeps."""
        kept = {
            "file": self.file,
            "sheet": self.sheet,
            "rows": self.rows,
            "matched": self.matched,
            "blank": self.blank,
            "unchanged": self.unchanged,
            "blank_clears": self.blank_clears,
            "columns": _columns(self.cells),
            "strangers": self.strangers,
            "attached": self.attached,
            "problems": [_problem_json(problem) for problem in self.problems],
        }
        if self.marks:
            kept["marks"] = self.marks
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Return a kept report; raises ValueError, KeyError or TypeError when the text is none."""
        kept: dict[str, Any] = json.loads(text)
        lists = {
            "cells": _cells(kept.pop("columns")),
            "strangers": tuple((row, shown) for row, shown in kept["strangers"]),
            "attached": tuple((item, name) for item, name in kept["attached"]),
            "problems": tuple(_problem(problem) for problem in kept["problems"]),
            "marks": tuple(DecidedMark(*mark) for mark in kept.get("marks", ())),
        }
        return cls(**{**kept, **lists})


def report_of(decision: Decision) -> Report:
    """Return the report of a decision."""
    seen, accepted = decision.preview, decision.accepted
    kinds = _DECIDED if decision.blank_clears else _DECIDED - {CellKind.CLEARED}
    cells = tuple(
        _decided((item, field, kind, sent, returned, current, written, row, column, n in accepted))
        for n, (item, field, kind, sent, returned, current, written, _, row, column) in enumerate(
            decision.proposals
        )
        if kind in kinds
    )
    return Report(
        file=seen.file,
        sheet=seen.sheet,
        rows=seen.rows,
        matched=seen.matched,
        blank=seen.blank,
        unchanged=seen.unchanged,
        blank_clears=decision.blank_clears,
        cells=cells,
        strangers=tuple((one.row, one.text) for one in seen.strangers),
        attached=tuple(sorted((link.item, link.received.file) for link in decision.attached)),
        problems=seen.problems,
        marks=tuple(_mark(decision, number) for number in range(len(seen.marks))),
    )


def _mark(decision: Decision, number: int) -> DecidedMark:
    mark, item, _ = decision.preview.marks[number]
    cell, use = Place(row=mark.row, column=mark.column).cell, decision.use_of(number)
    return DecidedMark(mark.kind, mark.sheet, cell, item, mark.text or mark.address, mark.author, use)


def _columns(cells: Sequence[DecidedCell]) -> dict[str, object]:
    """Return the cells column by column; a column with one value throughout holds it once."""
    columns = zip(*cells, strict=True) if cells else ((),) * len(DecidedCell._fields)
    return {
        part: column[0] if part != _WHOLE and _is_same(column) else column
        for part, column in zip(DecidedCell._fields, columns, strict=True)
    }


def _is_same(column: Sequence[object]) -> bool:
    return bool(column) and column[0] == column[-1] and column.count(column[0]) == len(column)


def _cells(columns: Mapping[str, Any]) -> tuple[DecidedCell, ...]:
    count = len(columns[_WHOLE])
    kept = (columns[part] for part in DecidedCell._fields)
    full = (column if isinstance(column, list) else [column] * count for column in kept)
    return tuple(DecidedCell(*cell) for cell in zip(*full, strict=True))


def _problem_json(problem: Problem) -> dict[str, Any]:
    place = problem.place
    values = {name: value if isinstance(value, int) else str(value) for name, value in problem.values.items()}
    return {
        "code": problem.code.value,
        "place": [place.file, place.sheet, place.row, place.column, place.subject, place.item, place.field],
        "values": values,
    }


def _problem(kept: dict[str, Any]) -> Problem:
    return Problem(Code(kept["code"]), Place(*kept["place"]), kept["values"])
