"""The guard of signatures, which refuses changes of locked records before anything is written.

It runs before every change, so it uses one prepared statement and no records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, Case, RecordKind, Signoff, Subject, defaults
from assessor.domain.signing import NEVER_UNDONE, Signatures, locked_by
from assessor.domain.vocabulary import Action, Way
from assessor.errors import Code, InputError, Place, Problem
from assessor.storage.prepared import PreparedStatement
from assessor.storage.tables import RECORDS
from assessor.text import local_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.change import ChangeSet
    from assessor.storage.scope import Scope
    from assessor.storage.stores.records import RecordStore

_SCOPES: Final = PreparedStatement(select(RECORDS[RecordKind.SIGNOFF].c.scope).distinct())
_TOUCHING: Final = NEVER_UNDONE | {Action.CREATE}  # a recovery removes signatures that no longer fit


def signed_scopes(scope: Scope) -> frozenset[str]:
    """Return the subjects signed at any stage, and `*` if the whole is."""
    return frozenset(str(row[0]) for row in _SCOPES.run(scope.connection, {}))


def expect_unsigned(scope: Scope, records: RecordStore, change_set: ChangeSet) -> None:
    """Refuse a change set that changes signed records, whether done, undone or redone.

    Raises InputError with signer and time, and ValueError for a set that must not touch signatures.
    """
    touching = any(change.record is RecordKind.SIGNOFF for change in change_set.changes)
    if touching:
        _expect_may_touch(change_set)
    scopes = signed_scopes(scope)
    if not scopes or not (locks := locked_by(change_set, scopes)):
        return
    if touching and change_set.action is Action.CREATE:
        locks &= _still_signed(records.all(Signoff), change_set)
    if locks:
        raise InputError(*refusals(records, locks))


def refusals(records: RecordStore, scopes: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem with signer and time for each scope signed itself or with the whole."""
    signatures, problems = Signatures(records.all(Signoff)), {}
    for scope in sorted(scopes):
        if (signoff := signatures.lock(scope)) is not None:
            problems[signoff.scope] = refusal(signoff, _name_of(records, signoff.scope))
    return tuple(problems.values())


def refusal(signoff: Signoff, name: str | BilingualName) -> Problem:
    """Return the problem of changing what is signed; `name` is the subject's."""
    code = Code.CASE_SIGNED if signoff.scope == WHOLE_CASE else Code.SIGNED
    place = Place(subject="" if code is Code.CASE_SIGNED else signoff.scope)
    return Problem(code, place, signature_facts(signoff, name))


def signature_facts(signoff: Signoff, name: str | BilingualName) -> dict[str, object]:
    """Return who signed what and when, as sentences name it."""
    when = local_time(signoff.signed_at)
    return {"subject": name, "stage": signoff.stage, "signer": signoff.signer, "signed_at": when}


def _name_of(records: RecordStore, scope: str) -> BilingualName:
    if scope == WHOLE_CASE:
        return BilingualName(records.get(Case).title)
    subject = records.get(Subject, scope)
    return BilingualName(subject.name or scope, subject.name_en)


def _expect_may_touch(change_set: ChangeSet) -> None:
    """Check that a set which touches signatures signs, reopens, or recovers and only removes them."""
    action, none = change_set.action, defaults(RecordKind.SIGNOFF)
    made = any(c.record is RecordKind.SIGNOFF and c.after != none[c.field] for c in change_set.changes)
    if (
        action not in _TOUCHING
        or change_set.way is not Way.DO
        or made is not (action is Action.SIGN)
        or (
            action is not Action.CREATE
            and any(c.record is not RecordKind.SIGNOFF for c in change_set.changes)
        )
    ):
        raise ValueError(f"{action} {change_set.way} cannot touch a sign-off")


def _still_signed(signoffs: Iterable[Signoff], change_set: ChangeSet) -> frozenset[str]:
    """Return the scopes that remain signed after a set that only removes signatures."""
    none = defaults(RecordKind.SIGNOFF)
    cleared = {(c.key, c.field) for c in change_set.changes if c.record is RecordKind.SIGNOFF}
    return frozenset(
        one.scope
        for one in signoffs
        if any(getattr(one, field) != none[field] and (one.key, field) not in cleared for field in none)
    )
