"""Sentences on workbooks that go out and come back: Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.NOT_A_WORKBOOK: (
        "「{file}」はExcelブックではありません（{kind}）。質問票を .xlsx 形式で保存し直してください。",
        "“{file}” is no workbook ({kind}). Save the questionnaire as .xlsx.",
    ),
    Code.PASSWORD_PROTECTED: (
        "「{file}」はパスワードで保護されています。この版では開けません。パスワードを外して保存し直してください。",
        "“{file}” is protected by a password, which this version cannot open. Save it without the password.",
    ),
    Code.OLD_FORMAT: (
        "「{file}」は古い形式または読み取れない形式です（{kind}）。.xlsx 形式で保存し直してください。",
        "“{file}” is in an old or unreadable format ({kind}). Save it as .xlsx.",
    ),
    Code.WORKBOOK_DAMAGED: (
        "「{file}」は途中で切れているか壊れています。もう一度受け取り直してください。",
        "“{file}” is cut off or damaged. Ask for it again.",
    ),
    Code.WORKBOOK_TOO_LARGE: (
        "「{file}」は展開後の大きさが上限を超えるため読み込みません（{found}、上限 {expected}）。"
        "質問票以外の内容が入っていないか確認してください。",
        "“{file}” is too large once unpacked ({found}, limit {expected}). Check what else it contains.",
    ),
    Code.NO_SHEETS: (
        "「{file}」からシートを読み取れません。Excelで開き、通常の .xlsx 形式で保存し直してください。",
        "No sheet of “{file}” can be read. Open it in Excel and save it as a normal .xlsx.",
    ),
    Code.NO_TOKEN: (
        "「{file}」に識別子がありません。この案件から書き出した質問票に記入してもらってください。",
        "“{file}” carries no identification. Have the questionnaire of this inspection filled in.",
    ),
    Code.NO_HEADING: (
        "「{file}」に質問票の見出し行が見つかりません。見出し行を消していないか確認してください。",
        "No heading row of a questionnaire is in “{file}”. Check that it was not deleted.",
    ),
    Code.MISSING_COLUMN: (
        "列「{field}」がありません。見つかった列：{found}",
        "The column “{field}” is missing. Columns found: {found}",
    ),
    Code.OTHER_CASE: (
        "「{file}」は別の点検案件の質問票です。案件を確認してください。",
        "“{file}” belongs to another inspection. Check which inspection it is for.",
    ),
    Code.OTHER_SUBJECT: (
        "「{file}」は「{found}」あての質問票で、選ばれた「{expected}」のものではありません。",
        "“{file}” is the questionnaire of “{found}”, not of “{expected}”.",
    ),
    Code.OLDER_ROUND: (
        "「{file}」は第{found}回の質問票です。現在は第{expected}回のため取り込みません。最新の質問票を確認してください。",
        "“{file}” is from round {found}; the current round is {expected}. Use the latest questionnaire.",
    ),
    Code.UNKNOWN_ROUND: (
        "「{file}」は第{found}回の質問票ですが、この案件ではまだ送付していません。案件の控えを確認してください。",
        "“{file}” is from round {found}, which this inspection has not sent. Check for another copy of it.",
    ),
    Code.NEWER_LAYOUT: (
        "「{file}」は新しい版の質問票です（版 {found}、対応する版 {known}）。アプリを新しくしてください。",
        "“{file}” has a newer layout (version {found}, known {known}). Update the application.",
    ),
    Code.OTHER_CHECKLIST: (
        "「{file}」のチェックリストの版が案件のものと異なります。質問票を作り直してください。",
        "“{file}” was made from another version of the checklist. Export the questionnaire again.",
    ),
    Code.TOKENS_DISAGREE: (
        "「{file}」の中の識別子が食い違っています。別の質問票から貼り付けていないか確認してください。",
        "The identifications inside “{file}” disagree. Check that nothing was pasted from another one.",
    ),
    Code.UNKNOWN_ANSWER: (
        "回答「{found}」を判別できません。実施済・一部実施・未実施・対象外のいずれかにしてください。",
        "“{found}” is not an answer. Use 実施済, 一部実施, 未実施 or 対象外.",
    ),
    Code.NOT_AN_ANSWER: (
        "「{found}」は回答として扱えません。項目ごとの回答を確認してください。",
        "“{found}” does not answer the item. Ask for an answer to this item itself.",
    ),
    Code.BAD_DATE: (
        "日付「{found}」を読めません。2020/12/31 または 2020年12月 の形にしてください。",
        "“{found}” is not a date. Write it like 2020/12/31 or 2020年12月.",
    ),
    Code.CELL_ERROR: (
        "セルがエラー値（{found}）です。値を入れ直してください。",
        "The cell holds an error ({found}). Enter the value again.",
    ),
    Code.UNKNOWN_ROW: (
        "この行の項目（{found}）は送付した質問票にありません。追加された行は取り込みません。",
        "This row ({found}) is not in the questionnaire that was sent. It is not imported.",
    ),
    Code.MISSING_ROW: (
        "項目「{item}」の行がありません。削除されていないか確認してください。",
        "The row of item “{item}” is missing. Check whether it was deleted.",
    ),
    Code.DUPLICATE_ROW: (
        "項目「{item}」の行が複数あります。どの回答が正しいか確認してください。",
        "Item “{item}” has several rows. Ask which of them is right.",
    ),
    Code.LOCKED_CELL_CHANGED: (
        "変更できない欄「{field}」が書き換えられています。この欄の変更は取り込みません。",
        "The locked cell “{field}” was changed. The change is not imported.",
    ),
    Code.MATCHED_BY_NUMBER: (
        "キーの列がないため、No.と点検項目の文言で項目「{item}」と判断しました。",
        "The key was missing; the row was matched to item “{item}” by its number and text.",
    ),
    Code.CONFLICT: (
        "項目「{item}」の「{field}」は案件でも変更されています（案件：{current}、返却：{returned}）。"
        "どちらを採るか選んでください。",
        "“{field}” of item “{item}” was changed here too (here {current}, returned {returned}). Choose one.",
    ),
    Code.SHORT_FILE: (
        "「{file}」を書き出した後の確認で内容が一致しませんでした（{found}／{expected}）。"
        "ファイルは残していません。もう一度実行してください。",
        "“{file}” did not hold what was written ({found} of {expected}). No file was left. Try again.",
    ),
    Code.NOTHING_TO_SEND: (
        "「{subject}」には送付する項目がありません。",
        "There is nothing to send to “{subject}”.",
    ),
}
