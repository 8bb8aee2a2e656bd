"""Passphrases on the command line: from a file, the environment or a prompt, never from an argument."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assessor.cli.passphrase import VARIABLE
from assessor.errors import CaseFileError
from assessor.operations import protecting
from assessor.operations.inspection import Inspection, this_actor
from tests.patience import PROCESS
from tests.places import ROOT
from tests.unit.cli.conftest import Run

pytestmark = pytest.mark.long

PASSPHRASE, OTHER = "夜の 鉄道 42", "もう一つの言葉 7"
Typing = Callable[..., list[str]]


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Lets somebody sit at a terminal who types these words; returns what was asked."""

    def typing(*words: str) -> list[str]:
        left, asked = list(words), list[str]()

        def ask(prompt: str) -> str:
            asked.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", ask)
        return asked

    return typing


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{PASSPHRASE}\r\nthe rest is nothing".encode())
    return path


@pytest.fixture
def locked(run: Run, tmp_path: Path, secret: Path) -> Path:
    path = tmp_path / "locked.assess"
    assert run("new", path, "--plan", "sample", "--encrypt", "--passphrase-file", secret).code == 0
    return path


def opens(path: Path, passphrase: str | None) -> bool:
    try:
        Inspection.open(path, this_actor(), passphrase).close()
    except CaseFileError:
        return False
    return True


def test_that_a_new_case_is_encrypted_with_the_first_line_of_the_file(locked: Path):
    assert opens(locked, PASSPHRASE)
    assert not opens(locked, None)


def test_that_a_passphrase_file_alone_never_makes_a_plain_case(run: Run, tmp_path: Path, secret: Path):
    path = tmp_path / "c.assess"
    assert run("new", path, "--plan", "sample", "--passphrase-file", secret).code == 0
    assert not opens(path, None)


def test_that_encrypt_without_a_passphrase_makes_no_case(run: Run, tmp_path: Path):
    said = run("new", tmp_path / "c.assess", "--plan", "sample", "--encrypt")
    assert said.code == 3
    assert "パスフレーズが必要です" in said.err
    assert list(tmp_path.iterdir()) == []


def test_that_a_new_case_asks_twice_and_again_when_the_two_differ(run: Run, tmp_path: Path, typing: Typing):
    asked = typing(PASSPHRASE, OTHER, "password", "password")
    said = run("new", tmp_path / "c.assess", "--plan", "sample", "--encrypt")
    assert said.code == 0
    assert len(asked) == 4
    assert "一致しません" in said.err
    assert "弱く" in said.err
    assert opens(tmp_path / "c.assess", "password")


def test_that_without_a_terminal_the_need_is_told_with_3(run: Run, locked: Path):
    said = run("show", locked)
    assert (said.code, said.out) == (3, "")
    assert said.err.count("\n") == 1
    assert "パスフレーズが必要です" in said.err


@pytest.mark.usefixtures("short_reports")
@pytest.mark.parametrize("command", ["show", "report", "mark"])
def test_that_commands_open_with_the_file(run: Run, locked: Path, secret: Path, tmp_path: Path, command: str):
    rest = {"show": (), "report": ("--out", tmp_path / "r.xlsx"), "mark": ("cp_minamo", "CP-1-01", "met")}
    assert run(command, locked, *rest[command], "--passphrase-file", secret).code == 0


