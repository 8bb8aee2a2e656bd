import pytest

from assessor.domain.difference import ACCEPTABLE, CellKind, kind_of


@pytest.mark.parametrize(
    ("sent", "returned", "current", "kind"),
    [
        ("", "有", "有", CellKind.UNCHANGED),
        ("", "有", "", CellKind.CHANGED),
        ("無", "有", "無", CellKind.CHANGED),
        ("無", "無", "有", CellKind.CONFLICT),
        ("", "有", "無", CellKind.CONFLICT),
        ("無", "有", "有", CellKind.UNCHANGED),
    ],
)
def test_that_a_cell_is_told_by_what_was_sent_returned_and_held(
    sent: str, returned: str, current: str, kind: CellKind
):
    assert kind_of(sent=sent, returned=returned, current=current) is kind


def test_that_only_changes_and_conflicts_can_be_taken_over():
    assert frozenset({CellKind.CHANGED, CellKind.CONFLICT}) == ACCEPTABLE
