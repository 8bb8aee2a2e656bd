"""Protecting a case by a passphrase: set, changed, removed; locked and unlocked."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from assessor.domain.change import ChangeSet
from assessor.domain.facts import Facts, ProtectionChange
from assessor.domain.records import Case
from assessor.domain.vocabulary import Action
from assessor.errors import Code
from assessor.progress import Progress
from assessor.storage import engines, failures, keys, rekeying
from assessor.storage.case_file import CaseFile
from assessor.storage.files import replacement
from assessor.storage.opening import keys_of, open_file, wrong_passphrase

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from assessor.operations.inspection import Inspection
    from assessor.storage.stores.chain import Head
    from assessor.storage.unit_of_work import UnitOfWork

# Characters that are estimated: more take time and never lower the estimate.
_WEIGHED: Final = 48


class Strength(StrEnum):
    """How long a passphrase withstands an attacker who has the file and many computers."""

    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


# Guesses as powers of ten, from which on. With our derivation a graphics card tries some thousand a second,
# two hundred of them a million: these are a quarter of an hour, eleven days and thirty years.
_LIMITS: Final = ((9.0, Strength.WEAK), (12.0, Strength.FAIR), (15.0, Strength.GOOD))


@dataclass(frozen=True)
class ProtectionResult:
    """Unencrypted copies that are left to be deleted by hand."""

    plain_copies: tuple[Path, ...]  # beside the case
    linked: bool = False  # whether the file of before has one more name, in some other folder


def is_protected(inspection: Inspection) -> bool:
    """Tell whether the open case is encrypted."""
    return inspection.file.key is not None


def expect(inspection: Inspection, secret: str) -> None:
    """Check that `secret` opens the case; raises WRONG_PASSPHRASE."""
    key = inspection.file.key
    if key is not None and key not in keys_of(secret, key.salt):
        raise wrong_passphrase(inspection.path)


def recovery_code(inspection: Inspection) -> str:
    """Return the recovery code of the case in groups of letters; empty for a plain case."""
    key = inspection.file.key
    return keys.to_recovery(key) if key else ""


def strength(passphrase: str, known: Collection[str] = ()) -> Strength:
    """Estimate a passphrase; `known` are words that somebody who has the file would try first."""
    from zxcvbn import zxcvbn  # with its dictionaries it takes a while, and few need it

    if not passphrase:
        return Strength.WEAK
    try:
        result = zxcvbn(passphrase[:_WEIGHED], user_inputs=[word for word in known if word])
    except ValueError:  # it takes five characters with a line end among them for a date
        return Strength.WEAK
    guesses = float(result["guesses_log10"])
    return next((name for limit, name in _LIMITS if guesses < limit), Strength.STRONG)


def protect(inspection: Inspection, new: str | None, progress: Progress) -> ProtectionResult:
    """Set, change or, with None, remove the passphrase of the open case, and record it in the journal.

    The whole file is written anew; cancelled or failed, the case stays as it is and stays open. The caller
    holds the case and writes nothing meanwhile. Earlier recovery sheets no longer open it.
    """
    before, old = inspection.file, inspection.file.key
    key = keys.fresh(new) if new else None

    def report(done: int, total: int) -> None:
        progress.step(done, total)
        if done >= total:  # the file is replaced right after this, and on Windows nobody may have it open
            before.let_go(guarded=True)

    ends: list[Head] = []

    def note(work: UnitOfWork) -> None:
        given = ProtectionChange.CHANGED if old else ProtectionChange.GIVEN
        facts = Facts(protection=ProtectionChange.TAKEN if key is None else given)
        inspection.apply_in(work, ChangeSet(Action.PROTECT, "", (), facts=facts))
        ends.append(work.journal.head())

    names, elsewhere = rekeying.other_names(before.path) if key and not old else ([], 0)
    try:
        rekeying.rekey(before.path, old, key, Progress(report), note)
    finally:
        before.let_go()
    # The new file is not opened first: a failure to open it would be reported as a failure to protect it.
    inspection.file = CaseFile(before.path, engines.engine_for(before.path, key), key, ends[-1])
    before.close()
    return ProtectionResult((*rekeying.plain_copies(before.path), *names) if key else (), elsewhere > 0)


def erase(copies: Collection[Path], progress: Progress) -> None:
    """Overwrite and delete copies from before the encryption; raises CaseFileError for those that stay."""
    for number, copy in enumerate(copies):
        progress.step(number, len(copies))
        with failures.system_errors_as_problems(copy, Code.CANNOT_WRITE):
            replacement.erase(copy)


def head(inspection: Inspection) -> Head:
    """Return the head of the journal of the open case."""
    with inspection.file.read() as work:
        return work.journal.head()


def shut(inspection: Inspection) -> None:
    """Let go of an encrypted case and of its key; until it is unlocked, all there is asks for the passphrase.

    Python gives the memory of the key back without wiping it, so what this keeps out is who sits down
    at the computer, not who reads its memory.
    """
    inspection.file.close()
    inspection.file = CaseFile(inspection.path, engines.engine_for(inspection.path), None)


def unlock(inspection: Inspection, secret: str) -> None:
    """Reopen a case that was shut; raises CaseFileError and leaves it shut when that fails."""
    with ExitStack() as on_failure:
        opened = on_failure.enter_context(closing(open_file(inspection.path, secret)))
        with opened.read() as work:
            same = work.records.get(Case).id == inspection.case.id
        if not same:
            raise wrong_passphrase(inspection.path)
        on_failure.pop_all()
    before, inspection.file = inspection.file, opened
    before.close()
