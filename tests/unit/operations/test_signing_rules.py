import pytest

from assessor.domain.change import Change, ChangeSet, between, creation
from assessor.domain.records import (
    WHOLE_CASE,
    Case,
    Evidence,
    Inquiry,
    Record,
    RecordKind,
    Response,
    Return,
    Review,
    Round,
    Signoff,
    Subject,
)
from assessor.domain.signing import Signatures, grouped, locked_by, touched_subjects
from assessor.domain.vocabulary import Action, Stage
from assessor.errors import Code
from assessor.operations.obstacles import obstacles
from assessor.storage.stores.signatures import refusal
from assessor.text import same_person

ALPHA, BETA = "alpha", "beta"


def signoff(scope: str, stage: Stage, signer: str) -> Signoff:
    return Signoff(scope=scope, stage=stage, signer=signer, signed_at="2020-11-02T01:00:00+00:00")


PREPARED = signoff(ALPHA, Stage.PREPARED, "作成 花子")
VERIFIED = signoff(ALPHA, Stage.VERIFIED, "検証 太郎")
WHOLE = signoff(WHOLE_CASE, Stage.PREPARED, "総括 次郎")


def codes(signatures: Signatures, stage: Stage, signer: str, *, distinct: bool = True) -> list[Code]:
    found = obstacles(signatures, ALPHA, stage, signer, distinct=distinct, name="アルファ")
    return [problem.code for problem in found]


def test_that_the_stages_are_signed_in_their_order_and_once():
    nobody, first = Signatures(), Signatures([PREPARED])
    assert codes(nobody, Stage.PREPARED, "甲") == []
    assert codes(nobody, Stage.VERIFIED, "甲") == codes(nobody, Stage.APPROVED, "甲") == [Code.STAGE_MISSING]
    assert codes(first, Stage.PREPARED, "甲") == [Code.ALREADY_SIGNED]
    assert codes(first, Stage.VERIFIED, "甲") == []
    assert codes(first, Stage.APPROVED, "甲") == [Code.STAGE_MISSING]


@pytest.mark.parametrize("signer", ["作成 花子", "作成花子", " 作成\u3000花子 "])
def test_that_different_people_have_to_sign_when_the_case_says_so(signer: str):
    assert codes(Signatures([PREPARED]), Stage.VERIFIED, signer) == [Code.SAME_SIGNER]
    assert codes(Signatures([PREPARED]), Stage.VERIFIED, signer, distinct=False) == []
    assert codes(Signatures([PREPARED, VERIFIED]), Stage.APPROVED, signer) == [Code.SAME_SIGNER]


def test_that_width_and_case_do_not_make_another_person():
    assert same_person("Ｓａｔｏ Ken", "sato ken")
    assert not same_person("佐藤 健", "佐藤 謙")


@pytest.mark.parametrize(
    "record",
    [
        Review(subject=ALPHA, item="A-01", reason="理由"),
        Response(subject=ALPHA, item="A-01", round="1", explanation="説明"),
        Round(subject=ALPHA, id="1", items="A-01"),
        Return(subject=ALPHA, round="1", id="1", file="a.xlsx"),
        Inquiry(subject=ALPHA, item="A-01", id="1", question="確認"),
        Evidence(subject=ALPHA, item="A-01", sha256="0" * 64, name="a.pdf"),
        Subject(subject=ALPHA, features="app"),
    ],
    ids=lambda record: record.KIND,
)
def test_that_a_sign_off_locks_every_record_of_its_subject_and_of_no_other(record: Record):
    change_set = ChangeSet(Action.MARK, "", creation(record))
    assert touched_subjects(change_set) == [ALPHA]
    for tried in (change_set, change_set.inverted(), change_set.inverted().inverted()):
        assert locked_by(tried, [ALPHA]) == {ALPHA}
        assert locked_by(tried, [WHOLE_CASE]) == {WHOLE_CASE}
        assert locked_by(tried, [BETA]) == frozenset()


def test_that_the_case_itself_is_locked_by_a_sign_off_of_the_whole_alone():
    before = Case(id="1", title="前")
    renamed = ChangeSet(Action.EDIT_CASE, "", between(before, Case(id="1", title="後")))
    assert locked_by(renamed, [ALPHA]) == frozenset()
    assert locked_by(renamed, [WHOLE_CASE]) == {WHOLE_CASE}


def test_that_the_rule_on_signers_stays_while_anything_is_signed():
    change = Change(RecordKind.CASE, "case", "distinct_signers", 1, 0)
    assert locked_by(ChangeSet(Action.EDIT_CASE, "", (change,)), [ALPHA]) == {ALPHA}
    assert locked_by(ChangeSet(Action.EDIT_CASE, "", (change,)), []) == frozenset()


def test_that_signing_is_under_no_lock():
    signing = ChangeSet(Action.SIGN, "", creation(VERIFIED))
    assert locked_by(signing, [ALPHA, WHOLE_CASE]) == frozenset()


def test_that_reopening_a_subject_takes_the_whole_with_it_and_not_the_other_way_round():
    standing = Signatures([VERIFIED, PREPARED, WHOLE])
    assert standing.of(ALPHA) == (PREPARED, VERIFIED)
    assert set(standing.undone_by(ALPHA)) == {PREPARED, VERIFIED, WHOLE}
    assert standing.undone_by(WHOLE_CASE) == (WHOLE,)
    assert standing.undone_by(BETA) == ()


def test_that_a_lock_names_the_latest_of_its_own_before_that_of_the_whole():
    standing = Signatures([VERIFIED, PREPARED, WHOLE])
    assert standing.lock(ALPHA) == VERIFIED
    assert standing.lock(BETA) == WHOLE
    assert Signatures([PREPARED]).lock(BETA) is None
    own, whole = refusal(VERIFIED, "アルファ"), refusal(WHOLE, "点検")
    assert (own.code, own.place.subject, own.values["signer"]) == (Code.SIGNED, ALPHA, "検証 太郎")
    assert (whole.code, whole.place.subject) == (Code.CASE_SIGNED, "")


def test_that_a_digest_is_printed_in_groups_of_four():
    assert grouped("0123456789ab") == "0123 4567 89ab"
