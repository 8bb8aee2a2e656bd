"""Sentences on what is odd inside a returned workbook and beside it: Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.MISSING_COLUMN: (
        "列「{field}」がありません。見つかった列：{found}",
        "The column “{field}” is missing. Columns found: {found}",
    ),
    Code.UNKNOWN_ANSWER: (
        "回答「{found}」を判別できません。実施済・一部実施・未実施・対象外のいずれかにしてください。",
        "“{found}” is not an answer. Use 実施済, 一部実施, 未実施 or 対象外.",
    ),
    Code.NOT_AN_ANSWER: (
        "「{found}」は回答として扱えません。項目ごとの回答を先方に確認してください。",
        "“{found}” does not answer the item. Ask for an answer to this item itself.",
    ),
    Code.BAD_DATE: (
        "日付「{found}」を日付として読み取れません。2026/12/31 または 2026年12月 の形式にしてください。",
        "“{found}” is not a date. Write it like 2026/12/31 or 2026年12月.",
    ),
    Code.CELL_ERROR: (
        "セルがエラー値（{found}）です。値を入れ直してください。",
        "The cell holds an error ({found}). Enter the value again.",
    ),
    Code.TEXT_TOO_LONG: (
        "「{field}」が{found}文字あり、Excelの1セルに入る{expected}文字を超えています。"
        "取り込むと案件には全文が残りますが、書き出すブックでは途中で切り、末尾に「（以下略）」と記します。",
        "“{field}” has {found} characters, more than the {expected} that a cell of Excel holds. "
        "The case keeps all of it once imported; workbooks that are written end it with （以下略）.",
    ),
    Code.UNKNOWN_ROW: (
        "この行の項目（{found}）は送付した質問票にありません。追加された行は取り込みません。",
        "This row ({found}) is not in the questionnaire that was sent. It is not imported.",
    ),
    Code.FOREIGN_ROW: (
        "この行は別の質問票（別の点検対象または回）のものです（{found}）。取り込みません。",
        "This row belongs to another questionnaire: another subject or round ({found}). It is not imported.",
    ),
    Code.NOT_FILLED_IN: (
        "何も記入されていません。送付した質問票がそのまま返却されていないか確認してください。",
        "Nothing is filled in. Check whether the questionnaire came back as it was sent.",
    ),
    Code.MISSING_ROW: (
        "項目「{item}」の行がありません。削除されていないか確認してください。",
        "The row of item “{item}” is missing. Check whether it was deleted.",
    ),
    Code.CONFLICT: (
        "項目「{item}」の「{field}」は案件でも変更されています（案件：{current}、返却：{returned}）。"
        "どちらを採るか選んでください。",
        "“{field}” of item “{item}” was changed here too (here {current}, returned {returned}). Choose one.",
    ),
    Code.DUPLICATE_ROW: (
        "項目「{item}」の行が複数あります。内容が異なる場合は取り込みませんので、どの回答が正しいか確認してください。",
        "Item “{item}” has several rows. Where they differ none is imported: ask which of them is right.",
    ),
    Code.LOCKED_CELL_CHANGED: (
        "変更できない欄「{field}」が書き換えられています。この欄の変更は取り込みません。",
        "The locked cell “{field}” was changed. The change is not imported.",
    ),
    Code.QUESTION_CHANGED: (
        "項目「{item}」の設問文（{field}）が書き換えられています。回答の前提が変わっていないか確認してください。",
        "The question of item “{item}” ({field}) was changed. Check what the answer answers.",
    ),
    Code.FORMULA_WITHOUT_VALUE: (
        "セルの数式に計算結果が保存されていないため読み取れません。値を入力し直してもらってください。",
        "The cell holds a formula without a saved result. Ask for the value itself.",
    ),
    Code.CELLS_MERGED: (
        "セル {found} が結合されています。値は左上のセルがある行の項目だけに取り込みます。",
        "Cells {found} are merged. The value counts for the item of the first cell only.",
    ),
    Code.SEVERAL_TABLES: (
        "質問票の表がほかの場所にもあります（{found}）。「{expected}」の表だけを読みました。",
        "There are more question tables ({found}). Only “{expected}” was read.",
    ),
    Code.DUPLICATE_COLUMN: (
        "列「{field}」が複数あり、内容が異なります（{found}）。この列は取り込みません。",
        "The column “{field}” stands there several times and differs ({found}). It is not imported.",
    ),
    Code.MATCHED_BY_NUMBER: (
        "照合用のキーが失われた行が {found} 行あり、No.と点検項目の文言で照合しました。",
        "The key of {found} rows could not be used; they were matched by number and text.",
    ),
    Code.TOKEN_LOST: (
        "識別子が失われていますが、「{found}」第{round}回の質問票として読みました。",
        "The identification is lost; it was read as the questionnaire of “{found}”, round {round}.",
    ),
    Code.OTHER_FORMAT: (
        "別の形式（{kind}）で保存されたファイルを読みました。",
        "The file was saved in another format ({kind}) and read.",
    ),
    Code.OLD_FORMAT_UNSURE: (
        "{kind}形式のため、画像や埋め込みファイルの中身、スレッド形式の返信、HYPERLINK関数のリンク先、"
        "計算結果のない数式は確認できません。"
        "元のファイルで確認してください。",
        "Of a {kind} file, these cannot be told: what pictures and embedded files hold, replies in threads "
        "of comments, addresses in HYPERLINK functions, and formulas without a saved result. "
        "Look at them in the file itself.",
    ),
    Code.BINARY_FORMAT_UNSURE: (
        "{kind}形式のため、取消線、メモ、図形、画像、リンク、数値の表示、エラー値、非表示の行と列、セルの結合は"
        "確認できません。元のファイルで確認してください。",
        "Of a {kind} file, these cannot be told: struck text, notes, shapes, pictures, links, how numbers "
        "are shown, errors, hidden rows and columns, and merged cells. Look at them in the file itself.",
    ),
    Code.SHEET_RENAMED: (
        "シート名が「{expected}」から「{found}」に変わっています。",
        "The sheet “{expected}” is now called “{found}”.",
    ),
    Code.HEADING_MOVED: (
        "見出し行が {expected} 行目から {found} 行目に移っています。",
        "The heading row moved from row {expected} to row {found}.",
    ),
    Code.COLUMN_ADDED: (
        "列「{found}」が追加されています。この列は読みません。",
        "The column “{found}” was added. It is not read.",
    ),
    Code.COLUMNS_MOVED: (
        "列の並びが変わっています（{found}）。見出しで対応付けました。",
        "The columns were moved ({found}). They were matched by their headings.",
    ),
    Code.ROWS_MOVED: (
        "行の並びが変わっています（{found} か所）。項目ごとに対応付けました。",
        "Rows were moved (in {found} places). They were matched item by item.",
    ),
    Code.ROWS_HIDDEN: (
        "非表示の行が {found} 行あります。非表示の行の回答も読みました。",
        "{found} rows are hidden. Their answers were read too.",
    ),
    Code.UNANSWERED: (
        "必須項目のうち {count} 件が未回答です：{items}",
        "{count} mandatory items are not answered: {items}",
    ),
    Code.ARCHIVE_DAMAGED: (
        "「{file}」は壊れているか、対応していない方式で圧縮されています。送付元に再送を依頼してください。",
        "“{file}” is damaged or packed in a way that is not supported. Ask for it again.",
    ),
    Code.ARCHIVE_PROTECTED: (
        "ZIPファイル「{file}」はパスワードで保護されています。パスワードを指定するか、展開してからフォルダーを選んでください。",
        "The archive “{file}” is protected. Give its password, or unpack it and choose the folder.",
    ),
    Code.ARCHIVE_AES: (
        "ZIPファイル「{file}」はAES方式で暗号化されているため開けません。"
        "7-Zipなどで展開してから、中のファイルかフォルダーを選んでください。",
        "The archive “{file}” is encrypted with AES, which cannot be opened here. "
        "Unpack it with a program such as 7-Zip, and choose the files or the folder.",
    ),
    Code.MAIL_DAMAGED: (
        "メール「{file}」は壊れているため読み取れません。添付ファイルを取り出して保存し、それを選んでください。",
        "The mail “{file}” is damaged. Save what is attached to it, and choose that.",
    ),
    Code.NOTHING_ATTACHED: (
        "「{file}」に質問票（Excelブック）が入っていません。本文のリンクや別のメールで届いていないか確認してください。",
        "There is no questionnaire (Excel workbook) in “{file}”. "
        "Check for a link in its text, or for another mail.",
    ),
    Code.ARCHIVE_UNSAFE: (
        "「{file}」に安全でないファイル（{name}）があるため、全体を読み込みません。送付元に確認してください。",
        "“{file}” holds an unsafe entry ({name}), so nothing of it is read. Ask the sender.",
    ),
    Code.ARCHIVE_NESTED: (
        "ZIPファイル「{file}」の中の圧縮ファイル「{name}」は開きません。取り出して展開してから選んでください。",
        "“{name}” inside the archive “{file}” is an archive itself. Unpack it and choose what it holds.",
    ),
    Code.ARCHIVE_TOO_LARGE: (
        "「{file}」は、サイズまたはファイル数が上限を超えているため読み込みません"
        "（{what} {found}、上限 {expected}）。",
        "“{file}” is beyond the limit on size or number and is not read ({what} {found}, limit {expected}).",
    ),
}
