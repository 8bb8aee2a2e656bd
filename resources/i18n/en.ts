<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="ja_JP">
<context>
    <name>AboutDialog</name>
    <message>
        <source>決済サービスのセキュリティ点検</source>
        <translation>Security inspection of payment services</translation>
    </message>
    <message>
        <source>バージョン {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>ログ：{file}</source>
        <translation>Log: {file}</translation>
    </message>
    <message>
        <source>バージョン情報</source>
        <translation>About</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>文字の大きさ(&amp;T)</source>
        <translation>&amp;Text size</translation>
    </message>
    <message>
        <source>文字を大きく(&amp;L)</source>
        <translation>&amp;Larger text</translation>
    </message>
    <message>
        <source>文字を小さく(&amp;M)</source>
        <translation>S&amp;maller text</translation>
    </message>
    <message>
        <source>標準の大きさ(&amp;U)</source>
        <translation>&amp;Usual size</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subjects</translation>
    </message>
    <message>
        <source>点検対象の一覧(&amp;S)</source>
        <translation>List of &amp;subjects</translation>
    </message>
    <message>
        <source>評価者の氏名(&amp;R)…</source>
        <translation>Rev&amp;iewer's name…</translation>
    </message>
    <message>
        <source>新規(&amp;N)…</source>
        <translation>&amp;New…</translation>
    </message>
    <message>
        <source>開く(&amp;O)…</source>
        <translation>&amp;Open…</translation>
    </message>
    <message>
        <source>サンプルを開く(&amp;S)…</source>
        <translation>Open the &amp;sample…</translation>
    </message>
    <message>
        <source>案件名と連絡先(&amp;P)…</source>
        <translation>Tit&amp;le and contact…</translation>
    </message>
    <message>
        <source>パスフレーズ(&amp;W)…</source>
        <translation>&amp;Passphrase…</translation>
    </message>
    <message>
        <source>復旧用紙(&amp;Y)…</source>
        <translation>&amp;Recovery sheet…</translation>
    </message>
    <message>
        <source>ロック(&amp;L)</source>
        <translation>Lock no&amp;w</translation>
    </message>
    <message>
        <source>自動ロックしない</source>
        <translation>No automatic lock</translation>
    </message>
    <message>
        <source>5分後</source>
        <translation>After 5 minutes</translation>
    </message>
    <message>
        <source>15分後</source>
        <translation>After 15 minutes</translation>
    </message>
    <message>
        <source>30分後</source>
        <translation>After 30 minutes</translation>
    </message>
    <message>
        <source>60分後</source>
        <translation>After 60 minutes</translation>
    </message>
    <message>
        <source>バックアップを今すぐ作る(&amp;B)</source>
        <translation>&amp;Back up now</translation>
    </message>
    <message>
        <source>バックアップの設定(&amp;K)…</source>
        <translation>Bac&amp;kup settings…</translation>
    </message>
    <message>
        <source>バックアップから戻す(&amp;V)…</source>
        <translation>Restore from a back&amp;up…</translation>
    </message>
    <message>
        <source>壊れた案件から復旧(&amp;E)…</source>
        <translation>R&amp;ecover a damaged case…</translation>
    </message>
    <message>
        <source>案件を閉じる(&amp;C)</source>
        <translation>&amp;Close case</translation>
    </message>
    <message>
        <source>終了(&amp;X)</source>
        <translation>E&amp;xit</translation>
    </message>
    <message>
        <source>元に戻す(&amp;U)</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>元に戻す</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>やり直し(&amp;R)</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>やり直し</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>検索(&amp;F)</source>
        <translation>&amp;Find</translation>
    </message>
    <message>
        <source>評価理由を入力(&amp;R)</source>
        <translation>Enter the &amp;reason</translation>
    </message>
    <message>
        <source>前の未評価(&amp;P)</source>
        <translation>&amp;Previous unreviewed</translation>
    </message>
    <message>
        <source>前の未評価</source>
        <translation>Previous unreviewed</translation>
    </message>
    <message>
        <source>次の未評価(&amp;N)</source>
        <translation>&amp;Next unreviewed</translation>
    </message>
    <message>
        <source>次の未評価</source>
        <translation>Next unreviewed</translation>
    </message>
    <message>
        <source>前の点検対象</source>
        <translation>Previous subject</translation>
    </message>
    <message>
        <source>次の点検対象</source>
        <translation>Next subject</translation>
    </message>
    <message>
        <source>証跡を添付(&amp;A)…</source>
        <translation>&amp;Attach evidence…</translation>
    </message>
    <message>
        <source>該当なし提案の承認(&amp;E)…</source>
        <translation>Acc&amp;ept proposals…</translation>
    </message>
    <message>
        <source>署名(&amp;S)…</source>
        <translation>&amp;Sign…</translation>
    </message>
    <message>
        <source>署名の取消し(&amp;O)…</source>
        <translation>&amp;Withdraw signatures…</translation>
    </message>
    <message>
        <source>署名の一覧(&amp;G)…</source>
        <translation>List of si&amp;gnatures…</translation>
    </message>
    <message>
        <source>記録の整合性確認(&amp;K)…</source>
        <translation>Chec&amp;k the record's integrity…</translation>
    </message>
    <message>
        <source>質問票の書き出し(&amp;E)…</source>
        <translation>&amp;Export questionnaires…</translation>
    </message>
    <message>
        <source>質問票の書き出し</source>
        <translation>Export questionnaires</translation>
    </message>
    <message>
        <source>回答の取り込み(&amp;I)…</source>
        <translation>&amp;Import answers…</translation>
    </message>
    <message>
        <source>回答の取り込み</source>
        <translation>Import answers</translation>
    </message>
    <message>
        <source>フォルダーから取り込む(&amp;F)…</source>
        <translation>Import from &amp;folder…</translation>
    </message>
    <message>
        <source>回収状況(&amp;C)…</source>
        <translation>&amp;Collection status…</translation>
    </message>
    <message>
        <source>点検結果表の作成(&amp;R)…</source>
        <translation>C&amp;reate results workbook…</translation>
    </message>
    <message>
        <source>点検結果表の作成</source>
        <translation>Create results workbook</translation>
    </message>
    <message>
        <source>証跡パッケージの作成(&amp;P)…</source>
        <translation>Create evidence &amp;package…</translation>
    </message>
    <message>
        <source>使われていない証跡の完全削除(&amp;D)…</source>
        <translation>&amp;Delete unused evidence for good…</translation>
    </message>
    <message>
        <source>案件ファイルの最適化(&amp;Z)…</source>
        <translation>Co&amp;mpact the case file…</translation>
    </message>
    <message>
        <source>項目(&amp;I)</source>
        <translation>&amp;Items</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>全体(&amp;O)</source>
        <translation>&amp;Overview</translation>
    </message>
    <message>
        <source>次の区画へ</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>前の区画へ</source>
        <translation>Previous pane</translation>
    </message>
    <message>
        <source>全体</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>システムに合わせる</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>明るい</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>暗い</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>キー操作一覧(&amp;K)</source>
        <translation>&amp;Keys</translation>
    </message>
    <message>
        <source>文言についての注意(&amp;N)</source>
        <translation>&amp;Notice on wording</translation>
    </message>
    <message>
        <source>記録の場所(&amp;L)</source>
        <translation>&amp;Log folder</translation>
    </message>
    <message>
        <source>バージョン情報(&amp;A)</source>
        <translation>&amp;About</translation>
    </message>
    <message>
        <source>署名があるため実行できません。変更するときは、先に署名を取り消してください。</source>
        <translation>Not possible because of a signature. To change something, withdraw the signature first.</translation>
    </message>
    <message>
        <source>{action}：{what}</source>
        <translation>{action}: {what}</translation>
    </message>
    <message>
        <source>ファイル(&amp;F)</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>編集(&amp;E)</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>点検(&amp;R)</source>
        <translation>&amp;Review</translation>
    </message>
    <message>
        <source>質問票(&amp;Q)</source>
        <translation>&amp;Questionnaires</translation>
    </message>
    <message>
        <source>結果(&amp;S)</source>
        <translation>Re&amp;sults</translation>
    </message>
    <message>
        <source>表示(&amp;V)</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>ヘルプ(&amp;H)</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>最近使った案件(&amp;T)</source>
        <translation>Recen&amp;t cases</translation>
    </message>
    <message>
        <source>自動ロック(&amp;A)</source>
        <translation>&amp;Automatic lock</translation>
    </message>
    <message>
        <source>評価区分(&amp;V)</source>
        <translation>&amp;Verdict</translation>
    </message>
    <message>
        <source>言語 / Language</source>
        <translation>Language / 言語</translation>
    </message>
    <message>
        <source>配色(&amp;C)</source>
        <translation>&amp;Colours</translation>
    </message>
</context>
<context>
    <name>AnswersView</name>
    <message>
        <source>事業者の回答</source>
        <translation>Provider's answers</translation>
    </message>
    <message>
        <source>まだ回答がありません。</source>
        <translation>No answer yet.</translation>
    </message>
    <message>
        <source>第{round}回</source>
        <translation>Round {round}</translation>
    </message>
    <message>
        <source>判別できない回答</source>
        <translation>Answer not understood</translation>
    </message>
    <message>
        <source>{text}（原文「{written}」）</source>
        <translation>{text} (written: “{written}”)</translation>
    </message>
</context>
<context>
    <name>ApproverDialog</name>
    <message>
        <source>該当なし提案の承認</source>
        <translation>Accept proposals</translation>
    </message>
    <message>
        <source>規則 {rule} による提案：{reason}</source>
        <translation>Proposed by rule {rule}: {reason}</translation>
    </message>
    <message>
        <source>この項目（{item}）だけを該当なしにする</source>
        <translation>Set only this item ({item}) as not applicable</translation>
    </message>
    <message>
        <source>この点検対象への提案 {count}件をすべて該当なしにする</source>
        <translation>Set all {count} items proposed for this subject as not applicable</translation>
    </message>
    <message>
        <source>承認者</source>
        <translation>Approver</translation>
    </message>
    <message>
        <source>承認</source>
        <translation>Accept</translation>
    </message>
</context>
<context>
    <name>AttachDialog</name>
    <message>
        <source>添付先の項目を選んでください。</source>
        <translation>Choose the item.</translation>
    </message>
    <message>
        <source>証跡の添付先</source>
        <translation>Attach evidence to</translation>
    </message>
    <message>
        <source>「{subject}」のどの項目に、{count}件（{size}）を添付しますか。</source>
        <translation>Which item of “{subject}” are these files evidence of? Files: {count} ({size}).</translation>
    </message>
    <message>
        <source>項目ID・文言で絞り込む</source>
        <translation>Filter by item or wording</translation>
    </message>
    <message>
        <source>項目の絞り込み</source>
        <translation>Filter items</translation>
    </message>
    <message>
        <source>点検項目の一覧</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>添付する</source>
        <translation>Attach</translation>
    </message>
</context>
<context>
    <name>BackupDialog</name>
    <message>
        <source>案件と同じディスクです。ディスクや媒体が壊れると、案件とバックアップを同時に失います。別のディスクをお勧めします。</source>
        <translation>This folder is on the case's disk. If it fails, case and backups are lost together. Another disk is recommended.</translation>
    </message>
    <message>
        <source>バックアップの保存先を指定してください。</source>
        <translation>Say where the backups go.</translation>
    </message>
    <message>
        <source>バックアップの設定</source>
        <translation>Backup settings</translation>
    </message>
    <message>
        <source>変更があれば自動でバックアップを作る(&amp;A)</source>
        <translation>Back up &amp;automatically when something changed</translation>
    </message>
    <message>
        <source>間隔(&amp;M)</source>
        <translation>&amp;Every</translation>
    </message>
    <message>
        <source> 分</source>
        <translation> min</translation>
    </message>
    <message>
        <source>保存する世代数(&amp;K)</source>
        <translation>&amp;Keep</translation>
    </message>
    <message>
        <source> 世代（案件ごと）</source>
        <translation> (of each case)</translation>
    </message>
    <message>
        <source>保存先(&amp;F)</source>
        <translation>&amp;Folder</translation>
    </message>
    <message>
        <source>フォルダーを選ぶ…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>この端末の既定に戻す</source>
        <translation>Default of this computer</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>この保存先にはバックアップを作成できません。{why}</source>
        <translation>Backups cannot be made in this folder. {why}</translation>
    </message>
    <message>
        <source>バックアップの保存先を選ぶ</source>
        <translation>Choose where backups go</translation>
    </message>
</context>
<context>
    <name>CaseDialog</name>
    <message>
        <source>点検全体に署名があるため、変更できません。変更するときは、先に署名を取り消してください。</source>
        <translation>The whole case is signed, so this cannot be changed. To change it, withdraw the signatures first.</translation>
    </message>
    <message>
        <source>案件名を入力してください。</source>
        <translation>Enter a title.</translation>
    </message>
    <message>
        <source>案件名と連絡先</source>
        <translation>Title and contact</translation>
    </message>
    <message>
        <source>案件名(&amp;T)</source>
        <translation>&amp;Title</translation>
    </message>
    <message>
        <source>連絡先(&amp;C)</source>
        <translation>&amp;Contact</translation>
    </message>
    <message>
        <source>証跡のない充足を要確認とする項目(&amp;E)</source>
        <translation>To be checked when met without &amp;evidence</translation>
    </message>
    <message>
        <source>作成・検証・承認は、それぞれ別の人が署名する(&amp;D)</source>
        <translation>&amp;Different people sign as prepared, verified and approved</translation>
    </message>
    <message>
        <source>署名がある間は、署名者の条件を変更できません。</source>
        <translation>The rule on signers cannot be changed while there are signatures.</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>CaseFlows</name>
    <message>
        <source>サンプルの点検案件</source>
        <translation>Sample case</translation>
    </message>
    <message>
        <source>まだありません</source>
        <translation>None yet</translation>
    </message>
</context>
<context>
    <name>CaseView</name>
    <message>
        <source>続けると、これらの入力は失われます。</source>
        <translation>If you go on, this is lost.</translation>
    </message>
    <message>
        <source>破棄して続ける</source>
        <translation>Discard and go on</translation>
    </message>
    <message>
        <source>署名には、これらの入力は含まれません。</source>
        <translation>The signature will not include this.</translation>
    </message>
    <message>
        <source>記録せずに署名へ進む</source>
        <translation>Sign without recording</translation>
    </message>
    <message>
        <source>ほか{count}件</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>まだ記録していない入力があります。</source>
        <translation>Something you typed is not recorded yet.</translation>
    </message>
</context>
<context>
    <name>CellWords</name>
    <message>
        <source>（読み取れません）</source>
        <translation>(cannot be read)</translation>
    </message>
    <message>
        <source>（空欄）</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <source>{text}（原文「{written}」）</source>
        <translation>{text} (written: “{written}”)</translation>
    </message>
    <message>
        <source>{kind}（読替え）</source>
        <translation>{kind} (reread)</translation>
    </message>
    <message>
        <source>{kind}（消去）</source>
        <translation>{kind} (clears)</translation>
    </message>
</context>
<context>
    <name>CellsMenu</name>
    <message>
        <source>日付を指定…</source>
        <translation>Choose a date…</translation>
    </message>
    <message>
        <source>内容を入力…</source>
        <translation>Enter a text…</translation>
    </message>
    <message>
        <source>選択した行を反映</source>
        <translation>Accept the selected rows</translation>
    </message>
    <message>
        <source>選択した行を外す</source>
        <translation>Do not accept the selected rows</translation>
    </message>
    <message>
        <source>同じ欄をすべての項目で反映</source>
        <translation>Accept this field for all items</translation>
    </message>
    <message>
        <source>同じ欄をすべての項目で外す</source>
        <translation>Do not accept this field for any item</translation>
    </message>
    <message>
        <source>読み替える</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>読み替えを取り消す</source>
        <translation>Undo this reading</translation>
    </message>
</context>
<context>
    <name>CellsModel</name>
    <message>
        <source>{said}（取消線：{struck}）</source>
        <translation>{said} (struck out: {struck})</translation>
    </message>
    <message>
        <source>項目・欄</source>
        <translation>Item, field</translation>
    </message>
    <message>
        <source>送付時</source>
        <translation>When sent</translation>
    </message>
    <message>
        <source>返却</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>案件の現在値</source>
        <translation>Now in the case</translation>
    </message>
    <message>
        <source>種別</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>{count}欄</source>
        <translation>Fields: {count}</translation>
    </message>
</context>
<context>
    <name>CellsPanel</name>
    <message>
        <source>表示中をすべて反映</source>
        <translation>Accept all shown</translation>
    </message>
    <message>
        <source>競合は含みません。「競合」で絞り込むか、行ごとに選んで反映してください。</source>
        <translation>Conflicts are left out. To accept those, filter by “Conflict” or select their rows.</translation>
    </message>
    <message>
        <source>表示中をすべて外す</source>
        <translation>Accept none shown</translation>
    </message>
    <message>
        <source>選択した行</source>
        <translation>Selected rows</translation>
    </message>
    <message>
        <source>読み替える</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>返却された欄の一覧</source>
        <translation>Returned fields</translation>
    </message>
    <message>
        <source>送付時</source>
        <translation>When sent</translation>
    </message>
    <message>
        <source>返却</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>案件の現在値</source>
        <translation>Now in the case</translation>
    </message>
    <message>
        <source>差異</source>
        <translation>Differences</translation>
    </message>
    <message>
        <source>すべての欄</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>空欄は消去として扱う（{n}欄の値が消えます）</source>
        <translation>Let blank fields clear values ({n} would be lost)</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>点検案件を開く</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>点検案件の保存先</source>
        <translation>Save the case as</translation>
    </message>
    <message>
        <source>返却された質問票を選ぶ</source>
        <translation>Choose returned questionnaires</translation>
    </message>
    <message>
        <source>質問票・ZIP・メール (*.xlsx *.xlsm *.xls *.xlsb *.ods *.zip *.eml *.msg);;すべてのファイル (*)</source>
        <translation>Questionnaires, ZIP files and mails (*.xlsx *.xlsm *.xls *.xlsb *.ods *.zip *.eml *.msg);;All files (*)</translation>
    </message>
    <message>
        <source>証跡のZIPを選ぶ</source>
        <translation>Choose a ZIP file of attachments</translation>
    </message>
    <message>
        <source>ZIPファイル (*.zip);;すべてのファイル (*)</source>
        <translation>ZIP files (*.zip);;All files (*)</translation>
    </message>
    <message>
        <source>パスワード一覧を選ぶ</source>
        <translation>Choose a list of passwords</translation>
    </message>
    <message>
        <source>パスワード一覧 (*.csv *.txt);;すべてのファイル (*)</source>
        <translation>Lists of passwords (*.csv *.txt);;All files (*)</translation>
    </message>
    <message>
        <source>添付する証跡を選ぶ</source>
        <translation>Choose evidence to attach</translation>
    </message>
    <message>
        <source>フォルダーを選ぶ</source>
        <translation>Choose a folder</translation>
    </message>
    <message>
        <source>点検結果表の保存先</source>
        <translation>Save the results workbook as</translation>
    </message>
    <message>
        <source>Excelブック (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>復旧用紙の保存先</source>
        <translation>Save the recovery sheet as</translation>
    </message>
    <message>
        <source>PDFファイル (*.pdf)</source>
        <translation>PDF file (*.pdf)</translation>
    </message>
    <message>
        <source>点検案件 (*.assess);;すべてのファイル (*)</source>
        <translation>Cases (*.assess);;All files (*)</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>閉じる前のバックアップ</source>
        <translation>Backup before closing</translation>
    </message>
    <message>
        <source>案件を閉じる前に、バックアップを作成しています…</source>
        <translation>Making a backup before the case closes…</translation>
    </message>
    <message>
        <source>バックアップを作成できませんでした。記録した内容は案件ファイルに保存されています。</source>
        <translation>No backup could be made. What was recorded is in the case file.</translation>
    </message>
    <message>
        <source>バックアップせずに閉じる</source>
        <translation>Close without a backup</translation>
    </message>
    <message>
        <source>閉じない</source>
        <translation>Do not close</translation>
    </message>
</context>
<context>
    <name>CollectionDialog</name>
    <message>
        <source>すべて</source>
        <translation>All</translation>
    </message>
    <message>
        <source>未返却・一部回答</source>
        <translation>Not returned or partly answered</translation>
    </message>
    <message>
        <source>期限超過</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>回収状況</source>
        <translation>Collection status</translation>
    </message>
    <message>
        <source>点検対象ごとの回収状況</source>
        <translation>Collection status by subject</translation>
    </message>
    <message>
        <source>ダブルクリックか Enter で点検対象を開きます。</source>
        <translation>Double-click or Enter opens a subject.</translation>
    </message>
    <message>
        <source>一覧をコピー</source>
        <translation>Copy list</translation>
    </message>
    <message>
        <source>表示中の行を、メールや表計算ソフトに貼り付けられる形でコピーします。</source>
        <translation>Copies the rows shown in a form that mails and spreadsheets take.</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>CollectionModel</name>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>状況</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>回</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>送付日</source>
        <translation>Sent on</translation>
    </message>
    <message>
        <source>回答期限</source>
        <translation>Answers due</translation>
    </message>
    <message>
        <source>回答</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>必須未回答</source>
        <translation>Mandatory unanswered</translation>
    </message>
    <message>
        <source>返却</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>第{number}回</source>
        <translation>{number}</translation>
    </message>
    <message>
        <source>未送付</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>未返却</source>
        <translation>Not returned</translation>
    </message>
    <message>
        <source>一部回答</source>
        <translation>Partly answered</translation>
    </message>
    <message>
        <source>回答済み</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>期限なし</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>{date}&#x3000;期限超過 {days}日</source>
        <translation>{date}, {days} d overdue</translation>
    </message>
    <message>
        <source>{date}&#x3000;あと {days}日</source>
        <translation>{date}, {days} d left</translation>
    </message>
    <message>
        <source>{date}&#x3000;本日まで</source>
        <translation>{date}, due today</translation>
    </message>
    <message>
        <source>{count}件&#x3000;{date}&#x3000;{file}</source>
        <translation>{date}, {file} ({count} in all)</translation>
    </message>
</context>
<context>
    <name>BackupFailureSign</name>
    <message>
        <source>バックアップを作成できません</source>
        <translation>No backup possible</translation>
    </message>
    <message>
        <source>最後のバックアップ：{when}</source>
        <translation>Last backup: {when}</translation>
    </message>
    <message>
        <source>案件を開いてから、バックアップは作成されていません。</source>
        <translation>No backup has been made since the case was opened.</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>問題の内容</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>予期しない問題</source>
        <translation>Unexpected problem</translation>
    </message>
    <message>
        <source>プログラムに予期しない問題が起きました。これまでの記録は保存されており、作業は続けられます。
繰り返すときは、下の内容を開発元へお知らせください。</source>
        <translation>The program met an unexpected problem. Everything recorded so far is saved, and you can go on.
If it happens again, please report what is shown below.</translation>
    </message>
    <message>
        <source>ログ：{file}</source>
        <translation>Log: {file}</translation>
    </message>
    <message>
        <source>コピー</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>ログのフォルダーを開く</source>
        <translation>Open log folder</translation>
    </message>
    <message>
        <source>作業を続ける</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>DraftOffer</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{names} ほか{count}件</source>
        <translation>{names} and {count} more</translation>
    </message>
    <message>
        <source>前回、記録されなかった入力があります：{names}</source>
        <translation>Not recorded last time: {names}</translation>
    </message>
    <message>
        <source>取り込む</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>破棄</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>Drafts</name>
    <message>
        <source>前回、署名や該当なしの画面に入力した文章があります。同じ画面を開くと表示します。</source>
        <translation>A text typed last time into a dialog for signing or N/A is kept. It stands there when that dialog is opened again.</translation>
    </message>
    <message>
        <source>次の入力は、項目が案件にないため取り込めませんでした。</source>
        <translation>This could not be taken in: the case has no such item.</translation>
    </message>
    <message>
        <source>前回の入力を破棄しますか。元に戻せません。</source>
        <translation>Discard what was typed last time? This cannot be undone.</translation>
    </message>
    <message>
        <source>破棄する</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>案件「{file}」を開きます</source>
        <translation>Opens the case “{file}”</translation>
    </message>
    <message>
        <source>先に点検案件を開いてください</source>
        <translation>Open a case first</translation>
    </message>
    <message>
        <source>回答として取り込みます</source>
        <translation>Reads the answers</translation>
    </message>
    <message>
        <source>項目の行か右の項目欄にドロップしてください</source>
        <translation>Drop it on the row of an item, or on the panel at the right</translation>
    </message>
    <message>
        <source>「{subject}」の項目を選んで添付します</source>
        <translation>Attaches to an item of “{subject}” that you choose next</translation>
    </message>
    <message>
        <source>{item} に添付します</source>
        <translation>Attaches to {item}</translation>
    </message>
    <message>
        <source>{item}：回答の取り込みか証跡の添付かを選べます</source>
        <translation>{item}: answers or evidence, as you choose next</translation>
    </message>
    <message>
        <source>読み取り専用のため添付できません</source>
        <translation>Read-only: nothing can be attached</translation>
    </message>
    <message>
        <source>署名済みのため添付できません</source>
        <translation>Signed: nothing can be attached</translation>
    </message>
    <message>
        <source>ほか{count}件</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>ドロップしたファイルを、どのように取り込みますか。</source>
        <translation>What are the files that were dropped?</translation>
    </message>
    <message>
        <source>回答として取り込む</source>
        <translation>Returned answers</translation>
    </message>
    <message>
        <source>{item} に証跡として添付</source>
        <translation>Evidence of {item}</translation>
    </message>
    <message>
        <source>ファイルが{most}件を超えています。分けて添付してください。</source>
        <translation>There are more than {most} files. Attach them in parts.</translation>
    </message>
    <message>
        <source>添付できるファイルがありません。</source>
        <translation>There is no file to attach.</translation>
    </message>
    <message>
        <source>ファイルの確認を中止しました。</source>
        <translation>Stopped looking at the files.</translation>
    </message>
    <message>
        <source>ファイルを調べています</source>
        <translation>Looking at the files</translation>
    </message>
</context>
<context>
    <name>DangerQuestion</name>
    <message>
        <source>プログラム（実行ファイル）です。開くと、このパソコンの上で動作します。</source>
        <translation>This is a program. Opening it runs it on this computer.</translation>
    </message>
    <message>
        <source>スクリプトまたは設定を書き換えるファイルです。開くと、書かれている命令が実行されるおそれがあります。</source>
        <translation>This is a script, or a file that changes settings. Opening it may run the commands in it.</translation>
    </message>
    <message>
        <source>マクロを含む、または含むことのできる文書です。開いた後も、マクロは有効にしないでください。</source>
        <translation>This document has macros, or can have them. Do not enable macros once it is open.</translation>
    </message>
    <message>
        <source>ショートカットです。開くと、別のプログラムやウェブサイトが開くおそれがあります。</source>
        <translation>This is a shortcut. Opening it may open another program or a website.</translation>
    </message>
    <message>
        <source>名前に文字の向きを変える記号が入っています。本当の種類と違う名前に見せているおそれがあります。</source>
        <translation>The name has characters that change the direction of writing. They may hide what kind of file this really is.</translation>
    </message>
    <message>
        <source>「{file}」を開くと、危険なおそれがあります。</source>
        <translation>Opening “{file}” may be dangerous.</translation>
    </message>
    <message>
        <source>中身を確かめる必要がある場合は、開かずに「書き出し」で取り出し、セキュリティ担当の手順に従ってください。</source>
        <translation>If you need to know what is in it, do not open it: take it out with “Export” and follow the procedure of your security team.</translation>
    </message>
    <message>
        <source>それでも開く</source>
        <translation>Open anyway</translation>
    </message>
</context>
<context>
    <name>DoneStrip</name>
    <message>
        <source>元に戻す</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>やり直し</source>
        <translation>Redo</translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>ほかの項目の証跡から選ぶ</source>
        <translation>Choose from the evidence of other items</translation>
    </message>
    <message>
        <source>名前・点検対象・項目で絞り込む</source>
        <translation>Filter by name, subject or item</translation>
    </message>
    <message>
        <source>証跡の絞り込み</source>
        <translation>Filter evidence</translation>
    </message>
    <message>
        <source>案件にある証跡</source>
        <translation>Evidence in the case</translation>
    </message>
    <message>
        <source>名前</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>添付日時</source>
        <translation>Attached at</translation>
    </message>
    <message>
        <source>ほかの項目に、まだ使っていない証跡はありません。</source>
        <translation>Other items have no evidence that is not used here already.</translation>
    </message>
    <message>
        <source>項目 {item} に添付</source>
        <translation>Attach to item {item}</translation>
    </message>
</context>
<context>
    <name>EvidenceFlows</name>
    <message>
        <source>案件ファイルに、取り除ける領域はありません。</source>
        <translation>The case file has no free space to remove.</translation>
    </message>
    <message>
        <source>案件ファイルを {size} 小さくできます。</source>
        <translation>The case file can be made {size} smaller.</translation>
    </message>
    <message>
        <source>使っていない領域を除いて書き直し、元のファイルと比べてから置き換えます。その間は、案件と同じ大きさの空き容量が必要です。</source>
        <translation>It is written anew without the unused space, compared with the original, and then put in its place. Meanwhile this needs as much free disk space as the case takes.</translation>
    </message>
    <message>
        <source>最適化する</source>
        <translation>Compact</translation>
    </message>
    <message>
        <source>証跡パッケージを作成しました。</source>
        <translation>The evidence package was created.</translation>
    </message>
    <message>
        <source>{file}
証跡{files}件（{size}）を書き出し、読み直して確認しました。

SHA256SUMS の SHA-256（別の経路で伝えると、パッケージ全体の確認に使えます）：
{sums}</source>
        <translation>{file}
Evidence exported, read again and found complete: {files} ({size}).

SHA-256 of SHA256SUMS (sent separately, it serves to check the whole package):
{sums}</translation>
    </message>
    <message>
        <source>フォルダーを開く</source>
        <translation>Open folder</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>貼付け</source>
        <translation>Pasted</translation>
    </message>
    <message>
        <source>添付する証跡を選ぶ</source>
        <translation>Choose evidence to attach</translation>
    </message>
    <message>
        <source>証跡</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>証跡はまだありません。ファイルをここへドロップするか、Ctrl+V で貼り付けられます。</source>
        <translation>No evidence yet. Drop files here, or paste with Ctrl+V.</translation>
    </message>
    <message>
        <source>名前</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>添付者・日時</source>
        <translation>Attached by, at</translation>
    </message>
    <message>
        <source>証跡の一覧</source>
        <translation>List of evidence</translation>
    </message>
    <message>
        <source>添付…</source>
        <translation>Attach…</translation>
    </message>
    <message>
        <source>ほかの項目の証跡から選ぶ…</source>
        <translation>Choose from other items…</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>書き出し…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>外す</source>
        <translation>Detach</translation>
    </message>
    <message>
        <source>証跡を書き出すフォルダーを選ぶ</source>
        <translation>Choose a folder for the evidence</translation>
    </message>
</context>
<context>
    <name>ExchangeFlows</name>
    <message>
        <source>点検結果_{title}</source>
        <translation>Results_{title}</translation>
    </message>
    <message>
        <source>点検結果表を作成しました。</source>
        <translation>The results workbook was created.</translation>
    </message>
    <message>
        <source>{file}
書き出した後に読み直して確認しました（{rows}行、{cells}セルが一致）。</source>
        <translation>{file}
Read again after writing and found complete ({rows} rows, {cells} cells).</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>フォルダーを開く</source>
        <translation>Open folder</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>質問票を送る点検対象を選んでください。</source>
        <translation>Choose the subjects to send questionnaires to.</translation>
    </message>
    <message>
        <source>書き出し先のフォルダーがありません。場所を確認してください。</source>
        <translation>The folder to export to does not exist. Check where it is.</translation>
    </message>
    <message>
        <source>{count}件を書き出す</source>
        <translation>Export {count}</translation>
    </message>
    <message>
        <source>書き出す</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>質問票の書き出し</source>
        <translation>Export questionnaires</translation>
    </message>
    <message>
        <source>回答済みの項目も含める</source>
        <translation>Include answered items too</translation>
    </message>
    <message>
        <source>第2回以降は、未回答・確認中・追加確認のある項目だけを送ります。項目数は上の「送付項目」のとおりです。</source>
        <translation>From round 2 on, only items unanswered, being confirmed or with an inquiry are sent (“Items to send”).</translation>
    </message>
    <message>
        <source>保護(&amp;P)</source>
        <translation>&amp;Protection</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>点検結果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>送付済み</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>第{number}回（未返却）</source>
        <translation>Round {number} (not returned)</translation>
    </message>
    <message>
        <source>すべて選ぶ</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>選択を解除</source>
        <translation>Select none</translation>
    </message>
    <message>
        <source>回答期限を記載する</source>
        <translation>State a date</translation>
    </message>
    <message>
        <source>連絡先(&amp;C)</source>
        <translation>&amp;Contact</translation>
    </message>
    <message>
        <source>回答期限(&amp;D)</source>
        <translation>Answers &amp;due</translation>
    </message>
    <message>
        <source>書き出し先(&amp;L)</source>
        <translation>Fo&amp;lder</translation>
    </message>
    <message>
        <source>参照…</source>
        <translation>Browse…</translation>
    </message>
    <message>
        <source>送付項目</source>
        <translation>Items to send</translation>
    </message>
    <message>
        <source>第{number}回</source>
        <translation>Round {number}</translation>
    </message>
</context>
<context>
    <name>ExportedDialog</name>
    <message>
        <source>書き出した質問票の一覧</source>
        <translation>Questionnaires exported</translation>
    </message>
    <message>
        <source>パスワード一覧の保存先</source>
        <translation>Save the list of passwords as</translation>
    </message>
    <message>
        <source>パスワード一覧_{date}.csv</source>
        <translation>Passwords_{date}.csv</translation>
    </message>
    <message>
        <source>パスワード一覧 (*.csv)</source>
        <translation>List of passwords (*.csv)</translation>
    </message>
    <message>
        <source>質問票と同じフォルダーです。ここに保存しますか。</source>
        <translation>This is the folder of the questionnaires. Save here?</translation>
    </message>
    <message>
        <source>フォルダーごと送ると、パスワードも相手に渡ります。別のフォルダーをお勧めします。</source>
        <translation>If the whole folder is sent, the passwords go with it. Another folder is better.</translation>
    </message>
    <message>
        <source>ここに保存する</source>
        <translation>Save here</translation>
    </message>
    <message>
        <source>パスワード一覧がまだ保存されていません。</source>
        <translation>The list of passwords is not saved yet.</translation>
    </message>
    <message>
        <source>このまま閉じるとパスワードは分からなくなり、質問票は開けません。その場合は、もう一度書き出してください。</source>
        <translation>If you close now, the passwords are lost and the questionnaires cannot be opened. You would have to export them again.</translation>
    </message>
    <message>
        <source>保存せずに閉じる</source>
        <translation>Close without saving</translation>
    </message>
    <message>
        <source>パスワード一覧を「{file}」に保存しました。質問票とは別の方法で相手に伝えてください。</source>
        <translation>The list of passwords was saved as “{file}”. Do not send the passwords the same way as the questionnaires.</translation>
    </message>
    <message>
        <source>パスワードあり</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>なし</source>
        <translation>None</translation>
    </message>
    <message>
        <source>質問票を書き出しました</source>
        <translation>Questionnaires exported</translation>
    </message>
    <message>
        <source>{files}件のファイルを書き出し、書き出した後に読み直して確認しました（{rows}行、{cells}セルが一致）。</source>
        <translation>Files written: {files}. Each was read again after writing and found complete ({rows} rows, {cells} cells).</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>回</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Rows</translation>
    </message>
    <message>
        <source>セル</source>
        <translation>Cells</translation>
    </message>
    <message>
        <source>保護</source>
        <translation>Protection</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>送る項目がないため、書き出していない点検対象：{subjects}</source>
        <translation>Not exported, because there is nothing to send: {subjects}</translation>
    </message>
    <message>
        <source>パスワードはこの画面を閉じると分からなくなります。一覧を保存してください。</source>
        <translation>The passwords are lost when this window is closed. Save the list.</translation>
    </message>
    <message>
        <source>指定したパスワードは保存されていません。必要なら一覧を保存してください。</source>
        <translation>The password you entered is kept nowhere. Save the list if you need it.</translation>
    </message>
    <message>
        <source>パスワード一覧を保存…</source>
        <translation>Save list of passwords…</translation>
    </message>
    <message>
        <source>フォルダーを開く</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>FeaturesDialog</name>
    <message>
        <source>機能の設定</source>
        <translation>Features</translation>
    </message>
    <message>
        <source>このサービスにある機能を選んでください。機能によって、該当する点検項目が決まります。</source>
        <translation>Choose the features this service has. They decide which items apply.</translation>
    </message>
    <message>
        <source>この設定で確定</source>
        <translation>Set these features</translation>
    </message>
    <message>
        <source>新たに該当する項目（{count}）：{items}</source>
        <translation>Items that will apply ({count}): {items}</translation>
    </message>
    <message>
        <source>該当しなくなる項目（{count}）：{items}</source>
        <translation>Items that will no longer apply ({count}): {items}</translation>
    </message>
    <message>
        <source>このうち評価済みの項目（{count}）：{items}
記録した評価は消えませんが、結果には数えません。</source>
        <translation>Already reviewed among them ({count}): {items}
Their reviews are kept but no longer count.</translation>
    </message>
    <message>
        <source>機能は変わっていません。</source>
        <translation>The features are unchanged.</translation>
    </message>
    <message>
        <source>該当する項目は変わりません。</source>
        <translation>The same items apply as before.</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>キャンセル</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>HolderBanner</name>
    <message>
        <source>編集できるように開き直す</source>
        <translation>Open again for editing</translation>
    </message>
    <message>
        <source>それでも開く…</source>
        <translation>Open all the same…</translation>
    </message>
    <message>
        <source>この案件は、ほかの画面や端末では閉じられました。ここでは読み取り専用で表示しています。</source>
        <translation>The case was closed elsewhere. Here it is still read-only.</translation>
    </message>
    <message>
        <source>この案件は、ほかの画面や端末で開かれています。ここでは読み取り専用です。</source>
        <translation>The case is open elsewhere. Here it is read-only.</translation>
    </message>
    <message>
        <source>{who}（{machine}）が {since} に開きましたが、{seen} から反応がありません。閉じずに終了した可能性があります。ここでは読み取り専用です。</source>
        <translation>Opened by {who} ({machine}) at {since}, with no sign of life since {seen}: probably left without being closed. Here it is read-only.</translation>
    </message>
    <message>
        <source>{who}（{machine}）が {since} から開いています。ここでは読み取り専用です。</source>
        <translation>Open by {who} ({machine}) since {since}. Here it is read-only.</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>変更履歴</source>
        <translation>History</translation>
    </message>
    <message>
        <source>まだ何も記録していません。</source>
        <translation>Nothing recorded yet.</translation>
    </message>
    <message>
        <source>以前の{count}件も表示</source>
        <translation>Show {count} earlier entries</translation>
    </message>
    <message>
        <source>追加確認事項を第{round}回で送付</source>
        <translation>Inquiry sent in round {round}</translation>
    </message>
    <message>
        <source>追加確認事項の第{round}回での送付を取消し</source>
        <translation>Sending of the inquiry in round {round} undone</translation>
    </message>
    <message>
        <source>{field}：{after}</source>
        <translation>{field}: {after}</translation>
    </message>
    <message>
        <source>（空欄）</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <source>{field}：{before} → {after}</source>
        <translation>{field}: {before} → {after}</translation>
    </message>
    <message>
        <source>証跡を添付：{name}</source>
        <translation>Evidence attached: {name}</translation>
    </message>
    <message>
        <source>証跡を外した：{name}</source>
        <translation>Evidence detached: {name}</translation>
    </message>
    <message>
        <source>{action}（{way}）</source>
        <translation>{action} ({way})</translation>
    </message>
</context>
<context>
    <name>InquiriesView</name>
    <message>
        <source>回答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>追加確認事項</source>
        <translation>Inquiries</translation>
    </message>
    <message>
        <source>追加確認事項はありません。</source>
        <translation>No inquiries.</translation>
    </message>
    <message>
        <source>次回の質問票で確認すること</source>
        <translation>What to ask in the next questionnaire</translation>
    </message>
    <message>
        <source>新しい追加確認事項</source>
        <translation>New inquiry</translation>
    </message>
    <message>
        <source>追加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>未送付</source>
        <translation>Not sent yet</translation>
    </message>
    <message>
        <source>第{round}回で回答あり</source>
        <translation>Answered in round {round}</translation>
    </message>
    <message>
        <source>第{round}回で送付済</source>
        <translation>Sent in round {round}</translation>
    </message>
    <message>
        <source>取り下げる</source>
        <translation>Withdraw</translation>
    </message>
</context>
<context>
    <name>ItemHeading</name>
    <message>
        <source>根拠：{basis}</source>
        <translation>Basis: {basis}</translation>
    </message>
    <message>
        <source>項目の文言についての注意</source>
        <translation>Notice on the wording of items</translation>
    </message>
    <message>
        <source>着眼点</source>
        <translation>Focus</translation>
    </message>
    <message>
        <source>求める証跡（エビデンス）</source>
        <translation>Evidence wanted</translation>
    </message>
    <message>
        <source>参照</source>
        <translation>References</translation>
    </message>
    <message>
        <source>文書：公表された文書で、題材を確かめられる項目です。</source>
        <translation>Documented: the topic can be confirmed in published documents.</translation>
    </message>
    <message>
        <source>報道：報道や解説で、題材を確かめられる項目です。</source>
        <translation>Reported: the topic can be confirmed in news reports or commentary.</translation>
    </message>
    <message>
        <source>再構成：公表資料では、項目として確かめられていません。</source>
        <translation>Reconstructed: published material does not confirm it as an item.</translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>点検項目の内容</source>
        <translation>The item</translation>
    </message>
    <message>
        <source>評価：{subject} {item}</source>
        <translation>Review: {subject}, {item}</translation>
    </message>
    <message>
        <source>追加確認事項：{subject} {item}</source>
        <translation>Inquiry: {subject}, {item}</translation>
    </message>
    <message>
        <source>点検項目を選ぶと、内容と評価がここに表示されます。</source>
        <translation>Choose an item to see its content and its review here.</translation>
    </message>
    <message>
        <source>一覧に点検項目がないため、ここには何も表示しません。絞り込みを変えてください。</source>
        <translation>No item is listed, so there is nothing to show here. Change the filter.</translation>
    </message>
    <message>
        <source>承認…</source>
        <translation>Accept…</translation>
    </message>
    <message>
        <source>規則 {rule} により該当なしが提案されています：{reason}</source>
        <translation>Rule {rule} proposes not applicable: {reason}</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>ログを書き込めません：{folder}</source>
        <translation>The log cannot be written: {folder}</translation>
    </message>
</context>
<context>
    <name>spoken</name>
    <message>
        <source>なし</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>見出し</source>
        <translation>heading</translation>
    </message>
</context>
<context>
    <name>ItemsColumns</name>
    <message>
        <source>項目ID</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>区分</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>点検項目</source>
        <translation>Requirement</translation>
    </message>
    <message>
        <source>回答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>評価</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>証跡</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>追加確認</source>
        <translation>Inquiries</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>【該当なし：{reason}】{text}</source>
        <translation>[Not applicable: {reason}] {text}</translation>
    </message>
    <message>
        <source>該当なし（{rule}）：{reason}</source>
        <translation>Not applicable ({rule}): {reason}</translation>
    </message>
    <message>
        <source>追加確認事項 {total}件のうち、回答を待っているもの {open}件</source>
        <translation>Inquiries: {total}, of which {open} await an answer</translation>
    </message>
</context>
<context>
    <name>ItemsHeader</name>
    <message>
        <source>点検基準：{as_of}</source>
        <translation>As of: {as_of}</translation>
    </message>
</context>
<context>
    <name>ItemsPanel</name>
    <message>
        <source>選んだ項目を表示するため、絞り込みを解除しました。</source>
        <translation>The filter was cleared to show the chosen item.</translation>
    </message>
    <message>
        <source>選んだ項目を表示するため、該当なしの項目も表示しました。</source>
        <translation>Items that do not apply are shown too, for the chosen one.</translation>
    </message>
    <message>
        <source>項目ID・文言・説明・理由で絞り込む</source>
        <translation>Filter by id, wording, explanation or reason</translation>
    </message>
    <message>
        <source>点検項目の絞り込み</source>
        <translation>Filter of the items</translation>
    </message>
    <message>
        <source>すべての評価</source>
        <translation>All verdicts</translation>
    </message>
    <message>
        <source>未評価のみ</source>
        <translation>Unreviewed only</translation>
    </message>
    <message>
        <source>未了のみ</source>
        <translation>Open only</translation>
    </message>
    <message>
        <source>未充足のみ</source>
        <translation>Unmet only</translation>
    </message>
    <message>
        <source>要確認のみ</source>
        <translation>To check only</translation>
    </message>
    <message>
        <source>新しい回答のみ</source>
        <translation>New answers only</translation>
    </message>
    <message>
        <source>評価による絞り込み</source>
        <translation>Filter by verdict</translation>
    </message>
    <message>
        <source>評価を変えた項目は、絞り込みをやり直すまで表示したままにします。</source>
        <translation>An item whose verdict you change stays in the list until you filter again.</translation>
    </message>
    <message>
        <source>必須のみ</source>
        <translation>Mandatory only</translation>
    </message>
    <message>
        <source>該当なしも表示</source>
        <translation>Not applicable too</translation>
    </message>
    <message>
        <source>点検項目の一覧</source>
        <translation>List of items</translation>
    </message>
    <message>
        <source>点検案件を開くと、点検項目がここに並びます。</source>
        <translation>Open a case to see its items here.</translation>
    </message>
    <message>
        <source>左の一覧から点検対象を選んでください。</source>
        <translation>Choose a subject on the left.</translation>
    </message>
    <message>
        <source>該当する項目はありません。「該当なしも表示」で項目と理由を確認できます。</source>
        <translation>No item applies. Tick “Not applicable too” to see the items and the reasons.</translation>
    </message>
    <message>
        <source>条件に合う項目はありません。絞り込みを変えてください。</source>
        <translation>No item fits. Change the filter.</translation>
    </message>
    <message>
        <source>{shown}/{total}項目を表示（非表示：該当なし {hidden}、条件外 {narrowed}）</source>
        <translation>{shown} of {total} items shown (hidden: {hidden} not applicable, {narrowed} filtered out)</translation>
    </message>
    <message>
        <source>{shown}/{total}項目を表示（非表示：該当なし {hidden}）</source>
        <translation>{shown} of {total} items shown (hidden: {hidden} not applicable)</translation>
    </message>
    <message>
        <source>{shown}/{total}項目を表示（非表示：条件外 {narrowed}）</source>
        <translation>{shown} of {total} items shown (hidden: {narrowed} filtered out)</translation>
    </message>
    <message>
        <source>全{total}項目を表示</source>
        <translation>All {total} items shown</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>中止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>中止しています…</source>
        <translation>Stopping…</translation>
    </message>
</context>
<context>
    <name>KeepingFlows</name>
    <message>
        <source>復旧を始める</source>
        <translation>Start the recovery</translation>
    </message>
    <message>
        <source>バックアップから戻す</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>それでも編集用に開きますか。</source>
        <translation>Open it for editing all the same?</translation>
    </message>
    <message>
        <source>{who}さん（{machine}）が作業中でないことを確認してください。作業中の場合、相手は読み取り専用になります。</source>
        <translation>Make sure that {who} ({machine}) is not working on it. If so, it becomes read-only there.</translation>
    </message>
    <message>
        <source>編集用に開く</source>
        <translation>Open for editing</translation>
    </message>
    <message>
        <source>{title}（バックアップ）</source>
        <translation>{title} (backup)</translation>
    </message>
    <message>
        <source>バックアップを「{file}」に戻しました。開きますか。</source>
        <translation>Restored the backup to “{file}”. Open it?</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>バックアップの保存先が案件と同じディスクです。「バックアップの設定」で別のディスクを選べます。</source>
        <translation>Backups go to the case's disk. Another one can be chosen in the backup settings.</translation>
    </message>
    <message>
        <source>証跡の内容は「記録の整合性確認」で確認できます。</source>
        <translation>“Check the record's integrity” checks the evidence.</translation>
    </message>
    <message>
        <source>保存先が案件と同じディスクです。別のディスクにも保管してください。</source>
        <translation>It lies on the disk of the case. Keep one on another disk too.</translation>
    </message>
    <message>
        <source>バックアップを作成し、構造と変更履歴を確認しました。</source>
        <translation>The backup was made; its structure and journal were checked.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>キー操作一覧</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>評価理由を記録（入力中）</source>
        <translation>Record the reason (while typing)</translation>
    </message>
    <message>
        <source>証跡を貼り付け（項目の欄）</source>
        <translation>Paste evidence (in the item)</translation>
    </message>
    <message>
        <source>評価区分の選択（項目の一覧と評価欄）</source>
        <translation>Choose a verdict (list of items, verdicts)</translation>
    </message>
    <message>
        <source>評価区分の間の移動／選択（評価欄）</source>
        <translation>Move between verdicts, choose one (verdicts)</translation>
    </message>
    <message>
        <source>複数の項目を選択（項目の一覧）</source>
        <translation>Select several items (list of items)</translation>
    </message>
    <message>
        <source>検索欄から一覧へ</source>
        <translation>From a search field to its list</translation>
    </message>
    <message>
        <source>点検対象を選び、項目の一覧へ</source>
        <translation>Choose the subject and go to its items</translation>
    </message>
    <message>
        <source>入力欄から項目の一覧へ戻る</source>
        <translation>From a field back to the list of items</translation>
    </message>
</context>
<context>
    <name>LockLine</name>
    <message>
        <source>この案件は読み取り専用で開いているため、変更できません。</source>
        <translation>This case is open read-only and cannot be changed.</translation>
    </message>
    <message>
        <source>点検全体が署名済みのため変更できません（{stage}：{signer} {when}）。</source>
        <translation>The whole case is signed and cannot be changed ({stage}: {signer} {when}).</translation>
    </message>
    <message>
        <source>署名済みのため変更できません（{stage}：{signer} {when}）。</source>
        <translation>This subject is signed and cannot be changed ({stage}: {signer} {when}).</translation>
    </message>
    <message>
        <source>変更するには「点検」→「署名の取消し」を選んでください。</source>
        <translation> To change it, choose “Review” → “Withdraw signatures”.</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>ロック中</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>続けるには、案件のパスフレーズを入力してください。入力途中の内容はそのまま残っています。</source>
        <translation>Enter the passphrase of the case to go on. What you were typing is still there.</translation>
    </message>
    <message>
        <source>ロックを解除</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>案件を閉じる</source>
        <translation>Close case</translation>
    </message>
    <message>
        <source>確認しています…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>処理が終わるのを待っています。終わりしだい、案件のファイルも閉じます。</source>
        <translation>Waiting for work in progress. As soon as it is done, the case file is closed too.</translation>
    </message>
    <message>
        <source>パスフレーズが違います。もう一度入力してください。</source>
        <translation>The passphrase is wrong. Enter it again.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>処理が終わっていません：{job}</source>
        <translation>Still at work: {job}</translation>
    </message>
    <message>
        <source>中止して閉じますか。ここまでに記録した評価は失われません。</source>
        <translation>Stop it and close? What you have recorded so far is kept.</translation>
    </message>
    <message>
        <source>中止して閉じる</source>
        <translation>Stop and close</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>「{case}」を開いています…</source>
        <translation>Opening “{case}”…</translation>
    </message>
    <message>
        <source>読み取り専用</source>
        <translation>Read-only</translation>
    </message>
    <message>
        <source>プログラムを読み込めませんでした。もう一度インストールしてください。</source>
        <translation>The program could not be loaded. Please install it again.</translation>
    </message>
</context>
<context>
    <name>MonthField</name>
    <message>
        <source>対応予定月</source>
        <translation>Due month</translation>
    </message>
    <message>
        <source>2026-12 の形式で入力します。</source>
        <translation>Write it like 2026-12.</translation>
    </message>
    <message>
        <source>月を選ぶ</source>
        <translation>Choose a month</translation>
    </message>
</context>
<context>
    <name>MonthPopup</name>
    <message>
        <source>予定未定（空欄にする）</source>
        <translation>No date planned (blank)</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
</context>
<context>
    <name>NewCaseDialog</name>
    <message>
        <source>案件名を入力してください。</source>
        <translation>Enter a title.</translation>
    </message>
    <message>
        <source>保存先のフォルダーがありません。場所を確認してください。</source>
        <translation>The folder to save in does not exist. Check where it is.</translation>
    </message>
    <message>
        <source>同じ名前のファイルが既にあります。別の名前にしてください。</source>
        <translation>A file of this name exists already. Choose another name.</translation>
    </message>
    <message>
        <source>新しい点検</source>
        <translation>New case</translation>
    </message>
    <message>
        <source>点検計画(&amp;P)</source>
        <translation>&amp;Plan</translation>
    </message>
    <message>
        <source>案件名(&amp;T)</source>
        <translation>&amp;Title</translation>
    </message>
    <message>
        <source>連絡先(&amp;C)</source>
        <translation>&amp;Contact</translation>
    </message>
    <message>
        <source>質問票に記載します（部署名、電話番号など）</source>
        <translation>Stated in the questionnaires (department, telephone …)</translation>
    </message>
    <message>
        <source>保存先(&amp;L)</source>
        <translation>Save &amp;in</translation>
    </message>
    <message>
        <source>参照…</source>
        <translation>Browse…</translation>
    </message>
    <message>
        <source>パスフレーズで暗号化する(&amp;E)（持ち出す案件にはお勧めします）</source>
        <translation>&amp;Encrypt with a passphrase (recommended for cases taken elsewhere)</translation>
    </message>
    <message>
        <source>作成</source>
        <translation>Create</translation>
    </message>
</context>
<context>
    <name>NewPassphraseField</name>
    <message>
        <source>新しいパスフレーズを入力してください。</source>
        <translation>Enter the new passphrase.</translation>
    </message>
    <message>
        <source>パスフレーズの先頭と末尾に空白は使えません。</source>
        <translation>A passphrase cannot begin or end with a blank.</translation>
    </message>
    <message>
        <source>確認のため、パスフレーズをもう一度入力してください。</source>
        <translation>Enter the passphrase again to confirm it.</translation>
    </message>
    <message>
        <source>2つの欄のパスフレーズが一致しません。</source>
        <translation>The two passphrases differ.</translation>
    </message>
    <message>
        <source>パスフレーズ</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>もう一度入力</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>文字を表示</source>
        <translation>Show what is typed</translation>
    </message>
    <message>
        <source>日本語を入力するときは、文字を表示してください。</source>
        <translation>To enter Japanese, tick “Show what is typed”.</translation>
    </message>
    <message>
        <source>無関係な単語を4つ以上並べると、覚えやすく強くなります。パスフレーズはどこにも保存されません。忘れると、復旧コードなしには誰も開けません。</source>
        <translation>Four or more unrelated words are strong and easy to remember. The passphrase is not saved anywhere. If it is forgotten, nobody can open the case without the recovery code.</translation>
    </message>
    <message>
        <source>弱い</source>
        <translation>Weak</translation>
    </message>
    <message>
        <source>やや弱い</source>
        <translation>Rather weak</translation>
    </message>
    <message>
        <source>十分</source>
        <translation>Sufficient</translation>
    </message>
    <message>
        <source>強い</source>
        <translation>Strong</translation>
    </message>
    <message>
        <source>強さ：{level}</source>
        <translation>Strength: {level}</translation>
    </message>
</context>
<context>
    <name>NoticeDialog</name>
    <message>
        <source>文言についての注意</source>
        <translation>Notice on wording</translation>
    </message>
    <message>
        <source>出典の略号</source>
        <translation>Abbreviations of the sources</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>フェーズ欄を高度化項目にする</source>
        <translation>Show advanced items in the phases</translation>
    </message>
    <message>
        <source>表をコピー</source>
        <translation>Copy table</translation>
    </message>
    <message>
        <source>選んだ行、なければ全体を、表計算ソフトに貼り付けられる形でコピーします。</source>
        <translation>Copies the selected rows, or all, in a form that spreadsheets take.</translation>
    </message>
    <message>
        <source>点検対象とフェーズの一覧</source>
        <translation>Subjects by phase</translation>
    </message>
    <message>
        <source>点検案件を開くと、全体の状況がここに表示されます。</source>
        <translation>Open a case to see how it stands as a whole.</translation>
    </message>
    <message>
        <source>点検対象 {subjects}件。フェーズ欄は必須項目の件数です。ダブルクリックか Enter で、その数の項目を開きます。</source>
        <translation>{subjects} subjects. The phases count mandatory items. Double-click or Enter opens the item that a number is about.</translation>
    </message>
    <message>
        <source>点検対象 {subjects}件。フェーズ欄は高度化項目の件数です（点検結果には含めません）。ダブルクリックか Enter で、その数の項目を開きます。</source>
        <translation>{subjects} subjects. The phases count advanced items, which decide no outcome. Double-click or Enter opens the item that a number is about.</translation>
    </message>
    <message>
        <source>選んだ欄に当たる項目はありません。</source>
        <translation>There is no item that this cell is about.</translation>
    </message>
</context>
<context>
    <name>OverviewModel</name>
    <message>
        <source>対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>点検基準</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>必須
充足</source>
        <translation>Mand.
met</translation>
    </message>
    <message>
        <source>必須
未充足</source>
        <translation>Mand.
unmet</translation>
    </message>
    <message>
        <source>必須
評価未了</source>
        <translation>Mand.
open</translation>
    </message>
    <message>
        <source>高度化
充足</source>
        <translation>Adv.
met</translation>
    </message>
    <message>
        <source>高度化
{phase}</source>
        <translation>Adv. {phase}</translation>
    </message>
    <message>
        <source>結果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>署名</source>
        <translation>Signed</translation>
    </message>
</context>
<context>
    <name>PackageDialog</name>
    <message>
        <source>証跡_{title}</source>
        <translation>Evidence_{title}</translation>
    </message>
    <message>
        <source>この案件には証跡がありません。</source>
        <translation>This case has no evidence.</translation>
    </message>
    <message>
        <source>証跡を書き出す点検対象を選んでください。</source>
        <translation>Choose the subjects whose evidence to export.</translation>
    </message>
    <message>
        <source>書き出し先のフォルダーがありません。場所を確認してください。</source>
        <translation>The folder to export to does not exist. Check where it is.</translation>
    </message>
    <message>
        <source>名前を入力してください。</source>
        <translation>Enter a name.</translation>
    </message>
    <message>
        <source>「{name}」は既にあります。別の名前にしてください。</source>
        <translation>“{name}” exists already. Choose another name.</translation>
    </message>
    <message>
        <source>{count}件（{size}）を書き出す</source>
        <translation>Export {count} ({size})</translation>
    </message>
    <message>
        <source>書き出す</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>証跡パッケージの作成</source>
        <translation>Create evidence package</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>証跡</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>すべて選ぶ</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>選択を解除</source>
        <translation>Select none</translation>
    </message>
    <message>
        <source>ZIPファイル</source>
        <translation>ZIP file</translation>
    </message>
    <message>
        <source>フォルダー</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>参照…</source>
        <translation>Browse…</translation>
    </message>
    <message>
        <source>形式(&amp;F)</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>書き出し先(&amp;L)</source>
        <translation>Export &amp;to</translation>
    </message>
    <message>
        <source>名前(&amp;N)</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>証跡を「点検対象／フェーズ／項目」のフォルダーに分け、一覧（Excel・CSV）と SHA256SUMS を付けます。評価結果は含みません。パッケージは暗号化されません。</source>
        <translation>Evidence is sorted into folders by subject, phase and item, with a list (Excel and CSV) and SHA256SUMS. Reviews are not included. The package is not encrypted.</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>確認しています…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>パスフレーズを入力してください。</source>
        <translation>Enter the passphrase.</translation>
    </message>
    <message>
        <source>パスフレーズの入力</source>
        <translation>Enter passphrase</translation>
    </message>
    <message>
        <source>「{file}」を開けません。パスフレーズが違うか、点検案件のファイルではありません。</source>
        <translation>“{file}” does not open. The passphrase is wrong, or this is not a case file.</translation>
    </message>
    <message>
        <source>「{file}」を開くには、パスフレーズが必要です。</source>
        <translation>“{file}” needs its passphrase to open.</translation>
    </message>
    <message>
        <source>パスフレーズを忘れたときは、復旧用紙のコードを入力してください。</source>
        <translation>If you forgot the passphrase, enter the code of the recovery sheet.</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>PassphraseEdit</name>
    <message>
        <source>パスフレーズ</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>文字を表示</source>
        <translation>Show what is typed</translation>
    </message>
    <message>
        <source>日本語を入力するときは、文字を表示してください。</source>
        <translation>To enter Japanese, tick “Show what is typed”.</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>パスワードを試しています…</source>
        <translation>Trying the passwords…</translation>
    </message>
    <message>
        <source>パスワードを入力してください。</source>
        <translation>Enter a password.</translation>
    </message>
    <message>
        <source>パスワードの入力</source>
        <translation>Enter passwords</translation>
    </message>
    <message>
        <source>パスワード（1行に1つ）</source>
        <translation>Passwords (one a line)</translation>
    </message>
    <message>
        <source>{n}件は、入力されたパスワードでは開けませんでした。もう一度ご確認ください。</source>
        <translation>Files that these passwords do not open: {n}. Check the passwords and try again.</translation>
    </message>
    <message>
        <source>パスワードで保護されたファイルが{n}件あります。1行に1つ入力してください。</source>
        <translation>Files protected by a password: {n}. Enter the passwords, one a line.</translation>
    </message>
    <message>
        <source>すべてのファイルに順に試します。パスワードは保存しません。</source>
        <translation>Each is tried on all files. Passwords are not saved.</translation>
    </message>
    <message>
        <source>一覧の{n}件も含め、すべてのファイルに順に試します。パスワードは保存しません。</source>
        <translation>Tried on all files, with {n} from the list. Not saved.</translation>
    </message>
    <message>
        <source>パスワード一覧を読み込む…</source>
        <translation>Load list of passwords…</translation>
    </message>
    <message>
        <source>開く</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>PlainCopiesDialog</name>
    <message>
        <source>暗号化されていないファイル</source>
        <translation>Files that are not encrypted</translation>
    </message>
    <message>
        <source>この案件の以前のファイルが{count}件、暗号化されないまま残っています。不要なら削除してください。必要なら、安全な場所に保管してください。</source>
        <translation>Earlier files of this case that are not encrypted: {count}. Delete them if you do not need them; otherwise keep them in a safe place.</translation>
    </message>
    <message>
        <source>暗号化前のファイルに、ほかのフォルダーからのハードリンクがあります。リンク先のファイルは暗号化されていません。</source>
        <translation>The file from before the encryption has a hard link in another folder. There it is not encrypted.</translation>
    </message>
    <message>
        <source>削除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>暗号化されていないファイル{count}件を削除しますか。</source>
        <translation>Delete the files that are not encrypted ({count})?</translation>
    </message>
    <message>
        <source>削除したファイルは元に戻せません。</source>
        <translation>Deleted files cannot be brought back.</translation>
    </message>
    <message>
        <source>削除</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>問題の一覧</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>{count}件の問題があります。</source>
        <translation>Problems found: {count}</translation>
    </message>
    <message>
        <source>すべてコピー</source>
        <translation>Copy all</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ProblemTable</name>
    <message>
        <source>問題の一覧</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>シート</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>セル</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>内容と対処</source>
        <translation>What is wrong, and what to do</translation>
    </message>
</context>
<context>
    <name>ProposalsDialog</name>
    <message>
        <source>提案を承認する点検対象を選んでください。</source>
        <translation>Choose the subjects whose proposals you accept.</translation>
    </message>
    <message>
        <source>承認者の氏名を入力してください。</source>
        <translation>Enter the name of the approver.</translation>
    </message>
    <message>
        <source>該当なし提案の承認</source>
        <translation>Accept proposals</translation>
    </message>
    <message>
        <source>規則が該当なしを提案し、まだ評価していない項目です。承認すると、規則の理由と承認者を付けて「該当なし」と記録します。</source>
        <translation>Rules propose these items as not applicable, and nobody has reviewed them yet. Accepting records them as not applicable, with the reason of the rule and the approver.</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>項目数</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>提案の理由</source>
        <translation>Reason of the proposal</translation>
    </message>
    <message>
        <source>承認者(&amp;A)</source>
        <translation>&amp;Approver</translation>
    </message>
    <message>
        <source>承認</source>
        <translation>Accept</translation>
    </message>
</context>
<context>
    <name>ProtectDialog</name>
    <message>
        <source>パスフレーズを解除しますか。</source>
        <translation>Remove the passphrase?</translation>
    </message>
    <message>
        <source>暗号化をやめ、案件全体を誰でも読める状態で書き直します。</source>
        <translation>The whole case is written anew without encryption, and anyone can read it.</translation>
    </message>
    <message>
        <source>解除する</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>案件を書き直しています。中止すると、元のまま残ります。</source>
        <translation>The case is being written anew. If you stop, it stays as it was.</translation>
    </message>
    <message>
        <source>現在のパスフレーズが違います。もう一度入力してください。</source>
        <translation>The present passphrase is wrong. Enter it again.</translation>
    </message>
    <message>
        <source>現在のパスフレーズを入力してください。</source>
        <translation>Enter the present passphrase.</translation>
    </message>
    <message>
        <source>案件のパスフレーズ</source>
        <translation>Passphrase of the case</translation>
    </message>
    <message>
        <source>この案件は暗号化されています。</source>
        <translation>This case is encrypted.</translation>
    </message>
    <message>
        <source>証跡を含む案件全体を暗号化します。開くときにパスフレーズが必要になります。</source>
        <translation>Encrypts the whole case with its evidence. Opening it then needs the passphrase.</translation>
    </message>
    <message>
        <source>現在のパスフレーズ（または復旧コード）</source>
        <translation>Present passphrase (or recovery code)</translation>
    </message>
    <message>
        <source>別のパスフレーズに変更する</source>
        <translation>Change the passphrase</translation>
    </message>
    <message>
        <source>パスフレーズを解除し、暗号化をやめる</source>
        <translation>Remove the passphrase and stop encrypting</translation>
    </message>
    <message>
        <source>実行</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>ファイルを入手した人は、誰でも中身を読めるようになります。</source>
        <translation>Whoever has the file will be able to read what is in it.</translation>
    </message>
    <message>
        <source>これまでの復旧用紙は使えなくなります。バックアップのファイルの暗号は変わりません。</source>
        <translation>Earlier recovery sheets will no longer open the case. The encryption of backups does not change.</translation>
    </message>
    <message>
        <source>以前に取ったバックアップのファイルは、暗号化されないまま残ります。</source>
        <translation>Backups made earlier stay unencrypted.</translation>
    </message>
</context>
<context>
    <name>ProtectFlows</name>
    <message>
        <source>まだ記録していない入力があります。破棄して案件を閉じますか。</source>
        <translation>Something you typed is not recorded yet. Discard it and close the case?</translation>
    </message>
    <message>
        <source>残すには、ロックを解除してから記録してください。</source>
        <translation>To keep it, unlock and record it.</translation>
    </message>
    <message>
        <source>破棄して閉じる</source>
        <translation>Discard and close</translation>
    </message>
    <message>
        <source>処理が終わっていないため、まだ閉じられません。終わってから、もう一度閉じてください。</source>
        <translation>Work is still in progress, so this cannot be closed yet. Try again when it is done.</translation>
    </message>
</context>
<context>
    <name>ProtectionField</name>
    <message>
        <source>共通のパスワードを入力してください。</source>
        <translation>Enter the password for all files.</translation>
    </message>
    <message>
        <source>パスワードの先頭と末尾に空白は使えません。</source>
        <translation>A password cannot begin or end with a blank.</translation>
    </message>
    <message>
        <source>確認のため、パスワードをもう一度入力してください。</source>
        <translation>Enter the password again to confirm it.</translation>
    </message>
    <message>
        <source>2つの欄のパスワードが一致しません。</source>
        <translation>The two passwords differ.</translation>
    </message>
    <message>
        <source>パスワードなし</source>
        <translation>No password</translation>
    </message>
    <message>
        <source>ファイルごとに自動作成</source>
        <translation>Automatic, one for each file</translation>
    </message>
    <message>
        <source>共通のパスワードを指定</source>
        <translation>One password for all files</translation>
    </message>
    <message>
        <source>パスワード</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>もう一度入力</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>入力した文字を表示する</source>
        <translation>Show what is typed</translation>
    </message>
    <message>
        <source>ファイルごとに異なるパスワードを作成します。パスワードは書き出した後に一覧として保存してください。案件には保存されません。</source>
        <translation>Each file gets a password of its own. Save them as a list after the export; the case does not keep them.</translation>
    </message>
    <message>
        <source>パスワードは案件にも設定にも保存されません。日本語を入力するときは、文字の表示を有効にしてください。</source>
        <translation>The password is not saved anywhere. To enter Japanese, tick “Show what is typed”.</translation>
    </message>
</context>
<context>
    <name>PurgeDialog</name>
    <message>
        <source>完全に削除する証跡を選んでください。</source>
        <translation>Choose the evidence to delete for good.</translation>
    </message>
    <message>
        <source>{count}件（{size}）を完全に削除</source>
        <translation>Delete {count} for good ({size})</translation>
    </message>
    <message>
        <source>完全に削除</source>
        <translation>Delete for good</translation>
    </message>
    <message>
        <source>使われていない証跡の完全削除</source>
        <translation>Delete unused evidence for good</translation>
    </message>
    <message>
        <source>どの項目からも外された証跡です。「元に戻す」ができるように、案件の中に残っています。完全に削除すると、元に戻せません。名前・サイズ・SHA-256は変更履歴に残ります。</source>
        <translation>This evidence was taken off every item. It is still in the case so that “Undo” can bring it back. Once deleted for good, it cannot come back. Its name, size and SHA-256 stay in the history.</translation>
    </message>
    <message>
        <source>使われていない証跡はありません。</source>
        <translation>There is no unused evidence.</translation>
    </message>
    <message>
        <source>名前</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>外した人・日時</source>
        <translation>Taken off by, at</translation>
    </message>
    <message>
        <source>使われていた項目</source>
        <translation>Was used by items</translation>
    </message>
    <message>
        <source>使われていない証跡</source>
        <translation>Unused evidence</translation>
    </message>
    <message>
        <source>すべて選ぶ</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>続けて、空いた領域を案件ファイルから取り除く（最適化）</source>
        <translation>Then remove the freed space from the case file (compact)</translation>
    </message>
    <message>
        <source>取り除くまで、削除した内容の一部がファイルの中に残っていることがあります。</source>
        <translation>Until then, parts of what was deleted may still be in the file.</translation>
    </message>
</context>
<context>
    <name>MarksModel</name>
    <message>
        <source>記入者：{author}</source>
        <translation>By: {author}</translation>
    </message>
    <message>
        <source>そのまま</source>
        <translation>Left as it is</translation>
    </message>
    <message>
        <source>追加確認にする</source>
        <translation>Inquiry</translation>
    </message>
    <message>
        <source>説明に追記</source>
        <translation>Added to explanation</translation>
    </message>
    <message>
        <source>証跡に添付</source>
        <translation>Attached as evidence</translation>
    </message>
    <message>
        <source>種別</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>セル</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>扱い</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>要確認</source>
        <translation>To be checked</translation>
    </message>
</context>
<context>
    <name>QuestionDialog</name>
    <message>
        <source>確認する内容を入力してください。</source>
        <translation>Enter what to ask.</translation>
    </message>
    <message>
        <source>追加確認にする</source>
        <translation>Make an inquiry</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>確認する内容(&amp;T)</source>
        <translation>&amp;Text of the inquiry</translation>
    </message>
</context>
<context>
    <name>MarkDetail</name>
    <message>
        <source>画像を読み込んでいます。</source>
        <translation>Reading the picture.</translation>
    </message>
    <message>
        <source>この形式の画像は表示できません。証跡として添付すると、ファイルとして開けます。</source>
        <translation>Pictures of this format cannot be shown. Attach it as evidence to open it as a file.</translation>
    </message>
    <message>
        <source>書き込みの全文</source>
        <translation>Full text of the mark</translation>
    </message>
</context>
<context>
    <name>MarksPanel</name>
    <message>
        <source>追加確認にする…(&amp;Q)</source>
        <translation>Make an in&amp;quiry…</translation>
    </message>
    <message>
        <source>説明に追記する(&amp;X)</source>
        <translation>Add to e&amp;xplanation</translation>
    </message>
    <message>
        <source>証跡として添付する(&amp;V)</source>
        <translation>Attach as e&amp;vidence</translation>
    </message>
    <message>
        <source>そのままにする(&amp;K)</source>
        <translation>&amp;Keep as it is</translation>
    </message>
    <message>
        <source>すべて確認済みにする(&amp;L)</source>
        <translation>Mark a&amp;ll as seen</translation>
    </message>
    <message>
        <source>書き込みの一覧</source>
        <translation>Marks on the workbook</translation>
    </message>
    <message>
        <source>すべて</source>
        <translation>All</translation>
    </message>
    <message>
        <source>画像の内容がファイルに含まれていません。</source>
        <translation>The file does not hold the content of this picture.</translation>
    </message>
</context>
<context>
    <name>ReadAsDialog</name>
    <message>
        <source>読み替える内容を入力してください。</source>
        <translation>Enter what it is to be read as.</translation>
    </message>
    <message>
        <source>読み替え</source>
        <translation>Read as</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>月のみ（日は未定）</source>
        <translation>Month only (no day yet)</translation>
    </message>
    <message>
        <source>読み替える</source>
        <translation>Read as this</translation>
    </message>
    <message>
        <source>取消線を除いて読む(&amp;S)</source>
        <translation>Read without the &amp;struck text</translation>
    </message>
    <message>
        <source>元の文字のまま読む(&amp;O)</source>
        <translation>Read as &amp;originally written</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>該当なしとする理由を入力してください。</source>
        <translation>Enter the reason why this does not apply.</translation>
    </message>
    <message>
        <source>承認者の氏名を入力してください。</source>
        <translation>Enter the name of the approver.</translation>
    </message>
    <message>
        <source>該当なしの理由</source>
        <translation>Reason for not applicable</translation>
    </message>
    <message>
        <source>{items} を該当なしとします。</source>
        <translation>To be set as not applicable: {items}</translation>
    </message>
    <message>
        <source>評価理由(&amp;R)</source>
        <translation>&amp;Reason</translation>
    </message>
    <message>
        <source>承認者(&amp;A)</source>
        <translation>&amp;Approver</translation>
    </message>
    <message>
        <source>記録</source>
        <translation>Record</translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>復旧…</source>
        <translation>Recover…</translation>
    </message>
    <message>
        <source>読み取れる内容を新しいファイルに書き出します</source>
        <translation>Writes what can be read into a new file</translation>
    </message>
    <message>
        <source>壊れている可能性があります</source>
        <translation>May be damaged</translation>
    </message>
    <message>
        <source>ファイルが見つかりません</source>
        <translation>File not found</translation>
    </message>
    <message>
        <source>一覧から外す（ファイルは消えません）</source>
        <translation>Remove from the list (the file stays)</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>復旧できなかったもの</source>
        <translation>What could not be recovered</translation>
    </message>
    <message>
        <source>復旧の結果</source>
        <translation>Result of the recovery</translation>
    </message>
    <message>
        <source>復旧した案件を開く</source>
        <translation>Open the recovered case</translation>
    </message>
    <message>
        <source>一覧をコピー</source>
        <translation>Copy the list</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>「{file}」に復旧しました。変更履歴 {entries}件、記録 {records}件、文書 {documents}件、証跡 {contents}件です。元のファイルは変更していません。</source>
        <translation>Recovered to “{file}”: {entries} journal entries, {records} records, {documents} documents, {contents} contents. The damaged file was left as it is.</translation>
    </message>
    <message>
        <source>失われた内容はありません。</source>
        <translation>Nothing was lost.</translation>
    </message>
    <message>
        <source>復旧できなかったものは次の{count}件です。バックアップがあれば、バックアップと見比べてください。</source>
        <translation>The following {count} could not be recovered. Compare with a backup if there is one.</translation>
    </message>
    <message>
        <source>失われた内容</source>
        <translation>Lost contents</translation>
    </message>
    <message>
        <source>失われた変更履歴</source>
        <translation>Lost from the journal</translation>
    </message>
    <message>
        <source>復旧した案件の整合性確認の結果</source>
        <translation>Result of the integrity check of the recovered case</translation>
    </message>
</context>
<context>
    <name>RecoveryStartDialog</name>
    <message>
        <source>壊れた案件のファイルを指定してください。</source>
        <translation>Say which file is damaged.</translation>
    </message>
    <message>
        <source>復旧した案件の保存先を指定してください。</source>
        <translation>Say where the recovered case goes.</translation>
    </message>
    <message>
        <source>保存先のファイルは既にあります。別の名前にしてください。</source>
        <translation>That file is there already. Choose another name.</translation>
    </message>
    <message>
        <source>壊れた案件から復旧</source>
        <translation>Recover a damaged case</translation>
    </message>
    <message>
        <source>壊れたファイルは変更せず、読み取れる内容を新しいファイルに書き出します。</source>
        <translation>The damaged file is left as it is; what can be read of it is written into a new file.</translation>
    </message>
    <message>
        <source>壊れた案件(&amp;D)</source>
        <translation>&amp;Damaged case</translation>
    </message>
    <message>
        <source>保存先(&amp;T)</source>
        <translation>Save &amp;to</translation>
    </message>
    <message>
        <source>選ぶ…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>壊れた案件を選ぶ</source>
        <translation>Choose the damaged case</translation>
    </message>
    <message>
        <source>保存先を選ぶ</source>
        <translation>Choose where to save</translation>
    </message>
    <message>
        <source>復旧を始める</source>
        <translation>Start the recovery</translation>
    </message>
    <message>
        <source>{title}（復旧）</source>
        <translation>{title} (recovered)</translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>点検案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>ファイル名</source>
        <translation>File name</translation>
    </message>
    <message>
        <source>作成日</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>復旧用紙</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>パスフレーズを忘れたときに、下の点検案件を開くためのコードです。</source>
        <translation>If the passphrase is forgotten, this code opens the case below.</translation>
    </message>
    <message>
        <source>パスフレーズの入力欄に、パスフレーズの代わりに入力します。空白や大文字・小文字は問いません。</source>
        <translation>Enter it where the passphrase is asked for. Blanks and upper or lower case do not matter.</translation>
    </message>
    <message>
        <source>コードを知る人は誰でも案件を開けます。案件のファイルとは別に、施錠して保管してください。</source>
        <translation>Whoever knows the code can open the case. Keep it locked away, apart from the case file.</translation>
    </message>
    <message>
        <source>パスフレーズを変更または解除すると、この用紙は使えなくなります。古い用紙は破棄してください。</source>
        <translation>Once the passphrase is changed or removed, this sheet is of no use. Destroy old sheets.</translation>
    </message>
    <message>
        <source>変更前に取ったバックアップのファイルは、変更前の用紙でのみ開けます。</source>
        <translation>Backups made before a change open only with the sheet from before it.</translation>
    </message>
</context>
<context>
    <name>ReopenDialog</name>
    <message>
        <source>署名を取り消す理由を入力してください。</source>
        <translation>Enter the reason for withdrawing the signatures.</translation>
    </message>
    <message>
        <source>署名の取消し</source>
        <translation>Withdraw signatures</translation>
    </message>
    <message>
        <source>対象(&amp;T)</source>
        <translation>S&amp;cope</translation>
    </message>
    <message>
        <source>理由(&amp;R)</source>
        <translation>&amp;Reason</translation>
    </message>
    <message>
        <source>署名を取り消す</source>
        <translation>Withdraw signatures</translation>
    </message>
    <message>
        <source>取り消される署名：</source>
        <translation>Signatures to be withdrawn:</translation>
    </message>
</context>
<context>
    <name>DecidedCellsModel</name>
    <message>
        <source>セル</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>欄</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>送付時</source>
        <translation>When sent</translation>
    </message>
    <message>
        <source>返却</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>取り込み前の案件</source>
        <translation>Before the import</translation>
    </message>
    <message>
        <source>種別</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>扱い</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>{reading}（原文：{written}）</source>
        <translation>{reading} (written: “{written}”)</translation>
    </message>
    <message>
        <source>反映</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>見送り</source>
        <translation>Rejected</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>セル</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>区分</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>シート</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>内容と対処</source>
        <translation>What is wrong, and what to do</translation>
    </message>
    <message>
        <source>問題</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>項目不明の行</source>
        <translation>Unknown row</translation>
    </message>
    <message>
        <source>対応済みの指摘</source>
        <translation>Handled</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>バックアップの一覧</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>バックアップにない変更</source>
        <translation>Changes that the backup lacks</translation>
    </message>
    <message>
        <source>作成日時</source>
        <translation>Made at</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>暗号化</source>
        <translation>Encrypted</translation>
    </message>
    <message>
        <source>あり</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>なし</source>
        <translation>No</translation>
    </message>
    <message>
        <source>バックアップから戻す</source>
        <translation>Restore from a backup</translation>
    </message>
    <message>
        <source>この案件のバックアップ：{count}件。バックアップを選ぶと、現在の案件との違いを表示します。</source>
        <translation>Backups of this case: {count}. Choose one to see how it differs from the case.</translation>
    </message>
    <message>
        <source>この端末に、この案件のバックアップはありません。バックアップのファイルを選んでください。</source>
        <translation>There are no backups of this case on this computer. Choose a backup file.</translation>
    </message>
    <message>
        <source>ファイルを選ぶ(&amp;F)…</source>
        <translation>Choose a &amp;file…</translation>
    </message>
    <message>
        <source>新しいファイルに戻す(&amp;N)…</source>
        <translation>Restore to a &amp;new file…</translation>
    </message>
    <message>
        <source>現在の案件と入れ替える(&amp;R)…</source>
        <translation>&amp;Replace the case…</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>入れ替える前の案件は、別の名前で同じフォルダーに残します。</source>
        <translation>The case as it is now is kept under another name in its folder.</translation>
    </message>
    <message>
        <source>パスフレーズが入力されなかったため、「{file}」は確認していません。</source>
        <translation>“{file}” was not compared, because no passphrase was entered.</translation>
    </message>
    <message>
        <source>このバックアップは暗号化されていません。戻すファイルは現在のパスフレーズで暗号化します。</source>
        <translation>This backup is not encrypted. The restored case will be, with the present passphrase.</translation>
    </message>
    <message>
        <source>戻すファイルは、このバックアップのパスフレーズで開きます。</source>
        <translation>The restored case opens with the passphrase of this backup.</translation>
    </message>
    <message>
        <source>バックアップは現在の案件と同じ内容です。</source>
        <translation>The backup is the same as the case.</translation>
    </message>
    <message>
        <source>バックアップの最後の記録は {last} です。それ以後の変更 {since}件は、このバックアップにありません。</source>
        <translation>The last entry of the backup is of {last}. It lacks {since} changes made since then.</translation>
    </message>
    <message>
        <source>変更のあった点検対象：{names}</source>
        <translation>Subjects changed: {names}</translation>
    </message>
    <message>
        <source>このバックアップには、現在の案件にない変更が{apart}件あります。</source>
        <translation>The backup has {apart} changes that the case has not.</translation>
    </message>
    <message>
        <source>ほか {count}件</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>{title}（バックアップ）</source>
        <translation>{title} (backup)</translation>
    </message>
    <message>
        <source>バックアップ以後の変更 {since}件は、案件から見えなくなります（別名のファイルに残ります）。</source>
        <translation>{since} changes made since then will no longer be in the case (they stay in the file that is kept).</translation>
    </message>
    <message>
        <source>現在の案件を、このバックアップと入れ替えますか。</source>
        <translation>Replace the case by this backup?</translation>
    </message>
    <message>
        <source>入れ替える</source>
        <translation>Replace</translation>
    </message>
</context>
<context>
    <name>ReturnReport</name>
    <message>
        <source>返却された欄の一覧</source>
        <translation>Fields returned</translation>
    </message>
    <message>
        <source>取り込み記録</source>
        <translation>Import record</translation>
    </message>
    <message>
        <source>{at}&#x3000;取り込み：{by}&#x3000;行 {rows}（一致 {matched}）、反映 {accepted}、見送り {refused}、変更なし {unchanged}、空欄 {blank}</source>
        <translation>Imported by {by} at {at}: {rows} rows, {matched} matched, {accepted} accepted, {refused} rejected, {unchanged} unchanged, {blank} blank</translation>
    </message>
    <message>
        <source>空欄は消去として扱いました。</source>
        <translation>Blank fields cleared values.</translation>
    </message>
    <message>
        <source>ファイルの問題と指摘</source>
        <translation>Problems and remarks of the file</translation>
    </message>
    <message>
        <source>記録をコピー</source>
        <translation>Copy record</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>添付した証跡：{names}</source>
        <translation>Evidence attached: {names}</translation>
    </message>
    <message>
        <source>項目に対応しない行 {row}：{text}</source>
        <translation>Row {row} belongs to no item: {text}</translation>
    </message>
</context>
<context>
    <name>ReturnsDialog</name>
    <message>
        <source>返却された質問票の確認</source>
        <translation>Returned questionnaires</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ReturnsEvidence</name>
    <message>
        <source>ファイルなし</source>
        <translation>No file</translation>
    </message>
    <message>
        <source>記載なし</source>
        <translation>Not named</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>項目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>質問票の「エビデンス名」</source>
        <translation>Evidence name in the questionnaire</translation>
    </message>
    <message>
        <source>状態</source>
        <translation>State</translation>
    </message>
    <message>
        <source>一緒に届いたファイル</source>
        <translation>Files that came along</translation>
    </message>
    <message>
        <source>証跡のフォルダー／ZIPを指定…</source>
        <translation>Choose attachments…</translation>
    </message>
    <message>
        <source>フォルダーを指定…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>ZIPファイルを指定…</source>
        <translation>Choose a ZIP file…</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>Match</translation>
    </message>
    <message>
        <source>候補</source>
        <translation>Possible match</translation>
    </message>
    <message>
        <source>一緒に届いたファイルは指定されていません。</source>
        <translation>No attachments were chosen.</translation>
    </message>
    <message>
        <source>添付する {chosen}件、ファイルなし {missing}件、記載なし {unnamed}件。</source>
        <translation>To be attached: {chosen}, no file: {missing}, not named: {unnamed}.</translation>
    </message>
</context>
<context>
    <name>ReturnsList</name>
    <message>
        <source>第{number}回</source>
        <translation>{number}</translation>
    </message>
    <message>
        <source>返却された質問票</source>
        <translation>Returned questionnaires</translation>
    </message>
    <message>
        <source>回</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>取り込み日時</source>
        <translation>Imported at</translation>
    </message>
    <message>
        <source>担当者</source>
        <translation>Imported by</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>サイズ</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>反映</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>見送り</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>受領ファイルを書き出す…</source>
        <translation>Export received file…</translation>
    </message>
    <message>
        <source>取り込み記録を見る</source>
        <translation>Show import record</translation>
    </message>
    <message>
        <source>返却はまだありません。</source>
        <translation>Nothing was returned yet.</translation>
    </message>
    <message>
        <source>返却「{file}」は以前のバージョンで取り込んだため、受領ファイルと取り込み記録はありません。</source>
        <translation>“{file}” was imported by an earlier version, which kept neither the received file nor an import record.</translation>
    </message>
    <message>
        <source>返却</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>返却：{subject}</source>
        <translation>Returned: {subject}</translation>
    </message>
</context>
<context>
    <name>ReturnsModel</name>
    <message>
        <source>要確認</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>パスワードが必要</source>
        <translation>Password needed</translation>
    </message>
    <message>
        <source>点検対象の指定が必要</source>
        <translation>Subject needed</translation>
    </message>
    <message>
        <source>取り込み不可</source>
        <translation>Cannot be imported</translation>
    </message>
    <message>
        <source>問題なし</source>
        <translation>No problems</translation>
    </message>
    <message>
        <source>以前の回（閲覧のみ）</source>
        <translation>Older round</translation>
    </message>
    <message>
        <source>取り込み済み</source>
        <translation>Imported before</translation>
    </message>
    <message>
        <source>重複（同じファイル）</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>開いて確認済み</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>証跡の候補</source>
        <translation>Possible evidence</translation>
    </message>
    <message>
        <source>取り込み完了</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>回</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>状態</source>
        <translation>State</translation>
    </message>
    <message>
        <source>変更</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>競合</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>書換え</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>空欄</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>添付</source>
        <translation>Attached</translation>
    </message>
    <message>
        <source>問題</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation>File</translation>
    </message>
    <message>
        <source>事業者だけが変更した欄の数</source>
        <translation>Fields that only the provider changed</translation>
    </message>
    <message>
        <source>送付後に案件側の値も変わっている欄の数</source>
        <translation>Fields that were changed in the case too after sending</translation>
    </message>
    <message>
        <source>回答や日付として読み取れない欄の数</source>
        <translation>Fields that cannot be read as an answer or a date</translation>
    </message>
    <message>
        <source>書き換えられたロック欄と設問文の数（取り込みません）</source>
        <translation>Locked cells and questions that were changed (not imported)</translation>
    </message>
    <message>
        <source>案件に値があり、返却では空欄の欄の数（通常は変更なし）</source>
        <translation>Fields that came back blank but have a value in the case (which normally stays)</translation>
    </message>
    <message>
        <source>一緒に届いたファイルのうち、「エビデンス名」に対応するものの数</source>
        <translation>Files that came along and match an evidence name</translation>
    </message>
    <message>
        <source>確認が必要な指摘の数（対応済みの指摘は含みません）</source>
        <translation>What is to be checked (without remarks handled already)</translation>
    </message>
    <message>
        <source>第{round}回</source>
        <translation>{round}</translation>
    </message>
    <message>
        <source>書き込み</source>
        <translation>Marks</translation>
    </message>
    <message>
        <source>書き込みのうち未確認の数／すべての数</source>
        <translation>Marks not seen yet / all marks</translation>
    </message>
</context>
<context>
    <name>ReturnsOutcome</name>
    <message>
        <source>{n}件を取り込みました</source>
        <translation>Files imported: {n}</translation>
    </message>
    <message>
        <source>この取り込みは1回の操作として記録され、「元に戻す」（Ctrl+Z）でまとめて取り消せます。</source>
        <translation>This import is recorded as one step: “Undo” (Ctrl+Z) takes all of it back.</translation>
    </message>
    <message>
        <source>まだ取り込んでいないファイル：{n}件</source>
        <translation>Files not imported yet: {n}</translation>
    </message>
    <message>
        <source>取り込みの結果</source>
        <translation>Result of the import</translation>
    </message>
    <message>
        <source>結果をコピー</source>
        <translation>Copy result</translation>
    </message>
    <message>
        <source>一覧へ戻る</source>
        <translation>Back to list</translation>
    </message>
    <message>
        <source>次のファイルを確認</source>
        <translation>Check next file</translation>
    </message>
    <message>
        <source>{subject}&#x3000;第{round}回&#x3000;反映 {accepted}欄、見送り {refused}欄、添付 {attached}件、未着 {missing}件&#x3000;{file}</source>
        <translation>{subject}, round {round}: {accepted} accepted, {refused} rejected; files: {attached} attached, {missing} missing ({file})</translation>
    </message>
    <message>
        <source>{state}&#x3000;{subject}&#x3000;{file}</source>
        <translation>{state}: {subject}, {file}</translation>
    </message>
</context>
<context>
    <name>ReturnsOverview</name>
    <message>
        <source>点検対象・ファイル名で絞り込む</source>
        <translation>Filter by subject or file name</translation>
    </message>
    <message>
        <source>返却されたファイルの絞り込み</source>
        <translation>Filter of the returned files</translation>
    </message>
    <message>
        <source>返却されたファイルの一覧</source>
        <translation>Returned files</translation>
    </message>
    <message>
        <source>点検対象を指定…</source>
        <translation>Choose subject…</translation>
    </message>
    <message>
        <source>内容を確認</source>
        <translation>Check contents</translation>
    </message>
    <message>
        <source>すべて</source>
        <translation>All</translation>
    </message>
    <message>
        <source>問題なし</source>
        <translation>No problems</translation>
    </message>
    <message>
        <source>要確認</source>
        <translation>To check</translation>
    </message>
    <message>
        <source>取り込み不可</source>
        <translation>Cannot be imported</translation>
    </message>
    <message>
        <source>取り込み済み・重複</source>
        <translation>Imported or duplicate</translation>
    </message>
    <message>
        <source>質問票以外</source>
        <translation>Other files</translation>
    </message>
    <message>
        <source>問題のない{n}件をまとめて取り込む</source>
        <translation>Import all without problems ({n})</translation>
    </message>
    <message>
        <source>選択した{n}件を取り込む</source>
        <translation>Import selected ({n})</translation>
    </message>
    <message>
        <source>パスワードを入力…（{n}件）</source>
        <translation>Enter passwords… ({n})</translation>
    </message>
    <message>
        <source>{files}件のファイル。Enterで内容を確認できます。取り込むまで案件は変わりません。</source>
        <translation>Files: {files}. Enter shows what is in one. Nothing changes until you import.</translation>
    </message>
</context>
<context>
    <name>ReturnsPage</name>
    <message>
        <source>シートを横に表示</source>
        <translation>Show the sheet beside</translation>
    </message>
    <message>
        <source>返却されたシートを、届いたときの見た目で表の横に表示します。</source>
        <translation>Shows the returned sheet beside the cells, as it looked when it arrived.</translation>
    </message>
    <message>
        <source>← 一覧へ戻る</source>
        <translation>← Back to list</translation>
    </message>
    <message>
        <source>前のファイル</source>
        <translation>Previous file</translation>
    </message>
    <message>
        <source>次のファイル</source>
        <translation>Next file</translation>
    </message>
    <message>
        <source>この内容を取り込む</source>
        <translation>Import this file</translation>
    </message>
    <message>
        <source>パスワードを入力…</source>
        <translation>Enter passwords…</translation>
    </message>
    <message>
        <source>点検対象を指定…</source>
        <translation>Choose subject…</translation>
    </message>
    <message>
        <source>{state}&#x3000;{file}</source>
        <translation>{state}: {file}</translation>
    </message>
    <message>
        <source>{subject}&#x3000;第{round}回&#x3000;{state}</source>
        <translation>{subject}, round {round}: {state}</translation>
    </message>
    <message>
        <source>{file}（SHA-256 {sha256}…）&#x3000;シート「{sheet}」&#x3000;行 {rows}、一致 {matched}、未記入 {blank}欄</source>
        <translation>{file} (SHA-256 {sha256}…), sheet “{sheet}”: {rows} rows, {matched} matched, {blank} fields not filled in</translation>
    </message>
    <message>
        <source>以前の回の返却です。内容の確認のみで、取り込みはできません。</source>
        <translation>This is from an older round. It can be looked at, not imported.</translation>
    </message>
    <message>
        <source>同じファイルを {at} に {by} さんが取り込んでいます。</source>
        <translation>{by} imported the same file at {at}.</translation>
    </message>
    <message>
        <source>この一覧に同じ内容のファイルがもう1つあります。</source>
        <translation>Another file in this list holds the same.</translation>
    </message>
    <message>
        <source>このファイルを開き、中のファイルを一覧に加えました。</source>
        <translation>This file was opened; what lies in it is in the list.</translation>
    </message>
    <message>
        <source>質問票ではないため、証跡の候補として扱います。</source>
        <translation>No questionnaire; it is taken as possible evidence.</translation>
    </message>
    <message>
        <source>このファイルは取り込みました。</source>
        <translation>This file was imported.</translation>
    </message>
    <message>
        <source>報告（問題 {problems}・対応済み {notes}）</source>
        <translation>Report (problems {problems}, handled {notes})</translation>
    </message>
    <message>
        <source>証跡（{n}）</source>
        <translation>Attachments ({n})</translation>
    </message>
    <message>
        <source>このファイルは取り込みの対象ではありません。</source>
        <translation>This file is not to be imported.</translation>
    </message>
    <message>
        <source>取り込む欄 {cells}、添付 {attached}件。取り込むまで案件は変わりません。</source>
        <translation>Fields to import: {cells}, files to attach: {attached}. Nothing changes until you import.</translation>
    </message>
    <message>
        <source>書き込み（{n}）</source>
        <translation>Marks ({n})</translation>
    </message>
    <message>
        <source>取り込む欄 {cells}、添付 {attached}件、追加確認 {asked}件。取り込むまで案件は変わりません。</source>
        <translation>Fields to import: {cells}, files to attach: {attached}, inquiries: {asked}. Nothing changes until you import.</translation>
    </message>
</context>
<context>
    <name>ReturnsReport</name>
    <message>
        <source>ダブルクリックまたはEnterで該当する欄へ移動します。</source>
        <translation>Double-click or Enter goes to the field.</translation>
    </message>
    <message>
        <source>ファイルの問題や指摘はありません。</source>
        <translation>No problems and no remarks on the file.</translation>
    </message>
    <message>
        <source>問題と指摘の一覧</source>
        <translation>Problems and differences</translation>
    </message>
    <message>
        <source>報告をコピー</source>
        <translation>Copy report</translation>
    </message>
</context>
<context>
    <name>ReviewEditor</name>
    <message>
        <source>評価</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>対応予定月</source>
        <translation>Due month</translation>
    </message>
    <message>
        <source>承認者</source>
        <translation>Approver</translation>
    </message>
    <message>
        <source>評価理由（Ctrl+Enter または欄を離れると記録）</source>
        <translation>Reason (recorded with Ctrl+Enter, or when you leave the field)</translation>
    </message>
    <message>
        <source>{count}項目に共通の評価理由（Ctrl+Enter または欄を離れると記録）</source>
        <translation>One reason for {count} items (recorded with Ctrl+Enter, or when you leave the field)</translation>
    </message>
    <message>
        <source>{count}項目の評価理由</source>
        <translation>Reason for {count} items</translation>
    </message>
    <message>
        <source>{count}項目を評価</source>
        <translation>Judging {count} items</translation>
    </message>
    <message>
        <source>理由と期限も、{count}項目すべてに記録します。</source>
        <translation>Reason and due month are recorded for all {count} items too.</translation>
    </message>
    <message>
        <source>理由を入力すると、今ある{count}項目の理由が置き換わります。</source>
        <translation>A reason typed here replaces {count} different ones.</translation>
    </message>
    <message>
        <source>選択している{count}項目をまとめて「{verdict}」にしますか。</source>
        <translation>Give all {count} selected items the verdict “{verdict}”?</translation>
    </message>
    <message>
        <source>{item}：{before} → {after}</source>
        <translation>{item}: {before} → {after}</translation>
    </message>
    <message>
        <source>ほか{count}項目</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>{count}項目を評価(&amp;Y)</source>
        <translation>&amp;Yes, judge {count} items</translation>
    </message>
    <message>
        <source>評価理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>{who}&#x3000;{when} に記録</source>
        <translation>Recorded by {who} at {when}</translation>
    </message>
    <message>
        <source>該当なしには承認者が必要です。承認者の氏名を入力して Enter を押すと記録します。</source>
        <translation>Not applicable needs an approver. Enter the name of the approver and press Enter to record both.</translation>
    </message>
    <message>
        <source>入力した内容はまだ記録していません。欄を離れると、もう一度記録します。</source>
        <translation>What you typed is not recorded yet. Leaving the field tries again.</translation>
    </message>
    <message>
        <source>該当しない項目です：{reason}</source>
        <translation>This item does not apply: {reason}</translation>
    </message>
    <message>
        <source>規則 {rule} により該当なし：{reason}</source>
        <translation>Not applicable by rule {rule}: {reason}</translation>
    </message>
    <message>
        <source>該当なしには理由が必要です。理由を入力して Ctrl+Enter を押すと記録します。</source>
        <translation>Not applicable needs a reason. Enter it and press Ctrl+Enter to record both.</translation>
    </message>
    <message>
        <source>対応予定月を年月として読み取れません。2026-12 の形式で入力してください。</source>
        <translation>The due month cannot be read. Write it like 2026-12.</translation>
    </message>
</context>
<context>
    <name>ReviewerDialog</name>
    <message>
        <source>氏名を入力してください。</source>
        <translation>Enter a name.</translation>
    </message>
    <message>
        <source>氏名は{count}文字以内で入力してください。</source>
        <translation>A name has at most {count} characters.</translation>
    </message>
    <message>
        <source>評価者の氏名</source>
        <translation>Reviewer's name</translation>
    </message>
    <message>
        <source>評価、質問、署名などの記録に、評価者として残ります。この端末に保存し、次回からは尋ねません。これまでの記録の氏名は変わりません。</source>
        <translation>Judgements, questions and signatures are recorded under this name. It is kept on this computer and not asked for again. What is recorded already keeps its name.</translation>
    </message>
    <message>
        <source>氏名(&amp;N)</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>この氏名で記録する</source>
        <translation>Record under this name</translation>
    </message>
    <message>
        <source>あとで</source>
        <translation>Later</translation>
    </message>
</context>
<context>
    <name>ReviewerSign</name>
    <message>
        <source>評価者：{name}</source>
        <translation>Reviewer: {name}</translation>
    </message>
    <message>
        <source>これからの記録に残る氏名です。押すと変更できます。</source>
        <translation>What is changed from now on is recorded under this name. Press to change it.</translation>
    </message>
</context>
<context>
    <name>ReviewFlows</name>
    <message>
        <source>この点検対象に未評価の項目はありません。次の点検対象へは Ctrl+PageDown で移れます。</source>
        <translation>No item of this subject is left unreviewed. Ctrl+PageDown goes to the next subject.</translation>
    </message>
    <message>
        <source>絞り込みの条件に合う未評価の項目はありません。</source>
        <translation>No unreviewed item fits the filter.</translation>
    </message>
    <message>
        <source>承認を待つ該当なしの提案はありません。</source>
        <translation>No proposal is waiting to be accepted.</translation>
    </message>
</context>
<context>
    <name>ScopeBox</name>
    <message>
        <source>点検全体（{name}）</source>
        <translation>Whole case ({name})</translation>
    </message>
</context>
<context>
    <name>SessionBackups</name>
    <message>
        <source>バックアップを作成できませんでした：{why}</source>
        <translation>No backup could be made: {why}</translation>
    </message>
    <message>
        <source>バックアップを作成しています</source>
        <translation>Making a backup</translation>
    </message>
    <message>
        <source>バックアップの作成を中止しました。</source>
        <translation>The backup was cancelled.</translation>
    </message>
    <message>
        <source>閉じる前にバックアップを作成しています</source>
        <translation>Making a backup before closing</translation>
    </message>
    <message>
        <source>バックアップを確認しています</source>
        <translation>Comparing with the backup</translation>
    </message>
    <message>
        <source>バックアップの確認を中止しました。</source>
        <translation>Comparing the backup was cancelled.</translation>
    </message>
    <message>
        <source>バックアップを「{file}」に戻しました。</source>
        <translation>Restored the backup to “{file}”.</translation>
    </message>
    <message>
        <source>バックアップを戻しています</source>
        <translation>Restoring the backup</translation>
    </message>
    <message>
        <source>バックアップの復元を中止しました。</source>
        <translation>Restoring the backup was cancelled.</translation>
    </message>
    <message>
        <source>バックアップと入れ替えました。入れ替え前の案件は「{file}」です。</source>
        <translation>The backup has taken the place of the case, which is kept as “{file}”.</translation>
    </message>
    <message>
        <source>バックアップと入れ替えています</source>
        <translation>Replacing the case by the backup</translation>
    </message>
    <message>
        <source>バックアップとの入れ替えを中止しました。</source>
        <translation>Replacing the case was cancelled.</translation>
    </message>
    <message>
        <source>壊れた案件から復旧しています</source>
        <translation>Recovering the damaged case</translation>
    </message>
    <message>
        <source>復旧を中止しました。</source>
        <translation>The recovery was cancelled.</translation>
    </message>
    <message>
        <source>バックアップは暗号化されていないため、戻した案件を現在のパスフレーズで暗号化しました。</source>
        <translation>The backup was not encrypted; the restored case is, with the present passphrase.</translation>
    </message>
    <message>
        <source>戻した案件を開くときは、バックアップのパスフレーズを入力してください。</source>
        <translation>The restored case opens with the passphrase of the backup.</translation>
    </message>
</context>
<context>
    <name>SessionCases</name>
    <message>
        <source>点検案件を作成しています</source>
        <translation>Creating the case</translation>
    </message>
    <message>
        <source>点検案件の作成を中止しました。</source>
        <translation>Creating the case was cancelled.</translation>
    </message>
    <message>
        <source>サンプルの点検案件を作成しています</source>
        <translation>Building the sample case</translation>
    </message>
    <message>
        <source>サンプルの作成を中止しました。</source>
        <translation>Building the sample was cancelled.</translation>
    </message>
    <message>
        <source>この案件は既に開いています。</source>
        <translation>This case is open already.</translation>
    </message>
    <message>
        <source>処理が終わってから閉じてください。</source>
        <translation>Close it when the work in progress is done.</translation>
    </message>
    <message>
        <source>「{file}」を開いています</source>
        <translation>Opening “{file}”</translation>
    </message>
</context>
<context>
    <name>ChangeGate</name>
    <message>
        <source>処理が終わるまで変更できません：{job}</source>
        <translation>Nothing can be changed until this is done: {job}</translation>
    </message>
    <message>
        <source>ロックを解除してから操作してください。</source>
        <translation>Unlock first.</translation>
    </message>
</context>
<context>
    <name>SessionEvidence</name>
    <message>
        <source>{item} に証跡を{count}件添付しました。</source>
        <translation>Evidence attached to {item}: {count}</translation>
    </message>
    <message>
        <source>証跡を添付しています</source>
        <translation>Attaching evidence</translation>
    </message>
    <message>
        <source>証跡の添付を中止しました。</source>
        <translation>Attaching the evidence was cancelled.</translation>
    </message>
    <message>
        <source>証跡の写しを作成しています</source>
        <translation>Copying evidence</translation>
    </message>
    <message>
        <source>証跡の写しの作成を中止しました。</source>
        <translation>Opening the evidence was cancelled.</translation>
    </message>
    <message>
        <source>証跡{count}件を「{folder}」に書き出しました。</source>
        <translation>Evidence exported to “{folder}”: {count}</translation>
    </message>
    <message>
        <source>証跡を書き出しています</source>
        <translation>Exporting evidence</translation>
    </message>
    <message>
        <source>証跡の書き出しを中止しました。</source>
        <translation>Writing the evidence was cancelled.</translation>
    </message>
    <message>
        <source>証跡パッケージを作成しています</source>
        <translation>Creating the evidence package</translation>
    </message>
    <message>
        <source>証跡パッケージの作成を中止しました。</source>
        <translation>Making the evidence package was cancelled.</translation>
    </message>
    <message>
        <source>証跡{count}件を完全に削除しました。変更履歴に名前とSHA-256を残しています。</source>
        <translation>Evidence deleted for good: {count}. Names and SHA-256 stay in the history.</translation>
    </message>
    <message>
        <source>証跡を完全に削除しています</source>
        <translation>Deleting evidence for good</translation>
    </message>
    <message>
        <source>証跡の完全削除を中止しました。</source>
        <translation>Purging the evidence was cancelled.</translation>
    </message>
    <message>
        <source>案件ファイルを小さくしました（{before} → {after}）。</source>
        <translation>The case file is smaller now ({before} → {after}).</translation>
    </message>
    <message>
        <source>案件ファイルを最適化しています</source>
        <translation>Compacting the case file</translation>
    </message>
    <message>
        <source>案件ファイルの最適化を中止しました。</source>
        <translation>Compacting the case was cancelled.</translation>
    </message>
    <message>
        <source>「{file}」を開くプログラムがありません。</source>
        <translation>No program opens “{file}”.</translation>
    </message>
</context>
<context>
    <name>SessionPassphrase</name>
    <message>
        <source>案件を書き直しています</source>
        <translation>Writing the case anew</translation>
    </message>
    <message>
        <source>案件の書き直しを中止しました。</source>
        <translation>Rewriting the case was cancelled.</translation>
    </message>
    <message>
        <source>暗号化されていないファイルを{count}件削除しました。</source>
        <translation>Files deleted that were not encrypted: {count}</translation>
    </message>
    <message>
        <source>暗号化されていないファイルを削除しています</source>
        <translation>Deleting files that are not encrypted</translation>
    </message>
    <message>
        <source>暗号化されていないファイルの削除を中止しました。</source>
        <translation>Deleting the unencrypted files was cancelled.</translation>
    </message>
    <message>
        <source>パスフレーズを解除しました。</source>
        <translation>The passphrase was removed.</translation>
    </message>
    <message>
        <source>案件を暗号化しました。</source>
        <translation>The case was encrypted.</translation>
    </message>
</context>
<context>
    <name>SessionQuestionnaires</name>
    <message>
        <source>送付できる項目を確認しています</source>
        <translation>Looking up what can be sent</translation>
    </message>
    <message>
        <source>送付できる項目の確認を中止しました。</source>
        <translation>Looking for what can be sent was cancelled.</translation>
    </message>
    <message>
        <source>質問票を書き出しています</source>
        <translation>Exporting questionnaires</translation>
    </message>
    <message>
        <source>質問票の書き出しを中止しました。</source>
        <translation>Exporting the questionnaires was cancelled.</translation>
    </message>
    <message>
        <source>回収状況を確認しています</source>
        <translation>Looking up who has answered</translation>
    </message>
    <message>
        <source>回収状況の確認を中止しました。</source>
        <translation>Looking up the returns was cancelled.</translation>
    </message>
</context>
<context>
    <name>SessionReturns</name>
    <message>
        <source>質問票を読み取っています</source>
        <translation>Reading questionnaires</translation>
    </message>
    <message>
        <source>質問票の読み取りを中止しました。</source>
        <translation>Reading the questionnaires was cancelled.</translation>
    </message>
    <message>
        <source>一緒に届いた証跡を確認しています</source>
        <translation>Looking through the attachments</translation>
    </message>
    <message>
        <source>証跡の確認を中止しました。</source>
        <translation>Looking through the evidence was cancelled.</translation>
    </message>
    <message>
        <source>返却された質問票{count}件を取り込みました。</source>
        <translation>Returned questionnaires imported: {count}</translation>
    </message>
    <message>
        <source>回答を取り込んでいます</source>
        <translation>Importing answers</translation>
    </message>
    <message>
        <source>回答の取り込みを中止しました。</source>
        <translation>Importing the answers was cancelled.</translation>
    </message>
    <message>
        <source>受領ファイル「{file}」を「{folder}」に書き出しました。</source>
        <translation>Received file “{file}” exported to “{folder}”.</translation>
    </message>
    <message>
        <source>受領ファイルを書き出しています</source>
        <translation>Exporting the received file</translation>
    </message>
    <message>
        <source>受領ファイルの書き出しを中止しました。</source>
        <translation>Writing the returned file was cancelled.</translation>
    </message>
</context>
<context>
    <name>SessionReviews</name>
    <message>
        <source>点検結果表を作成しています</source>
        <translation>Creating the results workbook</translation>
    </message>
    <message>
        <source>点検結果表の作成を中止しました。</source>
        <translation>Writing the results was cancelled.</translation>
    </message>
    <message>
        <source>入力中の内容を保管できませんでした：{why}</source>
        <translation>What is being typed could not be kept: {why}</translation>
    </message>
    <message>
        <source>前回の入力を読めませんでした：{why}</source>
        <translation>What was typed last time could not be read: {why}</translation>
    </message>
</context>
<context>
    <name>SessionVerification</name>
    <message>
        <source>記録の整合性を確認しています</source>
        <translation>Checking the record's integrity</translation>
    </message>
    <message>
        <source>記録の整合性確認を中止しました。</source>
        <translation>The integrity check was cancelled.</translation>
    </message>
</context>
<context>
    <name>SheetDialog</name>
    <message>
        <source>復旧用紙</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>パスフレーズを忘れたときは、このコードで案件を開けます。紙に書き写し、案件のファイルとは別に施錠して保管してください。</source>
        <translation>If the passphrase is forgotten, this code opens the case. Put it on paper and keep it locked away, apart from the case file.</translation>
    </message>
    <message>
        <source>復旧コード</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>コードはどこにも保存されません。パスフレーズを変更すると使えなくなります。この画面は「ファイル」メニューの「復旧用紙」で再び表示できます。</source>
        <translation>The code is not saved anywhere. Changing the passphrase makes it useless. “File” → “Recovery sheet” shows this window again.</translation>
    </message>
    <message>
        <source>印刷用のPDFを保存…</source>
        <translation>Save PDF to print…</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>「{file}」に保存しました。印刷したら、このファイルは削除してください。</source>
        <translation>Saved to “{file}”. Delete this file once it is printed.</translation>
    </message>
    <message>
        <source>復旧用紙 {title}</source>
        <translation>Recovery sheet {title}</translation>
    </message>
    <message>
        <source>「{file}」に保存できません（{reason}）。別の場所を選んでください。</source>
        <translation>Cannot save to “{file}” ({reason}). Choose another place.</translation>
    </message>
</context>
<context>
    <name>SheetQuestion</name>
    <message>
        <source>確認しています…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>パスフレーズが違います。もう一度入力してください。</source>
        <translation>The passphrase is wrong. Enter it again.</translation>
    </message>
    <message>
        <source>パスフレーズを入力してください。</source>
        <translation>Enter the passphrase.</translation>
    </message>
    <message>
        <source>復旧用紙</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>復旧用紙を表示するには、この案件のパスフレーズを入力してください。</source>
        <translation>Enter the passphrase of this case to see its recovery sheet.</translation>
    </message>
    <message>
        <source>表示</source>
        <translation>Show</translation>
    </message>
</context>
<context>
    <name>SignaturesDialog</name>
    <message>
        <source>署名の一覧</source>
        <translation>List of signatures</translation>
    </message>
    <message>
        <source>コピー</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>署名はまだありません。</source>
        <translation>No signatures yet.</translation>
    </message>
    <message>
        <source>点検全体（{name}）</source>
        <translation>Whole case ({name})</translation>
    </message>
    <message>
        <source>変更履歴 {entries}件までのハッシュ値：</source>
        <translation>Digest of the journal at {entries} entries:</translation>
    </message>
    <message>
        <source>所見：{note}</source>
        <translation>Note: {note}</translation>
    </message>
</context>
<context>
    <name>SigningBar</name>
    <message>
        <source>点検全体：{signed}</source>
        <translation>Whole case: {signed}</translation>
    </message>
    <message>
        <source>{stage} —</source>
        <translation>{stage} —</translation>
    </message>
    <message>
        <source>{stage} {signer} {when}</source>
        <translation>{stage} {signer} {when}</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>ほか{count}件</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>作成・検証・承認のすべてが署名済みです。</source>
        <translation>Prepared, verified and approved are all signed.</translation>
    </message>
    <message>
        <source>署名する人の氏名を入力してください。</source>
        <translation>Enter the name of the signer.</translation>
    </message>
    <message>
        <source>未了または要確認の項目があります。このまま署名する理由を所見に入力してください。</source>
        <translation>There are items that are open or to be checked. Enter a note that says why it is signed all the same.</translation>
    </message>
    <message>
        <source>署名</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>対象(&amp;T)</source>
        <translation>S&amp;cope</translation>
    </message>
    <message>
        <source>段階</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>署名者(&amp;S)</source>
        <translation>&amp;Signer</translation>
    </message>
    <message>
        <source>所見（任意）(&amp;N)</source>
        <translation>&amp;Note (optional)</translation>
    </message>
    <message>
        <source>所見（必須）(&amp;N)</source>
        <translation>&amp;Note (required)</translation>
    </message>
    <message>
        <source>未了または要確認の項目</source>
        <translation>Items that are open or to be checked</translation>
    </message>
    <message>
        <source>署名すると、それまでの変更履歴のハッシュ値が一緒に記録され、対象は読み取り専用になります。署名は元に戻せません。変更するときは、理由を付けて署名を取り消します。</source>
        <translation>Signing records the digest of the journal so far and makes what is signed read-only. It cannot be undone: to change something later, withdraw the signatures with a reason.</translation>
    </message>
    <message>
        <source>Ctrl+Enter でも署名できます。</source>
        <translation>Ctrl+Enter does the same.</translation>
    </message>
</context>
<context>
    <name>SigningFlows</name>
    <message>
        <source>作成・検証・承認のすべてが署名済みです。</source>
        <translation>Prepared, verified and approved are all signed.</translation>
    </message>
    <message>
        <source>この点検対象にも点検全体にも、取り消す署名はありません。</source>
        <translation>Neither this subject nor the whole case has a signature to withdraw.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>はじめのページ</source>
        <translation>Start page</translation>
    </message>
    <message>
        <source>点検対象 {count}件</source>
        <translation>{count} subjects.</translation>
    </message>
    <message>
        <source>決済サービスのセキュリティ点検</source>
        <translation>Security inspection of payment services</translation>
    </message>
    <message>
        <source>はじめる</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>点検案件を開く</source>
        <translation>Open a case</translation>
    </message>
    <message>
        <source>保存済みの .assess ファイルを開いて続けます。</source>
        <translation>Go on with an .assess file.</translation>
    </message>
    <message>
        <source>サンプルで試す</source>
        <translation>Try the sample</translation>
    </message>
    <message>
        <source>架空の銀行と35の点検対象によるサンプルを作成します。自由に操作できます。</source>
        <translation>Builds a case of an invented bank with 35 subjects, for you to play with.</translation>
    </message>
    <message>
        <source>新しい点検</source>
        <translation>New case</translation>
    </message>
    <message>
        <source>点検計画を選び、点検対象とチェックリストをそろえて始めます。</source>
        <translation>Choose a plan, and begin with its subjects and checklists.</translation>
    </message>
    <message>
        <source>点検計画から新しく始める</source>
        <translation>Begin with a plan</translation>
    </message>
    <message>
        <source>最近使った案件</source>
        <translation>Recent cases</translation>
    </message>
    <message>
        <source>まだありません。開いた案件がここに並びます。</source>
        <translation>None yet. Cases you open are listed here.</translation>
    </message>
</context>
<context>
    <name>SubjectsModel</name>
    <message>
        <source>グループ {name}、{count}、{sentence}</source>
        <translation>Group {name}, {count}, {sentence}</translation>
    </message>
    <message>
        <source>点検基準：{as_of}</source>
        <translation>As of: {as_of}</translation>
    </message>
    <message>
        <source>{name}、必須項目 {total}項目中 {done}項目を評価済み、{outcome}</source>
        <translation>{name}, {done} of {total} mandatory items reviewed, {outcome}</translation>
    </message>
</context>
<context>
    <name>SubjectsPanel</name>
    <message>
        <source>点検対象を名前で絞り込む</source>
        <translation>Filter subjects by name</translation>
    </message>
    <message>
        <source>点検対象の絞り込み</source>
        <translation>Filter of the subjects</translation>
    </message>
    <message>
        <source>点検対象の一覧</source>
        <translation>List of subjects</translation>
    </message>
    <message>
        <source>機能の設定…</source>
        <translation>Features…</translation>
    </message>
    <message>
        <source>点検案件を開くと、点検対象がここに並びます。</source>
        <translation>Open a case to see its subjects here.</translation>
    </message>
    <message>
        <source>「{text}」に合う点検対象はありません。</source>
        <translation>No subject matches “{text}”.</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>{key} キーでも選べます。</source>
        <translation>The key {key} does the same.</translation>
    </message>
    <message>
        <source>評価区分</source>
        <translation>Verdict</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>記録の整合性確認</source>
        <translation>Check the record's integrity</translation>
    </message>
    <message>
        <source>変更履歴のつながりを計算し直し、最初からたどって全ての記録と比べ、文書と証跡を読み直します。案件は変更しません。</source>
        <translation>Computes the chain of the journal again, follows it from the start and compares it with all records, and reads documents and evidence again. The case is not changed.</translation>
    </message>
    <message>
        <source>整合性確認の結果</source>
        <translation>Result of the integrity check</translation>
    </message>
    <message>
        <source>コピー</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>もう一度確認</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>紙に書き写したハッシュ値(&amp;H)</source>
        <translation>&amp;Digest on paper</translation>
    </message>
    <message>
        <source>署名時などに印刷したハッシュ値（先頭16文字以上）</source>
        <translation>A digest printed earlier, at a signature for example (its first 16 characters or more)</translation>
    </message>
    <message>
        <source>中止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>中止しました。</source>
        <translation>Stopped.</translation>
    </message>
    <message>
        <source>確認できませんでした。</source>
        <translation>Could not check.</translation>
    </message>
    <message>
        <source>確認しています…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>✓ すべて一致しています。</source>
        <translation>✓ Everything agrees.</translation>
    </message>
    <message>
        <source>✗ 一致しない点があります（{kinds}種類、計{count}件）。</source>
        <translation>✗ Not everything agrees (kinds: {kinds}, in all: {count}).</translation>
    </message>
    <message>
        <source>（同じ種類：計{count}件）</source>
        <translation> (of this kind: {count})</translation>
    </message>
    <message>
        <source>案件ファイル：{file}</source>
        <translation>Case file: {file}</translation>
    </message>
    <message>
        <source>変更履歴：{count}件</source>
        <translation>Journal entries: {count}</translation>
    </message>
    <message>
        <source>記録：{count}件</source>
        <translation>Records: {count}</translation>
    </message>
    <message>
        <source>文書：{count}件</source>
        <translation>Documents: {count}</translation>
    </message>
    <message>
        <source>証跡と受領した質問票の内容：{count}件（{size}）</source>
        <translation>Contents of evidence and returned questionnaires: {count} ({size})</translation>
    </message>
    <message>
        <source>✓ 変更履歴の{entry}件目（{at} {reviewer}）と一致します。</source>
        <translation>✓ Agrees with entry {entry} of the journal ({at} {reviewer}).</translation>
    </message>
    <message>
        <source>これが末尾の履歴です。</source>
        <translation> This is the last entry.</translation>
    </message>
    <message>
        <source>その後に{later}件の履歴があります（署名時に書き写した場合は、署名の記録1件を含みます）。このハッシュ値で確かめられるのは{entry}件目までです。</source>
        <translation> Entries after it: {later} (one of them is the signature, if it was noted at one). This digest covers entries up to {entry} only.</translation>
    </message>
    <message>
        <source>変更履歴の末尾（{entries}件目）のハッシュ値：</source>
        <translation>Digest at the end of the journal (entry {entries}):</translation>
    </message>
    <message>
        <source>署名はありません。</source>
        <translation>Nothing is signed.</translation>
    </message>
    <message>
        <source>最後の署名：{subject}&#x3000;{stage}（{signer} {at}、変更履歴{entries}件）</source>
        <translation>Last signature: {subject}, {stage} ({signer} {at}, at {entries} journal entries)</translation>
    </message>
    <message>
        <source>署名時に紙に書き写したハッシュ値が、次の値と一致するか照合してください：</source>
        <translation>See whether the paper of that signature has this digest:</translation>
    </message>
    <message>
        <source>先頭から16文字以上を入力してください。</source>
        <translation>Enter at least its first 16 characters.</translation>
    </message>
    <message>
        <source>✗ 変更履歴にありません。入力を確かめてください。正しければ、その時点の履歴が書き換えられたか、以前の状態のファイルです。</source>
        <translation>✗ Not in the journal. Check what you typed. If it is right, the journal up to then was altered, or this file is in an earlier state.</translation>
    </message>
    <message>
        <source>ただし、上の一致しない点があるため、これだけでは確かめられません。</source>
        <translation> But as not everything agrees above, this alone proves nothing.</translation>
    </message>
</context>
<context>
    <name>WeakMark</name>
    <message>
        <source>要確認</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>新しい回答</source>
        <translation>New answer</translation>
    </message>
    <message>
        <source>要確認 {count}件（うち新しい回答 {new}件）</source>
        <translation>{count} to check ({new} new answers)</translation>
    </message>
    <message>
        <source>要確認 {count}件</source>
        <translation>{count} to check</translation>
    </message>
</context>
<context>
    <name>WeakStrip</name>
    <message>
        <source>この理由のまま使う</source>
        <translation>Keep this reason</translation>
    </message>
    <message>
        <source>評価はこのまま</source>
        <translation>Verdict stands</translation>
    </message>
    <message>
        <source>内容を確認したものとして、評価と理由を変えずに記録します。</source>
        <translation>Records that you have looked at it, with verdict and reason as they are.</translation>
    </message>
    <message>
        <source>理由を書き直す</source>
        <translation>Write the reason anew</translation>
    </message>
</context>
<context>
    <name>WhoseDialog</name>
    <message>
        <source>{subject}&#x3000;（{group}）</source>
        <translation>{subject} ({group})</translation>
    </message>
    <message>
        <source>点検対象を選んでください。</source>
        <translation>Choose a subject.</translation>
    </message>
    <message>
        <source>点検対象の指定</source>
        <translation>Choose the subject</translation>
    </message>
    <message>
        <source>「{file}」から点検対象を判別できません。どの点検対象の返却か選んでください。</source>
        <translation>“{file}” does not identify its subject. Choose the subject that returned it.</translation>
    </message>
    <message>
        <source>点検対象・グループで絞り込む</source>
        <translation>Filter by subject or group</translation>
    </message>
    <message>
        <source>点検対象の絞り込み</source>
        <translation>Filter of the subjects</translation>
    </message>
    <message>
        <source>点検対象の一覧</source>
        <translation>List of subjects</translation>
    </message>
    <message>
        <source>この点検対象として読み取る</source>
        <translation>Read for this subject</translation>
    </message>
</context>
<context>
    <name>_Toolbar</name>
    <message>
        <source>ツールバー</source>
        <translation>Toolbar</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>キャンセル</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>ViewFlows</name>
    <message>
        <source>場所：{folder}</source>
        <translation>Place: {folder}</translation>
    </message>
    <message>
        <source>ログのフォルダーを開けませんでした。</source>
        <translation>The log folder could not be opened.</translation>
    </message>
    <message>
        <source>文字の大きさ：{zoom} %</source>
        <translation>Text size: {zoom} %</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>メモ（{author}）：{text}</source>
        <translation>Note ({author}): {text}</translation>
    </message>
    <message>
        <source>メモ：{text}</source>
        <translation>Note: {text}</translation>
    </message>
    <message>
        <source>取消線：{text}</source>
        <translation>Struck out: {text}</translation>
    </message>
</context>
<context>
    <name>SheetTable</name>
    <message>
        <source>［{kind}］{text}</source>
        <translation>[{kind}] {text}</translation>
    </message>
    <message>
        <source>［画像］{name}</source>
        <translation>[Picture] {name}</translation>
    </message>
</context>
<context>
    <name>SheetsPanel</name>
    <message>
        <source>シートの一覧</source>
        <translation>Sheets</translation>
    </message>
    <message>
        <source>シートの表示</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>矢印キーで移動し、Ctrl と＋／－で拡大・縮小します。</source>
        <translation>Move by the arrow keys; Ctrl with + or − changes the size.</translation>
    </message>
    <message>
        <source>選択中のセルの全文</source>
        <translation>Full text of the current cell</translation>
    </message>
    <message>
        <source>非表示の行・列・シートも表示</source>
        <translation>Show hidden parts too</translation>
    </message>
    <message>
        <source>シートを読み込んでいます。</source>
        <translation>Reading the sheet.</translation>
    </message>
    <message>
        <source>{what}（{n}まで表示）</source>
        <translation>{what} (the first {n} are shown)</translation>
    </message>
    <message>
        <source>{what} {n}</source>
        <translation>{what} {n}</translation>
    </message>
    <message>
        <source>描いていないもの：{parts}</source>
        <translation>Not drawn: {parts}</translation>
    </message>
    <message>
        <source>このシートの内容はすべて描いています。</source>
        <translation>Everything on this sheet is drawn.</translation>
    </message>
</context>
</TS>
