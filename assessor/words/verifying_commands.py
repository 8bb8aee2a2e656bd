"""What the command line says of verifying a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "verify": (
        "案件の記録と証跡が、変更履歴と一致するかを検証します（読み取りのみ）",
        "check that records and evidence are what the journal says (reads only)",
    ),
    "digest": (
        "紙などに控えたハッシュ値（先頭16文字以上。くり返し指定できます）",
        "a digest from paper, at least its first 16 characters (may be given several times)",
    ),
    "verified": (
        "検証しました：{file}\n変更履歴 {entries}件、記録 {records}件、文書 {documents}件、"
        "証跡 {contents}件（{bytes} バイト）",
        "Verified {file}\nJournal entries {entries}, records {records}, documents {documents}, "
        "evidence files {contents} ({bytes} bytes)",
    ),
    "verified_digest": (
        "変更履歴の末尾（{entries}件目）のハッシュ値：\n{digest}",
        "Digest of the last entry of the journal ({entries}):\n{digest}",
    ),
    "digest_found": (
        "控えのハッシュ値は変更履歴の{entry}件目と一致します：{digest}",
        "The digest on paper is that of entry {entry}: {digest}",
    ),
    "verified_clean": ("すべて一致しています。", "Everything agrees."),
    "verified_not": (
        "一致しない点があります：{kinds}種類、計{count}件",
        "Not everything agrees. Kinds of findings: {kinds}, in all: {count}",
    ),
}
