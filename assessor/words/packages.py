"""What an evidence package says of itself: names, headings, and how it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assessor.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class PackageWords:
    """The texts of a package in one language."""

    title: str
    sheet: str
    headings: tuple[str, ...]
    about: tuple[str, ...]
    how_to_check: tuple[str, ...]


PACKAGES: Final[Mapping[Language, PackageWords]] = {
    Language.JA: PackageWords(
        title="証跡パッケージ",
        sheet="証跡一覧",
        headings=(
            *("点検対象", "フェーズ", "項目ID", "点検項目", "ファイル", "元のファイル名"),
            *("サイズ（バイト）", "SHA-256", "添付者", "添付日時"),
        ),
        about=(
            "点検案件：{title}",
            "作成：{made_at}　{made_by}",
            "証跡：{files}件（{size} バイト）",
            "作成時の変更履歴：{entries}件、ハッシュ値 {digest}",
            "証跡は「点検対象／フェーズ／項目」のフォルダーに、添付時の内容のまま入っています。"
            "評価結果は含みません。",
        ),
        how_to_check=(
            "内容が変わっていないことは、SHA256SUMS で確認できます。",
            "Linux： このフォルダーで  sha256sum -c SHA256SUMS　macOS：  shasum -a 256 -c SHA256SUMS",
            "Windows（PowerShell）： Get-FileHash <ファイル>  の値を SHA256SUMS の値と比べます。",
            "パッケージは暗号化されていません。取り扱いにご注意ください。",
        ),
    ),
    Language.EN: PackageWords(
        title="Evidence package",
        sheet="Evidence",
        headings=(
            *("Subject", "Phase", "Item", "Requirement", "File", "Original name"),
            *("Size (bytes)", "SHA-256", "Attached by", "Attached at"),
        ),
        about=(
            "Case: {title}",
            "Made: {made_at}, {made_by}",
            "Evidence: {files} files ({size} bytes)",
            "Journal at that moment: {entries} entries, digest {digest}",
            "The evidence lies in folders by subject, phase and item, as it was attached. "
            "Verdicts are not included.",
        ),
        how_to_check=(
            "SHA256SUMS shows that nothing was changed.",
            "Linux: in this folder  sha256sum -c SHA256SUMS, macOS: shasum -a 256 -c SHA256SUMS",
            "Windows (PowerShell): compare what  Get-FileHash <file>  says with the value in SHA256SUMS.",
            "The package is not encrypted. Handle it with care.",
        ),
    ),
}
