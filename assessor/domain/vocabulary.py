"""The closed sets of words; values are what files and JSON hold."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """根拠: how well an item's topic is founded."""

    DOCUMENTED = "documented"
    REPORTED = "reported"
    RECONSTRUCTED = "reconstructed"


class AsOf(StrEnum):
    """点検基準: the state that was inspected."""

    AFTER_MEASURES = "after_measures"
    CURRENT_STATE = "current_state"


class Verdict(StrEnum):
    """評価区分, in the order of the keys 1 to 7."""

    UNREVIEWED = "unreviewed"
    CONFIRMING = "confirming"
    DISCUSSING = "discussing"
    MET = "met"
    INSUFFICIENT = "insufficient"
    NOT_IMPLEMENTED = "not_implemented"
    NOT_APPLICABLE = "not_applicable"


UNMET = frozenset({Verdict.INSUFFICIENT, Verdict.NOT_IMPLEMENTED})
OPEN = frozenset({Verdict.UNREVIEWED, Verdict.CONFIRMING, Verdict.DISCUSSING})


class Answer(StrEnum):
    """回答: what a provider says of one item; empty until answered."""

    NONE = ""
    IMPLEMENTED = "implemented"
    PARTIAL = "partial"
    NOT_IMPLEMENTED = "not_implemented"
    OUT_OF_SCOPE = "out_of_scope"


class Stage(StrEnum):
    """署名の段階: the steps of a sign-off, in their order."""

    PREPARED = "prepared"
    VERIFIED = "verified"
    APPROVED = "approved"


class Outcome(StrEnum):
    """点検結果, in the order of the rule: the first that matches wins."""

    AWAITING = "awaiting"
    DISCUSSING = "discussing"
    CONFIRMING = "confirming"
    UNMET = "unmet"
    NONE_APPLICABLE = "none_applicable"
    MET = "met"


class EvidenceRule(StrEnum):
    """証跡の確認: which items judged as met need evidence; set for a case."""

    OFF = "off"
    MANDATORY = "mandatory"
    ALL = "all"


class ExaminationRule(StrEnum):
    """締め前の確認: the rules that find a verdict weak, in the order of display."""

    NEWER_THAN_VERDICT = "newer_than_verdict"
    REASON_FOR_OTHER_VERDICT = "reason_for_other_verdict"
    MET_WITHOUT_REASON = "met_without_reason"
    INQUIRY_OPEN = "inquiry_open"
    MET_WITHOUT_EVIDENCE = "met_without_evidence"
    UNMET_WITHOUT_MONTH = "unmet_without_month"


class Effect(StrEnum):
    """What a rule of the library does to the items it names."""

    NOT_APPLICABLE = "not_applicable"
    PROPOSE = "propose_not_applicable"
    ASK = "ask"
    BY_HAND = "by_hand"


class Action(StrEnum):
    """The actions of the user, as named in the journal and the undo menu."""

    CREATE = "create"
    MARK = "mark"
    PROPOSALS = "proposals"
    ATTACH = "attach"
    DETACH = "detach"
    EXPORT = "export"
    IMPORT = "import"
    INQUIRE = "inquire"
    EDIT_CASE = "edit_case"
    EDIT_SUBJECT = "edit_subject"
    SIGN = "sign"
    REOPEN = "reopen"
    PURGE = "purge"
    PROTECT = "protect"


class Way(StrEnum):
    """Whether a change set was done, undone or done again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
