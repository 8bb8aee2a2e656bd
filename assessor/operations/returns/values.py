"""The changes that a returned workbook would make, as values; nothing here reads a file or the case."""

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
    LATE = "late"  # an older one: it can be viewed, not taken over


class Proposal(NamedTuple):
    """One returned cell: its value as sent, as returned and in the case now, and what kind of change that is.

    `field` is a field of Response, or for LOCKED and WORDING the column of the table. `written` is the typed
    text where the reading differs from it; `code` is why a FLAGGED cell could not be read.
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
    """A row that belongs to no item for certain: its row number and its texts."""

    row: int
    text: str


class MarkUse(StrEnum):
    """What becomes of a mark when its file is taken over."""

    LEFT = "left"  # it stays in the file that is kept, and in the report
    INQUIRY = "inquiry"
    EXPLANATION = "explanation"  # its text goes below the explanation of the item
    EVIDENCE = "evidence"


class PlacedMark(NamedTuple):
    """A mark with the item of its row and the field of its column, each empty when there is none."""

    mark: SheetMark
    item: str
    field: str


@dataclass(frozen=True)
class Preview:
    """The changes that a returned workbook would make; nothing has been written."""

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
    marks: tuple[PlacedMark, ...] = ()  # marks on the sheets beside the text of the cells
    explanations: Mapping[str, str] = field(default_factory=dict)  # as they are now, of all items
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
        """How many cells changed in the file only."""
        return self.counts[CellKind.CHANGED]

    @property
    def unchanged(self) -> int:
        """How many cells agree with the case."""
        return self.counts[CellKind.UNCHANGED]

    @property
    def conflicts(self) -> int:
        """How many cells changed both in the file and in the case."""
        return self.counts[CellKind.CONFLICT]

    @property
    def acceptable(self) -> bool:
        """Whether the file may be taken over."""
        return self.answered is AnsweredRound.CURRENT

    @property
    def filled_in(self) -> bool:
        """Whether the provider filled in anything."""
        return any(p.kind is not CellKind.CLEARED for p in self.proposals)

    @cached_property
    def clean(self) -> bool:
        """Whether it can be taken over without a reviewer's decision."""
        odd = (CellKind.CONFLICT, CellKind.FLAGGED, CellKind.LOCKED, CellKind.WORDING)
        return (
            self.acceptable
            and self.filled_in
            and not any(self.counts[kind] for kind in odd)
            and all(problem.is_note for problem in self.problems)
        )

    @property
    def place_of_file(self) -> Place:
        """The place that names the file."""
        return Place(self.file, subject=self.subject)

    def with_problems(self, problems: Iterable[Problem]) -> Preview:
        """Return a copy with these problems, sorted by their places."""
        return replace(self, problems=tuple(sorted(problems, key=lambda problem: problem.place)))

    def place(self, proposal: Proposal) -> Place:
        """Return the place of a cell."""
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
    """A file that cannot be read as a questionnaire of this case, with every reason as a problem."""

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
    """A file to be attached to the review of the item that names it; certain when the names are equal."""

    item: str
    received: ReceivedFile
    named: str
    certain: bool


@dataclass(frozen=True)
class Missing:
    """A name in the evidence column that matches no file."""

    item: str
    name: str


@dataclass(frozen=True)
class FoundAttachments:
    """The files that came with one workbook, and their links to items."""

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
