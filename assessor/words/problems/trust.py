"""Sentences on what can be trusted in a case: the chain, verification, sign-offs; Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.CHAIN_BROKEN: (
        "「{file}」の変更履歴は、このアプリ以外で書き換えられています。このため変更を記録できません。"
        "「記録の整合性確認」（コマンドは verify）で該当箇所を確認し、"
        "バックアップのファイルを使ってください。",
        "The journal of “{file}” was altered outside this application, so nothing more is recorded in it. "
        "“Check the record's integrity” (the command verify) shows where; use a backup.",
    ),
    Code.NOT_CHAINED: (
        "「{file}」は以前の形式のため、このままでは整合性を確認できません。"
        "アプリで一度開くと新しい形式になり、確認できます（開く前のバックアップが残ります）。",
        "“{file}” has an older format, so its integrity cannot be checked as it is. "
        "Open it once to bring it to the new format (a copy of the old file is kept), then check it.",
    ),
    Code.FOREIGN_SCHEMA: (
        "「{file}」の中に、このアプリで作成したものではない定義があるため開けません（{kind}「{key}」）。"
        "壊れているか、アプリ以外で変更されています。変更せずに保管し、「壊れた案件から復旧」"
        "（コマンドは recover）を使うか、バックアップから戻してください。",
        "“{file}” holds a definition that is not ours ({kind} “{key}”), so it is not opened. "
        "It is damaged or was altered outside this application. Keep it as it is, and recover it "
        "as a damaged case or restore a backup.",
    ),
    Code.HEADER_ALTERED: (
        "「{file}」の先頭にある形式の番号（{found}）が、中の表（{known}）と一致しません。"
        "アプリ以外で変更されています。バックアップのファイルを使ってください。",
        "The version in the header of “{file}” ({found}) is not that of its tables ({known}). "
        "It was altered outside this application. Use a backup.",
    ),
    Code.HOT_JOURNAL: (
        "「{file}」と同じフォルダーに、異常終了で中断した変更"
        "（同じ名前に -journal が付くファイル）が残っています。"
        "読み取りだけでは元に戻せません。アプリで一度開くか、書き込めない場所にある場合は、"
        "二つのファイルを書き込めるフォルダーにコピーしてから実行してください。",
        "Beside “{file}” lies a change that a crash interrupted (the file of the same name with -journal). "
        "It cannot be rolled back by reading alone. Open the case once; where nothing can be written, "
        "copy both files to a folder that can be written to, and try again there.",
    ),
    Code.VERIFICATION_STOPPED: (
        "表「{table}」がこのアプリで作成したものではないため、整合性確認を中止しました。履歴・記録・証跡は確認していません。",
        "Table “{table}” is not ours, so the check was stopped: "
        "journal, records and evidence were not looked at.",
    ),
    Code.WAL_MODE: (
        "このファイルは、アプリ以外で別の書き込み方式（WAL）に変えられています。",
        "Another program put this file into another way of writing (WAL).",
    ),
    Code.DATABASE_UNSOUND: (
        "データベースの構造が壊れています（{detail}）。バックアップのファイルを使ってください。",
        "The structure of the database is damaged ({detail}). Use a backup.",
    ),
    Code.SCHEMA_ALTERED: (
        "表「{table}」の定義「{key}」が、このバージョンの形式と一致しません。アプリ以外で変更されています。",
        "The definition “{key}” of table “{table}” is not that of this format. "
        "It was altered outside this application.",
    ),
    Code.VALUE_FORBIDDEN: (
        "表「{table}」に、この形式では許されない値の行があります。アプリ以外で変更されています。",
        "Table “{table}” has a row with a value that this format does not allow. "
        "It was altered outside this application.",
    ),
    Code.REFERENCE_BROKEN: (
        "表「{table}」の行 {key} が、存在しない記録を指しています。",
        "Row {key} of table “{table}” refers to a record that does not exist.",
    ),
    Code.HEAD_DIFFERS: (
        "変更履歴の末尾（{entry}件目）が、記録された末尾と一致しません。"
        "履歴が切り取られたか、書き足されています。",
        "The journal ends at entry {entry}, which is not the end on record. Entries were cut off or added.",
    ),
    Code.ENTRY_MISSING: (
        "変更履歴の{entry}件目がありません。",
        "Entry {entry} of the journal is missing.",
    ),
    Code.ENTRY_ALTERED: (
        "変更履歴の{entry}件目のハッシュ値が一致しません。この履歴か、その前の履歴が書き換えられています。",
        "The digest of entry {entry} of the journal does not match. "
        "That entry or the one before it was altered.",
    ),
    Code.RULE_OUTDATED: (
        "変更履歴の{entry}件目が、その前の履歴より古い方式で記録されています。アプリ以外で書き足されています。",
        "Entry {entry} of the journal is chained by an older rule than the entries before it. "
        "It was added outside this application.",
    ),
    Code.ENTRY_UNREADABLE: (
        "変更履歴の{entry}件目の内容を読めません。",
        "What entry {entry} of the journal changed cannot be read.",
    ),
    Code.ENTRY_CONTRADICTS: (
        "変更履歴の{entry}件目の変更前の値（{table} {key}「{field}」）が、それまでの履歴と一致しません。",
        "Entry {entry} of the journal starts from a value of {table} {key} “{field}” "
        "that the entries before it do not give.",
    ),
    Code.RECORD_ALTERED: (
        "{table} {key} の「{field}」が変更履歴と一致しません（現在：{found}、履歴：{expected}）。",
        "“{field}” of {table} {key} is not what the journal says (now: {found}, journal: {expected}).",
    ),
    Code.RECORD_MISSING: (
        "変更履歴にある{table} {key} がありません。",
        "{table} {key} is in the journal but not in the case.",
    ),
    Code.RECORD_UNKNOWN: (
        "{table} {key} は変更履歴にありません。",
        "{table} {key} is not in the journal.",
    ),
    Code.TOUCH_ALTERED: (
        "変更履歴の索引（{entry}件目、{key}）が、履歴の内容と一致しません。",
        "The index of the journal (entry {entry}, {key}) is not what the entry says.",
    ),
    Code.SIGNOFF_DIFFERS: (
        "「{subject}」の{stage}の署名（変更履歴の{entry}件目）に残る件数とハッシュ値（{entries}件）が、"
        "署名の直前の履歴と一致しません。署名後に履歴が書き換えられたか、アプリ以外で作られた署名です。",
        "The count and the digest in the signature “{stage}” of “{subject}” (entry {entry}; count {entries}) "
        "are not those of the journal just before it. The journal was altered since, "
        "or the signature was not made by this application.",
    ),
    Code.SIGNED_CHANGED: (
        "変更履歴の{entry}件目は、署名済みの「{subject}」（{stage}：{signer}）を、署名を取り消さずに変更しています。",
        "Entry {entry} of the journal changes “{subject}”, which was signed ({stage}: {signer}) "
        "and whose signature had not been withdrawn.",
    ),
    Code.SIGNOFF_TOUCHED: (
        "「{subject}」の{stage}の署名が、署名とその取消し以外の方法で変更されています（変更履歴の{entry}件目）。",
        "The signature “{stage}” of “{subject}” was changed otherwise than by signing or withdrawing "
        "(entry {entry} of the journal).",
    ),
    Code.STAGE_SKIPPED: (
        "「{subject}」の{stage}の署名（変更履歴の{entry}件目）は、段階の順序どおりではありません。",
        "The signature “{stage}” of “{subject}” (entry {entry} of the journal) is not the stage "
        "that came next.",
    ),
    Code.SIGNED_TWICE: (
        "「{subject}」の{stage}の署名（変更履歴の{entry}件目）は、前の段階と同じ{signer}さんの署名です。",
        "The signature “{stage}” of “{subject}” (entry {entry} of the journal) is by {signer}, "
        "who had signed an earlier stage.",
    ),
    Code.SIGNER_DIFFERS: (
        "「{subject}」の{stage}の署名者（{signer}）が、その履歴（{entry}件目）の記録者（{reviewer}）と異なります。",
        "The signer of the signature “{stage}” of “{subject}” ({signer}) is not who made that entry "
        "({entry}: {reviewer}).",
    ),
    Code.DOCUMENT_ALTERED: (
        "文書 {key} の内容がハッシュ値と一致しません。",
        "The content of document {key} does not match its hash.",
    ),
    Code.DOCUMENT_MISSING: (
        "変更履歴にある文書 {key} がありません。",
        "Document {key} is named in the journal but not in the case.",
    ),
    Code.DOCUMENT_UNKNOWN: (
        "文書 {key} は変更履歴にありません。",
        "Document {key} is not named in the journal.",
    ),
    Code.EVIDENCE_ALTERED: (
        "ファイルの内容またはサイズが、添付・受領時のハッシュ値と一致しません（{named}）。",
        "The content or the size of a file is not what was attached or received ({named}).",
    ),
    Code.EVIDENCE_MISSING: (
        "変更履歴の{entry}件目にあるファイルの内容がなく、完全削除の履歴もありません（{named}）。",
        "The content of a file of entry {entry} is gone, and the journal does not say that it was purged "
        "({named}).",
    ),
    Code.EVIDENCE_UNKNOWN: (
        "変更履歴にないか、完全削除されたはずのファイルの内容があります（{named}）。",
        "There is the content of a file that is not in the journal, or that the journal says was purged "
        "({named}).",
    ),
    Code.DIGEST_UNKNOWN: (
        "紙に書き写したハッシュ値「{digest}」が変更履歴にありません。"
        "その時点の履歴が書き換えられたか、以前の状態のファイルです。",
        "The digest “{digest}” is not in the journal. "
        "The journal was altered since, or this is an earlier state of the file.",
    ),
    Code.SIGNED: (
        "「{subject}」は署名済みです（{stage}：{signer} {signed_at}）。変更できません。"
        "変更が必要な場合は、理由を付けて署名を取り消してください。",
        "“{subject}” is signed ({stage}: {signer} {signed_at}) and cannot be changed. "
        "To change it, withdraw the signature with a reason.",
    ),
    Code.CASE_SIGNED: (
        "点検全体「{subject}」が署名済みです（{stage}：{signer} {signed_at}）。変更できません。"
        "変更が必要な場合は、理由を付けて点検全体の署名を取り消してください。",
        "The whole case “{subject}” is signed ({stage}: {signer} {signed_at}) and cannot be changed. "
        "To change it, withdraw the signature of the whole with a reason.",
    ),
    Code.ALREADY_SIGNED: (
        "「{subject}」の{stage}は署名済みです（{signer} {signed_at}）。",
        "“{subject}” is signed already: {stage} by {signer} {signed_at}.",
    ),
    Code.STAGE_MISSING: (
        "「{subject}」の{stage}の前に、{missing}の署名が必要です。",
        "“{subject}” cannot be signed as “{stage}” before “{missing}” is signed.",
    ),
    Code.SAME_SIGNER: (
        "「{subject}」の{stage}に署名した{signer}さんは、{wanted}に署名できません。別の方が署名してください。",
        "{signer} signed “{subject}” as “{stage}” and cannot sign it as “{wanted}” too. "
        "Another person has to.",
    ),
    Code.SUBJECTS_NOT_APPROVED: (
        "点検全体を承認する前に、点検対象の承認が必要です（{count}件：{found}）。",
        "Before the whole case is approved, its subjects have to be ({count}: {found}).",
    ),
    Code.NOT_SIGNED: (
        "「{subject}」は署名されていません。取り消す署名はありません。",
        "“{subject}” is not signed, so there is no signature to withdraw.",
    ),
    Code.REOPEN_REASON_NEEDED: (
        "署名の取消しには理由が必要です。理由を入力してください。",
        "Withdrawing signatures needs a reason. Enter the reason.",
    ),
    Code.ITEMS_OPEN: (
        "「{subject}」には評価が未了の必須項目があります（{count}件：{found}）。",
        "“{subject}” has mandatory items without a final verdict ({count}: {found}).",
    ),
    Code.SUBJECTS_OPEN: (
        "評価が未了の必須項目がある点検対象：{count}件（{found}）。",
        "Subjects with mandatory items without a final verdict: {count} ({found}).",
    ),
    Code.SUBJECTS_UNSIGNED: (
        "{stage}の署名がない点検対象：{count}件（{found}）。",
        "Subjects not yet signed as “{stage}”: {count} ({found}).",
    ),
    Code.ITEMS_WEAK: (
        "「{subject}」の{rule}：{count}件（{items}）。",
        "“{subject}”: {rule}: {count} ({items}).",
    ),
    Code.ADVANCED_OPEN: (
        "「{subject}」の評価が未了の高度化項目：{count}件（{items}）。",
        "“{subject}”: advanced items without a final verdict: {count} ({items}).",
    ),
    Code.SIGNING_NOTE_NEEDED: (
        "未了または要確認の項目があります。"
        "このまま署名するときは、所見を付けてください（コマンドでは --note）。",
        "There are items that are open or to be checked. "
        "To sign all the same, give a note (--note of the command).",
    ),
}
