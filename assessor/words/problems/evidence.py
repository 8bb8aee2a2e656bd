"""Sentences on evidence that is purged, in use or not there, and on what a recovery lost, as pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assessor.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS: Final[Mapping[Code, tuple[str, str]]] = {
    Code.CONTENT_PURGED: (
        "証跡「{file}」は {who} が {at} に完全削除したため、元に戻せません。"
        "必要な場合は、同じファイルをもう一度添付してください。",
        "“{file}” cannot be brought back: {who} purged it on {at}. "
        "If you need it, attach the same file again.",
    ),
    Code.CONTENT_LINKED: (
        "証跡「{file}」は使われているため、完全削除できません。先に、すべての項目から外してください。",
        "“{file}” is in use and cannot be purged. Take it away from every item first.",
    ),
    Code.NOTHING_TO_PACKAGE: (
        "選んだ点検対象には、書き出す証跡がありません。",
        "The chosen subjects have no evidence to be packaged.",
    ),
    Code.PATH_TOO_LONG: (
        "「{file}」に書き出すと、パスが {found} 文字になります（上限 {expected} 文字）。"
        "もっと浅い場所か、短い名前を選んでください。",
        "Below “{file}” paths would be {found} characters long (limit {expected}). "
        "Choose a place nearer to the top or a shorter name.",
    ),
    Code.NOT_ALL_RECOVERED: (
        "「{file}」には、復旧できなかったものが{found}件あります。一覧をバックアップと見比べてください。",
        "“{file}” lacks what could not be recovered: {found}. Compare the list with a backup.",
    ),
}
