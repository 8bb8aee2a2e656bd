import pytest

from assessor.domain.difference import ACCEPTABLE, Kind, kind_of


@pytest.mark.parametrize(
    ("sent", "returned", "current", "kind"),
    [
        ("", "有", "有", Kind.UNCHANGED),
        ("", "有", "", Kind.CHANGED),
        ("無", "有", "無", Kind.CHANGED),
        ("無", "無", "有", Kind.CONFLICT),
        ("", "有", "無", Kind.CONFLICT),
        ("無", "有", "有", Kind.UNCHANGED),
    ],
)
def test_that_a_cell_is_told_by_what_was_sent_returned_and_held(
    sent: str, returned: str, current: str, kind: Kind
):
    assert kind_of(sent=sent, returned=returned, current=current) is kind


def test_that_only_changes_and_conflicts_can_be_taken_over():
    assert frozenset({Kind.CHANGED, Kind.CONFLICT}) == ACCEPTABLE
