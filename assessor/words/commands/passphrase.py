"""What the command line says of passphrases; Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "passphrase": (
        "案件のパスフレーズを設定・変更・解除します",
        "give a case a passphrase, another one, or none",
    ),
    "passphrase_file": (
        "パスフレーズを1行目に書いたファイル（省略時は環境変数 ASSESSOR_PASSPHRASE、なければ入力）",
        "file whose first line is the passphrase (else ASSESSOR_PASSPHRASE, else it is asked for)",
    ),
    "new_passphrase_file": (
        "新しいパスフレーズを1行目に書いたファイル（省略時は入力）",
        "file whose first line is the new passphrase (else it is asked for)",
    ),
    "encrypt": (
        "パスフレーズで暗号化します（--passphrase-file があれば省略可）",
        "encrypt the case with a passphrase (--passphrase-file alone does it too)",
    ),
    "passphrase_unused": (
        "案件は暗号化せずに作成します。環境変数 ASSESSOR_PASSPHRASE だけでは暗号化しません"
        "（暗号化するには、new に --encrypt を付けるか、作成後に passphrase を実行してください）。",
        "The case is made without encryption: ASSESSOR_PASSPHRASE alone encrypts nothing. "
        "Use new --encrypt, or passphrase afterwards.",
    ),
    "passphrase_remove": (
        "パスフレーズを解除し、暗号化をやめます",
        "take the passphrase away, and the encryption",
    ),
    "passphrase_recovery": (
        "復旧コードを表示します（紙に書き写し、案件とは別に保管してください）",
        "print the recovery code (to be kept on paper, apart from the case)",
    ),
    "passphrase_wanted": ("「{file}」のパスフレーズ", "Passphrase of “{file}”"),
    "passphrase_again": (
        "パスフレーズが違うか、案件のファイルではありません。もう一度入力してください。",
        "The passphrase is wrong, or this is not a case file. Try again.",
    ),
    "passphrase_new": ("「{file}」の新しいパスフレーズ", "New passphrase of “{file}”"),
    "passphrase_repeat": ("もう一度入力", "Repeat it"),
    "passphrase_differ": (
        "2回の入力が一致しません。もう一度入力してください。",
        "The two are not the same. Try again.",
    ),
    "passphrase_weak": (
        "このパスフレーズは弱く、ファイルを持ち出されると破られるおそれがあります。",
        "This passphrase is weak: whoever has the file may find it out.",
    ),
    "passphrase_set": (
        "パスフレーズを設定しました。案件全体を暗号化しました：{file}",
        "The passphrase is set and the whole case is encrypted: {file}",
    ),
    "passphrase_changed": (
        "パスフレーズを変更しました：{file}（これまでの復旧コードは使えません）",
        "The passphrase is changed: {file} (earlier recovery codes open it no more)",
    ),
    "passphrase_removed": (
        "パスフレーズを解除しました。案件は暗号化されていません：{file}",
        "The passphrase is taken away and the case is not encrypted any more: {file}",
    ),
    "passphrase_plain_copy": (
        "暗号化されていないファイルが残っています。確認し、不要なら削除してください：{file}",
        "A file that is not encrypted is left. See what it is, and delete it if it is not needed: {file}",
    ),
    "passphrase_linked": (
        "暗号化前のファイルに、ほかのフォルダーからのハードリンクがあります。リンク先のファイルは暗号化されていません。",
        "The file of before has another name (a hard link) in some other folder, and is not encrypted there.",
    ),
    "recovery_code": ("復旧コード：\n{code}", "Recovery code:\n{code}"),
}
