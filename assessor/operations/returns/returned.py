"""The files of one import while the reviewer decides on them, with their states and results."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from assessor.domain.difference import CellKind
from assessor.errors import Code
from assessor.operations.returns.attachments import matched
from assessor.operations.returns.batch import compared
from assessor.operations.returns.decision import Decision
from assessor.operations.returns.report import report_of
from assessor.operations.returns.values import NOTHING, OtherFile, OtherKind, Preview, RefusedFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.errors import Problem
    from assessor.operations.returns.values import Batch, FoundAttachments, Proposal

Cell = tuple[str, str, str, str, str]
_LOCKED: Final = frozenset({Code.PASSWORD_PROTECTED, Code.WRONG_PASSWORD, Code.ARCHIVE_PROTECTED})


class FileState(IntEnum):
    """The state of a file, in the order in which files need attention."""

    ATTENTION = 0  # cells in it have to be decided
    PASSWORD = 1
    UNNAMED = 2  # it does not identify its subject
    REFUSED = 3
    CLEAN = 4
    LATE = 5  # of an older round: can be viewed only
    TAKEN = 6  # the same content was taken over before
    TWICE = 7  # the same content is further up in this import
    DONE = 8  # taken over in this import
    OPENED = 9  # an archive or mail, whose files are in this list
    EVIDENCE = 10  # no questionnaire; it may be attached as evidence


OTHERS: Final = frozenset({FileState.OPENED, FileState.EVIDENCE})
_OTHER: Final = {OtherKind.OPENED: FileState.OPENED, OtherKind.EVIDENCE: FileState.EVIDENCE}
CLOSED: Final = frozenset({FileState.TAKEN, FileState.TWICE, FileState.DONE})


class AcceptedReturn(NamedTuple):
    """Counts of what was taken over from a file."""

    accepted: int
    refused: int
    attached: int
    missing: int  # files that the questionnaire names and that are missing


class ReturnedFile:
    """One returned file, readable or refused, with the decisions on it."""

    def __init__(
        self,
        result: Preview | RefusedFile | OtherFile,
        attachments: FoundAttachments = NOTHING,
        passwords: Sequence[str] = (),
    ) -> None:
        self.twice = False
        self.done: AcceptedReturn | None = None
        self.result = result
        self.decision = Decision(result, attachments) if isinstance(result, Preview) else None
        self.checked = self.state is FileState.CLEAN
        self.passwords = tuple(passwords)  # that opened it; kept in memory to read it again
        self.subject = ""  # the subject that the reviewer named, or empty

    def read(self, result: Preview | RefusedFile, attachments: FoundAttachments = NOTHING) -> None:
        """Take the result of reading the file again; decisions on unchanged cells are kept."""
        state, checked, decided = self.state, self.checked, self.decision
        self.result = result
        self.decision = Decision(result, attachments) if isinstance(result, Preview) else None
        clean = self.state is FileState.CLEAN
        self.checked = clean
        if decided is not None and self.decision is not None:
            keep(decided, self.decision)
            if self.state is state:
                same = decided.preview.proposals == self.decision.preview.proposals
                self.checked = checked and (clean or same)

    def remember(self, passwords: Sequence[str], subject: str) -> None:
        """Keep the passwords and the subject that the file was read with, if they proved right."""
        if self.state is not FileState.PASSWORD:
            self.passwords = tuple(passwords)
        if self.preview is not None:
            self.subject = subject

    @property
    def state(self) -> FileState:
        """The current state of the file."""
        if self.done is not None:
            return FileState.DONE
        if not isinstance(self.result, Preview):
            return _why(self.result) if isinstance(self.result, RefusedFile) else _OTHER[self.result.kind]
        if self.twice:
            return FileState.TWICE
        if not self.result.acceptable:
            return FileState.LATE
        if self.result.taken:
            return FileState.TAKEN
        return FileState.CLEAN if self.result.clean else FileState.ATTENTION

    @property
    def takeable(self) -> bool:
        """Whether the file can be taken over now."""
        return self.decision is not None and self.decision.preview.acceptable and self.done is None

    @property
    def preview(self) -> Preview | None:
        """The preview of its changes, or None when it was refused."""
        return self.result if isinstance(self.result, Preview) else None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that need attention, without the notes."""
        return tuple(problem for problem in self.result.problems if not problem.is_note)

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive that is still locked, so that its files are unknown."""
        return any(problem.code is Code.ARCHIVE_PROTECTED for problem in self.result.problems)

    def count(self, *kinds: CellKind) -> int:
        """Return how many cells there are of these kinds."""
        return sum(self.preview.counts[kind] for kind in kinds) if self.preview else 0

    def decided(self) -> AcceptedReturn:
        """Return the counts of what would be taken over now; raises ValueError for a refused file."""
        if self.decision is None:
            raise ValueError(self.result.file)
        report = report_of(self.decision)
        beside = self.decision.attachments
        return AcceptedReturn(
            report.accepted, report.refused, len(self.decision.attached), len(beside.missing)
        )


def files_of(batch: Batch, passwords: Sequence[str] = ()) -> list[ReturnedFile]:
    """Return the files of a batch that was read with these passwords, other files than returns last."""
    files = [ReturnedFile(result, _beside(batch, result), passwords) for result in batch.files]
    files += [ReturnedFile(other) for other in batch.others]
    mark_twice(files)
    return files


def compare(
    files: Sequence[ReturnedFile],
    fresh: Mapping[ReturnedFile, tuple[Preview | RefusedFile, FoundAttachments]],
) -> None:
    """Take the results of reading some files again, and compare all files with each other.

    Both happen in one step, because decisions are kept by the meaning that cells have afterwards. Files that
    were taken over stay as they are and still count in the comparison.
    """
    read = {file: found for file in files if not isinstance(found := file.result, OtherFile)}
    results = [fresh[file][0] if file in fresh else found for file, found in read.items()]
    for file, seen in zip(read, compared(results), strict=True):
        if seen is not file.result and file.done is None:
            _, beside = fresh.get(file, (seen, NOTHING))
            file.read(seen, file.decision.attachments if file.decision else beside)


def mark_twice(files: Sequence[ReturnedFile]) -> None:
    """Mark each file whose content is the same as that of a file before it."""
    seen: set[str] = set()
    for file in files:
        if file.preview is not None:
            file.twice = file.preview.sha256 in seen
            file.checked = file.checked and not file.twice
            seen.add(file.preview.sha256)


def _beside(batch: Batch, result: Preview | RefusedFile) -> FoundAttachments:
    return batch.attachments.get(result.sha256, NOTHING) if isinstance(result, Preview) else NOTHING


def _why(refused: RefusedFile) -> FileState:
    codes = {problem.code for problem in refused.problems}
    if codes & _LOCKED:
        return FileState.PASSWORD
    return FileState.UNNAMED if Code.NO_TOKEN in codes else FileState.REFUSED


def keep(before: Decision, now: Decision) -> None:
    """Carry the decisions over to cells with the same values, and to the same evidence.

    Cells that were left as proposed follow the new proposal: one that has become a conflict is no longer
    accepted.
    """
    seen, was = now.preview, before.preview
    if (seen.subject, seen.round_id) != (was.subject, was.round_id) or not seen.acceptable:
        return
    numbers = {_cell(p): number for number, p in enumerate(was.proposals)}
    same = {n: numbers[_cell(p)] for n, p in enumerate(seen.proposals) if _cell(p) in numbers}
    _keep_cells(before, now, same)
    _keep_evidence(before, now)
    now.follow_marks(before)


def _keep_cells(before: Decision, now: Decision, same: dict[int, int]) -> None:
    if before.blank_clears:
        now.clear_blanks(on=True)
        blank = {n for n, p in enumerate(now.preview.proposals) if p.kind is CellKind.CLEARED}
        now.accept(blank - same.keys(), on=False)  # nobody has seen yet which values those would clear
    read = before.proposals
    for number, old in same.items():
        was, cell = before.preview.proposals[old], now.preview.proposals[number]
        if was.kind is cell.kind is CellKind.FLAGGED and read[old] is not was:
            now.read_as(number, read[old].returned)
        accepted = old in before.accepted
        if accepted != _proposed(read[old], blank_clears=before.blank_clears):
            now.accept([number], on=accepted)


def _keep_evidence(before: Decision, now: Decision) -> None:
    offered = before.attachments
    if before.preview.sha256 != now.preview.sha256:  # it may name other files by now
        now.offer(matched(now.preview, offered.files))
    known = set(offered.links)
    for link in now.attachments.links:
        if link in known:
            (now.links.add if link in before.links else now.links.discard)(link)


def _cell(proposal: Proposal) -> Cell:
    return proposal.item, proposal.field, proposal.returned, proposal.current, proposal.written


def _proposed(proposal: Proposal, *, blank_clears: bool) -> bool:
    """Tell whether a cell is accepted by default."""
    return proposal.kind is CellKind.CHANGED or (blank_clears and proposal.kind is CellKind.CLEARED)
