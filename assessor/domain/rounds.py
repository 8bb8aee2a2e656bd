"""The numbers and the order of rounds by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.records import number_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.records import Round


class RoundNumbers:
    """The numbers of rounds by their ids, of one or all subjects, since ids are unique."""

    def __init__(self, rounds: Iterable[Round] = ()) -> None:
        self._numbers = {one.id: one.number for one in rounds}

    def of(self, round_id: str) -> int:
        """Return the number of a round; 0 for an empty id and for an unknown one without a number."""
        return self._numbers.get(round_id) or number_in(round_id)

    def order(self, round_id: str) -> tuple[int, str]:
        """Return the sort key of a round: its number, then its id."""
        return self.of(round_id), round_id


def latest_round(rounds: Iterable[Round]) -> Round | None:
    """Return the round of the highest number, or None."""
    return max(rounds, key=lambda one: one.order, default=None)
