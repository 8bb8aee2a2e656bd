"""What the reviewer decided on a returned file, kept when the file is read again; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessor.domain.difference import Kind
from assessor.operations.returns.alongside import matched

if TYPE_CHECKING:
    from assessor.operations.returns.decision import Decision
    from assessor.operations.returns.values import Proposal

Cell = tuple[str, str, str, str, str]


def keep(before: Decision, now: Decision) -> None:
    """Decide as before on every cell that says the same against the same, and on the same evidence.

    What nobody has decided otherwise than proposed is proposed anew: what has become a conflict is not
    accepted because it was none.
    """
    seen, was = now.preview, before.preview
    if (seen.subject, seen.round_id) != (was.subject, was.round_id) or not seen.acceptable:
        return
    numbers = {_cell(p): number for number, p in enumerate(was.proposals)}
    same = {n: numbers[_cell(p)] for n, p in enumerate(seen.proposals) if _cell(p) in numbers}
    _keep_cells(before, now, same)
    _keep_evidence(before, now)


def _keep_cells(before: Decision, now: Decision, same: dict[int, int]) -> None:
    if before.blank_clears:
        now.clear_blanks(on=True)
        blank = {n for n, p in enumerate(now.preview.proposals) if p.kind is Kind.CLEARED}
        now.accept(blank - same.keys(), on=False)  # nobody has seen what those would clear
    read = before.proposals
    for number, old in same.items():
        was, cell = before.preview.proposals[old], now.preview.proposals[number]
        if was.kind is cell.kind is Kind.FLAGGED and read[old] is not was:
            now.read_as(number, read[old].returned)
        accepted = old in before.accepted
        if accepted != _proposed(read[old], blank_clears=before.blank_clears):
            now.accept([number], on=accepted)


def _keep_evidence(before: Decision, now: Decision) -> None:
    offered = before.alongside
    if before.preview.sha256 != now.preview.sha256:  # it may name other files by now
        now.take_up(matched(now.preview, offered.files))
    known = set(offered.links)
    for link in now.alongside.links:
        if link in known:
            (now.links.add if link in before.links else now.links.discard)(link)


def _cell(proposal: Proposal) -> Cell:
    return proposal.item, proposal.field, proposal.returned, proposal.current, proposal.written


def _proposed(proposal: Proposal, *, blank_clears: bool) -> bool:
    """Tell whether a cell is accepted before anybody has looked at it."""
    return proposal.kind is Kind.CHANGED or (blank_clears and proposal.kind is Kind.CLEARED)
