"""What the command line says of copies of a case: taken, restored, and a damaged case recovered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "backup": ("案件の控えを作り、読み直して確認します", "take a copy of the case, read again and checked"),
    "backup_out": (
        "控えのファイル（省略時は、この端末の控えフォルダー）",
        "file of the copy (default: the folder of copies on this computer)",
    ),
    "backed_up": (
        "控えを作成しました：{file}"
        "（変更履歴 {entries}件。構造と変更履歴は確認済み、証跡の内容は verify で確認できます）",
        "Wrote the copy {file} ({entries} journal entries; structure and journal checked, `verify` checks "
        "the evidence)",
    ),
    "same_volume": (
        "控えが案件と同じディスクにあります。別のディスクにも保管してください。",
        "The copy is on the same disk as the case. Keep one on another disk too.",
    ),
    "restore": (
        "控えと現在の案件の違いを示し、控えを新しいファイルに戻します（案件を開けない場合は、戻すだけです）",
        "tell how a copy differs from the case, and restore it into a new file (only that when the case "
        "cannot be opened)",
    ),
    "restore_copy": ("控えのファイル（.assess）", "the copy (.assess)"),
    "restore_out": ("戻し先の新しいファイル（.assess）", "new file to restore to (.assess)"),
    "restore_secret": (
        "控えのパスフレーズが案件と異なる場合に、それを1行目に書いたファイル",
        "file with the passphrase of the copy in its first line, when it is not that of the case",
    ),
    "restored_alone": (
        "控えを戻しました：{file}\n案件「{case}」を開けないため、控えとの違いは確認していません。",
        "Restored {file}\n“{case}” cannot be opened, so the copy was not compared with it.",
    ),
    "restored": (
        "控えを戻しました：{file}（控えの最終記録 {last}、控え以後の変更 {since}件）",
        "Restored {file} (last entry {last}; entries of the case since then: {since})",
    ),
    "restored_none": ("戻したファイルは暗号化されていません。", "The restored file is not encrypted."),
    "restored_case": (
        "戻したファイルは、現在の案件のパスフレーズで開きます。",
        "The restored file opens with the passphrase of the case.",
    ),
    "restored_given": (
        "控えは暗号化されていないため、戻したファイルを現在の案件のパスフレーズで暗号化しました。",
        "The copy is not encrypted; the restored file is, with the passphrase of the case.",
    ),
    "restored_copy": (
        "戻したファイルは、控えのパスフレーズで開きます（現在の案件のものと異なる場合があります）。",
        "The restored file opens with the passphrase of the copy, which may not be that of the case.",
    ),
    "restore_apart": (
        "この控えには、現在の案件にない変更が{apart}件あります（途中から別に編集された控えです）。",
        "The copy has {apart} entries that the case has not: the two went separate ways.",
    ),
    "restore_subjects": ("控え以後に変更した点検対象：{subjects}", "Subjects changed since: {subjects}"),
    "recover": (
        "壊れた案件から読める内容を、新しい案件に取り出します（元のファイルは変更しません。失われたものがあれば終了コード1）",
        "read what can be read of a damaged case into a new one (the file itself is left as it is; exit 1 "
        "when something is lost)",
    ),
    "recover_out": ("取り出し先の新しいファイル（.assess）", "new file to recover to (.assess)"),
    "recovered": (
        "復旧しました：{file}（変更履歴 {entries}件、記録 {records}件、文書 {documents}件、"
        "証跡 {contents}件）",
        "Recovered {file} (journal entries {entries}, records {records}, documents {documents}, "
        "contents {contents})",
    ),
    "recovered_whole": ("失われた内容はありません。", "Nothing was lost."),
    "recovered_lost": ("復旧できなかったもの：{count}件", "Could not be recovered: {count}"),
}
