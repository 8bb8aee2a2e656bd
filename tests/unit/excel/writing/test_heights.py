"""The estimate of row heights."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessor.excel.writing import heights


def test_that_a_japanese_character_counts_as_two() -> None:
    assert heights.units("abc") == 3
    assert heights.units("あいう") == 6


def test_that_a_short_text_takes_one_line_and_a_longer_one_more() -> None:
    assert heights.lines("実施済", 11) == 1
    assert heights.lines("あ" * 40, 42) == 2
    assert heights.lines("一\n二\n\n四", 42) == 4


def test_that_the_highest_cell_decides_and_no_row_is_higher_than_excel_allows() -> None:
    assert heights.height([("あ", 10), ("あ\nあ\nあ", 10)]) == 3 * heights.LINE + heights.PADDING
    assert heights.height([("あ" * 9_000, 10)]) == heights.HIGHEST
    assert heights.height([]) == heights.LINE + heights.PADDING


@given(st.text(st.characters(exclude_categories=())), st.floats(0, 200))
def test_that_any_text_in_any_width_has_a_height(text: str, width: float) -> None:
    assert heights.LINE <= heights.height([(text, width)]) <= heights.HIGHEST
