"""Names in the language of the reader."""

import pytest

from assessor.domain.change import Change, ChangeSet, creation
from assessor.domain.facts import Facts, ProtectionChange, PurgedThing
from assessor.domain.naming import BilingualName
from assessor.domain.records import WHOLE_CASE, Record, RecordKind, Review, Signoff
from assessor.domain.vocabulary import Action, Stage
from assessor.errors import Code, Place, Problem
from assessor.words import Language
from assessor.words.naming import about, done, listed
from assessor.words.problems.sentences import sentence

NAMES = {
    "alpha": BilingualName("アルファ", "Alpha Pay"),
    "alpha_go": BilingualName("アルファ ゴー", "Alpha Go"),
    "beta": BilingualName("ベータ"),
}
SIX = tuple(BilingualName(f"名{number}", f"Name {number}") for number in range(6))


def told(action: Action, detail: str, *records: Record) -> str:
    changes = tuple(change for record in records for change in creation(record))
    change_set = ChangeSet(action, detail, changes)
    assert about(change_set, NAMES.__getitem__, Language.JA) == detail
    return about(change_set, NAMES.__getitem__, Language.EN)


def signoff(scope: str, stage: Stage) -> Signoff:
    return Signoff(scope=scope, stage=stage, signer="作成 花子")


def review(subject: str) -> Review:
    return Review(subject=subject, item="A-01", reason="x")


def test_that_names_are_listed_as_the_language_does_it_and_only_the_first():
    assert listed(SIX[:2], Language.JA) == "名0、名1"
    assert listed((SIX[0], "A-01"), Language.EN) == "Name 0, A-01"
    assert listed(SIX, Language.EN).endswith("Name 4 …")
    assert listed(SIX[:5], Language.JA).endswith("名4")


def test_that_a_sentence_names_subjects_in_the_language_of_its_reader():
    values = {"subject": BilingualName("案件"), "count": 2, "found": (NAMES["alpha"], NAMES["beta"])}
    problem = Problem(Code.SUBJECTS_OPEN, Place(), values)
    assert "2件（アルファ、ベータ）" in sentence(problem, Language.JA)
    assert "2 (Alpha Pay, ベータ)" in sentence(problem, Language.EN)
    missing = Problem(Code.STAGE_MISSING, Place(), {"subject": NAMES["alpha"], "stage": Stage.VERIFIED})
    assert "“Alpha Pay” cannot be signed as “Verified”" in sentence(missing, Language.EN)


def test_that_what_was_done_is_told_with_the_names_of_the_language():
    assert told(Action.MARK, "アルファ A-01", review("alpha")) == "Alpha Pay A-01"
    assert told(Action.MARK, "アルファ ゴー A-01", review("alpha_go")) == "Alpha Go A-01"
    two = review("beta"), review("alpha")
    assert told(Action.PROPOSALS, "アルファ ベータ A-01 … (5)", *two) == "Alpha Pay ベータ A-01 … (5)"
    assert told(Action.EDIT_SUBJECT, "アルファ", review("alpha")) == "Alpha Pay"
    assert told(Action.IMPORT, "回答.xlsx", review("alpha")) == "回答.xlsx"


def test_that_signing_and_reopening_are_told_with_stage_and_reason():
    approved, whole = signoff("alpha", Stage.APPROVED), signoff(WHOLE_CASE, Stage.PREPARED)
    assert told(Action.SIGN, "アルファ 承認", approved) == "Alpha Pay Approved"
    assert told(Action.SIGN, "点検 2020 作成", whole) == "点検 2020 Prepared"
    assert told(Action.REOPEN, "アルファ：評価：誤り", approved, whole) == "Alpha Pay: 評価：誤り"
    assert told(Action.REOPEN, "点検 2020：誤り", whole) == "点検 2020：誤り"


