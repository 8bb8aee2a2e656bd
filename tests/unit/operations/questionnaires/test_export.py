import io
import os
import zipfile
from pathlib import Path

import pytest

from assessor.domain.vocabulary import Verdict
from assessor.errors import Code, InputError
from assessor.excel.reading import passwords
from assessor.operations import reviewing, viewing
from assessor.operations.inspection import Inspection
from assessor.operations.questionnaires import exporting
from assessor.operations.questionnaires.exporting import Sending, WorkbookProtection
from assessor.operations.reviewing import Mark
from assessor.progress import Cancelled, quiet

pytestmark = pytest.mark.long

SUBJECT = "cp_minamo"


def sent(inspection: Inspection, folder: Path, subject: str = SUBJECT) -> Path:
    return exporting.export(inspection, [subject], folder, quiet()).files[0].path


def test_that_a_questionnaire_holds_every_item_that_applies(fresh: Inspection, tmp_path: Path):
    sending = Sending(due_on="2020-12-01", contact="事務局")
    done = exporting.export(fresh, [SUBJECT, "op_kokage"], tmp_path, quiet(), sending)
    assert [(f.subject, f.round, f.rows) for f in done.files] == [(SUBJECT, 1, 38), ("op_kokage", 1, 31)]
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".xlsx"} == {
        "質問票_みなもペイ_第1回.xlsx",
        "質問票_こかげ払込サービス_第1回.xlsx",
    }


def test_that_a_round_that_has_not_come_back_is_written_again_and_replaces_no_file(
    fresh: Inspection, tmp_path: Path
):
    first, again = sent(fresh, tmp_path), sent(fresh, tmp_path)
    assert (first.name, again.name) == ("質問票_みなもペイ_第1回.xlsx", "質問票_みなもペイ_第1回 (2).xlsx")
    assert viewing.subject_result(fresh, SUBJECT).round == 1


def test_that_a_cancelled_export_leaves_no_file_and_no_round(fresh: Inspection, tmp_path: Path):
    progress = quiet()
    progress.cancel()
    with pytest.raises(Cancelled):
        exporting.export(fresh, [SUBJECT], tmp_path, progress)
    assert [p.name for p in tmp_path.iterdir()] == ["fresh.assess"]
    assert viewing.subject_result(fresh, SUBJECT).round == 0


def test_that_an_export_needs_somebody_to_ask_and_somewhere_to_write(fresh: Inspection, tmp_path: Path):
    with pytest.raises(InputError) as error:
        exporting.export(fresh, [SUBJECT], tmp_path / "none", quiet())
    assert error.value.problems[0].code is Code.NO_FOLDER
    with pytest.raises(InputError) as error:
        exporting.export(fresh, ["nobody"], tmp_path, quiet())
    assert error.value.problems[0].code is Code.UNKNOWN_SUBJECT


def test_that_a_subject_with_nothing_to_answer_is_left_out_and_named(fresh: Inspection, tmp_path: Path):
    items = [s.item.id for s in viewing.subject_result(fresh, SUBJECT).states]
    aside = [Mark(SUBJECT, item, Verdict.NOT_APPLICABLE, "提供なし", approver="水口") for item in items]
    fresh.apply(reviewing.mark(fresh, *aside))
    assert SUBJECT not in exporting.sendable(fresh)
    done = exporting.export(fresh, [SUBJECT, "op_kokage"], tmp_path, quiet())
    assert [p.code for p in done.problems] == [Code.NOTHING_TO_SEND]
    with pytest.raises(InputError):
        exporting.export(fresh, [SUBJECT], tmp_path, quiet())


def test_that_a_folder_that_cannot_be_written_is_said(
    fresh: Inspection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    with pytest.raises(InputError) as error:
        exporting.export(fresh, [SUBJECT], tmp_path, quiet())
    assert error.value.problems[0].code is Code.CANNOT_WRITE


def test_that_an_export_that_fails_at_its_last_file_takes_the_others_back(
    fresh: Inspection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    move = Path.replace

    def full_at_last(source: Path, target: Path) -> Path:
        if "こかげ" in target.name and target.parent == tmp_path:
            raise OSError(28, "No space left on device")
        return move(source, target)

    monkeypatch.setattr(Path, "replace", full_at_last)
    with pytest.raises(InputError) as error:
        exporting.export(fresh, [SUBJECT, "op_kokage"], tmp_path, quiet())
    assert error.value.problems[0].code is Code.DISK_FULL
    assert [p.name for p in tmp_path.iterdir()] == ["fresh.assess"]
    assert viewing.subject_result(fresh, SUBJECT).round == 0


def test_that_what_a_killed_export_left_is_swept_and_a_running_one_is_not(fresh: Inspection, tmp_path: Path):
    killed, running = tmp_path / ".assessor-old", tmp_path / ".assessor-new"
    for left in (killed, running):
        left.mkdir()
    os.utime(killed, (0, 0))
    sent(fresh, tmp_path)
    assert not killed.exists()
    assert running.exists()


def test_that_each_file_is_locked_by_a_password_of_its_own(fresh: Inspection, tmp_path: Path):
    sending = Sending(protection=WorkbookProtection.EACH)
    done = exporting.export(fresh, [SUBJECT, "op_kokage"], tmp_path, quiet(), sending)
    made = [file.password for file in done.files]
    assert len(set(made)) == 2
    for file in done.files:
        content = file.path.read_bytes()
        assert not zipfile.is_zipfile(file.path)
        assert zipfile.is_zipfile(io.BytesIO(passwords.decrypted(content, file.path.name, [file.password])))
        with pytest.raises(InputError) as error:
            passwords.decrypted(content, file.path.name, ["another"])
        assert error.value.problems[0].code is Code.WRONG_PASSWORD
    held = fresh.path.read_bytes()
    assert not any(password.encode() in held for password in made)


def test_that_all_files_can_share_a_typed_password(fresh: Inspection, tmp_path: Path):
    sending = Sending(protection=WorkbookProtection.ONE, password="点検 2020")
    done = exporting.export(fresh, [SUBJECT, "op_kokage"], tmp_path, quiet(), sending)
    assert [file.password for file in done.files] == ["点検 2020"] * 2
    for file in done.files:
        assert passwords.decrypted(file.path.read_bytes(), file.path.name, ["点検 2020"])


def test_that_without_protection_a_typed_password_is_not_used(fresh: Inspection, tmp_path: Path):
    done = exporting.export(fresh, [SUBJECT], tmp_path, quiet(), Sending(password="x"))
    assert done.files[0].password == ""
    assert zipfile.is_zipfile(done.files[0].path)


@pytest.mark.parametrize(
    ("password", "code"), [("", Code.EMPTY_TEXT), ("x" * 256, Code.TOO_LONG)], ids=["empty", "too long"]
)
def test_that_a_shared_password_that_cannot_be_one_is_told_before_anything_is_written(
    fresh: Inspection, tmp_path: Path, password: str, code: Code
):
    sending = Sending(protection=WorkbookProtection.ONE, password=password)
    with pytest.raises(InputError) as error:
        exporting.export(fresh, [SUBJECT], tmp_path, quiet(), sending)
    assert [(p.code, p.place.field) for p in error.value.problems] == [(code, "password")]
    assert [p.name for p in tmp_path.iterdir()] == ["fresh.assess"]
