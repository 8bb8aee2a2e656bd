"""What the command line says of copies of a case: taken, restored, and a damaged case recovered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "backup": (
        "案件のバックアップを作り、読み直して確認します",
        "back up the case; the backup is read again and checked",
    ),
    "backup_out": (
        "バックアップのファイル（省略時は、この端末のバックアップフォルダー）",
        "file of the backup (default: the folder of backups on this computer)",
    ),
    "backed_up": (
        "バックアップを作成しました：{file}"
        "（変更履歴 {entries}件。構造と変更履歴は確認済み、証跡の内容は verify で確認できます）",
        "Wrote the backup {file} ({entries} journal entries; structure and journal checked, `verify` checks "
        "the evidence)",
    ),
    "same_volume": (
        "バックアップが案件と同じディスクにあります。別のディスクにも保管してください。",
        "The backup is on the same disk as the case. Keep one on another disk too.",
    ),
    "restore": (
        "バックアップと現在の案件の違いを示し、バックアップを新しいファイルに戻します（案件を開けない場合は、戻すだけです）",
        "tell how a backup differs from the case, and restore it into a new file (only that when the case "
        "cannot be opened)",
    ),
    "restore_copy": ("バックアップのファイル（.assess）", "the backup (.assess)"),
    "restore_out": ("戻し先の新しいファイル（.assess）", "new file to restore to (.assess)"),
    "restore_secret": (
        "バックアップのパスフレーズが案件と異なる場合に、それを1行目に書いたファイル",
        "file with the passphrase of the backup in its first line, when it is not that of the case",
    ),
    "restored_alone": (
        "バックアップを戻しました：{file}\n案件「{case}」を開けないため、バックアップとの違いは確認していません。",
        "Restored {file}\n“{case}” cannot be opened, so the backup was not compared with it.",
    ),
    "restored": (
        "バックアップを戻しました：{file}（バックアップの最終記録 {last}、バックアップ以後の変更 {since}件）",
        "Restored {file} (last entry {last}; entries of the case since then: {since})",
    ),
    "restored_none": ("戻したファイルは暗号化されていません。", "The restored file is not encrypted."),
    "restored_case": (
        "戻したファイルは、現在の案件のパスフレーズで開きます。",
        "The restored file opens with the passphrase of the case.",
    ),
    "restored_given": (
        "バックアップは暗号化されていないため、戻したファイルを現在の案件のパスフレーズで暗号化しました。",
        "The backup is not encrypted; the restored file is, with the passphrase of the case.",
    ),
    "restored_copy": (
        "戻したファイルは、バックアップのパスフレーズで開きます（現在の案件のものと異なる場合があります）。",
        "The restored file opens with the passphrase of the backup, which may not be that of the case.",
    ),
    "restore_apart": (
        "このバックアップには、現在の案件にない変更が{apart}件あります（途中から別に編集されたバックアップです）。",
        "The backup has {apart} entries that the case has not: they have diverged.",
    ),
    "restore_subjects": (
        "バックアップ以後に変更した点検対象：{subjects}",
        "Subjects changed since: {subjects}",
    ),
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
