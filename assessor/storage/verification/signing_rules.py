"""Checking the rules of signing for each entry while the journal is replayed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assessor.domain.change import ChangeSet
from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, RecordKind, Signoff, defaults
from assessor.domain.signing import STAGES, Signatures, locked_by
from assessor.domain.vocabulary import Action, Stage, Way
from assessor.errors import Code
from assessor.text import same_person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessor.domain.change import Change
    from assessor.domain.records import Value
    from assessor.storage.stores.chain import EntryColumns
    from assessor.storage.verification.findings import Findings

    Records = Mapping[RecordKind, Mapping[tuple[Value, ...], Sequence[Value]]]

_CREATE, _SIGN, _REOPEN = Action.CREATE.value, Action.SIGN.value, Action.REOPEN.value


class SigningRules:
    """Checks each entry right after its changes, knowing the signatures before them.

    The chain only shows that nothing before its end was altered. Somebody with write access can append an
    entry, which is found here unless it follows the rules of the application.
    """

    def __init__(self, records: Records, findings: Findings) -> None:
        self.signatures = Signatures()
        self._records = records
        self._findings = findings

    @property
    def latest(self) -> Signoff | None:
        """The latest valid signature."""
        return max(
            (one for signoffs in self.signatures.by_scope.values() for one in signoffs),
            key=_entries,
            default=None,
        )

    def check(
        self, entry: int, previous: str, entry_columns: EntryColumns, changes: Sequence[Change]
    ) -> None:
        """Add findings for changes of signed records, and for signatures made against the rules."""
        before = self.signatures
        keys = dict.fromkeys(change.key for change in changes if change.record is RecordKind.SIGNOFF)
        if keys:
            self.refresh()
        if before.by_scope:
            self._check_locks(entry, entry_columns, changes, before)
        for key in keys:
            self._check_signoff(entry, previous, entry_columns, key, before)
            if entry_columns.action in {_SIGN, _REOPEN} and len(keys) < len(
                {change[:2] for change in changes}
            ):
                self._add(Code.SIGNOFF_TOUCHED, entry, key)  # together with other changes

    def refresh(self) -> None:
        """Read the signatures from the present records."""
        names = tuple(defaults(RecordKind.SIGNOFF))
        signoffs = []
        for (scope, stage), fields in self._records[RecordKind.SIGNOFF].items():
            if stage in STAGES:  # otherwise invalid, which was found when it was created
                values: dict[str, Any] = dict(zip(names, fields, strict=True))
                signoffs.append(Signoff(scope=str(scope), stage=Stage(stage), **values))
        self.signatures = Signatures(signoffs)

    def name_of(self, scope: str) -> BilingualName:
        """Return the present name of a signed scope."""
        if scope == WHOLE_CASE:
            return BilingualName(self._field(RecordKind.CASE, (), "title") or scope)
        name, name_en = (self._field(RecordKind.SUBJECT, (scope,), field) for field in ("name", "name_en"))
        return BilingualName(name or scope, name_en)

    def _check_locks(
        self, entry: int, entry_columns: EntryColumns, changes: Sequence[Change], before: Signatures
    ) -> None:
        scopes = set(before.by_scope)
        if entry_columns.action == _CREATE:  # a recovery removes signatures that no longer fit, in one entry
            scopes &= set(self.signatures.by_scope)
        for scope in sorted(locked_by(ChangeSet(Action.MARK, "", tuple(changes)), scopes)):
            lock = before.of(scope)[-1]
            self._add(Code.SIGNED_CHANGED, entry, lock.key, signer=lock.signer)

    def _check_signoff(
        self, entry: int, previous: str, entry_columns: EntryColumns, key: str, before: Signatures
    ) -> None:
        scope, _, stage = key.rpartition("/")
        fields = self._records[RecordKind.SIGNOFF].get((scope, stage))
        expected = {_SIGN: True, _REOPEN: False, _CREATE: False}.get(entry_columns.action)
        if entry_columns.way != Way.DO.value or expected is not (fields is not None):
            self._add(Code.SIGNOFF_TOUCHED, entry, key)
        if fields is None:  # it was withdrawn
            return
        made = dict(zip(defaults(RecordKind.SIGNOFF), fields, strict=True))
        if (made["entries"], made["digest"]) != (entry - 1, previous):
            self._add(Code.SIGNOFF_DIFFERS, entry, key, entries=made["entries"])
        if before.next_stage(scope) != stage:
            self._add(Code.STAGE_SKIPPED, entry, key)
        signer = str(made["signer"])
        distinct = self._field(RecordKind.CASE, (), "distinct_signers") != "0"
        if distinct and any(same_person(str(one.signer), signer) for one in before.of(scope)):
            self._add(Code.SIGNED_TWICE, entry, key, signer=signer)
        if signer != entry_columns.reviewer:
            self._add(Code.SIGNER_DIFFERS, entry, key, signer=signer, reviewer=entry_columns.reviewer)

    def _field(self, kind: RecordKind, parts: tuple[Value, ...], field: str) -> str:
        fields = self._records[kind].get(parts, tuple(defaults(kind).values()))
        return str(fields[tuple(defaults(kind)).index(field)])

    def _add(self, code: Code, entry: int, key: str, **facts: object) -> None:
        scope, _, stage = key.rpartition("/")
        known_stage = Stage(stage) if stage in STAGES else stage
        named = {"subject": self.name_of(scope), "stage": known_stage, "entry": entry}
        self._findings.add(code, table=RecordKind.SIGNOFF.value, key=key, **named, **facts)


def _entries(signoff: Signoff) -> int:
    entries: object = signoff.entries  # may be of any type in an altered file
    return entries if isinstance(entries, int) else -1
