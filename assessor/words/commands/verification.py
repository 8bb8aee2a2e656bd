"""What the command line says of checking the integrity of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "verify": (
        "案件の記録と証跡が、変更履歴と一致するかを確認します（読み取りのみ）",
        "check that records and evidence are what the journal says (reads only)",
    ),
    "digest": (
        "紙などに書き写したハッシュ値（先頭16文字以上。くり返し指定できます）",
        "a digest from paper, at least its first 16 characters (may be given several times)",
    ),
    "verified": (
        "整合性を確認しました：{file}\n変更履歴 {entries}件、記録 {records}件、文書 {documents}件、"
        "証跡と受領した質問票の内容 {contents}件（{bytes} バイト）",
        "Checked {file}\nJournal entries {entries}, records {records}, documents {documents}, "
        "contents of evidence and returned questionnaires {contents} ({bytes} bytes)",
    ),
    "verified_digest": (
        "変更履歴の末尾（{entries}件目）のハッシュ値：\n{digest}",
        "Digest of the last entry of the journal ({entries}):\n{digest}",
    ),
    "digest_found": (
        "紙のハッシュ値は変更履歴の{entry}件目と一致します：{digest}",
        "The digest on paper is that of entry {entry}: {digest}",
    ),
    "digest_last": ("これが末尾の履歴です。", "That is the last entry."),
    "digest_later": (
        "その後に{later}件の履歴があります（署名時に書き写した場合は、署名の記録1件を含みます）。このハッシュ値で確かめられるのは{entry}件目までです。",
        "Entries after it: {later} (one of them is the signature, if it was noted at one). "
        "What is on paper fixes only what is up to "
        "entry {entry}.",
    ),
    "verified_signed": (
        "最後の署名は「{subject}」の{stage}（{signer} {signed_at}、変更履歴{entries}件）です。"
        "署名時に紙に書き写したハッシュ値が、次の値と一致するか照合してください：\n{digest}",
        "The last signature is “{stage}” of “{subject}” ({signer} {signed_at}, at {entries} entries). "
        "See whether the paper of that signature has this digest:\n{digest}",
    ),
    "verified_unsigned": ("署名はありません。", "Nothing is signed."),
    "verified_clean": ("すべて一致しています。", "Everything agrees."),
    "verified_not": (
        "一致しない点があります：{kinds}種類、計{count}件",
        "Not everything agrees. Kinds of findings: {kinds}, in all: {count}",
    ),
}
