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
        <source>案件を閉じる(&amp;C)</source>
        <translation>&amp;Close inspection</translation>
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
        <source>該当なし提案の採用(&amp;E)…</source>
        <translation>Acc&amp;ept proposals…</translation>
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
        <source>結果ブックの作成(&amp;R)…</source>
        <translation>C&amp;reate results workbook…</translation>
    </message>
    <message>
        <source>結果ブックの作成</source>
        <translation>Create results workbook</translation>
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
        <source>表現についての注意(&amp;N)</source>
        <translation>&amp;Notice on wording</translation>
    </message>
    <message>
        <source>バージョン情報(&amp;A)</source>
        <translation>&amp;About</translation>
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
        <translation>Recen&amp;t inspections</translation>
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
        <translation>Answers of the provider</translation>
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
        <source>該当なし提案の採用</source>
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
        <source>採用</source>
        <translation>Accept</translation>
    </message>
</context>
<context>
    <name>CaseDialog</name>
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
        <source>保存</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>CaseFlows</name>
    <message>
        <source>サンプルの点検案件</source>
        <translation>Sample inspection</translation>
    </message>
    <message>
        <source>まだありません</source>
        <translation>None yet</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>点検案件を開く</source>
        <translation>Open an inspection</translation>
    </message>
    <message>
        <source>点検案件の保存先</source>
        <translation>Save the inspection as</translation>
    </message>
    <message>
        <source>返送された質問票を選ぶ</source>
        <translation>Choose returned questionnaires</translation>
    </message>
    <message>
        <source>Excelブック (*.xlsx *.xlsm);;すべてのファイル (*)</source>
        <translation>Excel workbooks (*.xlsx *.xlsm);;All files (*)</translation>
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
        <source>結果ブックの保存先</source>
        <translation>Save the results workbook as</translation>
    </message>
    <message>
        <source>Excelブック (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>点検案件 (*.assess);;すべてのファイル (*)</source>
        <translation>Inspections (*.assess);;All files (*)</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
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
        <translation>Filter of the evidence</translation>
    </message>
    <message>
        <source>案件にある証跡</source>
        <translation>Evidence in the inspection</translation>
    </message>
    <message>
        <source>名前</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>大きさ</source>
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
        <source>大きさ</source>
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
        <source>結果ブックを作成しました。</source>
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
        <source>第{number}回</source>
        <translation>Round {number}</translation>
    </message>
</context>
<context>
    <name>ExportedDialog</name>
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
        <source>ファイル</source>
        <translation>File</translation>
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
        <source>この機能で確定</source>
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
    <name>ImportPreview</name>
    <message>
        <source>「{file}」は取り込めませんでした。案件は変わっていません。</source>
        <translation>“{file}” could not be imported. The inspection is unchanged.</translation>
    </message>
    <message>
        <source>「{file}」から{count}欄を取り込みました。</source>
        <translation>Fields imported from “{file}”: {count}.</translation>
    </message>
    <message>
        <source>「{file}」の返却を記録しました（取り込んだ欄はありません）。</source>
        <translation>The return of “{file}” was recorded (no field was imported).</translation>
    </message>
    <message>
        <source>「{file}」は取り込んでいません。</source>
        <translation>“{file}” was not imported.</translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>返却された質問票の確認</source>
        <translation>Returned questionnaires</translation>
    </message>
    <message>
        <source>返却されたファイル</source>
        <translation>Returned files</translation>
    </message>
    <message>
        <source>このファイルは取り込めません</source>
        <translation>This file cannot be imported</translation>
    </message>
    <message>
        <source>選択した内容を取り込む</source>
        <translation>Import what is selected</translation>
    </message>
    <message>
        <source>キャンセル</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>× 取込不可
{file}</source>
        <translation>× Cannot be imported
{file}</translation>
    </message>
    <message>
        <source>変更あり {count}</source>
        <translation>{count} changed</translation>
    </message>
    <message>
        <source>競合 {count}</source>
        <translation>{count} conflicts</translation>
    </message>
    <message>
        <source>変更なし</source>
        <translation>Unchanged</translation>
    </message>
    <message>
        <source>問題 {count}</source>
        <translation>{count} problems</translation>
    </message>
    <message>
        <source>{subject}　第{round}回
{state}
{file}</source>
        <translation>{subject}, round {round}
{state}
{file}</translation>
    </message>
    <message>
        <source>取り込む欄：{cells}（{files}ファイル）。取り込むまで案件は変わりません。</source>
        <translation>Fields to import: {cells} (files: {files}). Nothing changes until you import.</translation>
    </message>
</context>
<context>
    <name>InquiriesView</name>
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
        <source>求める証跡</source>
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
        <source>点検項目を選ぶと、内容と評価がここに表示されます。</source>
        <translation>Choose an item to see its content and its review here.</translation>
    </message>
    <message>
        <source>この案件は読み取り専用で開いているため、変更できません。</source>
        <translation>This inspection is open read-only and cannot be changed.</translation>
    </message>
    <message>
        <source>採用…</source>
        <translation>Accept…</translation>
    </message>
    <message>
        <source>規則 {rule} により該当なしが提案されています：{reason}</source>
        <translation>Rule {rule} proposes not applicable: {reason}</translation>
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
    <message>
        <source>必須 {total}項目：充足 {met}・未充足 {unmet}・未了 {open}</source>
        <translation>{total} mandatory: {met} met, {unmet} unmet, {open} open</translation>
    </message>
    <message>
        <source>高度化 {total}項目：充足 {met}</source>
        <translation>{total} advanced: {met} met</translation>
    </message>
</context>
<context>
    <name>ItemsModel</name>
    <message>
        <source>{applicable}項目：充足 {met}・未充足 {unmet}・未了 {open}</source>
        <translation>{applicable} items: {met} met, {unmet} unmet, {open} open</translation>
    </message>
</context>
<context>
    <name>ItemsPanel</name>
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
        <translation>Open an inspection to see its items here.</translation>
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
    <name>MonthField</name>
    <message>
        <source>対応予定月</source>
        <translation>Due month</translation>
    </message>
    <message>
        <source>2020-12 の形で入力します。</source>
        <translation>Write it like 2020-12.</translation>
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
        <translation>New inspection</translation>
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
        <source>作成</source>
        <translation>Create</translation>
    </message>
</context>
<context>
    <name>NoticeDialog</name>
    <message>
        <source>表現についての注意</source>
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
        <source>フェーズ欄に高度化項目も数える</source>
        <translation>Count advanced items in the phases too</translation>
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
        <translation>Open an inspection to see how it stands as a whole.</translation>
    </message>
    <message>
        <source>{subjects}対象。フェーズ欄は項目の状況です。ダブルクリックか Enter で開きます。</source>
        <translation>{subjects} subjects. A phase shows how its items stand. Double-click or Enter opens a subject.</translation>
    </message>
</context>
<context>
    <name>OverviewModel</name>
    <message>
        <source>該当なし</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>未充足 {unmet}・未了 {open}</source>
        <translation>{unmet} unmet, {open} open</translation>
    </message>
    <message>
        <source>未充足 {unmet}</source>
        <translation>{unmet} unmet</translation>
    </message>
    <message>
        <source>未了 {open}</source>
        <translation>{open} open</translation>
    </message>
    <message>
        <source>{met}/{applicable} 充足</source>
        <translation>{met}/{applicable} met</translation>
    </message>
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
未了</source>
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
        <source>結果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>{group}：{sentence}</source>
        <translation>{group}: {sentence}</translation>
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
    <name>PreviewModel</name>
    <message>
        <source>{text}（原文「{written}」）</source>
        <translation>{text} (written: “{written}”)</translation>
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
        <translation>Now in the inspection</translation>
    </message>
    <message>
        <source>種別</source>
        <translation>Kind</translation>
    </message>
</context>
<context>
    <name>PreviewPage</name>
    <message>
        <source>{subject}　第{round}回</source>
        <translation>{subject}, round {round}</translation>
    </message>
    <message>
        <source>行 {rows}、一致 {matched}、変更 {changed}、変更なし {unchanged}、空欄 {blank}、競合 {conflicts}</source>
        <translation>{rows} rows, {matched} matched, {changed} changed, {unchanged} unchanged, {blank} blank, {conflicts} conflicts</translation>
    </message>
    <message>
        <source>変更のない欄も表示</source>
        <translation>Show unchanged fields too</translation>
    </message>
    <message>
        <source>すべて採用</source>
        <translation>Accept all</translation>
    </message>
    <message>
        <source>すべて外す</source>
        <translation>Accept none</translation>
    </message>
    <message>
        <source>選択した項目</source>
        <translation>Selected rows</translation>
    </message>
    <message>
        <source>返却された欄の一覧</source>
        <translation>Returned fields</translation>
    </message>
    <message>
        <source>選択した行を採用</source>
        <translation>Accept the selected rows</translation>
    </message>
    <message>
        <source>選択した行を外す</source>
        <translation>Do not accept the selected rows</translation>
    </message>
    <message>
        <source>同じ欄をすべての項目で採用</source>
        <translation>Accept this field for all items</translation>
    </message>
    <message>
        <source>同じ欄をすべての項目で外す</source>
        <translation>Do not accept this field for any item</translation>
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
        <translation>Now in the inspection</translation>
    </message>
    <message>
        <source>確認が必要なこと {count}件</source>
        <translation>To be checked: {count}</translation>
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
        <source>提案を採用する点検対象を選んでください。</source>
        <translation>Choose the subjects whose proposals you accept.</translation>
    </message>
    <message>
        <source>承認者の氏名を入力してください。</source>
        <translation>Enter the name of the approver.</translation>
    </message>
    <message>
        <source>該当なし提案の採用</source>
        <translation>Accept proposals</translation>
    </message>
    <message>
        <source>規則が該当なしを提案し、まだ評価していない項目です。採用すると、規則の理由と承認者を付けて「該当なし」と記録します。</source>
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
        <source>採用</source>
        <translation>Accept</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>該当なしとする理由を入力してください。</source>
        <translation>Enter the reason why this does not apply.</translation>
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
        <source>ファイルが見つかりません</source>
        <translation>File not found</translation>
    </message>
    <message>
        <source>一覧から外す（ファイルは消えません）</source>
        <translation>Remove from the list (the file stays)</translation>
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
        <source>評価理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>{who}　{when} に記録</source>
        <translation>Recorded by {who} at {when}</translation>
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
        <source>対応予定月を読めません。2020-12 の形で入力してください。</source>
        <translation>The due month cannot be read. Write it like 2020-12.</translation>
    </message>
    <message>
        <source>この理由はまだ記録していません。欄を離れると、もう一度記録します。</source>
        <translation>This reason is not recorded yet. Leaving the field tries again.</translation>
    </message>
</context>
<context>
    <name>ReviewFlows</name>
    <message>
        <source>未評価の項目はありません。</source>
        <translation>No item is left unreviewed.</translation>
    </message>
    <message>
        <source>採用を待つ該当なしの提案はありません。</source>
        <translation>No proposal is waiting to be accepted.</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>この案件は既に開いています。</source>
        <translation>This inspection is open already.</translation>
    </message>
    <message>
        <source>「{file}」を開いています</source>
        <translation>Opening “{file}”</translation>
    </message>
    <message>
        <source>点検案件を作成しています</source>
        <translation>Creating the inspection</translation>
    </message>
    <message>
        <source>サンプルの点検案件を作成しています</source>
        <translation>Building the sample inspection</translation>
    </message>
    <message>
        <source>処理が終わってから閉じてください。</source>
        <translation>Close it when the work in progress is done.</translation>
    </message>
    <message>
        <source>{item} に証跡を{count}件添付しました。</source>
        <translation>Evidence attached to {item}: {count}</translation>
    </message>
    <message>
        <source>証跡を添付しています</source>
        <translation>Attaching evidence</translation>
    </message>
    <message>
        <source>「{file}」を開くプログラムがありません。</source>
        <translation>No program opens “{file}”.</translation>
    </message>
    <message>
        <source>証跡の写しを作成しています</source>
        <translation>Copying evidence</translation>
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
        <source>質問票を書き出しています</source>
        <translation>Exporting questionnaires</translation>
    </message>
    <message>
        <source>質問票を読み取っています</source>
        <translation>Reading questionnaires</translation>
    </message>
    <message>
        <source>結果ブックを作成しています</source>
        <translation>Creating the results workbook</translation>
    </message>
    <message>
        <source>中止しました：{job}</source>
        <translation>Stopped: {job}</translation>
    </message>
</context>
<context>
    <name>SessionState</name>
    <message>
        <source>処理が終わるまで変更できません：{job}</source>
        <translation>Nothing can be changed until this is done: {job}</translation>
    </message>
</context>
<context>
    <name>SessionVerbs</name>
    <message>
        <source>「{file}」から{count}件の回答を取り込みました。</source>
        <translation>Answers imported from “{file}”: {count}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
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
        <translation>Open an inspection</translation>
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
        <source>架空の銀行と35の点検対象による見本を作成します。自由に操作できます。</source>
        <translation>Builds an inspection of an invented bank with 35 subjects, for you to play with.</translation>
    </message>
    <message>
        <source>新しい点検</source>
        <translation>New inspection</translation>
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
        <translation>Recent inspections</translation>
    </message>
    <message>
        <source>まだありません。開いた案件がここに並びます。</source>
        <translation>None yet. Inspections you open are listed here.</translation>
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
        <translation>Open an inspection to see its subjects here.</translation>
    </message>
    <message>
        <source>「{text}」に合う点検対象はありません。</source>
        <translation>No subject fits “{text}”.</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>{key} キーでも選べます。</source>
        <translation>The key {key} does the same.</translation>
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
</TS>
