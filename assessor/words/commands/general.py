"""What the command line says: help, results and messages, in Japanese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.words import Language
from assessor.words.commands import backups, evidence, passphrase, verification

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    **evidence.TEXTS,
    **backups.TEXTS,
    **passphrase.TEXTS,
    **verification.TEXTS,
    "program": (
        "決済サービスのセキュリティ点検。引数を付けないか案件ファイルだけを指定すると、画面が開きます。",
        "Inspection of payment services. Without arguments, or with a case only, the window opens.",
    ),
    "log_unwritable": ("ログを書き込めません：{folder}", "The log cannot be written: {folder}"),
    "new": ("計画から点検案件を作ります", "create a case from a plan"),
    "sample": ("サンプルの点検案件を作ります", "build the sample case"),
    "show": ("グループ・対象・結果・件数を表示します", "show groups, subjects, outcomes and counts"),
    "mark": ("項目を評価します", "record a verdict"),
    "attach": ("項目に証跡を添付します", "attach evidence to an item"),
    "export": ("次の回の質問票を書き出します", "write the questionnaires of the next round"),
    "import": ("返却された質問票を取り込みます", "read returned questionnaires"),
    "report": ("点検結果表を作ります", "write the results workbook"),
    "checklists": ("チェックリストの一覧と書式の確認結果を表示します", "list and check the library"),
    "sign": (
        "点検対象または点検全体に署名します（作成・検証・承認）",
        "sign a subject or the whole case",
    ),
    "reopen": ("署名を取り消し、変更できるようにします", "withdraw signatures, so that changes are possible"),
    "scope": ("点検対象のキー、点検全体は *", "key of the subject, or * for the whole case"),
    "stage": ("段階", "the stage"),
    "note": ("署名の所見", "note to the signature"),
    "reopen_reason": ("署名を取り消す理由（履歴に残ります）", "reason for withdrawing (kept in the journal)"),
    "signed": (
        "署名しました：{what}（{signer}、{signed_at}）",
        "Signed: {what} ({signer}, {signed_at})",
    ),
    "signed_digest": (
        "変更履歴 {entries}件までのハッシュ値：\n{digest}",
        "Digest of the journal up to entry {entries}:\n{digest}",
    ),
    "reopened": (
        "署名を取り消しました：{what}（{count}件）",
        "Signatures withdrawn: {what} ({count})",
    ),
    "bad_day": (
        "日付は 2026-12-31 の形式で入力してください：{text}",
        "a day is given as 2026-12-31, not as {text}",
    ),
    "bad_digest": (
        "ハッシュ値は16〜64桁の16進数で入力してください：{text}",
        "a digest has 16 to 64 hexadecimal digits, unlike {text}",
    ),
    "bad_word": ("「{text}」という区分はありません（{words}）", "no such word: {text} ({words})"),
    "case": ("点検案件のファイル（.assess）", "the case file (.assess)"),
    "plan": ("点検計画のID", "id of the plan"),
    "title": ("点検案件の名称", "title of the case"),
    "json": ("JSONで出力します", "print JSON"),
    "subject": ("点検対象のキー", "key of the subject"),
    "show_subject": ("この点検対象の項目だけを表示します", "show the items of this subject"),
    "item": ("項目ID", "id of the item"),
    "verdict": ("評価区分", "the verdict"),
    "reason": ("評価理由", "reason of the verdict"),
    "due": ("対応予定月（2026-12 の形式）", "due month, like 2026-12"),
    "approver": ("該当なしの承認者", "who approved that the item does not apply"),
    "files": ("ファイル", "files"),
    "out_folder": ("書き出し先のフォルダー（なければ作ります）", "folder to write to (made when missing)"),
    "out_file": ("書き出し先のファイル（.xlsx）", "file to write (.xlsx)"),
    "due_on": ("回答期限（2026-12-31 の形式）", "answers are due on, like 2026-12-31"),
    "rounds": ("回収の状況（未返却・期限）を表示します", "show who has answered and who has not"),
    "returned": (
        "返却された質問票のファイル、またはそれらの入ったフォルダーかZIP",
        "returned questionnaires, or folders and zip files that hold them",
    ),
    "everything": ("2回目以降も、回答済みの項目を含めます", "in later rounds too, include what is answered"),
    "protect": (
        "質問票ごとにパスワードを付けます（--password-list に一覧を書き出します）",
        "protect each questionnaire by a password of its own (listed in --password-list)",
    ),
    "export_password": (
        "すべての質問票に付けるパスワードを1行目に書いたファイル",
        "file whose first line is the password for all questionnaires",
    ),
    "password_list": ("パスワードの一覧の書き出し先（.csv）", "where to write the list of passwords (.csv)"),
    "import_password": (
        "試すパスワードの一覧（書き出した一覧、または1行に1つ）",
        "passwords to try (the list that was written, or one a line)",
    ),
    "import_subject": (
        "識別子のない質問票の点検対象のキー",
        "key of the subject for a workbook without identification",
    ),
    "evidence": (
        "エビデンス名と照合して添付するファイルのフォルダーかZIP（1つの質問票に対して）",
        "folder or zip of files to be matched with the evidence names (for one questionnaire)",
    ),
    "blank_clears": ("空欄を「消去」として扱います", "let blank cells clear what this round holds"),
    "dry_run": ("取り込まずに結果だけ表示します", "report only, write nothing"),
    "reviewer": ("評価者の名前（省略時は端末の利用者）", "name of the reviewer (default: the user)"),
    "lang": ("表示の言語", "language of what is printed"),
    "created": (
        "点検案件を作成しました：{file}（点検対象 {subjects}件、点検項目 {items}項目）",
        "Created {file} (subjects {subjects}, items {items})",
    ),
    "marked": ("評価を記録しました：{what} → {verdict}", "Recorded: {what} → {verdict}"),
    "unchanged": ("変更はありません：{what}", "Nothing to change: {what}"),
    "attached": ("証跡を添付しました：{file}（{size} バイト）", "Attached: {file} ({size} bytes)"),
    "exported": (
        "質問票を書き出しました：{file}（第{round}回、{rows}項目、{cells}セル。保存後に読み直し、一致を確認）",
        "Wrote {file} (round {round}, {rows} items, {cells} cells checked)",
    ),
    "exported_all": (
        "書き出した質問票：{files}件、{rows}項目",
        "Questionnaires: {files}, items: {rows}",
    ),
    "imported": (
        "{file}：{status}（{subject} 第{round}回　行 {rows}、一致 {matched}、変更 {changed}、"
        "変更なし {unchanged}、空欄 {blank}、消去対象 {cleared}、競合 {conflicts}、要確認 {flagged}）",
        "{file}: {status} ({subject} round {round}; rows {rows}, matched {matched}, changed {changed}, "
        "unchanged {unchanged}, blank {blank}, to clear {cleared}, conflicts {conflicts}, flagged {flagged})",
    ),
    "would_attach": ("添付予定の証跡：{item} {file}", "Would attach: {item} {file}"),
    "alike": (
        "名称の似たファイルがあります（添付していません）：{item} {file}",
        "A file of a similar name (not attached): {item} {file}",
    ),
    "evidence_missing": (
        "エビデンス名にあるファイルが見つかりません：{item} {file}",
        "Named as evidence but not there: {item} {file}",
    ),
    "attached_named": ("証跡を添付しました：{item} {file}", "Attached: {item} {file}"),
    "passwords_written": (
        "パスワードの一覧を書き出しました：{file}（質問票とは別に保管・送付してください）",
        "Wrote the list of passwords: {file} (keep and send it apart from the questionnaires)",
    ),
    "password_wanted": (
        "「{file}」のパスワード（不明なら空のまま Enter）",
        "Password of “{file}” (empty to skip)",
    ),
    "head_sent": ("送付日", "Sent"),
    "head_due_on": ("回答期限", "Due on"),
    "head_standing": ("状況", "Status"),
    "head_answered": ("回答", "Answered"),
    "head_mandatory_open": ("必須未回答", "Mandatory open"),
    "head_returned": ("返却", "Returned"),
    "standing_not_sent": ("未送付", "not sent"),
    "standing_not_returned": ("未返却", "not returned"),
    "standing_partial": ("一部回答", "partly answered"),
    "standing_complete": ("回答済み", "answered"),
    "overdue": ("（期限超過）", " (overdue)"),
    "status_applied": ("取り込みました", "applied"),
    "status_previewed": ("確認のみ", "previewed"),
    "status_refused": ("取り込めません", "refused"),
    "status_duplicate": ("同じ内容のファイルがほかにもあります", "the same file stands above"),
    "status_evidence": (
        "質問票ではありません（証跡の候補）",
        "no questionnaire; it may be attached as evidence",
    ),
    "status_opened": (
        "開いて中を確認しました（中のファイルもこの一覧にあります）",
        "opened; what lies in it is listed too",
    ),
    "reported": (
        "点検結果表を作成しました：{file}（{rows}行、{cells}セル。保存後に読み直し、一致を確認）",
        "Wrote {file} ({rows} rows, {cells} cells checked)",
    ),
    "case_line": (
        "{title}（点検対象 {subjects}件、点検項目 {items}項目）",
        "{title} (subjects {subjects}, items {items})",
    ),
    "head_subject": ("点検対象", "Subject"),
    "head_as_of": ("点検基準", "As of"),
    "head_outcome": ("点検結果", "Outcome"),
    "head_mandatory": ("必須 充足/該当", "Mandatory met/applicable"),
    "head_unmet": ("必須 未充足", "Mandatory unmet"),
    "head_open": ("必須 評価未了", "Mandatory open"),
    "head_advanced": ("高度化 充足/該当", "Advanced met/applicable"),
    "head_item": ("項目ID", "Item"),
    "head_section": ("分類", "Section"),
    "head_class": ("区分", "Class"),
    "head_answer": ("回答", "Answer"),
    "head_verdict": ("評価区分", "Verdict"),
    "head_due_month": ("対応予定月", "Due month"),
    "head_evidence": ("証跡", "Evidence"),
    "head_requirement": ("点検項目", "Requirement"),
    "head_round": ("送付回", "Round"),
    "head_weak": ("要確認", "To check"),
    "head_list": ("チェックリスト", "Checklist"),
    "head_title": ("名称", "Title"),
    "head_version": ("版", "Version"),
    "head_items": ("項目", "Items"),
    "head_plan": ("点検計画", "Plan"),
    "forced": (
        "強制的に終了しました。終わっていた処理は、記録されている場合があります。",
        "Ended at once. What was finished by then may be recorded.",
    ),
    "cancelled_after": (
        "途中で中止しました。ここまでに表示した変更は記録されています。",
        "Cancelled on the way. What is told above is recorded.",
    ),
    "cancelled": ("中止しました。何も変更していません。", "Cancelled. Nothing was changed."),
}


def say(key: str, language: Language, **values: object) -> str:
    """Return a sentence of the command line."""
    return TEXTS[key][1 if language is Language.EN else 0].format(**values)
