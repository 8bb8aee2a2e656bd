"""What the reviewer decides on one returned workbook, until it is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.difference import CellKind
from assessor.operations.returns.values import NOTHING, takeable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assessor.operations.returns.values import FoundAttachments, Link, Preview, Proposal


class Decision:
    """What is accepted of one readable file; at first every change, but no conflict and no blank."""

    def __init__(self, preview: Preview, attachments: FoundAttachments = NOTHING) -> None:
        self.preview = preview
        self.blank_clears = False
        self._readings: dict[int, Proposal] = {}
        self.accepted: set[int] = set()
        self.offer(attachments)
        if preview.acceptable:
            self.accepted = _of_kind(preview.proposals, CellKind.CHANGED)

    @property
    def open(self) -> list[int]:
        """The numbers of the proposals that can be accepted."""
        if not self.preview.acceptable:
            return []
        clears = self.blank_clears
        return [n for n, p in enumerate(self.proposals) if takeable(p.kind, blank_clears=clears)]

    @property
    def proposals(self) -> list[Proposal]:
        """All cells; those that the reviewer has read as a value have that value."""
        proposals = list(self.preview.proposals)
        for number, read in self._readings.items():
            proposals[number] = read
        return proposals

    @property
    def chosen(self) -> tuple[Proposal, ...]:
        """The cells that are accepted."""
        proposals = self.proposals
        return tuple(proposals[number] for number in sorted(self.accepted))

    def accept(self, cells: Collection[int], *, on: bool) -> None:
        """Accept these cells when `on`, else refuse them."""
        possible = set(cells) & set(self.open)
        self.accepted = self.accepted | possible if on else self.accepted - possible

    def clear_blanks(self, *, on: bool) -> None:
        """Let blank cells of this file clear values of the case when `on`, else mean "unchanged"."""
        self.blank_clears = on
        blank = _of_kind(self.preview.proposals, CellKind.CLEARED)
        self.accepted = self.accepted | blank if on else self.accepted - blank

    def read_as(self, cell: int, value: str) -> None:
        """Read a flagged cell as this value and accept it; an empty value undoes that."""
        flagged = self.preview.proposals[cell]
        if flagged.kind is not CellKind.FLAGGED:
            raise ValueError(f"{flagged.item} {flagged.field} is {flagged.kind}")
        self._readings.pop(cell, None)
        self.accepted.discard(cell)
        if value and self.preview.acceptable:
            kind = CellKind.CHANGED if flagged.current == flagged.sent else CellKind.CONFLICT
            self._readings[cell] = flagged._replace(kind=kind, returned=value)
            self.accepted.add(cell)

    def offer(self, attachments: FoundAttachments) -> None:
        """Offer files that came with the workbook; links whose names match exactly are chosen."""
        self.attachments = attachments
        self.links: set[Link] = {link for link in attachments.links if link.certain}


def _of_kind(proposals: Sequence[Proposal], kind: CellKind) -> set[int]:
    return {number for number, proposal in enumerate(proposals) if proposal.kind is kind}
