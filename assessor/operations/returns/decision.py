"""What the reviewer decides on one returned workbook, until it is taken over."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.difference import CellKind
from assessor.domain.sheet_mark import MarkKind
from assessor.operations.returns.mark_files import WITH_CONTENT
from assessor.operations.returns.values import NOTHING, Link, MarkUse, Proposal, takeable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assessor.operations.returns.received import ReceivedFile
    from assessor.operations.returns.values import FoundAttachments, PlacedMark, Preview


_EXPLANATION: Final = "explanation"


class UsedMark(NamedTuple):
    """What a mark is made into: for which item, in which words, or which file is attached."""

    use: MarkUse
    item: str
    text: str
    link: Link | None


class Decision:
    """What is accepted of one readable file; at first every change, but no conflict and no blank."""

    def __init__(self, preview: Preview, attachments: FoundAttachments = NOTHING) -> None:
        self.preview = preview
        self.blank_clears = False
        self._readings: dict[int, Proposal] = {}
        self.accepted: set[int] = set()
        self.seen: set[int] = set()  # marks that the reviewer has looked at
        self._uses: dict[int, UsedMark] = {}
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
        chosen = [proposals[number] for number in sorted(self.accepted)]
        return tuple(self._explained(chosen))

    @property
    def attached(self) -> list[Link]:
        """The files that are attached: those that came along, and those out of the workbook itself."""
        own = (used.link for used in self._uses.values() if used.link is not None)
        return sorted({*self.links, *own}, key=lambda link: link.item)

    @property
    def inquiries(self) -> list[tuple[str, str]]:
        """The questions that marks are made into, each with its item."""
        several = (used for _, used in sorted(self._uses.items()) if used.use is MarkUse.INQUIRY)
        return [(used.item, used.text) for used in several]

    @property
    def needs_looking_at(self) -> bool:
        """Whether there are marks that nobody has looked at yet."""
        return len(self.seen) < len(self.preview.marks)

    def look_at(self, marks: Iterable[int]) -> None:
        """Note that the reviewer has looked at these marks."""
        self.seen |= set(marks)

    def use_of(self, mark: int) -> MarkUse:
        """Return what becomes of a mark."""
        used = self._uses.get(mark)
        return used.use if used is not None else MarkUse.LEFT

    def follow_marks(self, before: Decision) -> None:
        """Carry over what was seen and decided of the same marks.

        In a workbook that has changed, a picture at the same place may be another one: it is looked at anew.
        """
        same_file = before.preview.sha256 == self.preview.sha256
        left: dict[PlacedMark, list[int]] = defaultdict(list)
        for number, placed in enumerate(before.preview.marks):
            if same_file or not placed.mark.part:
                left[placed].append(number)
        for number, placed in enumerate(self.preview.marks):
            if not left[placed]:
                continue
            was = left[placed].pop(0)
            if was in before.seen:
                self.look_at([number])
            if was in before._uses and before._uses[was].use in self.uses_for(number):
                self._uses[number] = before._uses[was]

    def uses_for(self, mark: int) -> tuple[MarkUse, ...]:
        """Return what a mark can be made into; nothing where no item is known for it."""
        placed = self.preview.marks[mark]
        if not self.preview.acceptable or not placed.item:
            return ()
        uses = [MarkUse.INQUIRY]
        if placed.mark.text and placed.mark.kind is not MarkKind.STRUCK:
            uses.append(MarkUse.EXPLANATION)
        if placed.mark.part and placed.mark.kind in WITH_CONTENT:
            uses.append(MarkUse.EVIDENCE)
        return tuple(uses)

    def use(self, mark: int, use: MarkUse, *, text: str = "", file: ReceivedFile | None = None) -> None:
        """Make a mark into something, or leave it; a question and an addition need a text, evidence a file.

        Raises ValueError for what this mark cannot be made into.
        """
        self.look_at([mark])
        self._uses.pop(mark, None)
        if use is MarkUse.LEFT:
            return
        if use not in self.uses_for(mark) or (file is None if use is MarkUse.EVIDENCE else not text.strip()):
            raise ValueError(f"{use} of {self.preview.marks[mark]}")
        item = self.preview.marks[mark].item
        link = Link(item, file, file.file, certain=True) if file is not None else None
        self._uses[mark] = UsedMark(use, item, text.strip(), link)

    def _explained(self, chosen: list[Proposal]) -> list[Proposal]:
        """Return the accepted cells, with what marks add to the explanations."""
        added: dict[str, list[str]] = defaultdict(list)
        for _, used in sorted(self._uses.items()):
            if used.use is MarkUse.EXPLANATION:
                added[used.item].append(used.text)
        for number, cell in enumerate(chosen):
            if cell.field == _EXPLANATION and cell.item in added:
                chosen[number] = cell._replace(returned="\n".join((cell.returned, *added.pop(cell.item))))
        for item, texts in added.items():
            current = self.preview.explanations.get(item, "")
            row = next(placed.mark.row for placed in self.preview.marks if placed.item == item)
            text = "\n".join((current, *texts)).strip()
            chosen.append(
                Proposal(item, _EXPLANATION, CellKind.CHANGED, current, text, current, "", None, row, 0)
            )
        return chosen

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
