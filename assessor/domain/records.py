"""The records of a case: frozen values, each field typed.

A record whose every field has its default is a record that does not exist; so creating, altering
and removing are all the same thing, a set of field changes. A key is its parts joined by `/`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from assessor.domain.vocabulary import Answer, AsOf, EvidenceRule, Stage, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | int


class RecordKind(StrEnum):
    """The kinds of records, one table each."""

    CASE = "case"
    CHECKLIST = "checklist"
    GROUP = "group"
    SUBJECT = "subject"
    REVIEW = "review"
    ROUND = "round"
    RETURN = "return"
    RESPONSE = "response"
    INQUIRY = "inquiry"
    EVIDENCE = "evidence"
    SIGNOFF = "signoff"


@dataclass(frozen=True, kw_only=True)
class Record:
    """Base of all records: names its kind and which of its fields form the key."""

    KIND: ClassVar[RecordKind]
    KEY: ClassVar[tuple[str, ...]]

    @property
    def key(self) -> str:
        """The key as one text."""
        return "/".join(str(getattr(self, part)) for part in self.KEY) or self.KIND.value


_LONGEST_NUMBER: Final = 19  # digits of the numbers that were ids; a random id has 32 signs


def number_in(record_id: str) -> int:
    """Return the number that an id is of a record from before schema 5; 0 for every other id."""
    short = 0 < len(record_id) <= _LONGEST_NUMBER and record_id.isascii() and record_id.isdigit()
    return int(record_id) if short and record_id[0] != "0" else 0


@dataclass(frozen=True, kw_only=True)
class Numbered(Record):
    """A record with an id for programs and a number for people.

    The number is given when it is made and stays; two that were made on two laptops may have the same.
    Records of before schema 5 were known by their number: it is their id, and the file holds no other.
    """

    id: str
    number: int = 0

    def __post_init__(self) -> None:
        """Take the number of an older record from its id."""
        if not self.number and (number := number_in(self.id)):
            object.__setattr__(self, "number", number)

    @property
    def order(self) -> tuple[int, str]:
        """What such records are sorted by."""
        return self.number, self.id


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """点検案件: what the whole inspection is about; there is one."""

    KIND: ClassVar = RecordKind.CASE
    KEY: ClassVar = ()
    id: str = ""
    title: str = ""
    plan: str = ""
    contact: str = ""
    rules: str = ""  # SHA-256 of the frozen rulebook
    created_at: str = ""  # UTC, ISO 8601
    distinct_signers: int = 1  # 1 when every stage of a sign-off needs another person, else 0
    evidence_rule: EvidenceRule = EvidenceRule.OFF  # which items judged as met are to have evidence


@dataclass(frozen=True, kw_only=True)
class UsedChecklist(Record):
    """A checklist frozen into the case; its text is kept by SHA-256."""

    KIND: ClassVar = RecordKind.CHECKLIST
    KEY: ClassVar = ("id",)
    id: str
    title: str = ""
    version: str = ""
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Group(Record):
    """グループ: subjects published together; the counter is 社 for providers, else empty."""

    KIND: ClassVar = RecordKind.GROUP
    KEY: ClassVar = ("group",)
    group: str
    name: str = ""
    name_en: str = ""
    counter: str = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class Subject(Record):
    """点検対象: who or what is inspected; features are keys separated by blanks."""

    KIND: ClassVar = RecordKind.SUBJECT
    KEY: ClassVar = ("subject",)
    subject: str
    name: str = ""
    name_en: str = ""
    group: str = ""
    checklist: str = ""
    as_of: AsOf = AsOf.AFTER_MEASURES
    features: str = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class Review(Record):
    """評価: the reviewer's record for one subject and item; due is YYYY-MM."""

    KIND: ClassVar = RecordKind.REVIEW
    KEY: ClassVar = ("subject", "item")
    subject: str
    item: str
    verdict: Verdict = Verdict.UNREVIEWED
    reason: str = ""
    due: str = ""
    approver: str = ""
    reviewer: str = ""
    reviewed_at: str = ""  # UTC, ISO 8601
    reason_for: Verdict = Verdict.UNREVIEWED  # the verdict the reason was written for; this one: not known


@dataclass(frozen=True, kw_only=True)
class Round(Numbered):
    """回: one sending of a questionnaire to one subject; items are ids parted by blanks.

    `sent` names the document that holds the questionnaire as it went out; the `returned` fields tell of
    the latest return.
    """

    KIND: ClassVar = RecordKind.ROUND
    KEY: ClassVar = ("subject", "id")
    subject: str
    items: str = ""
    due_on: str = ""  # YYYY-MM-DD
    contact: str = ""
    exported_by: str = ""
    exported_at: str = ""
    returned_at: str = ""
    returned_file: str = ""
    returned_sha256: str = ""
    sent: str = ""  # SHA-256 of a document