def test_that_the_variable_opens_encrypted_and_plain_cases_and_goes_from_the_environment(
    run: Run, locked: Path, case_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for path in (locked, case_path):
        monkeypatch.setenv(VARIABLE, PASSPHRASE)
        assert run("show", path).code == 0
        assert VARIABLE not in os.environ


def test_that_a_wrong_passphrase_is_told_with_3_and_never_printed(
    run: Run, locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "wrong").write_text(OTHER, encoding="utf-8")
    by_file = run("show", locked, "--passphrase-file", tmp_path / "wrong")
    monkeypatch.setenv(VARIABLE, OTHER)
    by_variable = run("show", locked, "--lang", "en")
    assert (by_file.code, by_variable.code) == (3, 3)
    assert "パスフレーズが違うか、点検案件のファイルではありません" in by_file.err
    assert "The passphrase is wrong, or this is not a case file" in by_variable.err
    assert OTHER not in by_file.err + by_variable.err


def test_that_a_file_for_a_plain_case_is_refused(run: Run, case_path: Path, secret: Path):
    said = run("show", case_path, "--passphrase-file", secret)
    assert said.code == 3
    assert "暗号化されていません" in said.err


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_that_a_file_without_a_passphrase_is_named(
    run: Run, locked: Path, tmp_path: Path, content: bytes | None
):
    file = tmp_path / "p.txt"
    if content is not None:
        file.write_bytes(content)
    said = run("show", locked, "--passphrase-file", file)
    assert said.code == 3
    assert "p.txt" in said.err


def test_that_the_terminal_is_asked_until_it_opens(run: Run, locked: Path, typing: Typing):
    asked = typing("x", "y", PASSPHRASE)
    said = run("show", locked)
    assert said.code == 0
    assert len(asked) == 3
    assert said.err.count("もう一度入力してください") == 2


@pytest.mark.parametrize(("words", "told"), [((), "必要です"), (("x", "y", "z"), "違うか")])
def test_that_giving_up_at_the_terminal_ends_with_3(
    run: Run, locked: Path, typing: Typing, words: tuple[str, ...], told: str
):
    typing(*words)
    said = run("show", locked)
    assert said.code == 3
    assert told in said.err


def test_that_passphrase_gives_changes_and_removes(run: Run, case_path: Path, tmp_path: Path, secret: Path):
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    said = run("passphrase", case_path, "--passphrase-file", secret)
    assert (said.code, "設定しました" in said.out) == (0, True)
    assert opens(case_path, PASSPHRASE)
    said = run("passphrase", case_path, "--passphrase-file", secret, "--new-passphrase-file", other)
    assert (said.code, "変更しました" in said.out) == (0, True)
    assert opens(case_path, OTHER)
    said = run("passphrase", case_path, "--passphrase-file", other, "--remove")
    assert (said.code, "解除しました" in said.out) == (0, True)
    assert opens(case_path, None)
    said = run("passphrase", case_path, "--remove")
    assert (said.code, "変更はありません" in said.out) == (0, True)


@pytest.mark.skipif(os.name != "posix", reason="hard links are made otherwise there")
def test_that_what_is_left_in_clear_is_told(run: Run, case_path: Path, secret: Path):
    kept = case_path.with_name(f"{case_path.stem}.before-restore-20201101-101010.assess")
    kept.write_bytes(case_path.read_bytes())
    (case_path.parent / "away").mkdir()
    (case_path.parent / "away" / "second").hardlink_to(case_path)
    said = run("passphrase", case_path, "--passphrase-file", secret)
    assert said.code == 0
    assert f"暗号化されていないファイルが残っています。確認し、不要なら削除してください：{kept}" in said.out
    assert "ハードリンク" in said.out


def test_that_a_folder_in_the_way_is_told_and_stays(run: Run, case_path: Path, secret: Path):
    folder = case_path.with_name(f".{case_path.name}.old.part")
    folder.mkdir()
    said = run("passphrase", case_path, "--passphrase-file", secret)
    assert said.code == 3
    assert f"「{folder}」があるため実行できません" in said.err
    assert folder.is_dir()
    assert opens(case_path, None)


def test_that_the_prompts_give_a_plain_case_its_passphrase(run: Run, case_path: Path, typing: Typing):
    asked = typing(PASSPHRASE, PASSPHRASE)
    assert run("passphrase", case_path).code == 0
    assert len(asked) == 2
    assert opens(case_path, PASSPHRASE)


def test_that_the_prompts_ask_for_the_present_and_then_the_new_one(run: Run, locked: Path, typing: Typing):
    asked = typing(PASSPHRASE, OTHER, OTHER)
    assert run("passphrase", locked).code == 0
    assert len(asked) == 3
    assert opens(locked, OTHER)


def test_that_a_case_without_a_new_passphrase_stays_as_it_is(run: Run, locked: Path, secret: Path):
    said = run("passphrase", locked, "--passphrase-file", secret)
    assert said.code == 3
    assert opens(locked, PASSPHRASE)
    assert not locked.with_name(f"{locked.name}.lock").exists()


def test_that_the_recovery_code_is_printed_on_request_and_opens_the_case(
    run: Run, case_path: Path, secret: Path, tmp_path: Path
):
    said = run("passphrase", case_path, "--passphrase-file", secret, "--recovery")
    code = said.out.strip().splitlines()[-1]
    (tmp_path / "sheet.txt").write_text(code, encoding="utf-8")
    assert run("show", case_path, "--passphrase-file", tmp_path / "sheet.txt").code == 0
    opened = Inspection.open(case_path, this_actor(), PASSPHRASE)
    assert protecting.recovery_code(opened) == code
    opened.close()


def test_that_a_case_that_is_open_elsewhere_is_not_rewritten(run: Run, case_path: Path, secret: Path):
    other = Inspection.open(case_path, this_actor())
    with other.hold():
        said = run("passphrase", case_path, "--passphrase-file", secret)
    other.close()
    assert said.code == 3
    assert opens(case_path, None)


def test_that_no_command_takes_a_passphrase_as_an_argument(run: Run, locked: Path):
    for option in ("--passphrase", "--new-passphrase"):
        with pytest.raises(SystemExit) as ended:
            run("passphrase", locked, f"{option}={PASSPHRASE}")
        assert ended.value.code == 2


def test_that_a_process_of_its_own_reads_the_variable(real_rounds: None, locked: Path):
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "show", locked, "--json"],
        env={**os.environ, VARIABLE: PASSPHRASE},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=PROCESS,
    )
    assert b'"subjects": 35' in done.stdout


