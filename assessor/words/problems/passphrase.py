"""Sentences on passphrases; Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.IN_THE_WAY: (
        "「{file}」があるため実行できません。中身を確認し、別の場所へ移してからもう一度実行してください。",
        "“{file}” is in the way. See what it is, move it elsewhere and try again.",
    ),
    Code.PASSPHRASE_NEEDED: (
        "「{file}」を使うにはパスフレーズが必要です。パスフレーズを入力してください。",
        "“{file}” needs a passphrase. Enter the passphrase.",
    ),
    Code.WRONG_PASSPHRASE: (
        "「{file}」を開けません。パスフレーズが違うか、点検案件のファイルではありません。",
        "“{file}” cannot be opened. The passphrase is wrong, or this is not a case file.",
    ),
    Code.NOT_ENCRYPTED: (
        "「{file}」は暗号化されていません。パスフレーズを指定せずに開いてください。",
        "“{file}” is not encrypted. Open it without a passphrase.",
    ),
    Code.PASSPHRASE_WITH_NUL: (
        "パスフレーズに使えない文字（U+0000）が含まれています。",
        "The passphrase holds a character that cannot be used (U+0000).",
    ),
    Code.NOT_A_PASSPHRASE_FILE: (
        "「{file}」はパスフレーズのファイルとして使えません。"
        "1行目にパスフレーズを書いた、64 KiB以下のファイルを指定してください。",
        "“{file}” is no passphrase file. Name a file of up to 64 KiB whose first line is the passphrase.",
    ),
}
