"""Restoring and recovering when it is needed: the case is damaged or gone, or the passphrase another."""

import json
import os
import shutil
from pathlib import Path

import pytest

from assessor.cli import keeping
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

SECRET, EARLIER = "合言葉 合言葉 今", "合言葉 合言葉 前"


@pytest.fixture
def secrets(tmp_path: Path) -> tuple[Path, Path]:
    """Files with the passphrase of the case now, and with that of before."""
    made = tmp_path / "now.txt", tmp_path / "earlier.txt"
    for path, secret in zip(made, (SECRET, EARLIER), strict=True):
        path.write_text(f"{secret}\n", encoding="utf-8")
    return made


@pytest.fixture
def locked(run: Run, case_path: Path, tmp_path: Path, secrets: tuple[Path, Path]) -> tuple[Path, Path]:
    """An encrypted case, and a copy of it with an earlier passphrase."""
    now, earlier = secrets
    copy = tmp_path / "copy.assess"
    assert run("passphrase", case_path, "--passphrase-file", earlier).code == 0
    assert run("backup", case_path, "--passphrase-file", earlier, "--out", copy).code == 0
    renewed = ("--passphrase-file", earlier, "--new-passphrase-file", now)
    assert run("passphrase", case_path, *renewed).code == 0
    return case_path, copy


def typing(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Let somebody sit at a terminal who types these words; returns what was asked."""
    left, asked = list(words), list[str]()

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return left.pop(0) if left else ""

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ask)
    return asked


def spoil(path: Path, how: str) -> None:
    """Do to a case what makes somebody look for a copy of it."""
    if how == "gone":
        path.unlink()
    elif how == "zeroed":
        with path.open("r+b") as file:
            file.write(bytes(4096))
    else:
        with path.open("r+b") as file:
            file.seek(100)
            file.write(b"\xff" * (path.stat().st_size - 100))


@pytest.mark.parametrize("how", ["gone", "zeroed", "spoilt"])
def test_that_a_copy_is_restored_when_the_case_cannot_be_opened(
    run: Run, case_path: Path, tmp_path: Path, how: str
):
    copy, target = tmp_path / "copy.assess", tmp_path / "restored.assess"
    run("backup", case_path, "--out", copy)
    spoil(case_path, how)
    assert run("show", case_path).code == 3
    said = run("restore", case_path, copy, "--out", target)
    assert (said.code, said.err) == (0, "")
    assert "違いは確認していません" in said.out
    assert run("show", target).code == 0
    told = json.loads(run("restore", case_path, copy, "--out", tmp_path / "2.assess", "--json").out)
    assert told["restored"] == {
        "file": str(tmp_path / "2.assess"),
        "compared": False,
        "protection": "none",
    }


@pytest.mark.parametrize("how", ["gone", "zeroed", "spoilt"])
def test_that_a_copy_of_an_encrypted_case_is_restored_with_the_passphrase_of_the_case(
    run: Run, case_path: Path, tmp_path: Path, secrets: tuple[Path, Path], how: str
):
    secret = ("--passphrase-file", secrets[0])
    copy, target = tmp_path / "copy.assess", tmp_path / "restored.assess"
    assert run("passphrase", case_path, *secret).code == 0
    run("backup", case_path, "--out", copy, *secret)
    spoil(case_path, how)
    said = run("restore", case_path, copy, "--out", target, *secret)
    assert said.code == 0
    assert "バックアップのパスフレーズで開きます" in said.out
    assert run("show", target, *secret).code == 0


def test_that_a_wrong_passphrase_restores_no_plain_copy_unseen(
    run: Run, case_path: Path, tmp_path: Path, secrets: tuple[Path, Path]
):
    plain, target = tmp_path / "plain.assess", tmp_path / "restored.assess"
    run("backup", case_path, "--out", plain)
    assert run("passphrase", case_path, "--passphrase-file", secrets[0]).code == 0
    said = run("restore", case_path, plain, "--out", target, "--passphrase-file", secrets[1])
    assert said.code == 3
    assert "パスフレーズが違う" in said.err
    assert not target.exists()


def test_that_a_copy_with_another_passphrase_takes_it_from_its_own_file(
    run: Run, locked: tuple[Path, Path], tmp_path: Path, secrets: tuple[Path, Path]
):
    case, copy = locked
    now, earlier = secrets
    target = tmp_path / "restored.assess"
    restore = ("restore", case, copy, "--out", target, "--passphrase-file", now)
    said = run(*restore)
    assert said.code == 3
    assert str(copy) in said.err
    said = run(*restore, "--backup-passphrase-file", earlier)
    assert (said.code, said.err) == (0, "")
    assert "バックアップ以後の変更" in said.out
    assert run("show", target, "--passphrase-file", earlier).code == 0


def test_that_a_copy_with_another_passphrase_asks_for_it_on_a_terminal(
    run: Run, locked: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    case, copy = locked
    asked = typing(monkeypatch, SECRET, "違う", EARLIER)
    said = run("restore", case, copy, "--out", tmp_path / "restored.assess")
    assert said.code == 0
    assert [str(name) in prompt for name, prompt in zip((case, copy, copy), asked, strict=True)] == [True] * 3


def test_that_recover_asks_for_the_passphrase_on_a_terminal(
    run: Run, locked: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked = typing(monkeypatch, "違う", SECRET)
    said = run("recover", locked[0], "--out", tmp_path / "recovered.assess")
    assert said.code == 0
    assert len(asked) == 2


def test_that_recover_ends_with_1_when_something_is_lost(run: Run, case_path: Path, tmp_path: Path):
    with case_path.open("r+b") as file:
        file.truncate(case_path.stat().st_size // 4096 * 4096 * 3 // 4)
    target = tmp_path / "part.assess"
    said = run("recover", case_path, "--out", target)
    assert said.code == 1
    assert f"「{target}」には、復旧できなかったものが" in said.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_that_nobody_waits_for_a_pipe(run: Run, case_path: Path, tmp_path: Path):
    pipe, target = tmp_path / "pipe", tmp_path / "new.assess"
    os.mkfifo(pipe)
    for said in (run("recover", pipe, "--out", target), run("restore", case_path, pipe, "--out", target)):
        assert said.code == 3
        assert "点検案件のファイルではありません" in said.err
    said = run("import", case_path, pipe)
    assert said.code == 1
    assert "読めません" in said.err


def test_that_backup_tells_the_end_of_the_copy_and_what_was_checked(
    run: Run, case_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeping, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    (tmp_path / "data" / "backups").mkdir(parents=True)
    shutil.copy(case_path, tmp_path / "data" / "backups" / "メモ_x_20201399T000000Z.assess")
    said = run("backup", case_path)
    assert said.code == 0
    assert "証跡の内容は verify で確認できます" in said.out
    told = json.loads(run("backup", case_path, "--json").out)["backup"]
    assert f"_{told['entries']}-" in Path(told["file"]).name