@dataclass(frozen=True, kw_only=True)
class Return(Numbered):
    """返却: one workbook that came back for a round and was dealt with; the file itself is kept as content.

    `report` names the document that holds what was accepted and refused of it, cell by cell.
    """

    KIND: ClassVar = RecordKind.RETURN
    KEY: ClassVar = ("subject", "round", "id")
    subject: str
    round: str  # its id
    file: str = ""
    sha256: str = ""
    size: int = 0
    accepted: int = 0
    refused: int = 0
    report: str = ""  # SHA-256 of a document
    received_by: str = ""
    received_at: str = ""  # UTC, ISO 8601


@dataclass(frozen=True, kw_only=True)
class Response(Record):
    """回答: what a provider answered for one item in one round, and what it had typed."""

    KIND: ClassVar = RecordKind.RESPONSE
    KEY: ClassVar = ("subject", "item", "round")
    subject: str
    item: str
    round: str  # its id
    answer: Answer = Answer.NONE
    answer_written: str = ""
    explanation: str = ""
    alternative: str = ""
    due_on: str = ""  # YYYY-MM-DD or YYYY-MM
    due_written: str = ""
    evidence_names: str = ""
    respondent: str = ""
    answered_on: str = ""
    answered_written: str = ""
    reply: str = ""  # to the inquiries of this round
    received_at: str = ""  # UTC, ISO 8601: when any of this was last accepted; not known before schema 4


@dataclass(frozen=True, kw_only=True)
class Inquiry(Numbered):
    """追加確認事項: a follow-up question; round is the id of the one it was sent in, empty until then."""

    KIND: ClassVar = RecordKind.INQUIRY
    KEY: ClassVar = ("subject", "item", "id")
    subject: str
    item: str
    question: str = ""
    asked_by: str = ""
    asked_at: str = ""
    round: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """証跡: a file kept by content, as one review links it under the name it came with."""

    KIND: ClassVar = RecordKind.EVIDENCE
    KEY: ClassVar = ("subject", "item", "sha256")
    subject: str
    item: str
    sha256: str
    name: str = ""
    size: int = 0
    attached_by: str = ""
    attached_at: str = ""


WHOLE_CASE: Final = "*"  # the scope of a sign-off that is not of one subject


@dataclass(frozen=True, kw_only=True)
class Signoff(Record):
    """署名: one stage of the sign-off of a subject, or of the whole inspection.

    `entries` and `digest` are the head of the journal's chain at that moment: they fix everything before.
    """

    KIND: ClassVar = RecordKind.SIGNOFF
    KEY: ClassVar = ("scope", "stage")
    scope: str  # a subject's key, or WHOLE_CASE
    stage: Stage
    signer: str = ""
    signed_at: str = ""  # UTC, ISO 8601
    machine: str = ""
    entries: int = 0
    digest: str = ""
    note: str = ""


KINDS: Final[Mapping[RecordKind, type[Record]]] = {
    kind.KIND: kind
    for kind in (
        Case,
        UsedChecklist,
        Group,
        Subject,
        Review,
        Round,
        Return,
        Response,
        Inquiry,
        Evidence,
        Signoff,
    )
}


@cache
def defaults(kind: RecordKind) -> Mapping[str, Value]:
    """Return every field outside the key with its default."""
    record = KINDS[kind]
    return {f.name: f.default for f in fields(record) if f.name not in record.KEY}  # type: ignore[misc]  # every one has a default


def defaults_of(record: Record) -> Mapping[str, Value]:
    """Return the defaults of a record with its key: the number of an older one is its id."""
    values = defaults(record.KIND)
    if isinstance(record, Numbered) and (number := number_in(record.id)):
        return {**values, "number": number}
    return values


@cache
def key_types(kind: RecordKind) -> Mapping[str, type[str] | type[int]]:
    """Return the parts of the key, in order, with their types."""
    record = KINDS[kind]
    types: dict[str, type[str] | type[int]] = {}
    by_name = {f.name: f for f in fields(record)}
    for name in record.KEY:
        types[name] = int if by_name[name].type == "int" else str
    return types


def key_parts(kind: RecordKind, key: str) -> dict[str, Value]:
    """Split a key into its named parts; raises ValueError when the number of parts is wrong."""
    types = key_types(kind)
    if not types:
        return {}
    return {name: types[name](part) for name, part in zip(types, key.split("/"), strict=True)}
