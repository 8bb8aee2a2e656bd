"""Weaknesses of verdicts, as sentences and as headings of lists; Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.vocabulary import EvidenceRule, ExaminationRule
from assessor.words.terms import named, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.weakness import Weak, Weakness
    from assessor.words import Language

_SENTENCES: Final[Mapping[ExaminationRule, tuple[str, str]]] = {
    ExaminationRule.REASON_FOR_OTHER_VERDICT: (
        "理由は、評価が「{verdict}」だったときに書かれたものです。",
        "The reason was written when the verdict was “{verdict}”.",
    ),
    ExaminationRule.MET_WITHOUT_REASON: ("充足ですが、理由がありません。", "Met, but no reason is given."),
    ExaminationRule.INQUIRY_OPEN: (
        "充足ですが、未送付または未回答の追加確認事項があります。",
        "Met, but an inquiry was not sent or not answered.",
    ),
    ExaminationRule.MET_WITHOUT_EVIDENCE: (
        "充足ですが、証跡がありません。",
        "Met, but there is no evidence.",
    ),
    ExaminationRule.UNMET_WITHOUT_MONTH: (
        "対応予定月がありません。",
        "No due month is given.",
    ),
}
_ANSWER_NEWER: Final = ("評価のあとに、回答が届いています。", "An answer came after the verdict.")
_EVIDENCE_NEWER: Final = (
    "評価のあとに、証跡が添付されています。",
    "Evidence was attached after the verdict.",
)
_BOTH_NEWER: Final = (
    "評価のあとに、回答と証跡が届いています。",
    "An answer and evidence came after the verdict.",
)
_HEADINGS: Final[Mapping[ExaminationRule, tuple[str, str]]] = {
    ExaminationRule.NEWER_THAN_VERDICT: (
        "評価のあとに回答または証跡が届いた項目",
        "items with an answer or evidence newer than the verdict",
    ),
    ExaminationRule.REASON_FOR_OTHER_VERDICT: (
        "理由が別の評価のときに書かれた項目",
        "items whose reason was written for another verdict",
    ),
    ExaminationRule.MET_WITHOUT_REASON: ("充足で理由のない項目", "items that are met without a reason"),
    ExaminationRule.INQUIRY_OPEN: (
        "充足で、追加確認事項が未送付または未回答の項目",
        "items that are met with an inquiry not sent or not answered",
    ),
    ExaminationRule.MET_WITHOUT_EVIDENCE: (
        "充足で証跡のない項目",
        "items that are met without evidence",
    ),
    ExaminationRule.UNMET_WITHOUT_MONTH: (
        "不十分・未実施で対応予定月のない項目",
        "unmet items without a due month",
    ),
}
_EVIDENCE_RULES: Final[Mapping[EvidenceRule, tuple[str, str]]] = {
    EvidenceRule.OFF: ("確認しない", "Not checked"),
    EvidenceRule.MANDATORY: ("必須項目", "Mandatory items"),
    EvidenceRule.ALL: ("すべての項目", "All items"),
}


def weakness(weak: Weakness, language: Language) -> str:
    """Return one weakness of a verdict as a sentence."""
    if weak.rule is ExaminationRule.NEWER_THAN_VERDICT:
        both = weak.answer and weak.evidence
        template = _BOTH_NEWER if both else _ANSWER_NEWER if weak.answer else _EVIDENCE_NEWER
        return named(*template, language)
    return named(*_SENTENCES[weak.rule], language).format(verdict=term(weak.reason_for, language))


def weaknesses(weak: Weak, language: Language) -> str:
    """Return the weaknesses of a verdict, one sentence in each line."""
    return "\n".join(weakness(one, language) for one in weak)


def weak_heading(rule: ExaminationRule, language: Language) -> str:
    """Return the heading of the list of items found by a rule."""
    return named(*_HEADINGS[rule], language)


def evidence_rule_name(rule: EvidenceRule, language: Language) -> str:
    """Return the name of a rule on evidence."""
    return named(*_EVIDENCE_RULES[rule], language)
