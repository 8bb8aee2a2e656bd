"""Findings: what a verification found, the first of each kind and how many there are."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Also what a damaged page of an encrypted case looks like.
_UNREADABLE: Final = frozenset({Code.DAMAGED, Code.NOT_A_CASE})


class Findings:
    """What does not agree; one altered value may be seen in thousands of places, so kinds are counted."""

    def __init__(self, path: Path) -> None:
        self._place = Place(file=str(path))
        self._first: dict[Code, dict[str, object]] = {}
        self._counts: dict[Code, int] = {}
        self.table = ""  # the one that is being read

    def add(self, code: Code, **where: object) -> None:
        """Take one finding; `where` holds the table, key, field and entry as far as they are known."""
        self._first.setdefault(code, where)
        self._counts[code] = self._counts.get(code, 0) + 1

    def has(self, code: Code) -> bool:
        """Tell whether there is one of this kind already: of the others nothing is told but their number."""
        return code in self._first

    @contextmanager
    def unread(self) -> Iterator[None]:
        """Take what cannot be read at all as a finding, and let the checks of other scopes go on."""
        try:
            yield
        except CaseFileError as error:
            if any(problem.code not in _UNREADABLE for problem in error.problems):
                raise  # the file is out of reach, which says nothing about what is in it
            self.add(Code.DATABASE_UNSOUND, table=self.table, detail=self.table)

    def problems(self) -> tuple[Problem, ...]:
        """Return the first finding of each kind, in the order they were made."""
        return tuple(
            Problem(code, self._place, {**where, "count": self._counts[code]})
            for code, where in self._first.items()
        )
