from pathlib import Path

import pytest

from assessor.catalog import Library
from assessor.domain.naming import BilingualName
from assessor.domain.vocabulary import Action, Verdict
from assessor.errors import CaseFileError, Code
from assessor.operations import backups, protecting
from assessor.operations.backups import RestoredProtection
from assessor.operations.inspection import Inspection
from assessor.operations.reviewing import Mark, mark
from assessor.progress import quiet
from assessor.words import Language
from assessor.words.naming import about
from tests.unit.conftest import ACTOR

pytestmark = pytest.mark.long

SUBJECT, ITEM = "cp_minamo", "CP-1-01"


def marked(inspection: Inspection) -> None:
    inspection.apply(mark(inspection, Mark(SUBJECT, ITEM, Verdict.DISCUSSING, "確認中")))


def entries_of(inspection: Inspection) -> int:
    with inspection.file.read() as work:
        return work.journal.head().entries


def test_that_copies_are_taken_listed_and_thinned(inspection: Inspection, tmp_path: Path):
    folder = tmp_path / "copies"
    taken = [backups.back_up(inspection, folder, quiet(), keep=2) for _ in range(3)]
    assert [one.path for one in backups.copies(inspection, folder)] == [
        taken[2].backup.path,
        taken[1].backup.path,
    ]
    assert taken[2].thinned == (taken[0].backup,)
    assert taken[0].same_volume
    assert taken[0].backup.title == inspection.case.title


def test_that_what_changed_since_a_copy_is_told_and_the_copy_restored(inspection: Inspection, tmp_path: Path):
    copy, before = tmp_path / "copy.assess", entries_of(inspection)
    assert backups.save_copy(inspection, copy, quiet()).entries == before
    marked(inspection)
    found = backups.difference(inspection, copy)
    assert (found.since, found.apart, found.subjects) == (1, 0, (SUBJECT,))
    target = tmp_path / "restored.assess"
    backups.restore(copy, target, quiet(), like=inspection)
    restored = Inspection.open(target, ACTOR)
    assert entries_of(restored) == before
    restored.close()


def test_that_a_copy_takes_the_place_of_a_closed_case_that_nobody_has_open(
    inspection: Inspection, tmp_path: Path
):
    copy = tmp_path / "copy.assess"
    backups.save_copy(inspection, copy, quiet())
    marked(inspection)
    now = entries_of(inspection)
    inspection.close()
    with inspection.hold(), pytest.raises(CaseFileError) as caught:
        backups.replace(inspection.path, copy, ACTOR, quiet(), like=inspection)
    assert caught.value.problems[0].code is Code.IN_USE
    done = backups.replace(inspection.path, copy, ACTOR, quiet(), like=inspection)
    assert done.protection is RestoredProtection.NONE
    for path, entries in ((inspection.path, now - 1), (done.kept, now)):
        opened = Inspection.open(path, ACTOR)
        assert entries_of(opened) == entries
        opened.close()


def test_that_the_copies_of_an_encrypted_case_need_no_passphrase_while_it_is_open(
    inspection: Inspection, tmp_path: Path
):
    folder = tmp_path / "copies"
    plain = backups.back_up(inspection, folder, quiet()).backup
    protecting.protect(inspection, "合言葉 その一", quiet())
    locked = backups.back_up(inspection, folder, quiet()).backup
    assert backups.is_locked(locked.path)
    assert backups.plain_copies(folder, inspection.case.id) == [plain]
    marked(inspection)
    assert backups.difference(inspection, locked.path).since == 1
    protecting.protect(inspection, "合言葉 その二", quiet())
    with pytest.raises(CaseFileError) as caught:
        backups.difference(inspection, locked.path)
    assert caught.value.problems[0].code is Code.PASSPHRASE_NEEDED
    assert backups.difference(inspection, locked.path, "合言葉 その一").protection is RestoredProtection.COPY
    inspection.close()
    done = backups.replace(
        *(inspection.path, locked.path, ACTOR, quiet()), like=inspection, passphrase="合言葉 その一"
    )
    assert done.protection is RestoredProtection.COPY
    Inspection.open(inspection.path, ACTOR, "合言葉 その一").close()
    Inspection.open(done.kept, ACTOR, "合言葉 その二").close()


def test_that_a_plain_copy_never_makes_an_encrypted_case_a_plain_one(inspection: Inspection, tmp_path: Path):
    copy, target = tmp_path / "copy.assess", tmp_path / "restored.assess"
    backups.save_copy(inspection, copy, quiet())
    before = copy.read_bytes()
    protecting.protect(inspection, "合言葉 その一", quiet())
    assert backups.difference(inspection, copy).protection is RestoredProtection.GIVEN
    assert backups.restore(copy, target, quiet(), like=inspection) is RestoredProtection.GIVEN
    inspection.close()
    done = backups.replace(inspection.path, copy, ACTOR, quiet(), like=inspection)
    assert done.protection is RestoredProtection.GIVEN
    for path in (target, inspection.path):
        assert backups.is_locked(path)
        Inspection.open(path, ACTOR, "合言葉 その一").close()
    assert copy.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_that_a_copy_of_the_same_key_opens_as_the_case_does(inspection: Inspection, tmp_path: Path):
    protecting.protect(inspection, "合言葉 その一", quiet())
    copy, target = tmp_path / "copy.assess", tmp_path / "restored.assess"
    backups.save_copy(inspection, copy, quiet())
    assert backups.restore(copy, target, quiet(), like=inspection) is RestoredProtection.CASE
    Inspection.open(target, ACTOR, "合言葉 その一").close()


def test_that_a_damaged_case_is_recovered_with_the_lists_that_are_shipped(
    inspection: Inspection, library: Library, tmp_path: Path
):
    with inspection.file.write() as work:
        work.scope.connection.exec_driver_sql("DELETE FROM document WHERE sha256=?", (inspection.case.rules,))
    inspection.close()
    target = tmp_path / "recovered.assess"
    done = backups.recover(inspection.path, target, ACTOR, library, quiet())
    assert done.whole
    assert done.verification.clean
    opened = Inspection.open(target, ACTOR)
    assert opened.case.title == inspection.case.title
    assert {one.action for one in opened.history()}.isdisjoint({Action.CREATE, Action.PURGE})
    with opened.file.read() as work:
        made = work.journal.entries(newest=1)[0].change_set
    assert about(made, BilingualName, Language.JA) == f"復旧：{inspection.path.name}"
    assert about(made, BilingualName, Language.EN) == f"Recovered: {inspection.path.name}"
    opened.close()


def test_that_the_open_case_is_no_copy_of_itself(inspection: Inspection, tmp_path: Path):
    with pytest.raises(CaseFileError) as caught:
        backups.difference(inspection, inspection.path)
    assert caught.value.problems[0].code is Code.LOCKED
