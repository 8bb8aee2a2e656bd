"""Sentences on what stands on a returned sheet beside the text of its cells: Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.NUMBER_UNSURE: (
        "数値（{found}）がセルにどう表示されていたか判別できません。元のファイルで確認してください。",
        "How the cell showed its number ({found}) cannot be told. Look at it in the file itself.",
    ),
    Code.STRUCK_TEXT: (
        "取消線で消された文字があります：{found}",
        "Text was struck out: {found}",
    ),
    Code.NOTE: (
        "メモ・コメントがあります（記入者：{author}）：{found}",
        "There is a note (by {author}): {found}",
    ),
    Code.TEXT_BOX: (
        "テキストボックスや図形に文字があります：{found}",
        "A text box or shape says: {found}",
    ),
    Code.SHAPE: (
        "図形・線・グラフがあります（{found}）。元のファイルで内容を確認してください。",
        "There is a shape, line or chart ({found}). Look at it in the file itself.",
    ),
    Code.PICTURE: (
        "画像があります（{found}）。内容を確認してください。",
        "There is a picture ({found}). Look at what it shows.",
    ),
    Code.CHECK_BOX: (
        "チェックボックスがあります（{found}：{state}）。",
        "There is a check box ({found}: {state}).",
    ),
    Code.OPTION_BUTTON: (
        "オプションボタンがあります（{found}：{state}）。",
        "There is an option button ({found}: {state}).",
    ),
    Code.EMBEDDED_FILE: (
        "ファイルが埋め込まれています（{found}）。証跡として取り込めます。",
        "A file is embedded ({found}). It can be taken over as evidence.",
    ),
    Code.LINK: (
        "リンクがあります：{address}",
        "There is a link: {address}",
    ),
    Code.INK: (
        "手書きの書き込みがあります（{found}）。元のファイルで内容を確認してください。",
        "There is handwriting ({found}). Look at it in the file itself.",
    ),
    Code.COLUMN_HIDDEN: (
        "列「{found}」が非表示になっています。非表示の列の記入も読みました。",
        "The column “{found}” is hidden. What is filled in there was read too.",
    ),
    Code.SHEET_ADDED: (
        "シート「{name}」が追加されています：{found}",
        "The sheet “{name}” was added: {found}",
    ),
    Code.TEXT_ADDED: (
        "質問票の欄の外に記入があります：{found}",
        "Something is written outside the fields of the questionnaire: {found}",
    ),
    Code.OTHER_CONTENT: (
        "このアプリケーションで確認できない内容があります（{found}）。元のファイルで確認してください。",
        "There is content that cannot be looked at here ({found}). Look at it in the file itself.",
    ),
    Code.MARKS_UNREAD: (
        "メモや図形などの一部を読み取れませんでした（{found}）。元のファイルで確認してください。",
        "Some of the notes or shapes could not be read ({found}). Look at them in the file itself.",
    ),
    Code.NO_CONTENT: (
        "画像や埋め込みファイルの中身がファイルにありません。元のファイルで確認してください。",
        "The file does not hold the content of this picture or embedded file. Look at the file itself.",
    ),
    Code.MORE_TEXTS: (
        "欄の外の記入が多いため、{count}件を超える分は一覧にありません。元のファイルで確認してください。",
        "There are more texts outside the fields than the {count} that are listed. Look at the file itself.",
    ),
}
