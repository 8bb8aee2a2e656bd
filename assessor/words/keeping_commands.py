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
        "控えを作成しました：{file}（変更履歴 {entries}件、確認済み）",
        "Wrote the copy {file} ({entries} journal entries, checked)",
    ),
    "same_volume": (
        "控えが案件と同じディスクにあります。別のディスクにも保管してください。",
        "The copy is on the same disk as the case. Keep one on another disk too.",
    ),
    "restore": (
        "控えと現在の案件の違いを示し、控えを新しいファイルに戻します",
        "tell how a copy differs from the case, and restore it into a new file",
    ),
    "restore_copy": ("控えのファイル（.assess）", "the copy (.assess)"),
    "restore_out": ("戻し先の新しいファイル（.assess）", "new file to restore to (.assess)"),
    "restored": (
        "控えを戻しました：{file}（控えの最終記録 {last}、控え以後の変更 {since}件）",
        "Restored {file} (last entry {last}; entries of the case since then: {since})",
    ),
    "restore_apart": (
        "この控えには、現在の案件にない変更が{apart}件あります（途中から別に編集された控えです）。",
        "The copy has {apart} entries that the case has not: the two went separate ways.",
    ),
    "restore_subjects": ("控え以後に変更した点検対象：{subjects}", "Subjects changed since: {subjects}"),
    "recover": (
        "壊れた案件から読める内容を、新しい案件に取り出します（元のファイルは変更しません）",
        "read what can be read of a damaged case into a new one (the file itself is left as it is)",
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
