"""The findings of a verification: the first of each kind, and their number."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assessor.errors import CaseFileError, Code, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Also caused by a damaged page of an encrypted case.
_UNREADABLE: Final = frozenset({Code.DAMAGED, Code.NOT_A_CASE})


class Findings:
    """Findings counted by kind, since one altered value may be found in thousands of places."""

    def __init__(self, path: Path) -> None:
        self._place = Place(file=str(path))
        self._first: dict[Code, dict[str, object]] = {}
        self._counts: dict[Code, int] = {}
        self.table = ""  # the table being read

    def add(self, code: Code, **where: object) -> None:
        """Add a finding; `where` has table, key, field and entry as far as known."""
        self._first.setdefault(code, where)
        self._counts[code] = self._counts.get(code, 0) + 1

    def has(self, code: Code) -> bool:
        """Tell whether there is a finding of this kind, since further ones are only counted."""
        return code in self._first

    @contextmanager
    def unread(self) -> Iterator[None]:
        """Add a finding for unreadable data, so that the checks of other scopes go on."""
        try:
            yield
        except CaseFileError as error:
            if any(problem.code not in _UNREADABLE for problem in error.problems):
                raise  # an unreachable file says nothing about its contents
            self.add(Code.DATABASE_UNSOUND, table=self.table, detail=self.table)

    def problems(self) -> tuple[Problem, ...]:
        """Return the first finding of each kind, in the order they were found."""
        return tuple(
            Problem(code, self._place, {**where, "count": self._counts[code]})
            for code, where in self._first.items()
        )
