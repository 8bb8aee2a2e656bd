"""Who signs: one name a person, whatever cannot be seen of it."""

import pytest

from assessor.domain.vocabulary import Stage
from assessor.errors import Code
from assessor.operations import signing
from assessor.operations.inspection import Inspection
from tests.unit.operations.test_signing import OTHER, SUBJECT, refused


@pytest.mark.parametrize("again", ["山田 花子\u200b", "山田 花\U000e0100子", "\u2060山田\u00ad花子"])
def test_that_what_cannot_be_seen_in_a_name_does_not_make_another_person(inspection: Inspection, again: str):
    signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見", signer="山田 花子")
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.VERIFIED, "所見", signer=again)) == [
        Code.SAME_SIGNER
    ]
    held = signing.sign(inspection, OTHER, Stage.PREPARED, "所見", signer=again).signoff
    assert held.signer == again  # a real name may have a selector in it


@pytest.mark.parametrize("signer", [" ", "\u200b", "\u3164", "\u2800\u115f"])
def test_that_nobody_signs_under_a_name_that_shows_nothing(inspection: Inspection, signer: str):
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見", signer=signer)) == [
        Code.EMPTY_TEXT
    ]


def test_that_a_signer_has_a_name_of_one_line_and_of_bearable_length(inspection: Inspection):
    assert refused(lambda: signing.sign(inspection, SUBJECT, Stage.PREPARED, "所見", signer="長" * 201)) == [
        Code.TOO_LONG
    ]
    held = signing.sign(
        inspection, SUBJECT, Stage.PREPARED, "所見", signer="作成\n承認：丙\x07\u2028丁"
    ).signoff
    assert held.signer == "作成 承認：丙 丁"
