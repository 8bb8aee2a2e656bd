"""Titles, headings and short phrases of the results workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.domain.vocabulary import Outcome, Verdict
from assessor.words import Language
from assessor.words.terms import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.domain.outcome import Counts


@dataclass(frozen=True)
class Titles:
    """What stands above the tables, and the names of the sheets."""

    title: str
    as_of: str
    lists: str
    signing: str  # above the sign-offs of the whole
    digest: str
    now: str  # the digest at the time of the report
    sheets: Mapping[str, str]


TITLES: Final[Mapping[Language, Titles]] = {
    Language.JA: Titles(
        title="点検結果",
        as_of="点検基準（対策実施後／現状）が異なる対象の結果は、そのまま比較できません。",
        lists="使用したチェックリスト：",
        signing="承認欄（点検全体）",
        digest="変更履歴 {entries}件までのハッシュ値：{digest}",
        now="作成時点の変更履歴は {entries}件、ハッシュ値：{digest}",
        sheets={
            "summary": "点検結果",
            "phases": "フェーズ別",
            "reviews": "全評価",
            "unmet": "未充足一覧",
            "evidence": "証跡一覧",
            "signatures": "署名一覧",
        },
    ),
    Language.EN: Titles(
        title="Results",
        as_of="Do not compare results whose as-of bases differ (after measures / current state).",
        lists="Checklists used: ",
        signing="Sign-off of the whole inspection",
        digest="Digest of the journal up to entry {entries}: {digest}",
        now="Journal at the time of this report: {entries} entries, digest {digest}",
        sheets={
            "summary": "Results",
            "phases": "By phase",
            "reviews": "All reviews",
            "unmet": "Unmet items",
            "evidence": "Evidence",
            "signatures": "Sign-offs",
        },
    ),
}

HEADINGS: Final[Mapping[Language, Mapping[str, tuple[str, ...]]]] = {
    Language.JA: {
        "summary": (
            "グループ", "点検対象", "点検基準", "点検結果", "結果の文", "必須 該当", "必須 充足",
            "必須 未充足", "必須 未了", "必須 該当なし", "高度化 充足", "高度化 未充足", "高度化 未了",
            "証跡", "回", "作成", "検証", "承認",
        ),
        "phases": (
            "点検対象", "点検基準", "①アカウント作成", "②銀行口座紐づけ", "③チャージ", "④決済・送金",
            "⑤取引後", "共通", "点検結果",
        ),
        "reviews": (
            "点検対象", "項目ID", "フェーズ", "区分", "点検項目", "根拠", "回答", "対応状況の説明",
            "評価区分", "評価理由", "対応予定月", "承認者", "評価者", "評価日時", "証跡",
        ),
        "unmet": (
            "点検対象", "項目ID", "フェーズ", "区分", "点検項目", "評価区分", "評価理由", "対応予定月",
        ),
        "evidence": ("点検対象", "項目ID", "ファイル名", "サイズ（バイト）", "SHA-256", "添付者", "添付日時"),
        "signatures": (
            "点検対象", "段階", "署名者", "署名日時", "端末", "変更履歴の件数", "ハッシュ値", "所見",
        ),
    },
    Language.EN: {
        "summary": (
            "Group", "Subject", "As of", "Outcome", "Sentence", "Mandatory applicable", "Mandatory met",
            "Mandatory unmet", "Mandatory open", "Mandatory not applicable", "Advanced met", "Advanced unmet",
            "Advanced open", "Evidence", "Round", "Prepared", "Verified", "Approved",
        ),
        "phases": (
            "Subject", "As of", "1 Account creation", "2 Bank account linking", "3 Charging",
            "4 Payment and transfer", "5 After the transaction", "Common", "Outcome",
        ),
        "reviews": (
            "Subject", "Item", "Phase", "Class", "Requirement", "Basis", "Answer", "Explanation", "Verdict",
            "Reason", "Due month", "Approver", "Reviewer", "Reviewed at", "Evidence",
        ),
        "unmet": ("Subject", "Item", "Phase", "Class", "Requirement", "Verdict", "Reason", "Due month"),
        "evidence": ("Subject", "Item", "File name", "Size (bytes)", "SHA-256", "Attached by", "Attached at"),
        "signatures": (
            "Subject", "Stage", "Signer", "Signed at", "Machine", "Journal entries", "Digest", "Note",
        ),
    },
}  # fmt: skip

_TONE_OF: Final[tuple[tuple[Verdict | Outcome, str], ...]] = (
    (Verdict.MET, "good"),
    (Verdict.INSUFFICIENT, "bad"),
    (Verdict.NOT_IMPLEMENTED, "bad"),
    (Verdict.CONFIRMING, "open"),
    (Verdict.DISCUSSING, "open"),
    (Verdict.UNREVIEWED, "open"),
    (Verdict.NOT_APPLICABLE, "none"),
    (Outcome.MET, "good"),
    (Outcome.UNMET, "bad"),
    (Outcome.CONFIRMING, "open"),
    (Outcome.DISCUSSING, "open"),
    (Outcome.AWAITING, "open"),
    (Outcome.NONE_APPLICABLE, "none"),
)

TONES: Final[Mapping[Language, Mapping[str, str]]] = {
    language: {term(word, language): tone for word, tone in _TONE_OF} for language in Language
}


def counts_phrase(counts: Counts | None, language: Language) -> str:
    """Return how a phase stands in a few words; what is worst comes first."""
    if counts is None or counts.total == 0:
        return "—"
    if counts.applicable == 0:
        return term(Verdict.NOT_APPLICABLE, language)
    english = language is Language.EN
    parts = []
    if counts.unmet:
        parts.append(f"{counts.unmet} unmet" if english else f"未充足 {counts.unmet}")
    if counts.open:
        parts.append(f"{counts.open} open" if english else f"未了 {counts.open}")
    met = f"{counts.met}/{counts.applicable}"
    parts.append(f"{met} met" if english else f"充足 {met}")
    return ", ".join(parts) if english else "、".join(parts)