def test_that_what_was_signed_or_reopened_just_now_is_told_as_a_sentence():
    def said(action: Action, detail: str, record: Signoff, language: Language) -> str:
        return done(ChangeSet(action, detail, tuple(creation(record))), NAMES.__getitem__, language)

    approved, whole = signoff("alpha", Stage.APPROVED), signoff(WHOLE_CASE, Stage.PREPARED)
    for record, detail, japanese, english in (
        (approved, "アルファ 承認", "アルファ（承認）", "Alpha Pay, Approved"),
        (whole, "点検 2020 作成", "点検 2020（作成）", "点検 2020, Prepared"),
    ):
        assert said(Action.SIGN, detail, record, Language.JA) == f"署名しました：{japanese}"
        assert said(Action.SIGN, detail, record, Language.EN) == f"Signed: {english}"
    assert (
        said(Action.REOPEN, "アルファ：誤り", approved, Language.JA) == "署名を取り消しました：アルファ：誤り"
    )
    assert (
        said(Action.REOPEN, "アルファ：誤り", approved, Language.EN)
        == "Signatures withdrawn: Alpha Pay: 誤り"
    )


@pytest.mark.parametrize(
    ("language", "where"),
    [
        (Language.JA, "開けません（評価 alpha/A-01：評価日時）。"),
        (Language.EN, "(Review alpha/A-01: Reviewed at)."),
    ],
)
def test_that_damage_in_a_record_is_told_with_its_field(language: Language, where: str):
    facts = {"table": "review", "key": "alpha/A-01", "field": "reviewed_at"}
    assert where in sentence(Problem(Code.DAMAGED, Place(file="c.assess"), facts), language)
    bare = sentence(Problem(Code.DAMAGED, Place(file="c.assess")), language)
    assert ("開けません。" if language is Language.JA else "be opened.") in bare


def test_that_a_change_of_a_subject_alone_has_a_name_too():
    change = Change(RecordKind.SUBJECT, "alpha", "features", "", "PAY")
    told = about(ChangeSet(Action.EDIT_SUBJECT, "アルファ", (change,)), NAMES.__getitem__, Language.EN)
    assert told == "Alpha Pay"


WORDED: list[tuple[ChangeSet, str, str]] = [
    (
        ChangeSet(
            Action.MARK, "", (), facts=Facts(names=(NAMES["alpha"],), items=("A-1", "A-2"), more_items=3)
        ),
        "アルファ A-1 A-2 … (5)",
        "Alpha Pay A-1 A-2 … (5)",
    ),
    (
        ChangeSet(Action.EXPORT, "", (), facts=Facts(names=(NAMES["alpha"],), more=2)),
        "アルファ … (3)",
        "Alpha Pay … (3)",
    ),
    (
        ChangeSet(Action.IMPORT, "", (), facts=Facts(names=(NAMES["beta"],), file="回答.xlsx")),
        "ベータ 回答.xlsx",
        "ベータ 回答.xlsx",
    ),
    (
        ChangeSet(Action.SIGN, "", (), facts=Facts(names=(NAMES["alpha"],), stage=Stage.VERIFIED)),
        "アルファ 検証",
        "Alpha Pay Verified",
    ),
    (
        ChangeSet(Action.REOPEN, "", (), facts=Facts(names=(NAMES["alpha"],), reason="評価：誤り")),
        "アルファ：評価：誤り",
        "Alpha Pay: 評価：誤り",
    ),
    (
        ChangeSet(Action.PROTECT, "", (), facts=Facts(protection=ProtectionChange.CHANGED)),
        "変更",
        "Changed",
    ),
    (
        ChangeSet(Action.PURGE, "", (), facts=Facts(purged=(PurgedThing("ab", "図.png", 12),))),
        "図.png（12バイト）　SHA-256 ab",
        "図.png (12 bytes) SHA-256 ab",
    ),
    (ChangeSet(Action.CREATE, "", (), facts=Facts(file="a.assess")), "復旧：a.assess", "Recovered: a.assess"),
]


@pytest.mark.parametrize(("change_set", "japanese", "english"), WORDED)
def test_that_facts_are_worded_in_the_language_of_the_reader(
    change_set: ChangeSet, japanese: str, english: str
):
    assert about(change_set, NAMES.__getitem__, Language.JA) == japanese
    assert about(change_set, NAMES.__getitem__, Language.EN) == english
