"""The words for the tables of a case, their rows and their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.domain.records import RecordKind
from assessor.text import local_time
from assessor.words.terms import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessor.words import Language

_FIELDS: Final[Mapping[tuple[RecordKind, str], tuple[str, str]]] = {
    (RecordKind.CASE, "title"): ("案件名", "Title"),
    (RecordKind.CASE, "contact"): ("連絡先", "Contact"),
    (RecordKind.SUBJECT, "name"): ("名称", "Name"),
    (RecordKind.SUBJECT, "features"): ("機能", "Features"),
    (RecordKind.SUBJECT, "as_of"): ("点検基準", "As of"),
    (RecordKind.REVIEW, "verdict"): ("評価区分", "Verdict"),
    (RecordKind.REVIEW, "reason"): ("評価理由", "Reason"),
    (RecordKind.REVIEW, "due"): ("対応予定月", "Due month"),
    (RecordKind.REVIEW, "approver"): ("承認者", "Approver"),
    (RecordKind.REVIEW, "reviewer"): ("評価者", "Reviewer"),
    (RecordKind.REVIEW, "reviewed_at"): ("評価日時", "Reviewed at"),
    (RecordKind.RESPONSE, "answer"): ("回答", "Answer"),
    (RecordKind.RESPONSE, "answer_written"): ("回答（原文）", "Answer as written"),
    (RecordKind.RESPONSE, "explanation"): ("対応状況の説明", "Explanation"),
    (RecordKind.RESPONSE, "alternative"): ("代替策・対応予定", "Alternative or plan"),
    (RecordKind.RESPONSE, "due_on"): ("対応予定日", "Planned date"),
    (RecordKind.RESPONSE, "due_written"): ("対応予定日（原文）", "Planned date as written"),
    (RecordKind.RESPONSE, "evidence_names"): ("エビデンス名", "Evidence names"),
    (RecordKind.RESPONSE, "respondent"): ("回答者", "Respondent"),
    (RecordKind.RESPONSE, "answered_on"): ("回答日", "Answered on"),
    (RecordKind.RESPONSE, "answered_written"): ("回答日（原文）", "Answered on, as written"),
    (RecordKind.RESPONSE, "reply"): ("追加確認への回答", "Reply to inquiry"),
    (RecordKind.INQUIRY, "question"): ("追加確認事項", "Inquiry"),
    (RecordKind.EVIDENCE, "name"): ("証跡", "Evidence"),
    (RecordKind.CASE, "distinct_signers"): ("署名者の分離", "Different signers"),
    (RecordKind.CASE, "evidence_rule"): ("証跡の確認", "Evidence check"),
    (RecordKind.REVIEW, "reason_for"): ("理由を書いたときの評価", "Verdict the reason was written for"),
    (RecordKind.RESPONSE, "received_at"): ("受領日時", "Received at"),
    (RecordKind.SIGNOFF, "signer"): ("署名者", "Signer"),
    (RecordKind.SIGNOFF, "signed_at"): ("署名日時", "Signed at"),
    (RecordKind.SIGNOFF, "digest"): ("履歴のハッシュ値", "Digest of the journal"),
    (RecordKind.SIGNOFF, "note"): ("署名の所見", "Note"),
    (RecordKind.CASE, "id"): ("案件の識別子", "Id of the case"),
    (RecordKind.CASE, "plan"): ("点検計画", "Plan"),
    (RecordKind.CASE, "rules"): ("適用規則", "Rules"),
    (RecordKind.CASE, "created_at"): ("作成日時", "Created at"),
    (RecordKind.CHECKLIST, "title"): ("名称", "Title"),
    (RecordKind.CHECKLIST, "version"): ("版", "Version"),
    (RecordKind.CHECKLIST, "sha256"): ("ハッシュ値", "Hash"),
    (RecordKind.GROUP, "name"): ("名称", "Name"),
    (RecordKind.GROUP, "name_en"): ("英語の名称", "English name"),
    (RecordKind.GROUP, "counter"): ("数え方", "Counter"),
    (RecordKind.GROUP, "position"): ("並び順", "Position"),
    (RecordKind.SUBJECT, "name_en"): ("英語の名称", "English name"),
    (RecordKind.SUBJECT, "group"): ("グループ", "Group"),
    (RecordKind.SUBJECT, "checklist"): ("チェックリスト", "Checklist"),
    (RecordKind.SUBJECT, "position"): ("並び順", "Position"),
    (RecordKind.ROUND, "number"): ("回", "Round"),
    (RecordKind.RETURN, "number"): ("受領の番号", "Number of the return"),
    (RecordKind.INQUIRY, "number"): ("番号", "Number"),
    (RecordKind.ROUND, "items"): ("対象項目", "Items"),
    (RecordKind.ROUND, "due_on"): ("回答期限", "Due date"),
    (RecordKind.ROUND, "contact"): ("連絡先", "Contact"),
    (RecordKind.ROUND, "exported_by"): ("作成者", "Exported by"),
    (RecordKind.ROUND, "exported_at"): ("作成日時", "Exported at"),
    (RecordKind.ROUND, "returned_at"): ("受領日時", "Returned at"),
    (RecordKind.ROUND, "returned_file"): ("受領ファイル", "Returned file"),
    (RecordKind.ROUND, "returned_sha256"): ("受領ファイルのハッシュ値", "Hash of the returned file"),
    (RecordKind.ROUND, "sent"): ("送付した質問票", "Questionnaire as sent"),
    (RecordKind.RETURN, "file"): ("ファイル名", "File name"),
    (RecordKind.RETURN, "sha256"): ("ハッシュ値", "Hash"),
    (RecordKind.RETURN, "size"): ("サイズ", "Size"),
    (RecordKind.RETURN, "accepted"): ("反映した件数", "Accepted"),
    (RecordKind.RETURN, "refused"): ("見送った件数", "Rejected"),
    (RecordKind.RETURN, "report"): ("取り込みの記録", "Report"),
    (RecordKind.RETURN, "received_by"): ("受領者", "Received by"),
    (RecordKind.RETURN, "received_at"): ("受領日時", "Received at"),
    (RecordKind.INQUIRY, "asked_by"): ("照会者", "Asked by"),
    (RecordKind.INQUIRY, "asked_at"): ("照会日時", "Asked at"),
    (RecordKind.INQUIRY, "round"): ("回", "Round"),
    (RecordKind.EVIDENCE, "size"): ("サイズ", "Size"),
    (RecordKind.EVIDENCE, "attached_by"): ("添付者", "Attached by"),
    (RecordKind.EVIDENCE, "attached_at"): ("添付日時", "Attached at"),
    (RecordKind.SIGNOFF, "machine"): ("端末", "Machine"),
    (RecordKind.SIGNOFF, "entries"): ("署名時の履歴件数", "Journal entries at the signature"),
}


_OF_NO_RECORD: Final[Mapping[str, tuple[str, str]]] = {"password": ("パスワード", "Password")}
_TABLES: Final[Mapping[str, tuple[str, str]]] = {
    RecordKind.CASE: ("点検案件", "Case"),
    RecordKind.CHECKLIST: ("チェックリスト", "Checklist"),
    RecordKind.GROUP: ("グループ", "Group"),
    RecordKind.SUBJECT: ("点検対象", "Subject"),
    RecordKind.REVIEW: ("評価", "Review"),
    RecordKind.ROUND: ("質問票", "Questionnaire"),
    RecordKind.RETURN: ("受領した質問票", "Returned questionnaire"),
    RecordKind.RESPONSE: ("回答", "Response"),
    RecordKind.INQUIRY: ("追加確認事項", "Inquiry"),
    RecordKind.EVIDENCE: ("証跡", "Evidence"),
    RecordKind.SIGNOFF: ("署名", "Signature"),
    "content": ("ファイルの内容", "Content"),
    "piece": ("ファイルの内容", "Content"),
    "document": ("チェックリスト等の写し", "Frozen list"),
    "journal": ("変更履歴", "Journal"),
    "touch": ("変更履歴の索引", "Index of the journal"),
    "chain": ("変更履歴の末尾", "End of the journal"),
    "rollback": ("書込み途中のファイル（使わずに復旧）", "File of an interrupted change (left out)"),
}
_HISTORY: Final = frozenset({"journal", "touch", "chain"})
_ENTRY: Final = ("変更履歴の{key}件目（{name}）", "Entry {key} of the journal ({name})")
_ROW: Final = ("{table}　{key}　{name}", "{table} {key} {name}")
_ROWS: Final = ("{table}の行 {first}～{last}", "{table}, rows {first} to {last}")
_ROWS_ON: Final = ("{table}の行 {first} 以降", "{table}, from row {first} on")


def table_name(table: str, language: Language) -> str:
    """Return the name of a table for users; a foreign table keeps its own."""
    return named(*_TABLES.get(table, (table, table)), language)


def is_history(table: str) -> bool:
    """Tell whether a table holds the history instead of the records."""
    return table in _HISTORY


def row_name(table: str, key: str, name: str, language: Language) -> str:
    """Return the name of a row; for a journal entry `name` begins with its stored time."""
    if table == "journal":
        at, _, who = name.partition(" ")
        return named(*_ENTRY, language).format(key=key, name=f"{local_time(at)} {who}".rstrip())
    return named(*_ROW, language).format(table=table_name(table, language), key=key, name=name).rstrip()


def rows_name(table: str, first: int, last: int | None, language: Language) -> str:
    """Return the name of a range of row numbers; without `last` up to the end of the table."""
    template = named(*(_ROWS_ON if last is None else _ROWS), language)
    return template.format(table=table_name(table, language), first=first, last=last)


def field_name(kind: RecordKind, field: str, language: Language) -> str:
    """Return a field's name for users; a field that is never shown keeps its own."""
    return named(*_FIELDS.get((kind, field), (field, field)), language)


def label(field: str, language: Language) -> str:
    """Return a field's name without knowing the kind of its record; other texts are unchanged."""
    if field in _OF_NO_RECORD:
        return named(*_OF_NO_RECORD[field], language)
    return next((field_name(kind, name, language) for kind, name in _FIELDS if name == field), field)