@pytest.mark.parametrize("command", [("new", "--plan", "sample"), ("sample",)])
def test_that_a_case_that_the_variable_does_not_encrypt_says_so(
    short_sample: None, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    path = tmp_path / "c.assess"
    said = run(command[0], path, *command[1:])
    assert said.code == 0
    assert "案件は暗号化せずに作成します" in said.err
    assert "--encrypt" in said.err
    assert opens(path, None)
    assert run("show", path).err == ""


def test_that_the_variable_encrypts_when_that_is_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    said = run("new", tmp_path / "c.assess", "--plan", "sample", "--encrypt")
    assert (said.code, "暗号化せずに" in said.err) == (0, False)
    assert opens(tmp_path / "c.assess", PASSPHRASE)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf\r\n", b"x" * (64 * 1024 + 1)])
def test_that_what_is_no_passphrase_file_is_refused_in_words_of_its_own(
    run: Run, tmp_path: Path, content: bytes
):
    file = tmp_path / "p.txt"
    file.write_bytes(content)
    said = run("new", tmp_path / "c.assess", "--plan", "sample", "--passphrase-file", file)
    assert said.code == 3
    assert "p.txt」はパスフレーズのファイルとして使えません" in said.err
    assert not (tmp_path / "c.assess").exists()


def test_that_a_file_may_be_as_large_as_it_says(run: Run, tmp_path: Path):
    file = tmp_path / "p.txt"
    file.write_bytes(PASSPHRASE.encode() + b"\n" + b"x" * (64 * 1024 - len(PASSPHRASE.encode()) - 1))
    assert run("new", tmp_path / "c.assess", "--plan", "sample", "--passphrase-file", file).code == 0
    assert opens(tmp_path / "c.assess", PASSPHRASE)


def test_that_a_passphrase_that_would_equal_another_is_refused(run: Run, locked: Path, tmp_path: Path):
    file = tmp_path / "p.txt"
    file.write_bytes(PASSPHRASE.encode() + b"\0")
    for arguments in (
        ("show", locked, "--passphrase-file", file),
        ("new", tmp_path / "c.assess", "--plan", "sample", "--passphrase-file", file),
    ):
        said = run(*arguments)
        assert said.code == 3
        assert "使えない文字（U+0000）" in said.err
    assert not (tmp_path / "c.assess").exists()


def test_that_a_weak_passphrase_from_a_file_or_the_variable_is_told(
    run: Run, case_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    weak = tmp_path / "weak.txt"
    weak.write_bytes(b"password")
    said = run("new", tmp_path / "c.assess", "--plan", "sample", "--passphrase-file", weak)
    assert (said.code, "弱く" in said.err) == (0, True)
    monkeypatch.setenv(VARIABLE, "password")
    said = run("passphrase", case_path)
    assert (said.code, "弱く" in said.err) == (0, True)
    weak.write_bytes(b"12345678")
    monkeypatch.setenv(VARIABLE, "password")
    said = run("passphrase", case_path, "--new-passphrase-file", weak)
    assert (said.code, "弱く" in said.err) == (0, True)
    assert "password" not in said.err + said.out
