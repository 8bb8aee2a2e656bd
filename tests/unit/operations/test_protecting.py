"""Passphrases: opened with one, given, changed, taken away, shut and unlocked; none of it shown anywhere."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from assessor.catalog import Library
from assessor.domain.facts import ProtectionChange
from assessor.domain.naming import BilingualName
from assessor.domain.vocabulary import Action, Verdict
from assessor.errors import CaseFileError, Code
from assessor.operations import cases, protecting, reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.protecting import Strength
from assessor.operations.reviewing import Mark
from assessor.progress import Cancelled, Progress, quiet
from assessor.storage.verification.verification import verify
from assessor.words import Language
from assessor.words.naming import about
from tests.unit.conftest import ACTOR

pytestmark = pytest.mark.long

PASSPHRASE = "夜の 鉄道 42 ﾊﾟﾝ"
OTHER = "もう一つの言葉 7"


@pytest.fixture(scope="module")
def built_locked(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("locked") / "locked.assess"
    cases.create(path, library, "sample", ACTOR, passphrase=PASSPHRASE).close()
    return path


@pytest.fixture
def locked_path(built_locked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built_locked, tmp_path / "案件.assess"))


@pytest.fixture
def locked(locked_path: Path) -> Iterator[Inspection]:
    opened = Inspection.open(locked_path, ACTOR, PASSPHRASE)
    yield opened
    opened.close()


def refused(act: Callable[[], object]) -> Code:
    with pytest.raises(CaseFileError) as caught:
        act()
    return caught.value.problems[0].code


def test_that_a_case_made_with_a_passphrase_opens_with_it_only(locked_path: Path):
    assert locked_path.read_bytes()[:6] != b"SQLite"
    assert refused(lambda: Inspection.open(locked_path, ACTOR)) is Code.PASSPHRASE_NEEDED
    assert refused(lambda: Inspection.open(locked_path, ACTOR, "")) is Code.PASSPHRASE_NEEDED
    assert refused(lambda: Inspection.open(locked_path, ACTOR, OTHER)) is Code.WRONG_PASSPHRASE
    opened = Inspection.open(locked_path, ACTOR, PASSPHRASE)
    assert protecting.is_protected(opened)
    assert len(viewing.results(opened).subjects) == 35
    opened.close()


def test_that_a_passphrase_for_a_plain_case_is_told(case_path: Path):
    assert refused(lambda: Inspection.open(case_path, ACTOR, PASSPHRASE)) is Code.NOT_ENCRYPTED


def test_that_a_wrong_passphrase_gives_no_hint_whether_a_file_is_a_case(locked_path: Path, tmp_path: Path):
    other = tmp_path / "other.assess"
    other.write_bytes(bytes(range(256)) * 64)
    assert refused(lambda: Inspection.open(other, ACTOR, OTHER)) is Code.WRONG_PASSPHRASE
    assert refused(lambda: Inspection.open(locked_path, ACTOR, OTHER)) is Code.WRONG_PASSPHRASE


def test_that_the_recovery_code_opens_the_case_however_it_is_typed(locked: Inspection):
    code = protecting.recovery_code(locked)
    assert len(code.split()) == 14
    for typed in (code, code.lower().replace(" ", ""), code.replace(" ", "-")):
        opened = Inspection.open(locked.path, ACTOR, typed)
        assert protecting.recovery_code(opened) == code
        opened.close()
    protecting.expect(locked, code)


def test_that_a_misread_recovery_code_does_not_open_it(locked: Inspection):
    code = protecting.recovery_code(locked)
    wrong = ("B" if code[0] == "A" else "A") + code[1:]
    assert refused(lambda: Inspection.open(locked.path, ACTOR, wrong)) is Code.WRONG_PASSPHRASE


def test_that_who_changes_it_has_to_know_the_present_one(locked: Inspection, inspection: Inspection):
    protecting.expect(locked, PASSPHRASE)
    assert refused(lambda: protecting.expect(locked, OTHER)) is Code.WRONG_PASSPHRASE
    protecting.expect(inspection, "")  # a plain one has none to know


def test_that_a_case_gets_changes_and_loses_its_passphrase_and_stays_open(inspection: Inspection):
    path, before = inspection.path, viewing.results(inspection)
    codes = []
    for passphrase in (PASSPHRASE, OTHER, None):
        protecting.protect(inspection, passphrase, quiet())
        codes.append(protecting.recovery_code(inspection))
        assert protecting.is_protected(inspection) is (passphrase is not None)
        assert viewing.results(inspection) == before
        again = Inspection.open(path, ACTOR, passphrase)
        assert viewing.results(again) == before
        again.close()
    assert len(set(codes)) == 3
    with inspection.file.read() as work:
        sets = [entry.change_set for entry in work.journal.entries()][:3]
    assert {one.action for one in sets} == {Action.PROTECT}
    assert [one.facts.protection for one in sets] == [
        ProtectionChange.TAKEN,
        ProtectionChange.CHANGED,
        ProtectionChange.GIVEN,
    ]
    assert [about(one, BilingualName, Language.JA) for one in sets] == ["解除", "変更", "設定"]
    assert inspection.history()[-1].action is not Action.PROTECT  # undo has nothing to do with it
    assert verify(inspection.file, quiet()).findings == ()
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_that_what_was_written_through_the_open_case_still_is(inspection: Inspection):
    protecting.protect(inspection, PASSPHRASE, quiet())
    inspection.apply(reviewing.mark(inspection, Mark("cp_minamo", "CP-1-01", Verdict.DISCUSSING)))
    again = Inspection.open(inspection.path, ACTOR, PASSPHRASE)
    states = viewing.results(again).subject("cp_minamo").states
    again.close()
    assert next(s for s in states if s.item.id == "CP-1-01").verdict is Verdict.DISCUSSING


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 1.0])
def test_that_cancelling_leaves_the_case_open_and_as_it_was(inspection: Inspection, part: float):
    before, content = protecting.head(inspection), inspection.path.read_bytes()

    def stop(done: int, total: int) -> None:
        if done >= part * total:
            progress.cancel()
            progress.step(done, total)

    progress = Progress(stop)
    with pytest.raises(Cancelled):
        protecting.protect(inspection, PASSPHRASE, progress)
    assert protecting.head(inspection) == before
    assert inspection.path.read_bytes() == content
    assert not protecting.is_protected(inspection)
    assert [found.name for found in inspection.path.parent.iterdir()] == [inspection.path.name]


def test_that_plain_copies_of_earlier_versions_are_named(inspection: Inspection):
    copy = inspection.path.with_name(f"{inspection.path.stem}.backup-v2.assess")
    shutil.copy(inspection.path, copy)
    assert protecting.protect(inspection, PASSPHRASE, quiet()).plain_copies == (copy,)
    assert protecting.protect(inspection, None, quiet()).plain_copies == ()


def test_that_no_key_changes_without_its_entry(inspection: Inspection):
    with closing(dbapi2.connect(inspection.path)) as connection, connection:
        connection.execute("UPDATE chain SET digest='of no entry'")
    before = inspection.path.read_bytes()
    assert refused(lambda: protecting.protect(inspection, PASSPHRASE, quiet())) is Code.CHAIN_BROKEN
    assert inspection.path.read_bytes() == before
    assert not protecting.is_protected(inspection)
    assert [found.name for found in inspection.path.parent.iterdir()] == [inspection.path.name]


@pytest.mark.skipif(os.name != "posix", reason="there nobody links an open file")
def test_that_other_names_of_the_plain_file_are_told(inspection: Inspection):
    second = inspection.path.with_name("second.assess")
    second.hardlink_to(inspection.path)
    elsewhere = inspection.path.parent / "away" / "third"
    elsewhere.parent.mkdir()
    elsewhere.hardlink_to(inspection.path)
    done = protecting.protect(inspection, PASSPHRASE, quiet())
    assert (done.plain_copies, done.linked) == ((second,), True)
    assert elsewhere.read_bytes() == second.read_bytes() != inspection.path.read_bytes()
    elsewhere.unlink()
    protecting.protect(inspection, None, quiet())
    done = protecting.protect(inspection, PASSPHRASE, quiet())
    assert (done.plain_copies, done.linked) == ((), False)


def test_that_a_shut_case_can_neither_be_read_nor_written(locked: Inspection):
    protecting.shut(locked)
    assert locked.file.key is None
    assert refused(lambda: viewing.results(locked)) is Code.PASSPHRASE_NEEDED
    mark = Mark("cp_minamo", "CP-1-01", Verdict.DISCUSSING)
    assert refused(lambda: reviewing.mark(locked, mark)) is Code.PASSPHRASE_NEEDED
    assert refused(lambda: protecting.unlock(locked, OTHER)) is Code.WRONG_PASSPHRASE
    assert refused(lambda: viewing.results(locked)) is Code.PASSPHRASE_NEEDED
    protecting.unlock(locked, PASSPHRASE)
    assert len(viewing.results(locked).subjects) == 35


def test_that_another_case_in_its_place_does_not_unlock(locked: Inspection, library: Library, tmp_path: Path):
    protecting.shut(locked)
    cases.create(tmp_path / "b.assess", library, "sample", ACTOR, passphrase=PASSPHRASE).close()
    (tmp_path / "b.assess").replace(locked.path)
    assert refused(lambda: protecting.unlock(locked, PASSPHRASE)) is Code.WRONG_PASSPHRASE


def test_that_nothing_that_can_be_printed_shows_passphrase_or_key(locked: Inspection):
    key = locked.file.key
    assert key is not None
    shown = " ".join(map(repr, (locked, vars(locked), locked.file, vars(locked.file), key)))
    for secret in (PASSPHRASE, key.raw.hex(), repr(key.raw), protecting.recovery_code(locked)):
        assert secret not in shown
    with pytest.raises(CaseFileError) as caught:
        Inspection.open(locked.path, ACTOR, OTHER)
    assert OTHER not in repr(caught.value) + str(caught.value.problems)


@pytest.mark.parametrize(
    ("passphrase", "known", "expected"),
    [
        ("", (), Strength.WEAK),
        ("password", (), Strength.WEAK),
        ("あ" * 40, (), Strength.WEAK),
        ("2026年度総点検 甲銀行", ("2026年度総点検 甲銀行",), Strength.WEAK),
        ("correct horse battery staple lantern", (), Strength.STRONG),
        ("fV9-qLw2!z", (), Strength.FAIR),
        ("fV9-qLw2!zRk7", (), Strength.GOOD),
        ("x7Kq-9mWz-2Rvb-8Tgy" * 20, (), Strength.STRONG),
    ],
)
def test_that_strength_is_what_an_attacker_would_need(
    passphrase: str, known: tuple[str, ...], expected: Strength
):
    assert protecting.strength(passphrase, known) is expected


@pytest.mark.parametrize("passphrase", ["words 12345\n", "1234\n5", "12345\r\n", "\n\n\n\n\n", "\0\ud800"])
def test_that_any_text_has_a_strength(passphrase: str):
    assert protecting.strength(passphrase) in Strength
