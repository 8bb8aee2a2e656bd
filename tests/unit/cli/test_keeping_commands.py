import json
from pathlib import Path

import pytest

from assessor.cli import keeping
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

SUBJECT, ITEM = "cp_minamo", "CP-1-01"


def test_that_backup_writes_a_copy_that_opens(run: Run, case_path: Path, tmp_path: Path):
    copy = tmp_path / "copy.assess"
    said = run("backup", case_path, "--out", copy)
    assert (said.code, said.err) == (0, "")
    assert str(copy) in said.out
    assert "別のディスク" in said.out
    assert run("show", copy).code == 0
    said = run("backup", case_path, "--out", copy, "--lang", "en")
    assert said.code == 3
    assert "exists already" in said.err


def test_that_backup_without_a_file_goes_to_the_folder_of_copies(
    run: Run, case_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    said = run("backup", case_path, "--json")
    told = json.loads(said.out)["backup"]
    assert Path(told["file"]).parent == tmp_path / "data" / "backups"
    assert told["entries"] > 0
    assert told["same_volume"] is True


def test_that_restore_tells_what_the_copy_lacks_and_writes_a_new_file(
    run: Run, case_path: Path, tmp_path: Path
):
    copy, target = tmp_path / "copy.assess", tmp_path / "restored.assess"
    run("backup", case_path, "--out", copy)
    run("mark", case_path, SUBJECT, ITEM, "discussing")
    said = run("restore", case_path, copy, "--out", target)
    assert (said.code, said.err) == (0, "")
    assert "バックアップ以後の変更 1件" in said.out
    assert SUBJECT in said.out
    said = run("restore", case_path, copy, "--out", tmp_path / "again.assess", "--json")
    told = json.loads(said.out)["restored"]
    assert (told["since"], told["apart"], told["subjects"]) == (1, 0, [SUBJECT])
    run("mark", target, SUBJECT, ITEM, "confirming")
    said = run("restore", case_path, target, "--out", tmp_path / "third.assess")
    assert "別に編集されたバックアップ" in said.out


def test_that_restore_tells_what_protects_the_file(run: Run, case_path: Path, tmp_path: Path):
    secret, plain, locked = (tmp_path / name for name in ("secret.txt", "plain.assess", "locked.assess"))
    secret.write_text("合言葉 合言葉\n", encoding="utf-8")
    run("backup", case_path, "--out", plain)
    said = run("restore", case_path, plain, "--out", tmp_path / "1.assess")
    assert "戻したファイルは暗号化されていません" in said.out
    assert run("passphrase", case_path, "--passphrase-file", secret).code == 0
    run("backup", case_path, "--out", locked, "--passphrase-file", secret)
    said = run("restore", case_path, plain, "--out", tmp_path / "2.assess", "--passphrase-file", secret)
    assert "現在の案件のパスフレーズで暗号化しました" in said.out
    restore = ("restore", case_path, locked, "--passphrase-file", secret, "--out")
    assert "現在の案件のパスフレーズで開きます" in run(*restore, tmp_path / "3.assess").out
    told = json.loads(run(*restore, tmp_path / "4.assess", "--json").out)["restored"]
    assert told["protection"] == "case"
    for number in (2, 3, 4):
        assert run("show", tmp_path / f"{number}.assess").code == 3
        assert run("show", tmp_path / f"{number}.assess", "--passphrase-file", secret).code == 0
    renewed = ("--passphrase-file", secret, "--new-passphrase-file", secret)
    assert run("passphrase", case_path, *renewed).code == 0  # another key, of the same passphrase
    assert "バックアップのパスフレーズで開きます" in run(*restore, tmp_path / "5.assess").out


def test_that_a_copy_of_another_case_is_not_restored(run: Run, case_path: Path, tmp_path: Path):
    run("new", tmp_path / "other.assess", "--plan", "sample")
    said = run("restore", case_path, tmp_path / "other.assess", "--out", tmp_path / "x.assess")
    assert said.code == 3
    assert not (tmp_path / "x.assess").exists()


def test_that_recover_lists_what_is_lost_and_leaves_the_file_alone(run: Run, case_path: Path, tmp_path: Path):
    said = run("recover", case_path, "--out", tmp_path / "whole.assess")
    assert (said.code, said.err) == (0, "")
    assert "失われた内容はありません" in said.out
    with case_path.open("r+b") as file:
        file.truncate(case_path.stat().st_size // 4096 * 4096 * 3 // 4)
    before = case_path.read_bytes()
    said = run("recover", case_path, "--out", tmp_path / "part.assess", "--lang", "en")
    assert "Could not be recovered" in said.out
    assert case_path.read_bytes() == before
    said = run("recover", case_path, "--out", tmp_path / "part2.assess", "--json")
    told = json.loads(said.out)["recovered"]
    assert told["whole"] is False
    assert told["lost"]
    assert run("show", tmp_path / "part.assess").code in {0, 3}


def test_that_an_encrypted_case_is_recovered_with_its_passphrase(run: Run, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("合言葉 合言葉\n", encoding="utf-8")
    case = tmp_path / "locked.assess"
    assert run("new", case, "--plan", "sample", "--encrypt", "--passphrase-file", secret).code == 0
    assert run("recover", case, "--out", tmp_path / "no.assess").code == 3
    said = run("recover", case, "--out", tmp_path / "out.assess", "--passphrase-file", secret)
    assert said.code == 0
    assert run("show", tmp_path / "out.assess", "--passphrase-file", secret).code == 0
    assert run("show", tmp_path / "out.assess").code == 3
