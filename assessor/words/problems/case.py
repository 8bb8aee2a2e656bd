"""Sentences on the library, the case file, reviewing and evidence: Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.NOT_TOML: (
        "TOMLとして読めません（{line}行目：{message}）。該当行の書き方を確認してください。",
        "Not valid TOML (line {line}: {message}). Check that line.",
    ),
    Code.FIELD_INVALID: (
        "「{field}」の値「{found}」は使えません。次の形で書いてください：{expected}",
        "“{field}” cannot be “{found}”. Expected: {expected}",
    ),
    Code.FIELD_MISSING: (
        "「{field}」がありません。次の形で書き加えてください：{expected}",
        "“{field}” is missing. Expected: {expected}",
    ),
    Code.FIELD_UNKNOWN: (
        "「{field}」というキーはありません。近いキー：{nearest}",
        "There is no key “{field}”. Nearest: {nearest}",
    ),
    Code.DUPLICATE_ID: (
        "「{found}」が重複しています。別のIDにしてください。",
        "“{found}” is used twice. Give it another id.",
    ),
    Code.UNKNOWN_REFERENCE: (
        "「{field}」の「{found}」が見つかりません。名前を確認してください（{expected}）。",
        "“{field}” names “{found}”, which does not exist. Check the name ({expected}).",
    ),
    Code.NO_LIBRARY: (
        "チェックリストのフォルダー「{file}」を読めません。配布物一式がそろっているか確認してください。",
        "The checklist folder “{file}” cannot be read. Check that the whole distribution is there.",
    ),
    Code.UNKNOWN_PLAN: (
        "点検計画「{found}」はありません。使える計画：{expected}",
        "There is no plan “{found}”. Plans: {expected}",
    ),
    Code.NOT_FOUND: (
        "「{file}」が見つかりません。場所とファイル名を確認してください。",
        "“{file}” was not found. Check the folder and the name.",
    ),
    Code.NOT_A_CASE: (
        "「{file}」は点検案件のファイルではありません。拡張子 .assess のファイルを選んでください。"
        "以前は開けた場合、壊れている可能性があります。バックアップから戻してください。",
        "“{file}” is not a case file. Choose a file ending in .assess. "
        "If it used to be one, it is damaged: restore a backup.",
    ),
    Code.DAMAGED: (
        "「{file}」は壊れているため開けません{where}。変更せずに保管し、"
        "「バックアップから戻す」（コマンドは restore）または"
        "「壊れた案件から復旧」（コマンドは recover）を使ってください。",
        "“{file}” is damaged and cannot be opened{where}. Keep it as it is, and use “Restore from a backup” "
        "(command: restore) or “Recover a damaged case” (command: recover).",
    ),
    Code.BEGINNING_LOST: (
        "「{file}」は先頭の部分が失われているため、何も読み取れません。バックアップのファイルを使ってください。",
        "The beginning of “{file}” is lost, so nothing can be read from it. Use a backup.",
    ),
    Code.DOCUMENT_LOST: (
        "「{file}」に保存されているはずの写し（チェックリスト、送付した質問票など）がありません。"
        "バックアップのファイルを使うか、壊れた案件として復旧してください。",
        "A frozen text (a checklist, a questionnaire as it was sent, …) is missing from “{file}”. "
        "Use a backup, or recover it as a damaged case.",
    ),
    Code.DOCUMENT_CHANGED: (
        "「{file}」に保存されている写し（チェックリスト、送付した質問票など）が、保存時のハッシュ値と一致しません。"
        "バックアップのファイルを使うか、壊れた案件として復旧してください。",
        "A frozen text (a checklist, a questionnaire as it was sent, …) of “{file}” does not match its hash. "
        "Use a backup, or recover it as a damaged case.",
    ),
    Code.TOO_NEW: (
        "「{file}」は新しいバージョンのアプリで作成されています"
        "（ファイル {found}、このアプリ {known}）。アプリを更新してから開いてください。",
        "“{file}” was made by a newer version (file {found}, this application {known}). "
        "Update the application, then open it.",
    ),
    Code.READ_ONLY: (
        "「{file}」には書き込めません。書き込めるフォルダーを使ってください"
        "（案件は書き込めるフォルダーにコピーして開いてください）。",
        "“{file}” cannot be written. Use a folder you can write to (copy a case there, then open it).",
    ),
    Code.DISK_FULL: (
        "「{file}」のあるディスクの空きが足りません。空きを作ってからもう一度実行してください。"
        "これまでの記録は保存されています。",
        "The disk of “{file}” is full. Free some space and try again. Nothing recorded so far is lost.",
    ),
    Code.IN_USE: (
        "「{file}」は {who}さん（{machine}）が {since} から使用中です。"
        "閉じてもらってから開き直してください。",
        "“{file}” has been open by {who} ({machine}) since {since}. Close it there, then open it again.",
    ),
    Code.HOLDER_SILENT: (
        "「{file}」は {who}（{machine}）が {since} から開いていますが、{seen} を最後に反応がありません。"
        "使われていないことを確かめてから、画面で開き、「それでも開く」を選んでください。",
        "“{file}” has been open by {who} ({machine}) since {since}, with no activity since {seen}. "
        "Make sure that it is not in use, then open it in the window and choose to open it anyway.",
    ),
    Code.FILE_REPLACED: (
        "「{file}」は、開いている間に別のファイルに置き換えられました。今の操作は記録していません。"
        "開き直して、内容を確かめてください。",
        "“{file}” was replaced by another file while it was open. What you did just now is not recorded. "
        "Open it again and check what it holds.",
    ),
    Code.LOCKED: (
        "「{file}」は別の処理が使用中です。少し待ってからもう一度実行してください。",
        "“{file}” is busy. Wait a moment and try again.",
    ),
    Code.EXISTS: (
        "「{file}」は既にあります。別の名前を指定してください。",
        "“{file}” exists already. Choose another name.",
    ),
    Code.IS_FOLDER: (
        "「{file}」はフォルダーです。ファイルを指定してください。",
        "“{file}” is a folder. Choose a file.",
    ),
    Code.NO_FOLDER: (
        "フォルダー「{file}」がありません。先に作成するか、別の場所を指定してください。",
        "There is no folder “{file}”. Create it or choose another place.",
    ),
    Code.NOT_XLSX: (
        "「{file}」には書き出せません。ファイル名の末尾を .xlsx にしてください。",
        "“{file}” is not written. Give it a name that ends in .xlsx.",
    ),
    Code.CANNOT_READ: (
        "「{file}」を読めません。ほかのプログラムで開いていないか、権限があるか確認してください。",
        "“{file}” cannot be read. Check that no other program holds it and that you may read it.",
    ),
    Code.CANNOT_WRITE: (
        "「{file}」に書き込めません。"
        "ほかのプログラムで開いていないか、書き込めるフォルダーか確認してください。",
        "“{file}” cannot be written. "
        "Check that no other program holds it and that the folder can be written to.",
    ),
    Code.NO_TEMPORARY_FOLDER: (
        "一時フォルダーに書き込めません。"
        "ディスクの空きと、環境変数 TMP・TEMP の指すフォルダーを確認してください。",
        "No temporary folder can be written to. "
        "Check the space on the disk and the folder that TMP or TEMP name.",
    ),
    Code.MIGRATION_FAILED: (
        "「{file}」を新しいバージョンの形式に変換できませんでした。"
        "ファイルは元のままです。コピーを保管し、開発元へお知らせください。",
        "“{file}” could not be brought to the new format. The file is unchanged. Keep a copy and report it.",
    ),
    Code.UNKNOWN_SUBJECT: (
        "点検対象「{subject}」はこの案件にありません。対象のキー：{expected}",
        "There is no subject “{subject}” in this case. Subjects: {expected}",
    ),
    Code.UNKNOWN_ITEM: (
        "項目「{item}」は「{subject}」のチェックリストにありません。項目IDを確認してください。",
        "Item “{item}” is not in the checklist of “{subject}”. Check the item id.",
    ),
    Code.NOT_APPLICABLE_ITEM: (
        "項目「{item}」は「{subject}」に該当しません（{reason}）。機能の設定を見直してください。",
        "Item “{item}” does not apply to “{subject}” ({reason}). Check the features of the subject.",
    ),
    Code.BAD_MONTH: (
        "対応予定月「{found}」を年月として読み取れません。2026-12 の形式で入力してください。",
        "“{found}” is not a month. Write it like 2026-12.",
    ),
    Code.REASON_NEEDED: (
        "項目「{item}」を該当なしとするには理由が必要です。理由を入力してください。",
        "Item “{item}” needs a reason to be not applicable. Enter the reason.",
    ),
    Code.APPROVER_NEEDED: (
        "項目「{item}」を該当なしとするには承認者が必要です。承認者の氏名を入力してください。",
        "Item “{item}” needs an approver to be not applicable. Enter the approver's name.",
    ),
    Code.APPROVER_IS_REVIEWER: (
        "該当なしの承認者は、評価者（{reviewer}）とは別の方にしてください。",
        "“Not applicable” has to be approved by another person than the reviewer ({reviewer}).",
    ),
    Code.REASON_KEPT: (
        "項目「{item}」の理由は、評価が「{verdict}」だったときのものをそのまま残しています。"
        "確認し、--reason で指定し直してください（同じ文でもかまいません）。",
        "The reason of item “{item}” is still the one from when the verdict was “{verdict}”. "
        "Check it and give it again with --reason, in the same words if they fit.",
    ),
    Code.CHANGED_MEANWHILE: (
        "「{subject} {item}」の「{field}」は、表示した後に変更されています（現在の値：{current}）。"
        "最新の内容を確認してから、もう一度実行してください。",
        "“{field}” of “{subject} {item}” was changed meanwhile (now: {current}). Look at it and try again.",
    ),
    Code.EMPTY_TEXT: ("「{field}」が空です。入力してください。", "“{field}” is empty. Enter a text."),
    Code.TOO_LONG: (
        "「{field}」が長すぎます（{found}文字）。{expected}文字までにしてください。",
        "“{field}” is too long ({found} characters). At most {expected} are possible.",
    ),
    Code.FILE_VANISHED: (
        "証跡のファイル「{file}」が見つかりません。場所を確認して、もう一度添付してください。",
        "The evidence file “{file}” was not found. Check where it is and attach it again.",
    ),
    Code.FILE_CHANGED: (
        "証跡のファイル「{file}」は読取り中に変更されました。保存を終えてから、もう一度添付してください。",
        "“{file}” changed while it was read. Finish saving it, then attach it again.",
    ),
    Code.FILE_IS_FOLDER: (
        "「{file}」はフォルダーです。中のファイルを選んで添付してください。",
        "“{file}” is a folder. Attach the files in it.",
    ),
    Code.FILE_EMPTY: (
        "「{file}」は空のファイルです。内容を確認してください。",
        "“{file}” is empty. Check its content.",
    ),
    Code.ALREADY_ATTACHED: (
        "「{file}」と同じ内容の証跡は、項目「{item}」に既に添付されています（{name}）。",
        "The content of “{file}” is attached to item “{item}” already ({name}).",
    ),
    Code.CONTENT_MISSING: (
        "証跡「{file}」の内容が案件の中にありません。バックアップのファイルを確認してください。",
        "The content of “{file}” is not in the case. Look into a backup.",
    ),
    Code.CONTENT_DAMAGED: (
        "証跡「{file}」の内容が、添付時のハッシュ値と一致しません。バックアップのファイルを確認してください。",
        "The content of “{file}” does not match its hash. Look into a backup.",
    ),
}
