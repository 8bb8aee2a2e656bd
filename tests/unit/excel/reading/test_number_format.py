"""Numbers as cells show them, and codes that are not understood."""

from __future__ import annotations

import pytest

from assessor.excel.reading.number_format import as_shown, custom


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.95, "9", "95%"),
        (12, '0"件"', "12件"),
        (7, "000", "007"),
        (312345678, "0000000000", "0312345678"),
        (1000, '"¥"#,##0', "¥1,000"),
        (5, "[$¥-411]#,##0", "¥5"),
        (0.75, "# ?/?", "3/4"),
        (1.5, "12", "1 1/2"),
        (-3, "#,##0;[Red]-#,##0", "-3"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (1234567, '#,##0,"千円"', "1,235千円"),
        (90123, "000-0000", "009-0123"),
        (312345678, "00-0000-0000", "03-1234-5678"),
        (0.123, "2", "0.12"),
        (3.0, "General", "3"),
        (0.95, "0", "0.95"),  # the number of General
    ],
)
def test_that_a_number_is_shown_as_its_format_says(value: float, code: str, shown: str):
    assert as_shown(value, code) == shown


@pytest.mark.parametrize(("value", "code"), [(3, "[>1]0"), (12, "yyyy/mm"), (1e20, "0"), (float("nan"), "0")])
def test_that_what_is_not_understood_is_said_to_be_so(value: float, code: str):
    assert as_shown(value, code) is None


def test_that_a_custom_format_of_digits_is_not_taken_for_a_built_in_one():
    assert as_shown(12.7, custom("0")) == "13"
    assert as_shown(-12.7, custom("0")) == "-13"
