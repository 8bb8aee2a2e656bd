"""The marks that a provider leaves on a questionnaire at a real LibreOffice, and where they must be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office.provider import Provider

# By kind: item and heading of the cell.
PLACES: Final = {
    "note": ("CP-1-02", "回答"),
    "strike_part": ("CP-1-02", "対応状況の説明"),
    "strike": ("CP-1-03", "対応状況の説明"),
    "box": ("CP-1-04", "対応状況の説明"),
    "line": ("CP-1-05", "回答"),
    "picture": ("CP-1-06", "対応状況の説明"),
    "check_box": ("CP-1-09", "回答"),
    "option_button": ("CP-1-10", "回答"),
    "link": ("CP-1-11", "エビデンス名"),
}
FORMATS: Final = {"CP-1-10": ("0.95", "0%"), "CP-1-11": ("7", "000")}


def mark_up(provider: Provider, picture: Path) -> None:
    """Leave a mark of each kind, show two numbers in a format, and hide a column."""
    facts = {
        "note": ("ただし一部です。\\n二行目",),
        "strike_part": ("4",),
        "box": ("箱です",),
        "picture": (picture.as_uri(),),
        "check_box": ("該当なし", "1"),
        "option_button": ("はい", "0"),
        "link": ("https://example.jp/a", "規程集"),
    }
    provider.does("unprotect", "")
    for kind, (item, heading) in PLACES.items():
        provider.does(kind, item, heading, *facts.get(kind, ()))
    for item, (number, code) in FORMATS.items():
        provider.does("enter", item, "対応状況の説明", number)
        provider.does("format", item, "対応状況の説明", code)
    provider.does("hide_column", "代替策・対応予定")
