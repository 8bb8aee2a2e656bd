"""What was decided on a returned workbook, kept with its round: every cell, and why a file was odd."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from assessor.domain.difference import Kind
from assessor.errors import Code, Place, Problem

if TYPE_CHECKING:
    from assessor.operations.returns.decision import Decision

# A cell of these kinds says something else than the case: taken over or refused.
_DECIDED: Final = frozenset(
    {Kind.CHANGED, Kind.CONFLICT, Kind.FLAGGED, Kind.LOCKED, Kind.WORDING, Kind.CLEARED}
)


class Decided(NamedTuple):
    """One cell that did not say what the case held, and whether it was taken over."""

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


@dataclass(frozen=True)
class Report:
    """All that is kept of what was decided on one workbook."""

    file: str
    sheet: str
    rows: int
    matched: int
    blank: int
    unchanged: int
    blank_clears: bool
    cells: tuple[Decided, ...]
    strangers: tuple[tuple[int, str], ...]
    attached: tuple[tuple[str, str], ...]  # item and name of the file
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> int:
        """How many cells were taken over."""
        return sum(cell.accepted for cell in self.cells)

    @property
    def refused(self) -> int:
        """How many cells were not, although they said something else than the case."""
        return len(self.cells) - self.accepted

    def to_json(self) -> str:
        """Return the text in which the case keeps it."""
        kept = {
            "file": self.file,
            "sheet": self.sheet,
            "rows": self.rows,
            "matched": self.matched,
            "blank": self.blank,
            "unchanged": self.unchanged,
            "blank_clears": self.blank_clears,
            "cells": self.cells,
            "strangers": self.strangers,
            "attached": self.attached,
            "problems": [_problem_json(problem) for problem in self.problems],
        }
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Return a kept report; raises ValueError, KeyError or TypeError for a text that is none."""
        kept: dict[str, Any] = json.loads(text)
        lists = {
            "cells": tuple(Decided(*cell) for cell in kept["cells"]),
            "strangers": tuple((row, shown) for row, shown in kept["strangers"]),
            "attached": tuple((item, name) for item, name in kept["attached"]),
            "problems": tuple(_problem(found) for found in kept["problems"]),
        }
        return cls(**{**kept, **lists})


def report_of(decision: Decision) -> Report:
    """Return what was decided on a workbook."""
    seen, accepted = decision.preview, decision.accepted
    # The first seven parts of a cell are those of its proposal.
    cells = tuple(
        Decided(*p[:7], p.row, p.column, n in accepted)
        for n, p in enumerate(decision.proposals)
        if p.kind in _DECIDED and (p.kind is not Kind.CLEARED or decision.blank_clears)
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
        attached=tuple(sorted((link.item, link.received.file) for link in decision.links)),
        problems=seen.problems,
    )


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
