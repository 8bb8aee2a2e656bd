"""Sentences on passphrases; Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
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
}
