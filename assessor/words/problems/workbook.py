"""Sentences on workbooks that cannot be written, read or taken over: Japanese, English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.NOT_A_WORKBOOK: (
        "「{file}」をExcelブックとして読み取れません。質問票を .xlsx 形式で保存し直してください。",
        "“{file}” cannot be read as an Excel workbook. Save the questionnaire as .xlsx.",
    ),
    Code.IS_PDF: (
        "「{file}」はPDFです。回答を読み取れませんので、Excelブック（.xlsx）での返送を依頼してください。",
        "“{file}” is a PDF, from which no answers can be read. Ask for the workbook (.xlsx) itself.",
    ),
    Code.IS_HTML: (
        "「{file}」の中身はWebページ（HTML）です。受け取り直すか、.xlsx 形式で保存し直してください。",
        "“{file}” holds a web page (HTML). Download it again, or save the questionnaire as .xlsx.",
    ),
    Code.IS_CSV: (
        "「{file}」の中身はCSVなどの文字データです。質問票を .xlsx 形式で保存し直してください。",
        "“{file}” holds plain text such as CSV. Save the questionnaire as .xlsx.",
    ),
    Code.IS_ZIP: (
        "「{file}」の中身はZIPなどの圧縮ファイルです。展開するか、.zip の名前に直して選んでください。",
        "“{file}” is an archive. Unpack it and choose the questionnaire, or choose it under a .zip name.",
    ),
    Code.IS_OLD_OFFICE: (
        "「{file}」はExcel以外の古いOfficeファイルです。質問票を .xlsx 形式で保存し直してください。",
        "“{file}” is an old Office file, but not an Excel workbook. Save the questionnaire as .xlsx.",
    ),
    Code.IS_ARCHIVE: (
        "「{file}」は {kind} 形式の圧縮ファイルのため開けません。展開して、中の質問票を選んでください。",
        "“{file}” is an archive of the format {kind}, which cannot be opened here. "
        "Unpack it and choose the questionnaire in it.",
    ),
    Code.IS_DOCUMENT: (
        "「{file}」はWordやPowerPointなどの文書です。回答をExcelの質問票（.xlsx）に記入して返送するよう依頼してください。",
        "“{file}” is a document of a word processor or slides. "
        "Ask for the answers in the questionnaire (.xlsx) itself.",
    ),
    Code.IS_IMAGE: (
        "「{file}」は画像です。回答を読み取れませんので、Excelの質問票（.xlsx）の返送を依頼してください。",
        "“{file}” is a picture, from which no answers can be read. Ask for the questionnaire (.xlsx).",
    ),
    Code.IS_MAIL: (
        "「{file}」はメールです。添付の質問票を取り出して保存し、それを選んでください。",
        "“{file}” is a mail. Save the questionnaire attached to it, and choose that.",
    ),
    Code.IS_NUMBERS: (
        "「{file}」はNumbersなどAppleのアプリのファイルです。"
        "Numbersで開き、「書き出す」→「Excel」で保存した .xlsx を選んでください。",
        "“{file}” is of Numbers or another program of Apple. "
        "Open it in Numbers, export it as Excel, and choose that .xlsx.",
    ),
    Code.IS_PROGRAM: (
        "「{file}」はプログラム（自己復号・自己展開形式など）のため開きません。"
        "開かずに、通常の .xlsx での返送を依頼してください。",
        "“{file}” is a program, perhaps one that unpacks or decrypts itself, and is not opened. "
        "Do not start it; ask for a normal .xlsx.",
    ),
    Code.IS_SHORTCUT: (
        "「{file}」はほかの場所へのショートカット（リンク）です。リンク先のファイルそのものを選んでください。",
        "“{file}” is a shortcut or link to another place. Choose the file that it leads to.",
    ),
    Code.IS_TNEF: (
        "「{file}」はOutlook独自の形式（winmail.dat）のため、中の添付ファイルを読み取れません。"
        "質問票だけを送り直すよう依頼してください。",
        "“{file}” holds attachments as only Outlook writes them (winmail.dat), which cannot be read. "
        "Ask for the questionnaire again, sent as plain text or HTML.",
    ),
    Code.UNKNOWN_BYTES: (
        "「{file}」の中身はExcelブックではありません。暗号化ソフト（秘文、DataClasysなど）で保護されている可能性があります。"
        "復号したファイルの返送を依頼してください。",
        "“{file}” does not hold a workbook. It may be protected by encryption software of a company. "
        "Ask for a decrypted copy.",
    ),
    Code.HEADING_LOST: (
        "「{file}」はこの様式の質問票ですが、見出し行がないため読み取れません。"
        "送付したファイルへの記入と返送を依頼してください。",
        "“{file}” is a questionnaire of ours, but its heading row is gone and it cannot be read. "
        "Have the file that was sent filled in again.",
    ),
    Code.PASSWORD_PROTECTED: (
        "「{file}」はパスワードで保護されています。パスワードを入力してください。"
        "入力しても開けない形式の場合は、パスワードを外して保存し直してもらってください。",
        "“{file}” is protected by a password. Enter the password; "
        "if the format cannot be opened even so, have it saved without one.",
    ),
    Code.WRONG_PASSWORD: (
        "「{file}」のパスワードが違います。全角・半角や大文字・小文字を確かめて、もう一度入力してください。",
        "The password for “{file}” is wrong. Check width and case, and enter it again.",
    ),
    Code.TOO_MANY_PASSWORDS: (
        "「{file}」は照合に時間がかかる方式のため、一度に試せるパスワードは{expected}個までです（{found}個）。"
        "このファイルのパスワードだけを指定してください。",
        "“{file}” takes long to test: at most {expected} passwords can be tried at once ({found} given). "
        "Give only its own.",
    ),
    Code.NOT_A_PASSWORD_LIST: (
        "「{file}」からパスワードを読み取れません。書き出したパスワード一覧（CSV）か、"
        "1行に1つずつ書いたテキストファイルを指定してください。",
        "No passwords can be read from “{file}”. Choose the list that was written (CSV), "
        "or a text file with one password a line.",
    ),
    Code.RIGHTS_MANAGED: (
        "「{file}」は閲覧権限の管理（IRMなど）で保護されているため開けません。"
        "保護を外したファイルの返送を依頼してください。",
        "“{file}” is protected by rights management and cannot be opened. Ask for a copy without it.",
    ),
    Code.STRICT_FORMAT: (
        "「{file}」は「Strict Open XML」形式のため読み取れません。"
        "Excelの「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存し直してください。",
        "“{file}” is a “Strict Open XML” workbook, which cannot be read. "
        "Save it in Excel as “Excel Workbook (.xlsx)”.",
    ),
    Code.WORKBOOK_TOO_LARGE: (
        "「{file}」は大きすぎるため読み込みません（{found}、上限 {expected}）。"
        "質問票以外の内容が入っていないか確認してください。",
        "“{file}” is too large to be read ({found}, limit {expected}). Check what else it contains.",
    ),
    Code.PART_TWICE: (
        "「{file}」の中に同じ名前の部分（{found}）が2つあり、どちらが正しいか判別できないため読み込みません。"
        "Excelで開いて保存し直したファイルの返送を依頼してください。",
        "“{file}” holds one part twice ({found}), and nothing tells which of the two counts. "
        "Have it opened and saved again in Excel.",
    ),
    Code.NO_TOKEN: (
        "「{file}」に識別子がないため、どの点検対象の質問票か分かりません。"
        "点検対象を指定するか、この案件から書き出した質問票への記入を依頼してください。",
        "“{file}” carries no identification. Say whose it is, "
        "or have the questionnaire of this case filled in.",
    ),
    Code.OLDER_ROUND: (
        "「{file}」は第{found}回の質問票です。現在は第{expected}回のため取り込みません（内容の確認はできます）。",
        "“{file}” is from round {found}; the current round is {expected}. It can be looked at, not imported.",
    ),
    Code.ALREADY_RETURNED: (
        "「{file}」は第{found}回の返却として取り込み済みのファイルです"
        "（現在は第{expected}回、取り込み {at}）。内容の確認だけできます。",
        "“{file}” was imported for round {found} already (now round {expected}, imported {at}). "
        "It can be looked at only.",
    ),
    Code.WORKBOOK_DAMAGED: (
        "「{file}」は途中で切れているか壊れています。送付元に再送を依頼してください。",
        "“{file}” is cut off or damaged. Ask for it again.",
    ),
    Code.NO_SHEETS: (
        "「{file}」からシートを読み取れません。Excelで開き、通常の .xlsx 形式で保存し直してください。",
        "No sheet of “{file}” can be read. Open it in Excel and save it as a normal .xlsx.",
    ),
    Code.NO_HEADING: (
        "「{file}」に質問票の見出し行が見つかりません。見出し行を消していないか確認してください。",
        "No heading row of a questionnaire is in “{file}”. Check that it was not deleted.",
    ),
    Code.OTHER_CASE: (
        "「{file}」は別の点検案件の質問票です。案件を確認してください。",
        "“{file}” belongs to another case. Check which case it is for.",
    ),
    Code.OTHER_SUBJECT: (
        "「{file}」は「{found}」あての質問票で、選ばれた「{expected}」のものではありません。",
        "“{file}” is the questionnaire of “{found}”, not of “{expected}”.",
    ),
    Code.UNKNOWN_ROUND: (
        "「{file}」は第{found}回の質問票ですが、この案件ではまだ送付していません。"
        "案件のバックアップを確認してください。",
        "“{file}” is from round {found}, which has not been sent from this case. Look into its backups.",
    ),
    Code.NEWER_LAYOUT: (
        "「{file}」は新しいバージョンの質問票です"
        "（{found}、対応するバージョン {known}）。アプリを更新してください。",
        "“{file}” has a newer layout (version {found}, known {known}). Update the application.",
    ),
    Code.OTHER_CHECKLIST: (
        "「{file}」のチェックリストの版が案件のものと異なります。質問票を再作成し、再送してください。",
        "“{file}” was made from another version of the checklist. Export the questionnaire again.",
    ),
    Code.TOKENS_DISAGREE: (
        "「{file}」の中の識別子が食い違っています。別の質問票から貼り付けていないか確認してください。",
        "The identifications inside “{file}” disagree. Check that nothing was pasted from another one.",
    ),
    Code.SHORT_FILE: (
        "「{file}」を書き出した後の確認で内容が一致しませんでした（{found}／{expected}）。"
        "ファイルは残していません。もう一度実行してください。",
        "“{file}” did not hold what was written ({found} of {expected}). No file was left. Try again.",
    ),
    Code.NOBODY_TO_SEND: (
        "送付する項目のある点検対象がありません。すべて回答済みか、署名済みです。"
        "回答済みの項目も送る場合は --all（画面では「すべての項目」）を指定してください。",
        "There is nothing to send to anybody: all is answered or signed. "
        "To send what is answered too, use --all (in the window: all items).",
    ),
    Code.NO_QUESTIONNAIRES: (
        "「{file}」に質問票（Excelファイル）が見つかりません。場所を確認してください。",
        "There is no questionnaire (Excel file) in “{file}”. Check the place.",
    ),
    Code.NOTHING_TO_SEND: (
        "「{subject}」には送付する項目がありません。",
        "There is nothing to send to “{subject}”.",
    ),
}
