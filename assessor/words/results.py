"""Titles, headings and short phrases of the results workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.domain import cashless
from assessor.domain.inquiring import InquiryStatus, Turn
from assessor.domain.vocabulary import Outcome, Verdict
from assessor.words import Language
from assessor.words.counts import state_phrase, state_tone
from assessor.words.terms import NOT_SENT, name_of, named, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assessor.domain.outcome import Counts
    from assessor.domain.sections import Section


@dataclass(frozen=True)
class Titles:
    """Titles above the tables, and names of the sheets."""

    title: str
    first: str  # the name of the first sheet
    stamp: str  # confidentiality mark of the pages
    as_of: str
    counted: str  # explanation of the counted class
    lists: str
    signing: str  # heading of the signatures of the whole
    digest: str
    now: str  # the digest at the time of the report
    between: str  # a name and its sentence
    comma: str
    sheets: Mapping[str, str]


TITLES: Final[Mapping[Language, Titles]] = {
    Language.JA: Titles(
        title="点検結果",
        first="概要",
        stamp="取扱注意",
        as_of="点検基準（対策実施後／現状）が異なる対象の結果は、単純には比較できません。",
        counted="件数と結果は必須項目によります。高度化項目は結果に含めず、「高度化」と記した欄だけに数えます。",
        lists="使用したチェックリスト",
        signing="承認欄（点検全体）",
        digest="変更履歴 {entries}件までのハッシュ値：{digest}",
        now="作成時点の変更履歴は {entries}件、ハッシュ値：{digest}",
        between="：",
        comma="、",
        sheets={
            "summary": "点検結果",
            "counts": "件数・署名",
            "sections": "{section}別",
            "reviews": "全評価",
            "unmet": "未充足一覧",
            "inquiries": "追加確認事項",
            "evidence": "証跡一覧",
            "signatures": "署名一覧",
        },
    ),
    Language.EN: Titles(
        title="Results",
        first="Summary",
        stamp="Confidential",
        as_of="Results whose as-of bases differ (after measures / current state) cannot simply be compared.",
        counted=(
            "Counts and outcomes are of mandatory items. Advanced items decide nothing; "
            "only what says “advanced” counts them."
        ),
        lists="Checklists used",
        signing="Signature of the whole case",
        digest="Digest of the journal up to entry {entries}: {digest}",
        now="Journal at the time of this report: {entries} entries, digest {digest}",
        between=": ",
        comma=", ",
        sheets={
            "summary": "Results",
            "counts": "Counts and signatures",
            "sections": "By {section}",
            "reviews": "All reviews",
            "unmet": "Unmet items",
            "inquiries": "Inquiries",
            "evidence": "Evidence",
            "signatures": "Signatures",
        },
    ),
}

HEADINGS: Final[Mapping[Language, Mapping[str, tuple[str, ...]]]] = {
    Language.JA: {
        "summary": (
            "グループ", "点検対象", "点検基準", "点検結果", "対応予定月", "必須 該当", "必須 充足",
            "必須 未充足", "必須 評価未了", "高度化 充足/該当",
        ),
        "counts": (
            "点検対象", "結果の文", "必須 該当", "必須 充足", "必須 未充足", "必須 評価未了", "必須 該当なし",
            "高度化 該当", "高度化 充足", "高度化 未充足", "高度化 評価未了", "高度化 該当なし", "証跡",
            "送付回", "作成", "検証", "承認",
        ),
        "reviews": (
            "点検対象", "項目ID", "{section}", "区分", "点検項目", "根拠", "回答", "対応状況の説明",
            "評価区分", "評価理由", "対応予定月", "承認者", "評価者", "評価日時", "証跡",
        ),
        "unmet": (
            "点検対象", "項目ID", "{section}", "区分", "点検項目", "評価区分", "評価理由", "対応予定月",
        ),
        "inquiries": (
            "点検対象", "項目ID", "点検項目", "評価区分", "番号", "追加確認事項", "確認者", "起票日時",
            "送付回", "先方の回答", "状況", "手番",
        ),
        "evidence": ("点検対象", "項目ID", "ファイル名", "サイズ（バイト）", "SHA-256", "添付者", "添付日時"),
        "signatures": (
            "点検対象", "段階", "署名者", "署名日時", "端末", "変更履歴の件数", "ハッシュ値", "所見",
        ),
    },
    Language.EN: {
        "summary": (
            "Group", "Subject", "As of", "Outcome", "Due month", "Mandatory applicable", "Mandatory met",
            "Mandatory unmet", "Mandatory open", "Advanced met / applicable",
        ),
        "counts": (
            "Subject", "Sentence", "Mandatory applicable", "Mandatory met", "Mandatory unmet",
            "Mandatory open", "Mandatory not applicable", "Advanced applicable", "Advanced met",
            "Advanced unmet", "Advanced open", "Advanced not applicable", "Evidence", "Round", "Prepared",
            "Verified", "Approved",
        ),
        "reviews": (
            "Subject", "Item", "{section}", "Class", "Requirement", "Basis", "Answer", "Explanation",
            "Verdict", "Reason", "Due month", "Approver", "Reviewer", "Reviewed at", "Evidence",
        ),
        "unmet": ("Subject", "Item", "{section}", "Class", "Requirement", "Verdict", "Reason", "Due month"),
        "inquiries": (
            "Subject", "Item", "Requirement", "Verdict", "No.", "Inquiry", "Asked by", "Asked at", "Round",
            "Provider's reply", "Status", "Turn",
        ),
        "evidence": ("Subject", "Item", "File name", "Size (bytes)", "SHA-256", "Attached by", "Attached at"),
        "signatures": (
            "Subject", "Stage", "Signer", "Signed at", "Machine", "Journal entries", "Digest", "Note",
        ),
    },
}  # fmt: skip

_AROUND_SECTIONS: Final = {
    Language.JA: ("点検対象", "点検基準", "{section}（必須）", "高度化 充足/該当", "点検結果"),
    Language.EN: ("Subject", "As of", "{section} (mandatory)", "Advanced met / applicable", "Outcome"),
}


_SECTION: Final = {Language.JA: ("フェーズ", "分類"), Language.EN: ("Phase", "Section")}


def section_word(sections: Iterable[Section], language: Language) -> str:
    """Return what the sections are called: phases, if they all are of that scheme."""
    phase, section = _SECTION[language]
    return phase if all(one.scheme == cashless.SCHEME for one in sections) else section


def section_headings(sections: Iterable[Section], language: Language) -> tuple[str, ...]:
    """Return the headings of the table of subjects by sections."""
    subject, as_of, pattern, advanced, outcome = _AROUND_SECTIONS[language]
    names = (pattern.format(section=name_of(section, language)) for section in sections)
    return subject, as_of, *names, advanced, outcome


TURNS: Final[Mapping[Turn, tuple[str, str]]] = {
    Turn.OURS: ("当行", "Bank"),
    Turn.THEIRS: ("先方", "Provider"),
    Turn.NOBODY: ("—", "—"),
}

INQUIRY_STANDINGS: Final[Mapping[InquiryStatus, tuple[str, str]]] = {
    InquiryStatus.UNSENT: ("未送付", "Not sent"),
    InquiryStatus.ASKED: ("回答待ち", "Awaiting reply"),
    InquiryStatus.REPLIED: ("回答あり・評価待ち", "Replied, to be judged"),
    InquiryStatus.SETTLED: ("確認済み", "Settled"),
    InquiryStatus.DROPPED: ("該当なしのため不要", "Dropped: not applicable"),
}

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
    language: {
        **{term(word, language): tone for word, tone in _TONE_OF},
        named(*NOT_SENT, language): "open",
    }
    for language in Language
}


def count_tones(counted: Iterable[Counts], language: Language) -> dict[str, str]:
    """Return the tones of the phrases of these counts."""
    tones = {}
    for counts in counted:
        state = state_tone(counts)
        if state is not None:
            tones[state_phrase(counts, language)] = TONES[language][term(state, language)]
    return tones
