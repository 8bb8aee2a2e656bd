"""Recovering a damaged case: everything readable is written into a new, sound case.

The journal is kept up to the first lost or altered entry, with the records that result from it. Later
changes are taken from the records themselves and become one new entry that says so.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlcipher3 import dbapi2

from assessor.domain.spare_lists import LibraryLists
from assessor.errors import CaseFileError, Code, Place, Problem
from assessor.storage import engines, failures
from assessor.storage.case_file import CaseFile
from assessor.storage.files.new_file import new_file, renamed
from assessor.storage.recovery import header
from assessor.storage.recovery.rebuilding import Rebuilding, RecoveredCounts
from assessor.storage.recovery.rescue import Loss
from assessor.storage.recovery.salvage import Salvage, is_damage
from assessor.storage.recovery.sources import readable
from assessor.storage.schema import migrations
from assessor.storage.verification.verification import Verification, verify
from assessor.text import for_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from assessor.domain.change import Actor
    from assessor.progress import Progress
    from assessor.storage.keys import Key
    from assessor.storage.recovery.sources import DamagedSource


# Problems of a file of which nothing can be read; another state of the same file may be readable.
_UNREADABLE: Final = frozenset(
    {Code.BEGINNING_LOST, Code.DAMAGED, Code.NOT_A_CASE, Code.TOO_NEW, Code.WRONG_PASSPHRASE}
)


@dataclass(frozen=True)
class RecoveryResult(RecoveredCounts):
    """The result of a recovery."""

    path: Path
    verification: Verification  # the verification of the new case

    @property
    def whole(self) -> bool:
        """Whether nothing was lost at all."""
        return not self.lost


def recover(
    path: Path,
    key: Key | None,
    target: Path,
    actor: Actor,
    progress: Progress,
    *,
    spares: LibraryLists | None = None,
) -> RecoveryResult:
    """Recover a damaged case into a new one with the same key; nothing else is written.

    The journal of the new case names the damaged file. `spares` replace lost frozen lists, such as the
    shipped ones. Raises BEGINNING_LOST or DAMAGED when nothing can be read.
    """
    with ExitStack() as at_end:
        part = at_end.enter_context(new_file(target))
        sources = at_end.enter_context(readable(path, part, key))
        recovery = _Recovery(path, key, actor, progress, for_workbook(path.name), spares or LibraryLists())
        source = recovery.best_of(sources, part)
        problems = (renamed(problem, part, target) for problem in source.verification.findings)
        verification = replace(source.verification, findings=tuple(problems))
    return replace(source, path=target, verification=verification)


@dataclass(frozen=True)
class _Recovery:
    """One recovery: the damaged case, the actor, and the replacements for lost lists."""

    path: Path
    key: Key | None
    actor: Actor
    progress: Progress
    file: str  # the name of the damaged file for entries
    spares: LibraryLists

    def best_of(self, sources: Sequence[DamagedSource], part: Path) -> RecoveryResult:
        """Recover from each source until nothing is lost; `part` becomes the best result."""
        source, *others = sources
        try:
            best = self._into(part, source)
        except CaseFileError as error:
            if not others or error.problems[0].code not in _UNREADABLE:
                raise
            return self.best_of(others, part)
        if best.whole or not others:
            return best
        again = part.with_name(f"{part.name}-again")
        try:
            other = self.best_of(others, again)
            if _amount(other) > _amount(best):
                again.replace(part)
                return other
        except CaseFileError as error:
            if error.problems[0].code not in _UNREADABLE:
                raise
        finally:
            for left in (again, again.with_name(f"{again.name}-journal")):
                left.unlink(missing_ok=True)
        return best

    def _into(self, made: Path, source: DamagedSource) -> RecoveryResult:
        with ExitStack() as at_end:
            at_end.enter_context(_errors_as_problems(self.path, self.key))
            mended = at_end.enter_context(header.mended(source.path, made, self.key, self.progress))
            salvage = at_end.enter_context(closing(Salvage(mended, self.key, self.progress)))
            _expect_case(salvage, self.path)
            made.unlink(missing_ok=True)
            case = at_end.enter_context(closing(CaseFile.create(made, self.key)))
            with case.write() as work:
                rebuilding = Rebuilding(salvage, work, self.spares)
                came = rebuilding.run(self.actor, self.file, self.path.stem)
                if not (came.entries or came.records or came.contents):
                    raise _failure(Code.BEGINNING_LOST, self.path)  # the list of tables is unreadable
            verification = verify(case, self.progress)
        # The case is closed by now, since Windows renames no open file.
        left_out = (Loss("rollback", source.left_out),) if source.left_out else ()
        return RecoveryResult(
            *(came.entries, came.records, came.documents, came.contents, (*left_out, *came.lost)),
            path=made,
            verification=verification,
        )


def _amount(done: RecoveryResult) -> int:
    return done.entries + done.records + done.documents + done.contents


def _expect_case(salvage: Salvage, path: Path) -> None:
    application_id, version = salvage.pragma("application_id"), salvage.pragma("user_version")
    if application_id != engines.APPLICATION_ID:
        raise _failure(Code.NOT_A_CASE, path)
    if version > migrations.SCHEMA_VERSION:
        values = {"found": version, "known": migrations.SCHEMA_VERSION}
        raise CaseFileError(Problem(Code.TOO_NEW, Place(file=str(path)), values))
    if version < migrations.SCHEMA_VERSION:  # it is read by the present columns
        raise _failure(Code.DAMAGED, path)


@contextmanager
def _errors_as_problems(path: Path, key: Key | None) -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        problem = failures.translated(error, path, writing=False, keyed=key is not None)
        if problem is None and is_damage(error):
            problem = _failure(Code.DAMAGED, path)
        if is_damage(error) and header.is_lost(path):
            problem = _failure(Code.BEGINNING_LOST, path)
        raise problem or error from error


def _failure(code: Code, path: Path) -> CaseFileError:
    return CaseFileError(Problem(code, Place(file=str(path))))
