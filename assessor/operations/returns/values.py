"""What a returned workbook would change, as values; nothing here reads a file or the case."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.difference import ACCEPTABLE, CellKind
from assessor.errors import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.domain.records import Return
    from assessor.domain.sheet_mark import SheetMark
    from assessor.errors import Code, Problem
    from assessor.operations.returns.received import ReceivedFile


class AnsweredRound(StrEnum):
    """Which round a returned workbook answers."""

    CURRENT = "current"  # the latest one that was sent
    LATE = "late"  # an older one: it can be looked at, not taken over


class Proposal(NamedTuple):
    """One returned cell: what was sent, what came back, what the case holds now, and what that means.

    `field` is one of a Response, or for LOCKED and WORDING the column of the table. `written` is what was
    typed, where the reading differs from it; `code` says why a FLAGGED cell could not be read.
    """

    item: str
    field: str
    kind: CellKind
    sent: str
    returned: str
    current: str
    written: str
    code: Code | None
    row: int
    column: int


_KIND: Final = itemgetter(Proposal._fields.index("kind"))


class UnknownRow(NamedTuple):
    """A row that belongs to no item for certain: its number in the sheet and what stands in it."""

    row: int
    text: str


class PlacedMark(NamedTuple):
    """A mark with the item whose row it is on and the field of its column, where there are any."""

    mark: SheetMark
    item: str
    field: str


@dataclass(frozen=True)
class Preview:
    """What a returned workbook would change; nothing has been written."""

    received: ReceivedFile
    sha256: str
    subject: str
    round: int  # its number
    round_id: str
    answered: AnsweredRound
    sheet: str
    rows: int
    matched: int
    blank: int
    proposals: tuple[Proposal, ...]
    strangers: tuple[UnknownRow, ...]
    problems: tuple[Problem, ...]  # with the notes among them
    marks: tuple[PlacedMark, ...] = ()  # what stands on the sheets beside the text of the cells
    taken: tuple[Return, ...] = ()  # earlier returns of this very file
    unanswered: tuple[str, ...] = ()  # mandatory items without an answer, here or before

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.received.file

    @cached_property
    def counts(self) -> Counter[CellKind]:
        """How many cells there are of each kind."""
        return Counter(map(_KIND, self.proposals))

    @property
    def changed(self) -> int:
        """Cells where only the provider moved."""
        return self.counts[CellKind.CHANGED]

    @property
    def unchanged(self) -> int:
        """Cells that say what the case holds."""
        return self.counts[CellKind.UNCHANGED]

    @property
    def conflicts(self) -> int:
        """Cells where the case moved too."""
        return self.counts[CellKind.CONFLICT]

    @property
    def acceptable(self) -> bool:
        """Whether it may be taken over at all."""
        return self.answered is AnsweredRound.CURRENT

    @property
    def filled_in(self) -> bool:
        """Whether the provider wrote anything at all."""
        return any(p.kind is not CellKind.CLEARED for p in self.proposals)

    @cached_property
    def clean(self) -> bool:
        """Whether it can be taken over without anybody looking: nothing in it has to be decided."""
        odd = (CellKind.CONFLICT, CellKind.FLAGGED, CellKind.LOCKED, CellKind.WORDING)
        return (
            self.acceptable
            and self.filled_in
            and not any(self.counts[kind] for kind in odd)
            and all(problem.is_note for problem in self.problems)
        )

    @property
    def place_of_file(self) -> Place:
        """The file as a place."""
        return Place(self.file, subject=self.subject)

    def with_problems(self, problems: Iterable[Problem]) -> Preview:
        """Return the same with these problems, in the order of their places."""
        return replace(self, problems=tuple(sorted(problems, key=lambda problem: problem.place)))

    def place(self, proposal: Proposal) -> Place:
        """Return where a cell stands."""
        return Place(
            self.file,
            self.sheet,
            proposal.row,
            proposal.column,
            self.subject,
            proposal.item,
            proposal.field,
        )


@dataclass(frozen=True)
class RefusedFile:
    """A file that cannot be read as a questionnaire of this case, and every reason."""

    received: ReceivedFile
    problems: tuple[Problem, ...]

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.received.file


class OtherKind(StrEnum):
    """Why a file that is no questionnaire is no loss."""

    EVIDENCE = "evidence"  # something that came along, to be attached perhaps
    OPENED = "opened"  # an archive or mail: what lies in it is among the files


@dataclass(frozen=True)
class OtherFile:
    """A file that came along and is no questionnaire."""

    received: ReceivedFile
    kind: OtherKind
    problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> str:
        """The file's own name."""
        return self.received.file


@dataclass(frozen=True)
class Link:
    """A file that an item names, to be attached to its review; certain when the name is the same."""

    item: str
    received: ReceivedFile
    named: str
    certain: bool


@dataclass(frozen=True)
class Missing:
    """A name in the evidence column that no file has."""

    item: str
    name: str


@dataclass(frozen=True)
class FoundAttachments:
    """What came with one workbook, and what of it belongs where."""

    files: tuple[ReceivedFile, ...] = ()
    links: tuple[Link, ...] = ()
    missing: tuple[Missing, ...] = ()
    unnamed: tuple[ReceivedFile, ...] = ()
    problems: tuple[Problem, ...] = ()


NOTHING: Final = FoundAttachments()


@dataclass(frozen=True)
class Batch:
    """Everything that was found in what the user chose, in the order it was found; each file stands in it."""

    files: tuple[Preview | RefusedFile, ...] = ()
    others: tuple[OtherFile, ...] = ()
    offered: tuple[ReceivedFile, ...] = ()  # what may be attached as evidence
    attachments: Mapping[str, FoundAttachments] = field(
        default_factory=dict
    )  # by the SHA-256 of the workbook

    @property
    def previews(self) -> tuple[Preview, ...]:
        """The files that could be read."""
        return tuple(file for file in self.files if isinstance(file, Preview))


def takeable(kind: CellKind, *, blank_clears: bool) -> bool:
    """Tell whether a cell of this kind can be taken into the case."""
    return kind in ACCEPTABLE or (blank_clears and kind is CellKind.CLEARED)
