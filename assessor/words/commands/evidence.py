"""What the command line says of evidence that is handed out, purged, and of the space it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "package": (
        "評価者に渡す証跡パッケージ（フォルダーまたはZIP）を作ります",
        "write an evidence package for an evaluator: a folder, or a zip file",
    ),
    "package_out": (
        "新しいフォルダー、または .zip ファイル（既にあるものは置き換えません）",
        "a new folder, or a file that ends in .zip; nothing is replaced",
    ),
    "package_subject": (
        "点検対象のキー（省略時はすべて、繰り返し指定可）",
        "key of a subject (default: all; may be repeated)",
    ),
    "packaged": (
        "証跡パッケージを作成しました：{file}（証跡 {files}件、{size} バイト、読み直して確認済み）\n"
        "SHA256SUMS の SHA-256：{sums}",
        "Wrote {file} ({files} files, {size} bytes, read again and compared)\nSHA-256 of SHA256SUMS: {sums}",
    ),
    "purge": (
        "どの項目にも添付されていない証跡を一覧にし、指定したものを完全に削除します",
        "list the contents that nothing links, and delete the given ones for good",
    ),
    "purge_name": (
        "完全に削除する証跡のSHA-256（省略時は一覧だけを表示します）",
        "SHA-256 of a content to purge (without any, they are listed)",
    ),
    "purge_all": ("一覧のすべてを完全に削除します", "purge everything that is listed"),
    "purge_compact": ("続けて、空いた領域を案件ファイルから除きます", "give the space back afterwards"),
    "unlinked_none": ("使われていない証跡はありません。", "There are no contents that nothing links."),
    "head_size": ("バイト", "Bytes"),
    "head_file": ("ファイル", "File"),
    "head_detached_at": ("外した日時", "Taken away at"),
    "head_detached_by": ("外した人", "Taken away by"),
    "purged": (
        "内容を上書きして削除しました：{count}件、{size} バイト（変更履歴に名前とSHA-256が残ります）",
        "Overwritten and deleted: {count}, {size} bytes (names and SHA-256 stay in the journal)",
    ),
    "compact": (
        "使っていない領域を除いて、案件ファイルを小さくします",
        "make the file smaller by what it does not use",
    ),
    "compact_dry_run": (
        "空けられる容量だけを表示します",
        "only say how much would be given back",
    ),
    "freeable": ("空けられる容量：{size} バイト以上", "Can be given back: at least {size} bytes"),
    "compacted": (
        "案件ファイルを小さくしました：{before} → {after} バイト",
        "Made the file smaller: {before} → {after} bytes",
    ),
}
