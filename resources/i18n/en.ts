<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="ja_JP">
<context>
    <name>AboutDialog</name>
    <message>
        <source>決済サービスのセキュリティ点検</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>バージョン {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ログ：{file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>バージョン情報</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>新規(&amp;N)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開く(&amp;O)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>サンプルを開く(&amp;S)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>案件名と連絡先(&amp;P)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>案件を閉じる(&amp;C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>終了(&amp;X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>元に戻す(&amp;U)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>元に戻す</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>やり直し(&amp;R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>やり直し</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>検索(&amp;F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価理由を入力(&amp;R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前の未評価(&amp;P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前の未評価</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>次の未評価(&amp;N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>次の未評価</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>前の点検対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>次の点検対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡を添付(&amp;A)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当なし提案の採用(&amp;E)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票の書き出し(&amp;E)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票の書き出し</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回答の取り込み(&amp;I)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回答の取り込み</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果ブックの作成(&amp;R)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果ブックの作成</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目(&amp;I)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全体(&amp;O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全体</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>システムに合わせる</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>明るい</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>暗い</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>キー操作一覧(&amp;K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>表現についての注意(&amp;N)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>バージョン情報(&amp;A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ファイル(&amp;F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>編集(&amp;E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検(&amp;R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票(&amp;Q)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果(&amp;S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>表示(&amp;V)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ヘルプ(&amp;H)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最近使った案件(&amp;T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価区分(&amp;V)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>言語 / Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>配色(&amp;C)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnswersView</name>
    <message>
        <source>事業者の回答</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>まだ回答がありません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第{round}回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>判別できない回答</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}（原文「{written}」）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ApproverDialog</name>
    <message>
        <source>該当なし提案の採用</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>規則 {rule} による提案：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>この項目（{item}）だけを該当なしにする</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>この点検対象への提案 {count}件をすべて該当なしにする</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承認者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>採用</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseDialog</name>
    <message>
        <source>案件名を入力してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>案件名と連絡先</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>案件名(&amp;T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>連絡先(&amp;C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaseFlows</name>
    <message>
        <source>サンプルの点検案件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>まだありません</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>点検案件を開く</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件の保存先</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>返送された質問票を選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excelブック (*.xlsx *.xlsm);;すべてのファイル (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>添付する証跡を選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>フォルダーを選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果ブックの保存先</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excelブック (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件 (*.assess);;すべてのファイル (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>予期しない問題</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>プログラムに予期しない問題が起きました。これまでの記録は保存されており、作業は続けられます。
繰り返すときは、下の内容を開発元へお知らせください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ログ：{file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>コピー</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ログのフォルダーを開く</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>作業を続ける</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>ほかの項目の証跡から選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名前・点検対象・項目で絞り込む</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡の絞り込み</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>案件にある証跡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名前</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>大きさ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>添付日時</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ほかの項目に、まだ使っていない証跡はありません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目 {item} に添付</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>貼付け</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>添付する証跡を選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡はまだありません。ファイルをここへドロップするか、Ctrl+V で貼り付けられます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>名前</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>大きさ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>添付者・日時</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡の一覧</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>添付…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ほかの項目の証跡から選ぶ…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開く</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>書き出し…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>外す</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡を書き出すフォルダーを選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExchangeFlows</name>
    <message>
        <source>点検結果_{title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果ブックを作成しました。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}
書き出した後に読み直して確認しました（{rows}行、{cells}セルが一致）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>開く</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>フォルダーを開く</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>質問票を送る点検対象を選んでください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>書き出し先のフォルダーがありません。場所を確認してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count}件を書き出す</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>書き出す</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票の書き出し</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検結果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>送付済み</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>すべて選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選択を解除</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回答期限を記載する</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>連絡先(&amp;C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回答期限(&amp;D)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>書き出し先(&amp;L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>参照…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第{number}回</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportedDialog</name>
    <message>
        <source>質問票を書き出しました</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{files}件のファイルを書き出し、書き出した後に読み直して確認しました（{rows}行、{cells}セルが一致）。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>行</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>セル</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ファイル</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>フォルダーを開く</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeaturesDialog</name>
    <message>
        <source>機能の設定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>このサービスにある機能を選んでください。機能によって、該当する点検項目が決まります。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>この機能で確定</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>新たに該当する項目（{count}）：{items}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当しなくなる項目（{count}）：{items}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>このうち評価済みの項目（{count}）：{items}
記録した評価は消えませんが、結果には数えません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>機能は変わっていません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当する項目は変わりません。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>キャンセル</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>変更履歴</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>まだ何も記録していません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>以前の{count}件も表示</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>追加確認事項を第{round}回で送付</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}：{after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>（空欄）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}：{before} → {after}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡を添付：{name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡を外した：{name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{action}（{way}）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InquiriesView</name>
    <message>
        <source>追加確認事項</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>追加確認事項はありません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>次回の質問票で確認すること</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>新しい追加確認事項</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>追加</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未送付</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第{round}回で回答あり</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>第{round}回で送付済</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>取り下げる</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemHeading</name>
    <message>
        <source>根拠：{basis}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目の文言についての注意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>着眼点</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>求める証跡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>参照</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>文書：公表された文書で、題材を確かめられる項目です。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>報道：報道や解説で、題材を確かめられる項目です。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再構成：公表資料では、項目として確かめられていません。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemPanel</name>
    <message>
        <source>点検項目を選ぶと、内容と評価がここに表示されます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>この案件は読み取り専用で開いているため、変更できません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>採用…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>規則 {rule} により該当なしが提案されています：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemsColumns</name>
    <message>
        <source>項目ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>区分</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検項目</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>回答</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>追加確認</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>期限</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>【該当なし：{reason}】{text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当なし（{rule}）：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>追加確認事項 {total}件のうち、回答を待っているもの {open}件</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemsHeader</name>
    <message>
        <source>点検基準：{as_of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>必須 {total}項目：充足 {met}・未充足 {unmet}・未了 {open}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>高度化 {total}項目：充足 {met}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemsModel</name>
    <message>
        <source>{applicable}項目：充足 {met}・未充足 {unmet}・未了 {open}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ItemsPanel</name>
    <message>
        <source>項目ID・文言・説明・理由で絞り込む</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検項目の絞り込み</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>すべての評価</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未評価のみ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未了のみ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未充足のみ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価による絞り込み</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価を変えた項目は、絞り込みをやり直すまで表示したままにします。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>必須のみ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当なしも表示</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検項目の一覧</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件を開くと、点検項目がここに並びます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>左の一覧から点検対象を選んでください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>この対象に該当する項目はありません。「該当なしも表示」で項目と理由を確認できます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>条件に合う項目はありません。絞り込みを変えてください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown}/{total}項目を表示（非表示：該当なし {hidden}、条件外 {narrowed}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown}/{total}項目を表示（非表示：該当なし {hidden}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown}/{total}項目を表示（非表示：条件外 {narrowed}）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>全{total}項目を表示</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>中止</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中止しています…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>キー操作一覧</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>「{case}」を開いています…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>読み取り専用</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>処理が終わっていません：{job}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中止して閉じますか。ここまでに記録した評価は失われません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中止して閉じる</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MonthField</name>
    <message>
        <source>対応予定月</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2020-12 の形で入力します。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>月を選ぶ</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MonthPopup</name>
    <message>
        <source>予定未定（空欄にする）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewCaseDialog</name>
    <message>
        <source>案件名を入力してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存先のフォルダーがありません。場所を確認してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>同じ名前のファイルが既にあります。別の名前にしてください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>新しい点検</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検計画(&amp;P)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>案件名(&amp;T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>連絡先(&amp;C)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票に記載します（部署名、電話番号など）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存先(&amp;L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>参照…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>作成</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NoticeDialog</name>
    <message>
        <source>表現についての注意</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>フェーズ欄に高度化項目も数える</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>表をコピー</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>選んだ行、なければ全体を、表計算ソフトに貼り付けられる形でコピーします。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象とフェーズの一覧</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件を開くと、全体の状況がここに表示されます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{subjects}対象。フェーズ欄は項目の状況です。ダブルクリックか Enter で開きます。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverviewModel</name>
    <message>
        <source>該当なし</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未充足 {unmet}・未了 {open}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未充足 {unmet}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>未了 {open}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{met}/{applicable} 充足</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検基準</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>必須
充足</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>必須
未充足</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>必須
未了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>高度化
充足</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{group}：{sentence}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>閉じる</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>問題の一覧</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count}件の問題があります。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>すべてコピー</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>閉じる</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemTable</name>
    <message>
        <source>ファイル</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>シート</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>セル</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>内容と対処</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProposalsDialog</name>
    <message>
        <source>提案を採用する点検対象を選んでください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承認者の氏名を入力してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当なし提案の採用</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>規則が該当なしを提案し、まだ評価していない項目です。採用すると、規則の理由と承認者を付けて「該当なし」と記録します。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>項目数</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>提案の理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承認者(&amp;A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>採用</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>該当なしとする理由を入力してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当なしの理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{items} を該当なしとします。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価理由(&amp;R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承認者(&amp;A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>記録</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentRow</name>
    <message>
        <source>ファイルが見つかりません</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>一覧から外す（ファイルは消えません）</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewEditor</name>
    <message>
        <source>評価</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>対応予定月</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承認者</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価理由（Ctrl+Enter または欄を離れると記録）</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>評価理由</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}&#x3000;{when} に記録</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当しない項目です：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>規則 {rule} により該当なし：{reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>該当なしには理由が必要です。理由を入力して Ctrl+Enter を押すと記録します。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>対応予定月を読めません。2020-12 の形で入力してください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>この理由はまだ記録していません。欄を離れると、もう一度記録します。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewFlows</name>
    <message>
        <source>未評価の項目はありません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>採用を待つ該当なしの提案はありません。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>この案件は既に開いています。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{file}」を開いています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件を作成しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>サンプルの点検案件を作成しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>処理が終わってから閉じてください。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{item} に証跡を{count}件添付しました。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡を添付しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{file}」を開くプログラムがありません。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡の写しを作成しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡{count}件を「{folder}」に書き出しました。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>証跡を書き出しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票を書き出しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>質問票を読み取っています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>結果ブックを作成しています</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>中止しました：{job}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionState</name>
    <message>
        <source>処理が終わるまで変更できません：{job}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionVerbs</name>
    <message>
        <source>「{file}」から{count}件の回答を取り込みました。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>点検対象 {count}件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>決済サービスのセキュリティ点検</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>はじめる</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件を開く</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>保存済みの .assess ファイルを開いて続けます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>サンプルで試す</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>架空の銀行と35の点検対象による見本を作成します。自由に操作できます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>新しい点検</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検計画を選び、点検対象とチェックリストをそろえて始めます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検計画から新しく始める</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>最近使った案件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>まだありません。開いた案件がここに並びます。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubjectsModel</name>
    <message>
        <source>グループ {name}、{count}、{sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検基準：{as_of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}、必須項目 {total}項目中 {done}項目を評価済み、{outcome}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SubjectsPanel</name>
    <message>
        <source>点検対象を名前で絞り込む</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象の絞り込み</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検対象の一覧</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>機能の設定…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点検案件を開くと、点検対象がここに並びます。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>「{text}」に合う点検対象はありません。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>{key} キーでも選べます。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Toolbar</name>
    <message>
        <source>ツールバー</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>閉じる</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>キャンセル</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
