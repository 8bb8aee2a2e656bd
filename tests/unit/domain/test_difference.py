from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.difference import Kind, compare


def test_that_a_blank_cell_means_unchanged():
    difference = compare("explanation", sent="", returned=None, current="説明")
    assert (difference.kind, difference.returned) == (Kind.BLANK, "説明")


def test_that_only_a_move_on_both_sides_is_a_conflict():
    assert compare("f", sent="", returned="b", current="").kind is Kind.CHANGED
    assert compare("f", sent="", returned="b", current="a").kind is Kind.CONFLICT
    assert compare("f", sent="", returned="a", current="a").kind is Kind.UNCHANGED


@given(st.text(), st.text(), st.text())
def test_that_accepting_a_difference_leads_to_no_difference(sent: str, returned: str, current: str):
    seen = compare("f", sent=sent, returned=returned, current=current)
    assert compare("f", sent=sent, returned=returned, current=str(seen.returned)).kind is Kind.UNCHANGED
