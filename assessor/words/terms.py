"""The words of the vocabulary as users see them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol, TypeVar
from unicodedata import normalize

from assessor.domain.difference import CellKind
from assessor.domain.sheet_look import Undrawn
from assessor.domain.sheet_mark import MarkKind, MarkState
from assessor.domain.vocabulary import Action, Answer, AsOf, Basis, Effect, Outcome, Stage, Verdict, Way
from assessor.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

Word = (
    Basis
    | AsOf
    | Verdict
    | Answer
    | Stage
    | Outcome
    | Effect
    | Action
    | Way
    | CellKind
    | MarkKind
    | MarkState
    | Undrawn
)

W = TypeVar("W", bound=StrEnum)


class Named(Protocol):
    """Something with a name in both languages."""

    @property
    def name(self) -> str:
        """The name in Japanese."""

    @property
    def name_en(self) -> str:
        """The English name, or an empty text."""


_TERMS: Final[tuple[tuple[Word, str, str], ...]] = (
    (Basis.DOCUMENTED, "文書", "Documented"),
    (Basis.REPORTED, "報道", "Reported"),
    (Basis.RECONSTRUCTED, "再構成", "Reconstructed"),
    (AsOf.AFTER_MEASURES, "対策実施後", "After measures"),
    (AsOf.CURRENT_STATE, "現状", "Current state"),
    (Verdict.UNREVIEWED, "未評価", "Unreviewed"),
    (Verdict.CONFIRMING, "追加確認中", "Confirming"),
    (Verdict.DISCUSSING, "協議中", "In discussion"),
    (Verdict.MET, "充足", "Met"),
    (Verdict.INSUFFICIENT, "不十分", "Insufficient"),
    (Verdict.NOT_IMPLEMENTED, "未実施", "Not implemented"),
    (Verdict.NOT_APPLICABLE, "該当なし", "Not applicable"),
    (Answer.NONE, "未回答", "No answer"),
    (Answer.IMPLEMENTED, "実施済", "Implemented"),
    (Answer.PARTIAL, "一部実施", "Partly implemented"),
    (Answer.NOT_IMPLEMENTED, "未実施", "Not implemented"),
    (Answer.OUT_OF_SCOPE, "対象外", "Out of scope"),
    (Stage.PREPARED, "作成", "Prepared"),
    (Stage.VERIFIED, "検証", "Verified"),
    (Stage.APPROVED, "承認", "Approved"),
    (Outcome.AWAITING, "回答待ち", "Awaiting answers"),
    (Outcome.DISCUSSING, "協議中", "In discussion"),
    (Outcome.CONFIRMING, "評価実施中", "Under evaluation"),
    (Outcome.UNMET, "未充足あり", "Unmet items"),
    (Outcome.NONE_APPLICABLE, "該当項目なし", "No applicable item"),
    (Outcome.MET, "必須項目を全て充足", "All mandatory items met"),
    (Effect.NOT_APPLICABLE, "該当なしとする", "Not applicable"),
    (Effect.PROPOSE, "該当なしを提案する", "Proposed as not applicable"),
    (Effect.ASK, "項目を加える", "Adds the item"),
    (Effect.BY_HAND, "手動で判断する", "Decided by hand"),
    (Action.CREATE, "点検案件の作成", "Create case"),
    (Action.MARK, "評価", "Mark"),
    (Action.PROPOSALS, "該当なし提案の承認", "Accept proposals"),
    (Action.ATTACH, "証跡の添付", "Attach evidence"),
    (Action.DETACH, "証跡の取外し", "Detach evidence"),
    (Action.EXPORT, "質問票の書き出し", "Export questionnaires"),
    (Action.IMPORT, "回答の取り込み", "Import answers"),
    (Action.INQUIRE, "追加確認事項", "Inquiry"),
    (Action.EDIT_CASE, "点検案件の変更", "Edit case"),
    (Action.EDIT_SUBJECT, "点検対象の変更", "Edit subject"),
    (Action.SIGN, "署名", "Sign"),
    (Action.REOPEN, "署名の取消し", "Withdraw signatures"),
    (Action.PURGE, "完全削除", "Purge"),
    (Action.PROTECT, "パスフレーズの変更", "Change the passphrase"),
    (Way.DO, "実行", "Done"),
    (Way.UNDO, "元に戻す", "Undone"),
    (Way.REDO, "やり直し", "Redone"),
    (CellKind.CHANGED, "変更", "Changed"),
    (CellKind.CONFLICT, "競合", "Conflict"),
    (CellKind.FLAGGED, "要確認", "To be checked"),
    (CellKind.CLEARED, "空欄", "Blank"),
    (CellKind.LOCKED, "書換え", "Locked, changed"),
    (CellKind.WORDING, "設問文の書換え", "Question changed"),
    (CellKind.UNCHANGED, "変更なし", "Unchanged"),
    (MarkKind.STRUCK, "取消線", "Struck out"),
    (MarkKind.NOTE, "メモ・コメント", "Note"),
    (MarkKind.TEXT_BOX, "テキストボックス", "Text box"),
    (MarkKind.SHAPE, "図形", "Shape"),
    (MarkKind.PICTURE, "画像", "Picture"),
    (MarkKind.CHECK_BOX, "チェックボックス", "Check box"),
    (MarkKind.OPTION_BUTTON, "オプションボタン", "Option button"),
    (MarkKind.EMBEDDED, "埋め込みファイル", "Embedded file"),
    (MarkKind.LINK, "リンク", "Link"),
    (MarkKind.INK, "手書き", "Handwriting"),
    (MarkKind.COLUMN_HIDDEN, "非表示の列", "Hidden column"),
    (MarkKind.SHEET_ADDED, "追加されたシート", "Added sheet"),
    (MarkKind.TEXT_ADDED, "欄の外の記入", "Text outside the fields"),
    (MarkKind.OTHER, "その他の内容", "Other content"),
    (Undrawn.SHAPES, "図形（位置と文字のみ）", "shapes (place and text only)"),
    (Undrawn.CHARTS, "グラフ", "charts"),
    (Undrawn.INK, "手書き", "handwriting"),
    (Undrawn.CONTROLS, "チェックボックスなど", "check boxes and buttons"),
    (Undrawn.EMBEDDED, "埋め込みファイル", "embedded files"),
    (Undrawn.CONDITIONS, "条件付き書式", "conditional formats"),
    (Undrawn.PATTERNS, "網かけ・グラデーション", "hatchings and gradients"),
    (Undrawn.ROTATED, "縦書き・回転した文字の向き", "direction of turned text"),
    (Undrawn.PICTURES, "表示できない画像", "pictures that cannot be shown"),
    (Undrawn.FORMATS, "一部の数値の書式", "formats of some numbers"),
    (Undrawn.COLOURS, "色・罫線・文字飾り", "colours, borders and letters"),
    (Undrawn.SIZES, "列の幅・行の高さ", "widths and heights"),
    (Undrawn.ROWS, "下の行", "rows"),
    (Undrawn.COLUMNS, "右の列", "columns"),
    (Undrawn.CELLS, "残りのセル", "cells"),
    (Undrawn.UNREAD, "読み取れない部分", "parts that cannot be read"),
    (Undrawn.OTHER, "その他の内容", "other content"),
    (MarkState.ON, "オン", "on"),
    (MarkState.OFF, "オフ", "off"),
    (MarkState.MIXED, "中間", "mixed"),
    (MarkState.UNKNOWN, "状態は不明", "state unknown"),
)

# The word for awaiting answers while nothing was ever sent.
NOT_SENT: Final = ("未送付", "Not sent")

_SHORT: Final[Mapping[Outcome, tuple[str, str]]] = {
    Outcome.AWAITING: ("回答待ち", "Awaiting"),
    Outcome.CONFIRMING: ("評価実施中", "Evaluating"),
    Outcome.UNMET: ("未充足あり", "Unmet"),
    Outcome.NONE_APPLICABLE: ("該当なし", "None applies"),
    Outcome.MET: ("全て充足", "All met"),
    Outcome.DISCUSSING: ("協議中", "Discussing"),
}

# String enumerations compare equal to their text, so members of two kinds may collide as keys.
_BY_KIND: Final = {(type(word), word): (ja, en) for word, ja, en in _TERMS}


def term(word: Word, language: Language) -> str:
    """Return the word of the vocabulary in a language."""
    return named(*_BY_KIND[type(word), word], language)


def typed_word(kind: type[W], text: str) -> W | None:
    """Return the word of a vocabulary from its typed key or its name on screens.

    Width, capitals, blanks and the kind of dash do not count.
    """
    wanted = _plain(text)
    for word, ja, en in _TERMS:
        if isinstance(word, kind) and wanted in {_plain(word.value), _plain(ja), _plain(en)}:
            return word
    return None


def _plain(text: str) -> str:
    signs = normalize("NFKC", text).casefold()
    return "".join(sign for sign in signs if sign.isalnum())


def short_outcome(outcome: Outcome, language: Language) -> str:
    """Return the outcome in one or two words, for narrow places."""
    return named(*_SHORT[outcome], language)


def name_of(thing: Named, language: Language) -> str:
    """Return the name of a section, class, theme or feature in the language."""
    return named(thing.name, thing.name_en, language)


def named(ja: str, en: str, language: Language) -> str:
    """Return the name in the language, and the Japanese one where no English is given."""
    return (en or ja) if language is Language.EN else ja
